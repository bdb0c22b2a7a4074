from collections.abc import Callable

import spacy
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.annotate.languages.conftest import make_doc
from transforms.annotate.annotator import Annotator
from transforms.annotate.components import annotate_words
from transforms.annotate.languages.translate import for_universal_parser, is_universal, translate
from transforms.annotate.languages.translated_words import TranslatedWords
from transforms.annotate.model import model
from transforms.records import Annotations

FINITE = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin".replace("|", ";")
Translate = Callable[..., TranslatedWords]

# « Le quai tient », a déclaré la maire, Ana Brandt.
INVERTED = """
«|PUNCT|punct|3|
Le|DET|det|2|Gender=Masc
quai|NOUN|nsubj|3|Gender=Masc
tient|ADV|ROOT|3|
»|PUNCT|punct|3|
,|PUNCT|punct|7|
a|AUX|aux:tense|7|VerbForm=Fin
déclaré|VERB|ROOT|7|VerbForm=Part
la|DET|det|9|Gender=Fem
maire|NOUN|obj|7|Gender=Masc
,|PUNCT|punct|9|
Ana|ADJ|amod|12|
Brandt|PROPN|appos|9|
.|PUNCT|punct|7|
"""
# « Oui, répond Luc Morin. Je viens. »
ASIDE = """
«|PUNCT|punct|1|
Oui|PROPN|ROOT|1|
,|PUNCT|punct|3|
répond|NOUN|conj|1|
Luc|PROPN|nsubj|3|
Morin|PROPN|flat:name|4|
.|PUNCT|punct|1|
Je|PRON|nsubj|8|Person=1
viens|VERB|ROOT|8|VerbForm=Fin
.|PUNCT|punct|8|
»|PUNCT|ROOT|10|
"""
# Elle assure vouloir partir.
INFINITIVE = """
Elle|PRON|nsubj|1|Person=3
assure|VERB|ROOT|1|VerbForm=Fin
vouloir|VERB|xcomp|1|VerbForm=Inf
partir|VERB|xcomp|2|VerbForm=Inf
.|PUNCT|punct|1|
"""
# Le port est calme selon Ana Brandt.
SOURCE = """
Le|DET|det|1|
port|NOUN|nsubj|3|
est|AUX|cop|3|VerbForm=Fin
calme|ADJ|ROOT|3|
selon|ADP|case|5|
Ana|PROPN|obl:mod|3|
Brandt|PROPN|flat:name|5|
.|PUNCT|punct|3|
"""


def test_a_verb_of_saying_is_one_word_with_its_auxiliary_and_its_inverted_subject(translated: Translate) -> None:
    words = translated(INVERTED, [(11, 13, "PER")])
    said = words.form.index("said")
    assert words.text[words.start[said] : words.end[said]] == "a déclaré"
    assert [words.form[i] for i in words.children()[said] if words.dep[i] == "nsubj"] == ["mayor"]
    assert words.shown_gender(words.form.index("mayor")) == "she"
    assert [(words.form[n.first : n.last], n.label) for n in words.names] == [(["Ana", "Brandt"], "PERSON")]


def test_the_record_has_the_words_of_the_text(translated: Translate) -> None:
    (quote,) = annotate_words(translated(INVERTED, [(11, 13, "PER")]), "fr").quotes
    assert (quote.said, quote.speaker and quote.speaker.name, quote.kind) == ("Le quai tient", "Ana Brandt", "direct")
    assert quote.speaker
    assert quote.speaker.role == "maire"
    assert quote.cue
    assert quote.cue.text == "a déclaré"


def test_words_of_the_reporter_split_a_quote(translated: Translate) -> None:
    words = translated(ASIDE, [(4, 6, "PER")])
    (quote,) = annotate_words(words, "fr").quotes
    assert [words.text[start:end] for start, end in quote.pieces] == ["Oui", "Je viens."]
    assert quote.speaker
    assert quote.speaker.name == "Luc Morin"


def test_without_a_glossary_the_reporter_has_no_words_in_quotes(translated: Translate) -> None:
    assert not translated(ASIDE, [(4, 6, "PER")], "xx").asides


