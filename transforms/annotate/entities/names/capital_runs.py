"""Runs of capitalised proper nouns: where a name may stand that the model did not see."""

from collections.abc import Iterator

from transforms.annotate.entities.names.named import NAME_TAGS
from transforms.annotate.words import Words


def runs(words: Words, quiet: bytearray) -> Iterator[tuple[int, int]]:
    """First and last (excluded) word of each run, within a paragraph. `quiet`: words of lines in which capitals say nothing."""
    form, tag, start, end = words.form, words.tag, words.start, words.end
    for first, last in words.paragraphs:
        if first < last and quiet[first]:
            continue
        i = first
        while i < last:
            if tag[i] not in NAME_TAGS or not form[i][0].isupper():
                i += 1
                continue
            a = i
            i += 1
            while i < last:
                if tag[i] in NAME_TAGS and form[i][0].isupper():
                    i += 1
                elif (  # "Sea" + "-" + "Air"
                    form[i] in ("-", "&")
                    and i + 1 < last
                    and form[i + 1][0].isupper()
                    and (form[i] == "&" or (start[i] == end[i - 1] and start[i + 1] == end[i]))
                ):
                    i += 2
                else:
                    break
            yield a, i
