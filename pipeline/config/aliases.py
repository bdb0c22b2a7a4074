"""Reads `aliases.yaml`, the user's own names, and reports each mistake with its row and key."""

import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.config.messages import validated
from pipeline.config.yaml_io import Problem, read_list
from transforms.annotate.entities.lexicon.alias import Alias

FILE = "aliases.yaml"
WIKIDATA = r"Q[1-9]\d*"


class AliasSettings(BaseModel):
    """One row of `aliases.yaml`."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    name: str = Field(min_length=1, pattern=r"\w")
    aliases: list[str] = []
    type: Literal["person", "organization", "place", "group", "event", "work", "product", "law", "other"] | None = None
    id: str | None = Field(None, min_length=1, pattern=r"^\S+$")
    wikidata: str | None = None

    @field_validator("wikidata")
    @classmethod
    def is_wikidata_id(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(WIKIDATA, value):
            raise ValueError(f"'{value}' is no Wikidata id; write it as Q90")
        return value

    @property
    def wikidata_id(self) -> str | None:
        """`wikidata`, or an `id` that is written like one."""
        return self.wikidata or (self.id if re.fullmatch(WIKIDATA, self.id or "") else None)


def load_aliases(folder: Path, problems: list[Problem]) -> tuple[Alias, ...]:
    """The rows in the order of the file, empty without one. Mistakes are added to `problems`."""
    path = folder / FILE
    if not path.exists():
        return ()
    rows, found = read_list(path, str(path))
    problems += found
    out: list[Alias] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, 1):
        mistakes: list[Problem] = []
        if not isinstance(row, dict) or not all(isinstance(key, str) for key in row):
            problems.append(Problem(str(path), f"row {number}", "must hold keys and values such as `name: …`"))
            continue
        settings = validated(AliasSettings, row, str(path), mistakes)
        problems += [Problem(p.file, f"row {number}: {p.key}", p.what) for p in mistakes]
        if settings is None:
            continue
        alias = Alias(
            settings.name, tuple(settings.aliases), settings.type, settings.id, own=True, wikidata=settings.wikidata_id
        )
        for key, form in (*(("aliases", form) for form in dict.fromkeys((alias.name, *alias.aliases))), ("id", alias.id or "")):
            other = seen.setdefault((key, form), number)
            if form and other != number:
                problems.append(
                    Problem(str(path), f"row {number}: {key}", f"'{form}' is in row {other} too; keep only one of them")
                )
            if not form.strip() and key == "aliases":
                problems.append(Problem(str(path), f"row {number}: {key}", "must not be empty"))
        out.append(alias)
    return tuple(out)
