"""The mention of a name, as the modules of this package produce it and the clusters use it."""

from typing import Literal, NamedTuple

Source = Literal["model", "rule", "propagated"]


class NameMention(NamedTuple):
    """A name at tokens `first` to `last` (excluded). `kind`: the entity type.

    `source`: how the mention was found. "model": by the spaCy pipeline. "rule": by a pattern or a list. "propagated": the name
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
