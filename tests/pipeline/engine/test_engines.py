"""The same site through four engines: the same records and the same failures, to the byte."""

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apache_beam as beam
import grpc
import pytest
from apache_beam.options.pipeline_options import PortableOptions
from apache_beam.runners.portability.prism_runner import PrismJobServer, PrismRunner

from pipeline.cli.run import failure_message
from pipeline.commit_log.reading.failures import read_failures
from pipeline.commit_log.reading.queries import read_stable
from pipeline.commit_log.reading.verify import VerifyCounts, verify
from pipeline.commit_log.state import load
from pipeline.config.load import load_config
from pipeline.engine.beam_engine import Engine
from pipeline.runs.context import Run
from pipeline.runs.run import run_once
from transforms.write.lines import json_line

WHERE = ["the ferry landing", "the old mill", "the salt market", "the observatory", "the night school"]
WHO = [
    ("Ines Okonkwo", "the treasurer"),
    ("Tomas Brandvik", "the harbour master"),
    ("Mirela Castellan", "a teacher"),
    ("Dario Whitlow", "who mends boats"),
]
NUMBERED = range(20)

# Beam's own service; it would ask for this machine's full name, which may be a question to a name server
JOB_SERVICE = """
import socket, sys
socket.getfqdn = lambda name="": "localhost"
from apache_beam.runners.portability.local_job_service_main import run
run(sys.argv[1:])
"""


def page(n: int) -> tuple[int, str, bytes]:
    """An article of its own: another place, another speaker, another length; every third without a quote."""
    place, (name, role) = WHERE[n % 5], WHO[n % 4]
    quote = f"<p>“We have waited {n + 2} years for this,” said {name}, {role}. “Now {place} can open again in spring.”</p>"
    body = f"""<!doctype html><html lang="en"><head><title>Story {n}: work at {place}</title>
<meta property="article:published_time" content="2026-01-{n + 1:02d}T08:00:00+01:00"></head><body><article>
<h1>Story {n}: work at {place}</h1><p>The council of Velmarsh voted on Friday to pay for repairs at {place}, number {n} on its list.</p>
{quote if n % 3 else ""}{f"<p>Part of the money, {n} thousand crowns, comes from the bridge fund of the island.</p>" * (n % 4)}
<p>The harbour office counted {4000 + n} visitors in December, which was more than in any December since the bridge.</p>
</article></body></html>"""
    return 200, "text/html; charset=utf-8", body.encode()


@pytest.fixture(scope="module")
def portable() -> Iterator[list[str]]:
    """Flags for a job service and a pool of worker processes, both Beam's own, both on loopback, ended with the module.

    What the pool's workers write is for their owner alone (umask), which tells it from what this process writes.
    """
    jobs, pool = free_port(), free_port()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # the pool starts `python`
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith("COV_")}, "PATH": path}
    commands = [
        [sys.executable, "-c", JOB_SERVICE, "--port", str(jobs)],
        [sys.executable, "-m", "apache_beam.runners.worker.worker_pool_main", "--service_port", str(pool)],
    ]
    started: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            started.append(
                subprocess.Popen(
                    command,
                    env=environment,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    umask=0o077,
                    start_new_session=True,
                )
            )
        for port in (jobs, pool):
            channel = grpc.insecure_channel(f"127.0.0.1:{port}", [("grpc.max_reconnect_backoff_ms", 200)])
            grpc.channel_ready_future(channel).result(timeout=120)
        yield [
            "--runner=PortableRunner",
            f"--job_endpoint=127.0.0.1:{jobs}",
            "--environment_type=EXTERNAL",
            f"--environment_config=127.0.0.1:{pool}",
        ]
    finally:
        for process in started:
            os.killpg(process.pid, 9)  # the group: the pool's own ending would leave its workers
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def site(web, desk):
    """Twenty articles, one page that is gone, one without an article, one feed that is gone."""
    for n in NUMBERED:
        web.pages[f"/{n}"] = page(n)
    web.pages["/empty"] = (200, "text/html", b"<html><body><nav>Home</nav></body></html>")
    web.feed("/feed.xml", *(f"/{n}" for n in NUMBERED), "/gone", "/empty")
    desk.settle(daily="url: '{base}/feed.xml'\n", closed="url: '{base}/closed.xml'\n")
    return desk


