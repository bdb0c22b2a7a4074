"""Reads what follows a role noun: "and chief executive", "for public affairs", "of the Delta Union"."""

from typing import NamedTuple

from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.roles.affiliations import name_end, named_body
from transforms.annotate.entities.roles.context import COURTESY_TITLES, HYPHENS, NOMINAL_TAGS, RoleContext
from transforms.annotate.entities.roles.nouns import role_noun_start
from transforms.annotate.tags import POSSESSIVE_MARKS

PREPOSITIONS = frozenset(["of", "for", "at", "with", "in", "from", "to", "on"])
ARTICLES = frozenset(["the", "a", "an"])
MOST_PHRASES = 3  # prepositional phrases: "vice president for research at the institute of Delta University"
NOUNS_BEFORE_NAME = 4  # "the governing council of", "the local farm union Delta Growers"
COORDINATED_WORDS = 5  # "founder and chief executive officer"


class Complement(NamedTuple):
    """What follows a role noun.

    `role_end`: the end (excluded) of the role. `end`: the end (excluded) of role and affiliation.
    """

    role_end: int
    affiliation: str | None
    end: int


class _PrepositionalPhrase(NamedTuple):
    """A preposition and what depends on it: "of the local union Delta Growers".

    `first`: the word after preposition and determiner. `nouns_end`: the end (excluded) of the common nouns from `first` on.
    `name`, `name_end`: first and last (excluded) word of the name after these nouns or after titles; -1 when there is none.
    """

    preposition: str
    determiner: str
    first: int
    nouns_end: int
    name: int
    name_end: int

    @property
    def is_indefinite(self) -> bool:
        return self.determiner in ("a", "an")

    @property
    def has_nouns_before_name(self) -> bool:
        return self.first < self.nouns_end == self.name


def coordinated_end(context: RoleContext, noun: int) -> int:
    """Returns the last word of the second role in "founder and chief executive", or `noun` when there is none.

    `noun`: the last word of the first role.
    """
    low, end = context.low, context.sentence_end(noun)
    if noun + 2 >= end or low[noun + 1] not in ("and", "&", "turned", "-turned", "/"):
        return noun
    first = i = noun + 2
    while i < min(end, first + COORDINATED_WORDS) and i not in context.name_at and _is_nominal(context, i):
        i += 1
    is_role = i > first and role_noun_start(context, i - 1) is not None
    return i - 1 if is_role and i not in context.people else noun


def complement(context: RoleContext, noun: int, has_affiliation: bool) -> Complement:
    """Returns what the prepositional phrases after a role noun add. `noun`: the last word of the role noun.

    Each phrase extends the role ("for public affairs") or gives the affiliation, after which reading stops. `has_affiliation`:
    an affiliation stands before the noun, so that none is read here.
    """
    lists, word = role_lists(), context.low[noun]
    word = lists.nouns.get(word, word)
    role_end = noun + 1
    for _ in range(MOST_PHRASES):
        phrase = _prepositional_phrase(context, role_end)
        if phrase is None:
            break
        if phrase.name >= 0:
            step = _with_name(context, role_end, phrase, word, has_affiliation)
        else:
            step = _with_common_nouns(context, role_end, phrase, has_affiliation)
        if step is None:
            break
        if step.affiliation is not None:
            return step
        role_end = step.role_end
    return Complement(role_end, None, role_end)


def _prepositional_phrase(context: RoleContext, i: int) -> _PrepositionalPhrase | None:
    """Returns the phrase that begins with word `i`; None when `i` is no preposition, or a date follows it."""
    low, end = context.low, context.sentence_end(i - 1)
    if i + 1 >= end or low[i] not in PREPOSITIONS:
        return None
    has_determiner = context.words.tag[i + 1] in ("DT", "PRP$") or low[i + 1] in ARTICLES
    first = i + 1 + has_determiner
    if first >= end or low[first] in role_lists().time_words:
        return None
    nouns_end = context.common_nouns_end(first)
    name = _skip_titles(context, first, end)
    last = name_end(context, name)
    if last is None and nouns_end > first:
        reached = nouns_end < end and nouns_end - first <= NOUNS_BEFORE_NAME and nouns_end in context.name_from
        name, last = nouns_end, name_end(context, nouns_end) if reached else None
    if last is None:
        name = last = -1
    return _PrepositionalPhrase(low[i], low[i + 1] if has_determiner else "", first, nouns_end, name, last)


