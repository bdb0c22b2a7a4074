"""The label at the head of a note: "Correction, May 3:", "Anmerkung der Redaktion –", "Fe de errores" on a line of its own."""

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.notes.words import (
    ABOUT_THE_TEXT,
    HOUSE_TALK,
    NEWSROOM_LABELS,
    NOUN_LABELS,
    STAMP_FILLERS,
    STAMP_WORDS,
    UPDATE,
)

LONGEST_HEAD = 120  # characters; a label with its date is shorter
FEWEST_WORDS = 3  # of a note: "Correction: 10 percent" is none


def _branches(labels: dict[str, str], prefix: str) -> str:
    return " | ".join(f"(?P<{prefix}{kind}>{pattern})" for kind, pattern in labels.items())


# " (3 May 2031", ", 3:15 p.m.": one word of a time or date
STAMP_PART = rf"""[\s,.(\[/|–—-]{{0,3}} (?<!\w)
        (?: \d{{1,4}} (?:[.:/h-]\d{{1,4}}){{0,2}} (?:st|nd|rd|th|er|º|h|[ap]\.?m\.?)? \.?
          | (?:{STAMP_WORDS})\.? | (?:{STAMP_FILLERS}) )
        (?!\w)"""
# "CORRECTION (3 May): …", "*Editor’s note – …", "Update, 3:15 p.m.: …", "Corrections" alone
HEAD = re.compile(rf"""(?xi)
    [\s*_>•●■▪►(\[–—-]{{0,6}}                               # a bullet, an italic mark or an opening bracket
    (?: {_branches(NEWSROOM_LABELS, "newsroom_")} | {_branches(NOUN_LABELS, "noun_")} )
    (?!\w) [*_]{{0,2}}
    (?P<stamp> (?: {STAMP_PART} ){{0,10}} ) [\])*_]{{0,3}}
    (?P<mark> \s*:(?!\d)[*_]{{0,2}} | \s*[–—](?=\s) | \s-(?=\s) | \s*$ | (?=\s) )
    (?: (?<=:) (?P<late_stamp> (?: {STAMP_PART} ){{1,10}} ) [\])*_]{{0,3}}    # "Correction: May 3, 2031: …"
        (?P<late_mark> \s*:(?!\d)[*_]{{0,2}} | \s*[–—](?=\s) | \s-(?=\s) | \s*$ ) )?
""")
DATED = re.compile(rf"(?xi) \d | \b(?:{STAMP_WORDS})\b")
REFERS = re.compile(rf"(?xi) \b(?:{ABOUT_THE_TEXT})\b")
HOUSE = re.compile(rf"(?xi) [\s*_(\[]{{0,4}} (?:{HOUSE_TALK})")
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"(?<!\S)\S+@\S+|(?:https?://|www\.)\S+")
ENDS_SENTENCE = re.compile(r"""[.!?…]["”’»)\]*_]{0,3}\s*$""")


@dataclass(frozen=True)
class Label:
    """The label of a line. `body`: what follows it on the line, empty for a label alone.

    `is_clear`: nothing but a note begins like this. Otherwise the label may be an ordinary noun, as in a subhead.
    """

    kind: str
    body: str
    is_clear: bool
    mark: str


def label_of(line: str) -> Label | None:
    """The label that the line begins with, or None.

    >>> label_of("Correction, May 3: The mill has two wheels.").body
    'The mill has two wheels.'
    >>> label_of("Correction facilities are full.")
    """
    head = _head(line[:LONGEST_HEAD])
    if not head or (head.end() == LONGEST_HEAD and len(line) > LONGEST_HEAD):
        return None
    group = next(name for name, found in head.groupdict().items() if found and name.startswith(("newsroom_", "noun_")))
    is_noun, dated = group.startswith("noun_"), bool(DATED.search(f"{head['stamp']} {head['late_stamp'] or ''}"))
    if is_noun and not head[group][0].isupper():
        return None
    body, mark = line[head.end() :].strip(), (head["mark"] if head["late_mark"] is None else head["late_mark"]).strip(" *_\t")
    label = Label(group.partition("_")[2], body, not is_noun or dated, mark)
    return label if _begins_note(label, dated=dated) else None


@lru_cache(maxsize=256)  # extraction and cleaning ask about the same lines
def _head(beginning: str) -> re.Match[str] | None:
    return HEAD.match(beginning)


def is_content(words: str) -> bool:
    """Whether what follows a label can be a note: a few words, and no request to the readers."""
    return len(WORD.findall(ADDRESS.sub(" ", words))) >= FEWEST_WORDS and not HOUSE.match(words)


def is_sentence(words: str) -> bool:
    """Whether the words end as a sentence does."""
    return bool(ENDS_SENTENCE.search(words))


def refers_to_text(words: str) -> bool:
    """Whether the words speak of a text or of an error in it."""
    return bool(REFERS.search(words))


def _begins_note(label: Label, *, dated: bool) -> bool:
    """Whether the words that look like a label are one, by what stands behind them."""
    if label.body and label.mark != ":" and not ((label.mark or dated) and _begins_sentence(label.body)):
        return False  # "Correction facilities are full.", "Correction – the word that traders fear – is back."
    if label.kind != UPDATE:
        return True
    followed = bool(label.mark) and is_sentence(label.body) if label.body else label.mark == ":"
    return dated and followed  # unlike a dateline: "Updated 3 May 2031 by Jane Roe"


def _begins_sentence(words: str) -> bool:
    first = words.lstrip("*_([¿¡\"“„«'‘")[:1]
    return first.isupper() or first.isdigit()
