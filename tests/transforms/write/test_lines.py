"""JSON lines: writing, reading and rewriting of rows."""

import io
from typing import Any

import pytest

from transforms.write.lines import dump_lines, json_line, read_lines, rewrite_lines


@pytest.mark.parametrize(
    ("value", "line"),
    [
        pytest.param({"a": 1}, b'{"a":1}\n', id="compact"),
        pytest.param({"a": "“é”"}, '{"a":"“é”"}\n'.encode(), id="text as it is"),
        pytest.param({"a": "x\ny"}, b'{"a":"x\\ny"}\n', id="one line"),
        pytest.param({"a": "é\ud800"}, b'{"a":"\\u00e9\\ud800"}\n', id="a lone surrogate is escaped"),
    ],
)
def test_a_line(value: Any, line: bytes) -> None:
    assert json_line(value) == line
    assert list(read_lines([line])) == [value]


def test_blank_lines_are_no_rows() -> None:
    assert list(read_lines([b'{"a":1}\n', b"\n", b" \n", b'{"a":2}'])) == [{"a": 1}, {"a": 2}]


def test_all_rows_are_dumped_in_order() -> None:
    out = io.BytesIO()
    dump_lines([{"a": 2}, {"a": 1}], out)
    assert out.getvalue() == b'{"a":2}\n{"a":1}\n'


@pytest.mark.parametrize(
    ("source", "result", "dropped"),
    [
        pytest.param([b'{ "a": 1 }\n'], b'{ "a": 1 }\n', [], id="untouched: byte for byte"),
        pytest.param([b'{ "a": 1 }'], b'{ "a": 1 }\n', [], id="the last line break is added"),
        pytest.param([b'{"a": 2}\n'], b'{"a":20}\n', [], id="changed"),
        pytest.param([b'{"a": 3}\n'], b"", [0], id="dropped"),
        pytest.param(
            [b'{"a":1}\n', b"\n", b'{"a":3}\n', b'{"a":1}\n'], b'{"a":1}\n{"a":1}\n', [1], id="places without blank lines"
        ),
    ],
)
def test_rewriting(source: list[bytes], result: bytes, dropped: list[int]) -> None:
    def change(row: dict[str, Any]) -> dict[str, Any] | None:
        return {1: row, 2: {"a": 20}, 3: None}[row["a"]]

    out = io.BytesIO()
    assert rewrite_lines(source, change, out) == dropped
    assert out.getvalue() == result
