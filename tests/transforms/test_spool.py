import io
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from transforms.articles import Body, Entry
from transforms.spool import Spool, read_body
from transforms.web.answers import Headers, Response

AT = "2026-01-31T06:00:00+00:00"
ENTRY = Entry("0" * 32, "http://news.example/a", ("daily",), title="Rain – and snow", also=("x",))


def page(body: bytes, content_type: str | None = "text/html; charset=utf-8", url: str = "http://news.example/a") -> Response:
    return Response(url, 200, Headers([("Content-Type", content_type)] if content_type else []), body)


@pytest.mark.parametrize("archive", [False, True])
@given(bodies=st.lists(st.binary(max_size=2000), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_what_goes_in_comes_out(tmp_path: Path, bodies: list[bytes], archive: bool) -> None:
    with Spool(tmp_path / "deep" / "er", "lane", archive=archive) as spool:
        places = [spool.append(page(body), AT, ENTRY) for body in bodies]
        assert [read_body(place) for place in places] == bodies, "while it is still open"
    assert [read_body(place) for place in reversed(places)] == bodies[::-1]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n", id="looks like an answer"),
        pytest.param(b"\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n", id="looks like a record"),
        pytest.param(b"\x1f\x8b\x08", id="looks like gzip"),
        pytest.param(b"5\r\nhello\r\n0\r\n\r\n", id="looks like chunks"),
        pytest.param(bytes(3_000_000), id="3 MB"),
    ],
)
def test_bodies_that_look_like_something_else(tmp_path: Path, body: bytes) -> None:
    with Spool(tmp_path, "lane") as spool:
        places = [spool.append(page(body), AT, ENTRY) for _ in range(2)]
    assert [read_body(place) for place in places] == [body, body]


def test_the_file_is_a_warc(tmp_path: Path) -> None:
    with Spool(tmp_path, "lane") as spool:
        spool.append(page(b"<p>one</p>"), AT, ENTRY)
        spool.append(page(b"<p>two</p>", None, "http://news.example/%C3%A9"), AT, ENTRY)
    records = []
    for record in ArchiveIterator(io.BytesIO((tmp_path / "lane.warc").read_bytes()), check_digests="raise"):
        head = record.rec_headers
        records.append((head.get_header("WARC-Target-URI"), head.get_header("WARC-Date"), record.http_headers.get_statuscode()))
        assert record.rec_headers.protocol == "WARC/1.1" and record.rec_type == "response"
        assert record.http_headers.get_header("Content-Type") in ("text/html; charset=utf-8", None)
        assert record.content_stream().read() in (b"<p>one</p>", b"<p>two</p>")
    date = "2026-01-31T06:00:00Z"
    assert records == [("http://news.example/a", date, "200"), ("http://news.example/%C3%A9", date, "200")]


def test_many_threads(tmp_path: Path) -> None:
    wrong: list[bytes] = []
    with Spool(tmp_path, "lane") as spool:

        def write(n: int) -> None:
            for i in range(30):
                body = b"%d" % n * (1 + i * 50)
                if read_body(spool.append(page(body), AT, ENTRY)) != body:
                    wrong.append(body)

        threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_a_second_worker_goes_on_behind_the_first(tmp_path: Path) -> None:
    with Spool(tmp_path, "lane") as one, Spool(tmp_path, "lane") as two:
        places = [spool.append(page(body), AT, ENTRY) for spool, body in ((one, b"a"), (two, b"b"), (one, b"c"))]
    assert [read_body(place) for place in places] == [b"a", b"b", b"c"]


def test_once_closed_it_takes_nothing(tmp_path: Path) -> None:
    with Spool(tmp_path, "lane") as spool:
        pass
    with pytest.raises(ValueError, match="is closed"):
        spool.append(page(b"late"), AT, ENTRY)


@pytest.mark.parametrize("archive", [False, True])
@pytest.mark.parametrize(("cut", "offset"), [(-700, 0), (400, 0), (None, 5), (None, 10**9), (0, 0)])
def test_no_whole_record_there(tmp_path: Path, archive: bool, cut: int | None, offset: int) -> None:
    with Spool(tmp_path, "lane", archive=archive) as spool:
        place = spool.append(page(b"<p>Rain in the north, snow in the south.</p>" * 9), AT, ENTRY)
    path = Path(place.path)
    path.write_bytes(path.read_bytes()[:cut])
    offset += place.offset
    with pytest.raises(ValueError, match=f"no WARC record at {offset}"):
        read_body(Body(place.path, offset))


def test_a_header_can_t_write_a_record(tmp_path: Path) -> None:
    evil = page(b"x", "text/html\r\n\r\nWARC/1.1\r\nWARC-Type: response")
    with Spool(tmp_path, "lane") as spool:
        place = spool.append(evil, AT, ENTRY)
    assert read_body(place) == b"x"
    assert len(list(ArchiveIterator(io.BytesIO(Path(place.path).read_bytes())))) == 1
