"""What was said of a field, by whom, and what came of it: the reason that `explain` gives for a title, a date, an author."""

from dataclasses import dataclass

HINTED = "the site's config points at it"


@dataclass(frozen=True)
class Witness:
    """One statement about a field. `source`: where it stands, e.g. `h1`, `og:title`. `why`: why it won, or why not."""

    field: str
    source: str
    said: str
    won: bool
    why: str
