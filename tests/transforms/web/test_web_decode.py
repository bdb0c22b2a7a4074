"""Content-Encoding: bodies that can be decoded, bombs, and broken ones."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import BadEncoding, TooLarge
from transforms.web.decode import PIECE, decode_body

URL = "http://news.example/a"
TEXT = b"Rain is expected in the north. " * 3000


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "X-GZIP": gzip.compress,
    "deflate": zlib.compress,
    "Deflate ": raw_deflate,
    "br": lambda data: brotli.compress(data, quality=4),
    "gzip, br": lambda data: brotli.compress(gzip.compress(data), quality=4),
    "identity": bytes,
    "": bytes,
}


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[i : i + size] for i in range(0, len(data), size)]


@given(st.binary(max_size=3000), st.sampled_from(sorted(ENCODERS)), st.integers(1, 500))
def test_what_was_encoded_comes_back(data: bytes, encoding: str, size: int) -> None:
    assert b"".join(decode_body(pieces(ENCODERS[encoding](data), size), encoding, 10_000, URL)) == data


@pytest.mark.parametrize("encoding", sorted(ENCODERS))
def test_nothing_at_all_is_no_error(encoding: str) -> None:
    assert b"".join(decode_body([], encoding, 10, URL)) == b""


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, br"])
@pytest.mark.parametrize("kept", [1, 20, -1])
def test_cut_short(encoding: str, kept: int) -> None:
    with pytest.raises(BadEncoding, match=r"cut short|is not"):
        list(decode_body([ENCODERS[encoding](TEXT)[:kept]], encoding, 10**6, URL))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_never_encoded(encoding: str) -> None:
    with pytest.raises(BadEncoding, match=f"says that its body is {encoding}, and it is not"):
        list(decode_body([b"<html><p>plain</p></html>" * 20], encoding, 10**6, URL))


@pytest.mark.parametrize(
    "encoding",
    [
        pytest.param("zstd", id="not asked for"),
        pytest.param("utf-8", id="a charset"),
        pytest.param("gzip, gzip, gzip, gzip", id="four times over"),
        pytest.param("x" * 9000, id="endless name"),
    ],
)
def test_unknown(encoding: str) -> None:
    with pytest.raises(BadEncoding) as caught:
        list(decode_body([b"x"], encoding, 10, URL))
    assert len(str(caught.value)) < 200


def test_gzip_of_several_members_and_padding() -> None:
    data = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 100
    assert b"".join(decode_body(pieces(data, 7), "gzip", 100, URL)) == b"one two"


def test_gzip_of_too_many_members() -> None:
    with pytest.raises(BadEncoding, match="more than 1000 parts"):
        list(decode_body([gzip.compress(b"") * 5000], "gzip", 100, URL))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip", "br, gzip"])
def test_a_bomb_stops_at_the_cap_and_no_piece_is_large(encoding: str) -> None:
    bomb = b"\0" * 50_000_000
    for layer in encoding.split(", "):
        bomb = brotli.compress(bomb, quality=1) if layer == "br" else zlib.compress(bomb, 1, 31 if layer == "gzip" else 15)
    sizes: list[int] = []
    with pytest.raises(TooLarge, match="larger than 1,000,000 bytes"):
        for piece in decode_body([bomb], encoding, 1_000_000, URL):
            sizes.append(len(piece))
    assert sum(sizes) == 1_000_000
    assert max(sizes) <= 2 * PIECE


def test_what_swells_beyond_measure_stops_before_the_cap() -> None:
    bomb = zlib.compress(b"\0" * 50_000_000, 9)
    with pytest.raises(TooLarge, match="swells"):
        list(decode_body(pieces(bomb, 1000), "deflate", 10**9, URL))
