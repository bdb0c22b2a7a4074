"""The rules in code on texts that are made to keep them busy: what they do grows as the text does, not as its square."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from transforms.articles import Article, Entry, LineMarkup
from transforms.clean.quoted import within_quotation
from transforms.clean.registry import code_rules
from transforms.notes.find import find_notes

Finder = Callable[[Article], Iterable[Any]]
FINDERS: dict[str, Finder] = {
    **{name: rule.find for name, rule in code_rules().items()},
    "notes": lambda article: find_notes(article.text),
    "quoted": lambda article: [within_quotation(article.text, len(article.text) - 1)],
}
EACH = pytest.mark.parametrize("find", [pytest.param(find, id=name) for name, find in FINDERS.items()])
SAID = "the wheel number{k} turns and it is loud{k} tonight indeed"
# Lines of a text, `{k}` being the number of a line.
LINES = {
    "copies of quotations": f"“{SAID},” she said.\n{SAID}.",
    "copies with signatures": f"“{SAID},” she said.\n“{SAID}.”\nJane Roe{{k}}",
    "quotations that are open": "“a{k} b",
    "tokens": "{{{{a{k}}}}} word",
    "notes": "Correction: The name{k} was misspelled in an earlier version of this article.",
    "sign-ups": "Sign up for newsletter {k} and vote now?",
    "facts": "A{k}: b",
    "ornaments": "A{k}\n* * *",
    "shortcodes": "[a{k}]",
}
# What a line is filled with.
FILL = [
    "A",
    "a ",
    "1 ",
    "“",
    "“a ",
    '"',
    '"a ',
    "'a ",
    "‘a’ ",
    "„a",
    "» «",
    "{{",
    "{{a",
    "{{a}} ",
    "{%a",
    "<?php ",
    "<!--",
    "%%a",
    "${",
]
FILL += [
    "[[",
    "[[a:",
    "[[a]] ",
    "@@a",
    "##A",
    "*|A",
    "__A_",
    "(a",
    "f(",
    "a(b);",
    "function(",
    ");",
    "a.b@",
    "a - ",
    "— A",
    "* ",
    "___",
]
FILL += [
    "a|b ",
    "?! ",
    "? a ",
    "A: b ",
    "Correction: ",
    "[a]",
    '[a b="',
    "[/a]",
    "&#91;",
    "&lt;!--",
    "a/",
    "1:1 ",
    "said, “",
    "| b: ",
]
LONG_LINE = 40_000  # characters


def article(text: str) -> Article:
    entry = Entry("1", "https://valley.example/mill", ("a",))
    markup = {line: LineMarkup("p") for line in text.split("\n")}
    return Article(entry, entry.url, "", text, title="A b", authors=("Jane Roe",), language="en", markup=markup)


def events(find: Finder, text: str) -> int:
    """How many functions are called, and generators resumed, while the text is searched."""
    given, count = article(text), 0

    def one_more(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        list(find(given))
    finally:
        sys.setprofile(before)
    return count


@EACH
@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in LINES.items()])
def test_twice_the_lines_are_twice_the_work(find: Finder, line: str) -> None:
    once, short, long = (
        "\n".join(line.format(k=k) for k in range(n, n + size)) for n, size in ((1000, 200), (2000, 200), (3000, 400))
    )
    list(find(article(once)))  # what a process does once; no line is in two texts, since rules may remember lines
    assert events(find, long) <= 2.5 * events(find, short) + 200


@EACH
def test_a_long_line_ends(find: Finder) -> None:
    """A pattern that tries all ways to split a line would be at it until the time for tests is over."""
    for fill in FILL:
        list(find(article((fill * LONG_LINE)[: LONG_LINE - 1] + "\x00")))
