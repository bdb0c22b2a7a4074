"""Bytes → text: what a feed's bytes say, whatever its header and its first line claim. Linear in the size."""

import codecs
import re

from transforms.errors import BadEncoding, TooLarge
from transforms.web.decode import decode_body

LARGEST = 20_000_000  # bytes after unpacking; 50,000 items with summaries are 10 MB
MOST_LAYERS = 2  # a zipped file served by a server that zips

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})")
HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
EBCDIC = b"\x4c\x6f\xa7\x94"  # `<?xm`

# What Python may decode for a stranger. UTF-7 is not among them: it hides markup from all who look at the bytes.
KNOWN = (
    "utf-8",
    "utf-16",
    "utf-32",
    "iso8859",
    "iso2022",
    "cp",
    "koi8",
    "euc",
    "shift_jis",
    "big5",
    "gb",
    "hz",
    "mac",
    "tis",
    "johab",
)
# Their bytes can look like UTF-8 by chance, so here the claim counts.
MULTIBYTE = ("iso2022", "euc", "shift_jis", "big5", "gb", "hz", "cp932", "cp949", "cp950", "johab")
# The web reads these as Windows-1252, for that is what writes them: https://encoding.spec.whatwg.org/#names-and-labels
OR_WINDOWS = "pullquote-or-windows-1252"  # the error handler below
WINDOWS = ("iso8859-1", "ascii")


def decode_feed(body: bytes, content_type: str | None = None, *, url: str = "the feed") -> str:
    """The text, unpacked if it is gzip that no header told of. Never loses what can be read: a byte that fits nowhere is
    read as Windows-1252. TooLarge above 20 MB of unpacked bytes, BadEncoding for gzip that is broken at its start.
    """
    for _ in range(MOST_LAYERS):
        if body[:3] != b"\x1f\x8b\x08":
            break
        body = _unzipped(body, url)
    if len(body) > LARGEST:
        raise TooLarge(f"{url} is larger than {LARGEST:,} bytes")
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace" if name != "utf-8" else OR_WINDOWS)
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
        if not out:  # else cut short: what came can be read
            raise
    return bytes(out)


def _wide(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: every second byte of markup is zero, or three of four."""
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
    declared = DECLARED.search(body[:1000])
    header = HEADER.search(content_type or "")
    # The declaration is written by who made the feed; the header often by who set up the server.
    claims = [codec for name in (declared and declared[1].decode(), header and header[1]) if name and (codec := _codec(name))]
    for codec in claims:
        if codec.startswith(MULTIBYTE):
            try:
                return body.decode(codec)
            except UnicodeError:
                continue
    try:
        return body.decode()
    except UnicodeError:
        pass
    for codec in claims:
        if codec.startswith(("iso8859", "cp", "koi8", "mac", "tis")) and codec not in WINDOWS:
            try:
                return body.decode(codec)
            except UnicodeError:
                continue
    for codec in claims:
        if codec.startswith(MULTIBYTE):  # one bad byte in a Chinese text must not make it Western
            text = body.decode(codec, "replace")
            if text.count("\ufffd") * 50 < len(text):
                return text
    if body.decode("utf-8", "replace").count("\ufffd") * 20 > len(body):  # that many bytes are wrong in no UTF-8
        return body.decode("windows-1252", "replace")
    return body.decode("utf-8", OR_WINDOWS)


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return found if found.startswith(KNOWN) or found == "ascii" else None


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """A codec error handler: the bytes that are not UTF-8 as the encoding that most often stands among it."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return wrong.decode("windows-1252", "replace"), error.end


codecs.register_error(OR_WINDOWS, _as_windows_1252)
