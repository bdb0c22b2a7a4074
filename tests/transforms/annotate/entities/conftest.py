import re
from collections.abc import Callable

import pytest

from transforms.annotate.entities.names.name_mention import NameMention
from transforms.annotate.model import model
from transforms.annotate.parse import parse
from transforms.annotate.words import Words

TOKEN = re.compile(r"(\[)?(\+)?([^\]]*)(?:\](\w*))?")


def build_words(text: str) -> tuple[Words, list[NameMention]]:
    """Tokens without the model, and the names that the text marks: "Mayor [Ana Brandt]person spoke/VBD".

    Tokens are separated by spaces; one with a "+" before it stands without a space. A token is `form/tag/dep/head`, where all but
    the form may be left out: capitals are then NNP, other words NN, and each token is a root. A line is a paragraph.
    """
    words, mentions = Words(""), list[NameMention]()
    first_of_name = 0
    for line in text.split("\n"):
        first = len(words)
        if first:
            words.text += "\n"
        for match in map(TOKEN.fullmatch, line.split()):
            assert match is not None, line
            opens, glued, token, kind = match.groups()
            form, tag, dep, head = [token, "", "", ""] if token == "/" else [*token.split("/"), "", "", ""][:4]
            words.text += "" if glued or len(words) == first else " "
            words.start.append(len(words.text))
            words.text += form
            words.end.append(len(words.text))
            words.tag.append(tag or ("NNP" if form[0].isupper() else "NN"))
            words.dep.append(dep or "ROOT")
            words.head.append(int(head) if head else len(words))
            if opens:
                first_of_name = len(words)
            words.form.append(form)
            if kind is not None:
                mentions.append(NameMention(first_of_name, len(words), kind or "person"))
        words.paragraphs.append((first, len(words)))
    return words, mentions


@pytest.fixture(scope="session")
def build() -> Callable[[str], tuple[Words, list[NameMention]]]:
    """See `build_words`."""
    return build_words


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Words]:
    """The words of a text as the default model parses it."""

    def run(text: str) -> Words:
        (words,) = parse(model(), [text])
        return words

    return run
