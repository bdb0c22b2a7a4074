"""A page's metadata, read from its parts."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from transforms.extract.metadata.collect import Metadata, metadata
from transforms.extract.page.parse import parse

NOW = datetime(2026, 6, 1, tzinfo=UTC)
URL = "https://www.valley-news.example/2026/mill"


@pytest.fixture
def read() -> Callable[..., Metadata]:
    """A function that reads the metadata of HTML, JSON-LD (text is used as it is), an address and a feed's date."""

    def call(html: str, ld: Any = None, url: str = URL, **more: Any) -> Metadata:
        script = f'<script type="application/ld+json">{ld if isinstance(ld, str) else json.dumps(ld)}</script>' if ld else ""
        return metadata(parse((script + html).encode()), url, NOW, **more)

    return call
