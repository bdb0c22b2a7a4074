"""No feed makes us read a file or ask an address: with a file that is there, and a server that counts who asks."""

import pytest

from transforms.poll.parsing.parse import parse_feed

ITEM = "<rss version='2.0' xmlns:xi='http://www.w3.org/2001/XInclude'><channel><item><title>{}</title><link>/a</link></item></channel></rss>"


@pytest.mark.parametrize(
    ("prolog", "title"),
    [
        pytest.param('<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{file}">]>', "A&x;", id="an entity reads a file"),
        pytest.param('<!DOCTYPE rss [<!ENTITY x SYSTEM "{base}/x">]>', "A&x;", id="an entity asks an address"),
        pytest.param('<!DOCTYPE rss [<!ENTITY x PUBLIC "-//X" "{base}/x">]>', "A&x;", id="a public entity asks an address"),
        pytest.param('<!DOCTYPE rss SYSTEM "{base}/x.dtd">', "A", id="a DTD asks an address"),
        pytest.param('<!DOCTYPE rss [<!ENTITY % p SYSTEM "file://{file}"> %p;]>', "A", id="a parameter entity reads a file"),
        pytest.param('<!DOCTYPE rss [<!ENTITY % p SYSTEM "{base}/x"> %p;]>', "A", id="a parameter entity asks an address"),
        pytest.param("", '<xi:include href="file://{file}" parse="text"/>A', id="XInclude reads a file"),
        pytest.param("", '<xi:include href="{base}/x" parse="text"/>A', id="XInclude asks an address"),
        pytest.param('<?xml-stylesheet type="text/xsl" href="{base}/x.xsl"?>', "A", id="a style sheet asks an address"),
    ],
)
def test_nothing_is_read_or_asked(web, tmp_path, prolog: str, title: str) -> None:
    file = tmp_path / "secret"
    file.write_text("ferry money")
    text = (prolog + ITEM.format(title)).replace("{file}", str(file)).replace("{base}", web.base)
    (item,) = parse_feed(text.encode(), url=f"{web.base}/feed").items
    assert item.title.startswith("A")
    assert "money" not in repr(item)
    assert web.hits == []
