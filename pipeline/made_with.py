"""The `made_with` field of a record: a short text with the versions of program, models, rules, site hints and own names."""

import hashlib
import inspect
import json
import sys
from collections.abc import Mapping
from dataclasses import astuple

from pipeline.config.load import Config
from pipeline.config.schema import QuotesSettings
from transforms.annotate.languages.installed import fingerprint
from transforms.clean.furniture import Furniture
from transforms.clean.patterns import PatternRule
from transforms.clean.registry import CodeRule, Rule
from transforms.rows import as_json
from transforms.version import VERSION


def made_with(config: Config) -> str:
    """The text, such as `pullquote 0.1.0; en en_core_web_sm-3.8.0; rules 5f1c22ab`. Equal texts give equal records of a page.

    `; sites …` is added if there are site hints, and `; names …` if the user has own names in `aliases.yaml`, and
    `; quotes …` if `quotes.least_confidence` is not the default.
    """
    models = [f"{language} {fingerprint(name)}" for language, name in sorted(config.models.items())]
    sites = [f"sites {_hash([as_json(hints) for hints in config.sites.values()])}"] if config.sites else []
    least = config.settings.quotes.least_confidence
    quotes = [f"quotes {least:g}"] if least != QuotesSettings().least_confidence else []
    names = [f"names {_hash([astuple(alias) for alias in config.aliases])}"] if config.aliases else []
    return "; ".join([f"pullquote {VERSION}", *models, f"rules {_rules_hash(config.rules)}", *sites, *names, *quotes])


def _rules_hash(rules: Mapping[str, Rule]) -> str:
    return _hash({name: _source(rule) for name, rule in rules.items()})


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:8]


def _source(rule: Rule) -> str:
    """The source code or the patterns of a rule, with the files that its module lists in `DATA`."""
    if isinstance(rule, CodeRule):
        module = sys.modules[rule.find_spans.__module__]
        data = [path.read_text(encoding="utf-8") for path in getattr(module, "DATA", ())]
        return "\n".join([inspect.getsource(module), *data])
    if isinstance(rule, PatternRule):
        return "\n".join(p.pattern for p in (*rule.lines, *rule.anywhere))
    if isinstance(rule, Furniture):
        return inspect.getsource(sys.modules[Furniture.__module__])
    raise TypeError(f"no source known for rule {rule.name!r}")
