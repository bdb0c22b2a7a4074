"""Holds a parsed text as plain lists, which the components of the annotator read instead of spaCy's objects.

Offsets are code points into the article's text, and words are numbered through the whole article. So an article that was
parsed in parts looks like one that was parsed at once, and no `Doc` stays in memory.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc

from transforms.text import CONTROL, LONE_SURROGATE, Span, paragraphs

LONGEST = 5_000  # characters parsed at once: peak memory grows with the longest part, to 0.9 GB at 200,000
# A part is also cut within a long run without a space: for 5,000 punctuation marks the tokenizer took 2.4 s, and its time grows
# with the square of the length.
UNBROKEN = re.compile(r"\S{300}")

# Characters that the tokenizer handles badly. They are replaced by the same number of others, so that offsets stay valid.
OPENING_TWO = re.compile(r"(?:``|(?<!\S)'')(?=\S)")  # ``We'' and ''We'': replaced by a space and one mark
CLOSING_TWO = re.compile(r"''")
GLUED = re.compile(r"(?<=[\w)]),(?=[“\"]\w)|(?<=[\w)]:)[“\"](?=\w)")  # said,“Look and Reyes:"Look would be one token
ODD_SPACE = re.compile(rf"{CONTROL.pattern}|[\xa0\u2000-\u200a\u2028\u2029\u202f\u3000]")


class Name(NamedTuple):
    """A name that the model finds: words `first` to `last` (excluded), and the model's label."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Words:
    """The words of a text, as parallel lists.

    `form[i]` is `text[start[i]:end[i]]`. `tag`: fine-grained tag. `dep`: dependency label. `head`: number of the head word; the
    head of a root is the root itself. `names`: the model's names. `paragraphs`: first and last (excluded) word of each.
    """

    text: str
    form: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.form)

    def place(self, first: int, last: int) -> Span:
        """Returns the span in the text of words `first` to `last` (excluded)."""
        return Span(self.start[first], self.end[last - 1])

    def children(self) -> list[list[int]]:
        """Returns, for each word, the words that depend on it, in order."""
        out: list[list[int]] = [[] for _ in self.form]
        for i, h in enumerate(self.head):
            if h != i:
                out[h].append(i)
        return out

    def end_part(self, first: int, part: "Part") -> None:
        """Adds the words from `first` on, which are those of a part, to the paragraphs."""
        if part.begins or not self.paragraphs:
            self.paragraphs.append((first, len(self)))
        else:
            self.paragraphs[-1] = (self.paragraphs[-1][0], len(self))

    def shown_gender(self, i: int) -> str | None:
        """Returns `he` or `she` when the noun or given name `i` shows the gender in this language: never in English."""
        return None

    def reporters_words(self) -> Sequence[Span]:
        """Returns the places between quotation marks that are the reporter's: none in English."""
        return ()

    def reading(self, text: str, start: int, end: int) -> str:
        """Returns what the components read for the `text` of the words at these offsets: in English the text itself."""
        return text


class Part(NamedTuple):
    """A part of one paragraph, short enough to be parsed at once. `begins`: it is the first part of its paragraph."""

    start: int
    end: int
    begins: bool


def split_parts(text: str, longest: int = LONGEST) -> Iterator[Part]:
    """Yields the paragraphs of a text; those over `longest` characters in parts, cut after a sentence, at a space, or anywhere.

    >>> [text[p.start : p.end] for text in ["One two. Three"] for p in split_parts(text, longest=10)]
    ['One two. ', 'Three']
    """
    for start, end in paragraphs(text):
        begins = True
        for match in UNBROKEN.finditer(text, start, end):
            if match.end() < end:
                yield Part(start, match.end(), begins)
                start, begins = match.end(), False
        while end - start > longest:
            cut = max(text.rfind(mark, start + longest // 2, start + longest) for mark in (". ", ".” ", '." '))
            cut = text.find(" ", cut) + 1 if cut > 0 else text.rfind(" ", start + 1, start + longest) + 1 or start + longest
            yield Part(start, cut, begins)
            start, begins = cut, False
        yield Part(start, end, begins)


def for_parser(text: str) -> str:
    r"""Returns the text with the characters replaced that the tokenizer handles badly. Its length stays the same.

    >>> for_parser("''We won,'' he said,“all\0")
    ' "We won," he said “all '
    """
    text = LONE_SURROGATE.sub("\ufffd", ODD_SPACE.sub(" ", text.replace("―", "—")))
    return GLUED.sub(" ", CLOSING_TWO.sub('" ', OPENING_TWO.sub(' "', text)))


def join_parts(text: str, parsed: Iterable[tuple[Part, Doc]]) -> Words:
    """Returns the words of the whole text from its parsed parts, in order. White-space tokens are kept; their tag is `_SP`."""
    words = Words(text)
    label_of: dict[int, str] = {}  # spaCy's hash → string
    for part, doc in parsed:
        base, strings = len(words), doc.vocab.strings
        labels = doc.to_array(["TAG", "DEP"]).reshape(-1, 2)
        for out, column in ((words.tag, 0), (words.dep, 1)):
            keys = labels[:, column].tolist()
            label_of.update((key, strings[key]) for key in set(keys) - label_of.keys())
            out.extend(map(label_of.__getitem__, keys))
        numbers = doc.to_array(["HEAD", "IDX", "LENGTH"]).reshape(-1, 3).astype("int64")
        words.head.extend((numbers[:, 0] + range(base, base + len(doc))).tolist())
        starts = (numbers[:, 1] + part.start).tolist()
        ends = (numbers[:, 1] + numbers[:, 2] + part.start).tolist()
        words.start.extend(starts)
        words.end.extend(ends)
        words.form.extend(map(text.__getitem__, map(slice, starts, ends)))
        words.names.extend(Name(base + e.start, base + e.end, e.label_) for e in doc.ents)
        words.end_part(base, part)
    return words
