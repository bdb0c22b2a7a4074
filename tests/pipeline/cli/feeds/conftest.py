"""A config folder of a user, with loopback allowed."""

from pathlib import Path

import pytest


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    (folder / "feeds").mkdir(parents=True)
    (folder / "pipeline.yaml").write_text("web: {allow_addresses: [127.0.0.0/8], delay_seconds: 0, deadline_seconds: 120}\n")
    return folder
