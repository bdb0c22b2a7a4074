"""The table of reporting verbs: lookups by form, and mistakes in rows."""

import pytest

from transforms.annotate.reporting_verbs import COMPLEMENTS, FORM_COLUMNS, from_rows, reporting_verbs

CUES = [
    pytest.param("said", "speech", id="names a speaker"),
    pytest.param("retweeted", "speech", id="one form of a row is a cue"),
    pytest.param("retweeting", None, id="another form of it is none"),
    pytest.param("went", "loose", id="only next to a quote"),
    pytest.param("remembers", "loose", id="an irregular row: one form only"),
    pytest.param("remembered", None, id="a form that is not in its row"),
    pytest.param("condemned", "content", id="claims quoted words in a sentence"),
    pytest.param("threatened", None, id="a verb that only introduces an infinitive"),
    pytest.param("walked", None, id="no reporting verb"),
]


@pytest.mark.parametrize(("form", "cue"), CUES)
def test_cue_class(form: str, cue: str | None) -> None:
    assert reporting_verbs().cue.get(form) == cue


TAKES = [
    pytest.param("said", "that wh", id="clause and question"),
    pytest.param("promised", "that who to np", id="an addressee between"),
    pytest.param("pointed", "out to-np", id="out"),
    pytest.param("pled", "to for", id="a form that is no cue"),
    pytest.param("criticised", "np wh", id="British spelling"),
    pytest.param("shouted", "", id="direct speech only"),
    pytest.param("agreeing", "", id="a form that takes_forms leaves out"),
]


@pytest.mark.parametrize(("form", "takes"), TAKES)
def test_takes(form: str, takes: str) -> None:
    assert reporting_verbs().takes.get(form, frozenset()) == frozenset(takes.split())


# column: a form that it has, one of the same verb or of a similar one that it has not
COLUMNS = [
    pytest.param("addresses", "told", "called", id="addresses"),
    pytest.param("to_topic", "referred", "said", id="to_topic"),
    pytest.param("bare_clause", "telling", "asked", id="bare_clause"),
    pytest.param("bare_passive", "asked", "asks", id="bare_passive"),
    pytest.param("always_cue", "write", "written", id="always_cue"),
    pytest.param("always_report", "wrote", "write", id="always_report"),
    pytest.param("before_name", "cited", "cites", id="before_name"),
    pytest.param("after_role", "warned", "warns", id="after_role"),
    pytest.param("unclosed", "adds", "add", id="unclosed"),
    pytest.param("asks", "asks", "ask", id="asks"),
    pytest.param("answers", "replied", "asked", id="answers"),
    pytest.param("wonders", "wondered", "replied", id="wonders"),
    pytest.param("contacts", "rang", "ringing", id="contacts"),
    pytest.param("subject_speaks", "believes", "believe", id="subject_speaks"),
    pytest.param("person_subject", "joked", "announced", id="person_subject"),
    pytest.param("plain", "tweeted", "tweets", id="plain"),
]


@pytest.mark.parametrize(("column", "has", "has_not"), COLUMNS)
def test_columns_of_forms(column: str, has: str, has_not: str) -> None:
    forms = getattr(reporting_verbs(), column)
    assert has in forms
    assert has_not not in forms


def test_each_column_has_a_row_above() -> None:
    assert [row.id for row in COLUMNS] == list(FORM_COLUMNS)


def test_each_complement_is_used_by_a_verb() -> None:
    assert frozenset().union(*reporting_verbs().takes.values()) == COMPLEMENTS


@pytest.mark.parametrize(
    ("tokens", "length"),
    [
        pytest.param(["According", "to", "Reyes"], 2, id="any case"),
        pytest.param(["in", "the", "words", "of"], 4, id="four words"),
        pytest.param(["according", "the"], 0, id="half a phrase"),
    ],
)
def test_phrases(tokens: list[str], length: int) -> None:
    phrase = reporting_verbs().phrases.longest_at(tokens, 0)
    assert (phrase.last if phrase else 0) == length


SAY = {"say": {"forms": "says said", "cue": "speech"}}
MISTAKES = [
    pytest.param({"ask": {"forms": "asks", "queu": "speech"}}, "ask: no column is called queu", id="column"),
    pytest.param({"ask": {"forms": "asks", "cue": "strong"}}, "ask: cue is strong", id="cue class"),
    pytest.param({"ask": {"forms": "asks", "takes": "that how"}}, "ask: takes how", id="complement"),
    pytest.param({"ask": {"forms": "asks", "plain": "asked"}}, "ask: asked in plain is not among its forms", id="form"),
    pytest.param({"ask": {"forms": "asks", "cue_forms": "ask"}}, "ask: cue_forms without cue", id="forms of no cue"),
    pytest.param(
        {"ask": {"forms": "asks ask", "asks": "all"}}, "ask: the form ask is in the table twice", id="form twice in a row"
    ),
    pytest.param(
        {**SAY, "utter": {"forms": "said", "plain": "all"}}, "utter: the form said is in the table twice", id="form of two rows"
    ),
    pytest.param({"ask": {"forms": "asks"}}, "ask: has no column but forms", id="nothing known"),
]


@pytest.mark.parametrize(("rows", "message"), MISTAKES)
def test_a_row_that_is_not_well_formed_is_named(rows: dict[str, dict[str, str]], message: str) -> None:
    with pytest.raises(ValueError, match=f"reporting_verbs.yaml: {message}"):
        from_rows(rows, [])


def test_all_means_every_form_of_the_row() -> None:
    verbs = from_rows(
        {**SAY, "ask": {"forms": "asks asked", "asks": "all", "takes": "wh", "takes_forms": "asks"}}, ["in short"]
    )
    assert verbs.asks == {"ask", "asks", "asked"}
    assert verbs.takes == {"asks": frozenset({"wh"})}
    assert verbs.cue == {"say": "speech", "says": "speech", "said": "speech"}
    assert verbs.phrases.longest_at(["in", "short"], 0)
