"""Finds the quotes of a text, between quotation marks and in reported speech, with their speakers."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from transforms.annotate.quotes.claims.claim import Claim, claim_quote
from transforms.annotate.quotes.claims.not_quotes import is_bare
from transforms.annotate.quotes.claims.repeats import repeating_paragraphs
from transforms.annotate.quotes.cues import phrase_length
from transforms.annotate.quotes.details.addressee import with_addressees
from transforms.annotate.quotes.details.confidence import with_confidence
from transforms.annotate.quotes.details.roles import with_roles
from transforms.annotate.quotes.indirect.reports import find_reports
from transforms.annotate.quotes.joining import Draft, Piece, merge_reports
from transforms.annotate.quotes.marks.layer import QuotationMarks
from transforms.annotate.quotes.sentences import Sentence, is_signed, split_sentences
from transforms.annotate.quotes.speakers.cued_speaker import speaker_span
from transforms.annotate.quotes.speakers.mentions import Mentions, index_mentions, speaker_at
from transforms.annotate.quotes.speakers.owner import owner
from transforms.annotate.quotes.speakers.turn_speaker import turn_speakers_of
from transforms.annotate.quotes.speakers.uncued_speaker import (
    NEAR,
    conversation_speaker,
    introduced_speaker,
    label_before_colon,
    signature,
    signature_below,
    source_before_colon,
    speaker_before_colon,
    subject_speaker,
    view_holder,
)
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words
from transforms.records import Entity, Quote, Speaker
from transforms.text import Span

LONG = 8  # words: so many between marks are not only a term


def find_quotes(
    words: Words,
    entities: Sequence[Entity],
    marks: QuotationMarks,
    nameless: Collection[int] = (),
    sure: Collection[int] = (),
) -> tuple[Quote, ...]:
    """Returns the quotes of a text, in the order of their first pieces.

    `marks`: the stretches between marks, and the turns of speech. `nameless`: the words of pronouns that refer to a person
    without a name, so that no speaker before is meant. `sure`: those of which it is clear whom they mean.
    Kinds are `direct`, `indirect`, and `mixed` for reported clauses that contain quoted words.
    """
    mentions = index_mentions(words, entities)
    sentences = split_sentences(words, marks.quoted)
    between_marks = _BetweenMarks(mentions, sentences, turn_speakers_of(mentions, marks.turns))
    drafts = merge_reports(between_marks.find(), find_reports(mentions, sentences, between_marks.claims))
    _continue_conversations(words.text, drafts, {words.start[i] for i in nameless})
    quotes = with_confidence(words.text, [draft.quote(words) for draft in drafts], {words.start[i] for i in sure})
    return with_roles(mentions, entities, with_addressees(mentions, quotes))


class _BetweenMarks:
    """Finds the quotes between marks.

    `claims`: for each sentence, number of a quote in it → its claim, without quotes that are no speech. In the methods, `n` is
    the number of a sentence and `k` the number of a quote in it. `of_turn`: number of a turn of speech → its speaker.
    """

    def __init__(self, mentions: Mentions, sentences: Sequence[Sentence], of_turn: Mapping[int, Speaker]) -> None:
        self.mentions, self.sentences, self.of_turn = mentions, sentences, of_turn
        self.claims: list[dict[int, Claim]] = [{} for _ in sentences]
        self.drafts: list[Draft] = []
        self.repeating = repeating_paragraphs(mentions.words, sentences)

    def find(self) -> list[Draft]:
        """Returns the quotes between marks, in text order, and fills `claims`.

        A few words within a sentence in which nobody speaks are no quote.
        """
        for n, sentence in enumerate(self.sentences):
            previous: Claim | None = None  # of the quote before it in the sentence
            last_cue: int | None = None
            for k in range(len(sentence.quotes)):
                claim = self._claim(n, k, previous)
                if claim is not None:
                    previous = claim
                    self.claims[n][k] = claim
                    self._add(n, k, claim, last_cue)
                    last_cue = claim.cue
        return [d for d in self.drafts if d.kind == "direct" or d.speaker is not None or _is_long(self.mentions.words.text, d)]

    def _claim(self, n: int, k: int, previous: Claim | None) -> Claim | None:
        """Returns what quote `k` of sentence `n` is; None when it is no speech."""
        sentence = self.sentences[n]
        if sentence.quotes[k].quoted.turn is not None:
            return Claim("direct")
        if n in self.repeating:
            return None
        claim = claim_quote(self.mentions.words, sentence, k, previous is not None and previous.kind == "direct")
        last = self.drafts[-1] if self.drafts else None
        if claim is None and last is not None and not last.closed and sentence.paragraph == last.paragraph + 1:
            return Claim("direct")  # the end of a quote of several paragraphs, even if it is only a few words
        return claim

    def _add(self, n: int, k: int, claim: Claim, last_cue: int | None) -> None:
        """Begins a quote with this piece, or appends the piece to the last quote.

        `last_cue`: word number of the cue of the piece before it in the sentence, or None.
        """
        last = self.drafts[-1] if self.drafts else None
        piece = self._piece(n, k, claim, last_cue)
        introduced = None if piece.has_own_cue or k else self._introduced(n)
        signed = self._signature(n, claim)
        cue = _cue_span(self.mentions.words, claim)
        if last is not None and introduced is None and signed is None and piece.continues(last):
            piece.extend(last)
            if last.speaker is None or (last.cue is None and cue is not None):
                last.speaker = self._speaker(n, k, claim) or last.speaker
                last.cue = last.cue or cue
        else:
            speaker = self._speaker(n, k, claim) or introduced or signed
            self.drafts.append(piece.draft(speaker, cue))

    def _signature(self, n: int, claim: Claim) -> Speaker | None:
        """Returns the speaker who signs a direct quote without a cue on the line below, or None."""
        unclaimed = claim.kind == "direct" and claim.cue is None and self.sentences[n].quotes[0].quoted.turn is None
        return signature_below(self.mentions, self.sentences, n) if unclaimed else None

    def _introduced(self, n: int) -> Speaker | None:
        """Returns the speaker whom the sentence before introduces, when sentence `n` begins with its first quote, or None."""
        sentence = self.sentences[n]
        stands_alone = sentence.quotes[0].quoted.turn is None and is_bare(self.mentions.words, sentence.before(0))
        return introduced_speaker(self.mentions, self.sentences, n) if stands_alone else None

    def _piece(self, n: int, k: int, claim: Claim, last_cue: int | None) -> Piece:
        """Returns quote `k` of sentence `n` as a piece. `last_cue`: as in `_add`."""
        words, sentence = self.mentions.words, self.sentences[n]
        quoted, before = sentence.quotes[k].quoted, sentence.before(k)
        in_same_sentence = k > 0 and bool(self.drafts) and self.drafts[-1].sentence == n
        new_cue = claim.cue is not None and not (in_same_sentence and claim.cue == last_cue)
        new_cue = new_cue and not self._runs_on(n, k, claim.cue)
        has_own_cue = new_cue or self._has_own_source(claim, before) or is_signed(words, sentence.after(k))
        return Piece(
            Span(quoted.start, quoted.end),
            claim.kind,
            sentence=n,
            paragraph=sentence.paragraph,
            closed=quoted.closed,
            has_own_cue=has_own_cue,
            in_same_sentence=in_same_sentence,
            opens_paragraph=not before and quoted.opening <= words.start[words.paragraphs[sentence.paragraph][0]],
            turn=quoted.turn,
        )

    def _has_own_source(self, claim: Claim, before: Sequence[int]) -> bool:
        """Whether a label or a clause before a colon, or a noun beside the quote, names its speaker: Reyes: “…” Brandt: “…”"""
        words = self.mentions.words
        led_in = bool(before) and words.form[before[-1]] == ":" and any(words.dep[i] in SUBJECT_DEPS for i in before)
        label = label_before_colon(self.mentions, before)
        return label is not None or led_in or (claim.cue is None and owner(self.mentions, claim.segment) is not None)

    def _runs_on(self, n: int, k: int, cue: int | None) -> bool:
        """Whether a quote goes on in small letters although a cue in a relative clause stands before it:

        “…,” said Reyes, who wrote it, “and …”
        """
        words, quotes = self.mentions.words, self.sentences[n].quotes
        if k == 0 or cue is None or words.dep[cue] != "relcl":
            return False
        return words.text[quotes[k - 1].quoted.end - 1] == "," and words.text[quotes[k].quoted.start].islower()

    def _speaker(self, n: int, k: int, claim: Claim) -> Speaker | None:
        """Returns the speaker that the sentence itself names, or None."""
        mentions, sentence = self.mentions, self.sentences[n]
        turn = sentence.quotes[k].quoted.turn
        if turn is not None:
            return self.of_turn.get(turn)
        outside = frozenset(sentence.outside)
        if claim.cue is not None:
            span = speaker_span(mentions, claim.cue, claim.segment, outside, is_phrase=claim.cue_class == "phrase")
            says = claim.kind == "direct" and claim.cue_class == "speech"
            return speaker_at(mentions, *span, says=says) if span else None
        after = sentence.after(k)
        if is_signed(mentions.words, after):
            return signature(mentions, after[1:])
        if claim.kind != "direct":
            return None
        owns = owner(mentions, claim.segment)
        if owns is not None:
            return speaker_at(mentions, *owns)
        if claim.segment and mentions.words.form[claim.segment[-1]].endswith(":"):  # Reyes: “…”
            return (
                speaker_before_colon(mentions, claim.segment)
                or subject_speaker(mentions, claim.segment, outside)
                or source_before_colon(mentions, claim.segment, outside)
            )
        return view_holder(mentions, claim.segment) or subject_speaker(mentions, claim.segment, outside)


def _continue_conversations(text: str, drafts: Sequence[Draft], nameless: Collection[int]) -> None:
    """Sets the previous speaker for a direct quote without a speaker, and for a "he" or "she" without an entity.

    `nameless`: offsets of pronouns that refer to a person without a name.
    """
    for previous, draft in pairwise(drafts):
        if draft.turn is not None or (previous.turn is not None and previous.paragraph != draft.first_paragraph):
            continue
        if draft.speaker is None and draft.kind == "direct" and draft.cue is None:
            draft.speaker = previous.speaker if draft.first_paragraph - previous.paragraph <= NEAR else None
        elif draft.speaker is not None and draft.speaker.name is None and draft.speaker.start not in nameless:
            draft.speaker = conversation_speaker(draft.speaker, previous, draft.first_paragraph, text)


def _is_long(text: str, draft: Draft) -> bool:
    """Whether words between marks are so many that they can be speech although nobody is named."""
    return sum(len(piece.of(text).split()) for piece in draft.pieces) >= LONG


def _cue_span(words: Words, claim: Claim) -> Span | None:
    """Returns the span of the cue in the text, or None."""
    if claim.cue is None:
        return None
    length = phrase_length(words, claim.cue) if claim.cue_class == "phrase" else 1
    return words.place(claim.cue, claim.cue + length)
