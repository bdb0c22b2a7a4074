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

TYPE_CHECKING = False  # as `typing` has it; nothing is imported here, so that `__main__` can set `sys.path` right before
if TYPE_CHECKING:
    from pipeline.commit_log.store import BrokenLog
    from pipeline.config.yaml_io import InvalidConfig
    from pullquote._annotate import annotate
    from pullquote._errors import AnnotationFailed, OutputNotFound, UnknownFeed
    from pullquote._extract import extract
    from pullquote._read import read
    from pullquote._types import ExtractedArticle, FailureRow, QuoteRow
    from transforms.errors import LiveBlog, NoText, Paywall, PullquoteError, Unreadable
    from transforms.records import Annotations, Cue, EditorialNote, Entity, Mention, Quote, Record, Removal, Role, Speaker
    from transforms.version import VERSION as __version__  # noqa: N811

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
_MODULES = {
    "pipeline.commit_log.store": ("BrokenLog",),
    "pipeline.config.yaml_io": ("InvalidConfig",),
    "pullquote._annotate": ("annotate",),
    "pullquote._errors": ("AnnotationFailed", "OutputNotFound", "UnknownFeed"),
    "pullquote._extract": ("extract",),
    "pullquote._read": ("read",),
    "pullquote._types": ("ExtractedArticle", "FailureRow", "QuoteRow"),
    "transforms.errors": ("LiveBlog", "NoText", "Paywall", "PullquoteError", "Unreadable"),
    "transforms.records": (
        *("Annotations", "Cue", "EditorialNote", "Entity", "Mention", "Quote", "Record", "Removal", "Role", "Speaker"),
    ),
    "transforms.version": ("VERSION",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    from importlib import import_module

    there = "VERSION" if name == "__version__" else name
    if name == "VERSION" or there not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULE_OF[there]), there)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
