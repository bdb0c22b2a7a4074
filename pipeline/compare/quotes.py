"""What became of the quotes of an article that changed at its source: altered, removed, added, or somebody else's now.

A quote has not gone while its words stand in the other text: where it stands, and how our annotator cuts it up, is no news.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.compare.records import alike
from transforms.fingerprint import lines_of_record

Row = Mapping[str, Any]
LIKE, LIKE_OF_ONE = 0.6, 0.4  # share of words in common of a quote that was altered; of one speaker's
NEAR = 0.2  # what the same speaker is worth, where several are alike
SHORT = 3  # words; so few may stand anywhere, and count in quotes only
WORD = re.compile(r"\w+")
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
ORDER = ("altered", "removed", "added", "speaker")


@dataclass(frozen=True)
class Side:
    """A version of the article."""

    row: Row

    @cached_property
    def lines(self) -> list[str]:
        return [folded(line) for line in self.row["text"].split("\n")]

    @cached_property
    def text(self) -> str:
        """As it was before cleaning: what our rules cut is not gone."""
        return words("\n".join(line for line, _ in lines_of_record(self.row)))

    @cached_property
    def quoted(self) -> str:
        return "".join(words(quote["said"]) for quote in self.row["quotes"]).replace("  ", " ")

    def says(self, quote: Row, other: "Side") -> bool:
        """Whether the words of the other's quote stand in this text, or in its quotes together."""
        pieces = [words(other.row["text"][start:end]) for start, end in quote["pieces"]]
        return all(piece in self.quoted or (len(piece.split()) > SHORT and piece in self.text) for piece in pieces)

    def around(self, quote: Row) -> list[str]:
        """The quote's paragraph, with the one before and the one after: they say whose it is."""
        first, last = (self.row["text"].count("\n", 0, quote[at]) for at in ("start", "end"))
        return self.lines[max(0, first - 1) : last + 2]


def quote_changes(was: Row, now: Row) -> list[dict[str, Any]]:
    """One row a change: `change`, `was` and `now` (words and speaker, None where there is none) and `kind`; in the order of the
    newer text, what was removed behind. Of a live blog what was removed or added is not told, since it goes on and drops its
    beginning; nor what is gone from a page that is closed now."""
    one, other = Side(was), Side(now)
    moving = "live_blog" in (*was["flags"], *now["flags"])
    closed = "paywall" in now["flags"] and "paywall" not in was["flags"]
    skipped = {"removed"} if closed else {"removed", "added"} if moving else set()
    found = [change for change in _changes(one, other) if change["change"] not in skipped]
    return sorted(found, key=lambda change: ORDER.index(change["change"]))


def _changes(one: Side, other: Side) -> Iterator[dict[str, Any]]:
    same, rest, news = _same(one.row["quotes"], other.row["quotes"])
    for was, now in same:
        if _another(was, now) and one.around(was) != other.around(now):
            yield _change("speaker", was, now)
    pairs = _pairs(rest, news)
    for was, now in pairs:
        if not (other.says(was, one) and one.says(now, other)):
            yield _change("altered", was, now)
    paired = {id(quote) for pair in pairs for quote in pair}
    for quote in news:
        if id(quote) not in paired and not one.says(quote, other):
            yield _change("added", None, quote)
    for quote in rest:
        if id(quote) not in paired and not other.says(quote, one):
            yield _change("removed", quote, None)


def _same(was: Sequence[Row], now: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of the same words, those of the same speaker first; and what is left of both."""
    pairs: list[tuple[Row, Row]] = []
    rest, news = list(was), list(now)
    for strict in (True, False):
        for quote in list(rest):
            said = words(quote["said"])
            twin = next((q for q in news if words(q["said"]) == said and not (strict and _another(quote, q))), None)
            if twin:
                pairs.append((quote, twin))
                rest = [q for q in rest if q is not quote]
                news = [q for q in news if q is not twin]
    return pairs, rest, news


def _pairs(was: Sequence[Row], now: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Old and new quotes that are one which was altered, the most alike first; in the order of the new ones."""
    likes = []
    for a, quote in enumerate(was):
        for b, twin in enumerate(now):
            own = speaker(quote) is not None and not _another(quote, twin)
            like = _alike(quote, twin)
            if like >= (LIKE_OF_ONE if own else LIKE):
                likes.append((like + NEAR * own, -a, -b))
    pairs: dict[int, int] = {}
    for _, a, b in sorted(likes, reverse=True):
        if -b not in pairs and -a not in pairs.values():
            pairs[-b] = -a
    return [(was[a], now[b]) for b, a in sorted(pairs.items())]


def _alike(quote: Row, twin: Row) -> float:
    """The share of words in common; of a quote that was cut short or goes on, of the shorter one."""
    one, other = sorted((words(quote["said"]), words(twin["said"])), key=len)
    return 1.0 if len(one.split()) > SHORT and one in other else alike(one, other)


def _another(quote: Row, twin: Row) -> bool:
    """Whether both are known, and neither name is part of the other: `Okonkwo` may be `Ines Okonkwo`."""
    one, other = (set((speaker(q) or "").split()) for q in (quote, twin))
    return not (one <= other or other <= one)


def speaker(quote: Row) -> str | None:
    """By name; who is only `she` or `the mayor` is not known."""
    return (quote["speaker"] or {}).get("name") or None


def _change(change: str, was: Row | None, now: Row | None) -> dict[str, Any]:
    said = {"was": was and _words(was), "now": now and _words(now)}
    return {"change": change, **said, "kind": (now or was or {})["kind"]}


def _words(quote: Row) -> dict[str, Any]:
    who = quote["speaker"] or {}
    return {"said": quote["said"], "speaker": who.get("name") or who.get("text")}


def words(text: str) -> str:
    """The words alone, between blanks: a comma that came corrects nothing.

    >>> words("“We stay”, he said.")
    ' we stay he said '
    """
    return f" {' '.join(WORD.findall(text.casefold()))} "


def folded(text: str) -> str:
    """White space, marks and dashes as plain as they come: a site that sets its type anew corrects nothing.

    >>> folded("“We’ll  stay”")
    '"We\\'ll stay"'
    """
    return " ".join(text.translate(PLAIN).split())
