"""What `annotate` costs against spaCy's `nlp.pipe` with the components that it needs, on the same texts in one sitting.

`python tests/bench/annotate.py [FILE]`: JSON lines with a `text` (default: tests/gold/texts.jsonl). Both run over all texts in turn, on
one core, and are measured by the processor time of this process; the best of the runs counts.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from transforms.annotate.annotator import Annotator
from transforms.annotate.model import DEFAULT, NOT_NEEDED, model
from transforms.annotate.parse import parse

TEXTS = Path(__file__).parents[1] / "gold" / "texts.jsonl"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("file", nargs="?", type=Path, default=TEXTS)
    ap.add_argument("--runs", type=int, default=5, help="over all texts (default: 5)")
    options = ap.parse_args()
    texts = [json.loads(line)["text"] for line in options.file.read_text().splitlines()]
    stock, annotator = spacy.load(DEFAULT, exclude=list(NOT_NEEDED)), Annotator()
    works: dict[str, Callable[[], object]] = {
        "nlp.pipe": lambda: list(stock.pipe(texts, batch_size=8)),
        "parse": lambda: [parse(model(), texts[i : i + 8]) for i in range(0, len(texts), 8)],
        "annotate": lambda: annotator.annotate([(text, "en") for text in texts]),
    }
    for work in works.values():
        work()  # loads the model and the word lists
    spent = {name: min(costs) for name, costs in measured(works, options.runs).items()}
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words, one core; CPU seconds, best of {options.runs} runs\n")
    print("| | CPU s | ratio |\n|---|---|---|")
    for name, seconds in spent.items():
        print(f"| {name} | {seconds:.2f} | {seconds / spent['nlp.pipe']:.2f} |")
    return 0


def measured(works: dict[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    costs: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            start = time.process_time()
            work()
            costs[name].append(time.process_time() - start)
    return costs


if __name__ == "__main__":
    sys.exit(main())
