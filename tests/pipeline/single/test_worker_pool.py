import os
from collections.abc import Sequence

import pytest

from pipeline.single.worker_pool import InputLine, LineResult, process_lines


def upper(lines: Sequence[InputLine]) -> list[LineResult]:
    return [LineResult(n.number, n.raw.upper()) for n in lines]


def deadly(lines: Sequence[InputLine]) -> list[LineResult]:
    if any(b"kill" in n.raw for n in lines):
        os._exit(9)
    return upper(lines)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_order_is_kept_and_blank_lines_are_counted(workers):
    lines = [b"a\n", b"\n", *(f"{n}\n".encode() for n in range(40))]
    found = list(process_lines(lines, upper, workers))
    assert [a.number for a in found] == [1, *range(3, 43)]
    assert [a.row for a in found] == [line.upper() for line in lines if line.strip()]


def test_a_line_that_kills_its_worker_is_named_and_the_rest_is_done():
    lines = [f"{'kill' if n == 11 else n}\n".encode() for n in range(24)]
    found = list(process_lines(lines, deadly, 2))
    assert [a.number for a in found if a.problem] == [12]
    assert [a.row for a in found if a.row] == [line for line in lines if b"kill" not in line]


def test_nothing_in_nothing_out():
    assert list(process_lines([], upper, 1)) == []
