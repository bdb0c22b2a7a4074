"""How precise each cleaning rule is, on texts whose right paragraphs are known: `python tests/bench/rules.py TEXTS`.

TEXTS holds JSON lines of `{site, text, paragraphs, optional?, title?, authors?}`: what an extractor gave, one line a paragraph,
what is article of it, and what may be. A line that a rule cuts is an error when half of its 4-word runs stand in the article
(all of its words, in a row, when it has fewer than 4), and no more often in the text than there. A third of the sites, by a hash of their names, is held aside and told by itself: read errors
of the others alone (`--errors`). What is printed is what stands in `measured`.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import md5
from pathlib import Path
from typing import Any

from pipeline.config.load import load_config
from transforms.articles import Article, Entry
from transforms.clean.clean import clean_article
from transforms.clean.registry import Rule, select_rules
from transforms.errors import NoText
from transforms.text import paragraphs

CONFIGS = Path(__file__).parents[2] / "configs"
WORD = re.compile(r"\w+")
RUN = 4


def measured(rows: Iterable[Mapping[str, Any]], rules: Sequence[Rule]) -> Iterator[tuple[str, bool, bool, str]]:
    """(rule, held aside, right, line) of each line that is cut as a whole, or for the most part."""
    for row in rows:
        entry = Entry(id="", url=f"https://{row['site']}/", feeds=())
        text = "\n".join(line for line in row["text"].split("\n") if line.strip())
        article = Article(entry, entry.url, "", text, title=row.get("title") or "", authors=tuple(row.get("authors") or ()))
        try:
            removals = clean_article(article, rules).removals
        except NoText:
            continue
        known, given, maybe = Known(row["paragraphs"]), Known(text.split("\n")), Known(row.get("optional") or ())
        for line in paragraphs(text):
            for cut in removals:
                assert cut.start is not None and cut.end is not None
                if min(cut.end, line.end) - max(cut.start, line.start) <= 0.5 * (line.end - line.start):
                    continue
                said = line.of(text)
                right = not known.holds(said)
                if right and maybe.holds(said):
                    continue
                yield cut.rule, aside(row["site"]), right or given.times(said) > known.times(said) > 0, said


class Known:
    """The words of an article, and whether a line is of it."""

    def __init__(self, said: Iterable[str]) -> None:
        self.words = [word for paragraph in said for word in WORD.findall(paragraph.casefold())]
        self.runs = set(runs(self.words))
        self.flat = f" {' '.join(self.words)} "

    def holds(self, line: str) -> bool:
        words = WORD.findall(line.casefold())
        if len(words) < RUN:
            return bool(words) and f" {' '.join(words)} " in self.flat
        each = runs(words)
        return sum(run in self.runs for run in each) * 2 >= len(each)

    def times(self, line: str) -> int:
        """How often the words of the line stand in a row; of lines of 6 words or more, since fewer come again by right."""
        words = WORD.findall(line.casefold())
        return self.flat.count(f" {' '.join(words)}") if len(words) >= 6 else 0


def runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]


def aside(site: str) -> bool:
    return int(md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def told(right: Counter[bool]) -> str:
    """E.g. `0.93 of 58`; right → how many."""
    return f"{right[True] / right.total():.2f} of {right.total()}" if right else "none"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument(
        "--errors", metavar="RULE", help="show what this rule cuts of articles, on sites that are not held aside"
    )
    options = parser.parse_args()
    with options.texts.open(encoding="utf-8") as source:
        rows = [json.loads(line) for line in source]
    rules = select_rules(load_config(CONFIGS, need_feeds=False, need_models=False).rules)
    everywhere: dict[str, Counter[bool]] = {rule.name: Counter() for rule in rules}
    held: dict[str, Counter[bool]] = {rule.name: Counter() for rule in rules}
    for name, is_aside, right, line in measured(rows, rules):
        everywhere[name][right] += 1
        if is_aside:
            held[name][right] += 1
        elif name == options.errors and not right:
            print(line)
    for name in everywhere:
        print(f"{name:22} precision {told(everywhere[name])} lines ({told(held[name])} on sites held aside)")


if __name__ == "__main__":
    main()
