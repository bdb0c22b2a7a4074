"""The clean stage on Beam: Articles → (CleanArticles, Setbacks)."""

from collections.abc import Mapping
from typing import Any

import apache_beam as beam

from transforms.attempt import Attempt
from transforms.clean.registry import Rule
from transforms.clean.work import CleanPage
from transforms.feeds import Feed
from transforms.retry import Retry
from transforms.watchdog import Watchdog


class Clean(beam.PTransform):
    """`rules`: all rules by name; the first feed of an entry may skip some by its config key `skip_rules`."""

    def __init__(self, rules: Mapping[str, Rule], feeds: Mapping[str, Feed], retry: Retry, watchdog: Watchdog) -> None:
        super().__init__()
        self.rules, self.feeds, self.retry, self.watchdog = dict(rules), dict(feeds), retry, watchdog

    def expand(self, articles: Any) -> Any:
        return articles | "Try" >> Attempt("clean", CleanPage(self.rules, self.feeds), self.retry, self.watchdog)
