"""Short hashes of a record's content, to tell whether a page that was fetched again has changed.

The text is compared line by line, as it was extracted and as cleaning left it. A line is new only when it matches neither. So
a line does not count as changed because the cleaning rules have changed, or because it is boilerplate that they cut.
"""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from transforms.articles import CleanArticle, Fingerprint
from transforms.dates import instant, iso_utc

TEXT = "text"
FIELDS = ("title", "quotes", "authors", "published", "updated", "language", "section", "image", "canonical_url", "flags")
NOTES = "notes"  # records of schema versions 1 to 3 have none, so only those of later ones are compared
HASH_DIGITS = 8  # hex; 32 bits are enough to tell the lines of one article apart
NOTHING_KEPT = "0" * HASH_DIGITS
LONGEST_AGO_LINE = 80  # characters; a line such as "Updated 3 hours ago" has not changed when it says 4 hours
AGO = re.compile(r"(?i)\b(?:\d+|an?|a few) (?:second|sec|minute|min|hour|hr|day)s? ago\b")


def fingerprint_of(row: Mapping[str, Any]) -> Fingerprint:
    """The fingerprint of a record, given as JSON."""
    quotes = [f"{_folded(q['said'])}\n{_speaker(q)}" for q in row["quotes"]]
    times = {name: iso_utc(instant(row[name])) for name in ("published", "updated") if row[name]}
    notes = [f"{note['kind']}\n{_folded(note['text'])}" for note in row.get(NOTES) or ()]
    values = {**row, **times, "title": _folded(row["title"]), "quotes": quotes, NOTES: notes}
    names = FIELDS if row.get(NOTES) is None else (*FIELDS, NOTES)
    return _fingerprint(((name, _hash(repr(_without_none(values.get(name))))) for name in names), lines_of_record(row))


def page_differs(record: Fingerprint, clean: CleanArticle) -> bool:
    """Whether the title or the text of a page differs from those of the record with this fingerprint."""
    cuts = [(cut.start or 0, cut.text) for cut in clean.removals if cut.where == TEXT]
    current = _fingerprint([("title", _hash(repr(_folded(clean.article.title))))], lines_before_and_after(clean.text, cuts))
    return dict(record.fields).get("title") != dict(current.fields)["title"] or not same_text(record, current)


def changed_fields(before: Fingerprint, after: Fingerprint) -> tuple[str, ...]:
    """The names of the fields that differ between two records of an article: `title`, `text`, then the rest."""
    hashes = dict(before.fields)
    changed = [name for name, value in after.fields if hashes.get(name, value if name == NOTES else None) != value]
    if not same_text(before, after):
        changed.insert(changed.index("title") + 1 if "title" in changed else 0, TEXT)
    return tuple(changed)


def same_text(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two records have the same text, apart from what only one of them has cut.

    Each line that one kept is among the lines of the other, kept or not, and lines that both kept are in the same order.
    """
    lines, others = _lines(one), _lines(other)
    kept, kept_there = _kept(lines), _kept(others)
    same_order = [line for line in kept if line in kept_there] == [line for line in kept_there if line in kept]
    return same_order and _all_within(lines, others) and _all_within(others, lines)


def lines_of_record(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """`lines_before_and_after` for a record, given as JSON."""
    return lines_before_and_after(row["text"], [(cut["start"], cut["text"]) for cut in row["removals"] if cut["where"] == TEXT])


def lines_before_and_after(text: str, cuts: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    r"""Each line as it was extracted, and what cleaning left of it; blank lines are left out.

    `text`: the cleaned text. `cuts`: offset into the extracted text, and text, of each removal, in order.

    >>> lines_before_and_after("One.\nThree.", [(5, "Two.\n")])
    [('One.', 'One.'), ('Two.', ''), ('Three.', 'Three.')]
    """
    whole, kept = [""], [""]

    def add(piece: str, stays: bool) -> None:
        for number, line in enumerate(piece.split("\n")):
            if number:
                whole.append("")
                kept.append("")
            whole[-1] += line
            kept[-1] += line if stays else ""

    before = after = 0  # places in the text before cleaning, and in the cleaned text
    for start, cut in cuts:
        add(text[after : after + start - before], True)
        after += start - before
        add(cut, False)
        before = start + len(cut)
    add(text[after:], True)
    return [(_folded(line), _folded(left)) for line, left in zip(whole, kept, strict=True) if line.strip()]


def _fingerprint(fields: Iterable[tuple[str, str]], lines: list[tuple[str, str]]) -> Fingerprint:
    extracted = "".join(_hash(line) for line, _ in lines)
    return Fingerprint(tuple(fields), extracted, "".join(_hash(left) if left else NOTHING_KEPT for _, left in lines))


def _lines(fingerprint: Fingerprint) -> list[tuple[str, str]]:
    """For each line its hash as it was extracted, and the hash of what was kept of it."""
    return list(zip(_hashes(fingerprint.extracted), _hashes(fingerprint.kept), strict=True))


def _hashes(joined: str) -> list[str]:
    return [joined[at : at + HASH_DIGITS] for at in range(0, len(joined), HASH_DIGITS)]


def _kept(lines: Iterable[tuple[str, str]]) -> dict[str, None]:
    return dict.fromkeys(left for _, left in lines if left != NOTHING_KEPT)


def _all_within(lines: list[tuple[str, str]], others: list[tuple[str, str]]) -> bool:
    """Whether everything that was kept of `lines` is among `others`, kept or not."""
    extracted, kept = {line for line, _ in others}, _kept(others)
    return all(left == NOTHING_KEPT or left in kept or line in extracted for line, left in lines)


def _speaker(quote: Mapping[str, Any]) -> str:
    speaker = quote["speaker"] or {}
    return speaker.get("name") or speaker.get("text") or ""


def _without_none(value: Any) -> Any:
    """The value with "" for None and all empty values, since Parquet and older records have one for the other."""
    return [_without_none(v) for v in value] if value and isinstance(value, list | tuple) else value or ""


def _folded(line: str) -> str:
    folded = " ".join(line.split())
    return AGO.sub("ago", folded) if len(folded) <= LONGEST_AGO_LINE else folded


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_DIGITS // 2).hexdigest()
