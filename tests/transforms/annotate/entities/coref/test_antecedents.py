"""The antecedent of "he" or "she": each weight by itself, and sentences whose result depends on one weight."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from transforms.annotate.entities.coref import antecedents
from transforms.annotate.entities.coref import salience as salience_of_candidates
from transforms.annotate.entities.coref.discourse import Discourse
from transforms.annotate.entities.coref.people import PRONOUN_GENDERS, people_of
from transforms.annotate.entities.coref.pronouns import resolve_people_in_quotes, resolve_people_outside_quotes
from transforms.annotate.entities.coref.quote_speakers import quote_speakers
from transforms.annotate.entities.coref.salience import Pronoun, salience
from transforms.annotate.entities.coref.weights import salience_weights

Read = Callable[[str], Any]
Monkeypatch = pytest.MonkeyPatch

REYES, VOGT, UNNAMED = "[Tom Reyes|person]", "[Mark Vogt|person]", "nobody"
AGAIN = "[Vogt=Mark Vogt|person]"
# In the rows, people of unknown gender are called Okonkwo; women are called Ana and Eva.
GENDERS = {"Okonkwo": None, "Kim Okonkwo": None, "Ana": "she", "Eva": "she"}


def genders_of(marked: Any) -> dict[int, str | None]:
    people = [k for k, cluster in enumerate(marked.clusters) if cluster.kind == "person"]
    return {k: GENDERS.get(marked.full_names[k], "he") for k in people}


def last_of(marked: Any, form: str) -> int:
    return len(marked.words) - 1 - marked.words.form[::-1].index(form)


def without(monkeypatch: Monkeypatch, weight: str, value: float = 0.0) -> None:
    weights = replace(salience_weights(), **{weight: value})
    for module in (antecedents, salience_of_candidates):
        monkeypatch.setattr(module, "salience_weights", lambda: weights)


def salience_of(marked: Any, form: str, person: str, earlier_pronoun: str | None) -> float:
    """The salience of a person for the last pronoun of that form, after all names before it."""
    words, i = marked.words, last_of(marked, form)
    people = people_of(words, marked.parse, marked.clusters, genders_of(marked), {}, marked.quoted)
    discourse = Discourse(marked.parse)
    for word, entity in sorted(people.name_end.items()):
        if word < i:
            discourse.add(entity, word, people.paragraph(word), marked.quoted[word])
    if earlier_pronoun is not None:
        word = marked.at(earlier_pronoun)
        entity = marked.cluster(person)
        discourse.add(entity, word, people.paragraph(word), marked.quoted[word], PRONOUN_GENDERS[earlier_pronoun.lower()])
    if person == UNNAMED:
        people.gender[-1] = "he"
        discourse.add(-1, marked.at("man"), people.paragraph(marked.at("man")), None)
    entity = -1 if person == UNNAMED else marked.cluster(person)
    pronoun = Pronoun(i, PRONOUN_GENDERS[form.lower()], marked.parse.sentence[i], people.paragraph(i), marked.quoted[i])
    return salience(people, next(one for one in discourse.latest(9) if one.entity == entity), pronoun)


@pytest.mark.parametrize(
    ("weight", "text", "form", "person", "times"),
    [
        pytest.param("main_subject", f"{REYES} met {VOGT}. He left.", "He", "Tom Reyes", 1, id="main subject"),
        pytest.param("main_subject", f"{REYES} met {VOGT}. He left.", "He", "Mark Vogt", 0, id="main subject: an object"),
        pytest.param("subject", f"It rained when {REYES} left. He slept.", "He", "Tom Reyes", 1, id="subject"),
        pytest.param("subject", f"{REYES} left. He slept.", "He", "Tom Reyes", 0, id="subject: a main subject"),
        pytest.param("possessor", f"We met {REYES}'s friend. He slept.", "He", "Tom Reyes", 1, id="possessor"),
        pytest.param("possessor", f"We met {REYES}. He slept.", "He", "Tom Reyes", 0, id="possessor: an object"),
        pytest.param("sentence_between", f"{REYES} left. It rained. He slept.", "He", "Tom Reyes", 2, id="sentences"),
        pytest.param("sentence_between", f"{REYES} left because he slept.", "he", "Tom Reyes", 0, id="sentences: the same"),
        pytest.param("sentence_between", f"{REYES} left. {'It rained. ' * 9}He slept.", "He", "Tom Reyes", 5, id="sentences: at most five"),
        pytest.param("paragraph_between", f"{REYES} left.\nIt rained.\nHe slept.", "He", "Tom Reyes", 2, id="paragraphs"),
        pytest.param("paragraph_between", f"{REYES} left. He slept.", "He", "Tom Reyes", 0, id="paragraphs: the same"),
        pytest.param("known_gender", f"{REYES} left. He slept.", "He", "Tom Reyes", 1, id="known gender"),
        pytest.param("known_gender", "[Okonkwo|person] left. He slept.", "He", "Okonkwo", 0, id="known gender: unknown"),
        pytest.param("topic_share", f"{REYES} left. {VOGT} met {AGAIN}. {AGAIN} met us. He slept.", "He", "Mark Vogt", 0.75, id="topic"),
        pytest.param("topic_share", f"{REYES} left.\nI know that he slept.", "he", "Tom Reyes", 0, id="topic: not where the author is I"),
        pytest.param("first_paragraph", f"{REYES} left. He slept.", "He", "Tom Reyes", 1, id="first paragraph"),
        pytest.param("first_paragraph", f"News.\nIt rained.\n{REYES} left. He slept.", "He", "Tom Reyes", 0, id="first paragraph: a later one"),
        pytest.param("same_quote", f"“{REYES} left. He slept,” we said.", "He", "Tom Reyes", 1, id="same quote"),
        pytest.param("same_quote", f"{REYES} left. He slept.", "He", "Tom Reyes", 0, id="same quote: outside both"),
        pytest.param("other_quote", f"“{REYES} left,” we said. “He slept.”", "He", "Tom Reyes", 1, id="other quote"),
        pytest.param("other_quote", f"{REYES} left. “He slept,” we said.", "He", "Tom Reyes", 0, id="other quote: from outside"),
        pytest.param("unnamed", f"{REYES} met a man. He slept.", "He", UNNAMED, 1, id="unnamed"),
        pytest.param("unnamed", f"{REYES} met a man. He slept.", "He", "Tom Reyes", 0, id="unnamed: one with a name"),
        pytest.param("parenthetical", f"{REYES}, he said, left.", "he", "Tom Reyes", 1, id="parenthetical"),
        pytest.param("parenthetical", f"{REYES} left, he said.", "he", "Tom Reyes", 0, id="parenthetical: a word between"),
        pytest.param("named_in_own_quote", f"“{REYES} left,” he said.", "he", "Tom Reyes", 1, id="named in the quote"),
        pytest.param("named_in_own_quote", f"{REYES} left. He said: “[Reyes=Tom Reyes|person] left.”", "He", "Tom Reyes", 1, id="named in the quote after it"),
        pytest.param("own_subject", f"{REYES} sold his boat.", "his", "Tom Reyes", 1, id="own subject"),
        pytest.param("own_subject", f"{REYES} left. They sold his boat.", "his", "Tom Reyes", 0, id="own subject: another one"),
        pytest.param("named_in_own_quote", f"“{REYES} left.” He slept.", "He", "Tom Reyes", 0, id="named in the quote: no verb of saying"),
        pytest.param("reporting_subject", f"{REYES} said he slept.", "he", "Tom Reyes", 1, id="reports"),
        pytest.param("reporting_subject", f"{REYES} left when he slept.", "he", "Tom Reyes", 0, id="reports: no verb of saying"),
        pytest.param("doubtful_name", "[Okonkwo|person] left. He slept.", "He", "Okonkwo", 1, id="doubtful"),
        pytest.param("doubtful_name", "[Kim Okonkwo|person] left. He slept.", "He", "Kim Okonkwo", 0, id="doubtful: two words"),
    ],
)  # fmt: skip
def test_a_weight_counts_where_its_property_holds(
    read: Read, monkeypatch: Monkeypatch, weight: str, text: str, form: str, person: str, times: float
) -> None:
    marked = read(text)
    with_it = salience_of(marked, form, person, None)
    without(monkeypatch, weight)
    assert with_it - salience_of(marked, form, person, None) == pytest.approx(times * getattr(salience_weights(), weight))


def test_the_same_pronoun_before_counts(read: Read, monkeypatch: Monkeypatch) -> None:
    marked = read(f"{REYES} left. His house burned. He slept.")
    chained, unchained = (salience_of(marked, "He", "Tom Reyes", earlier) for earlier in ("His", None))
    without(monkeypatch, "pronoun_chain")
    assert chained - salience_of(marked, "He", "Tom Reyes", "His") == pytest.approx(salience_weights().pronoun_chain)
    assert unchained == salience_of(marked, "He", "Tom Reyes", None)


def resolved(marked: Any, form: str) -> str | None:
    """The full name of the person that the last pronoun of that form refers to."""
    people = resolve_people_outside_quotes(marked.words, marked.parse, marked.clusters, genders_of(marked), {}, marked.quoted)
    assert people is not None
    speakers = quote_speakers(marked.words, marked.quoted, {**people.name_end, **people.resolved})
    person = resolve_people_in_quotes(people, speakers).get(last_of(marked, form))
    return None if person is None else marked.full_names[person]


@pytest.mark.parametrize(
    ("weight", "text", "form", "expected", "otherwise"),
    [
        pytest.param("main_subject", f"{REYES} thanked {VOGT}. He left.", "He", "Tom Reyes", "Mark Vogt", id="main subject"),
        pytest.param("subject", f"It rained when {REYES} met {VOGT}. He left.", "He", "Tom Reyes", "Mark Vogt", id="subject"),
        pytest.param("person_between", f"{VOGT} came. {REYES} slept when {AGAIN} left. He ate.", "He", "Mark Vogt", "Tom Reyes", id="person between"),
        pytest.param("sentence_between", f"{REYES} left. It rained. It rained. They met {VOGT}. He ate.", "He", "Mark Vogt", "Tom Reyes", id="sentences between"),
        pytest.param("known_gender", f"[Okonkwo|person] met {REYES}. He ate.", "He", "Tom Reyes", "Okonkwo", id="known gender"),
        pytest.param("parenthetical", f"{VOGT} met {REYES}, he said.", "he", "Tom Reyes", "Mark Vogt", id="parenthetical"),
        pytest.param("following_subject", f"{VOGT} left. In his speech, {REYES} sang.", "his", "Tom Reyes", "Mark Vogt", id="following subject"),
    ],
)  # fmt: skip
def test_a_sentence_that_a_weight_decides(
    read: Read, monkeypatch: Monkeypatch, weight: str, text: str, form: str, expected: str, otherwise: str
) -> None:
    marked = read(text)
    assert resolved(marked, form) == expected
    without(monkeypatch, weight)
    assert resolved(marked, form) == otherwise


def test_a_candidate_far_away_is_no_antecedent(read: Read, monkeypatch: Monkeypatch) -> None:
    marked = read(
        f"[Ana|person] met {REYES}.\n{'It rained.' + chr(10)}{'It rained. ' * 4}\nIt rained.\n[Eva|person] slept. He ate."
    )
    assert resolved(marked, "He") is None
    without(monkeypatch, "least", -99)
    assert resolved(marked, "He") == "Tom Reyes"


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        pytest.param(f"{REYES} met {VOGT}. {AGAIN} thanked him.", "him", "Tom Reyes", id="two arguments are two people"),
        pytest.param(f"{REYES} watched. {VOGT} praised himself.", "himself", "Mark Vogt", id="a reflexive is the subject"),
        pytest.param(f"{REYES} came. His brother, {VOGT}, slept.", "His", "Tom Reyes", id="nobody is his own brother"),
        pytest.param(f"{REYES} spoke of {VOGT}. “He is late,” [Reyes=Tom Reyes|person] said.", "He", "Mark Vogt", id="the speaker is I"),
        pytest.param(f"[Ana|person] met {REYES}. She slept.", "She", "Ana", id="gender"),
        pytest.param("[Ana|person] left. He slept.", "He", None, id="nobody of that gender"),
        pytest.param(f"[Ana|person] met {REYES}.\n" + "It rained.\n" * 6 + "[Ana|person] came. He slept.", "He", None, id="too many paragraphs back"),
    ],
)  # fmt: skip
def test_possible_and_excluded_antecedents(read: Read, text: str, form: str, expected: str | None) -> None:
    assert resolved(read(text), form) == expected
