"""The span of a name: its tokens, and the order of spans."""

from transforms.annotate.entities.names.name_mention import NameMention


def test_tokens_and_length() -> None:
    mention = NameMention(2, 5, "person")
    assert list(mention.tokens) == [2, 3, 4]
    assert mention.length == 3


def test_mentions_sort_by_their_place_in_the_text() -> None:
    late, early = NameMention(4, 5, "event"), NameMention(1, 2, "work", "propagated")
    assert sorted([late, early]) == [early, late]
