"""Finds roles in apposition to a name: "Lena Vogt, a lawyer for the Harbor Council", "the company's chief, Martin Gross"."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.roles.affiliations import name_end
from transforms.annotate.entities.roles.context import COURTESY_TITLES, ClusterName, RoleContext
from transforms.annotate.entities.roles.nouns import role_noun_start
from transforms.annotate.entities.roles.phrases import RolePhrase, role_phrase_at
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import POSSESSIVE_MARKS
from transforms.annotate.token_patterns import TokenPattern

DASHES = frozenset(["—", "–", "--", "-", "("])
CLOSES = frozenset([",", ".", ";", ")", "—", "–", "--", ":", "!", "?", "”", '"', "''"])
# A clause that begins with one of these words ends at the comma before the name.
CLAUSE_OPENERS = frozenset(["after", "before", "while", "since", "unlike", "with", "if"])
REACH = 14  # words before the comma in which the role can begin
MOST_ROLES = 3  # "a former mayor of Harbor City, and a member of the board"


class SkippedRow(NamedTuple):
    """What can stand between a name's comma and the role. `example`: a sentence with brackets around what matches."""

    name: str
    pattern: TokenPattern
    example: str


@cache
def skipped_rows() -> tuple[SkippedRow, ...]:
    """Returns the rows in the order in which they are skipped."""
    return (
        SkippedRow(
            "age",
            TokenPattern([{"IS_DIGIT": True}, {"LOWER": {"IN": [",", "and"]}}]),
            "Tom Reyes, [44,] head of nursing at Harbor Hospital, left.",
        ),
        SkippedRow(
            "home",
            TokenPattern([{"LOWER": "of"}, {"SPAN": "name"}, {"LOWER": ","}]),
            "Tom Reyes, [of Harbor City,] a teacher, left.",
        ),
        SkippedRow(
            "party",
            TokenPattern([{"LOWER": {"IN": ["a", "an"]}}, {"LOWER": {"IN": role_lists().parties}}, {"LOWER": "and"}]),
            "Tom Reyes, [a Republican and] former governor, left.",
        ),
    )


def roles_after(context: RoleContext, name: ClusterName) -> Iterator[RolePhrase]:
    """Yields the roles in apposition to a name, in text order: "Lena Vogt, a lawyer for the Harbor Council, …"."""
    end = context.sentence_end(name.first)
    mark = context.low[name.last] if name.last < end else ""
    if mark != "," and mark not in DASHES:
        return
    i = _skip_to_role(context, name.last + 1, end)
    if i < end and context.low[i] in ("and", "who"):
        return
    for _ in range(MOST_ROLES):
        role = _apposition_at(context, i, mark) if i < end else None
        if role is None:
            return
        yield role
        i = _next_role(context, role.last)
        if i == role.last:
            return


def shared_role_after(context: RoleContext, people: Sequence[ClusterName]) -> RolePhrase | None:
    """Returns the role of coordinated people after the last name, or None: "Carl Jensen and Mia Holt, co-chairs of …"."""
    last = people[-1].last
    if len(people) < 2 or context.low[last : last + 1] != [","]:
        return None
    role = role_phrase_at(context, last + 1) if last + 1 < context.sentence_end(people[-1].first) else None
    return role if role is not None and role.plural and _ends_apposition(context, role) else None


def role_with_name_after(context: RoleContext, name: ClusterName) -> RolePhrase | None:
    """Returns the role before a name in apposition to it, or None: "The company's chief executive, Martin Gross, said"."""
    comma = _comma_before(context, name)
    if comma is None or _is_list_item(context, name) or _opens_with_clause(context, comma):
        return None
    closed = name.last >= context.sentence_end(comma) or context.low[name.last] in CLOSES
    begin = context.sentence_start[comma]
    for first in range(comma - 1, max(begin, comma - REACH) - 1, -1):
        if context.low[first] == ",":
            return None
        if not _may_start_phrase(context, begin, first):
            continue
        if _follows_role_and_comma(context, begin, first):
            return None  # "the president, the vice president, Ana Brandt and we"
        role = role_phrase_at(context, first)
        reaches_comma = role is not None and role.last == comma and not role.plural
        if reaches_comma and (closed or context.low[max(0, first - 1)] == "as"):
            return role
    return None


def _skip_to_role(context: RoleContext, i: int, end: int) -> int:
    """Returns the first word of the role after an age, a home or a party from word `i` on."""
    for row in skipped_rows():
        match = row.pattern.match(context.words, i, end, {"name": lambda first: name_end(context, first)})
        i = match.last if match is not None else i
    return i


def _apposition_at(context: RoleContext, i: int, mark: str) -> RolePhrase | None:
    """Returns the role from word `i` on, or None; after a dash or bracket (`mark`) only with an article or an affiliation."""
    role = role_phrase_at(context, i)
    if role is None or role.plural or role.last in context.people or not _ends_apposition(context, role):
        return None
    return None if mark in DASHES and not (role.word_before or role.affiliation) else role


def _next_role(context: RoleContext, end: int) -> int:
    """Returns where another role can begin after one that ends before word `end`: after a comma or "and". `end` if nowhere."""
    low, i = context.low, end
    if low[i : i + 1] == [","]:
        i += 1
    if low[i : i + 1] == ["and"] and low[i + 1 : i + 2] in (["a"], ["an"]):
        i += 1
    return i


def _ends_apposition(context: RoleContext, role: RolePhrase) -> bool:
    """Whether a role belongs to the name before it: not in "Reyes, the mayor said" or "Reyes, a judge and Ana Brandt"."""
    low, tag, i = context.low, context.words.tag, role.last
    if i >= context.sentence_end(role.first):
        return True
    if low[i] in reporting_verbs().after_role or (tag[i] in ("VBZ", "VBD", "VBP", "MD") and role.word_before in ("the", "")):
        return False
    if low[i] in POSSESSIVE_MARKS:
        return False
    return not (low[i] == "and" and i + 1 in context.people)


def _comma_before(context: RoleContext, name: ClusterName) -> int | None:
    """Returns the comma before a name and its "Dr."; None when another word is there."""
    begin, i = context.sentence_start[name.first], name.first - 1
    while i > begin and context.low[i] in COURTESY_TITLES:
        i -= 1
    return i if i > begin and context.low[i] == "," else None


def _is_list_item(context: RoleContext, name: ClusterName) -> bool:
    """Whether an apposition or another item follows the name: "…, Martin Gross, a lawyer", "…, and the mayor"."""
    low, i = context.low, name.last
    if low[i : i + 1] != [","]:
        return False
    return low[i + 1 : i + 2] in (["a"], ["an"], ["and"]) or i + 1 in context.people


def _opens_with_clause(context: RoleContext, i: int) -> bool:
    """Whether the sentence begins with a clause that a comma ends: "After seeing the mayor, Tom Reyes left"."""
    begin = context.sentence_start[i]
    return context.words.tag[begin] in ("WRB", "VBG") or context.low[begin] in CLAUSE_OPENERS


def _follows_role_and_comma(context: RoleContext, begin: int, i: int) -> bool:
    return i - 2 >= begin and context.low[i - 1] == "," and role_noun_start(context, i - 2) is not None


def _may_start_phrase(context: RoleContext, begin: int, i: int) -> bool:
    """Whether a noun phrase can begin with word `i`: not with the name in "head of Delta Airlines"."""
    starts_name, before = i in context.name_from, context.low[i - 1] if i > begin else ""
    if starts_name and before == "of":
        return False
    if i == begin or starts_name or context.words.tag[i] in ("DT", "PRP$"):
        return True
    return before in ("as", "”", "“", '"')
