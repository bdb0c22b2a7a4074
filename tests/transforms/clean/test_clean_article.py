"""All rules together: one cut, every removal explained, cleaning twice is cleaning once."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.clean import clean_article, restore
from transforms.clean.furniture import Furniture, keys_of
from transforms.clean.patterns import PatternRule, pattern_rule
from transforms.clean.registry import Rule, choose, code_rules
from transforms.errors import NoText, Paywall
from transforms.records import Article, Entry, Removal

CONFIGS = Path(__file__).parents[3] / "configs" / "cleaning"
PATTERNS = [
    pattern_rule(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(CONFIGS.glob("*.yaml"))
]
KNOWN = "Join our forum by the river\nThe Lamp, a letter on rivers and bridges\nNotes from the valley"
FURNITURE = Furniture(b"".join(sorted(keys_of("https://valley.example/", KNOWN))))
RULES: list[Rule] = choose({**code_rules(), **{rule.name: rule for rule in [*PATTERNS, FURNITURE]}})
PAGE_REMOVAL = Removal("page:poll", "page", None, None, "Yes or no?")


def article(text: str, title: str = "Mill opens again") -> Article:
    entry = Entry(id="1", url="https://valley.example/mill", feeds=("valley",))
    return Article(
        entry=entry, url=entry.url, fetched_at="2026-06-01T00:00:00Z", text=text, title=title, pruned=(PAGE_REMOVAL,)
    )


def test_removals_say_which_rule_cut_what() -> None:
    clean = clean_article(
        article("Mill opens again\n[dropcap]I[/dropcap]t is loud.\nRead more: Ferry strike\nADVERTISEMENT\nEnd."), RULES
    )
    assert clean.text == "It is loud.\nEnd."
    assert [(r.rule, r.text) for r in clean.removals] == [
        ("page:poll", "Yes or no?"),
        ("repeated_headline", "Mill opens again\n"),
        ("shortcodes", "[dropcap]"),
        ("shortcodes", "[/dropcap]"),
        ("read_more", "Read more: Ferry strike\n"),
        ("ad_labels", "ADVERTISEMENT\n"),
    ]
    assert restore(clean.text, clean.removals) == clean.article.text


def test_what_a_cut_lays_bare_goes_too() -> None:
    clean = clean_article(article("It is loud.\n[box]Advertisement[/box]\nEnd."), RULES)
    assert (clean.text, restore(clean.text, clean.removals)) == ("It is loud.\nEnd.", clean.article.text)


def test_no_rules() -> None:
    clean = clean_article(article("Read more: Ferry strike"), [])
    assert (clean.text, clean.removals) == ("Read more: Ferry strike", (PAGE_REMOVAL,))


@pytest.mark.parametrize("text", [pytest.param("ADVERTISEMENT\nRead more", id="furniture"), pytest.param("", id="nothing")])
def test_nothing_left(text: str) -> None:
    with pytest.raises(NoText, match="furniture"):
        clean_article(article(text), RULES)
    with pytest.raises(Paywall, match="furniture"):
        clean_article(replace(article(text), flags=("paywall",)), RULES)


EXAMPLES = [example.before for rule in PATTERNS for example in rule.examples]
LINES = st.sampled_from(
    [
        *EXAMPLES,
        *KNOWN.split("\n"),
        "Mill opens again",
        "The mill in Orsolo opened its gate on Monday after eleven years.",
        "“The mill in Orsolo opened its gate on Monday after eleven years.”",
        "Should it stay?",
        "Yes 61 %",
        "No 39 %",
        "Vote",
        "[dropcap]T[/dropcap]he mill",
        "[box]Advertisement[/box]",
        '[caption id="1"]',
        "[/caption]",
        "",
        " ",
        "\t",
    ]
)
TEXTS = st.lists(LINES, min_size=1, max_size=12).map("\n".join)
PIECES = st.lists(st.one_of(LINES, st.text(alphabet="ab[]“”%?. \n", max_size=8)), max_size=12).map("".join)


@given(st.one_of(TEXTS, PIECES))
def test_cleaning_is_idempotent_and_explained(text: str) -> None:
    try:
        once = clean_article(article(text), RULES)
    except NoText:
        return
    assert restore(once.text, once.removals) == text
    twice = clean_article(replace(once.article, text=once.text, pruned=()), RULES)
    assert (twice.text, twice.removals) == (once.text, ())
    at = 0
    for removal in once.removals[1:]:
        assert removal.start is not None and removal.end is not None
        assert at <= removal.start < removal.end and text[removal.start : removal.end] == removal.text
        at = removal.end


def test_rules_travel_to_workers() -> None:
    import pickle

    again = pickle.loads(pickle.dumps(RULES))
    assert [rule.name for rule in again] == [rule.name for rule in RULES]
    assert any(isinstance(rule, PatternRule) for rule in again)
