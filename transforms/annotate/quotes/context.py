"""Speakers that no cue names: a lead-in, a signature, the one who spoke before in the same conversation."""

from collections.abc import Sequence
from itertools import takewhile

from transforms.annotate.quotes.claims import REACH
from transforms.annotate.quotes.cues import Cues
from transforms.annotate.quotes.frames import SIGNED, Frame
from transforms.annotate.quotes.joining import Draft
from transforms.annotate.quotes.speakers import SUBJECTS, Cast, named_by, phrase_at, speaker_at
from transforms.records import Speaker

LONGEST_NAME = 5  # words
NEAR = 2  # paragraphs: so far a conversation goes on without naming its speaker again


def introduced(people: Cast, segment: Sequence[int]) -> Speaker | None:
    """The one person named before a colon."""
    named = {people.by_word[i][2:]: people.by_word[i][0] for i in segment if i in people.by_word}
    people_named = [place for place, entity in named.items() if entity.type == "person"]
    return speaker_at(people, *people_named[-1]) if len({named[p].id for p in people_named}) == 1 else None


def signature(people: Cast, after: Sequence[int]) -> Speaker | None:
    """The name that stands here; one that the model does not know is a run of words with capitals."""
    if after[0] in people.by_word:
        return speaker_at(people, *people.by_word[after[0]][2:])
    run = list(takewhile(lambda i: people.words.form[i][:1].isupper() and i - after[0] < LONGEST_NAME, after))
    return speaker_at(people, run[0], run[-1] + 1) if run else None


def signed_below(people: Cast, sentences: Sequence[Frame], n: int) -> Speaker | None:
    """The name on a line of its own below the quote: `— Ana Brandt`, `- Reyes, in June`."""
    below = sentences[n + 1] if n + 1 < len(sentences) else None
    if below is None or below.quotes or len(below.outside) < 2 or people.words.form[below.outside[0]] not in SIGNED:
        return None
    return signature(people, below.outside[1:])


def lead_in(people: Cast, sentences: Sequence[Frame], n: int, cues: Cues) -> Speaker | None:
    """Who the sentence before introduces: `Reyes was blunt. “…”`, or, a paragraph earlier, `The union tweeted:`."""
    words = people.words
    if n == 0:
        return None
    before, here = sentences[n - 1], sentences[n]
    colon = bool(before.outside) and words.form[before.outside[-1]] == ":"
    if before.quotes or not before.outside or not (colon or before.paragraph == here.paragraph):
        return None
    near = before.outside[-REACH:]
    outside = frozenset(near)
    for i in reversed(near):
        if (group := cues.of(words, i)) in ("speech", "phrase", "loose"):
            place = named_by(people, i, near, outside, group == "phrase")
            if place:
                return speaker_at(people, *place)
    return subject_of(people, near, outside)


def subject_of(people: Cast, segment: Sequence[int], outside: frozenset[int]) -> Speaker | None:
    """The person (or body) that is the subject of a sentence without a word of saying."""
    for i in segment:
        found = people.by_word.get(i)
        if people.words.dep[i] in SUBJECTS and found and found[0].type in ("person", "organization"):
            return speaker_at(people, *phrase_at(people, i, outside))
    return None


def resolved(speaker: Speaker, previous: Draft, paragraph: int) -> Speaker:
    """A pronoun that nobody was found for: who spoke before, in the same conversation."""
    same = previous.speaker
    if same is None or same.name is None or paragraph - previous.paragraph > NEAR or speaker.text.lower() not in ("he", "she"):
        return speaker
    return Speaker(speaker.text, speaker.start, speaker.end, same.name, same.entity)
