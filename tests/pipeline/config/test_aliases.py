"""aliases.yaml: what it holds, how it is told wrong, and that records know of it."""

from pathlib import Path

import pytest

from pipeline.config.aliases import load_aliases
from pipeline.config.load import load_config
from pipeline.config.yaml_io import InvalidConfig, Problem
from pipeline.made_with import made_with
from transforms.annotate.entities.lexicon.alias import Alias


def loaded(folder: Path, text: str) -> tuple[tuple[Alias, ...], list[Problem]]:
    (folder / "aliases.yaml").write_text(text, "utf-8")
    problems: list[Problem] = []
    return load_aliases(folder, problems), problems


def test_rows(tmp_path: Path) -> None:
    text = "- {name: Northern Growers Union, aliases: [NGU], type: organization, id: Q1}\n- name: Ana Brandt\n"
    union = Alias("Northern Growers Union", ("NGU",), "organization", "Q1", own=True, wikidata="Q1")
    assert loaded(tmp_path, text) == ((union, Alias("Ana Brandt", own=True)), [])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("{name: Ana, wikidata: Q7}", "Q7", id="the key"),
        pytest.param("{name: Ana, id: Q7}", "Q7", id="an id that is one"),
        pytest.param("{name: Ana, id: Q7, wikidata: Q8}", "Q8", id="the key comes first"),
        pytest.param("{name: Ana, id: staff-17}", None, id="an id of one's own"),
    ],
)
def test_wikidata_ids(tmp_path: Path, row: str, expected: str | None) -> None:
    ((alias,), problems) = loaded(tmp_path, f"- {row}\n")
    assert (alias.wikidata, problems) == (expected, [])


def test_no_file(tmp_path: Path) -> None:
    assert load_aliases(tmp_path, []) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("name: Ana Brandt\n", "must be a list of rows such as `- name: …`", id="no list"),
        pytest.param("- Ana Brandt\n", "row 1: must hold keys and values such as `name: …`", id="a row that is a text"),
        pytest.param("- name: Ana\n- aliases: [NGU]\n", "row 2: name: is missing", id="no name"),
        pytest.param("- {name: Ana, typ: person}\n", "row 1: typ: is no key (did you mean 'type'?)", id="unknown key"),
        pytest.param("- {name: Ana, type: human}\n", "row 1: type: must be 'person', 'organization'", id="unknown type"),
        pytest.param("- {name: Ana, id: 7}\n", "row 1: id: must be a text, not 7", id="a number for an id"),
        pytest.param(
            "- {name: Ana, wikidata: q7}\n", "row 1: wikidata: 'q7' is no Wikidata id; write it as Q90", id="no Wikidata id"
        ),
        pytest.param("- {name: Ana, aliases: A}\n", "row 1: aliases: must be a list", id="a text for a list"),
        pytest.param("- {name: Ana, aliases: [no]}\n", "row 1: aliases.0: must be a text, not false", id="Norway"),
        pytest.param("- {name: Ana, aliases: ['']}\n", "row 1: aliases: must not be empty", id="an empty form"),
        pytest.param("- name: Ana\n- {name: Bo, aliases: [Ana]}\n", "row 2: aliases: 'Ana' is in row 1 too", id="a form twice"),
        pytest.param("- {name: Ana, id: Q1}\n- {name: Bo, id: Q1}\n", "row 2: id: 'Q1' is in row 1 too", id="an id twice"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    _, problems = loaded(tmp_path, text)
    assert [str(p).removeprefix(f"{tmp_path / 'aliases.yaml'}: ")[: len(said)] for p in problems] == [said]


def test_the_config_carries_it(tmp_path: Path) -> None:
    plain = load_config(tmp_path, need_feeds=False)
    (tmp_path / "aliases.yaml").write_text("- name: Ana Brandt\n", "utf-8")
    own = load_config(tmp_path, need_feeds=False)
    assert own.aliases == (Alias("Ana Brandt", own=True),)
    assert made_with(own).startswith(f"{made_with(plain)}; names ")


def test_another_least_confidence_makes_other_records(tmp_path: Path) -> None:
    (tmp_path / "pipeline.yaml").write_text("quotes: {least_confidence: 0.35}\n", "utf-8")
    plain = load_config(tmp_path, need_feeds=False)
    (tmp_path / "pipeline.yaml").write_text("quotes: {least_confidence: 0.5}\n", "utf-8")
    assert made_with(load_config(tmp_path, need_feeds=False)) == f"{made_with(plain)}; quotes 0.5"


def test_a_mistake_stops_the_config(tmp_path: Path) -> None:
    (tmp_path / "aliases.yaml").write_text("- nam: Ana Brandt\n", "utf-8")
    with pytest.raises(InvalidConfig, match="row 1: nam: is no key"):
        load_config(tmp_path, need_feeds=False)
