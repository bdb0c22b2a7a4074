"""Names out of bylines, in several languages, without jobs, places and addresses."""

import pytest

from transforms.extract.metadata.authors.author_names import desks, is_organization, names


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(["By Jane Roe"], ["Jane Roe"], id="by"),
        pytest.param(["by: Jane Roe"], ["Jane Roe"], id="by, with a colon"),
        pytest.param(["Posted by Jane Roe on 3 May"], ["Jane Roe"], id="posted by"),
        pytest.param(["Jane Roe and John O’Doe"], ["Jane Roe", "John O’Doe"], id="and"),
        pytest.param(["Jane Roe, John Doe & Ann Poe; Ed Foe"], ["Jane Roe", "John Doe", "Ann Poe", "Ed Foe"], id="lists"),
        pytest.param(["Jane Roe, Political Editor"], ["Jane Roe"], id="job"),
        pytest.param(["Jane Roe (London)", "Jane Roe – Valley News"], ["Jane Roe"], id="place and paper"),
        pytest.param(["Jane Roe for the Valley News"], ["Jane Roe"], id="for"),
        pytest.param(["jane@valley.example", "@janeroe", "https://valley.example/jane"], [], id="addresses"),
        pytest.param(["Jane Roe", "JANE ROE", "jane roe"], ["Jane Roe"], id="once"),
        pytest.param(
            ["Jane Roe The Associated Press", "John Doe, Reuters"], ["Jane Roe", "John Doe", "Reuters"], id="agencies"
        ),
        pytest.param(["The Associated Press"], [], id="an agency alone is no person"),
        pytest.param(["Jane Roe, Chief Officer and Head of Mills"], ["Jane Roe"], id="two jobs"),
        pytest.param(["Jane Roe", "(Image: John Doe/Valley Photos)"], ["Jane Roe"], id="the picture's, in brackets"),
        pytest.param(["Photograph by John Doe, Mill Programme", "Fotos: Ann Poe"], [], id="a picture's maker"),
        pytest.param(["Photos: John Doe, text: Jane Roe"], ["Jane Roe"], id="and the author"),
        pytest.param(["Photina By"], ["Photina By"], id="a name that begins like a picture"),
        pytest.param(["Eingestellt von Jane Roe", "Publié par Ann Poe"], ["Jane Roe", "Ann Poe"], id="posted by, elsewhere"),
        pytest.param(["Text und Interview: Jane Roe"], ["Jane Roe"], id="an interview's author"),
        pytest.param(["Jane Roe", "jane-roe", "valleyWriter"], ["Jane Roe"], id="user names beside a name"),
        pytest.param(["valleyWriter"], ["valleyWriter"], id="a user name alone"),
        pytest.param(["Sun, 20 Jul, 2025 - 06:36", "Yu Sun"], ["Yu Sun"], id="a Sunday is nobody"),
        pytest.param(["Thomas More and Max Read"], ["Thomas More", "Max Read"], id="names that are words too"),
        pytest.param(["김하나 기자", "記者：林一一"], ["김하나", "林一一"], id="reporters in East Asia"),
        pytest.param(["Staff Reporter", "Newsroom", "Admin", "12 min ago"], [], id="nobody"),
        pytest.param(["Sandy Anderson"], ["Sandy Anderson"], id="and inside of a name"),
        pytest.param(["Anna Maria von der Mühle"], ["Anna Maria von der Mühle"], id="long name"),
        pytest.param(["Jos&eacute; Pérez"], ["José Pérez"], id="entity"),
        pytest.param(["Jane Roe, PhD", "John Doe, M.D., MBA"], ["Jane Roe", "John Doe"], id="degrees"),
        pytest.param(["Jane Roe MD and John Doe, RN"], ["Jane Roe", "John Doe"], id="degrees in a list"),
        pytest.param(["MA YO", "Jane Ma"], ["MA YO", "Jane Ma"], id="two letters are a degree behind a comma only"),
        pytest.param(["John Doe, Jr., and Ed Foe, III"], ["John Doe Jr", "Ed Foe III"], id="generations"),
        pytest.param(["Prof. Dr. Jane Roe", "Dr. Dre"], ["Jane Roe", "Dr. Dre"], id="forms of address"),
        pytest.param(
            ["Jane Roe Senior Political Editor and John Doe Health Reporter"],
            ["Jane Roe", "John Doe"],
            id="jobs without a comma",
        ),
        pytest.param(["Staff Writer Jane Roe"], ["Jane Roe"], id="a job in front"),
        pytest.param(["Jane Roe, Valley Mail Staff Writer"], ["Jane Roe"], id="a job with the paper's name"),
        pytest.param(["Will Writer", "Rita Reporter"], [], id="a job of two words is no name"),
        pytest.param(["Jane Roe Follow", "Email John Doe", "Follow Ann Poe", "Email"], ["Jane Roe"], id="buttons"),
        pytest.param(
            ["Jane Roe March 3, 2026", "John Doe Updated 3 May", "Ann Poe 3 May"],
            ["Jane Roe", "John Doe", "Ann Poe"],
            id="dates behind a name",
        ),
        pytest.param(["April May", "November 18"], ["April May"], id="a month is nobody, a name of two months is"),
        pytest.param(["function(a){return a}", "var x = {}", ".roe{color:red}"], [], id="scripts and styles"),
        pytest.param(["By a, " * 50_000], ["a"][:0], id="endless"),
        pytest.param(["", " ", "–"], [], id="empty"),
    ],
)
def test_names(raw: list[str], expected: list[str]) -> None:
    assert list(names(raw)) == expected


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        pytest.param("Von Erika Muster und Max Muster", "de", ("Erika Muster", "Max Muster"), id="German"),
        pytest.param("Par Jeanne Dupin et Luc Roc", "fr", ("Jeanne Dupin", "Luc Roc"), id="French"),
        pytest.param("Por Ana Ruiz y Juan Gil", "es", ("Ana Ruiz", "Juan Gil"), id="Spanish"),
        pytest.param("Ana y Gil", "en", ("Ana y Gil",), id="no Spanish and in English"),
        pytest.param("Jonas Lukas, darbo teisės specialistas", "lt", ("Jonas Lukas",), id="what he is, in small letters"),
        pytest.param(
            "ana brandt, Jan van der Berg", "nl", ("ana brandt", "Jan van der Berg"), id="small letters that are a name's"
        ),
        pytest.param("Jane Roe, Institute of Mills and Weirs", None, ("Jane Roe",), id="where she is, with an and"),
        pytest.param("Jane Roe, chief editor, and John Doe", None, ("Jane Roe", "John Doe"), id="a job between two names"),
        pytest.param("Ida Berg, dpa", "de", ("Ida Berg", "dpa"), id="an agency in small letters"),
        pytest.param("Jane Roe (London) – Valley Mail", None, ("Jane Roe",), id="two tails"),
        pytest.param("Ida Berg og Ole Vik", None, ("Ida Berg", "Ole Vik"), id="Danish, wherever"),
        pytest.param("Anna Nowak i Jan Lis", "pl", ("Anna Nowak", "Jan Lis"), id="Polish"),
        pytest.param("Автор: Анна Белова и Пётр Седов", "ru", ("Анна Белова", "Пётр Седов"), id="Russian"),
        pytest.param("Penulis: Sari Dewi dan Budi Hati", "id", ("Sari Dewi", "Budi Hati"), id="Indonesian"),
    ],
)
def test_names_in_other_languages(line: str, language: str, expected: tuple[str, ...]) -> None:
    assert names([line], language) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("By Valley Mail Staff | Updated 3 May", ("Valley Mail Staff",), id="staff"),
        pytest.param("Valley Lifestyle Desk", ("Valley Lifestyle Desk",), id="a desk"),
        pytest.param("Mill Correspondent", ("Mill Correspondent",), id="a nameless writer"),
        pytest.param("Staff Reporter", (), id="words for jobs alone"),
        pytest.param("Staff", (), id="one word"),
        pytest.param("Jane Roe", (), id="a person"),
        pytest.param("it was the work of the whole staff", (), id="a sentence"),
    ],
)
def test_desks(line: str, expected: tuple[str, ...]) -> None:
    assert desks([line]) == expected


@pytest.mark.parametrize(
    ("name", "organization"),
    [
        pytest.param("AFP", True, id="an agency"),
        pytest.param("Valley Times", True, id="a paper"),
        pytest.param("Small", False, id="another word"),
        pytest.param("Apa Roe", False, id="a name that begins like an agency"),
    ],
)
def test_is_organization(name: str, organization: bool) -> None:
    assert is_organization(name) is organization
