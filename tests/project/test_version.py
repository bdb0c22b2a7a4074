"""What names the version of this package names the one of `transforms/version.py`."""

import re
from pathlib import Path

from transforms.version import VERSION

ROOT = Path(__file__).parents[2]


def test_the_manifests_of_the_docs_run_this_version():
    images = re.findall(r"image: pullquote:(\S+)", (ROOT / "docs" / "running.md").read_text())
    assert len(images) == 2
    assert {*images} == {VERSION}


def test_the_build_reads_it_from_there():
    project = (ROOT / "pyproject.toml").read_text()
    assert 'dynamic = ["version"]' in project
    assert 'path = "transforms/version.py"' in project
