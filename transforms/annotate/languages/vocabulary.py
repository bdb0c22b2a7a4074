"""Names the English word for the words of a parse that carry grammar: function words, phrases, titles, nouns for people."""

from collections.abc import Sequence

from transforms.annotate.languages.glossary import Glossary
from transforms.annotate.languages.nodes import Node, attach, merge
from transforms.annotate.languages.people import translate_people, translate_title
from transforms.annotate.quotes.quote_words import quote_words

NO_GLOSS = frozenset(["PROPN", "PUNCT", "SPACE", "NUM"])
NAMED = frozenset(["PROPN", "PRON"])
NOUNS = frozenset(["NOUN", "PROPN", "PRON"])
SENTENCE_ENDS = frozenset('.!?"“”„«»:\n')
SUBJECTS = frozenset(["nsubj", "nsubj:pass"])
GENDERS = frozenset(["Gender=Masc", "Gender=Fem"])
PAST = frozenset(["Tense=Past", "Tense=Imp"])
REACH = 8  # words from "pour" to the comma after its name


def translate_words(nodes: Sequence[Node], table: Glossary) -> dict[int, str | None]:
    """Sets `english` of the words that the glossary has, and merges phrases into one word.

    Returns id of a noun for a person → `he` or `she`, where grammar shows the gender (la ministre), or None.
    """
    low = [node.low for node in nodes]
    for i, node in enumerate(nodes):
        if node.into is None and not _translate_source(nodes, low, i, table):
            _translate_phrase(nodes, low, i, table)
    for i, node in enumerate(nodes):
        if node.low in table.roles and i and nodes[i - 1].pos == "DET" and node.pos in ("VERB", "ADJ"):
            node.pos = "NOUN"  # le prévenu
        if node.into is None and not node.english and not translate_title(nodes, i, table):
            _translate_word(nodes, i, table)
    return translate_people(nodes, table)


def _translate_source(nodes: Sequence[Node], low: Sequence[str], i: int, table: Glossary) -> bool:
    """Makes one word of a cue phrase that begins at word `i` (selon, d'après). Returns whether there is one."""
    source = table.sources.longest_at(low, i)
    if source is None and _is_view(nodes, i, table):
        source = table.views.longest_at(low, i)
    if source is None:
        return False
    cue = nodes[i]
    for node in nodes[i + 1 : source.last]:
        merge(node, cue)
    cue.english, cue.pos = ["according", "to"], "ADP"
    noun = next((node for node in nodes[source.last : source.last + REACH] if node.pos in NOUNS), None)
    if noun is not None and cue.dep != "case":
        attach(cue, noun, "case")
    return True


def _is_view(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    """Whether a "pour" at word `i` can introduce a view: where a sentence begins, before a name or a person and a comma."""
    if i and nodes[i - 1].low not in SENTENCE_ENDS:
        return False
    near = nodes[i + 1 : i + REACH]
    comma = next((k for k, node in enumerate(near) if node.low == ","), None)
    holder = near[:comma]
    if comma is None or any(node.pos == "VERB" for node in holder):
        return False
    return any(node.pos in NAMED or node.low in table.roles for node in holder)


def _translate_phrase(nodes: Sequence[Node], low: Sequence[str], i: int, table: Glossary) -> None:
    """Makes one word of a phrase that begins at word `i`: parce que."""
    phrase = table.phrases.longest_at(low, i)
    if phrase is None:
        return
    whole, last = nodes[i], nodes[phrase.last - 1]
    for node in nodes[i + 1 : phrase.last]:
        merge(node, whole)
    whole.english = [phrase.value]
    whole.pos, whole.dep = ("PRON", last.dep) if phrase.value == "what" else ("SCONJ", "mark")


def _translate_word(nodes: Sequence[Node], i: int, table: Glossary) -> None:
    node = nodes[i]
    if node.in_name or node.pos in NO_GLOSS:
        return
    if node.pos == "AUX" or node.dep == "cop":
        node.english = _auxiliary(node, table)
    elif node.pos == "NOUN" and node.low in table.roles:
        node.english = [table.roles[node.low]]
    elif _is_before_infinitive(node, table):
        node.english, node.tag, node.dep = ["to"], "TO", "aux"
    else:
        _translate_by_glossary(nodes, i, table)


def _auxiliary(node: Node, table: Glossary) -> list[str]:
    """Returns the English word for a finite auxiliary; nothing for another one."""
    if "VerbForm=Fin" not in node.morph:
        return []
    present, past = ("has", "had") if node.low in table.have else ("is", "was")
    return [present if PAST.isdisjoint(node.morph) else past]


def _is_before_infinitive(node: Node, table: Glossary) -> bool:
    """Whether a preposition introduces an infinitive like "to": promet de partir, appelle à voter."""
    marks = node.pos in ("ADP", "SCONJ") and node.dep == "mark" and "VerbForm=Inf" in node.head.morph
    return marks and table.word(node.low, "ADP") in ("of", "to")


def _translate_by_glossary(nodes: Sequence[Node], i: int, table: Glossary) -> None:
    node = nodes[i]
    english = table.word(node.low, node.pos)
    if english in quote_words().time_words:  # the tagger may take "jeudi" for a verb
        node.english, node.pos = [english], "NOUN"
    elif (english == "he" and _is_impersonal(nodes, i, table)) or (
        english in ("he", "she") and _means_a_thing(nodes, i, table)
    ):
        node.english = ["it"]
    elif english is not None and node.pos != "VERB":
        node.english = [english]


def _means_a_thing(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    """Whether the subject before a pronoun is a thing of its gender: Le pont ferme. Il rouvrira lundi. Things say nothing."""
    node = nodes[i]
    if node.joined or node.dep not in SUBJECTS or node.head.final().low in table.verbs:
        return False
    before = next((other for other in reversed(nodes[:i]) if other.dep in SUBJECTS and other.pos in ("NOUN", "PROPN")), None)
    if before is None or before.in_name or before.pos == "PROPN" or before.low in table.roles:
        return False
    return not GENDERS.isdisjoint(node.morph & before.morph)


def _is_impersonal(nodes: Sequence[Node], i: int, table: Glossary) -> bool:
    """Whether an "il" refers to nothing: il y a, il faut, il s'agit. The subject of a verb of saying refers to somebody."""
    node = nodes[i]
    if node.head.final().low in table.verbs:
        node.dep = "nsubj"
        return False
    return node.dep == "expl:subj" or any(other.low in table.impersonal for other in nodes[i + 1 : i + 4])
