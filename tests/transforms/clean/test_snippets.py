"""The table `snippets.yaml`: all rules are applied to each snippet in the middle of an article."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from transforms.articles import Article, Entry
from transforms.clean.clean import clean_article, restore
from transforms.clean.patterns import pattern_rule
from transforms.clean.registry import Rule, code_rules, select_rules

HERE = Path(__file__).parent
TABLE = yaml.safe_load((HERE / "snippets.yaml").read_text(encoding="utf-8"))
SHIPPED = sorted((HERE.parents[2] / "configs" / "cleaning").glob("*.yaml"))
PATTERNS = [pattern_rule(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in SHIPPED]
RULES: list[Rule] = select_rules({**code_rules(), **{rule.name: rule for rule in PATTERNS}})
ABOVE = "The mill in Orsolo turns its wheel for the first time in eleven years."
SPOKEN = "“I had forgotten how loud it is when the wheel begins to turn.” Greta Moll said it with both hands on her ears."
BELOW = "The river board will look at the sluice in the autumn, and then at the bill.\nThat may take until spring."


def rows() -> Iterator[tuple[str, str, str]]:
    """(class, before, after) of each snippet."""
    for name, snippets in TABLE.items():
        for kind, each in snippets.items():
            for snippet in each:
                before, after = snippet if kind == "becomes" else (snippet, snippet if kind == "kept" else "")
                yield name, before, after


ROWS = list(rows())


def framed(snippet: str) -> str:
    return "\n".join(part for part in (ABOVE, SPOKEN, snippet, BELOW) if part)


def article(text: str) -> Article:
    entry = Entry(id="1", url="https://valley.example/mill", feeds=("valley",))
    when = "2031-06-01T00:00:00Z"
    return Article(entry, entry.url, when, text, title="Mill opens again", authors=("Jane Roe", "Petra Lund"))


@pytest.mark.parametrize(("before", "after"), [pytest.param(b, a, id=f"{name}: {b[:60]}") for name, b, a in ROWS])
def test_snippet(before: str, after: str) -> None:
    clean = clean_article(article(framed(before)), RULES)
    assert clean.text == framed(after)
    assert restore(clean.text, clean.removals) == framed(before)


def test_the_table_is_long_and_holds_every_class() -> None:
    assert len(ROWS) >= 150
    assert len({before for _, before, _ in ROWS}) == len(ROWS)
    assert all("kept" in snippets for name, snippets in TABLE.items() if not name.startswith("shortcodes"))
