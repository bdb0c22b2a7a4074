"""Who speaks in each quote, as far as pronouns need to know: the speaker is "I" in there."""

from collections.abc import Mapping, Sequence

from transforms.annotate.entities.coref.clauses import SUBJECTS
from transforms.annotate.reporting_verbs import reporting_verbs
from transforms.annotate.words import Words

REACH = 15  # words beside a quote


def speakers(words: Words, quoted: Sequence[int | None], meant: Mapping[int, int]) -> dict[int, int]:
    """Quote → entity. `meant`: the entity of each name's last word and of each pronoun, where one is known.

    A quote that nothing is said of goes on with the speaker of the one before, in its paragraph or the paragraph before.
    """
    out: dict[int, int] = {}
    before: tuple[int, int] | None = None  # paragraph, entity
    for paragraph, (first, last) in enumerate(words.paragraphs):
        i = first
        while i < last:
            quote = quoted[i]
            if quote is None:
                i += 1
                continue
            end = i
            while end < last and quoted[end] == quote:
                end += 1
            found = _beside(words, quoted, meant, range(end, min(end + REACH, last)))
            if found is None:
                found = _beside(words, quoted, meant, range(i - 1, max(i - REACH, first) - 1, -1))
            if found is None and before is not None and paragraph - before[0] <= 1:
                found = before[1]
            if found is not None:
                out[quote] = found
                before = paragraph, found
            i = end
    return out


def _beside(words: Words, quoted: Sequence[int | None], meant: Mapping[int, int], places: range) -> int | None:
    """Of these words, up to the next quote, the subject of a verb of saying; "said Reyes" where the parse has none."""
    says = reporting_verbs().subject_speaks
    for i in places:
        if quoted[i] is not None:
            return None
        if i in meant and words.dep[i] in SUBJECTS and words.form[words.head[i]].lower() in says:
            return meant[i]
        if i in meant and words.dep[i] not in SUBJECTS:
            first = i
            while first > 0 and i - first < 3 and words.tag[first - 1] == "NNP":
                first -= 1
            if first and words.form[first - 1].lower() in says:
                return meant[i]
    return None
