"""Titles, letters and nicknames around names in whole sentences, and what they change in entities, quotes and roles."""

from collections.abc import Callable

import pytest

from transforms.annotate.annotator import Annotator
from transforms.annotate.entities.lexicon.alias import Alias
from transforms.records import Annotations

Annotate = Callable[[str], Annotations]


def people(found: Annotations) -> dict[str, list[str]]:
    """Name → the texts of its name mentions."""
    return {e.name: [m.text for m in e.mentions if m.kind == "name"] for e in found.entities if e.type == "person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ms Holt, who is the MP, said it was late.", {"Holt": ["Holt"]}, id="a title in what the model took for a body"
        ),
        pytest.param(
            "“We lost,” said Gary Holm. “The road was icy,” Insp Holm said.",
            {"Gary Holm": ["Gary Holm", "Holm"]},
            id="a rank",
        ),
        pytest.param("DCI Coe said it was late.", {"Coe": ["Coe"]}, id="a rank in capitals"),
        pytest.param(
            "MPs John Ash and Mary Pell said no.", {"John Ash": ["John Ash"], "Mary Pell": ["Mary Pell"]}, id="plural"
        ),
        pytest.param("“Thank you, Madam Mayor,” Ana Brandt said.", {"Ana Brandt": ["Ana Brandt"]}, id="only titles"),
        pytest.param("PC Jane Moss said the man was calm.", {"Jane Moss": ["Jane Moss"]}, id="two letters"),
        pytest.param("PC World said the shop was shut.", {}, id="two letters that are no rank"),
        pytest.param("Dr Brandt Museum opened in May.", {}, id="a title in the name of a body"),
        pytest.param(
            "Chief Financial Officer Hideo Tanabe said profits rose.",
            {"Hideo Tanabe": ["Hideo Tanabe"]},
            id="a title of three words",
        ),
        pytest.param("Harbor Financial Officer Club met.", {}, id="a title in a club"),
        pytest.param("Jo Penn OBE left early.", {"Jo Penn": ["Jo Penn"]}, id="letters"),
        pytest.param(
            "The poet Ana Brandt KC, 44, said no.", {"Ana Brandt": ["Ana Brandt"]}, id="letters after a name by pattern"
        ),
        pytest.param("Sir Al Roe, CBE, PhD, spoke to the club.", {"Al Roe": ["Al Roe"]}, id="letters between commas"),
        pytest.param("Al Roe Jr. spoke to the club.", {"Al Roe Jr.": ["Al Roe Jr."]}, id="a suffix is part of the name"),
        pytest.param(
            'Wilhelmina "Billie" Strand died on Sunday. Strand was 90.',
            {'Wilhelmina "Billie" Strand': ['Wilhelmina "Billie" Strand', "Strand"]},
            id="nickname",
        ),
        pytest.param(
            "Mary (Molly) Strand died on Sunday.", {"Mary (Molly) Strand": ["Mary (Molly) Strand"]}, id="nickname in brackets"
        ),
        pytest.param(
            "Ana Brandt (Harbor) and Tom Strand met.",
            {"Ana Brandt": ["Ana Brandt"], "Tom Strand": ["Tom Strand"]},
            id="a place in brackets",
        ),
        pytest.param("The Rt Hon Joan Pym MP left early.", {"Joan Pym": ["Joan Pym"]}, id="title and letters"),
        pytest.param(
            'Tom Reed sang "Harbor Nights" and Ana Strand left.',
            {"Tom Reed": ["Tom Reed"], "Ana Strand": ["Ana Strand"]},
            id="marks that hold no nickname",
        ),
    ],
)
def test_names(annotated: Annotate, text: str, expected: dict[str, list[str]]) -> None:
    assert people(annotated(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mr Holt, the MP, said it was late. Ms Holt, 40, said it was early.",
            {"Mr Holt": ["Holt"], "Ms Holt": ["Holt"]},
            id="two titles",
        ),
        pytest.param(
            "Jan Kolar, and his wife came to Harbor. Miss Kolar sang.",
            {"Jan Kolar": ["Jan Kolar"], "Miss Kolar": ["Kolar"]},
            id="a title against who has a wife",
        ),
        pytest.param(
            "Mr. and Mrs. Lind danced. Mr. Lind sang. Mrs. Lind left.",
            {"Mrs. Lind": ["Lind", "Lind"], "Mr. Lind": ["Lind"]},
            id="a couple",
        ),
        pytest.param(
            "Alex Moss is 40. Mr Moss said it was late. Mrs Moss agreed. Moss left.",
            {"Alex Moss": ["Alex Moss", "Moss", "Moss"], "Mrs Moss": ["Moss"]},
            id="the full name is the first one's",
        ),
        pytest.param("Mr Holt said it was late. Mr Holt left.", {"Holt": ["Holt", "Holt"]}, id="one title"),
        pytest.param(
            "Gary Holm runs the shop. Mrs Holm runs the farm. Holm left.",
            {"Gary Holm": ["Gary Holm", "Holm"], "Mrs Holm": ["Holm"]},
            id="a title against a given name",
        ),
        pytest.param(
            "Gary Holm runs the shop. Mr Holm left.",
            {"Gary Holm": ["Gary Holm", "Holm"]},
            id="a title that goes with the given name",
        ),
        pytest.param(
            "Kim Holm runs the shop. Ms Holm left.", {"Kim Holm": ["Kim Holm", "Holm"]}, id="a given name that tells nothing"
        ),
        pytest.param(
            "Gary Holm and Ana Holm run the shop. Mrs Holm left.",
            {"Gary Holm": ["Gary Holm"], "Ana Holm": ["Ana Holm", "Holm"]},
            id="both are named in full",
        ),
    ],
)
def test_titles_separate_two_people_of_one_surname(annotated: Annotate, text: str, expected: dict[str, list[str]]) -> None:
    assert people(annotated(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Sunita Rao KC said it was over.", ["Sunita Rao"], id="letters after the speaker"),
        pytest.param("Her lawyer, Sunita Rao KC, said she was sorry.", ["Sunita Rao"], id="in apposition"),
        pytest.param("Sunita Rao Junior said it was over.", ["Sunita Rao Junior"], id="no letters"),
        pytest.param("“Will you resign?” Nick Dale asked. “No,” she said.", ["Nick Dale", None], id="the answer is another's"),
        pytest.param("“We lost,” Nick Dale said. “It is late,” she said.", ["Nick Dale", None], id="Nick is no she"),
        pytest.param("“We lost,” Nick Dale said. “It is late,” he said.", ["Nick Dale"] * 2, id="the same goes on"),
        pytest.param(
            "Steve Cullen believes Danny Oduya can play for his country. “He’s got everything,” he told Radio Ashby.",
            ["Steve Cullen"],
            id="whose belief it is speaks",
        ),
        pytest.param(
            "Steve Cullen met Danny Oduya, who plays for his country. “I’ve got everything,” Oduya told Radio Ashby.",
            ["Danny Oduya"],
            id="a name is not overruled",
        ),
    ],
)
def test_speakers(annotated: Annotate, text: str, expected: list[str | None]) -> None:
    found = annotated(text)
    names = {e.id: e.name for e in found.entities}
    assert [q.speaker and q.speaker.name for q in found.quotes] == expected
    assert all(q.speaker and names.get(q.speaker.entity or "") in (None, q.speaker.name) for q in found.quotes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ana Vogt met Mark Velloran, then an inspector, in 1990.", ["then inspector"], id="past"),
        pytest.param("Ana Vogt met Mark Velloran, an inspector, in 1990.", ["inspector"], id="present"),
        pytest.param("Then Rovers manager Steve Cullen brought on a striker.", ["manager"], id="an adverb"),
        pytest.param("In 1990, then Rovers manager Steve Cullen quit.", ["then manager"], id="a manager no more"),
        pytest.param("MPs John Ash and Mary Pell said no.", ["MP", "MP"], id="capitals stay"),
    ],
)
def test_roles(annotated: Annotate, text: str, expected: list[str]) -> None:
    assert [r.role for e in annotated(text).entities for r in e.roles] == expected


