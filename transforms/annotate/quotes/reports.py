"""Reported speech without (or with only some) quotation marks: each sentence's sayings, and what each of them says."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from transforms.annotate.quotes import according, parenthetical
from transforms.annotate.quotes.claims import Claim
from transforms.annotate.quotes.complement_lexicon import complements_at
from transforms.annotate.quotes.complements import content
from transforms.annotate.quotes.extents import end_of
from transforms.annotate.quotes.headlines import colon
from transforms.annotate.quotes.joining import Draft
from transforms.annotate.quotes.not_quotes import is_title
from transforms.annotate.quotes.phrases import Cast, speaker_at
from transforms.annotate.quotes.report_speakers import REACH, teller
from transforms.annotate.quotes.sentence_view import Line, line
from transforms.annotate.quotes.sentences import Frame
from transforms.annotate.quotes.speakers import named_by
from transforms.records import Speaker
from transforms.text import Span

ASIDE = 8  # words between "which" and the verb of saying
LONGEST = 150  # words: no sentence, but a list or a page without full stops
Places = list[tuple[int, int]]  # positions in a line: first and last (excluded)


def reported(people: Cast, sentences: Sequence[Frame], claims: Sequence[Mapping[int, Claim]]) -> list[Draft]:
    """The reports of a text. `claims`: for each sentence, its quotes by number, as far as they are speech."""
    out = []
    for n, (frame, claimed) in enumerate(zip(sentences, claims, strict=True)):
        here = line(people.words, people.children, frame, [k for k, c in claimed.items() if c.kind == "direct"])
        speech = {frame.quotes[k].quoted for k in claimed}
        for places, speaker, cue in _reports(people, here, claimed, frame):
            spans = [(p, span) for p in places if 0 <= p[1] - p[0] <= LONGEST and (span := here.span(*p))]
            if spans:
                inside = [h for p, _ in spans for h in here.within(*p)]
                mixed = any(h.quoted in speech or not is_title(people.words, h) for h in inside)
                pieces = [span for _, span in spans]
                out.append(Draft(pieces, "mixed" if mixed else "indirect", speaker, cue, n, frame.paragraph))
    return out


def _reports(
    people: Cast, here: Line, claimed: Mapping[int, Claim], frame: Frame
) -> Iterator[tuple[Places, Speaker | None, Span]]:
    """What is said, by whom, and the words that say so. A saying within what another says is part of that."""
    words, outside = people.words, frozenset(here.at)
    taken = {c.cue for c in claimed.values() if c.kind == "direct" and c.cue is not None}
    needed = {c.cue: here.position(frame.quotes[k].last) for k, c in claimed.items() if c.kind != "direct"}
    said: Places = []
    if (after := colon(people, here, frame)) is not None:
        said = [(after + 1, here.end())]
        name = people.by_word.get(here.at[after - 1])
        place = name[2:] if name else (here.at[0], here.at[after])
        yield said, speaker_at(people, *place), words.place(here.at[after], here.at[after] + 1)
    for p, cue in enumerate(here.at):
        if any(first <= p < last for first, last in said):
            continue
        if here.low[p] == "according":
            places = according.pieces(here, p)
            if places and not _claims_a_quote(here, taken, places[0]):
                source = named_by(people, cue, here.at[p : p + REACH], outside, True)
                yield places, speaker_at(people, *source) if source else None, words.place(cue, cue + 2)
                said = places
            continue
        takes = complements_at(here, p)
        if takes is None:
            continue
        told = parenthetical.saying(here, p) if "that" in takes and cue not in taken else None
        if told is not None:
            yield told.pieces, teller(people, here, p, outside, (told.first, told.last)), words.place(cue, cue + 1)
            said = told.pieces
            continue
        found = content(here, p, takes)
        if found is None or (cue in taken and found.kind != "that"):
            continue
        if found.kind == "to" and _is_an_appeal(here, p):
            continue
        end = end_of(here, p, found.start, found.kind, needed.get(cue, 0))
        if found.kind in ("that", "clause") and not _is_a_clause(here, p, found.start, end):
            continue
        said = [(found.start, end)]
        yield said, teller(people, here, p, outside), words.place(cue, cue + 1)


def _is_an_appeal(here: Line, p: int) -> bool:
    """The article's own: Anyone who saw it is asked to call the police. Asked by somebody, or once, it is a report."""
    under = [here.words.form[c].lower() for c in here.children[here.at[p]]]
    return here.passive(p) and "by" not in under and not {"is", "are"}.isdisjoint(under)


def _is_a_clause(here: Line, p: int, start: int, end: int) -> bool:
    """A verb is in it, or quoted words; not: Gordon says that every year. Nor is it the rest of "which they say they like"."""
    if not here.has_quote(start, end) and not any(here.tag(r).startswith(("VB", "MD")) for r in range(start, end)):
        return False
    if here.dep(p) != "relcl":
        return True
    words, before = here.words, range(max(0, p - ASIDE), p)
    return not any(
        words.tag[here.at[r]] == "WDT"
        and words.dep[here.at[r]] in ("dobj", "pobj")
        and start <= here.position(words.head[here.at[r]]) < end
        for r in before
    )


def _claims_a_quote(here: Line, taken: set[int], place: tuple[int, int]) -> bool:
    """“…,” Reyes said, according to the Gazette: the words before are no report, but say who said the quote."""
    first, last = place
    return any(here.at[r] in taken for r in range(max(first, last - REACH), last)) and bisect_left(here.barriers, last) > 0
