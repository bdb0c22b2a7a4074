"""Parses a role phrase into role and affiliation: "the Delta Union's former deputy director for public affairs"."""

from dataclasses import dataclass, replace

from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.roles.affiliations import named_body
from transforms.annotate.entities.roles.complements import ARTICLES, complement, coordinated_end
from transforms.annotate.entities.roles.context import HYPHENS, NOMINAL_TAGS, RoleContext
from transforms.annotate.entities.roles.nouns import is_plural, role_noun_start, singular
from transforms.annotate.entities.roles.premodifiers import Premodifiers, premodifiers
from transforms.annotate.tags import POSSESSIVE_MARKS

LONGEST_NOUN_PHRASE = 14  # words
CLAUSE_MARKS = frozenset([",", ";", ":", "("])


@dataclass(frozen=True)
class RolePhrase:
    """A role with its affiliation. `first`, `last` (excluded): the words of both together.

    `word_before`: the determiner or other word before the phrase, in lower case. `plural`: several people have the role
    ("co-chairs"); `role` is still in the singular.
    """

    role: str
    affiliation: str | None
    first: int
    last: int
    word_before: str = ""
    plural: bool = False


@dataclass(frozen=True)
class _RoleNoun:
    """The head of a role phrase. `first`, `last` (included): the words of the noun. `begin`: the first word of the phrase.

    `word_before`: the word before the phrase, in lower case.
    """

    first: int
    last: int
    begin: int
    word_before: str = ""

    def is_private(self, context: RoleContext) -> bool:
        """Whether the noun is a private relation and no office: "his partner", "her model"."""
        return self.word_before in ("his", "her", "my", "your") and context.low[self.last] in role_lists().private_nouns


def role_phrase_at(context: RoleContext, first: int) -> RolePhrase | None:
    """Returns the role that the noun phrase from word `first` on states; None when it states none.

    The phrase may have an adverb ("now"), a determiner, premodifiers, a role noun, a second one ("and chief executive") and
    prepositional phrases, in this order. Only the role noun is needed.
    """
    low, end = context.low, context.sentence_end(first)
    if low[first : first + 1] == ["then"] and low[first + 1 : first + 2] and low[first + 1] in ARTICLES:
        former = role_phrase_at(context, first + 1)
        if former is not None:
            return replace(former, role=f"then {former.role}", first=first)
    first = _skip_adverbs(context, min(first, end), end)
    if low[first : min(first + 2, end)] == ["one", "of"]:
        group = role_phrase_at(context, first + 2)
        return replace(group, word_before="one", plural=False) if group is not None and group.plural else None
    noun = _head_noun(context, first, end)
    return _phrase_around(context, noun) if noun is not None and not noun.is_private(context) else None


def role_phrase_before_name(context: RoleContext, begin: int, last: int) -> RolePhrase | None:
    """Returns the role whose noun ends with word `last`, right before a name ("Delta Union spokesman"), or None.

    `begin`: the first word that the phrase can contain.
    """
    low = context.low
    first = role_noun_start(context, last)
    if first is None or first < begin or _is_lowercase_title(context, first, last):
        return None
    clause = first
    while clause > begin and low[clause - 1] not in CLAUSE_MARKS:
        clause -= 1
    before = premodifiers(context, clause, first)
    word_before = low[before.first - 1] if before.first > begin else ""
    if _RoleNoun(first, last, begin, word_before).is_private(context):
        return None
    plural = is_plural(context, last)
    if before.affiliation is None and word_before in ("its", "their"):
        body = named_body(context, None, before.first - 1)
        if body is not None:
            before = before._replace(first=before.first - 1, affiliation=body)
    elif before.affiliation is None and word_before == "and" and not plural:
        earlier = _earlier_role(context, begin, before.first - 2, last)
        before = before if earlier is None else premodifiers(context, clause, earlier)
    role = before.prefix + _words_of_role(context, before.role_first, last + 1, plural)
    return RolePhrase(role, before.affiliation, before.first, last + 1, word_before, plural)


def _skip_adverbs(context: RoleContext, i: int, end: int) -> int:
    while i < end and (context.words.tag[i] == "RB" or context.low[i] in ("now", "then", "himself", "herself")):
        i += 1
    return i


