"""Decodes Content-Encoding piece by piece, with a limit for decompression bombs and errors for broken or truncated bodies.

urllib3's decoder is not used: given a whole body, it may turn 491 bytes into one piece of 300 MB.
"""

import zlib
from collections.abc import Iterable, Iterator

import brotli

from transforms.errors import BadEncoding, TooLarge

ACCEPT_ENCODING = "gzip, deflate, br"

PIECE = 65_536  # decoded bytes at a time: at most so many are in memory beyond the limit
SLICE = 16_384  # encoded bytes at a time, since zlib copies its unconsumed input on each call
MOST_LAYERS = 3  # "gzip, gzip" is a mistake of a proxy; more is an attack
MOST_MEMBERS = 1_000  # parts of one gzip body; a few are usual, a flood of empty ones only costs time

# Of decoded to encoded bytes. Pages and feeds have 10 to 30 (960 measured); zeros have 1,000 with gzip and more with brotli. A
# body beyond this ratio is no text, and is refused long before it reaches the limit of bytes.
MAX_RATIO = 300
RATIO_FROM = 4_000_000  # decoded bytes; smaller bodies do no harm


def decode_body(pieces: Iterable[bytes], content_encoding: str, max_bytes: int, url: str) -> Iterator[bytes]:
    """Yields the decoded body. Raises BadEncoding when it is not encoded as the header says, TooLarge above `max_bytes`."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    layers = [name for name in names if name not in ("", "identity")]
    if len(layers) > MOST_LAYERS:
        raise BadEncoding(f"{url} says that its body is encoded {len(layers)} times")
    encoded = ByteCounter(pieces)
    stream: Iterable[bytes] = encoded
    for name in reversed(layers):
        if name not in DECODERS:
            raise BadEncoding(f"{url} came in the encoding {name[:40]!r}, which was not asked for")
        stream = _limited(_with_errors(DECODERS[name](stream), name, url), encoded, max_bytes, url)
    yield from _limited(stream, encoded, max_bytes, url)


class ByteCounter:
    """Iterates over pieces, and counts the bytes of those that were read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = pieces
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.bytes += len(piece)
            yield piece


def _limited(pieces: Iterable[bytes], encoded: ByteCounter, max_bytes: int, url: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > max_bytes:
            yield piece[: max_bytes - size]  # up to the limit, for callers that truncate
            raise TooLarge(f"{url} is larger than {max_bytes:,} bytes")
        if size > RATIO_FROM and size > MAX_RATIO * encoded.bytes:
            raise TooLarge(f"{url} swells to more than {MAX_RATIO} times its size when it is decoded")
        yield piece


def _with_errors(pieces: Iterator[bytes], name: str, url: str) -> Iterator[bytes]:
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
    """Decodes one member after the other (RFC 1952); padding after the last one is ignored."""
    decoder, members, has_begun = zlib.decompressobj(zlib.MAX_WBITS | 16), 1, False
    for piece in _sliced(pieces):
        rest = piece
        while rest:
            if decoder.eof:
                if not rest.startswith(b"\x1f"):
                    return
                if (members := members + 1) > MOST_MEMBERS:
                    raise EOFError(f"of more than {MOST_MEMBERS} parts")
                decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
            has_begun = True
            yield from _inflated(decoder, rest)
            rest = decoder.unused_data
    if has_begun and not decoder.eof:
        raise EOFError("that is cut short")


def _deflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Decodes zlib (the standard), or the raw deflate that some servers send; the first two bytes tell which it is."""
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
    decoder, has_begun = brotli.Decompressor(), False
    for piece in _sliced(pieces):
        has_begun = True
        # Without the limit one small piece may become hundreds of megabytes.
        yield decoder.process(piece, output_buffer_limit=PIECE)
        while not decoder.can_accept_more_data():
            yield decoder.process(b"", output_buffer_limit=PIECE)
    if has_begun and not decoder.is_finished():
        raise EOFError("that is cut short")


DECODERS = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli}
