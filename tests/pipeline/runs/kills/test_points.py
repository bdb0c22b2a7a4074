"""Each point at which the tests beside this one kill a process names a function that exists."""

import importlib
import re
from pathlib import Path
from typing import Any

POINT = re.compile(r'"([a-z_.]+)((?:#\w+)*):(\w+)(?:@after)?"')


def test_each_point_names_a_function():
    """Also those of the slow rows, which would otherwise fail long after a function was renamed."""
    points = [point for path in Path(__file__).parent.glob("test_*.py") for point in POINT.findall(path.read_text())]
    assert len(points) > 20
    for module, classes, name in points:
        holder: Any = importlib.import_module(module)
        for part in classes.split("#")[1:]:
            holder = getattr(holder, part)
        assert callable(getattr(holder, name, None)), f"{module}{classes}:{name}"
