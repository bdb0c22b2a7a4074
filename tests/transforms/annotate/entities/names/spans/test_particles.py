"""Names with particles: extended to both sides, or left as they are."""

from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.entities.names.spans.particles import with_particles
from transforms.annotate.words import Words

Build = Callable[[str], tuple[Words, list[NameMention]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("in [Puerto]place del Alba", ("Puerto del Alba", "place"), id="a particle after"),
        pytest.param("in [San Vel]place de Los Quills", ("San Vel de Los Quills", "place"), id="two particles after"),
        pytest.param("in [Puerto]place del alba", ("Puerto", "place"), id="no capital after the particle"),
        pytest.param("in [Puerto]place y Alba", ("Puerto", "place"), id="a word that joins two names"),
        pytest.param("in [Las]place Brisas", ("Las Brisas", "place"), id="only the article was found"),
        pytest.param("in Los [Quills]place", ("Los Quills", "place"), id="an article before a place"),
        pytest.param("in Vel [Quills]place", ("Quills", "place"), id="another word before a place"),
        pytest.param("De [Vogt]person left", ("De Vogt", "person"), id="a particle before a person"),
        pytest.param("De la [Vogt]person left", ("De la Vogt", "person"), id="two particles before a person"),
        pytest.param("De [Vogt]place left", ("Vogt", "place"), id="a particle of people before a place"),
        pytest.param("[Ana Vel de la Vogt]organization left", ("Ana Vel de la Vogt", "person"), id="a person by its shape"),
        pytest.param("[Ana Museum de la Vogt]organization left", ("Ana Museum de la Vogt", "organization"), id="a body"),
        pytest.param("[Quill Vel de Vogt]organization left", ("Quill Vel de Vogt", "organization"), id="no given name"),
        pytest.param("[Grupo]organization del Alba", ("Grupo", "organization"), id="other types"),
    ],
)
def test_with_particles(build: Build, text: str, expected: tuple[str, str]) -> None:
    words, (name,) = build(text)
    grown = with_particles(words, name)
    assert (" ".join(words.form[grown.first : grown.last]), grown.kind) == expected
