"""Measures how often quotes with the same features are right: the table of `quotes/details/confidence.yaml` of the annotator.

usage: python tools/calibrate_quotes.py GOLD.jsonl [GOLD.jsonl …] > transforms/annotate/quotes/details/confidence.yaml
       python tools/calibrate_quotes.py --check GOLD.jsonl [GOLD.jsonl …]

A line of a gold file is {id, text, quotes: [{pieces: [[start, end]], speech, speaker: {start, end, text, resolved}|null}]}. A
quote is right when each of its pieces and a piece of the gold have at least 80 % of their words in common, and the speaker is
the same or both have none. Gold quotes with `speech: false` are optional: quotes that match them are not counted. `--check`
fits on one half of the documents and prints, for the other half, how often quotes of each confidence were right.
"""

import argparse
import json
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from transforms.annotate.annotator import Annotator
from transforms.annotate.quotes.details.confidence import Features, features, share
from transforms.records import Annotations, Quote, Speaker


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORD = re.compile(r"\w+")
LEAST_OVERLAP = 0.8  # of the words of both
LEAST_QUOTES = 40  # with the same features; rarer features get the share of a shorter prefix
FUNCTION_WORDS_AND_TITLES = _set(
    "the a an of for and in on at to 's s mr mrs ms dr sen rep gov sir president senator secretary former"
)
PRONOUNS = _set("he she they it i we you who that which him her them his its their our my this these those one")
Judged = tuple[Features, bool]  # the features of a quote, and whether it is right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for name in args.gold:
        documents = [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]
        texts = [(d["text"], "en") for d in documents]
        for document, result in zip(documents, Annotator(least_confidence=0).annotate(texts), strict=True):
            if isinstance(result, Annotations):
                halves[zlib.crc32(document["id"].encode()) % 2].extend(judge(document, result.quotes))
    if args.check:
        check(fit(halves[0]), halves[1])
    else:
        write(fit([*halves[0], *halves[1]]))


def judge(document: Mapping[str, Any], quotes: Iterable[Quote]) -> Iterator[Judged]:
    """Yields the features of each quote and whether it is right; quotes that match optional ones are left out."""
    text = document["text"]
    gold = [(words(text, a, b), q) for q in document["quotes"] for a, b in q.get("pieces") or [[q["start"], q["end"]]]]
    for quote in quotes:
        matches = [_match(words(text, *piece), gold) for piece in quote.pieces]
        if any(match is not None and not match.get("speech", True) for match in matches):
            continue
        right = all(match is not None and same_speaker(match.get("speaker"), quote.speaker) for match in matches)
        yield features(text, quote), right


def _match(piece: frozenset[int], gold: Iterable[tuple[frozenset[int], Mapping[str, Any]]]) -> Mapping[str, Any] | None:
    """Returns the gold quote with the largest overlap, or None when no overlap is large enough."""
    best = max(((len(piece & w) / len(piece | w), i) for i, (w, _) in enumerate(gold) if piece & w), default=(0.0, 0))
    return list(gold)[best[1]][1] if best[0] >= LEAST_OVERLAP else None


def words(text: str, start: int, end: int) -> frozenset[int]:
    """Returns the offsets of the words that begin between two offsets."""
    return frozenset(match.start() for match in WORD.finditer(text, start, end))


def same_speaker(gold: Mapping[str, Any] | None, speaker: Speaker | None) -> bool:
    """Whether a speaker is the gold one: the mentions overlap, or the words of one name are all in the other."""
    if gold is None or speaker is None:
        return gold is None and speaker is None
    return _same_place(gold, speaker) or _same_name(gold, speaker)


def _same_place(gold: Mapping[str, Any], speaker: Speaker) -> bool:
    """Whether two mentions overlap. For a pronoun that the gold resolves to a name, this is not enough."""
    if gold.get("start") is None or speaker.start is None or speaker.end is None:
        return False
    if gold.get("pronoun"):
        return bool(speaker.start == gold["start"]) and not gold.get("resolved")
    return bool(min(gold["end"], speaker.end) > max(gold["start"], speaker.start))


def _same_name(gold: Mapping[str, Any], speaker: Speaker) -> bool:
    gold_names = [_content_words(name) for name in (gold.get("resolved"), gold.get("text")) if name]
    names = [_content_words(name) for name in (speaker.name, speaker.text) if name]
    return any(a and b and (a <= b or b <= a) for a in gold_names for b in names)


def _content_words(name: str) -> set[str]:
    return {w.lower() for w in WORD.findall(name)} - FUNCTION_WORDS_AND_TITLES - PRONOUNS


def fit(judged: Iterable[Judged]) -> dict[Features, tuple[float, int]]:
    """Returns the smoothed share of right quotes and their number, for each prefix of features with enough quotes.

    One right and one wrong quote are added to each count (Laplace).
    """
    counts: dict[Features, list[int]] = defaultdict(lambda: [0, 0])
    for quote_features, right in judged:
        for n in range(1, len(quote_features) + 1):
            counts[quote_features[:n]][0] += int(right)
            counts[quote_features[:n]][1] += 1
    return {
        key: (round((right + 1) / (n + 2), 2), n)
        for key, (right, n) in sorted(counts.items())
        if n >= LEAST_QUOTES or len(key) == 1
    }


def check(table: Mapping[Features, tuple[float, int]], judged: Iterable[Judged]) -> None:
    """Prints, for each tenth of confidence, the share of quotes that were right."""
    shares = {key: value for key, (value, _) in table.items()}
    bins: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for quote_features, right in judged:
        for kind in (quote_features[0], "all"):
            counts = bins[kind, min(9, int(share(shares, quote_features) * 10))]
            counts[0] += int(right)
            counts[1] += 1
    for (kind, tenth), (rights, n) in sorted(bins.items()):
        sys.stdout.write(f"{kind:<9} {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}: {rights / n:.3f} right of {n}\n")


def write(table: Mapping[Features, tuple[float, int]]) -> None:
    """Prints the table as YAML."""
    out = sys.stdout
    out.write("# Measured by tools/calibrate_quotes.py: of quotes with these features (confidence.py), the share whose span\n")
    out.write("# and speaker were right, and of how many, on annotated news (PolNeAR; only these shares are taken from it).\n")
    out.write("shares:\n")
    for key, (value, n) in table.items():
        out.write(f"  {' '.join(key)}: [{value}, {n}]\n")


if __name__ == "__main__":
    main()
