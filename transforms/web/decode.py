"""Content-Encoding undone piece by piece: a bomb stops at the cap, and what is cut short or was never encoded says so.

Our own, since a decoder that is handed a whole body may answer 491 bytes with one piece of 300 MB.
"""

import zlib
from collections.abc import Iterable, Iterator

import brotli

from transforms.errors import BadEncoding, TooLarge

ACCEPT_ENCODING = "gzip, deflate, br"

PIECE = 65_536  # decoded bytes at a time, so many are in memory beyond the cap at most
SLICE = 16_384  # encoded bytes at a time: what zlib leaves over is copied at every turn
MOST_LAYERS = 3  # "gzip, gzip" is a proxy's mistake, more is an attack
MOST_MEMBERS = 1_000  # parts of one gzip body; log rotators make a few, a flood of empty ones only costs time

# Real pages and feeds shrink by 10 to 30 (960 measured), zeros by 1,000 (gzip) and more (brotli): a body that
# swells beyond all measure is no text, long before it reaches the cap.
SWELL = 300
SWELL_FROM = 4_000_000  # bytes; below, nobody is hurt


def decode_body(pieces: Iterable[bytes], content_encoding: str, most: int, url: str) -> Iterator[bytes]:
    """The body's bytes, in pieces. BadEncoding when it is not what the header says, TooLarge above `most` bytes."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    layers = [name for name in names if name not in ("", "identity")]
    if len(layers) > MOST_LAYERS:
        raise BadEncoding(f"{url} says that its body is encoded {len(layers)} times over")
    taken = Count(pieces)
    stream: Iterable[bytes] = taken
    for name in reversed(layers):
        if name not in DECODERS:
            raise BadEncoding(f"{url} came in the encoding {name[:40]!r}, which was not asked for")
        stream = _capped(_named(DECODERS[name](stream), name, url), taken, most, url)
    yield from _capped(stream, taken, most, url)


class Count:
    """Pieces as they are passed on, and how many bytes they were so far."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = pieces
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.bytes += len(piece)
            yield piece


def _capped(pieces: Iterable[bytes], taken: Count, most: int, url: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            yield piece[: most - size]  # up to the cap, for who wants only so much
            raise TooLarge(f"{url} is larger than {most:,} bytes")
        if size > SWELL_FROM and size > SWELL * taken.bytes:
            raise TooLarge(f"{url} swells to more than {SWELL} times its size when it is decoded")
        yield piece


def _named(pieces: Iterator[bytes], name: str, url: str) -> Iterator[bytes]:
    try:
        yield from pieces
    except (zlib.error, brotli.error):
        raise BadEncoding(f"{url} says that its body is {name}, and it is not") from None
    except EOFError as error:
        raise BadEncoding(f"{url} came with a {name} body {error}") from None


def _sliced(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), SLICE):
            yield piece[start : start + SLICE]


def _inflated(decoder: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    while True:
        out = decoder.decompress(data, PIECE)
        if out:
            yield out
        data = decoder.unconsumed_tail
        if decoder.eof or (not data and len(out) < PIECE):
            return


def _gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """One member after the other, as RFC 1952 has it; zeros or other padding after the last are passed over."""
    decoder, members, begun = zlib.decompressobj(zlib.MAX_WBITS | 16), 1, False
    for piece in _sliced(pieces):
        rest = piece
        while rest:
            if decoder.eof:
                if not rest.startswith(b"\x1f"):
                    return
                if (members := members + 1) > MOST_MEMBERS:
                    raise EOFError(f"of more than {MOST_MEMBERS} parts")
                decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
            begun = True
            yield from _inflated(decoder, rest)
            rest = decoder.unused_data
    if begun and not decoder.eof:
        raise EOFError("that is cut short")


def _deflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """zlib as the standard says, or the raw deflate that some servers send for it; the first two bytes tell."""
    decoder, head = None, b""
    for piece in _sliced(pieces):
        if decoder is None:
            head += piece
            if len(head) < 2:
                continue
            piece, zlib_head = head, head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
            decoder = zlib.decompressobj(zlib.MAX_WBITS if zlib_head else -zlib.MAX_WBITS)
        yield from _inflated(decoder, piece)
        if decoder.eof:
            return
    if head and not (decoder and decoder.eof):
        raise EOFError("that is cut short")


def _brotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    decoder, begun = brotli.Decompressor(), False
    for piece in _sliced(pieces):
        begun = True
        # Without the limit one small piece can come out as hundreds of megabytes.
        yield decoder.process(piece, output_buffer_limit=PIECE)
        while not decoder.can_accept_more_data():
            yield decoder.process(b"", output_buffer_limit=PIECE)
    if begun and not decoder.is_finished():
        raise EOFError("that is cut short")


DECODERS = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli}
