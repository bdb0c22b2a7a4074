import re
from collections.abc import Callable, Sequence

import pytest

from transforms.annotate.model import model
from transforms.annotate.parse import parse
from transforms.annotate.quotes.indirect.sentence_view import SentenceView, sentence_view
from transforms.annotate.quotes.marks.layer import find_quotation_marks
from transforms.annotate.quotes.sentences import split_sentences
from transforms.annotate.quotes.speakers.mentions import index_mentions
from transforms.records import Entity, Mention

NAME = re.compile(r"\[([^|\]]+)\|(\w+)\]")


class Reading:
    """A parsed text. It has the entities that it marks, and no others: "[Delta Union|organization] fears [Ana Brandt|person]."."""

    def __init__(self, marked: str) -> None:
        text, mentions = "", dict[tuple[str, str], list[Mention]]()
        end = 0
        for match in NAME.finditer(marked):
            text += marked[end : match.start()]
            start = len(text)
            text += match[1]
            mentions.setdefault((match[1], match[2]), []).append(Mention(match[1], start, len(text), "name"))
            end = match.end()
        self.text = text + marked[end:]
        (self.words,) = parse(model(), [self.text])
        self.entities = [Entity(f"id of {name}", name, kind, tuple(places), ()) for (name, kind), places in mentions.items()]
        self.mentions = index_mentions(self.words, self.entities)
        self.quoted = find_quotation_marks(self.words).quoted
        self.sentences = split_sentences(self.words, self.quoted)
        self.outside = frozenset(self.sentences[0].outside) if self.sentences else frozenset()

    def word(self, form: str) -> int:
        """The number of the first word with this form."""
        return self.words.form.index(form)

    def view(self, direct: Sequence[int] = (), n: int = 0) -> SentenceView:
        """The view of sentence `n`, for the rules for reported speech. `direct`: the numbers of its direct quotes."""
        return sentence_view(self.words, self.mentions.children, self.sentences[n], direct)

    def words_of(self, span: tuple[int, int] | None) -> str | None:
        """The text of words `first` to `last` (excluded)."""
        return None if span is None else self.text[slice(*self.words.place(*span))]

    def positions(self, view: SentenceView, first: int, last: int) -> str:
        """The words at positions `first` to `last` (excluded), with blanks between."""
        return " ".join(self.words.form[i] for i in view.numbers[first:last])


@pytest.fixture(scope="session")
def read() -> Callable[[str], Reading]:
    return Reading
