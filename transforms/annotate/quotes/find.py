"""Who said what in a text: marks, speakers and joining put together."""

from collections.abc import Sequence
from itertools import pairwise

from transforms.annotate.quotes.addressee import addressed
from transforms.annotate.quotes.claims import Claim, claim
from transforms.annotate.quotes.confidence import with_confidence
from transforms.annotate.quotes.context import (
    NEAR,
    introduced,
    lead_in,
    resolved,
    right_before,
    signature,
    signed_below,
    subject_of,
    to_whom,
    what_leads_in,
)
from transforms.annotate.quotes.cues import phrase_length
from transforms.annotate.quotes.joining import Draft, goes_on, together
from transforms.annotate.quotes.marks import Quoted
from transforms.annotate.quotes.not_quotes import is_bare
from transforms.annotate.quotes.phrases import Cast, cast, speaker_at
from transforms.annotate.quotes.reports import reported
from transforms.annotate.quotes.roles import with_roles
from transforms.annotate.quotes.sentences import Frame, frames, is_signed
from transforms.annotate.quotes.speakers import named_by
from transforms.annotate.words import Words
from transforms.records import Entity, Quote, Speaker
from transforms.text import Span


def find_quotes(words: Words, entities: Sequence[Entity], quoted: Sequence[Quoted]) -> tuple[Quote, ...]:
    """The quotes of a text, by first piece. `quoted`: what stands between its marks (`marks.pair`).

    Kinds are `direct`, `indirect`, and `mixed` for reported clauses with quoted words in them.
    """
    people = cast(words, entities)
    sentences = frames(words, quoted)
    claims: list[dict[int, Claim]] = [{} for _ in sentences]
    drafts = _between_marks(people, sentences, claims)
    found = together(drafts, reported(people, sentences, claims))
    _go_on(words.text, found)
    quotes = with_confidence(words.text, [draft.quote(words) for draft in found])
    return with_roles(people, entities, addressed(people, quotes))


def _between_marks(people: Cast, sentences: Sequence[Frame], claims: Sequence[dict[int, Claim]]) -> list[Draft]:
    """What the marks hold. `claims` is filled: sentence by sentence, which quote is what."""
    words = people.words
    drafts: list[Draft] = []
    for n, frame in enumerate(sentences):
        last_kind, last_cue, outside = None, None, frozenset(frame.outside)
        for k, held in enumerate(frame.quotes):
            previous = drafts[-1] if drafts else None
            found = claim(words, frame, k, last_kind == "direct")
            if found is None and previous is not None and not previous.closed and frame.paragraph == previous.paragraph + 1:
                found = Claim("direct")  # the last words of a long quote, however few
            last_kind = found.kind if found else None
            if found is None:
                continue
            claims[n][k] = found
            begins = not frame.before(k) and held.quoted.opening <= words.start[words.paragraphs[frame.paragraph][0]]
            same_frame = k > 0 and previous is not None and previous.frame == n
            cued = (found.cue is not None and not (same_frame and found.cue == last_cue)) or is_signed(words, frame.after(k))
            cued = cued or right_before(people, frame.before(k)) is not None  # Reyes: “…” Brandt: “…”
            led_in = None if cued or k or not is_bare(words, frame.before(0)) else lead_in(people, sentences, n)
            piece = Span(held.quoted.start, held.quoted.end)
            last_cue = found.cue
            if led_in is None and goes_on(previous, found.kind, cued, same_frame, n, frame.paragraph, begins):
                assert previous is not None
                previous.pieces.append(piece)
                previous.frame, previous.paragraph, previous.closed = n, frame.paragraph, held.quoted.closed
                if previous.speaker is None or (previous.cue is None and found.cue is not None):
                    previous.speaker = _speaker(people, frame, found, k, outside) or previous.speaker
                    previous.cue = previous.cue or _cue(words, found)
                continue
            speaker = _speaker(people, frame, found, k, outside) or led_in
            if speaker is None and found.kind == "direct" and found.cue is None:
                speaker = signed_below(people, sentences, n)
            drafts.append(Draft([piece], found.kind, speaker, _cue(words, found), n, frame.paragraph, held.quoted.closed))
    return drafts


def _go_on(text: str, drafts: Sequence[Draft]) -> None:
    """Who spoke before speaks on: in a quote that nothing else gives a speaker, and as "he" or "she" without a bearer."""
    for previous, draft in pairwise(drafts):
        if draft.speaker is None and draft.kind == "direct" and draft.cue is None:
            draft.speaker = previous.speaker if draft.opened_in - previous.paragraph <= NEAR else None
        elif draft.speaker is not None and draft.speaker.name is None:
            draft.speaker = resolved(draft.speaker, previous, draft.opened_in, text)


def _speaker(people: Cast, frame: Frame, found: Claim, k: int, outside: frozenset[int]) -> Speaker | None:
    if found.cue is not None:
        place = named_by(people, found.cue, found.segment, outside, found.group == "phrase")
        return speaker_at(people, *place) if place else None
    after = frame.after(k)
    if is_signed(people.words, after):
        return signature(people, after[1:])
    if found.kind != "direct":
        return None
    if found.segment and people.words.form[found.segment[-1]].endswith(":"):  # Reyes: “…”
        return (
            introduced(people, found.segment)
            or subject_of(people, found.segment, outside)
            or what_leads_in(people, found.segment, outside)
        )
    return to_whom(people, found.segment) or subject_of(people, found.segment, outside)


def _cue(words: Words, found: Claim) -> Span | None:
    if found.cue is None:
        return None
    length = phrase_length(words, found.cue) if found.group == "phrase" else 1
    return words.place(found.cue, found.cue + length)
