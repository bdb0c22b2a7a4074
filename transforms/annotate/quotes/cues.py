"""Words of saying: the lexicon (`cues.yaml`) and how a word of a text is looked up in it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from transforms.annotate.phrase_index import PhraseIndex
from transforms.annotate.words import Words


@dataclass(frozen=True)
class Cues:
    """The lexicon; all in lower case. `speech`, `loose`, `content`: forms of verbs; what each is good for is in the file."""

    speech: frozenset[str]
    loose: frozenset[str]
    content: frozenset[str]
    nouns: frozenset[str]
    phrases: PhraseIndex[None]

    def of(self, words: Words, i: int) -> str | None:
        """The class of word `i`: `speech`, `loose`, `content`, `phrase`, or None when it says nothing.

        A word that the tagger takes for a noun after a determiner (“the report”, “a call”) is not a verb of saying.
        """
        form = words.form[i].lower()
        if form in self.speech or form in self.loose or form in self.content:
            if words.tag[i][:2] not in VERBS and not _taken_for_a_noun(words, i):
                return None
            if words.dep[i] == "amod":
                return None  # a written statement
            if i and words.form[i - 1] == "-" and words.end[i - 1] == words.start[i]:
                return None  # so-called
            return "speech" if form in self.speech else "loose" if form in self.loose else "content"
        return "phrase" if self.phrases.longest_at(words.form, i) else None


VERBS = ("VB", "MD")
# said, told, wrote and tweeted are verbs whatever the tagger says
ALWAYS = frozenset(
    ["said", "says", "write", "told", "wrote", "writes", "tweeted", "added", "asked", "replied", "responded", "remembers"]
)


def _taken_for_a_noun(words: Words, i: int) -> bool:
    return words.form[i].lower() in ALWAYS


@cache
def lexicon() -> Cues:
    """The cues that ship with the package, read once."""
    data = yaml.safe_load((files(__package__) / "cues.yaml").read_text("utf-8"))
    forms = {name: frozenset(w for line in data[name] for w in line.split()) for name in ("speech", "loose", "content")}
    phrases = PhraseIndex(((phrase.split(), None) for phrase in data["phrases"]), ignore_case=True)
    return Cues(**forms, nouns=frozenset(data["nouns"]), phrases=phrases)
