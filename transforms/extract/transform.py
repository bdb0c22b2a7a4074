"""The extract stage on Beam: Pages → (Articles, Setbacks)."""

from collections.abc import Mapping
from typing import Any

import apache_beam as beam

from transforms.attempt import Attempt
from transforms.extract.work import ExtractPage
from transforms.feeds import Feed, SiteHints
from transforms.retry import Retry
from transforms.watchdog import Watchdog


class Extract(beam.PTransform):
    """Extracts the article of each page.

    `feeds`: by id; the first feed of an entry decides what is pruned from its page. `sites`: hints by domain.
    """

    def __init__(self, feeds: Mapping[str, Feed], sites: Mapping[str, SiteHints], retry: Retry, watchdog: Watchdog) -> None:
        super().__init__()
        self.work, self.retry, self.watchdog = ExtractPage(dict(feeds), dict(sites)), retry, watchdog

    def expand(self, pages: Any) -> Any:
        return pages | "Try" >> Attempt("extract", self.work, self.retry, self.watchdog)
