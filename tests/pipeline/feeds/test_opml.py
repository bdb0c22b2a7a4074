"""Reading OPML: what is no list of feeds is refused, and an entity bomb does no harm."""

import pytest

from pipeline.feeds.opml import NotOpml, read_opml


@pytest.mark.parametrize("body", [b"", b"plain", b"<html><body><p>x</p></body></html>", b"\xff\xfe<", b"https://127.0.0.1:9/"])
def test_no_list(body):
    with pytest.raises(NotOpml):
        read_opml(body)


def test_a_bomb_is_no_harm():
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    body = f'<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa">{entities}]><opml><body><outline text="&i;" xmlUrl="https://a.example/"/></body></opml>'
    assert all(len(one.title) < 10_000 for one in read_opml(body.encode()))
