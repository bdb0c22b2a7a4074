"""The work on one article, as it is sent to the process for pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from transforms.articles import Article, CleanArticle, Remake
from transforms.clean.clean import clean_article
from transforms.clean.furniture import Furniture, furniture_for_remake
from transforms.clean.registry import Rule, select_rules
from transforms.feeds import Feed
from transforms.supervised.limits import page_limit


@dataclass(frozen=True)
class CleanPage:
    """Article → CleanArticle. `rules`: all rules by name. `feeds`: by id; the first feed of an entry may skip rules."""

    rules: Mapping[str, Rule]
    feeds: Mapping[str, Feed]

    def __call__(self, article: Article) -> CleanArticle:
        feed, past = self.feeds.get(article.entry.feeds[0]), article.entry.past
        rules = select_rules(self.rules, feed.skip_rules if feed else ())
        with page_limit():
            if isinstance(past, Remake):
                rules = [
                    furniture_for_remake(past.furniture, article) if isinstance(rule, Furniture) else rule for rule in rules
                ]
            return clean_article(article, rules)
