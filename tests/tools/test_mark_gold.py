"""Marked articles become gold rows with offsets."""

from pathlib import Path

import pytest

from tools.mark_gold import build, gold_text, read_article, split_marks

HEAD = "style: a test\ntitle: T\nauthors: [Jo Roe]\npublished: 2026-01-31\nentities:\n  ann: person, Ann Lee\n  crew: organization!, The Crew\n"


def article(folder: Path, body: str, head: str = HEAD):
    (folder / "one.txt").write_text(f"{head}---\n{body}\n")
    return read_article(folder / "one.txt")


def test_a_whole_article(tmp_path: Path):
    row = gold_text(
        article(tmp_path, "“[d1|It floats],” said [ann>d1|Ann]. “[d1|Look].” [ann|She] told [crew|The Crew] and [-|them].")
    )
    assert row["text"] == "“It floats,” said Ann. “Look.” She told The Crew and them."
    (quote,) = row["quotes"]
    assert [row["text"][start:end] for start, end in quote["pieces"]] == ["It floats", "Look"]
    assert (quote["kind"], quote["text"]) == ("direct", "It floats,” said Ann. “Look")
    assert quote["speaker"] == {"start": 18, "end": 21, "text": "Ann", "pronoun": False, "resolved": "Ann Lee"}
    ann, crew = row["entities"]
    assert [(m["text"], m["kind"]) for m in ann["mentions"]] == [("Ann", "name"), ("She", "pronoun")]
    assert (ann["group"], crew["group"], crew["type"]) == (False, True, "organization")
    assert [row["text"][start:end] for start, end in row["pronouns_unnamed"]] == ["them"]


@pytest.mark.parametrize(
    ("body", "speaker", "resolved", "pronoun"),
    [
        pytest.param(
            "[i1|It sank], [>i1|a boy] told [ann|Ann], [crew|C].", "a boy", None, False, id="a speaker without a name"
        ),
        pytest.param("[i1|It sank], [ann>i1|she] told [crew|C].", "she", "Ann Lee", True, id="a pronoun"),
        pytest.param(
            "[i1|It sank], [ann*>i1|the mayor] told [crew|C].", "the mayor", "Ann Lee", False, id="neither name nor pronoun"
        ),
    ],
)
def test_speakers(tmp_path: Path, body: str, speaker: str, resolved: str | None, pronoun: bool):
    (quote,) = gold_text(article(tmp_path, body))["quotes"]
    found = quote["speaker"]
    assert (found["text"], found["resolved"], found["pronoun"]) == (speaker, resolved, pronoun)


def test_marks_inside_marks():
    text, marks = split_marks("[i1|that [ann|Ann] floats]")
    assert text == "that Ann floats"
    assert [(mark.key, text[mark.start : mark.end]) for mark in marks] == [("i1", "that Ann floats"), ("ann", "Ann")]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param("[ann|Ann", "not closed", id="not closed"),
        pytest.param("Ann] is", "closes no mark", id="closes none"),
        pytest.param("[bob|Bob] and [ann|Ann]", "no entity 'bob'", id="an entity that the head does not have"),
        pytest.param("[ann>d1|Ann], [crew|C]", "d1, which has no words", id="a speaker of nothing"),
        pytest.param("[ann|Ann]", "'crew' is mentioned nowhere", id="an entity that the text does not have"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, body: str, message: str):
    with pytest.raises(ValueError, match=message):
        gold_text(article(tmp_path, body))


def test_only_articles_with_a_page_are_pages(tmp_path: Path):
    (tmp_path / "articles").mkdir()
    for name, head in (("a", HEAD), ("b", HEAD + "page: plain\n")):
        (tmp_path / "articles" / f"{name}.txt").write_text(f"{head}---\n[ann|Ann] met [crew|C].\nIt rained.\n")
    built = build(tmp_path)
    assert (built["texts.jsonl"].count("\n"), built["pages.jsonl"].count("\n")) == (2, 1)
    assert '"gold_paragraphs": ["Ann met C.", "It rained."]' in built["pages.jsonl"]
    assert '"gold_date": "2026-01-31"' in built["pages.jsonl"]
