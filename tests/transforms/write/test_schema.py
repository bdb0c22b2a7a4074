"""Shapes derived from types."""

from dataclasses import dataclass
from typing import Any

import pytest

from transforms.write.schema import object_shapes, shape_of


@dataclass(frozen=True)
class Leaf:
    place: int


@dataclass(frozen=True)
class Branch:
    leaves: tuple[Leaf, ...]
    newest: Leaf | None


@dataclass(frozen=True)
class Tree:
    name: str
    branches: tuple[Branch, ...]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(str, "string", id="string"),
        pytest.param(int, "integer", id="integer"),
        pytest.param(float, "number", id="number"),
        pytest.param(bool, "boolean", id="boolean, which is no integer here"),
        pytest.param(str | None, "string or null", id="optional"),
        pytest.param(tuple[str, ...], "list of string", id="list"),
        pytest.param(tuple[float, float], "list of number", id="pair"),
        pytest.param(tuple[str, ...] | None, "list of string or null", id="optional list"),
        pytest.param(Leaf, "Leaf", id="object"),
        pytest.param(tuple[Leaf, ...], "list of Leaf", id="list of objects"),
        pytest.param(Leaf | None, "Leaf or null", id="optional object"),
    ],
)
def test_shapes(kind: Any, text: str) -> None:
    assert str(shape_of(kind)) == text


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(dict, id="dict"),
        pytest.param(bytes, id="bytes"),
        pytest.param(str | int, id="two types"),
        pytest.param(tuple[str, int], id="a pair of two types"),
        pytest.param(list[str], id="list, which can be changed"),
        pytest.param(Leaf(1), id="an object, not its type"),
    ],
)
def test_what_has_no_shape(kind: Any) -> None:
    with pytest.raises(TypeError, match="no JSON shape"):
        shape_of(kind)


def test_fields_and_objects_in_order() -> None:
    shape = shape_of(Tree)
    assert [name for name, _ in shape.fields] == ["name", "branches"]
    assert [found.name for found in object_shapes(shape)] == ["Tree", "Branch", "Leaf"]
