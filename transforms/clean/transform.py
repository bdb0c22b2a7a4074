"""The clean stage on Beam: Articles → (CleanArticles, Setbacks)."""

from collections.abc import Mapping
from typing import Any

import apache_beam as beam

from transforms.articles import Article, CleanArticle, Remake
from transforms.attempt import Attempt
from transforms.clean.clean import clean_article
from transforms.clean.furniture import Furniture, furniture_for_remake
from transforms.clean.registry import Rule, select_rules
from transforms.feeds import Feed
from transforms.retry import Retry
from transforms.watchdog import Watchdog


class Clean(beam.PTransform):
    """`rules`: all rules by name; the first feed of an entry may skip some by its config key `skip_rules`."""

    def __init__(self, rules: Mapping[str, Rule], feeds: Mapping[str, Feed], retry: Retry, watchdog: Watchdog) -> None:
        super().__init__()
        self.rules, self.feeds, self.retry, self.watchdog = dict(rules), dict(feeds), retry, watchdog

    def expand(self, articles: Any) -> Any:
        return articles | "Try" >> Attempt("clean", _Clean(self.rules, self.feeds), self.retry, self.watchdog)


class _Clean:
    def __init__(self, rules: dict[str, Rule], feeds: dict[str, Feed]) -> None:
        self.rules, self.feeds = rules, feeds

    def __call__(self, article: Article) -> CleanArticle:
        feed, past = self.feeds.get(article.entry.feeds[0]), article.entry.past
        rules = select_rules(self.rules, feed.skip_rules if feed else ())
        if isinstance(past, Remake):
            rules = [furniture_for_remake(past.furniture, article) if isinstance(rule, Furniture) else rule for rule in rules]
        return clean_article(article, rules)
