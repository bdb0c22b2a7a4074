"""Reads what stands before a role noun: "former Delta Airlines", "the club's deputy", "Iowa state"."""

from typing import NamedTuple

from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.roles.affiliations import affiliation_before
from transforms.annotate.entities.roles.context import HYPHENS, NOMINAL_TAGS, ClusterName, RoleContext
from transforms.annotate.tags import POSSESSIVE_MARKS


class Premodifiers(NamedTuple):
    """The words before a role noun.

    `first`: the first word of role and affiliation. `role_first`: the first word of the role. `prefix`: "former " or another
    modifier of the role that stands before the affiliation, or empty.
    """

    first: int
    role_first: int
    affiliation: str | None = None
    prefix: str = ""


def premodifiers(context: RoleContext, begin: int, noun: int) -> Premodifiers:
    """Returns the premodifiers in the words from `begin` up to the role noun, which begins with word `noun`."""
    role_first = _role_first(context, begin, noun)
    end, participle = _skip_descriptions(context, begin, role_first)
    affiliation = affiliation_before(context, begin, end)
    if affiliation is None or (participle and context.low[end - 1] not in POSSESSIVE_MARKS):
        return Premodifiers(role_first, role_first)
    if _is_modifier_before_affiliation(context, begin, affiliation.first, noun):
        former = affiliation.first - 1
        return Premodifiers(former, role_first, affiliation.text, context.words.form[former] + " ")
    return Premodifiers(affiliation.first, role_first, affiliation.text)


def _role_first(context: RoleContext, begin: int, noun: int) -> int:
    """Returns the first word of the role: "former" in "the Delta Union's former deputy director"."""
    first = noun
    while first > begin:
        start = _role_modifier_start(context, begin, first - 1, noun)
        if start is None:
            break
        first = start
    while first < noun and (context.low[first] in HYPHENS or context.low[first] in ("of", "and")):
        first += 1
    return first


def _role_modifier_start(context: RoleContext, begin: int, i: int, noun: int) -> int | None:
    """Returns the first word of the modifier that ends with word `i`; None when that word is not part of the role."""
    lists, low = role_lists(), context.low
    if _belongs_elsewhere(context, begin, i, noun):
        return None
    if low[i] in HYPHENS and i > begin and low[i - 1] != "old":
        return i
    if context.is_abbreviation_dot(i):
        return i - 1
    if low[i] in lists.modifiers or (low[i] in lists.titles and context.is_capitalized(i)):
        return i
    if _is_outside_role(context, i, noun):
        return None
    if context.is_capitalized(i) and not _may_be_lowercase(context, i):
        return i if _is_capitalized_modifier(context, i, noun) else None
    return i if _is_common_modifier(context, begin, i, noun) else None


def _belongs_elsewhere(context: RoleContext, begin: int, i: int, noun: int) -> bool:
    return _is_in_name(context, i, noun) or _is_compound_participle(context, begin, i) or _is_sentence_adverb(context, i)


def _is_in_name(context: RoleContext, i: int, noun: int) -> bool:
    """Whether word `i` belongs to a name and not to the role.

    The model may add the "Policy" of a role to "Friends of the Delta".
    """
    name = context.name_at.get(i)
    if name is None or _is_common_noun_in_capitals(context, i, name):
        return False
    if not context.is_capitalized(noun):
        return True
    lists, word = role_lists(), context.low[i]
    ends_long_name = name.last - name.first > 1 and word in lists.subjects
    return not (ends_long_name or (context.low[noun] in lists.offices and word in lists.areas))


def _is_common_noun_in_capitals(context: RoleContext, i: int, name: ClusterName) -> bool:
    """Whether the "name" is a common noun that begins a sentence: "Bakery owner Ana Brandt"."""
    lists = role_lists()
    one_word = name.last - name.first == 1
    return one_word and context.starts_sentence(i) and context.low[i] in lists.areas | lists.bodies | lists.sentence_openers


def _is_compound_participle(context: RoleContext, begin: int, i: int) -> bool:
    """Whether the word ends a compound adjective, which is not part of a role: "Oscar-winning", "Iowa-based"."""
    return context.low[i] in role_lists().after_hyphen and i > begin + 1 and context.low[i - 1] in HYPHENS


def _is_sentence_adverb(context: RoleContext, i: int) -> bool:
    """Whether the word is an adverb of the sentence and not part of the role: "Then Rovers manager Ana Brandt scored"."""
    return context.low[i] in ("then", "now") and context.starts_sentence(i) and context.low[i + 1] not in HYPHENS


