"""Which rules clean an article: those that its first feed does not skip; for a remake, the furniture of its older record."""

import pytest

from transforms.articles import Article, Entry, Remake
from transforms.clean.furniture import Furniture, line_keys
from transforms.clean.registry import CodeRule, Rule
from transforms.clean.work import CleanPage
from transforms.feeds import Feed
from transforms.records import Removal
from transforms.text import Span

URL = "https://valley.example/mill"
FORUM = "Join our forum by the river"
LETTER = "Get our letter every Monday"
BODY = [f"The mill in ward {n} opened its gate on a Monday, after {n} long years." for n in range(8)]
TEXT = "\n".join([*BODY[:4], FORUM, LETTER, "AD", *BODY[4:]])
RULES: dict[str, Rule] = {
    "ads": CodeRule("ads", lambda article: [Span(at, at + 2)] if (at := article.text.find("AD")) >= 0 else []),
    "furniture": Furniture(b"".join(sorted(line_keys(URL, FORUM)))),
}
FEEDS = {"all": Feed("all", URL), "no_ads": Feed("no_ads", URL, skip_rules=("ads",))}


def removed(feeds: tuple[str, ...], past: Remake | None = None) -> list[tuple[str, str]]:
    entry = Entry("1", URL, feeds, past=past)
    clean = CleanPage(RULES, FEEDS)(Article(entry, URL, "2031-06-01T00:00:00Z", TEXT))
    return [(removal.rule, removal.text.strip()) for removal in clean.removals]


def record_without(line: str) -> Remake:
    start = TEXT.index(line)
    removal = Removal("furniture", "text", start, start + len(line) + 1, f"{line}\n")
    return Remake(1, 1, furniture=(removal,))


@pytest.mark.parametrize(
    ("feeds", "past", "expected"),
    [
        pytest.param(("all",), None, [("furniture", FORUM), ("ads", "AD")], id="all rules"),
        pytest.param(("no_ads",), None, [("furniture", FORUM)], id="its feed skips one"),
        pytest.param(("all", "no_ads"), None, [("furniture", FORUM), ("ads", "AD")], id="the first feed counts"),
        pytest.param(("gone",), None, [("furniture", FORUM), ("ads", "AD")], id="a feed that is not in the config any more"),
        pytest.param(
            ("all",), record_without(LETTER), [("furniture", LETTER), ("ads", "AD")], id="a remake cuts what it cut before"
        ),
        pytest.param(("all",), Remake(1, 1), [("ads", "AD")], id="a remake of a record without furniture"),
    ],
)
def test_rules(feeds: tuple[str, ...], past: Remake | None, expected: list[tuple[str, str]]) -> None:
    assert removed(feeds, past) == expected
