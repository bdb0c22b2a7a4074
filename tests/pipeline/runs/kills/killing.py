"""What the tests of kills share: the number of pages, a row that is slow, and the titles of the records."""

from functools import partial
from pathlib import Path

import pytest

from pipeline.commit_log.reading.queries import read_records
from pipeline.commit_log.state import load

PAGES = 16  # the fewest that make two shards
slow_row = partial(pytest.param, marks=pytest.mark.slow)  # the whole matrix is run by `make test-all`


def titles(out: Path) -> list[str]:
    return sorted(row["title"] for row in read_records(load(out)))
