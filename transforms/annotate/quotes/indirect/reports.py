"""Finds reported speech that is not a direct quote: the cues of each sentence, their speakers and the reported clauses."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from transforms.annotate.quotes.claims.claim import Claim
from transforms.annotate.quotes.claims.not_quotes import is_title
from transforms.annotate.quotes.indirect.according import attributed_clauses, attribution_length
from transforms.annotate.quotes.indirect.complements import find_complement
from transforms.annotate.quotes.indirect.content import is_content
from transforms.annotate.quotes.indirect.extents import complement_end
from transforms.annotate.quotes.indirect.headlines import source_colon
from transforms.annotate.quotes.indirect.introducing_verbs import complements_at, cue_length
from transforms.annotate.quotes.indirect.parenthetical import find_parenthetical
from transforms.annotate.quotes.indirect.report_speaker import REACH, report_speaker
from transforms.annotate.quotes.indirect.sentence_view import SentenceView, sentence_view
from transforms.annotate.quotes.joining import Draft
from transforms.annotate.quotes.sentences import Sentence, SentenceQuote
from transforms.annotate.quotes.speakers.cued_speaker import speaker_span
from transforms.annotate.quotes.speakers.mentions import Mentions, speaker_at
from transforms.annotate.reporting_verbs import is_asked
from transforms.records import Speaker
from transforms.text import Span

LONGEST = 150  # words of a piece; a longer one is in a list or a text without full stops


class Report(NamedTuple):
    """A report. `pieces`: first and last (excluded) position of each reported piece. `cue`: the span of the cue in the text."""

    pieces: list[tuple[int, int]]
    speaker: Speaker | None
    cue: Span


def find_reports(mentions: Mentions, sentences: Sequence[Sentence], claims: Sequence[Mapping[int, Claim]]) -> list[Draft]:
    """Returns the reports of a text.

    `claims`: for each sentence, number of a quote in it → its claim, without quotes that are no speech.
    """
    drafts = []
    for n, (sentence, claimed) in enumerate(zip(sentences, claims, strict=True)):
        direct = [k for k, claim in claimed.items() if claim.kind == "direct"]
        view = sentence_view(mentions.words, mentions.children, sentence, direct)
        for report in _SentenceReports(mentions, view, sentence, claimed).reports():
            draft = _draft(view, report, n, sentence, claimed)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _draft(view: SentenceView, report: Report, n: int, sentence: Sentence, claimed: Mapping[int, Claim]) -> Draft | None:
    """Returns the report as a quote, or None when no piece has words.

    It is `mixed` when it contains quoted words that are speech or, without a claim, do not look like a title.
    """
    pieces: list[Span] = []
    fragments: list[SentenceQuote] = []
    for first, last in report.pieces:
        span = view.span(first, last) if 0 <= last - first <= LONGEST else None
        if span is not None:
            pieces.append(span)
            fragments += view.fragments_within(first, last)
    speech = {sentence.quotes[k].quoted for k in claimed}
    mixed = any(quote.quoted in speech or not is_title(view.words, quote) for quote in fragments)
    kind = "mixed" if mixed else "indirect"
    return Draft(pieces, kind, report.speaker, report.cue, n, sentence.paragraph) if pieces else None


class _SentenceReports:
    """Finds the reports of one sentence.

    `direct_cues`: word numbers of the cues of its direct quotes. `least_end`: word number of a cue that claims a quoted
    fragment → the position after the fragment, before which the complement cannot end.
    """

    def __init__(self, mentions: Mentions, view: SentenceView, sentence: Sentence, claimed: Mapping[int, Claim]) -> None:
        self.mentions, self.view, self.sentence = mentions, view, sentence
        self.outside = frozenset(view.numbers)
        self.direct_cues = {c.cue for c in claimed.values() if c.kind == "direct" and c.cue is not None}
        self.least_end = {
            c.cue: view.position(sentence.quotes[k].last)
            for k, c in claimed.items()
            if c.kind != "direct" and c.cue is not None
        }

    def reports(self) -> Iterator[Report]:
        """Yields the reports in the order of their cues. A report within another one is part of it and left out."""
        pieces: list[tuple[int, int]] = []
        headline = self._headline()
        if headline is not None:
            pieces = headline.pieces
            yield headline
        for p in range(len(self.view)):
            if any(first <= p < last for first, last in pieces):
                continue
            report = self._attributed(p) if attribution_length(self.view, p) else self._reported(p)
            if report is not None:
                pieces = report.pieces
                yield report

    def _headline(self) -> Report | None:
        """Returns the report of a headline like "Reyes: Bridge Is Safe", or None."""
        view = self.view
        colon = source_colon(self.mentions, view, self.sentence)
        if colon is None:
            return None
        name = self.mentions.by_word.get(view.numbers[colon - 1])
        source = name.span if name else (view.numbers[0], view.numbers[colon])
        return Report([(colon + 1, view.end())], speaker_at(self.mentions, *source), self._cue(colon))

    def _attributed(self, p: int) -> Report | None:
        """Returns the report of "According to Reyes, the bridge is safe.", or None."""
        pieces = attributed_clauses(self.view, p)
        if not pieces or self._contains_direct_cue(pieces[0]):
            return None
        length, numbers = attribution_length(self.view, p), self.view.numbers
        last = p + length - 1 if length > 2 else p  # in the words of: the words themselves are no speaker
        span = speaker_span(self.mentions, numbers[last], numbers[last : last + REACH], self.outside, is_phrase=True)
        return Report(pieces, speaker_at(self.mentions, *span) if span else None, self._cue(p, length))

    def _reported(self, p: int) -> Report | None:
        """Returns the report of a verb at `p`, or None: The bridge is safe, Reyes said. Reyes said that the bridge is safe."""
        takes = complements_at(self.view, p)
        if takes is None or is_asked(self.view.words, self.view.numbers[p]):
            return None
        if "that" in takes and self.view.numbers[p] not in self.direct_cues:
            parenthetical = find_parenthetical(self.view, p)
            if parenthetical is not None:
                pieces, first, last = parenthetical
                return Report(
                    pieces, report_speaker(self.mentions, self.view, p, (first, last)), self._cue(p, cue_length(self.view, p))
                )
        return self._with_complement(p, takes)

    def _with_complement(self, p: int, takes: frozenset[str]) -> Report | None:
        """Returns the report of a verb with a complement, or None: Reyes said that the bridge is safe."""
        view, cue = self.view, self.view.numbers[p]
        complement = find_complement(view, p, takes)
        if complement is None or (cue in self.direct_cues and complement.kind != "that"):
            return None
        if complement.kind == "to" and _is_appeal(view, p):
            return None
        end = complement_end(view, p, complement, self.least_end.get(cue, 0))
        if not is_content(view, p, complement, end):
            return None
        speaker = report_speaker(self.mentions, view, p)
        if speaker is None and _has_subject(view, p):
            return None  # the value said more than words
        return Report([(complement.start, end)], speaker, self._cue(p, cue_length(view, p)))

    def _cue(self, p: int, length: int = 1) -> Span:
        """Returns the span in the text of the `length` words of the cue at `p`."""
        cue = self.view.numbers[p]
        return self.view.words.place(cue, cue + length)

    def _contains_direct_cue(self, piece: tuple[int, int]) -> bool:
        """Whether the words before "according to" are the cue of a direct quote: “…,” Reyes said, according to the Gazette."""
        first, last = piece
        near = self.view.numbers[max(first, last - REACH) : last]
        return not self.direct_cues.isdisjoint(near) and bisect_left(self.view.barriers, last) > 0


def _is_appeal(view: SentenceView, p: int) -> bool:
    """Whether a passive without an agent makes it the article's own appeal: Anyone who saw it is asked to call the police."""
    under = {view.words.form[c].lower() for c in view.children_at(p)}
    return view.is_passive(p) and "by" not in under and not under.isdisjoint(["is", "are"])


def _has_subject(view: SentenceView, p: int) -> bool:
    """Whether the verb has a noun as its subject; if that is no speaker, it is a thing."""
    return any(view.words.dep[c] == "nsubj" and view.words.tag[c].startswith("NN") for c in view.children_at(p))
