"""A desk whose feed has four articles."""

import pytest

from tests.pipeline.runs.faults.ferries import with_ferries


@pytest.fixture
def ferries(desk):
    return with_ferries(desk)
