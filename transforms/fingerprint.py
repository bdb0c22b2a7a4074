"""What a record said, in short hashes, so that a page that is asked again can be told from the one that it was made of.

The text is compared line by line, as it was extracted and as cleaning left it. A line is news only when it is neither: what our
rules have learned to cut since, or cut no more, is no change at the source, and neither is boilerplate that came or went.
"""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from transforms.articles import CleanArticle, Said
from transforms.dates import instant, iso_utc

TEXT = "text"
FIELDS = ("title", "quotes", "authors", "published", "updated", "language", "section", "image", "canonical_url", "flags")
DIGITS = 8  # of a hash; among the lines of one article none is taken for another
NOTHING = "0" * DIGITS
SHORT = 80  # characters; "Updated 3 hours ago" is a line of its own, and no news an hour later
AGO = re.compile(r"(?i)\b(?:\d+|an?|a few) (?:second|sec|minute|min|hour|hr|day)s? ago\b")


def said_by(row: Mapping[str, Any]) -> Said:
    """What a record says, given as JSON."""
    quotes = [f"{_folded(q['said'])}\n{_speaker(q)}" for q in row["quotes"]]
    times = {name: iso_utc(instant(row[name])) for name in ("published", "updated") if row[name]}
    values = {**row, **times, "title": _folded(row["title"]), "quotes": quotes}
    return _said(((name, _hash(repr(_plain(values.get(name))))) for name in FIELDS), lines_said(row))


def is_news(was: Said, clean: CleanArticle) -> bool:
    """Whether title or text of a page that was asked again are others than the record's."""
    cuts = [(cut.start or 0, cut.text) for cut in clean.removals if cut.where == TEXT]
    now = _said([("title", _hash(repr(_folded(clean.article.title))))], lines_of(clean.text, cuts))
    return dict(was.fields).get("title") != dict(now.fields)["title"] or not same_text(was, now)


def differing(was: Said, now: Said) -> tuple[str, ...]:
    """The names of what differs: `title`, `text`, then the rest of the fields."""
    fields = dict(was.fields)
    found = [name for name, value in now.fields if fields.get(name) != value]
    if not same_text(was, now):
        found.insert(found.index("title") + 1 if "title" in found else 0, TEXT)
    return tuple(found)


def same_text(was: Said, now: Said) -> bool:
    """Whether neither has a line that the other lacks, before cleaning or after, and all that both kept is in one order."""
    one, other = _lines(was), _lines(now)
    kept, others = _kept(one), _kept(other)
    order = [line for line in kept if line in others], [line for line in others if line in kept]
    return order[0] == order[1] and _within(one, other) and _within(other, one)


def lines_said(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """`lines_of` a record that is given as JSON."""
    return lines_of(row["text"], [(cut["start"], cut["text"]) for cut in row["removals"] if cut["where"] == TEXT])


def lines_of(text: str, cuts: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    r"""Each line as it was extracted, and what cleaning left of it. `text`: cleaned; `cuts`: what stood where before.

    >>> lines_of("One.\nThree.", [(5, "Two.\n")])
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


def _said(fields: Iterable[tuple[str, str]], lines: list[tuple[str, str]]) -> Said:
    extracted = "".join(_hash(line) for line, _ in lines)
    return Said(tuple(fields), extracted, "".join(_hash(left) if left else NOTHING for _, left in lines))


def _lines(said: Said) -> list[tuple[str, str]]:
    """Hashes of each line as it was extracted, and of what was kept of it."""
    hashes = ([each[at : at + DIGITS] for at in range(0, len(each), DIGITS)] for each in (said.extracted, said.kept))
    return list(zip(*hashes, strict=True))


def _kept(lines: Iterable[tuple[str, str]]) -> dict[str, None]:
    return dict.fromkeys(left for _, left in lines if left != NOTHING)


def _within(lines: list[tuple[str, str]], others: list[tuple[str, str]]) -> bool:
    """Whether all that was kept of the lines stands in the others."""
    extracted, kept = {line for line, _ in others}, _kept(others)
    return all(left == NOTHING or left in kept or line in extracted for line, left in lines)


def _speaker(quote: Mapping[str, Any]) -> str:
    who = quote["speaker"] or {}
    return who.get("name") or who.get("text") or ""


def _plain(value: Any) -> Any:
    """None and nothing are the same: Parquet and older records have nulls."""
    return [_plain(v) for v in value] if value and isinstance(value, list | tuple) else value or ""


def _folded(line: str) -> str:
    folded = " ".join(line.split())
    return AGO.sub("ago", folded) if len(folded) <= SHORT else folded


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGITS // 2).hexdigest()
