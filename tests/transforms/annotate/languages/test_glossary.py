import pytest

from transforms.annotate.languages.glossary import glossary, has_glossary


@pytest.mark.parametrize(
    ("form", "english"),
    [
        pytest.param("déclare", "say", id="regular verb"),
        pytest.param("avertissait", "tell", id="second conjugation"),
        pytest.param("lança", "say", id="c before a"),
        pytest.param("jugea", "argue", id="g before a"),
        pytest.param("rappelle", "recall", id="second stem"),
        pytest.param("écrit", "tell", id="irregular verb"),
        pytest.param("mange", None, id="no verb of saying"),
        pytest.param("déclarissait", None, id="no ending of its conjugation"),
    ],
)
def test_verbs(form: str, english: str | None) -> None:
    verbs = glossary("fr").verbs.get(form)
    assert (verbs[0] if verbs else None) == english


@pytest.mark.parametrize(
    ("form", "pos", "english"),
    [
        pytest.param("que", "SCONJ", "that", id="any part of speech"),
        pytest.param("on", "PRON", "one", id="the part of speech that is named"),
        pytest.param("on", "NOUN", None, id="another part of speech"),
        pytest.param("zut", "INTJ", None, id="unknown"),
    ],
)
def test_words(form: str, pos: str, english: str | None) -> None:
    assert glossary("fr").word(form, pos) == english


def test_a_participle_is_not_a_finite_form() -> None:
    table = glossary("fr")
    assert "déclaré" in table.participles - table.finite
    assert "dit" in table.participles & table.finite
    assert "déclarer" not in table.finite


def test_a_language_without_a_file_has_empty_tables() -> None:
    assert has_glossary("fr")
    assert not has_glossary("xx")
    assert not glossary("xx").verbs
