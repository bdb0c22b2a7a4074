"""All rules together: one cut, every removal with its rule, and cleaning twice is cleaning once."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config.load import load_config
from transforms.articles import Article, Entry
from transforms.clean.clean import clean_article, restore
from transforms.clean.furniture import Furniture, line_keys
from transforms.clean.patterns import PatternRule, pattern_rule
from transforms.clean.registry import Rule, code_rules, select_rules
from transforms.errors import NoText, Paywall
from transforms.records import Removal

CONFIGS = Path(__file__).parents[3] / "configs"
SHIPPED = sorted((CONFIGS / "cleaning").glob("*.yaml"))
PATTERNS = [pattern_rule(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in SHIPPED]
KNOWN = "Join our forum by the river\nThe Lamp, a letter on rivers and bridges\nNotes from the valley"
FURNITURE = Furniture(b"".join(sorted(line_keys("https://valley.example/", KNOWN))))
NAMED: list[Rule] = [*PATTERNS, FURNITURE]
RULES: list[Rule] = select_rules({**code_rules(), **{rule.name: rule for rule in NAMED}})
PAGE_REMOVAL = Removal("page:poll", "page", None, None, "Yes or no?")


def article(text: str, title: str = "Mill opens again") -> Article:
    entry = Entry(id="1", url="https://valley.example/mill", feeds=("valley",))
    return Article(
        entry=entry,
        url=entry.url,
        fetched_at="2026-06-01T00:00:00Z",
        text=text,
        title=title,
        authors=("Jane Roe", "Petra Lund"),
        pruned=(PAGE_REMOVAL,),
    )


def test_the_rules_of_these_tests_are_those_of_a_run() -> None:
    shipped = load_config(CONFIGS, need_feeds=False, need_models=False, need_environment=False)
    assert sorted(rule.name for rule in RULES) == sorted({*shipped.rules, "furniture"})


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


@pytest.mark.parametrize(
    ("lines", "kinds", "flags"),
    [
        pytest.param(["Correction: The mill has two wheels."], ["correction"], ("corrected",), id="a correction"),
        pytest.param(["Editor’s note: The names were changed."], ["editors_note"], (), id="a note of another kind"),
        pytest.param(["Spotted an error? Let us know"], [], (), id="house talk, which is cut"),
        pytest.param([], [], (), id="none"),
    ],
)
def test_notes_stay_and_are_named(lines: list[str], kinds: list[str], flags: tuple[str, ...]) -> None:
    paged = replace(article("\n".join(["ADVERTISEMENT", "It is loud.", *lines])), flags=("live_blog",))
    clean = clean_article(paged, RULES)
    assert [note.kind for note in clean.notes] == kinds
    assert all(clean.text[note.start : note.end] == note.text == lines[0] for note in clean.notes)
    assert clean.flags == ("live_blog", *flags)


def test_what_a_cut_lays_bare_goes_too() -> None:
    clean = clean_article(article("It is loud.\n[box]Advertisement[/box]\nEnd."), RULES)
    assert (clean.text, restore(clean.text, clean.removals)) == ("It is loud.\nEnd.", clean.article.text)


def test_no_rules() -> None:
    clean = clean_article(article("Read more: Ferry strike"), [])
    assert (clean.text, clean.removals) == ("Read more: Ferry strike", (PAGE_REMOVAL,))


@pytest.mark.parametrize("text", [pytest.param("ADVERTISEMENT\nRead more", id="furniture"), pytest.param("", id="nothing")])
def test_nothing_left(text: str) -> None:
    with pytest.raises(NoText, match="no text is left"):
        clean_article(article(text), RULES)
    with pytest.raises(Paywall, match="no text is left"):
        clean_article(replace(article(text), flags=("paywall",)), RULES)


TABLE = yaml.safe_load(Path(__file__).with_name("snippets.yaml").read_text(encoding="utf-8"))
SNIPPETS = [
    snippet[0] if kind == "becomes" else snippet for kinds in TABLE.values() for kind, some in kinds.items() for snippet in some
]
EXAMPLES = [example.before for rule in PATTERNS for example in rule.examples]
LINES = st.sampled_from(
    [
        *EXAMPLES,
        *SNIPPETS,
        "By Jane Roe and Petra Lund",
        "Jane Roe is a reporter in Orsolo.",
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
ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=30)
PIECES = st.lists(st.one_of(LINES, st.text(alphabet="ab[]“”%?. \n", max_size=8), ANY), max_size=12).map("".join)


@given(st.one_of(TEXTS, PIECES))
def test_cleaning_is_idempotent_and_explained(text: str) -> None:
    try:
        once = clean_article(article(text), RULES)
    except NoText:
        return
    assert restore(once.text, once.removals) == text
    gone = {place for removal in once.removals[1:] for place in range(removal.start or 0, removal.end or 0)}
    assert once.text == "".join(letter for place, letter in enumerate(text) if place not in gone)
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
