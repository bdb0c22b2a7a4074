"""A folder of YAML → Config. Every mistake is named with file and key, all of them at once, before anything starts."""

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.settings import FeedSettings, PipelineSettings
from pipeline.shipped import shipped
from pipeline.yaml_files import ConfigUnsound, Problem, read_mapping
from transforms.clean.patterns import failed_examples, pattern_rule
from transforms.clean.registry import Rule, code_rules
from transforms.extract.selectors import check_selector
from transforms.records import Feed
from transforms.retry import Retry
from transforms.web.limits import Limits
from transforms.web.urls import clean_url

FOLDERS = ("feeds", "cleaning")
FEED_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
ENVIRONMENT = re.compile(r"\$\{(\w+)\}")
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Config:
    """A sound configuration. `feeds` are the enabled ones, by id; `rules` are all cleaning rules, by name."""

    folder: Path
    feeds: tuple[Feed, ...]
    settings: PipelineSettings
    rules: Mapping[str, Rule]

    @property
    def limits(self) -> Limits:
        web = self.settings.web.model_dump()
        return Limits(**{**web, "allow_addresses": tuple(web["allow_addresses"])})

    @property
    def retry(self) -> Retry:
        return Retry(self.settings.retry.pause_seconds, self.settings.retry.max_attempts)

    @property
    def models(self) -> dict[str, str]:
        return dict(self.settings.annotate.models)


def load_config(folder: Path, *, need_feeds: bool = True, need_models: bool = True) -> Config:
    """The configuration of a folder, over the shipped defaults. ConfigUnsound with all mistakes that were found.

    `need_feeds`: a folder without a feed is a mistake. `need_models`: a model that is not installed is one.
    """
    if not folder.is_dir():
        raise ConfigUnsound([Problem(str(folder), "", "no such folder; name one with a feeds/ folder in it")])
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in FOLDERS and (near := difflib.get_close_matches(path.name, FOLDERS, 1, 0.75)):
            problems.append(Problem(str(path), "", f"is not read; did you mean {near[0]}/?"))
        read = path.name == "pipeline.yaml" or path.name.startswith(".")
        if path.suffix in (".yaml", ".yml") and not read:
            problems.append(Problem(str(path), "", "is not read; settings are in pipeline.yaml, feeds in feeds/"))
    settings = _settings(folder, problems)
    rules = _rules(folder, problems)
    feeds = _feeds(folder, rules, problems)
    if need_models:
        problems += _missing_models(folder, settings)
    if need_feeds and not feeds and not problems:
        problems.append(
            Problem(str(folder / "feeds"), "", "no feed is here; add feeds/<id>.yaml with one line, `url: https://…`")
        )
    if problems:
        raise ConfigUnsound(problems)
    return Config(folder, tuple(f for f, enabled in feeds if enabled), settings, rules)


def _settings(folder: Path, problems: list[Problem]) -> PipelineSettings:
    path = folder / "pipeline.yaml"
    if not path.exists():
        return PipelineSettings()
    row, found = read_mapping(path, str(path))
    row = {k: {} if v is None else v for k, v in row.items()}  # a section whose keys are all commented out
    problems += found
    return _validated(PipelineSettings, row, str(path), problems) or PipelineSettings()


def _rules(folder: Path, problems: list[Problem]) -> dict[str, Rule]:
    rules: dict[str, Rule] = dict(code_rules())
    for source in dict.fromkeys((shipped().resolve(), folder.resolve())):
        shown = folder if source == folder.resolve() else source
        for path in _yaml(source / "cleaning", problems):
            row, found = read_mapping(path, str(shown / "cleaning" / path.name))
            problems += found
            if found:
                continue
            try:
                rule = pattern_rule(path.stem, row)
            except ValueError as error:
                problems.append(Problem(str(shown / "cleaning" / path.name), "", str(error).removeprefix(f"{path.stem}: ")))
                continue
            # the examples of those that ship are tried by the suite; a user's are tried here, where nobody else would
            for failed in failed_examples(rule) if source != shipped().resolve() else ():
                problems.append(Problem(str(shown / "cleaning" / path.name), "", failed.removeprefix(f"{path.stem}: ")))
            rules[path.stem] = rule
    return dict(sorted(rules.items()))


def _feeds(folder: Path, rules: Mapping[str, Rule], problems: list[Problem]) -> list[tuple[Feed, bool]]:
    feeds: list[tuple[Feed, bool]] = []
    seen: dict[str, str] = {}
    for path in _yaml(folder / "feeds", problems):
        shown = str(path)
        row, found = read_mapping(path, shown)
        problems += found
        if not FEED_ID.fullmatch(path.stem):
            problems.append(Problem(shown, "", "the file's name is the feed's id; use a-z, 0-9, dots and hyphens"))
        if found:
            continue
        settings = _validated(FeedSettings, row, shown, problems)
        if settings is None:
            continue
        feed = _feed(path.stem, settings, rules, shown, problems)
        other = seen.setdefault(feed.url, shown)
        if other != shown:
            problems.append(Problem(shown, "url", f"is the address of {other} too; keep one of them"))
        feeds.append((feed, settings.enabled))
    return feeds


