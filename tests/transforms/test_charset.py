"""Charset labels as pages and feeds write them."""

import pytest

from transforms.charset import OR_WINDOWS_1252, is_server_default, text_codec


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        pytest.param("utf-8", "utf-8", id="UTF-8"),
        pytest.param("UTF8", "utf-8", id="another spelling"),
        pytest.param("iso-8859-1", "cp1252", id="Latin-1 is Windows-1252"),
        pytest.param("us-ascii", "cp1252", id="so is ASCII"),
        pytest.param("ISO-8859-9", "cp1254", id="Turkish"),
        pytest.param("iso-8859-15", "iso8859-15", id="Latin-9 is itself"),
        pytest.param("gb2312", "gb18030", id="Chinese"),
        pytest.param("Shift_JIS", "cp932", id="Japanese"),
        pytest.param("x-sjis", "cp932", id="Japanese, an old name"),
        pytest.param("ks_c_5601-1987", "cp949", id="Korean"),
        pytest.param("koi8-r", "koi8-r", id="Russian"),
        pytest.param("utf-16", "utf-16", id="UTF-16"),
        pytest.param("utf-7", None, id="UTF-7 hides markup"),
        pytest.param("base64", None, id="base64 is a codec, but no charset"),
        pytest.param("rot13", None, id="nor is rot13"),
        pytest.param("unicode_escape", None, id="nor are escapes"),
        pytest.param("idna", None, id="nor is a form of host names"),
        pytest.param("klingon", None, id="unknown"),
        pytest.param("a\x00b", None, id="a null"),
        pytest.param("", None, id="empty"),
    ],
)
def test_text_codec(label: str, codec: str | None) -> None:
    assert text_codec(label) == codec


@pytest.mark.parametrize(
    ("label", "default"),
    [
        pytest.param("ISO-8859-1", True, id="Latin-1"),
        pytest.param("latin1", True, id="another name"),
        pytest.param("us-ascii", True, id="ASCII"),
        pytest.param("windows-1252", False, id="Windows-1252 is meant"),
        pytest.param("utf-8", False, id="UTF-8"),
        pytest.param("klingon", False, id="unknown"),
        pytest.param("a\x00b", False, id="a null"),
    ],
)
def test_is_server_default(label: str, default: bool) -> None:
    assert is_server_default(label) is default


@pytest.mark.parametrize(
    ("data", "codec", "text"),
    [
        pytest.param("5 £, café".encode(), "utf-8", "5 £, café", id="nothing is broken"),
        pytest.param(b"5 \xa3, caf\xc3\xa9", "utf-8", "5 £, café", id="a stray byte"),
        pytest.param(b"5 \x81", "utf-8", "5 \ufffd", id="a byte that Windows-1252 has not either"),
        pytest.param(b"\x93no\x94", "ascii", "“no”", id="another charset"),
    ],
)
def test_stray_bytes_are_windows_1252(data: bytes, codec: str, text: str) -> None:
    assert data.decode(codec, OR_WINDOWS_1252) == text


def test_encoding_is_not_helped() -> None:
    with pytest.raises(UnicodeEncodeError):
        "水".encode("ascii", OR_WINDOWS_1252)
