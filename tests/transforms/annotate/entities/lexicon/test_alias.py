"""A row of the gazetteer."""

from transforms.annotate.entities.lexicon.alias import Alias


def test_all_names_begin_with_the_canonical_one() -> None:
    assert Alias("Velmarsh Union", ("VU", "the growers")).all_names == ("Velmarsh Union", "VU", "the growers")
    assert Alias("Velmarsh").all_names == ("Velmarsh",)
