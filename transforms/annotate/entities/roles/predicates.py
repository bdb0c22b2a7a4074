"""Finds roles that a verb states for its subject or object: "is the mayor of …", "who heads …", "was named …", "served as …".

The verb phrases are the rows of `predicate_rows`. A role that is only possible, planned or denied is not taken.
"""

from collections.abc import Sequence
from dataclasses import replace

from transforms.annotate.entities.lexicon.role_lists import role_lists
from transforms.annotate.entities.roles.affiliations import capitalized_run_start, name_end, named_body
from transforms.annotate.entities.roles.context import ClusterName, RoleContext
from transforms.annotate.entities.roles.phrases import RolePhrase, role_phrase_at
from transforms.annotate.entities.roles.predicate_rows import (
    Gives,
    PredicateRow,
    rows_after_name,
    rows_at_appointing_verb,
    rows_at_verb,
)
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.token_patterns import Match

DOUBT = frozenset(["if", "whether", "unless", "should", "were", "is"])  # "if Tom Reyes were mayor", "Is Tom Reyes mayor?"
VERB_TAGS = ("VB", "MD", "RB")
NOUNS_OF_BODY = 3  # a body's name of fewer words can be followed by nouns that belong to it: "the Asia desk"


def role_by_verb(context: RoleContext, name: ClusterName) -> RolePhrase | None:
    """Returns the role that a verb states for a person whose name is its subject or its object, or None."""
    end = context.sentence_end(name.first)
    before = context.low[name.first - 1] if name.first > context.sentence_start[name.first] else ""
    if before in DOUBT:
        return None
    if before:
        appointed = _role_of_object(context, name, end)
        if appointed is not None:
            return appointed
    rows = [row for row in rows_after_name() if before not in row.not_after]
    decided, role = _by_rows(context, rows, name.last, end)
    if decided:
        return role
    verb = _verb_of(context, name, end)
    return _role_at_verb(context, verb, end) if verb is not None else None


def role_in_who_clause(context: RoleContext, first: int) -> RolePhrase | None:
    """Returns the role in a "who" clause from word `first` on, or None: "a former adviser, who is now a fellow at …"."""
    first += context.low[first : first + 1] == [","]
    if context.low[first : first + 1] != ["who"]:
        return None
    return _role_at_verb(context, first + 1, context.sentence_end(first))


def _role_at_verb(context: RoleContext, verb: int, end: int) -> RolePhrase | None:
    """Returns the role that the verb phrase from word `verb` on states for its subject, or None."""
    return _by_rows(context, rows_at_verb(), verb, end)[1]


def _by_rows(context: RoleContext, rows: Sequence[PredicateRow], first: int, end: int) -> tuple[bool, RolePhrase | None]:
    """Returns whether a row that decides matches from word `first` on, and the role that it gives, or None."""
    for row in rows:
        match = row.pattern.match(context.words, first, end)
        if match is None:
            continue
        role = _role_from_row(context, row, match, end)
        if role is not None or row.gives is not Gives.ROLE_IF_ANY:
            return True, role
    return False, None


def _role_from_row(context: RoleContext, row: PredicateRow, match: Match, end: int) -> RolePhrase | None:
    """Returns the role in the words after the match of a row, or None."""
    match row.gives:
        case Gives.NOTHING:
            return None
        case Gives.VERB_PHRASE:
            return _role_at_verb(context, match.last, end)
        case Gives.ROLE | Gives.ROLE_IF_ANY:
            role = role_phrase_at(context, match.last) if match.last < end else None
            return role if role is not None and not role.plural and role.last not in context.people else None
        case Gives.BODY | Gives.NAMED_BODY:
            first, last = match.parts["verb"]
            role_name = (row.roles or {})["".join(context.low[first:last])]
            return _role_in_body(context, role_name, first, match.last, must_have_name=row.gives is Gives.NAMED_BODY)


def _verb_of(context: RoleContext, name: ClusterName, end: int) -> int | None:
    """Returns the first word of the verb phrase whose subject is the name: right after it, or by the parse; or None."""
    i, tag = name.last, context.words.tag
    if i < end and (
        tag[i].startswith(VERB_TAGS) or context.low[i] in role_lists().leading_verbs or context.low[i : i + 2] == ["co", "-"]
    ):
        return i
    subject = next((k for k in range(name.last - 1, name.first - 1, -1) if context.words.dep[k] in SUBJECT_DEPS), None)
    if subject is None or not name.last < context.words.head[subject] < end:
        return None
    verb = context.words.head[subject]
    while verb - 1 > name.last and tag[verb - 1].startswith(VERB_TAGS):
        verb -= 1
    return verb


def _role_of_object(context: RoleContext, name: ClusterName, end: int) -> RolePhrase | None:
    """Returns the role of an appointing verb's object ("Orion Foods appointed Mia Holt chief financial officer"), or None."""
    verb = name.first - 1
    for row in rows_at_appointing_verb():
        match = row.pattern.match(context.words, verb, end, {"name": lambda _: name.last})
        if match is None:
            continue
        role = role_phrase_at(context, match.last) if match.last < end else None
        if role is None or role.plural:
            return None
        if role.affiliation is None and role.word_before in ("", "its", "as", "the"):
            return replace(role, affiliation=_appointing_body(context, verb))
        return role
    return None


def _appointing_body(context: RoleContext, verb: int) -> str | None:
    """Returns the body that ends right before the verb, or None: "Orion Foods appointed", "The union elected"."""
    begin, last = context.sentence_start[verb], verb - 1
    if last < begin:
        return None
    name = context.name_at.get(last)
    if name is not None:
        return None if name.is_person else context.text_of(name.first, name.last)
    if context.is_capitalized(last) and context.words.tag[last].startswith("NNP"):
        return context.text_of(capitalized_run_start(context, begin, last), verb)
    if last - 1 >= begin and context.low[last] in role_lists().bodies and context.low[last - 1] == "the":
        return named_body(context, context.low[last], last) or context.low[last]
    return None


def _role_in_body(context: RoleContext, role: str, verb: int, first: int, must_have_name: bool) -> RolePhrase | None:
    """Returns the role that a verb of leading gives, with the body from word `first` on as its affiliation;

    None without a body.
    """
    end = context.sentence_end(verb)
    has_determiner = first < end and (context.words.tag[first] in ("DT", "PRP$") or context.low[first] == "the")
    first += has_determiner
    last = name_end(context, first) if first < end else None
    if last is not None and first not in context.people:
        return _role_in_named_body(context, role, verb, first, last, must_have_name)
    if must_have_name or not has_determiner:
        return None
    last = context.common_nouns_end(first)
    if last == first:
        return None
    text = context.text_of(first, last)
    return RolePhrase(role, named_body(context, text, first) or text, verb, last)


def _role_in_named_body(
    context: RoleContext, role: str, verb: int, first: int, last: int, must_have_name: bool
) -> RolePhrase | None:
    """Returns the role with the name at words `first` to `last` (excluded) as its affiliation, or None."""
    if role == "leader" and context.low[verb - 1] != "who":
        return None  # "Reyes led the Rovers in the second half"
    if must_have_name and first in context.name_from and not context.is_organization(first):
        return None
    if last < context.sentence_end(verb) and context.words.tag[last].startswith("NN") and last - first < NOUNS_OF_BODY:
        last = context.common_nouns_end(last)
    return RolePhrase(role, context.text_of(first, last), verb, last)
