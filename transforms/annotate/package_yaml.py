"""Reads the YAML files that ship inside the packages."""

from importlib.resources import files
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser, if it is installed, is ten times as fast


def read_package_yaml(package: str, name: str) -> Any:
    """Returns the data of the YAML file `name` in the folder of a package. `package`: its `__package__`."""
    return yaml.load((files(package) / name).read_text("utf-8"), LOADER)  # noqa: S506 - a SafeLoader
