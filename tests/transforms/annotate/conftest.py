from collections.abc import Callable

import pytest

from transforms.annotate.annotator import Annotator
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]


@pytest.fixture(scope="session")
def annotated() -> Annotate:
    """What the default pipeline finds in one English text."""
    annotator = Annotator()

    def run(text: str) -> Annotations:
        (found,) = annotator.annotate([(text, "en")])
        assert isinstance(found, Annotations), found
        return found

    return run
