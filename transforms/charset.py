"""Charset labels of pages and feeds, read as browsers read them."""

import codecs

from w3lib.encoding import resolve_encoding

# Beginnings of the names of the codecs that pages and feeds may ask for. Others are refused: Python also has codecs such as
# `base64`, and UTF-7 would hide markup from code that looks at the bytes.
TEXT_CODECS = (
    "utf-8", "utf-16", "utf-32", "iso8859", "iso2022", "cp", "koi8", "kz1048", "ptcp154", "euc", "shift_jis", "big5", "gb",
    "hz", "mac", "tis", "johab",
)  # fmt: skip
SERVER_DEFAULTS = ("iso8859-1", "ascii")
OR_WINDOWS_1252 = "pullquote.or-windows-1252"
"""An error handler for `bytes.decode` that reads invalid bytes as Windows-1252, which they mostly are."""


def text_codec(label: str) -> str | None:
    """The Python codec for a charset label; None for an unknown label and for a codec that is no charset.

    As in browsers, some labels mean the larger Windows charset: https://encoding.spec.whatwg.org/#names-and-labels

    >>> text_codec("ISO-8859-1"), text_codec("gb2312"), text_codec("base64"), text_codec("utf-7")
    ('cp1252', 'gb18030', None, None)
    """
    try:
        codec = resolve_encoding(label)
    except ValueError:  # a null in the label
        return None
    return codec if codec and codec.startswith(TEXT_CODECS) else None


def is_server_default(label: str) -> bool:
    """Whether a label is ISO-8859-1 or ASCII: servers send them for every file, so they say little about this one.

    >>> is_server_default("latin1"), is_server_default("windows-1252"), is_server_default("klingon")
    (True, False, False)
    """
    try:
        return codecs.lookup(label).name in SERVER_DEFAULTS
    except (LookupError, ValueError):
        return False


def _or_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(OR_WINDOWS_1252, _or_windows_1252)
