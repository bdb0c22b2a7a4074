"""How often quotes with the same signs are right: the table of `transforms/annotate/quotes/confidence.yaml`.

usage: python tools/calibrate_quotes.py GOLD.jsonl [GOLD.jsonl …] > transforms/annotate/quotes/confidence.yaml
       python tools/calibrate_quotes.py --check GOLD.jsonl [GOLD.jsonl …]

A gold line is {id, text, quotes: [{pieces: [[start, end]], speech, speaker: {start, end, text, resolved}|null}]}. A quote is
right when each of its pieces shares at least 80 % of the words of both with a piece of the gold, and the speaker is the same,
or none in both. Gold quotes with `speech: false` are optional: what is found of them is not counted. `--check` fits on one
half of the documents and prints, for the other, how often quotes of each confidence were right.
"""

import argparse
import json
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from transforms.annotate.annotator import Annotator
from transforms.annotate.quotes.confidence import Signs, share, signs
from transforms.records import Annotations, Quote


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORD = re.compile(r"\w+")
ENOUGH = 0.8
SEEN_OFTEN = 40  # quotes; a share of fewer is that of a shorter run of signs
SMALL = _set("the a an of for and in on at to 's s mr mrs ms dr sen rep gov sir president senator secretary former")
PRONOUNS = _set("he she they it i we you who that which him her them his its their our my this these those one")
Seen = tuple[Signs, bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    halves: tuple[list[Seen], list[Seen]] = ([], [])
    for name in asked.gold:
        documents = [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]
        for document, found in zip(documents, Annotator().annotate([(d["text"], "en") for d in documents]), strict=True):
            if isinstance(found, Annotations):
                halves[zlib.crc32(document["id"].encode()) % 2].extend(judged(document, found.quotes))
    if asked.check:
        check(fitted(halves[0]), halves[1])
    else:
        write(fitted([*halves[0], *halves[1]]))


def judged(document: Mapping[str, Any], quotes: Iterable[Quote]) -> Iterable[Seen]:
    """The signs of each quote, and whether it is right; optional ones are left out."""
    text = document["text"]
    gold = [(words(text, a, b), q) for q in document["quotes"] for a, b in q.get("pieces") or [[q["start"], q["end"]]]]
    for quote in quotes:
        matched = [_match(words(text, *piece), gold) for piece in quote.pieces]
        if any(m is not None and not m.get("speech", True) for m in matched):
            continue
        right = all(m is not None and same_speaker(m.get("speaker"), quote) for m in matched)
        yield signs(text, quote), right


def _match(piece: frozenset[int], gold: Iterable[tuple[frozenset[int], Mapping[str, Any]]]) -> Mapping[str, Any] | None:
    best = max(((len(piece & w) / len(piece | w), i) for i, (w, _) in enumerate(gold) if piece & w), default=(0.0, 0))
    return list(gold)[best[1]][1] if best[0] >= ENOUGH else None


def words(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(match.start() for match in WORD.finditer(text, start, end))


def same_speaker(gold: Mapping[str, Any] | None, quote: Quote) -> bool:
    who = quote.speaker
    if gold is None or who is None:
        return gold is None and who is None
    if gold.get("start") is not None and who.start is not None and who.end is not None and not gold.get("pronoun"):
        if min(gold["end"], who.end) > max(gold["start"], who.start):
            return True
    elif gold.get("start") is not None and who.start == gold["start"] and not gold.get("resolved"):
        return True
    names = [n for n in (gold.get("resolved"), gold.get("text")) if n and _plain(n)]
    return any(_plain(a) <= _plain(b) or _plain(b) <= _plain(a) for a in names for b in (who.name, who.text) if b and _plain(b))


def _plain(name: str) -> set[str]:
    return {w.lower() for w in WORD.findall(name)} - SMALL - PRONOUNS


def fitted(seen: Iterable[Seen]) -> dict[Signs, tuple[float, int]]:
    """For each run of signs that was seen often: the share that was right, and of how many. One more of each is counted in."""
    counts: dict[Signs, list[int]] = defaultdict(lambda: [0, 0])
    for one, right in seen:
        for n in range(1, len(one) + 1):
            counts[one[:n]][0] += right
            counts[one[:n]][1] += 1
    return {key: (round((r + 1) / (n + 2), 2), n) for key, (r, n) in sorted(counts.items()) if n >= SEEN_OFTEN or len(key) == 1}


def check(table: Mapping[Signs, tuple[float, int]], seen: Iterable[Seen]) -> None:
    plain = {key: value for key, (value, _) in table.items()}
    bins: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for one, right in seen:
        for kind in (one[0], "all"):
            place = bins[kind, min(9, int(share(plain, one) * 10))]
            place[0] += right
            place[1] += 1
    for (kind, tenth), (right, n) in sorted(bins.items()):
        sys.stdout.write(f"{kind:<9} {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}: {right / n:.3f} right of {n}\n")


def write(table: Mapping[Signs, tuple[float, int]]) -> None:
    out = sys.stdout
    out.write("# Measured by tools/calibrate_quotes.py: of quotes with these signs (confidence.py), the share whose span and\n")
    out.write(
        "# speaker were right, and of how many, on annotated news (PolNeAR; only these shares are taken from it).\nshares:\n"
    )
    for key, (value, n) in table.items():
        out.write(f"  {' '.join(key)}: [{value}, {n}]\n")


if __name__ == "__main__":
    main()
