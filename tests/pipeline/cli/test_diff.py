"""`pullquote diff` as a shell sees it, over a log of records that are put there."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.cli.shared.change_view import show_difference
from pipeline.commit_log.pass_results import PassResult
from pipeline.commit_log.passes import Pass
from pipeline.commit_log.publish import publish
from pipeline.commit_log.reading.queries import RecordFilter, read_records
from pipeline.commit_log.state import load
from pipeline.commit_log.store import LocalStore
from pipeline.compare.records import difference
from transforms.annotate.record import make_record
from transforms.articles import Article, CleanArticle, Entry, Recheck, Remake
from transforms.records import Annotations, Cue, Quote, Removal, Speaker
from transforms.write.shard import write_shard

ID, OTHER = "aa" * 16, "bb" * 16
URL = "https://gazette.example/ferry"
TEXT = "The council met on Friday.\n“We will keep the ferry running,” said Ines Okonkwo.\nIt sails twice a day."
SPAN = (27, 59)


def record(run: str, ident: str = ID, url: str = URL, past: Recheck | Remake | None = None, **article):
    entry = Entry(ident, url, ("daily",), past=past)
    made = Article(entry, url, "2026-01-31T08:00:00+00:00", TEXT, "Ferry stays")
    made = replace(made, **{k: v for k, v in article.items() if k != "removals"})
    said = made.text[28:58]
    quote = Quote(
        said, "direct", *SPAN, f"“{said}”", (SPAN,), Speaker("Ines Okonkwo", name="Ines Okonkwo"), Cue("said", 60, 64)
    )
    clean = CleanArticle(entry, made, made.text, article.get("removals", ()))
    return make_record(clean, Annotations("en", (quote,)), run=run, made_with="pullquote 0")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An article made again twice, the second time from a page that had changed; another that was made once."""
    told = TEXT.replace("keep", "stop") + "\nRead more: [red]mills[/red] \x1b[31mturn"
    cut = Removal("read_more", "text", 26, 43, "\nRead…\n+ mills now")
    commits = [
        [record("r1", removals=(cut,)), record("r1", OTHER, f"{URL}s")],
        [record("r2", past=Remake(1, 1))],
        [record("r3", past=Recheck(1, 2, "cc"), title="Ferry goes", text=told)],
    ]
    for seq, records in enumerate(commits, 1):
        work = Pass(str(tmp_path), seq, "records", f"r{seq}-001", f"r{seq}", LocalStore(tmp_path))
        refs = write_shard(records, root=tmp_path, day="2026-01-31", attempt=work.attempt, shard=0, names=("jsonl",))
        assert publish(work, PassResult(files=tuple(refs)))
    return tmp_path


def call(out: Path, *arguments: str):
    return CliRunner().invoke(app, ["diff", "--out", str(out), *arguments])


PLAIN = f"""Ferry goes
{URL}
1.2 (run r2) → 2.1 (run r3)

title
- Ferry stays
+ Ferry goes

text
- “We will keep the ferry running,” said Ines Okonkwo.
+ “We will stop the ferry running,” said Ines Okonkwo.
+ Read more: [red]mills[/red] \N{REPLACEMENT CHARACTER}[31mturn

quotes
- Ines Okonkwo said [direct]: We will keep the ferry running
+ Ines Okonkwo said [direct]: We will stop the ferry running
"""


def test_the_last_two_by_default(out):
    done = call(out, URL)
    assert (done.exit_code, done.stdout) == (0, PLAIN)
    assert done.stdout == call(out, ID, "1.2", "2.1").stdout == call(out, ID, "r2").stdout


def test_json_is_one_object(out):
    (text,) = call(out, ID, "--json").stdout.splitlines()
    found = json.loads(text)
    assert found["differs"] is True
    assert (found["was"]["revision"], found["now"]["version"], found["now"]["run"]) == (2, 2, "r3")
    assert set(found["fields"]) == {"title", "content_hash"}
    assert [q["now"]["said"] for q in found["quotes"]["altered"]] == ["We will stop the ferry running"]


def test_a_cut_that_is_no_more(out):
    assert "\nremovals\n- read_more: Read…\n  + mills now\n" in call(out, ID, "1.1", "1.2").stdout


def test_nothing_differs(out):
    done = call(out, ID, "1.1", "1.1")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "nothing differs")
    assert json.loads(call(out, ID, "1.1", "1.1", "--json").stdout)["differs"] is False


def test_a_version_alone_is_its_last_record(out):
    """As `corrections` names them: version 1 → 2."""
    assert call(out, ID, "1", "2").stdout.splitlines()[2] == "1.2 (run r2) → 2.1 (run r3)"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param([ID, "3"], "no record '3' of", id="no such version"),
        pytest.param(["cc" * 16], "no record has the id or the address cc", id="an id that is not there"),
        pytest.param(["https://gazette.example/"], "no record has the id or the address https", id="nor the address"),
        pytest.param([OTHER], f"there is only one record of {URL}s, 1.1: nothing to compare", id="one record"),
        pytest.param([ID, "1.3"], "no record '1.3' of", id="no such number"),
        pytest.param([ID, "1.1", "r9"], "there are: 1.1 (run r1), 1.2 (run r2), 2.1 (run r3)", id="no such run"),
    ],
)
def test_what_is_not_there(out, arguments, told):
    done = call(out, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_words_are_marked_on_a_colour_terminal(out):
    was, now = (
        {r["version"]: r for r in read_records(load(out), RecordFilter(all_versions=True)) if r["id"] == ID}[n] for n in (1, 2)
    )
    sink = io.StringIO()
    console = Console(file=sink, force_terminal=True, width=120, color_system="standard")
    show_difference(console, was, now, difference(was, now))
    shown = sink.getvalue()
    assert "\x1b[7;31mkeep\x1b[0m" in shown and "\x1b[7;32mstop\x1b[0m" in shown
    assert "\x1b[31mturn" not in shown.replace("\x1b[32m", "")


def test_a_folder_without_commits(tmp_path):
    done = call(tmp_path, ID)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "holds no commits" in done.stderr
