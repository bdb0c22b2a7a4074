"""What names the version of this package names the one of `transforms/version.py`."""

import re
from pathlib import Path

import pytest

from transforms.version import VERSION

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        pytest.param("CHANGELOG.md", r"^## (\d+\.\d+\.\d+)", id="the newest entry of the changelog"),
        pytest.param("docs/running.md", r"image: pullquote:(\S+)", id="the image in the manifests of the docs"),
    ],
)
def test_it_is_the_same_everywhere(path: str, pattern: str):
    first, *others = re.findall(pattern, (ROOT / path).read_text(), re.M)
    assert first == VERSION
    assert path == "CHANGELOG.md" or {*others} <= {VERSION}


def test_the_build_reads_it_from_there():
    project = (ROOT / "pyproject.toml").read_text()
    assert 'dynamic = ["version"]' in project
    assert 'path = "transforms/version.py"' in project
