"""Speakers that no cue names: a lead-in, a signature, the one who spoke before in the same conversation."""

from collections.abc import Sequence
from itertools import takewhile

from transforms.annotate.entities.lexicon.word_lists import lists as given_names
from transforms.annotate.quotes.claims import REACH
from transforms.annotate.quotes.cues import cue_class
from transforms.annotate.quotes.joining import Draft
from transforms.annotate.quotes.lists import lists
from transforms.annotate.quotes.phrases import SUBJECTS, Cast, phrase_at, speaker_at
from transforms.annotate.quotes.sentences import SIGNED, Frame
from transforms.annotate.quotes.speakers import named_by
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.records import Speaker

LONGEST_NAME = 5  # words
NEAR = 2  # paragraphs: so far a conversation goes on without naming its speaker again


def introduced(people: Cast, segment: Sequence[int]) -> Speaker | None:
    """Who is named right before a colon (`Rep. Ana Brandt (D-Utah):`), else the one person in the sentence that it ends."""
    place = right_before(people, segment)
    if place is not None:
        return speaker_at(people, *place)
    named = {people.by_word[i][2:]: people.by_word[i][0] for i in segment if i in people.by_word}
    people_named = [place for place, entity in named.items() if entity.type == "person"]
    return speaker_at(people, *people_named[-1]) if len({named[p].id for p in people_named}) == 1 else None


def right_before(people: Cast, segment: Sequence[int]) -> tuple[int, int] | None:
    """The person or body named last before a colon, with nothing but a bracket between."""
    form, rest = people.words.form, list(segment)
    if not rest or ":" not in people.words.text[people.words.start[rest[-1]] : people.words.end[rest[-1]] + 1]:
        return None
    if form[rest[-1]] == ":":
        rest.pop()
    if rest and form[rest[-1]] in (")", "):"):
        while rest and form[rest[-1]] != "(":
            rest.pop()
        rest = rest[:-1]
    found = people.by_word.get(rest[-1]) if rest else None
    if found is None or found[0].type not in ("person", "organization") or people.words.dep[rest[-1]] == "pobj":
        return None  # a blunt message to Brandt: “…”
    return found[2:]


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


def lead_in(people: Cast, sentences: Sequence[Frame], n: int) -> Speaker | None:
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
        if (group := cue_class(words, i)) in ("speech", "phrase", "loose"):
            place = named_by(people, i, near, outside, group == "phrase")
            if place:
                return speaker_at(people, *place)
    return subject_of(people, near, outside) or (what_leads_in(people, near, outside) if colon else None)


def subject_of(people: Cast, segment: Sequence[int], outside: frozenset[int]) -> Speaker | None:
    """The person (or body) that is the subject of a sentence without a word of saying."""
    words = people.words
    found = [i for i in segment if words.dep[i] in SUBJECTS and i in people.by_word]
    found = [i for i in found if people.by_word[i][0].type in ("person", "organization")]
    # When Brandt suggested a tax, Reyes fired back: “…”
    main = [i for i in found if words.dep[words.head[i]] not in ("advcl", "relcl", "acl")]
    return speaker_at(people, *phrase_at(people, (main or found)[0], outside)) if found else None


def what_leads_in(people: Cast, segment: Sequence[int], outside: frozenset[int]) -> Speaker | None:
    """What a colon says it of, when it is nobody: `A footnote makes that clear: “…”`, `Transcript as follows:`."""
    words = people.words
    heads = [i for i in segment if words.dep[i] in SUBJECTS and words.tag[i].startswith("NN")]
    first = next((i for i in segment if words.form[i].isalpha()), None)
    if not heads and first is not None and words.tag[first].startswith("NN"):
        heads = [first]
    heads = [i for i in heads if words.form[i].lower() not in lists().nobody | lists().when]
    return speaker_at(people, *phrase_at(people, heads[0], outside)) if heads else None


def to_whom(people: Cast, segment: Sequence[int]) -> Speaker | None:
    """Whose view it is: `because to her, “…”`."""
    if len(segment) < 3 or [people.words.form[i].lower() for i in (segment[-3], segment[-1])] != ["to", ","]:
        return None
    found = people.by_word.get(segment[-2])
    return speaker_at(people, *found[2:]) if found and found[0].type == "person" else None


def resolved(speaker: Speaker, previous: Draft, paragraph: int, text: str) -> Speaker:
    """A pronoun that nobody was found for: who spoke before, in the same conversation, unless that was a question or the given
    name tells that it was another."""
    same = previous.speaker
    if same is None or same.name is None or paragraph - previous.paragraph > NEAR or speaker.text.lower() not in ("he", "she"):
        return speaker
    given, known = same.name.lower().split(), given_names()
    others = known.female if speaker.text.lower() == "he" else known.male
    asked = previous.cue is not None and text[previous.cue.start : previous.cue.end].lower() in reporting_verbs().asks
    if (len(given) > 1 and given[0] in others) or (asked and previous.paragraph == paragraph):
        return speaker
    return Speaker(speaker.text, speaker.start, speaker.end, same.name, same.entity)
