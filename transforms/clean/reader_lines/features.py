"""What is measured of a line, as numbers: its length and shape, the word groups it uses, and how the page marks it up."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from transforms.articles import LineMarkup
from transforms.clean.reader_lines.lexicon import MOST_KNOWN, Token, group_names, lexicon
from transforms.clean.reader_lines.links import is_article, is_service

Numbers = NDArray[np.float32]
Kind = tuple[str, bool]  # the tag of a line, and whether all of it is emphasized
# Groups that do not name a service of the paper, but tell how a line speaks.
MANNER = ("you", "we", "he_she_they", "said", "ask", "offer", "control", "past")
SHAPE = (
    "words", "sentences", "ends_sentence", "ends_question", "ends_colon", "questions", "quoted", "opens_quoted", "separators",
    "bracketed", "money", "contacts", "capitalized", "upper", "digits", "asks", "first_asks", "ask_share", "services",
    "service_share", "covered",
)  # fmt: skip
AMONG_LINES = ("content_words", "topical", "like_headings", "like_questions")
MARKUP = (
    "linked", "emphasized", "heading", "item", "blockquote", "box", "form", "aside", "figure", "known", "service_link",
    "article_link", "outside_link", "dropped_before", "dropped_after",
)  # fmt: skip
PROSE_TAGS = frozenset(("p", "br", "article", "section", "main", "body"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend"))
MOST_WORDS = 100  # longer lines are all alike
# A line of PROSE_WORDS words or more, none of them in a group of SIGNS, is prose: its words are not counted by group. Of its
# words, those of PROSE_CONTENT letters or more tell of the subject.
PROSE_WORDS, PROSE_CONTENT = 20, 6
SIGNS = (
    "you", "we", "reader", "mail", "pay", "consent", "vote", "give", "app", "social", "ads", "rights", "author", "this_text",
)  # fmt: skip
PUNCTUATION = ".,;:!?…()[]\"“”„«»‘’'"
SHORTEST_CONTENT, STEM = 4, 6  # letters of a word that tells of the subject, and by how many of them it is known again
MOST_CONTENT, MOST_HITS = 10, 3  # higher counts are all alike
OPENING_QUOTES = "\"“„«'‘"
OPENING_BRACKET = re.compile(r"^[(\[{]|\{\{|\[\[")
MOST_LIKE = 5  # other lines of a kind; more make no difference
LONGEST = 300  # characters of a line that are read; lines that speak to the reader are hardly longer
QUOTATION = re.compile(r"[\"“”„«»‟].{8,1000}?[\"“”„«»‟]")
SEPARATOR = re.compile(r"[|•·›»☐□▢◯○►▶✓✔→⇒@#]| / ")
CONTACT = re.compile(r"""(?x)
    [\w.+-]{1,64}@[\w-]{1,63}\.\w | (?<!\w)@\w{2,30} | https?:// | www\.
  | \b[\w-]{2,60}\.(?:com|org|net|example|de|fr|es|co|io|ca)\b
  | \+?\d[\d\s()./-]{6,18}\d
