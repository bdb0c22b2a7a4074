"""Loads a config folder. All mistakes are reported at once, each with its file and key, before anything starts."""

import difflib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.config.aliases import FILE as ALIASES
from pipeline.config.aliases import load_aliases
from pipeline.config.messages import unknown_name, validated
from pipeline.config.rules import load_rules
from pipeline.config.schema import FeedSettings, PipelineSettings
from pipeline.config.sites import load_sites
from pipeline.config.yaml_io import InvalidConfig, Problem, read_mapping, yaml_files
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.annotate.languages.installed import installed
from transforms.clean.registry import Rule
from transforms.extract.page.selectors import check_selector
from transforms.feeds import Feed, SiteHints
from transforms.retry import Retry
from transforms.web.limits import Limits
from transforms.web.urls import clean_url

FOLDERS = ("feeds", "cleaning", "sites")
FEED_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
ENVIRONMENT = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True)
class Config:
    """A valid configuration. `feeds` are the enabled feeds and `disabled` the others; `rules` holds all cleaning rules by
    name, `sites` the hints for pages by domain."""

    folder: Path
    feeds: tuple[Feed, ...]
    settings: PipelineSettings
    rules: Mapping[str, Rule]
    disabled: tuple[Feed, ...] = ()
    aliases: tuple[Alias, ...] = ()
    sites: Mapping[str, SiteHints] = field(default_factory=dict)

    @property
    def limits(self) -> Limits:
        web = self.settings.web.model_dump()
        return Limits(**{**web, "allow_addresses": tuple(web["allow_addresses"])})

    @property
    def retry(self) -> Retry:
        return Retry(self.settings.retry.pause_seconds, self.settings.retry.max_attempts)

    @property
    def models(self) -> dict[str, str]:
        """Language → spaCy pipeline, without languages that are switched off."""
        return {language: name for language, name in self.settings.annotate.models.items() if name}

    @property
    def feeds_without_model(self) -> dict[str, list[str]]:
        """Language without a model → ids of the feeds that declare it. A feed that declares none is not in it."""
        found: dict[str, list[str]] = {}
        for feed in self.feeds:
            language = (feed.language or "").split("-")[0].lower()
            if language and language not in self.models:
                found.setdefault(language, []).append(feed.id)
        return dict(sorted(found.items()))


def load_config(folder: Path, *, need_feeds: bool = True, need_models: bool = True, need_environment: bool = True) -> Config:
    """The configuration of a folder, on top of the shipped defaults. Raises InvalidConfig, which lists every mistake.

    `need_feeds`: a folder without feeds is a mistake. `need_models`: a spaCy model that is not installed is a mistake.
    `need_environment`: an environment variable that is used and not set is a mistake; else it is read as empty.
    """
    if not folder.is_dir():
        raise InvalidConfig([Problem(str(folder), "", "no such folder; name one that has a feeds/ folder in it")])
    problems: list[Problem] = [*_unread_paths(folder)]
    settings = _settings(folder, problems)
    rules = load_rules(folder, problems)
    own = load_aliases(folder, problems)
    feeds = _feeds(folder, rules, settings.recheck, problems)
    sites = load_sites(folder, problems)
    if need_models:
        problems += _missing_models(folder, settings)
    if need_feeds and not feeds and not problems:
        hint = "there is no feed here; add feeds/<id>.yaml with one line, `url: https://…`"
        problems.append(Problem(str(folder / "feeds"), "", hint))
    if not need_environment:
        problems = [p for p in problems if not p.unset]
    if problems:
        raise InvalidConfig(problems)
    enabled = tuple(feed for feed, is_enabled in feeds if is_enabled)
    disabled = tuple(feed for feed, is_enabled in feeds if not is_enabled)
    return Config(folder, enabled, settings, rules, disabled, own, sites)


