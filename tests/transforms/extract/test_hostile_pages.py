"""Pages that are made to hang or to flood, in a tenth of the size that `tests/bench/hostile.py` measures: the article is kept."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "hostile.py"


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_hostile", BENCH)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HOSTILE = bench()


@pytest.mark.parametrize("name", HOSTILE.PAGES)
def test_the_article_is_kept(name: str) -> None:
    text = HOSTILE.clean_text(HOSTILE.PAGES[name](10_000), ())
    places = [text.find(line) for line in HOSTILE.STORY]
    assert -1 not in places and places == sorted(places)
