"""Reads `sites/<domain>.yaml`, hints for the pages of a site. A user's file replaces the shipped one of that domain."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.config.defaults import shipped_config
from pipeline.config.messages import validated
from pipeline.config.schema import SiteSettings
from pipeline.config.yaml_io import Problem, read_mapping, yaml_files
from transforms.extract.page.selectors import check_selector
from transforms.feeds import SiteHints

DOMAIN = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*")


def load_sites(folder: Path, problems: list[Problem]) -> dict[str, SiteHints]:
    """The hints by domain. Mistakes are added to `problems`, each with its file and key."""
    sites: dict[str, SiteHints] = {}
    for source in dict.fromkeys((shipped_config().resolve(), folder.resolve())):
        shown = folder if source == folder.resolve() else source
        files: dict[str, str] = {}
        for path in yaml_files(source / "sites", problems):
            name = str(shown / "sites" / path.name)
            row, found = read_mapping(path, name)
            found += _name_problems(path.stem, name, files)
            settings = None if found else validated(SiteSettings, row, name, found)
            if settings:
                found += _selector_problems(settings, name)
                domain = path.stem.removeprefix("www.")
                sites[domain] = SiteHints(domain, **{key: tuple(value) for key, value in settings})
            problems += found
    return dict(sorted(sites.items()))


def _name_problems(stem: str, name: str, files: dict[str, str]) -> Iterator[Problem]:
    if not DOMAIN.fullmatch(stem):
        yield Problem(name, "", "the file's name is the site's domain; use a-z, 0-9, dots and hyphens")
    other = files.setdefault(stem.removeprefix("www."), name)
    if other != name:
        yield Problem(name, "", f"is for the same site as {other}; keep only one of them")


def _selector_problems(settings: SiteSettings, name: str) -> Iterator[Problem]:
    if not any(selectors for _, selectors in settings):
        yield Problem(name, "", f"has no key; it may have: {', '.join(key for key, _ in settings)}")
    for key, selectors in settings:
        for selector in selectors:
            try:
                check_selector(selector)
            except ValueError as error:
                yield Problem(name, key, str(error))
