"""The mention of a name: what the mechanisms that find names give to each other and to the clusters."""

from typing import Literal, NamedTuple

Source = Literal["model", "rule", "propagated"]


class NameMention(NamedTuple):
    """Tokens `first` to `last` (excluded) name something of the entity type `kind`.

    `source`: how the name was found here. "model": by the spaCy pipeline. "rule": by a pattern or a list. "propagated": it
    was found elsewhere in the text.
    """

    first: int
    last: int
    kind: str
    source: Source = "model"

    @property
    def tokens(self) -> range:
        """The numbers of its tokens."""
        return range(self.first, self.last)

    @property
    def length(self) -> int:
        """The number of its tokens."""
        return self.last - self.first