def _unread_paths(folder: Path) -> Iterator[Problem]:
    """Folders and YAML files of a config folder that would silently not be read."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in FOLDERS and (near := difflib.get_close_matches(path.name, FOLDERS, 1, 0.75)):
            yield Problem(str(path), "", f"is not read; did you mean {near[0]}/?")
        is_read = path.name in ("pipeline.yaml", ALIASES) or path.name.startswith(".")
        if path.suffix in (".yaml", ".yml") and not is_read:
            yield Problem(str(path), "", "is not read; settings are in pipeline.yaml, feeds in feeds/")


def _settings(folder: Path, problems: list[Problem]) -> PipelineSettings:
    path = folder / "pipeline.yaml"
    if not path.exists():
        return PipelineSettings()
    row, found = read_mapping(path, str(path))
    row = {k: v for k, v in row.items() if v is not None}  # a section whose keys are all commented out
    problems += found
    return validated(PipelineSettings, row, str(path), problems) or PipelineSettings()


def _feeds(
    folder: Path, rules: Mapping[str, Rule], recheck: Sequence[float], problems: list[Problem]
) -> list[tuple[Feed, bool]]:
    feeds: list[tuple[Feed, bool]] = []
    seen: dict[str, str] = {}
    for path in yaml_files(folder / "feeds", problems):
        shown = str(path)
        row, found = read_mapping(path, shown)
        problems += found
        if not FEED_ID.fullmatch(path.stem):
            problems.append(Problem(shown, "", "the file's name is the feed's id; use a-z, 0-9, dots and hyphens"))
        if found:
            continue
        settings = validated(FeedSettings, row, shown, problems)
        if settings is None:
            continue
        feed = _feed(path.stem, settings, rules, shown, problems)
        feed = replace(feed, recheck_s=tuple(recheck if settings.recheck is None else settings.recheck))
        other = seen.setdefault(feed.url, shown)
        if other != shown:
            problems.append(Problem(shown, "url", f"is the address in {other} too; keep only one of them"))
        feeds.append((feed, settings.enabled))
    return feeds


def _feed(feed_id: str, settings: FeedSettings, rules: Mapping[str, Rule], file: str, problems: list[Problem]) -> Feed:
    url = clean_url(settings.url)
    if url is None:
        problems.append(Problem(file, "url", f"'{settings.url}' is not an address; it must start with http:// or https://"))
    for name in settings.skip_rules:
        if name not in rules:
            problems.append(Problem(file, "skip_rules", unknown_name(name, rules)))
    for selector in settings.prune:
        try:
            check_selector(selector)
        except ValueError as error:
            problems.append(Problem(file, "prune", str(error)))
    headers = tuple((k, _header_value(v, file, k, problems)) for k, v in settings.headers.items())
    return Feed(
        id=feed_id,
        url=url or settings.url,
        name=settings.name or feed_id,
        language=settings.language,
        every_s=settings.every,
        tags=tuple(settings.tags),
        headers=headers,
        prune=tuple(settings.prune),
        skip_rules=tuple(settings.skip_rules),
        content=settings.content,
        kind=settings.kind,
        identity=settings.identity,
        max_age_s=settings.max_age,
        skip=tuple(settings.skip),
    )


def _header_value(value: str, file: str, key: str, problems: list[Problem]) -> str:
    """A header's value with each `${NAME}` replaced from the environment, so that files need not hold secrets."""

    def fill(match: re.Match[str]) -> str:
        if match[1] not in os.environ:
            message = f"the environment has no {match[1]}; set it before the run"
            problems.append(Problem(file, f"headers: {key}", message, unset=True))
        return os.environ.get(match[1], "")

    filled = ENVIRONMENT.sub(fill, value)
    if not filled.isprintable() or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", key):
        problems.append(Problem(file, f"headers: {key}", "is not a valid header; it must be one printable line"))
    return filled


def _missing_models(folder: Path, settings: PipelineSettings) -> Iterator[Problem]:
    for language, name in settings.annotate.models.items():
        if name and name not in installed():
            yield Problem(
                str(folder / "pipeline.yaml"),
                f"annotate.models.{language}",
                f"no spaCy pipeline '{name}' is installed; there are: {', '.join(installed()) or 'none'}",
            )


def folder_fingerprint(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Names, modification times and sizes of the files of a config folder: it differs after any edit."""
    found = set()
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # an editor's temporary file that has been removed meanwhile
            at = path.stat()
            found.add((str(path), at.st_mtime_ns, at.st_size))
    return frozenset(found)
