"""The configuration that the public functions work with."""

from functools import lru_cache
from pathlib import Path

from pipeline.config.defaults import shipped_config
from pipeline.config.load import Config, folder_fingerprint, load_config


def config_of(folder: str | Path | None) -> Config:
    """Returns the configuration of a folder, or the shipped one for None. Raises InvalidConfig.

    It is cached, and read again after a file in the folder has changed.
    """
    path = shipped_config() if folder is None else Path(folder)
    return _load(path, folder_fingerprint(path))


@lru_cache(maxsize=8)
def _load(folder: Path, state: frozenset[tuple[str, int, int]]) -> Config:
    return load_config(folder, need_feeds=False, need_environment=False)
