"""Each name that was found once, found everywhere in the text; and the surnames of people who were named in full."""

from collections.abc import Iterable, Iterator, Sequence

from transforms.annotate.entities.lexicon.word_lists import lists
from transforms.annotate.entities.names.named import NAME_TAGS, Named
from transforms.annotate.phrase_index import PhraseIndex
from transforms.annotate.words import Words

CAREFUL = ("MD", "VB", "IN", "PR", "DT", "CC", "RB", "UH", "WP", "WR")


def grown(words: Words, seen: Sequence[Named]) -> list[Named]:
    """The names, those replaced that are part of a longer one seen elsewhere: "James" where "James To" was named before."""
    known = _learnt(words, (n for n in seen if n.last - n.first > 1))
    at = {n.first: n for n in seen}
    inside = {i: n for n in seen for i in range(n.first, n.last)}
    out, done = [], 0
    starts = sorted({*at, *(n.first - 1 for n in seen if n.first)})
    for i in starts:
        if i < done:
            continue
        for _, end, kind in known.matches_at(words.form, i):
            parts = {inside[k] for k in range(i, min(end, len(words))) if k in inside}
            if parts and all(i <= n.first and n.last <= end for n in parts):
                same = i in at and at[i].last == end
                out.append(at[i] if same else Named(i, end, kind, carried=True))
                done = end
                break
        else:
            if i in at:
                out.append(at[i])
                done = at[i].last
    return out


def carried(words: Words, seen: Iterable[Named], taken: bytearray) -> Iterator[Named]:
    """The places of `seen` that nobody saw. `taken`: words that are in a name already, kept up to date."""
    known = _learnt(words, seen)
    i, n = 0, len(words)
    while i < n:
        for _, end, kind in known.matches_at(words.form, i):
            if any(taken[i:end]) or (end - i == 1 and not _fits(words, i)):
                continue
            yield Named(i, end, kind, carried=True)
            taken[i:end] = b"\1" * (end - i)
            i = end - 1
            break
        i += 1


def _learnt(words: Words, seen: Iterable[Named]) -> PhraseIndex[str]:
    """The tokens of each name, and of each surname of a person, with the type of the name that has them first."""
    rows: list[tuple[list[str], str]] = []
    for name in seen:
        forms = words.form[name.first : name.last]
        if sum(map(len, forms)) > 2:
            rows.append((forms, name.kind))
        if name.kind == "person" and len(forms) > 1 and len(forms[-1]) > 2:
            rows.append((forms[-1:], name.kind))
    return PhraseIndex((forms, kind) for forms, kind in rows if forms[0][:1].isupper())


def _fits(words: Words, i: int) -> bool:
    """ "Will" and "May" begin sentences too, "Reyes" in "Reyes Street" and "Ana" in "Ana Vogt" are part of another name."""
    form, tag = words.form[i], words.tag[i]
    if tag not in NAME_TAGS and (form.lower() in lists().nobody or tag[:2] in CAREFUL):
        return False
    if i + 1 < len(words) and words.tag[i + 1] in NAME_TAGS and words.form[i + 1].lower() in lists().ending_words:
        return words.form[i + 1][0].islower()
    return True
