"""Who speaks in each quote, as far as pronouns need it: the speaker is "I" inside, and neither "he" nor "she"."""

from collections.abc import Mapping, Sequence

from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

REACH = 15  # words beside a quote
LONGEST_NAME = 3  # words before a name's last word


def quote_speakers(words: Words, quoted: Sequence[int | None], entity_at: Mapping[int, int]) -> dict[int, int]:
    """Quote → entity. `quoted`: each word's quote. `entity_at`: the entity of each name's last word and of each pronoun.

    A quote without a verb of saying beside it goes on with the speaker of the one before, in its paragraph or the one before.
    """
    out: dict[int, int] = {}
    previous: tuple[int, int] | None = None  # paragraph, entity
    for paragraph, (begin, end) in enumerate(words.paragraphs):
        for first, last in _stretches(quoted, begin, end):
            speaker = _speaker_beside(words, quoted, entity_at, begin, first, last, end)
            if speaker is None and previous is not None and paragraph - previous[0] <= 1:
                speaker = previous[1]
            if speaker is not None:
                out[_quote_of(quoted, first)] = speaker
                previous = paragraph, speaker
    return out


def _stretches(quoted: Sequence[int | None], begin: int, end: int) -> list[tuple[int, int]]:
    """First and last word (excluded) of each stretch of words in one quote."""
    out: list[tuple[int, int]] = []
    for i in range(begin, end):
        if quoted[i] is None:
            continue
        if out and out[-1][1] == i and quoted[i - 1] == quoted[i]:
            out[-1] = out[-1][0], i + 1
        else:
            out.append((i, i + 1))
    return out


def _quote_of(quoted: Sequence[int | None], i: int) -> int:
    quote = quoted[i]
    assert quote is not None
    return quote


def _speaker_beside(
    words: Words, quoted: Sequence[int | None], entity_at: Mapping[int, int], begin: int, first: int, last: int, end: int
) -> int | None:
    """The subject of a verb of saying after the quote, else before it, in the paragraph from `begin` to `end`."""
    for places in (range(last, min(last + REACH, end)), range(first - 1, max(first - REACH, begin) - 1, -1)):
        for i in places:
            if quoted[i] is not None:
                break
            if i in entity_at and _speaks(words, i):
                return entity_at[i]
    return None


def _speaks(words: Words, i: int) -> bool:
    """The name or pronoun at word `i` is the subject of a verb of saying, or stands right behind one: "said Reyes"."""
    verbs = reporting_verbs().subject_speaks
    if words.dep[i] in SUBJECT_DEPS:
        return words.form[words.head[i]].lower() in verbs
    first = i
    while first > 0 and i - first < LONGEST_NAME and words.tag[first - 1] == "NNP":
        first -= 1
    return first > 0 and words.form[first - 1].lower() in verbs
