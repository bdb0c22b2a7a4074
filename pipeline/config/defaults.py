"""The folder of default configs: inside the package when installed, `configs/` in a checkout."""

from pathlib import Path


def shipped_config() -> Path:
    """The folder with the default pipeline.yaml, feeds/ and cleaning/."""
    inside = Path(__file__).parents[1] / "shipped"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "configs"


def default_config() -> Path:
    """The folder that a command reads without `--config`: `./configs` if it exists, else the defaults."""
    here = Path("configs")
    return here if here.is_dir() else shipped_config()