def test_where_a_language_has_no_glossary_direct_speech_is_found_without_it(translated: Translate) -> None:
    words = translated(INVERTED, [(11, 13, "PER")], "it")
    words.text = words.text.replace("a déclaré la maire, Ana", "ha detto il sindaco Ana")  # its words end before the last name
    found = Annotator()._annotated(words, "it")
    assert isinstance(found, Annotations)
    assert [quote.speaker and quote.speaker.name for quote in found.quotes] == ["Ana Brandt"]


def test_an_infinitive_without_a_preposition_gets_a_to(translated: Translate) -> None:
    words = translated(INFINITIVE)
    assert words.form == ["She", "claims", "to", "vouloir", "partir", "."]
    assert words.tag[2:4] == ["TO", "VB"]
    assert words.place(2, 4) == words.place(2, 3)._replace(end=words.end[3])


def test_copula_and_source(translated: Translate) -> None:
    words = translated(SOURCE, [(5, 7, "PER")])
    assert words.form == ["The", "port", "is", "calme", "according", "to", "Ana", "Brandt", "."]
    labels = {form: (dep, words.form[head]) for form, dep, head in zip(words.form, words.dep, words.head, strict=True)}
    assert labels["is"] == ("ROOT", "is")
    assert labels["port"] == ("nsubj", "is")
    assert labels["calme"] == ("acomp", "is")
    assert labels["Brandt"] == ("pobj", "to")
    assert labels["to"] == ("prep", "according")


def test_an_english_pipeline_is_not_translated() -> None:
    assert not is_universal(model())


def test_the_labels_of_the_parser_decide() -> None:
    nlp = spacy.blank("es")
    parser = nlp.add_pipe("parser")
    assert not is_universal(nlp)
    for label in ("nsubj", "obj", "case"):
        parser.add_label(label)  # type: ignore[attr-defined]
    assert is_universal(nlp)


@given(st.text(st.characters(), max_size=200))
def test_the_text_for_the_parser_has_the_same_length(text: str) -> None:
    assert len(for_universal_parser(text)) == len(text)


FORMS = st.sampled_from(
    [
        "«",
        "»",
        '"',
        ",",
        ".",
        "a",
        "dit",
        "déclaré",
        "-t",
        "-il",
        "selon",
        "pour",
        "Mme",
        "Ana",
        "Brandt",
        "maire",
        "que",
        "de",
        "est",
        "s'",
        "fait",
        "savoir",
    ]
)
POS = st.sampled_from(["NOUN", "VERB", "AUX", "PRON", "PROPN", "ADJ", "ADP", "DET", "PUNCT", "SCONJ", "ADV"])
DEPS = st.sampled_from(
    ["nsubj", "obj", "case", "cop", "flat:name", "appos", "conj", "mark", "ccomp", "obl:mod", "det", "punct", "amod"]
)
MORPHS = st.sampled_from(["", "VerbForm=Fin", "VerbForm=Part", "VerbForm=Inf", "Number=Plur", "Gender=Fem"])


@given(st.lists(st.tuples(FORMS, POS, DEPS, st.integers(0, 11), MORPHS), min_size=1, max_size=12), st.booleans())
def test_any_parse_becomes_a_tree_and_its_words_keep_their_places(
    rows: list[tuple[str, str, str, int, str]], named: bool
) -> None:
    # each word depends on one before it, so that spaCy takes the tree
    lines = [
        f"{form}|{pos}|{'ROOT' if not i else dep}|{head % i if i else 0}|{morph}"
        for i, (form, pos, dep, head, morph) in enumerate(rows)
    ]
    doc = make_doc("\n".join(lines), [(0, min(2, len(rows)), "PER")] if named else [])
    out = translate(doc, doc.text, 0, "fr")
    assert len({len(column) for column in (out.form, out.start, out.end, out.tag, out.dep, out.head)}) == 1
    assert out.start == sorted(out.start)
    for i in range(len(out.form)):
        passed = set()
        while out.head[i] != i:
            assert i not in passed
            passed.add(i)
            i = out.head[i]
