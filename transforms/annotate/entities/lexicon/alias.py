"""One who has many names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Alias:
    """`type`: one of ours, None where the text shall decide. `id`: to stand in the records. `own`: it is the user's.

    `name` is the canonical one.
    """

    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    id: str | None = None
    own: bool = False
