"""What tells a page that has changed from one whose boilerplate, or whose rules, have."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.record import make_record
from transforms.articles import Article, CleanArticle, Entry
from transforms.fingerprint import changed_fields, fingerprint_of, lines_before_and_after, page_differs
from transforms.records import Annotations, EditorialNote, Quote, Removal, Speaker
from transforms.rows import as_json

ENTRY = Entry("ab" * 16, "https://gazette.example/a", ("daily",))
TEXT = "The ferry stays.\nNobody will be left on the island.\nThe price stays as it is."


def cleaned(*lines: str, title: str = "Ferry stays") -> CleanArticle:
    """Lines in square brackets are cut, with the line break behind them; so is what stands in them within a line."""
    whole, text, removals = "", "", []
    for piece in [part for line in lines for part in (f"{line}\n").split("~")]:
        if piece.startswith("["):
            cut = piece.replace("[", "").replace("]", "")
            removals.append(Removal("polls", "text", len(whole), len(whole) + len(cut), cut))
            whole += cut
        else:
            whole, text = whole + piece, text + piece
    article = Article(ENTRY, ENTRY.url, "2026-01-31T08:00:00+00:00", whole, title)
    return CleanArticle(ENTRY, article, text, (Removal("page:share", "page", None, None, "Share"), *removals))


def said(clean: CleanArticle, *quotes: Quote):
    return fingerprint_of(as_json(make_record(clean, Annotations("en", quotes=quotes), run="r", made_with="p")))


OLD = ("The ferry stays.", "Nobody will be left.", "[Share this]", "The price stays.")


@pytest.mark.parametrize(
    ("now", "news"),
    [
        pytest.param(OLD, False, id="the same"),
        pytest.param(("The ferry stays.", "Nobody will be left.", "The price stays."), False, id="boilerplate that went"),
        pytest.param((*OLD, "[Most read: the mill]"), False, id="boilerplate that came"),
        pytest.param(("The  ferry stays. ", *OLD[1:]), False, id="white space"),
        pytest.param(("The ferry stays.", "Nobody will be left.", "Share this", "The price stays."), False, id="cut no more"),
        pytest.param(("The ferry stays.", "[Nobody will be left.]", "[Share]", "The price stays."), False, id="cut since"),
        pytest.param(("The ferry stays.", "~[ (Photo: A) ]~Nobody will be left.", "The price stays."), False, id="cut within"),
        pytest.param(("The ferry goes.", *OLD[1:]), True, id="a word"),
        pytest.param(OLD[:-1], True, id="a line that went"),
        pytest.param((*OLD, "It leaves at eight."), True, id="a line that came"),
        pytest.param((OLD[1], OLD[0], *OLD[2:]), True, id="a line that moved"),
        pytest.param(
            ("The ferry stays.", "Nobody will be left.", "Share this", "The price rose."), True, id="cut no more, and a word"
        ),
    ],
)
def test_what_differs(now, news):
    was = cleaned(*OLD)
    assert page_differs(said(was), cleaned(*now)) is news
    assert page_differs(said(cleaned(*now)), was) is news
    assert (changed_fields(said(was), said(cleaned(*now))) == ("text",)) is news


def test_how_long_ago_a_page_was_updated_is_no_news():
    was, now, other = (cleaned(f"Updated {ago}", *OLD) for ago in ("3 minutes ago", "an hour ago", "by the harbour office"))
    assert not page_differs(said(was), now)
    assert page_differs(said(was), other)


def test_a_headline_differs():
    was = said(cleaned(*OLD))
    assert page_differs(was, cleaned(*OLD, title="Ferry goes"))
    assert not page_differs(was, cleaned(*OLD, title=" Ferry  stays"))


def test_what_differs_is_named_in_order():
    who = Speaker("Okonkwo", name="Ines Okonkwo")
    quote = Quote("We stay.", "direct", 0, 3, "The", ((0, 3),), who)
    row = as_json(make_record(cleaned(*OLD), Annotations("en", quotes=(quote,)), run="r", made_with="p"))
    was = fingerprint_of(row)
    other = {**row, "quotes": [{**row["quotes"][0], "speaker": {"name": "Tomas Holt"}}]}
    assert changed_fields(was, fingerprint_of(other)) == ("quotes",)
    changed = {
        **other,
        "title": "Ferry goes",
        "text": "The ferry goes.",
        "removals": [],
        "section": "Harbour",
        "authors": ["A"],
    }
    assert changed_fields(was, fingerprint_of(changed)) == ("title", "text", "quotes", "authors", "section")
    assert changed_fields(was, fingerprint_of({**row, "published": None, "authors": None, "fetched_at": "x", "run": "s"})) == ()


def test_notes_are_compared_where_both_records_have_them():
    row = as_json(make_record(cleaned(*OLD), Annotations("en"), run="r", made_with="p"))
    noted = fingerprint_of({**row, "notes": [as_json(EditorialNote("correction", 0, 3, "The"))]})
    moved = fingerprint_of({**row, "notes": [as_json(EditorialNote("correction", 4, 7, "The"))]})
    older = fingerprint_of({name: value for name, value in row.items() if name != "notes"})
    assert changed_fields(fingerprint_of(row), noted) == ("notes",)
    assert changed_fields(noted, moved) == ()
    assert changed_fields(older, noted) == changed_fields(fingerprint_of({**row, "notes": None}), noted) == ()


def test_times_are_compared_as_moments():
    row = as_json(make_record(cleaned(*OLD), Annotations("en"), run="r", made_with="p"))
    one, other, later = (
        fingerprint_of({**row, "updated": t}) for t in ("2026-01-31T09:00:00+01:00", "2026-01-31T08:00:00+00:00", "2026-01-31")
    )
    assert changed_fields(one, other) == ()
    assert changed_fields(one, later) == ("updated",)


def test_a_new_version_says_in_what_it_differs():
    from transforms.articles import Recheck, Remake

    was = said(cleaned(*OLD))
    past = Recheck(1, 1, "aa", fingerprint=was)
    clean = cleaned(*OLD[:-1], title="Ferry goes")
    now = replace(clean, entry=replace(ENTRY, past=past))
    made = make_record(now, Annotations("en"), run="r", made_with="p")
    assert (made.version, made.changed) == (2, ("title", "text"))
    again = replace(clean, entry=replace(ENTRY, past=Remake(2, 1, changed=made.changed)))
    assert make_record(again, Annotations("en"), run="r", made_with="p").changed == ("title", "text")


@given(st.lists(st.tuples(st.text("ab \n", max_size=6), st.booleans()), max_size=8))
def test_lines_are_those_of_the_text_before_cleaning(pieces):
    whole = text = ""
    cuts = []
    for piece, cut in pieces:
        if cut and piece:
            cuts.append((len(whole), piece))
        whole, text = whole + piece, text if cut else text + piece
    found = lines_before_and_after(text, cuts)
    assert [line for line, _ in found] == [" ".join(line.split()) for line in whole.split("\n") if line.strip()]
    assert "".join("".join(left.split()) for _, left in found) == "".join(text.split())
