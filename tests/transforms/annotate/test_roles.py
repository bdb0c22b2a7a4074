"""Roles and affiliations: how many of the sentences in `roles.yaml` are answered right, and a table for each shape."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.annotate.entities.ids import folded
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]
Answer = tuple[str, str, str | None]

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "roles.yaml").read_text("utf-8"))


def roles_of(found: Annotations) -> set[Answer]:
    """(person, role, affiliation) as they are compared: case and accents apart."""
    return {
        (folded(e.name), r.role.lower(), folded(r.affiliation) if r.affiliation else None) for e in found.entities for r in e.roles
    }


def score(annotated: Annotate, rows: Iterable[dict[str, Any]]) -> tuple[float, float, list[str]]:
    """Precision and recall of whole answers, and the sentences that have a wrong or a missing one."""
    right = said = asked = 0
    wrong: list[str] = []
    for row in rows:
        gold = {(folded(who), role.lower(), folded(of) if of else None) for who, role, of in row["roles"]}
        found = roles_of(annotated(row["text"]))
        right, said, asked = right + len(gold & found), said + len(found), asked + len(gold)
        if gold != found:
            wrong.append(f"{row['text']}\n    + {sorted(found - gold, key=str)}\n    - {sorted(gold - found, key=str)}")
    return right / said, right / asked, wrong
