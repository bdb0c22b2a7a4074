"""A format built by the recipe in docs/adding.md: a run writes it, compaction merges it, `forget` rewrites it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.conftest import left_of
from tests.pipeline.lantern import FERRIES, TITLE, command, lantern, settle, sound, titles
from transforms.write import formats

ADDING = (Path(__file__).parents[3] / "docs/adding.md").read_text()


@pytest.fixture
def json_array(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[formats.Format]:
    folder = tmp_path / "formats"
    folder.mkdir()
    recipe = re.search(r"^## An output format$.*?^```python$\n(.*?)^```$", ADDING, re.M | re.S)
    assert recipe
    (folder / "json_array.py").write_text(recipe[1])
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(folder)])
    yield formats.format_named("json_array")
    del sys.modules["transforms.write.formats.json_array"]


def test_the_recipe_has_all_members_of_a_format(json_array: formats.Format) -> None:
    members = {name for name in vars(formats.Format) if not name.startswith("_")} | set(formats.Format.__annotations__)
    assert members == {"SUFFIX", "dump", "merge", "without", "read"}
    assert all(hasattr(json_array, member) for member in members)


def test_the_recipe_is_found_by_its_suffix(json_array: formats.Format) -> None:
    assert formats.format_of(Path("a-00.json")) is json_array
    with pytest.raises(ValueError, match=r"no output format has the suffix '\.xml'"):
        formats.format_of(Path("a-00.xml"))


def test_an_article_can_be_forgotten_in_it(town, web, json_array: formats.Format) -> None:
    settle(town, formats="[json_array]")
    town.run()
    assert titles(town.out) == sorted([*FERRIES, TITLE])
    command(town.out, f"{web.base}/lantern")
    assert titles(town.out) == FERRIES
    assert left_of(lantern(web), town.out) == set()
    assert sound(town.out)


def test_compaction_merges_it(town, web, json_array: formats.Format) -> None:
    settle(town, formats="[json_array]")
    town.run()
    before = titles(town.out)
    command(town.out, name="compact")
    assert titles(town.out) == before
    assert sound(town.out)
