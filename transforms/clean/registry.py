"""The cleaning rules by name. Each file in `rules/` is a rule; rules made of patterns come from configs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from transforms.articles import Article
from transforms.clean import rules
from transforms.text import Span


class Rule(Protocol):
    """Marks spans of `article.text` that are not part of the article, without cutting them."""

    @property
    def name(self) -> str: ...

    def find(self, article: Article) -> Iterable[Span]: ...


@dataclass(frozen=True)
class CodeRule:
    """A rule in a file of `rules/`: its name and its function `find`.

    `by_evidence`: its file has `BY_EVIDENCE = True`. What another rule cuts too is named after that one, which knows more.
    """

    name: str
    find_spans: Callable[[Article], Iterable[Span]]
    by_evidence: bool = False

    def find(self, article: Article) -> Iterable[Span]:
        return self.find_spans(article)


def code_rules() -> dict[str, CodeRule]:
    """The rules in `rules/` by name, in the order of their names."""
    names = sorted(module.name for module in iter_modules(rules.__path__) if not module.name.startswith("_"))
    modules = {name: import_module(f"{rules.__name__}.{name}") for name in names}
    return {name: CodeRule(name, module.find, getattr(module, "BY_EVIDENCE", False)) for name, module in modules.items()}


def select_rules(known: Mapping[str, Rule], skip: Iterable[str] = ()) -> list[Rule]:
    """The rules without those in `skip`, in the order of their names, those by evidence last.

    Raises ValueError for an unknown name.

    >>> select_rules(code_rules(), ["pols"])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: no 'pols'; there are: author_lines, polls, pull_quotes, ...
    """
    skip = list(skip)
    for name in skip:
        if name not in known:
            raise ValueError(f"no {name!r}; there are: {', '.join(sorted(known)) or 'none'}")
    return sorted((known[name] for name in known if name not in skip), key=_order)


def _order(rule: Rule) -> tuple[bool, str]:
    return isinstance(rule, CodeRule) and rule.by_evidence, rule.name
