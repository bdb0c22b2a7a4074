"""Odd bytes become trees, or are refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import Unreadable
from transforms.extract.page.parse import decode, fragment, parse

PAGE = "<html><head><meta charset='{}'></head><body><p>Zoë’s café – 5 £</p></body></html>"


def text(html: bytes, content_type: str | None = None) -> str:
    return " ".join(parse(html, content_type).text_content().split())


@pytest.mark.parametrize(
    ("html", "content_type"),
    [
        pytest.param(PAGE.format("utf-8").encode(), None, id="utf-8 by meta"),
        pytest.param(PAGE.format("iso-8859-1").encode("cp1252"), None, id="latin-1 by meta is windows-1252"),
        pytest.param(PAGE.format("utf-8").encode("cp1252"), "text/html; charset=ISO-8859-1", id="the header wins over meta"),
        pytest.param(PAGE.format("windows-1252").encode(), 'text/html; charset="utf-8"', id="a quoted header"),
        pytest.param(PAGE.format("iso-8859-1").encode(), None, id="utf-8 under a meta that was forgotten"),
        pytest.param(PAGE.format("utf-8").encode(), "text/html; charset=ISO-8859-1", id="utf-8 under a server's default"),
        pytest.param(PAGE.format("utf-8").encode("utf-16"), None, id="UTF-16 with its mark"),
        pytest.param(PAGE.format("utf-8").encode("utf-16-le"), None, id="UTF-16 that forgot its mark"),
        pytest.param(PAGE.format("utf-8").encode("utf-16-be"), "text/html", id="UTF-16 the other way round"),
        pytest.param(PAGE.format("utf-8").encode("utf-8-sig"), "text/html; charset=latin-1", id="a mark wins over the header"),
        pytest.param(PAGE.format("utf-16").encode(), None, id="a meta that could be read is not UTF-16"),
        pytest.param(PAGE.format("klingon").encode(), "text/html; charset=base64", id="names that are no charset"),
        pytest.param(
            b'<?xml version="1.0" encoding="windows-1252"?>' + PAGE.format("x").encode("cp1252"), None, id="XML's own"
        ),
    ],
)
def test_charset(html: bytes, content_type: str | None) -> None:
    assert text(html, content_type) == "Zoë’s café – 5 £"


def test_a_stray_byte_is_read_as_windows_1252() -> None:
    page = "<p>" + "é and more of it. " * 200 + "</p>"
    assert decode(page.encode() + b"<p>5 \xa3</p>", "text/html; charset=utf-8").endswith("<p>5 £</p>")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>a&#x1F;b&#31;c&#0;d</p>", "abcd", id="references to controls"),
        pytest.param("<p>a&#xD800;b&#1114112;c&#xFFFF;d</p>", "abcd", id="references to nothing"),
        pytest.param("<p>a&#13;b&#9;c</p>", "a b c", id="references to white space"),
        pytest.param("<p>&#147;a&#148; &#150; b</p>", "“a” – b", id="references meant as windows-1252"),
        pytest.param("<p>a&#233;&#x1F600;</p>", "aé😀", id="references to letters stay"),
        pytest.param("<p>a\x00b\x1fc\x0bd\x7fe</p>", "abcde", id="controls"),
        pytest.param("<p>a\r\nb\rc</p>", "a b c", id="old line breaks"),
        pytest.param("<p>a<!-- no -->b<?php no ?>c</p>", "abc", id="comments and instructions"),
    ],
)
def test_tamed(html: str, expected: str) -> None:
    assert text(html.encode()) == expected


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b" \n\t ", id="white space"),
        pytest.param(b"<!-- only a comment -->", id="a comment"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj", id="a PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="a picture"),
        pytest.param(b"PK\x03\x04word/document.xml", id="an office document"),
        pytest.param(b"\x1f\x8b\x08\x00", id="gzip"),
        pytest.param(b"\x00\x00\x00\x18ftypmp42", id="a film"),
    ],
)
def test_refused(html: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(html)


@pytest.mark.parametrize("n", [pytest.param(n, id=f"{n} levels") for n in (100, 300, 2040, 3000, 100_000)])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("<div>", "</div>", id="closed"),
        pytest.param("<b>", "", id="unclosed"),
        pytest.param("<p><i>", "", id="mixed"),
    ],
)
def test_deep_nesting_keeps_all_text(n: int, start: str, end: str) -> None:
    tree = parse((f"<p>before</p>{start * n}<p>inside</p>{end * n}<p>after</p>").encode())
    assert "".join(tree.text_content().split()) == "beforeinsideafter"
    assert max(sum(1 for _ in element.iterancestors()) for element in tree.iter("p")) <= 256


@pytest.mark.parametrize(
    "attributes",
    [
        pytest.param(" ".join(f'a{i}="{i}"' for i in range(100_000)), id="100,000"),
        pytest.param(" ".join(f'a{i}=">"' for i in range(5_000)), id="with marks in their values"),
        pytest.param(" ".join(f"a{i}" for i in range(5_000)), id="without values"),
    ],
)
def test_floods_of_attributes(attributes: str) -> None:
    tree = parse(f"<p {attributes}>kept</p><p class='x' id=y>also</p>".encode())
    first, second = tree.iter("p")
    assert (first.text, len(first.attrib), second.text, dict(second.attrib)) == ("kept", 0, "also", {"class": "x", "id": "y"})


@pytest.mark.parametrize(
    "junk", [pytest.param(j, id=repr(j)) for j in ("<a b='", "<a/b=", "<a b ", '<a b="<p>" ', "<", "<!--", "&#")]
)
def test_junk_ends(junk: str) -> None:
    parse(f"<p>text</p>{junk * 20_000}".encode())


def test_ten_megabytes_in_one_paragraph() -> None:
    assert len(parse(f"<p>{'word ' * 2_200_000}</p>".encode()).text_content()) == 11_000_000


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_a_tree_or_unreadable(html: bytes) -> None:
    try:
        tree = parse(html)
    except Unreadable as error:
        assert "\n" not in str(error).strip()
    else:
        assert tree.tag


@given(st.text(max_size=100), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_decode_gives_back_what_was_encoded(page: str, charset: str) -> None:
    page = page.replace("\x00", "").lstrip("\ufeff")
    html = ("<p>" + page).encode(charset, "replace")
    assert decode(html, "text/html; charset=utf-8") == html.decode(charset)


def test_fragment() -> None:
    assert fragment("<p>One.</p>Two").text_content().split() == ["One.Two"]
