"""Clean articles from news pages, quotes and entities from texts, and typed rows from the output of a run.

>>> import pullquote
>>> annotations = pullquote.annotate("“We will keep the ferry,” said Ines Okonkwo, the treasurer of Velmarsh.", language="en")
>>> quote = annotations.quotes[0]
>>> quote.speaker.name, quote.said
('Ines Okonkwo', 'We will keep the ferry.')

The functions are `extract` (a page → `ExtractedArticle`), `annotate` (texts → `Annotations`) and `read` (an output folder →
`Record`, `QuoteRow` or `FailureRow`). Every error that they raise on purpose is a `PullquoteError`. `docs/python.md` has a page
of examples. Names that are not in `__all__`, and the packages `pipeline` and `transforms`, may change between releases.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from pullquote._errors import AnnotationFailed, OutputNotFound, UnknownFeed
from pullquote._types import ExtractedArticle, FailureRow, QuoteRow
from transforms.errors import LiveBlog, NoText, Paywall, PullquoteError, Unreadable
from transforms.records import Annotations, Cue, EditorialNote, Entity, Mention, Quote, Record, Removal, Role, Speaker
from transforms.version import VERSION

if TYPE_CHECKING:
    from pipeline.commit_log.store import BrokenLog
    from pipeline.config.yaml_io import InvalidConfig
    from pullquote._annotate import annotate
    from pullquote._extract import extract
    from pullquote._read import read

__version__ = VERSION
__all__ = [
    "AnnotationFailed",
    "Annotations",
    "BrokenLog",
    "Cue",
    "EditorialNote",
    "Entity",
    "ExtractedArticle",
    "FailureRow",
    "InvalidConfig",
    "LiveBlog",
    "Mention",
    "NoText",
    "OutputNotFound",
    "Paywall",
    "PullquoteError",
    "Quote",
    "QuoteRow",
    "Record",
    "Removal",
    "Role",
    "Speaker",
    "UnknownFeed",
    "Unreadable",
    "__version__",
    "annotate",
    "extract",
    "read",
]

# Imported at first use: spaCy and trafilatura take a second, and a program that only reads an output folder needs neither.
_LAZY = {
    "BrokenLog": "pipeline.commit_log.store",
    "InvalidConfig": "pipeline.config.yaml_io",
    "annotate": "pullquote._annotate",
    "extract": "pullquote._extract",
    "read": "pullquote._read",
}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
