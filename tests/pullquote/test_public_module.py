"""The public module: what it exports, and what `extract`, `annotate` and `read` do with each kind of argument."""

import dataclasses
import inspect
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

import pullquote
from pullquote import _annotate
from transforms.rows import as_json

PARAGRAPHS = "".join(f"<p>The council met on Friday about the {thing}, which Zoë Brandt had asked for.</p>" for thing in "abcd")
PAGE = f"<html lang='en'><head><meta charset='iso-8859-1'></head><body><article><h1>Ferry stays</h1>{PARAGRAPHS}</article></body></html>"
SAID = "“Stop,” said Ann Roe."


class TestModule:
    def test_each_exported_name_is_there_and_has_a_docstring(self):
        for name in pullquote.__all__:
            assert name == "__version__" or inspect.getdoc(getattr(pullquote, name)), name

    def test_an_unknown_name_is_an_attribute_error(self):
        with pytest.raises(AttributeError, match="'anotate'"):
            pullquote.anotate  # noqa: B018

    def test_importing_it_imports_no_heavy_library(self):
        code = "import sys, pullquote; print(*{'spacy', 'numpy', 'lxml', 'trafilatura', 'pyarrow', 'pydantic', 'yaml', 'apache_beam'} & {*sys.modules})"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""

    @pytest.mark.parametrize("name", [name for name in pullquote.__all__ if name[0].isupper()])
    def test_types_are_frozen_and_errors_have_one_base(self, name: str):
        kind = getattr(pullquote, name)
        assert issubclass(kind, pullquote.PullquoteError) if issubclass(kind, Exception) else kind.__dataclass_params__.frozen


class TestExtract:
    def test_notes(self):
        note = "Correction: An earlier version of this article misspelled a name."
        article = pullquote.extract(PAGE.replace("</article>", f"<p>{note}</p></article>"))
        assert (article.flags, [(each.kind, each.text) for each in article.notes]) == (("corrected",), [("correction", note)])
        assert pullquote.extract(PAGE).notes == ()

    @pytest.mark.parametrize(
        ("html", "content_type"),
        [
            pytest.param(PAGE, None, id="a text, whatever charset the page names"),
            pytest.param(PAGE.encode("latin-1"), None, id="bytes in the charset that the page names"),
            pytest.param(PAGE.encode("utf-8"), "text/html; charset=utf-8", id="bytes in the charset of the header"),
        ],
    )
    def test_charset(self, html: str | bytes, content_type: str | None):
        assert "Zoë Brandt" in pullquote.extract(html, content_type=content_type).text

    def test_the_address_is_kept_and_an_address_is_not_needed(self):
        assert pullquote.extract(PAGE, url="https://velmarsh.example/ferry").url == "https://velmarsh.example/ferry"
        assert pullquote.extract(PAGE).title == "Ferry stays"

    def test_a_config_of_ones_own_is_read_again_when_it_changes(self, tmp_path: Path):
        assert pullquote.extract(PAGE, config=tmp_path).title == "Ferry stays"
        (tmp_path / "pipeline.yaml").write_text("runs: {}\n")
        with pytest.raises(pullquote.InvalidConfig, match=r"pipeline\.yaml"):
            pullquote.extract(PAGE, config=tmp_path)

    @pytest.mark.parametrize("html", ["", "<html><body></body></html>", b"", b"%PDF-1.7 \x00\x01"])
    def test_what_holds_no_article_is_one_of_the_documented_errors(self, html: str | bytes):
        with pytest.raises((pullquote.NoText, pullquote.Unreadable)):
            pullquote.extract(html)


class TestAnnotate:
    def test_one_text_gives_one_result(self):
        assert isinstance(pullquote.annotate(SAID), pullquote.Annotations)

    @pytest.mark.parametrize("count", [0, 1, 8, 9, 17])
    def test_many_texts_give_as_many_results_in_their_order(self, count: int):
        texts = [f"“Stop {number},” said Ann Roe." for number in range(count)]
        found = list(pullquote.annotate(iter(texts)))
        assert [one.quotes[0].said for one in found] == [f"Stop {number}." for number in range(count)]

    def test_an_endless_iterable_is_read_lazily(self):
        assert next(pullquote.annotate(SAID for _ in iter(int, 1))).quotes

    @pytest.mark.parametrize(
        ("text", "language", "skipped"),
        [
            pytest.param(SAID, None, None, id="a short text counts as English"),
            pytest.param(SAID, "en-GB", None, id="a tag"),
            pytest.param(SAID, "sv", "no model for 'sv'", id="a short text in the language that is given"),
            pytest.param(SAID, "de", None, id="a language in which direct speech is found without a model"),
            pytest.param(
                "Rådet beslutade i måndags att bron ska stängas i sommar och öppnas igen till hösten, efter lång tvekan.",
                "en",
                "no model for 'sv'",
                id="clearly another",
            ),
        ],
    )
    def test_language(self, text: str, language: str | None, skipped: str | None):
        assert pullquote.annotate(text, language=language).skipped == skipped

    def test_a_text_that_fails_is_named(self, monkeypatch: pytest.MonkeyPatch):
        def annotate(texts: list[tuple[str, str | None]]) -> list[object]:
            return [ZeroDivisionError("oh") if "bad" in text else pullquote.Annotations("en") for text, _ in texts]

        monkeypatch.setattr(_annotate, "Annotator", lambda *_, **__: SimpleNamespace(annotate=annotate))
        results = pullquote.annotate([*["good"] * 9, "bad", "good"])
        assert len([next(results) for _ in range(9)]) == 9
        with pytest.raises(pullquote.AnnotationFailed, match="text 9 can't be annotated: ZeroDivisionError: oh") as failed:
            next(results)
        assert failed.value.index == 9
        assert isinstance(failed.value.__cause__, ZeroDivisionError)


