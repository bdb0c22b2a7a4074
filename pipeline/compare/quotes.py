"""How the quotes of an article changed at its source: altered, removed, added, or given to another speaker.

A quote is not removed as long as its words are in the other text: moving it, or splitting it differently, is no correction.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.compare.records import word_similarity
from transforms.fingerprint import lines_of_record

Row = Mapping[str, Any]
ALTERED = 0.6  # share of common words from which two quotes are one that was altered
ALTERED_SAME_SPEAKER = 0.4  # the same for quotes of one speaker
SAME_SPEAKER_BONUS = 0.2  # added to the similarity when the most similar pair is chosen
SHORT_QUOTE_WORDS = 3  # a quote of so few words may be in any text by chance, so only quotes are searched for it
WORD = re.compile(r"\w+")
PLAIN_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
ORDER = ("altered", "removed", "added", "speaker")


@dataclass(frozen=True)
class ArticleVersion:
    """One version of the article, with its texts normalized for comparison."""

    row: Row

    @cached_property
    def lines(self) -> list[str]:
        return [normalized(line) for line in self.row["text"].split("\n")]

    @cached_property
    def text(self) -> str:
        """The words of the text before cleaning, since what our cleaning rules cut is still in the article."""
        return words("\n".join(line for line, _ in lines_of_record(self.row)))

    @cached_property
    def quoted(self) -> str:
        """The words of all quotes, joined."""
        return "".join(words(quote["said"]) for quote in self.row["quotes"]).replace("  ", " ")

    def says(self, quote: Row, other: "ArticleVersion") -> bool:
        """Whether the words of the other version's quote are in this text, or in its quotes joined together."""
        pieces = [words(other.row["text"][start:end]) for start, end in quote["pieces"]]
        return all(piece in self.quoted or (len(piece.split()) > SHORT_QUOTE_WORDS and piece in self.text) for piece in pieces)

    def around(self, quote: Row) -> list[str]:
        """The quote's paragraph and its two neighbours, which say who the speaker is."""
        first, last = (self.row["text"].count("\n", 0, quote[at]) for at in ("start", "end"))
        return self.lines[max(0, first - 1) : last + 2]


def corrected_quotes(was: Row, now: Row) -> list[dict[str, Any]]:
    """One row per change: `change`, `was`, `now` (words and speaker, or None) and `kind`; altered quotes first.

    A live blog drops its beginning as it grows, so its removed and added quotes are left out; so are the removed quotes of a
    page that is behind a paywall now."""
    one, other = ArticleVersion(was), ArticleVersion(now)
    moving = "live_blog" in (*was["flags"], *now["flags"])
    closed = "paywall" in now["flags"] and "paywall" not in was["flags"]
    skipped = {"removed"} if closed else {"removed", "added"} if moving else set()
    found = [change for change in _changes(one, other) if change["change"] not in skipped]
    return sorted(found, key=lambda change: ORDER.index(change["change"]))


def _changes(one: ArticleVersion, other: ArticleVersion) -> Iterator[dict[str, Any]]:
    same, rest, news = _unchanged_pairs(one.row["quotes"], other.row["quotes"])
    for was, now in same:
        if _different_speakers(was, now) and one.around(was) != other.around(now):
            yield _change("speaker", was, now)
    pairs = _altered_pairs(rest, news)
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


def _unchanged_pairs(was: Sequence[Row], now: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of quotes with the same words, and what is left of both; quotes of the same speaker are paired first."""
    pairs: list[tuple[Row, Row]] = []
    rest, news = list(was), list(now)
    for strict in (True, False):
        for quote in list(rest):
            said = words(quote["said"])
            twin = next((q for q in news if words(q["said"]) == said and not (strict and _different_speakers(quote, q))), None)
            if twin:
                pairs.append((quote, twin))
                rest = [q for q in rest if q is not quote]
                news = [q for q in news if q is not twin]
    return pairs, rest, news


def _altered_pairs(was: Sequence[Row], now: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Pairs of old and new quotes that are one altered quote, in the order of the new ones. The most similar pair first."""
    candidates = []
    for a, quote in enumerate(was):
        for b, twin in enumerate(now):
            same_speaker = speaker(quote) is not None and not _different_speakers(quote, twin)
            similarity = _quote_similarity(quote, twin)
            if similarity >= (ALTERED_SAME_SPEAKER if same_speaker else ALTERED):
                candidates.append((similarity + SAME_SPEAKER_BONUS * same_speaker, -a, -b))
    pairs: dict[int, int] = {}
    for _, a, b in sorted(candidates, reverse=True):
        if -b not in pairs and -a not in pairs.values():
            pairs[-b] = -a
    return [(was[a], now[b]) for b, a in sorted(pairs.items())]


def _quote_similarity(quote: Row, twin: Row) -> float:
    """The share of common words, from 0 to 1; 1 if one quote contains the other."""
    one, other = sorted((words(quote["said"]), words(twin["said"])), key=len)
    return 1.0 if len(one.split()) > SHORT_QUOTE_WORDS and one in other else word_similarity(one, other)


def _different_speakers(quote: Row, twin: Row) -> bool:
    """Whether both speakers are known and neither name is part of the other: `Okonkwo` may be `Ines Okonkwo`."""
    one, other = (set((speaker(q) or "").split()) for q in (quote, twin))
    return not (one <= other or other <= one)


def speaker(quote: Row) -> str | None:
    """The speaker's name; None if it is not known, as for `she` or `the mayor`."""
    return (quote["speaker"] or {}).get("name") or None


def _change(change: str, was: Row | None, now: Row | None) -> dict[str, Any]:
    said = {"was": was and _words_and_speaker(was), "now": now and _words_and_speaker(now)}
    return {"change": change, **said, "kind": (now or was or {})["kind"]}


def _words_and_speaker(quote: Row) -> dict[str, Any]:
    speaker_row = quote["speaker"] or {}
    return {"said": quote["said"], "speaker": speaker_row.get("name") or speaker_row.get("text")}


def words(text: str) -> str:
    """The words in lower case without punctuation, with a blank around each.

    >>> words("“We stay”, he said.")
    ' we stay he said '
    """
    return f" {' '.join(WORD.findall(text.casefold()))} "


def normalized(text: str) -> str:
    """The text with plain quotation marks, dashes and blanks, so that new typography is no correction.

    >>> normalized("“We’ll  stay”")
    '"We\\'ll stay"'
    """
    return " ".join(text.translate(PLAIN_MARKS).split())
