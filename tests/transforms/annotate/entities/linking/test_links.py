import re

import pytest

from transforms.annotate.entities.lexicon.gazetteer import gazetteer
from transforms.annotate.entities.linking.links import wikidata_ids
from transforms.annotate.entities.linking.table import read_table
from transforms.records import Entity, Mention

# id, kind, ! or ?, names, support
TABLE = read_table(
    "\n".join(
        line.replace(" | ", "\t")
        for line in (
            "Q1 | region | ! | United States | ",
            "Q2 | region | ! | Ohio | ",
            "Q3 | region | ! | Massachusetts | ",
            "Q4 | region | ? | Georgia | Tbilisi; Armenia",
            "Q5 | region | ? | Georgia | Atlanta; Alabama",
            "Q6 | town | ? | Cambridge | Massachusetts",
            "- | town | ? | Cambridge | England; Ohio",
            "Q7 | town | ! | Athens | Greece",
            "- | town | ! | Athens | Ohio",
            "Q8 | town | ! | Delta City | Ohio",
            "Q9 | organization | ? | Apple | iPhone; Tim Cook",
            "Q10 | organization | ! | Reuters | ",
            "Q11 | person | ! | Barack Obama | ",
            "Q12 | region | ! | Japan | ",
            "Q13 | region | ! | British Columbia | ",
            "Q14 | region | ! | Alabama | ",
        )
    )
)


def ids(marked: str) -> dict[str, str]:
    """Name → Wikidata id, for a text with its entities marked: "in [Athens]place, Ohio". The first mention gives the type."""
    text, mentions, kinds = "", dict[str, list[Mention]](), dict[str, str]()
    for plain, name, kind in re.findall(r"([^\[]*)(?:\[([^\]]+)\](\w+))?", marked):
        text += plain
        if name:
            canonical = {"Ga.": "Georgia", "U.S.": "United States", "B.C.": "British Columbia"}.get(name, name)
            mentions.setdefault(canonical, []).append(Mention(name, len(text), len(text) + len(name), "name"))
            kinds.setdefault(canonical, kind)
            text += name
    entities = [Entity(name, name, kinds[name], tuple(found)) for name, found in mentions.items()]
    return dict(wikidata_ids(text, entities, gazetteer(()), TABLE))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "[Reuters]organization asked [Barack Obama]person.", {"Reuters": "Q10", "Barack Obama": "Q11"}, id="plain"
        ),
        pytest.param("Rain fell in [Reuters]place.", {}, id="a name of another type"),
        pytest.param("[Obama]person spoke.", {}, id="a surname alone"),
        pytest.param("The [U.S.]place agreed.", {"United States": "Q1"}, id="another name of a country"),
        pytest.param("An [American]group spoke.", {}, id="a nationality"),
        pytest.param("Wine from [Georgia]place sells.", {}, id="two countries of a name, no support"),
        pytest.param("From [Georgia]place to [Armenia]place.", {"Georgia": "Q4"}, id="a neighbour"),
        pytest.param("He flew from Atlanta; [Ga.]place votes.", {"Georgia": "Q5"}, id="a town in the text, no entity"),
        pytest.param("[Georgia]place, Alabama and Armenia.", {"Georgia": "Q5"}, id="the list it begins decides"),
        pytest.param("From Tbilisi and from Atlanta in [Georgia]place.", {}, id="support for both"),
        pytest.param("A lab in [Cambridge]place.", {}, id="a town of many countries"),
        pytest.param("A lab in [Cambridge]place, Mass.", {"Cambridge": "Q6"}, id="a comma and its state"),
        pytest.param("A lab in [Cambridge]place (Massachusetts).", {"Cambridge": "Q6"}, id="its state in brackets"),
        pytest.param("A lab in [Cambridge]place. Rain in [England]place.", {}, id="the country of another"),
        pytest.param("In [Cambridge]place, Ohio, rain. In Massachusetts, sun.", {}, id="a comma and another state"),
        pytest.param("In [Cambridge]place, Japan, rain. In Massachusetts, sun.", {}, id="a comma and a country of none"),
        pytest.param("Rain in [Athens]place.", {"Athens": "Q7"}, id="a capital needs no support"),
        pytest.param("Rain in [Athens]place. Snow in Ohio.", {}, id="a capital beside the state of a namesake"),
        pytest.param(
            "Rain in [Athens]place. Greece and Ohio.", {"Athens": "Q7"}, id="a capital with its country, and that state"
        ),
        pytest.param("Rain in [Athens]place, [Japan]place.", {"Japan": "Q12"}, id="a comma and a country it is not in"),
        pytest.param("Rain in [Delta City]place, Reno and Ohio.", {"Delta City": "Q8"}, id="a list of towns is no region"),
        pytest.param("[Apple]organization fell.", {}, id="a company that is also a word"),
        pytest.param("[Apple]organization sells the iPhone.", {"Apple": "Q9"}, id="a company with its product"),
        pytest.param("[Japan]place beat Peru 2-1 in the cup.", {}, id="a team"),
        pytest.param("[Japan]place went on to win Game 7.", {}, id="a team in a series"),
        pytest.param("[Japan]place won praise in 2014-15.", {"Japan": "Q12"}, id="won, without a result"),
        pytest.param("Peru won 3–0.\nRain fell in [Japan]place.", {"Japan": "Q12"}, id="a result in another sentence"),
        pytest.param("Jars of 200 [B.C.]place were found.", {}, id="an era"),
        pytest.param("The port of [B.C.]place grew.", {"British Columbia": "Q13"}, id="a province"),
    ],
)
def test_only_what_the_article_leaves_no_doubt_about_is_linked(marked, expected):
    assert ids(marked) == expected
