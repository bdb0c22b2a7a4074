"""Finds the speaker of each quote for the resolution of pronouns: a "he" or "she" in the quote is not its speaker."""

from collections.abc import Mapping, Sequence

from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.tags import SUBJECT_DEPS
from transforms.annotate.words import Words

REACH = 15  # words beside a quote in which its speaker is searched
LONGEST_NAME = 3  # words of a name before its last word


def quote_speakers(
    words: Words, quoted: Sequence[int | None], entity_at: Mapping[int, int], said_by: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Returns number of a quote → its speaker's entity.

    `quoted`: for each word, the number of its quote or None. `entity_at`: the last word of each name, and each pronoun →
    entity. A quote without a reporting verb beside it has the speaker of the quote before, in the same or the previous
    paragraph. `said_by`: quote → speaker, where a label or the introduction of a transcript tells it.
    """
    out: dict[int, int] = {}
    previous: tuple[int, int] | None = None  # paragraph, entity
    for paragraph, (begin, end) in enumerate(words.paragraphs):
        for first, last in _stretches(quoted, begin, end):
            speaker = (said_by or {}).get(_quote_of(quoted, first))
            if speaker is None:
                speaker = _speaker_beside(words, quoted, entity_at, begin, first, last, end)
            if speaker is None and previous is not None and paragraph - previous[0] <= 1:
                speaker = previous[1]
            if speaker is not None:
                out[_quote_of(quoted, first)] = speaker
                previous = paragraph, speaker
    return out


def _stretches(quoted: Sequence[int | None], begin: int, end: int) -> list[tuple[int, int]]:
    """Returns the first and last (excluded) word of each stretch of words in one quote."""
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
    """Returns the entity that is the subject of a reporting verb after the quote, or else before it, or None.

    `first`, `last` (excluded): the words of the quote. `begin`, `end` (excluded): the words of the paragraph.
    """
    for places in (range(last, min(last + REACH, end)), range(first - 1, max(first - REACH, begin) - 1, -1)):
        for i in places:
            if quoted[i] is not None:
                break
            if i in entity_at and _speaks(words, i):
                return entity_at[i]
    return None


def _speaks(words: Words, i: int) -> bool:
    """Whether the name or pronoun at word `i` is the subject of a reporting verb, or follows one: "said Reyes"."""
    verbs = reporting_verbs().subject_speaks
    if words.dep[i] in SUBJECT_DEPS:
        return words.form[words.head[i]].lower() in verbs
    first = i
    while first > 0 and i - first < LONGEST_NAME and words.tag[first - 1] == "NNP":
        first -= 1
    return first > 0 and words.form[first - 1].lower() in verbs
