"""Well-known names where they stand, the user's own first, whether the model saw them or not."""

from collections.abc import Iterator

from transforms.annotate.entities.lexicon.known_names import Known
from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.named import NAME_TAGS, Named
from transforms.annotate.words import Name, Words


def find_known(words: Words, known: Known, taken: bytearray) -> Iterator[Named]:
    """Names of the lists in words that are not `taken`. One that is part of a longer name stays alone: "Delta Street"."""
    i, n = 0, len(words)
    while i < n:
        for _, end, name in known.findable.matches_at(words.form, i):
            if any(taken[i:end]):
                continue
            kind = known.kind(words.text[words.start[i] : words.end[end - 1]]) or known.kind(name)
            if kind is None or not _stands_alone(words, i, end):
                continue
            yield Named(i, end, kind, found=True)
            taken[i:end] = b"\1" * (end - i)
            i = end - 1
            break
        i += 1


def _stands_alone(words: Words, first: int, last: int) -> bool:
    if words.tag[last - 1] not in NAME_TAGS and last - first == 1:
        return False
    at, end = words.start[first], words.end[last - 1]
    if (at and words.text[at - 1] in "-‑@#/.") or words.text[end : end + 1] in ("-", "‑", "/", "@"):
        return False
    if (
        first
        and words.tag[first - 1] in NAME_TAGS
        and words.form[first - 1][0].isupper()
        and words.dep[first - 1] == "compound"
        and words.head[first - 1] < last
    ):
        return words.form[first - 1].lower() in lists().titles
    return not (
        last < len(words)
        and words.tag[last] in NAME_TAGS
        and words.form[last][0].isupper()
        and words.dep[last - 1] == "compound"
        and words.head[last - 1] >= last
    )


def _goes_on(words: Words, name: Name | None, last: int, kind: str | None) -> bool:
    """A person's name of several words that goes on is another's: "Ana Brandt" in "Ana Brandt Lopez"."""
    return (
        kind in ("person", None)
        and name is not None
        and name.last > last
        and last - name.first > 1
        and words.tag[last] in NAME_TAGS
        and words.form[last].isalpha()
        and words.form[last].lower() not in lists().trailing
    )


def find_own(words: Words, known: Known) -> Iterator[Named]:
    """The user's own names, wherever they stand in full; they are no part of other names, since the user says so, but for
    a person's name that goes on."""
    ends = {end: i + 1 for i, end in enumerate(words.end)}
    longer = {i: name for name in words.names if name.label == "PERSON" for i in range(name.first, name.last)}
    text, done = words.text, 0
    for i, start in enumerate(words.start):
        if i < done:
            continue
        for _, end, form in known.own.matches_at(text, start):
            last = ends.get(end)
            if last is not None and not _goes_on(words, longer.get(i), last, known.kind(form)):
                yield Named(i, last, known.kind(form) or "other", found=True)
                done = last
                break
