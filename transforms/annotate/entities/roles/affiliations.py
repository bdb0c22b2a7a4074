"""Finds what a role belongs to: the name before or after it, or the body that "its" or "the club" refers to."""

from bisect import bisect_left
from typing import NamedTuple

from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.roles.context import HYPHENS, NOMINAL_TAGS, ClusterName, RoleContext
from transforms.annotate.tags import POSSESSIVE_MARKS, SUBJECT_DEPS

# Words without a capital inside a name: "Bank of Delta", "Friends of the Earth".
NAME_JOINERS = frozenset(["of", "for", "&", "de", "la", "al", "del", "von"])
ANTECEDENT_WORDS = 60  # words before "its" or "the company" in which an antecedent can stand
ANTECEDENT_BODIES = 12  # names of bodies before "its" or "the company" that are candidates


class Affiliation(NamedTuple):
    """The name or noun that a role belongs to, and its first word."""

    text: str
    first: int


def affiliation_before(context: RoleContext, begin: int, role: int) -> Affiliation | None:
    """Returns the affiliation that ends right before word `role` and does not begin before word `begin`, or None.

    Examples: "Delta Union", "the club's".
    """
    possessive = role > begin and context.low[role - 1] in POSSESSIVE_MARKS
    end = role - 1 if possessive else role
    if end <= begin:
        return None
    name = context.name_at.get(end - 1)
    if name is not None and (name.kind != "group" or possessive):
        return _name_before(context, begin, end, name, possessive)
    if name is None and context.is_capitalized(end - 1) and context.words.tag[end - 1].startswith("NNP"):
        first = capitalized_run_start(context, begin, end - 1)
        return Affiliation(context.text_of(first, end), first)
    return _possessor_before(context, begin, end) if possessive else None


def capitalized_run_start(context: RoleContext, begin: int, last: int) -> int:
    """Returns the first word of the run of capitalized nouns that ends with word `last`.

    The run does not begin before word `begin`, and has no word of a known name.
    """
    low = context.low
    first = last
    while first > begin and first - 1 not in context.name_at:
        if _is_capitalized_noun(context, first - 1):
            first -= 1
        elif first - 2 >= begin and low[first - 1] in NAME_JOINERS and _is_capitalized_noun(context, first - 2):
            first -= 2
        elif (
            first - 3 >= begin
            and low[first - 1] == "the"
            and low[first - 2] in NAME_JOINERS
            and context.is_capitalized(first - 3)
        ):
            first -= 3
        else:
            break
    return first


def name_end(context: RoleContext, first: int) -> int | None:
    """Returns the end (excluded) of the name that begins with word `first`; None when no name begins there.

    The name is extended by further capitalized words, as the model may have found only the "Bank" of "Bank of Delta Bay".
    """
    if first >= len(context.low):
        return None
    name = context.name_from.get(first)
    if name is None and not _starts_unknown_name(context, first):
        return None
    if name is not None and name.is_person:
        return name.last
    joins = name is None or name.kind == "organization"
    end = _extended(context, name.last if name else first + 1, context.sentence_end(first), joins)
    return None if name is not None and name.kind == "group" and end == name.last else end


def named_body(context: RoleContext, noun: str | None, at: int) -> str | None:
    """Returns the full name of the body that "its" (`noun` None) or "the club" refers to at word `at`; None when unclear.

    It is the last body whose name contains the noun, or else the only body of its type in the words before.
    """
    bodies = _bodies_before(context, at)
    if not noun:
        return _only_body(context, [n for n in bodies if _can_be_its(context, n, at)], ("organization", "place"))
    if " " in noun:
        return None
    word = noun.lower()
    for name in reversed(bodies):
        if word in context.low[name.first : name.last]:
            return context.full_name(name.cluster)
    if word in role_lists().places:
        return _only_body(context, bodies, ("place",))
    return _only_body(context, bodies, ("organization",)) if word in role_lists().bodies else None


def _name_before(context: RoleContext, begin: int, end: int, name: ClusterName, possessive: bool) -> Affiliation | None:
    """Returns the name that ends before word `end` as the affiliation; None when it is not one."""
    if name.kind == "event" and not possessive:
        return None  # "the World War II general"
    first = max(begin, name.first)
    if end - first > 1 and context.low[first] in role_lists().parties and context.starts_sentence(first):
        first += 1  # "Independent Iowa Sen. Ana Brandt"
    if first > begin and context.low[first - 1] in HYPHENS and context.touches_previous(first):
        return None  # "anti-Reyes delegate"
    return Affiliation(context.text_of(first, end), first)


def _possessor_before(context: RoleContext, begin: int, end: int) -> Affiliation | None:
    """Returns the common nouns before an apostrophe ("the company's"), or None. `end`: the word with the apostrophe."""
    first = end
    while first > begin and context.words.tag[first - 1].startswith(NOMINAL_TAGS):
        first -= 1
    if first == end:
        return None
    text = context.text_of(first, end)
    return Affiliation(named_body(context, text, first) or text, first)


def _is_capitalized_noun(context: RoleContext, i: int) -> bool:
    return context.is_capitalized(i) and context.words.tag[i].startswith("NN")


def _starts_unknown_name(context: RoleContext, i: int) -> bool:
    return context.is_capitalized(i) and context.words.tag[i].startswith("NNP") and i not in context.name_at


def _extended(context: RoleContext, end: int, stop: int, joins: bool) -> int:
    """Returns the end of a name, extended by the capitalized words from `end` up to `stop`.

    `joins`: small words may join them.
    """
    while end < stop:
        after_joiner = end + 1
        if joins and context.low[end] in NAME_JOINERS:
            after_joiner += context.low[end + 1 : end + 2] == ["the"]
        if _continues_name(context, end):
            end += 1
        elif joins and context.low[end] in NAME_JOINERS and after_joiner < stop and _continues_name(context, after_joiner):
            end = after_joiner + 1
        else:
            break
    return end


def _continues_name(context: RoleContext, i: int) -> bool:
    if not context.is_capitalized(i) or i in context.people or context.low[i] in role_lists().time_words:
        return False
    tag = context.words.tag[i]
    return tag.startswith("NNP") or (context.low[i - 1] in NAME_JOINERS and tag.startswith(("JJ", "NN")))


def _bodies_before(context: RoleContext, at: int) -> list[ClusterName]:
    """Returns the names of organizations and places closest before word `at`, in text order."""
    last = bisect_left(context.body_starts, at)
    return [n for n in context.bodies[max(0, last - ANTECEDENT_BODIES) : last] if at - n.first <= ANTECEDENT_WORDS]


def _only_body(context: RoleContext, names: list[ClusterName], kinds: tuple[str, ...]) -> str | None:
    """Returns the full name of the only entity of the first type in `kinds` that has exactly one among the names, or None."""
    for kind in kinds:
        clusters = {n.cluster for n in names if n.kind == kind}
        if len(clusters) == 1:
            return context.full_name(clusters.pop())
    return None


def _can_be_its(context: RoleContext, name: ClusterName, at: int) -> bool:
    """Whether "its" at word `at` can refer to a name.

    The name must be a subject of this or the previous sentence, or stand as in "Delta and its chairman".
    """
    begin = context.sentence_start[at]
    earlier = context.sentence_start[begin - 1] if begin else begin
    if name.first < earlier:
        return False
    return context.words.dep[name.last - 1] in SUBJECT_DEPS or context.low[name.last : at] == ["and"]
