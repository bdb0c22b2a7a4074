"""Finds parenthetical cues, which follow or interrupt the reported clause: "The bridge is safe, Reyes said." """

from typing import NamedTuple

from transforms.annotate.quotes.indirect.extents import RELATIVE_PRONOUNS, second_piece_end
from transforms.annotate.quotes.indirect.introducing_verbs import cue_length
from transforms.annotate.quotes.indirect.sentence_view import FINITE, SentenceView
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS

LONGEST = 25  # words of the cue and its speaker, up to the verb
TAIL = 20  # words after the verb
LONGEST_NAME = 8  # words between a name and its apposition
# These words begin a clause, so the noun phrase of a speaker contains none of them.
CLAUSE_WORDS = frozenset(["that", "and", "but", "who", "which", "whom", "where", "when", "while", "if", "as", "because"])
SUBORDINATORS = frozenset(["if", "though", "although", "while", "when", "as", "because", "unless", "since", "even", "until"])
# These words need others after them.
UNFINISHED = frozenset(["is", "was", "are", "were", "be", "been", "that", "which", "and", "but", "if", "why", "like"])
HAVE = frozenset(["has", "have", "had", "'ve", "’ve", "'d", "’d"])
INVERTED_SUBJECT_TAGS = ("NN", "DT", "PRP", "JJ", "CD")
CIRCUMSTANCE_TAGS = ("IN", "RB", "RP", "TO", "VBG")


class Parenthetical(NamedTuple):
    """A parenthetical cue with its speaker, "Reyes said on Monday": positions `first` to `last` (excluded).

    `pieces`: first and last (excluded) position of each reported piece; empty when only words like "but" stand before the cue.
    """

    pieces: list[tuple[int, int]]
    first: int
    last: int


def find_parenthetical(view: SentenceView, p: int) -> Parenthetical | None:
    """Returns the parenthetical cue whose verb is at `p`, with the reported pieces around it; None when there is none."""
    if not _can_be_parenthetical(view, p):
        return None
    first = _first_position(view, p)
    last = None if first is None else _last_position(view, p, inverted=first == p)
    if first is None or last is None or view.has_fragment(p + 1, last):
        return None
    if cue_length(view, p) > 1 and view.lower[first] != "as":
        return None
    begin = view.barrier_before(first)
    if view.lower[first] == "as" and all(view.lower[r] in quote_words().sentence_openers for r in range(begin, first)):
        pieces = _clause_after(view, last)
    elif begin == first or view.lower[begin] == "according":
        return None
    else:
        pieces = _pieces_around(view, begin, first, last)
    return None if pieces is None else Parenthetical(pieces, first, last)


def _can_be_parenthetical(view: SentenceView, p: int) -> bool:
    """Whether the verb is finite and active."""
    tag = view.tag(p)
    return tag not in ("VBG", "VB") and (tag != "VBN" or _has_auxiliary_have(view, p)) and not view.is_passive(p)


def _has_auxiliary_have(view: SentenceView, p: int) -> bool:
    return any(view.lower[q] in HAVE for q in range(max(0, p - 4), p))


def _clause_after(view: SentenceView, last: int) -> list[tuple[int, int]] | None:
    """Returns the reported clause after a cue that begins the sentence: As Reyes said, the bridge is safe."""
    end, after = view.end(), last + 1
    return [(after, second_piece_end(view, after, min(end, view.barrier(after))))] if after < end else None


def _pieces_around(view: SentenceView, begin: int, first: int, last: int) -> list[tuple[int, int]] | None:
    """Returns the pieces before the cue and, when it interrupts a clause, after it; None when they are no clause."""
    is_clause = view.has_finite_verb(begin, first) or view.quotes_finite_verb(begin, first)
    content = range(begin, first - (view.lower[first - 1] == ","))
    pieces = [(begin, first)] if any(view.lower[r] not in quote_words().sentence_openers for r in content) else []
    end, after = min(view.end(), view.barrier(last)), last + 1
    # not: said Reyes, who owns it
    interrupts = after < end and view.lower[last] == "," and view.lower[after] not in RELATIVE_PRONOUNS
    if interrupts and (_goes_on(view, begin, first, after, end) if is_clause else view.has_finite_verb(after, end)):
        pieces.append((after, second_piece_end(view, after, end)))
    return None if not is_clause and pieces == [(begin, first)] else pieces