def _feed(ident: str, settings: FeedSettings, rules: Mapping[str, Rule], shown: str, problems: list[Problem]) -> Feed:
    url = clean_url(settings.url)
    if url is None:
        problems.append(Problem(shown, "url", f"'{settings.url}' is no address; it must start with http:// or https://"))
    for name in settings.skip_rules:
        if name not in rules:
            problems.append(Problem(shown, "skip_rules", _no_such(name, rules)))
    for selector in settings.prune:
        try:
            check_selector(selector)
        except ValueError as error:
            problems.append(Problem(shown, "prune", str(error)))
    headers = tuple((k, _filled(v, shown, k, problems)) for k, v in settings.headers.items())
    return Feed(
        id=ident,
        url=url or settings.url,
        name=settings.name or ident,
        language=settings.language,
        every_s=settings.every,
        tags=tuple(settings.tags),
        headers=headers,
        prune=tuple(settings.prune),
        skip_rules=tuple(settings.skip_rules),
        content=settings.content,
    )


def _filled(value: str, shown: str, key: str, problems: list[Problem]) -> str:
    """The header's value with `${NAME}` from the environment, so that secrets stay out of files."""

    def fill(match: re.Match[str]) -> str:
        if match[1] not in os.environ:
            problems.append(Problem(shown, f"headers: {key}", f"the environment has no {match[1]}; set it before the run"))
        return os.environ.get(match[1], "")

    filled = ENVIRONMENT.sub(fill, value)
    if not filled.isprintable() or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", key):
        problems.append(Problem(shown, f"headers: {key}", "is no header that can be sent; it must be one printable line"))
    return filled


def _missing_models(folder: Path, settings: PipelineSettings) -> Iterator[Problem]:
    # spaCy's own registry, read without importing spaCy, which takes half a second
    installed = sorted(point.name for point in metadata.entry_points(group="spacy_models"))
    for language, name in settings.annotate.models.items():
        if name not in installed:
            yield Problem(
                str(folder / "pipeline.yaml"),
                f"annotate.models.{language}",
                f"no spaCy pipeline '{name}' is installed; there are: {', '.join(installed) or 'none'}",
            )


def _yaml(folder: Path, problems: list[Problem]) -> list[Path]:
    if not folder.is_dir():
        return []
    for path in folder.iterdir():
        if path.suffix != ".yaml" and not path.name.startswith(".") and not path.name.endswith("~"):  # an editor's copy
            problems.append(Problem(str(path), "", "is not read; name it with .yaml, or move it away"))
    return sorted(p for p in folder.glob("*.yaml") if not p.name.startswith("."))


def _validated(model: type[Model], row: dict[str, Any], shown: str, problems: list[Problem]) -> Model | None:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        for mistake in error.errors(include_url=False):
            key = ".".join(str(part) for part in mistake["loc"])
            problems.append(Problem(shown, key, _sentence(model, mistake)))
        return None


WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list, such as [one, two]",
    "dict_type": "keys and values",
    "model_type": "keys and values",
}

BOUNDS = {
    "greater_than_equal": "at least",
    "less_than_equal": "at most",
    "greater_than": "more than",
    "less_than": "less than",
}


def _sentence(model: type[BaseModel], mistake: Any) -> str:
    kind, given, context = mistake["type"], mistake["input"], mistake.get("ctx", {})
    if kind == "extra_forbidden":
        return "unknown key; " + _no_such(str(mistake["loc"][-1]), _keys(model, mistake["loc"][:-1]))
    if kind == "missing":
        return "is missing; add `url: https://…` of the feed" if mistake["loc"] == ("url",) else "is missing"
    if kind in WANTED:
        quote = "; put it in quotes, YAML reads it as yes or no" if isinstance(given, bool) and kind == "string_type" else ""
        return f"must be {WANTED[kind]}, not {_shown(given)}{quote}"
    if kind == "value_error":
        return f"{context['error']}, not {_shown(given)}" if not isinstance(given, list) else str(context["error"])
    if kind == "string_pattern_mismatch" and mistake["loc"] == ("language",):
        return f"must be a language's code such as en or pt-BR, not {_shown(given)}"
    if kind in BOUNDS:
        return f"must be {BOUNDS[kind]} {next(iter(context.values()))}, not {_shown(given)}"
    if kind == "string_too_short":
        return "must not be empty"
    if kind == "literal_error":
        return f"must be {context['expected']}, not {_shown(given)}"
    return f"{mistake['msg'][0].lower()}{mistake['msg'][1:]}, not {_shown(given)}"


def _keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    for part in location:
        inner = model.model_fields[str(part)].annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return sorted(model.model_fields)


def _no_such(name: str, known: Mapping[str, Any] | list[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    hint = f" (did you mean '{close[0]}'?)" if close else ""
    return f"no '{name}'{hint}; there are: {', '.join(known)}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = repr(value) if not isinstance(value, bool) else str(value).lower()
    return text if len(text) < 60 else text[:57] + "…"


def fingerprint(folder: Path) -> frozenset[tuple[str, int, int]]:
    """What tells whether a config folder was changed: names, times and sizes of its files."""
    found = set()
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # an editor's copy, gone already
            at = path.stat()
            found.add((str(path), at.st_mtime_ns, at.st_size))
    return frozenset(found)