@pytest.fixture
def usual_umask() -> Iterator[None]:
    """Others may read what this process and its children write, whatever the user of this machine has set."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("usual_umask")
@pytest.mark.slow
def test_four_engines_give_the_same(site, portable):
    engines = {
        "in-memory": [],
        "direct": ["--runner=DirectRunner"],
        "processes": ["--direct_running_mode=multi_processing", "--direct_num_workers=2"],
        "portable": portable,
    }
    given = {}
    for name, flags in engines.items():
        out = site.folder / name
        run_once(Run(load_config(site.folder / "configs"), out, Engine(flags)))
        assert list(verify(out, VerifyCounts())) == []
        state = load(out)
        failures = sorted((row["id"] or "", row["feed"] or "", row["reason"]) for row in read_failures(state))
        given[name] = [json_line(row) for row in read_stable(state)], failures
    records, failures = given["in-memory"]
    assert len(records) == len(NUMBERED)
    assert sum(b'"kind":"direct"' in r for r in records) > len(NUMBERED) // 2
    assert sorted(reason for *_, reason in failures) == ["NoText", "NotFound", "NotFound"]
    for name in engines:
        assert given[name] == given["in-memory"], name
    assert modes(site.folder / "portable") == {0o600}
    assert modes(site.folder / "processes") == {0o644}


@pytest.mark.parametrize("name", ["DirectRunner", "direct"])
def test_the_direct_runner_never_tries_prism(desk, web, name, monkeypatch):
    tried = []
    monkeypatch.setattr(PrismRunner, "run_pipeline", lambda *_: tried.append("run"))
    monkeypatch.setattr(PrismJobServer, "path_to_binary", lambda *_: tried.append("binary"))
    web.feed("/feed.xml", "/a")
    web.page("/a")
    desk.settle(daily="url: '{base}/feed.xml'\n")
    assert desk.run(flags=(f"--runner={name}",)).waiting == 0
    assert tried == []


def test_a_job_service_that_is_not_there_is_named(desk):
    endpoint = f"127.0.0.1:{free_port()}"
    engine = Engine(["--runner=PortableRunner", f"--job_endpoint={endpoint}", "--job_server_timeout=0"])
    with pytest.raises(OSError, match="no job service answers") as raised:
        engine.run(lambda pipeline: pytest.fail("nothing is built"))
    assert raised.value.filename == endpoint
    assert failure_message(raised.value, desk.out).startswith(f"{endpoint}: no job service answers within 0 seconds: ")


@pytest.mark.slow
def test_a_pool_that_is_not_there_is_named(portable):
    pool = f"127.0.0.1:{free_port()}"
    engine = Engine([*portable[:-1], f"--environment_config={pool}"])
    with pytest.raises(OSError, match="can't start workers") as raised:
        engine.run(lambda pipeline: pipeline | beam.Create([1]))
    assert raised.value.filename == pool
    # else Beam would let go of every pass that takes longer than five minutes
    assert engine.options.view_as(PortableOptions).job_server_timeout > 24 * 3600


def test_a_bug_in_a_worker_process_is_told_once(capfd, caplog):
    caplog.set_level(logging.CRITICAL, "apache_beam")  # as a run has it
    with pytest.raises(RuntimeError, match="the ferry sank"):
        Engine().apart().run(lambda pipeline: pipeline | beam.Create(["the ferry sank"]) | beam.Map(lambda name: {}[name]))
    assert capfd.readouterr().err == ""


def modes(out: Path) -> set[int]:
    """Who may read the commits and all files that they name."""
    named = [out / ref.path for kind in ("records", "failures", "settled", "waiting") for _, ref in load(out).files(kind)]
    return {p.stat().st_mode & 0o777 for p in [*named, *(out / "commits").glob("*.json")]}
