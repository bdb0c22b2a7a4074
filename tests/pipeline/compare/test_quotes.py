"""What became of quotes from version to version, over rows as the annotator would make them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare.corrections import correction
from pipeline.compare.quotes import corrected_quotes

QUOTED = re.compile(r"“([^”]+)”(?: said ([A-Z]\w+(?: [A-Z]\w+)*))?")
FERRY = "“We will keep the ferry running through the whole winter,” said Ines Okonkwo"
PRICE = "“The price of a ticket stays as it is until the summer,” said Tomas Lindqvist"
SHIP = "“Nobody on the island has to buy a boat of their own,” said Ines Okonkwo"
PLAIN = "The council met on Friday to speak about the bay."


def row(*lines: str, flags: tuple[str, ...] = (), title: str = "Ferry stays", version: int = 1):
    text = "\n".join(lines)
    quotes = [
        {
            "said": match[1].strip(","),
            "kind": "direct",
            "start": match.start(1),
            "end": match.end(1),
            "pieces": [[match.start(1), match.start(1) + len(match[1].strip(","))]],
            "speaker": {"name": match[2], "text": match[2]} if match[2] else None,
        }
        for match in QUOTED.finditer(text)
    ]
    made = {
        "id": "a",
        "url": "u",
        "site": None,
        "feeds": ["daily"],
        "published": None,
        "fetched_at": "2026-01-31T08:00:00+00:00",
    }
    return {**made, "title": title, "text": text, "quotes": quotes, "flags": list(flags), "version": version, "removals": []}


def told(was, now) -> list[tuple[str, str | None, str | None]]:
    """Each change with the first words of both."""
    first = [[side and side["said"] for side in (c["was"], c["now"])] for c in corrected_quotes(was, now)]
    return [(c["change"], *first[n]) for n, c in enumerate(corrected_quotes(was, now))]


KEPT, STAYS = "We will keep the ferry running through the whole winter", "The price of a ticket stays as it is until the summer"


@pytest.mark.parametrize(
    ("was", "now", "changes"),
    [
        pytest.param((PLAIN, FERRY), (PLAIN, FERRY), [], id="the same"),
        pytest.param(
            (FERRY, PRICE),
            (FERRY.replace("will keep", "won’t keep"), PRICE),
            [("altered", KEPT, KEPT.replace("will keep", "won’t keep"))],
            id="a word of a quote",
        ),
        pytest.param((FERRY, PLAIN, PRICE), (FERRY, PLAIN), [("removed", STAYS, None)], id="one that went"),
        pytest.param((FERRY, PLAIN), (PRICE, FERRY, PLAIN), [("added", None, STAYS)], id="one that came"),
        pytest.param((FERRY, PLAIN, PRICE), (PRICE, PLAIN, FERRY), [], id="paragraphs that changed places"),
        pytest.param((FERRY, PLAIN), (FERRY.replace("“", '"').replace("”", '"'), PLAIN), [], id="the other kind of marks"),
        pytest.param((PLAIN, FERRY), (PLAIN.replace("met", "had met"), FERRY), [], id="a word beside them"),
        pytest.param(
            (FERRY, PLAIN), (FERRY.replace("Ines Okonkwo", "Tomas Lindqvist"), PLAIN), [("speaker", KEPT, KEPT)], id="given to another speaker"
        ),
        pytest.param((FERRY, PLAIN), (FERRY.replace("Ines Okonkwo", "Okonkwo"), PLAIN), [], id="by a part of the name"),
        pytest.param((FERRY, PLAIN), (FERRY.replace(" said Ines Okonkwo", " she said"), PLAIN), [], id="by she"),
        pytest.param(
            (FERRY, SHIP), (FERRY, SHIP.replace("has to buy a boat of their own", "has to")),
            [("altered", "Nobody on the island has to buy a boat of their own", "Nobody on the island has to")],
            id="cut short",
        ),
        pytest.param(
            (FERRY.replace(" through the whole winter", ""),), (FERRY,), [("altered", "We will keep the ferry running", KEPT)], id="goes on"
        ),
        pytest.param(
            (FERRY, PRICE), (FERRY,),
            [("removed", STAYS, None)],
            id="none is made of another’s",
        ),
        pytest.param(("“No,” said Ines Okonkwo.", PLAIN), ("“Yes,” said Ines Okonkwo.", "There is no other way."),
                     [("removed", "No", None), ("added", None, "Yes")], id="a short one counts between marks only"),
        pytest.param(("“We stay,” said Ines Okonkwo. “We sail.”",), ("“We stay. We sail,” said Ines Okonkwo.",), [], id="cut up otherwise"),
    ],
)  # fmt: skip
def test_what_became_of_them(was, now, changes):
    assert told(row(*was), row(*now)) == changes


def test_the_most_alike_are_one():
    """Two of one speaker, both altered, in another order."""
    was = row(FERRY, SHIP)
    now = row(SHIP.replace("a boat", "a ship"), FERRY.replace("whole", "long"))
    assert [(a[:9], b[:9]) for _, a, b in told(was, now)] == [("Nobody on", "Nobody on"), ("We will k", "We will k")]


def test_a_live_blog_that_drops_its_beginning_is_told_of_what_it_altered_only():
    was, now = (FERRY, PRICE), (SHIP, PRICE.replace("summer", "autumn"))
    assert [change for change, *_ in told(row(*was), row(*now))] == ["altered", "removed", "added"]
    assert [change for change, *_ in told(row(*was, flags=("live_blog",)), row(*now))] == ["altered"]


def test_what_is_gone_behind_a_paywall_was_not_removed():
    assert told(row(FERRY, PRICE), row(FERRY, flags=("paywall",))) == []


def test_a_correction_tells_headline_and_paragraphs():
    was = row(PLAIN, FERRY, PRICE)
    now = row(PRICE, PLAIN.replace("Friday", "Monday"), FERRY, title="Ferry goes", version=2)
    found = correction(was, {**now, "changed": ["title", "text"]})
    assert (found["headline"], found["paragraphs"], found["quotes"]) == ({"was": "Ferry stays", "now": "Ferry goes"}, 1, [])
    assert correction(was, {**was, "title": " Ferry  stays"})["headline"] is None


def test_what_our_rules_have_learned_to_cut_since_has_not_gone():
    was, now = row(PLAIN, FERRY, PRICE), row(PLAIN, FERRY)
    cut = {"rule": "furniture", "where": "text", "start": len(now["text"]), "end": 0, "text": f"\n{PRICE}"}
    found = correction(was, {**now, "removals": [cut], "version": 2})
    assert (found["quotes"], found["paragraphs"]) == ([], 0)


ALL = [PLAIN, FERRY, PRICE, SHIP, "“No,” said Ines Okonkwo.", "The harbour office counted four thousand passengers."]


@settings(deadline=None, max_examples=50)
@given(st.permutations(ALL), st.permutations(ALL), st.sets(st.sampled_from(ALL)))
def test_what_moved_is_no_change_and_what_went_is_told_once(was, now, gone):
    left = [line for line in now if line not in gone]
    found = correction(row(*was), row(*left))
    quoted = [line for line in gone if "“" in line]
    assert [change["change"] for change in found["quotes"]] == ["removed"] * len(quoted)
    assert found["paragraphs"] == len(gone)
    back = corrected_quotes(row(*left), row(*was))
    assert [change["change"] for change in back] == ["added"] * len(quoted)
