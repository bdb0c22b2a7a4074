"""The errors that only the public functions raise."""

from transforms.errors import PullquoteError


class AnnotationFailed(PullquoteError):
    """A text could not be annotated because of a defect in Pullquote; `__cause__` is the original exception.

    `index`: the number of the text in the iterable, from 0.
    """

    def __init__(self, index: int, cause: Exception) -> None:
        super().__init__(f"text {index} can't be annotated: {type(cause).__name__}: {cause}")
        self.index = index


class OutputNotFound(PullquoteError):
    """The folder holds no output of a run."""


class UnknownFeed(PullquoteError):
    """No run has polled a feed of this id into the folder."""