def _goes_on(view: SentenceView, begin: int, first: int, after: int, end: int) -> bool:
    """Whether a sentence that has a finite verb before the cue at `first` goes on after it.

    As it does with a conjunction (because it was late), with its own verb (Whoever came, he said, was late), after a
    subordinate clause (If it is late, he said, we leave), or after a word that needs another (It was, he said, too late).
    """
    if view.lower[after] in quote_words().continuers or view.tag(after) in FINITE:
        return True
    opening = next(
        (r for r in range(begin, first) if view.lower[r] not in quote_words().sentence_openers and view.lower[r] != ","), first
    )
    if view.lower[opening] in SUBORDINATORS:
        return view.has_finite_verb(after, end)
    return view.lower[first - 2] in UNFINISHED


def _first_position(view: SentenceView, p: int) -> int | None:
    """Returns the first position of the cue with its speaker, right after a comma; None when no comma precedes it."""
    verb = view.numbers[p]
    subject = next((c for c in view.children[verb] if c < verb and view.words.dep[c] in SUBJECT_DEPS), None)
    if subject is None:
        if view.follows_comma(p) and p + 1 < view.end() and _has_inverted_subject(view, p):
            return p  # …, said Reyes
    else:
        q = view.position(view.first_of(subject))
        if _follows_as(view, q):
            return q - 1
        opens = CLAUSE_WORDS.intersection(view.lower[q : min(q + 3, p)]) - {"and", "that"}
        if 0 < q < p and view.follows_comma(q) and not opens:
            return _with_preceding_name(view, q)
    return _first_after_quoted_comma(view, p)


def _has_inverted_subject(view: SentenceView, p: int) -> bool:
    """Whether a noun phrase follows the verb, or its subject does, after other words."""
    if view.tag(p + 1).startswith(INVERTED_SUBJECT_TAGS):
        return True
    return any(view.words.dep[c] in SUBJECT_DEPS for c in view.right_children(p))


def _follows_as(view: SentenceView, q: int) -> bool:
    """Whether "as" stands before the subject at `q` and begins the sentence or follows a comma: As Reyes said, …"""
    if q == 0 or view.lower[q - 1] != "as":
        return False
    return q == 1 or view.follows_comma(q - 1) or view.lower[q - 2] in quote_words().sentence_openers


def _first_after_quoted_comma(view: SentenceView, p: int) -> int | None:
    """Returns the position after a fragment that ends with a comma, if no clause stands between it and the verb at `p`."""
    nearest = p - 1 if view.lower[p - 1 : p] != [","] else p - 2
    for q in range(nearest, max(p - LONGEST, 0), -1):
        if view.tag(q) in FINITE and not view.tag(q + 1).startswith("VB") and q + 1 != p:
            return None
        if view.lower[q] in CLAUSE_WORDS:
            return None
        if view.follows_comma(q) and view.lower[q] != ",":
            return _with_preceding_name(view, q)
    return None


def _with_preceding_name(view: SentenceView, q: int) -> int:
    """Returns the position of the name before an apposition at `q` (…, Ana Brandt, the mayor, said), or else `q`."""
    is_common_noun = view.tag(q) == "NN" and view.lower[q] == view.words.form[view.numbers[q]]
    if not view.tag(q).startswith(("DT", "CD")) and not is_common_noun:
        return q
    for r in range(q - 2, max(q - LONGEST_NAME, 0), -1):
        if view.follows_comma(r):
            return r if view.has_finite_verb(view.barrier_before(r), r) else q
        if not view.tag(r).startswith("NNP"):
            return q
    return q


def _last_position(view: SentenceView, p: int, *, inverted: bool) -> int | None:
    """Returns the position of the comma after the cue, or the sentence's end; None when a complement follows the verb."""
    stop, end = view.barrier(p + 1), view.end()
    may_have_object = inverted or view.lower[p] in reporting_verbs().bare_clause
    after = p + cue_length(view, p)
    for r in range(after, min(p + TAIL, end)):
        if r >= stop:
            return None
        if view.lower[r] == ",":
            return None if stop == r + 1 else r
        if view.tag(r) in FINITE or view.lower[r] in ("that", "whether", ":"):
            return None
        if r == after and not may_have_object and not _is_circumstance(view, r):
            return None
    return end if end <= p + TAIL and stop >= end else None


def _is_circumstance(view: SentenceView, r: int) -> bool:
    """Whether the words after the verb, from `r` on, only state when, where or how it was said."""
    word = view.lower[r]
    if word in quote_words().time_words or word in ("last", "this", "late"):
        return True
    if word in ("despite", "if", "because", "although") or (word == "to" and view.tag(r + 1) == "VB"):
        return False
    return view.tag(r).startswith(CIRCUMSTANCE_TAGS)