class TestRead:
    def test_records_are_what_the_files_hold(self, demo_folder: Path):
        from pipeline.commit_log.reading.queries import read_records
        from pipeline.commit_log.state import load

        rows = list(read_records(load(demo_folder / "out")))
        assert [as_json(record) for record in pullquote.read(demo_folder / "out")] == rows
        assert len(rows) == 10

    def test_a_record_is_typed_all_the_way_down(self, demo_folder: Path):
        record = next(record for record in pullquote.read(str(demo_folder / "out")) if record.entities)
        assert isinstance(record.quotes[0].speaker, pullquote.Speaker)
        assert isinstance(record.quotes[0].pieces[0], tuple)
        assert isinstance(record.entities[0].mentions[0], pullquote.Mention)
        assert hash(record)

    @pytest.mark.parametrize(
        ("filters", "count"),
        [
            pytest.param({}, 10, id="no filter"),
            pytest.param({"feed": "calvenna-today"}, 6, id="a feed"),
            pytest.param({"published_since": "2026-05-10"}, 8, id="published since, a text"),
            pytest.param({"published_since": date(2026, 5, 10)}, 8, id="published since, a day"),
            pytest.param({"published_since": datetime(2026, 5, 10, tzinfo=UTC)}, 8, id="published since, a time"),
            pytest.param({"since": datetime.now(UTC) + timedelta(days=400)}, 0, id="committed in the future"),
            pytest.param({"all_versions": True}, 10, id="all versions"),
        ],
    )
    def test_filters_of_records(self, demo_folder: Path, filters: dict, count: int):
        assert len(list(pullquote.read(demo_folder / "out", "records", **filters))) == count

    @pytest.mark.parametrize(
        ("filters", "speakers"),
        [
            pytest.param({"speaker": "ASHGROVE"}, {"Wilfred Ashgrove"}, id="part of a name, whatever the case"),
            pytest.param({"contains": "a spaniel"}, {"Greta Linwold"}, id="part of the words"),
            pytest.param({"contains": "no such words"}, set(), id="nothing"),
        ],
    )
    def test_filters_of_quotes(self, demo_folder: Path, filters: dict, speakers: set[str]):
        assert {row.speaker for row in pullquote.read(demo_folder / "out", "quotes", **filters)} == speakers

    def test_a_failure_has_the_time_of_its_commit(self, demo_folder: Path):
        (row,) = pullquote.read(demo_folder / "out", "failures")
        assert (row.reason, row.stage, datetime.fromisoformat(row.at).tzinfo) == ("NotFound", "fetch", UTC)
        assert {field.name for field in dataclasses.fields(row)} >= {"at", "url", "detail"}

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            pytest.param(("record",), ValueError, "records, quotes, failures", id="no such kind"),
            pytest.param(("failures", {"since": "2026-01-31"}), TypeError, "no filter 'since'", id="a filter of another kind"),
            pytest.param(("records", {"speaker": "Roe"}), TypeError, "no filter 'speaker'", id="a filter of quotes"),
            pytest.param(("quotes", {"since": "yesterday"}), ValueError, "yesterday", id="not a date"),
            pytest.param(
                ("quotes", {"feed": "dialy"}), pullquote.UnknownFeed, "calvenna-today, velmarsh-chronicle", id="no such feed"
            ),
        ],
    )
    def test_wrong_arguments_raise_at_once(self, demo_folder: Path, arguments: tuple, error: type[Exception], message: str):
        kind, filters = (*arguments, {})[:2]
        with pytest.raises(error, match=message):
            pullquote.read(demo_folder / "out", kind, **filters)

    def test_a_folder_without_commits(self, tmp_path: Path):
        with pytest.raises(pullquote.OutputNotFound, match="pullquote run --out"):
            pullquote.read(tmp_path)