@pytest.mark.parametrize(
    ("text", "bearers"),
    [
        pytest.param(
            "Tanabe said the San Jose, California-based company would cut spending. The company expects more.", [], id="no town"
        ),
        pytest.param("Ana Vogt met Mark Velloran, then an inspector. The inspector left.", [], id="no inspector any more"),
        pytest.param("Ana Vogt met Mark Velloran, an inspector. The inspector left.", ["Mark Velloran"], id="an inspector"),
        pytest.param("Harborco, a company in Ohio, closed. The company had lost money.", ["Harborco"], id="a company"),
    ],
)
def test_nouns(annotated: Annotate, text: str, bearers: list[str]) -> None:
    assert [e.name for e in annotated(text).entities for m in e.mentions if m.kind == "nominal"] == bearers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“Shame on you!” the crowd shouted. “Scenes. Just scenes,” Tom Reed said.", [], id="sentences"),
        pytest.param("The film “Bees at Night!” is out. Tom Reed saw it.", ["Bees at Night"], id="a title"),
    ],
)
def test_titles_of_works(annotated: Annotate, text: str, expected: list[str]) -> None:
    assert [e.name for e in annotated(text).entities if e.type in ("work", "product")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kim Kolar, and his wife, Eva, came to Harbor. She was late.", False, id="his wife"),
        pytest.param("Kim Kolar and her husband came to Harbor. She was late.", True, id="her husband"),
        pytest.param("Kim Kolar came to Harbor. She was late.", True, id="nothing tells"),
    ],
)
def test_a_spouse_shows_the_gender(annotated: Annotate, text: str, expected: bool) -> None:
    bearers = [e.name for e in annotated(text).entities for m in e.mentions if m.text == "She"]
    assert ("Kim Kolar" in bearers) == expected


@pytest.mark.parametrize(
    ("text", "there"),
    [
        pytest.param("Ana Brandt left.", True, id="the name"),
        pytest.param("Ana Brandt said Tom Lopez left.", True, id="another name later"),
        pytest.param("Mrs Ana Brandt Lopez said it was late.", False, id="a longer name is another's"),
    ],
)
def test_user_name(text: str, there: bool) -> None:
    (found,) = Annotator(aliases=(Alias("Ana Brandt", (), "person", "P1", own=True),)).annotate([(text, "en")])
    assert isinstance(found, Annotations)
    assert ("P1" in {e.id for e in found.entities}) == there