def _head_noun(context: RoleContext, first: int, end: int) -> _RoleNoun | None:
    """Returns the role noun at the end of the noun phrase from word `first` on; None when another noun is at its end."""
    low, word_before, begin = context.low, "", first
    if first < end and (context.words.tag[first] in ("DT", "PRP$", "PDT") or low[first] in ARTICLES):
        word_before, begin = low[first], first + 1
    last = _noun_phrase_end(context, begin, end) - 1
    if last < begin or (last in context.name_at and not name_ends_with_role(context, last)):
        return None
    start = role_noun_start(context, last)
    return _RoleNoun(start, last, begin, word_before) if start is not None and start >= begin else None


def _noun_phrase_end(context: RoleContext, begin: int, end: int) -> int:
    """Returns the end (excluded) of the noun phrase from `begin` on. Names are included, but people only as possessors."""
    low, i = context.low, begin
    while i < min(end, begin + LONGEST_NOUN_PHRASE):
        name = context.name_from.get(i)
        if name is not None:
            possessor = low[name.last : name.last + 1]
            if name.is_person and (not possessor or possessor[0] not in POSSESSIVE_MARKS):
                break
            i = name.last
        elif _is_in_noun_phrase(context, i) or (low[i] in POSSESSIVE_MARKS and i > begin):
            i += 1
        else:
            break
    return i


def _is_in_noun_phrase(context: RoleContext, i: int) -> bool:
    nominal = context.words.tag[i].startswith(NOMINAL_TAGS) or context.low[i] in HYPHENS
    return nominal or role_noun_start(context, i) is not None


def name_ends_with_role(context: RoleContext, i: int) -> bool:
    """Whether word `i` is a role at the end of a "name" that is not a person's: "Delta Union President"."""
    name, word = context.name_at[i], context.low[i]
    return not name.is_person and name.last == i + 1 and role_lists().nouns.get(word) == word


def _phrase_around(context: RoleContext, noun: _RoleNoun) -> RolePhrase | None:
    """Returns the role phrase around a role noun; None when the noun is a figure of speech."""
    before = premodifiers(context, noun.begin, noun.first)
    if before.affiliation is None and before.first == noun.begin and noun.word_before in ("its", "their"):
        body = named_body(context, None, noun.begin - 1)
        if body is not None:
            before = before._replace(first=noun.begin - 1, affiliation=body)
    last = coordinated_end(context, noun.last)
    after = complement(context, last, before.affiliation is not None)
    if _starts_with_place(context, before):
        # "the Europe director of the Delta Union": a body is preferred to a place
        body_after = complement(context, last, False)
        if body_after.affiliation is not None and any(context.is_organization(i) for i in range(last + 1, body_after.end)):
            before, after = before._replace(first=before.role_first, affiliation=None), body_after
    if _is_figurative(context, noun, after.end):
        return None
    plural = is_plural(context, noun.last)
    role = before.prefix + _words_of_role(context, before.role_first, after.role_end, plural)
    return RolePhrase(role, before.affiliation or after.affiliation, before.first, after.end, noun.word_before, plural)


def _starts_with_place(context: RoleContext, before: Premodifiers) -> bool:
    name = context.name_from.get(before.first)
    return before.affiliation is not None and name is not None and name.kind == "place"


def _is_figurative(context: RoleContext, noun: _RoleNoun, end: int) -> bool:
    """Whether the noun is a figure of speech, in a phrase that does not end with a name: "the architect of the plan".

    `end`: the word after the phrase.
    """
    if context.low[noun.last] not in role_lists().figurative_nouns or context.low[noun.last + 1 : noun.last + 2] != ["of"]:
        return False
    return context.common_nouns_end(end - 1) == end


def _is_lowercase_title(context: RoleContext, first: int, last: int) -> bool:
    """Whether the word is a title only with a capital, and has none: "capt", "gov"."""
    lists = role_lists()
    return context.low[first] in lists.titles and not context.is_capitalized(first) and context.low[last] not in lists.nouns


def _earlier_role(context: RoleContext, begin: int, last: int, noun_last: int) -> int | None:
    """Returns the first word of the first role in "historian and author Gilbert Frost", which ends with word `last`, or None.

    Both roles belong to the name only at the beginning of a sentence, after "a", or when both have capitals.
    """
    start = role_noun_start(context, last) if last >= begin else None
    if start is None:
        return None
    opens = start == context.sentence_start[noun_last] or context.low[start - 1] in ("a", "an")
    both_capitalized = context.is_capitalized(noun_last) and context.is_capitalized(start)
    return start if opens or both_capitalized else None


def _words_of_role(context: RoleContext, first: int, last: int, plural: bool) -> str:
    return singular(context, first, last) if plural else context.text_of(first, last)
