"""Translates universal parts of speech and morphology into Penn tags."""

from transforms.annotate.languages.nodes import Node

BY_POS = {
    "ADJ": "JJ",
    "ADP": "IN",
    "ADV": "RB",
    "CCONJ": "CC",
    "DET": "DT",
    "INTJ": "UH",
    "NUM": "CD",
    "PART": "RP",
    "PROPN": "NNP",
    "SCONJ": "IN",
    "SPACE": "_SP",
    "SYM": "SYM",
    "X": "FW",
}
BY_MARK = {",": ",", ".": ".", "!": ".", "?": ".", "(": "-LRB-", ")": "-RRB-", "-": "HYPH"}
PAST = frozenset(["Tense=Past", "Tense=Imp"])
WH_WORDS = {"who": "WP", "whom": "WP", "what": "WP", "which": "WDT", "that": "WDT", "whose": "WP$"}
ADVERBIAL_WH_WORDS = frozenset(["how", "why", "where", "when"])


def penn_tag(node: Node) -> str:
    """Returns the Penn tag of a node, whose English word, if any, is already set."""
    english = node.english[0].lower() if node.english else ""
    if node.pos in ("VERB", "AUX"):
        return _verb_tag(node)
    if node.pos == "PRON":
        return _pronoun_tag(node, english)
    if node.pos == "NOUN":
        return "NNS" if "Number=Plur" in node.morph else "NN"
    if node.pos == "DET" and "Poss=Yes" in node.morph:
        return "PRP$"
    if english in ADVERBIAL_WH_WORDS:
        return "WRB"
    return BY_MARK.get(node.low, ":") if node.pos == "PUNCT" else BY_POS.get(node.pos, "FW")


def _verb_tag(node: Node) -> str:
    if "VerbForm=Inf" in node.morph:
        return "VB"
    if "VerbForm=Part" in node.morph:
        return "VBG" if "Tense=Pres" in node.morph else "VBN"
    if not PAST.isdisjoint(node.morph):
        return "VBD"
    return "VBP" if "Number=Plur" in node.morph else "VBZ"


def _pronoun_tag(node: Node, english: str) -> str:
    if english in WH_WORDS and ("PronType=Rel" in node.morph or english in ("who", "whose", "what")):
        return WH_WORDS[english]
    if english in ("it", "he", "she", "they", "i", "we", "you", "him", "them", "one"):
        return "PRP"
    return "PRP" if not {"Person=1", "Person=2", "Person=3"}.isdisjoint(node.morph) else "DT"
