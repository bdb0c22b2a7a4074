"""A row of the gazetteer: one entity and its names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Alias:
    """One entity. `name`: its canonical name. `aliases`: its other names.

    `type`: the entity type, or None when it depends on the text. `id`: the id to write into records, or None for the id that is
    computed from name and type. `own`: the row comes from the user's configuration and takes precedence over shipped rows.
    `wikidata`: its Wikidata id, or None.
    """

    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    id: str | None = None
    own: bool = False
    wikidata: str | None = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """The canonical name first, then the others."""
        return (self.name, *self.aliases)
