from pathlib import Path

from tools.record_docs import page

ROOT = Path(__file__).parent.parent.parent


def test_the_page_matches_the_types():
    assert (ROOT / "docs" / "records.md").read_text() == page(), "run `make docs`"
