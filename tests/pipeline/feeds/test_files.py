"""Files of feeds: the id that a new one gets, and edits, which leave a file that they can't read as it is."""

import pytest

from pipeline.feeds.files import CannotEdit, add_tags, set_enabled, suggest_id


@pytest.mark.parametrize(
    ("name", "url", "taken", "ident"),
    [
        pytest.param("Harbor Post – World", "https://x.example/", (), "harbor-post-world", id="title"),
        pytest.param("Le Havre d’Été", "https://x.example/", (), "le-havre-dete", id="accents"),
        pytest.param("RSS Feed", "https://www.harborpost.example/rss", (), "harborpost", id="a title that tells nothing"),
        pytest.param("新聞", "https://feeds.harborpost.co.example/", (), "harborpost", id="no letters of ours"),
        pytest.param("", "http://127.0.0.1:80/", (), "127-0-0-1", id="an address in numbers"),
        pytest.param("A", "https://x.example/", ("a", "a-2"), "a-3", id="taken"),
        pytest.param("word " * 20, "https://x.example/", (), "word-word-word-word-word-word-word-word", id="long"),
        pytest.param("x" * 200, "https://x.example/", (), "x" * 40, id="one long word"),
        pytest.param("../../etc/passwd", "https://x.example/", (), "etc-passwd", id="a path"),
    ],
)
def test_sensible_id(name, url, taken, ident):
    assert suggest_id(name, url, taken) == ident


@pytest.mark.parametrize("text", ["- a\n", "a: [\n", "", "url: x\ntags: many\n"])
def test_a_file_that_cannot_be_edited_stays(tmp_path, text):
    path = tmp_path / "a.yaml"
    path.write_text(text)
    with pytest.raises(CannotEdit):
        add_tags(path, ["x"])
    assert path.read_text() == text
    assert sorted(tmp_path.iterdir()) == [path]


def test_nothing_to_edit(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("url: x\nenabled: true\ntags: [a]\n")
    assert add_tags(path, ["a"]) == []
    assert not set_enabled(path, True)
