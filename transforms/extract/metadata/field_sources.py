"""Statements of a page about one of its metadata fields, each with the reason why it was used or not."""

from dataclasses import dataclass

FROM_SITE_CONFIG = "the site's config points at it"


@dataclass(frozen=True)
class FieldSource:
    """One statement about a field. `source`: its place, e.g. `h1`, `og:title`, `json-ld`. `value`: its text.

    `used`: whether the field's value comes from it. `why`: the reason, in words.
    """

    field: str
    source: str
    value: str
    used: bool
    why: str
