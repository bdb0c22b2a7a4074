"""A row of the gazetteer: one entity and the names that it goes by."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Alias:
    """One entity: its canonical `name`, its other names, and what is known of it.

    `type`: an entity type, or None where each text decides. `id`: the id to write into records, or None for the id that is
    computed from name and type. `own`: the row comes from the user's configuration and wins over the rows that ship.
    """

    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    id: str | None = None
    own: bool = False

    @property
    def all_names(self) -> tuple[str, ...]:
        """The canonical name first, then the others."""
        return (self.name, *self.aliases)
