"""Character references: which are decoded, and which `&` is only an ampersand."""

import pytest

from transforms.text import decode_references, without_escaped_ampersands


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        pytest.param("AT&amp;T", "AT&T", id="named"),
        pytest.param("&#8220;no&#x201D;", "“no”", id="numeric"),
        pytest.param("it&#8217s", "it’s", id="numeric, without a semicolon before a letter"),
        pytest.param("caf&eacute 9", "café 9", id="named, without a semicolon before a space"),
        pytest.param("caf&eacute", "café", id="named, without a semicolon at the end"),
        pytest.param("A&amp, B", "A&, B", id="named, without a semicolon before punctuation"),
        pytest.param("/list?a=1&section=2", "/list?a=1&section=2", id="must not: a parameter that begins like a name"),
        pytest.param("/list?a=1&copy=2", "/list?a=1&copy=2", id="must not: a parameter that is a name"),
        pytest.param("/list?a=1&para_id=2", "/list?a=1&para_id=2", id="must not: a name and an underscore"),
        pytest.param("B&not2", "B&not2", id="must not: a name and a digit"),
        pytest.param("&notit;", "&notit;", id="must not: a name that is the beginning of another word"),
        pytest.param("Q&A, &madeup;, & and &;", "Q&A, &madeup;, & and &;", id="must not: no name"),
        pytest.param("&hellip end", "&hellip end", id="must not: a name that always needs its semicolon"),
        pytest.param("&amp;lt;", "&lt;", id="once"),
        pytest.param("&#146;", "’", id="a number of Windows-1252"),
        pytest.param("&#0;&#xD800;&#1114112;", "\ufffd\ufffd\ufffd", id="numbers of no character"),
        pytest.param(f"a&#{'1' * 5000};b", "a\ufffdb", id="5,000 digits"),
        pytest.param(f"a&#x{'f' * 5000};b", "a\ufffdb", id="5,000 hexadecimal digits"),
        pytest.param(f"&#{'0' * 5000}65;", "A", id="5,000 zeros"),
    ],
)
def test_references_are_decoded_as_in_attributes(text: str, decoded: str) -> None:
    assert decode_references(text) == decoded


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("/a?x=1&amp;y=2&#38;z=3&#x26;u=4", "/a?x=1&y=2&z=3&u=4", id="escaped"),
        pytest.param("/a?x=1&amp;amp;y=2", "/a?x=1&y=2", id="escaped twice"),
        pytest.param("/a?x=1&section=2&copy=3&amp=4", "/a?x=1&section=2&copy=3&amp=4", id="must not: parameters"),
        pytest.param("/a?x=1&copy", "/a?x=1&copy", id="must not: a parameter without a value"),
        pytest.param("/a?x=1&lt;2", "/a?x=1&lt;2", id="must not: other references"),
    ],
)
def test_ampersands_of_addresses(address: str, expected: str) -> None:
    assert without_escaped_ampersands(address) == expected
