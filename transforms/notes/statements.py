"""Paragraphs that say, without a label, that the article was corrected, clarified or updated, or that it was wrong."""

import re
from functools import lru_cache

from transforms.notes.labels import refers_to_text
from transforms.notes.words import CLARIFICATION, CORRECTION, LANGUAGES, UPDATE, Language

LONGEST = 1_200  # characters of a paragraph that is searched
LONGEST_LEAD = 110  # characters before "an earlier version": "Because of an editing error, …"
LONGEST_CLAUSE = 60  # characters from "this article" to "incorrectly said"
SENTENCE = re.compile(r"(?<=[^\d\s][.!?])\s")
VERSIONS = ("version", "versión", "fassung")  # each `version` of a language has one of these words in it
QUOTATION = '"“”„«»‚‘'

OPENING = r"[\s*_•●■▪►(\[–—-]{0,6} (?:[^\W\d_][\w’' ]{1,24}:\ )?"  # "(", "*", "For the record: "
ON_A_DAY = r"(?:(?:on|am|le|el)\ [\w.]{1,12}(?:[ ,.]{1,2}[\w.:]{1,12}){0,3},?\ )?"  # "On May 3, this article was …"
ABOUT = r"(?:\ (?:about|on|from|in|über|aus|sur|du|sobre|del)\ [^.!?:;,]{1,60})?"  # "This article about the ferry was …"

# Reported speech in the lead, or after the statement: the words are those of a person in the article.
SAYS = re.compile(
    r"(?i)\b(?:said|says|told|asked|claims?|claimed|sagt|sagte|teilte|erklärte|affirme|déclaré|dit|dijo|dice|afirmó|explicó)\b"
)
ATTRIBUTED = re.compile(r"""(?xi) ,\ (?!(?:who|which|that|qui|que|quien)\b) (?: (?:so|selon|según|laut)\b
    | (?:[^\W\d_][\w.’-]{0,20}\ ){0,6}
      (?:said|says|told|wrote|added|sagte?|teilte|erklärte|schrieb|a\ (?:dit|déclaré)|dijo|afirmó)\b
    )""")
WIRE = re.compile(
    r"(?i)\s*\(\s?(?:corrects|clarifies)\b[^()]{3,300}\)\s*"
)  # "(Corrects the spelling of a name in paragraph 2)"


class _Grammar:
    """The patterns of one language, compiled."""

    def __init__(self, words: Language) -> None:
        changed = " | ".join(f"(?P<{kind}>{verbs})" for kind, verbs in words.changed.items())
        change = rf"{ABOUT}\ {words.was}\ (?:{changed})\b"
        # "This article was corrected on 3 May."
        self.own_changed = re.compile(rf"(?xi) {OPENING} {ON_A_DAY} {words.own} {change}")
        # "The article has been corrected.", but not "The article was amended in 1949."
        self.the_changed = re.compile(rf"(?xi) {OPENING} {ON_A_DAY} {words.the} {change} (?={words.then})")
        # "We have corrected this article."
        self.changed = re.compile(rf"(?xi) \b(?:{changed})\b")
        self.we = re.compile(rf"(?xi) \b(?:{words.we})\b")
        # "An earlier version of this article said …"
        self.version_of_own = re.compile(rf"(?xi) \b{words.version}{words.of_own}\b (?!{words.elsewhere})")
        # "An earlier version misspelled …", "A previous version was corrected."
        self.version = re.compile(rf"(?xi) \b{words.version} (?=[\s,])(?!{words.of_own}) (?!\ (?:of|des|der|de|du|del)\b)")
        self.own = re.compile(rf"(?xi) {OPENING} (?:in\ |dans\ |en\ )? {words.own}\b")
        self.wrong = re.compile(rf"(?xi) \b(?:{words.wrong})\b")
        self.agent = re.compile(rf"(?xi){words.agent}")
        self.purposes = {kind: re.compile(rf"(?xi) \b(?:{pattern})") for kind, pattern in words.purposes.items()}

    def kind_of(self, line: str) -> str | None:
        """The kind of note that the paragraph is in this language, or None."""
        kind = self._kind_of_change(line) or self._kind_of_version(line)
        if not kind:
            return None
        for purpose, pattern in self.purposes.items():
            if pattern.search(line):
                return purpose
        return CORRECTION if kind == UPDATE and (self.wrong.search(line) or self.version_of_own.search(line)) else kind

    def _kind_of_change(self, line: str) -> str | None:
        """For a line that says that the article was changed: the kind of note that its verb stands for."""
        for pattern in (self.own_changed, self.the_changed):
            found = pattern.match(line)
            if found and not self.agent.search(found[0]) and not self.agent.match(line, found.end()):
                return found.lastgroup
        found = self.we.search(line[:LONGEST_LEAD])
        if not found or not _is_lead(line[: found.start()]):
            return None
        verb = self.changed.search(line[found.start() : found.end() + LONGEST_CLAUSE])
        return verb.lastgroup if verb else CORRECTION

    def _kind_of_version(self, line: str) -> str | None:
        """For a line that says that the article, or a version of it, was wrong or different: a correction."""
        if self._speaks_of_version(line):
            return CORRECTION
        found = self.own.match(line)
        if found and self.wrong.search(line[found.end() : found.end() + LONGEST_CLAUSE].split(",")[0]):
            return CORRECTION
        return None

    def _speaks_of_version(self, line: str) -> bool:
        beginning = line[: LONGEST_LEAD * 2]
        folded = beginning.casefold()
        if not any(word in folded for word in VERSIONS):  # the patterns take ten times as long
            return False
        found = self.version_of_own.search(beginning)
        if found and found.start() <= LONGEST_LEAD and _is_lead(line[: found.start()]):
            return True
        found = self.version.search(line[:LONGEST_LEAD])
        if not found or not _is_lead(line[: found.start()]):
            return False
        return self.wrong.search(SENTENCE.split(line[found.end() :])[0]) is not None


GRAMMARS = tuple(_Grammar(words) for words in LANGUAGES)


def statement_kind(line: str) -> str | None:
    """The kind of note that a paragraph is by what it says, or None when it says nothing about the article.

    A person's words about a correction are none: what is quoted, or reported with `said`.

    >>> statement_kind("This article was updated on 3 May to correct the name of the mill.")
    'correction'
    >>> statement_kind("The report was amended by the council before the vote.")
    """
    return _kind(" ".join(line.split())[:LONGEST])


@lru_cache(maxsize=64)  # extraction, cleaning and `reader_lines` ask about the same few lines of an article
def _kind(line: str) -> str | None:
    if WIRE.fullmatch(line):
        return CLARIFICATION if "clarifies" in line.lower() else CORRECTION
    if not line or line[0] in QUOTATION:
        return None
    kind = next((kind for grammar in GRAMMARS if (kind := grammar.kind_of(line))), None)
    return None if kind and _is_attributed(line) else kind


def _is_attributed(line: str) -> bool:
    """Whether a person says it: ", the editor said", but not ", an earlier version of this article said"."""
    return any(not refers_to_text(found[0]) for found in ATTRIBUTED.finditer(line))


def _is_lead(words: str) -> bool:
    """Whether the words before the subject leave it in the same sentence, and in the newsroom's own voice."""
    return not (SAYS.search(words) or re.search(r"[!?;“”\"«»„]|(?<=[^\W\d_]{4})\.\s", words))
