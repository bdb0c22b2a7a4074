"""The files of the project's code, for the tests that guard its shape."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = [name for name in ("transforms", "pipeline", "pullquote", "tools") if (ROOT / name).is_dir()]
ALL_FILES = sorted(p.relative_to(ROOT) for package in PACKAGES for p in (ROOT / package).rglob("*.py"))
TEST_FILES = sorted(p.relative_to(ROOT) for p in (ROOT / "tests").rglob("*.py"))