def _with_name(
    context: RoleContext, role_end: int, phrase: _PrepositionalPhrase, noun: str, has_affiliation: bool
) -> Complement | None:
    """Returns the role with a phrase that contains a name; None when the phrase is not part of role or affiliation."""
    if _names_subject(context, phrase) or _names_errand(context, phrase, noun):
        return Complement(phrase.name_end, None, phrase.name_end)
    if has_affiliation or not _gives_affiliation(context, phrase, noun):
        return None
    end = phrase.name_end
    stop = context.sentence_end(role_end - 1)
    if end < stop and context.words.tag[end] in ("NN", "NNS") and phrase.name not in context.people:
        if phrase.is_indefinite:
            return None  # "the founder of a Harbor City group"
        end = context.common_nouns_end(end)
    if end + 1 < stop and context.low[end] in POSSESSIVE_MARKS and context.low[end + 1] in (",", "."):
        end += 1  # "St. Mark's"
    return Complement(role_end, context.text_of(phrase.name, end), end)


def _names_subject(context: RoleContext, phrase: _PrepositionalPhrase) -> bool:
    """Whether the capitalized words are a subject area of the role: "Secretary of State", "Minister for Foreign Affairs"."""
    if phrase.determiner or phrase.has_nouns_before_name or phrase.preposition not in ("of", "for"):
        return False
    return context.is_subject_area(phrase.name, phrase.name_end)


def _names_errand(context: RoleContext, phrase: _PrepositionalPhrase, noun: str) -> bool:
    """Whether the name states what the role represents, and so belongs to the role: "ambassador to France"."""
    possessor = context.low[phrase.name_end : phrase.name_end + 1]
    follows = not possessor or possessor[0] not in POSSESSIVE_MARKS
    return noun in role_lists().representing_roles and phrase.preposition in ("to", "for") and follows


def _gives_affiliation(context: RoleContext, phrase: _PrepositionalPhrase, noun: str) -> bool:
    """Whether the name is the affiliation and not a place as in "president in Harbor City" or "a baker from Harbor City"."""
    lists = role_lists()
    if phrase.preposition == "on":
        return False
    if context.is_organization(phrase.name):
        return True
    if phrase.preposition == "in":
        return noun not in lists.located_roles
    return phrase.preposition != "from" or noun in lists.roles_of_places


def _with_common_nouns(
    context: RoleContext, role_end: int, phrase: _PrepositionalPhrase, has_affiliation: bool
) -> Complement | None:
    """Returns the role with a phrase of common nouns, or None: "of law" is part of the role, "of the club" its affiliation."""
    end = phrase.nouns_end
    if end == phrase.first or phrase.is_indefinite or context.words.tag[phrase.first] == "CD":
        return None
    if not phrase.determiner:
        is_part_of_role = phrase.preposition not in ("at", "with", "from", "to")
        return Complement(end, None, end) if is_part_of_role else None
    if phrase.preposition in ("of", "for") and _name_follows(context, end):
        return Complement(end, None, end)  # "head of the department at the Delta University"
    if has_affiliation or phrase.preposition in ("on", "from", "in"):
        return None
    if context.low[end - 1] in role_lists().time_nouns:
        return None
    text = context.text_of(phrase.first, end)
    full = named_body(context, text, phrase.first) if phrase.determiner == "the" else None
    return Complement(role_end, full or text, end)


def _name_follows(context: RoleContext, i: int) -> bool:
    """Whether a preposition and a name begin with word `i`."""
    if i >= context.sentence_end(i - 1) or context.low[i] not in ("at", "of", "in"):
        return False
    return name_end(context, i + 1 + (context.low[i + 1 : i + 2] == ["the"])) is not None


def _skip_titles(context: RoleContext, i: int, end: int) -> int:
    """Returns the first word from `i` on that is not a title: "an aide to Gov. Brandt"."""
    titles = role_lists().titles | COURTESY_TITLES
    while i + 1 < end and i not in context.name_from and context.is_capitalized(i) and context.low[i] in titles:
        i += 1
    return i


def _is_nominal(context: RoleContext, i: int) -> bool:
    return context.words.tag[i].startswith(NOMINAL_TAGS) or context.low[i] in HYPHENS
