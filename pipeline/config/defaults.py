"""Where the defaults lie: beside the package when installed, in `configs/` of a checkout. One source for both."""

from pathlib import Path


def shipped() -> Path:
    """The folder with the shipped pipeline.yaml, feeds/ and cleaning/."""
    inside = Path(__file__).parents[1] / "shipped"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "configs"


def default_config() -> Path:
    """What a command reads when no `--config` is given: `configs` of this folder if there is one, else the shipped one."""
    here = Path("configs")
    return here if here.is_dir() else shipped()