""")
CONTACT_SIGN = re.compile(r"@|www|://|\.[a-z]|\d[\d\s()./-]{6}")  # a contact has one of these
MONEY = re.compile(r"[$€£¥]\s?\d|\d\s?[$€£%]")
SENTENCE_END = re.compile(r"[.!?…][\"”’»“)\]]*(?=\s|$)")


@cache
def feature_names() -> tuple[str, ...]:
    """The names of the features, in the order of the columns."""
    groups = group_names()
    return (*SHAPE, *(f"has_{g}" for g in groups), *(f"share_{g}" for g in groups), *AMONG_LINES, *MARKUP)


def line_features(lines: Sequence[str], markup: Sequence[LineMarkup | None], language: str | None) -> Numbers:
    """The features of lines: [line, feature]. `markup`: how the page marks up each line; None when that is not known."""
    if not lines:
        return np.zeros((0, len(feature_names())), np.float32)
    alone = [_alone(line, language) for line in lines]
    in_lines = Counter(chain.from_iterable(content for _, content in alone))
    shared = {word for word, count in in_lines.items() if count > 1}
    like = _lines_alike(lines, markup)
    around = [(*_subject(content, shared), *like[i], *_markup(markup[i])) for i, (_, content) in enumerate(alone)]
    return np.concatenate([np.stack([numbers for numbers, _ in alone]), np.array(around, np.float32)], axis=1)


@lru_cache(maxsize=2048)  # all rules are applied again to what is left of a text
def _alone(line: str, language: str | None) -> tuple[Numbers, frozenset[str]]:
    """The numbers of a line by itself, and its words that tell of the subject."""
    beginning, words = line[:LONGEST], line.count(" ") + 1
    row = np.zeros(len(SHAPE) + 2 * len(group_names()), np.float32)
    split = beginning.split()
    if len(split) >= PROSE_WORDS:
        stems = set()
        for word in split:
            is_sign, stem = _known_word(word, language)
            if is_sign:
                break
            stems.add(stem)
        else:
            numbers = _prose_shape(beginning, words)
            row[: len(numbers)] = numbers
            return row, frozenset(stems - {""})
    tokens = lexicon(language).tokens(beginning)
    shares, hits = _words_and_groups(tokens)
    row[: len(SHAPE)] = (*_shape(beginning, words), *shares)
    for group, hit in hits.items():  # few groups have a word in a line
        row[len(SHAPE) + group] = min(hit, MOST_HITS)
        row[len(SHAPE) + len(group_names()) + group] = hit / len(tokens)
    return row, _content(tokens)


@lru_cache(maxsize=MOST_KNOWN)
def _known_word(word: str, language: str | None) -> tuple[bool, str]:
    """Whether a word, with the marks around it, is in a group of `SIGNS`; by which letters it is known again, if it tells of a
    subject."""
    is_sign = not lexicon(language).groups_as_written(word).isdisjoint(_signs())
    return is_sign, word.strip(PUNCTUATION).lower()[:STEM] if len(word) >= PROSE_CONTENT else ""


@cache
def _signs() -> frozenset[int]:
    """The groups without a word of which a long line is prose, and is not looked at more closely."""
    return frozenset(map(group_names().index, SIGNS))


def _lines_alike(lines: Sequence[str], markup: Sequence[LineMarkup | None]) -> list[tuple[int, int]]:
    """How many other headings, and how many other questions, the page marks up as it does the line."""
    kinds = [_kind(mark) for mark in markup]
    headings = Counter[Kind | None](kind for kind in kinds if kind and (kind[0] in HEADINGS or kind[1]))
    questions = Counter[Kind | None](kind for line, kind in zip(lines, kinds, strict=True) if line.endswith("?"))
    return [
        (
            min(MOST_LIKE, max(0, headings[kind] - 1)),
            min(MOST_LIKE, max(0, questions[kind] - 1)) if line.endswith("?") else 0,
        )
        for line, kind in zip(lines, kinds, strict=True)
    ]


def _kind(mark: LineMarkup | None) -> Kind | None:
    """By this, the subheads and the questions of an article are alike."""
    return (mark.tag, mark.emphasized > 0.9) if mark else None


def _content(tokens: Sequence[Token]) -> frozenset[str]:
    """The words that tell of the subject: long enough, and in no group."""
    return frozenset(text.lower()[:STEM] for text, groups, _ in tokens if not groups and len(text) >= SHORTEST_CONTENT)


def _subject(content: frozenset[str], shared: Set[str]) -> tuple[float, float]:
    """How many words tell of the subject, and the share of them that other lines have too. `shared`: words of several lines."""
    return min(len(content), MOST_CONTENT), len(content & shared) / len(content) if content else 0.0


def _shape(line: str, words: int) -> tuple[float, ...]:
    """Length, sentences, quotation and signs."""
    text = line.rstrip()
    return (
        min(words, MOST_WORDS),
        len(SENTENCE_END.findall(text)),
        SENTENCE_END.search(text[-4:]) is not None,
        text.endswith("?"),
        text.endswith(":"),
        text.count("?"),
        sum(len(match[0]) for match in QUOTATION.finditer(line)) / max(1, len(line)),
        line[:1] in OPENING_QUOTES,
        len(SEPARATOR.findall(line)),
        OPENING_BRACKET.search(line) is not None,
        len(MONEY.findall(line)),
        len(CONTACT.findall(line)) if CONTACT_SIGN.search(line) else 0,
    )


def _prose_shape(line: str, words: int) -> tuple[float, ...]:
    """As `_shape`, for prose, in which signs and contacts do not count."""
    quoted = sum(len(match[0]) for match in QUOTATION.finditer(line)) / len(line)
    ends = SENTENCE_END.search(line[-4:]) is not None
    return (
        min(words, MOST_WORDS), line.count(". ") + ends, ends, line.endswith("?"), line.endswith(":"), line.count("?"), quoted,
        line[:1] in OPENING_QUOTES, 0, 0, 0, 0,
    )  # fmt: skip


def _words_and_groups(tokens: Sequence[Token]) -> tuple[tuple[float, ...], dict[int, int]]:
    """Shares of words by how they are written, of those that ask or name a service; and group → number of its words.

    Verbs that ask count where they open a clause.
    """
    count, ask, manner = max(1, len(tokens)), _ask(), _manner()
    hits: dict[int, int] = {}
    capitalized, upper, digits, named, covered, inner = 0, 0, 0, 0, 0, 0
    for text, groups, opens in tokens:
        inner += not opens
        if not text[0].islower():  # as most words are
            capitalized += not opens and text[0].isupper()
            upper += len(text) > 2 and text.isupper()
            digits += text[0].isdigit()
        if groups:
            covered += 1
            named += not groups <= manner
            for group in groups:
                if group != ask or opens:
                    hits[group] = hits.get(group, 0) + 1
    first_asks, asks = bool(tokens) and ask in tokens[0][1], hits.get(ask, 0)
    services = len(hits.keys() - manner)
    shares = (capitalized / max(1, inner), upper / count, digits / count, asks, first_asks, asks / count)
    return (*shares, services, named / count, covered / count), hits


@cache
def _ask() -> int:
    return group_names().index("ask")


@cache
def _manner() -> frozenset[int]:
    return frozenset(map(group_names().index, MANNER))


def _markup(mark: LineMarkup | None) -> tuple[float, ...]:
    if mark is None:
        return (0.0,) * len(MARKUP)
    flags = (
        mark.tag in HEADINGS,
        mark.tag == "li",
        "blockquote" in mark.inside,
        mark.tag not in PROSE_TAGS and mark.tag not in HEADINGS and mark.tag != "li",
        bool({"form", "button", "label"} & set(mark.inside)),
        "aside" in mark.inside,
        "figure" in mark.inside,
        True,
        any(map(is_service, mark.targets)),
        any(map(is_article, mark.targets)),
        any(target.startswith("http") for target in mark.targets),
        bool(mark.dropped_before),
        bool(mark.dropped_after),
    )
    return (mark.linked, mark.emphasized, *flags)
