"""Finds the clauses that "according to" attributes to a source: "According to Reyes, the bridge is safe." """

from collections.abc import Iterator
from itertools import islice, pairwise

from transforms.annotate.quotes.indirect.extents import second_piece_end
from transforms.annotate.quotes.indirect.sentence_view import SentenceView
from transforms.annotate.quotes.quote_words import quote_words
from transforms.annotate.quotes.speakers.noun_phrases import SUBJECTS
from transforms.annotate.reporting_verbs import reporting_verbs

RELATIVE_PRONOUNS = frozenset(["who", "which", "whose", "that"])
MOST_COMMAS = 6  # that are tried as the end of the source: "According to Ana Brandt, the mayor, …"


def attributed_clauses(view: SentenceView, p: int) -> list[tuple[int, int]]:
    """Returns the clauses that belong to an "according to" at `p`, at most two, as first and last (excluded) positions."""
    length = attribution_length(view, p)
    if not length:
        return []
    begin = view.barrier_before(p)
    if any(view.lower[r][:1].isalnum() for r in range(begin, p)):
        return _clauses_around(view, p, length, begin)
    end = view.end()
    after = _clause_start(view, p + length, end)
    return [(after, second_piece_end(view, after, min(end, view.barrier(after))))] if after < end else []


def attribution_length(view: SentenceView, p: int) -> int:
    """Returns the number of words of the phrase at `p` that names a source: according to, in the words of; 0 when none does."""
    phrase = reporting_verbs().phrases.longest_at(view.lower, p)
    return phrase.last - phrase.first if phrase else 0


def _clauses_around(view: SentenceView, p: int, length: int, begin: int) -> list[tuple[int, int]]:
    """Returns the clause before "according to" and its continuation: The bridge, according to Reyes, is safe."""
    end, is_clause = view.end(), view.has_finite_verb(begin, p)
    out = [(begin, p)]
    after = view.next_comma(p + length) + 1
    if after < end and (view.lower[after] in quote_words().continuers if is_clause else view.has_finite_verb(after, end)):
        out.append((after, second_piece_end(view, after, min(end, view.barrier(after)))))
    is_pronoun = p - begin == 2 and view.lower[begin] == "that"  # That's according to Reyes.
    return [] if is_pronoun or (not is_clause and len(out) == 1) else out


def _clause_start(view: SentenceView, first: int, end: int) -> int:
    """Returns where the clause begins after the source at `first` and its description; `end` when no comma follows."""
    commas = [*islice(_commas(view, first, end), MOST_COMMAS)]
    for r, s in pairwise([*commas, end]):
        has_verb = view.has_finite_verb(r + 1, s) or _begins_with_subject(view, r + 1, s)
        if has_verb and view.lower[r + 1] not in RELATIVE_PRONOUNS:
            return r + 1
    return commas[0] + 1 if commas else end


def _begins_with_subject(view: SentenceView, first: int, last: int) -> bool:
    """Whether the only subject of a later verb is at these positions: According to police, Ana Brandt, 40, died.

    When the parser finds two subjects, the first one is an apposition to the source.
    """
    for r in range(first, last):
        if view.dep(r) in SUBJECTS:
            verb = view.words.head[view.numbers[r]]
            subjects = [c for c in view.children[verb] if view.words.dep[c] in SUBJECTS and c < verb]
            if view.position(verb) > last and subjects == [view.numbers[r]]:
                return True
    return False


def _commas(view: SentenceView, first: int, end: int) -> Iterator[int]:
    """Yields the positions of the commas from `first` up to `end` (excluded)."""
    while (first := view.next_comma(first)) < end:
        yield first
        first += 1
