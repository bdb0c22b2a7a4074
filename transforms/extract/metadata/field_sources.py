"""Statements of a page about one of its metadata fields: what each says, and why it was used or not."""

from dataclasses import dataclass

FROM_SITE_CONFIG = "the site's config points at it"


@dataclass(frozen=True)
class FieldSource:
    """One statement about a field. `source`: where it stands, e.g. `h1`, `og:title`, `json-ld`. `value`: what it says.

    `used`: whether the field's value comes from it. `why`: the reason, in words.
    """

    field: str
    source: str
    value: str
    used: bool
    why: str
