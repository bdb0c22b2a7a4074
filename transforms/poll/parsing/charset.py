"""Decodes the bytes of a feed, whose header and first line may name the wrong charset. Linear in the size."""

import re
from collections.abc import Iterable

from w3lib.encoding import read_bom

from transforms.charset import OR_WINDOWS_1252, is_server_default, text_codec
from transforms.errors import BadEncoding, TooLarge
from transforms.web.decode import decode_body

LARGEST = 20_000_000  # bytes after unpacking; 50,000 items with summaries are 10 MB
MOST_LAYERS = 2  # of gzip: a compressed file that the server compresses again

DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})")
HEADER = re.compile(r"charset\s*=\s*(?:[\"']\s*)?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
EBCDIC = b"\x4c\x6f\xa7\x94"  # `<?xm`

# Their bytes can be valid UTF-8 by chance, so these are tried before UTF-8 where they are declared.
MULTIBYTE = ("iso2022", "euc", "shift_jis", "big5", "gb", "hz", "cp932", "cp949", "cp950", "johab")
SINGLE_BYTE = ("iso8859", "cp", "koi8", "kz1048", "ptcp154", "mac", "tis")
MAX_BROKEN_MULTIBYTE = 0.02  # of the characters; a Chinese text with one bad byte must not be decoded as a Western one
MAX_BROKEN_UTF8 = 0.05  # of the bytes; a text with more is no UTF-8


def decode_feed(body: bytes, content_type: str | None = None, *, url: str = "the feed") -> str:
    """The text of a feed, which is first unpacked if it is gzip that no header announced.

    Bytes that are invalid in its charset are read as Windows-1252, so that no text is lost. Raises TooLarge above 20 MB of
    unpacked bytes, and BadEncoding for gzip that is broken at its start.
    """
    for _ in range(MOST_LAYERS):
        if body[:3] != b"\x1f\x8b\x08":
            break
        body = _unzipped(body, url)
    if len(body) > LARGEST:
        raise TooLarge(f"{url} is larger than {LARGEST:,} bytes")
    codec, mark = read_bom(body)
    if codec and mark:
        return body[len(mark) :].decode(codec, OR_WINDOWS_1252 if codec == "utf-8" else "replace")
    if wide := _wide(body):
        return body.decode(wide, "replace")
    if body.startswith(EBCDIC):
        return body.decode("cp037", "replace")
    return _decoded(body, content_type)


def _unzipped(body: bytes, url: str) -> bytes:
    out = bytearray()
    try:
        for piece in decode_body([body], "gzip", LARGEST, url):
            out += piece
    except BadEncoding:
        if not out:  # else the body was truncated, and its beginning is used
            raise
    return bytes(out)


def _wide(body: bytes) -> str | None:
    """The codec if the bytes are UTF-16 or UTF-32 without a byte order mark, else None.

    In markup, every second byte is zero then, or three of four.
    """
    head = body[:400].lstrip(b" \t\r\n")[:200]
    head = head[: len(head) // 4 * 4]
    if head.count(0) * 3 < len(head) or not head:
        return None
    zeros = [head[i::4].count(0) * 4 / len(head) > 0.7 for i in range(4)]
    return {
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
    }.get((zeros[0], zeros[1], zeros[2], zeros[3]))


def _decoded(body: bytes, content_type: str | None) -> str:
    """The text in a charset that the feed or the server declares, where the bytes are valid in it; else in UTF-8."""
    labels = _declared(body, content_type)
    claims = [codec for label in labels if (codec := text_codec(label))]
    multibyte = [codec for codec in claims if codec.startswith(MULTIBYTE)]
    # "ISO-8859-1" is mostly the default of a server, so UTF-8 with one invalid byte must not be decoded by it.
    single_byte = [
        codec
        for label in labels
        if not is_server_default(label) and (codec := text_codec(label)) and codec.startswith(SINGLE_BYTE)
    ]
    if (text := _decoded_strictly(body, [*multibyte, "utf-8", *single_byte])) is not None:
        return text
    for codec in multibyte:
        text = body.decode(codec, "replace")
        if text.count("\ufffd") < MAX_BROKEN_MULTIBYTE * len(text):
            return text
    if body.decode("utf-8", "replace").count("\ufffd") > MAX_BROKEN_UTF8 * len(body):
        return body.decode("windows-1252", "replace")
    return body.decode("utf-8", OR_WINDOWS_1252)


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """The charset labels of the feed's own declaration and of the header.

    The declaration is first: it is written by whoever made the feed, the header often by whoever set up the server.
    """
    declaration, header = DECLARED.search(body[:1000]), HEADER.search(content_type or "")
    return [*([declaration[1].decode()] if declaration else []), *([header[1]] if header else [])]


def _decoded_strictly(body: bytes, names: Iterable[str]) -> str | None:
    """The text in the first of these codecs in which all bytes are valid; None when there is none."""
    for name in names:
        try:
            return body.decode(name)
        except UnicodeError:
            continue
    return None
