"""A name as it stands in the text: what all entity mechanisms hand to each other."""

from typing import NamedTuple

NAME_TAGS = ("NNP", "NNPS")
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
AGES = range(10, 110)  # years


class Named(NamedTuple):
    """Words `first` to `last` (excluded) name something; `kind` is one of our types, as the model sees it.

    `carried`: the model did not see it here, only elsewhere in the text. `found`: a pattern or a list saw it, not the model.
    """

    first: int
    last: int
    kind: str
    carried: bool = False
    found: bool = False