def _is_outside_role(context: RoleContext, i: int, noun: int) -> bool:
    """Whether the word is never part of a role: a nation, a party, a number, "the", "famous"."""
    lists, word = role_lists(), context.low[i]
    if context.is_capitalized(i) and word in lists.nations:
        return True
    if context.is_capitalized(i) and word in lists.parties and context.low[noun] in lists.roles_of_places:
        return True
    if word in lists.not_in_role and context.low[i + 1] not in HYPHENS and not _is_compound_part(context, i, noun):
        return True
    return word in POSSESSIVE_MARKS or context.words.tag[i] in ("CD", "JJS", "POS", "DT", "PRP$", "RBS")


def _is_compound_part(context: RoleContext, i: int, noun: int) -> bool:
    """Whether the adjective belongs to another noun before the role noun: "late night host"."""
    return context.low[i] in role_lists().compound_starts and i < context.words.head[i] < noun


def _may_be_lowercase(context: RoleContext, i: int) -> bool:
    """Whether word `i` may have its capital only because a sentence begins."""
    lists, word = role_lists(), context.low[i]
    if not context.starts_sentence(i):
        return False
    return context.words.tag[i] != "NNP" or word in lists.areas | lists.bodies | lists.sentence_openers


def _is_capitalized_modifier(context: RoleContext, i: int, noun: int) -> bool:
    """Whether the word is a subject area or a role noun in a capitalized title: "Policy Director", "Deputy Secretary"."""
    lists, word = role_lists(), context.low[i]
    return context.is_capitalized(noun) and (word in lists.areas or word in lists.nouns)


def _is_common_modifier(context: RoleContext, begin: int, i: int, noun: int) -> bool:
    """Whether word `i` is a noun or an adjective that modifies the role noun.

    Before a capitalized title it must have a capital, too, or name a subject area. So "disappointed" in "am disappointed Judge
    Brandt" is no modifier; nor is "supporting" in "a group supporting judge Brandt".
    """
    tag = context.words.tag
    if tag[i] == "VBG" and i > begin and tag[i - 1].startswith(("NN", "PRP", "VB", "RB")):
        return False
    initial_verb = context.starts_sentence(i) and tag[i].startswith("VB")
    if not tag[i].startswith(NOMINAL_TAGS) and not initial_verb:
        return False
    capital_expected = context.is_capitalized(noun) and not context.starts_sentence(noun)
    return context.is_capitalized(i) or not capital_expected or context.low[i] in role_lists().areas


def _skip_descriptions(context: RoleContext, begin: int, role_first: int) -> tuple[int, bool]:
    """Skips words before the role that are neither role nor affiliation: "French", "longtime", "Iowa-based".

    Returns the first skipped word (`role_first` when there is none), and whether a participle like "based" was skipped.
    """
    first, participle = role_first, False
    while first > begin:
        if context.low[first - 1] in role_lists().after_hyphen and first - 3 >= begin and context.low[first - 2] in HYPHENS:
            first, participle = first - 3, True
            continue
        adjective = _adjective_start(context, first - 1)
        if adjective is not None:
            first = max(begin, adjective)
        elif _is_description(context, first - 1):
            first -= 1
        else:
            break
    return first, participle


def _is_description(context: RoleContext, i: int) -> bool:
    lists, word, name = role_lists(), context.low[i], context.name_at.get(i)
    if name is not None and name.last - name.first > 1:
        return False  # "Mothers of the Missing"
    if word in HYPHENS:
        return context.touches_previous(i + 1)
    return word in lists.not_in_role or word in lists.parties or context.words.tag[i] in ("CD", "JJS")


def _adjective_start(context: RoleContext, last: int) -> int | None:
    """Returns the first word of the adjective of a nation, party or faith that ends with word `last`; None for other words."""
    name, nations = context.name_at.get(last), role_lists().nations
    if name is not None and name.last - name.first > 1:
        return name.first if name.kind == "group" and name.last == last + 1 else None
    if name is not None and name.kind != "group":
        return last if context.low[last] in nations else None
    is_adjective = context.words.tag[last] == "JJ" or context.low[last] in nations
    return last if context.is_capitalized(last) and is_adjective else None


def _is_modifier_before_affiliation(context: RoleContext, begin: int, affiliation: int, noun: int) -> bool:
    """Whether a modifier of the role stands before the affiliation: "Former Delta Airlines pilot"."""
    i = affiliation - 1
    if i < begin or context.low[i] not in role_lists().modifiers:
        return False
    first = context.starts_sentence(i)
    if context.low[i] == "then" and first:
        return False
    return first or context.is_capitalized(noun) or not context.is_capitalized(i)
