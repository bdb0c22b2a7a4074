"""The rule for lines known from other pages of a site: which known lines are cut and which stay."""

import pickle

import pytest

from transforms.articles import Article, Entry
from transforms.clean.clean import clean_article
from transforms.clean.cut import cut
from transforms.clean.furniture import Furniture, furniture_for_remake, line_keys
from transforms.records import Removal

URL = "https://www.valley.example/mill"
OWN = [f"The mill in ward {n} opened its gate on a Monday after {n} long years of silence and of rust." for n in range(12)]


def article(text: str, url: str = URL) -> Article:
    return Article(Entry("1", url, ("valley",)), url, "2031-06-01T00:00:00Z", text)


def rule(*texts: str, url: str = URL) -> Furniture:
    return Furniture(b"".join(sorted(key for text in texts for key in line_keys(url, text))))


def cleaned(known: str, text: str, url: str = URL) -> str:
    return cut(text, {"furniture": rule(known).find(article(text, url))})[0]


def framed(line: str, above: int = 6, below: int = 6) -> str:
    return "\n".join([*OWN[:above], line, *OWN[len(OWN) - below :]])


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        pytest.param("Join our forum by the river", False, id="it speaks to the reader"),
        pytest.param("Join OUR forum, by the river!", False, id="other case and marks"),
        pytest.param(
            "The only agenda here is to tell you what the river does.", False, id="a sentence that speaks to the reader"
        ),
        pytest.param("Der Newsletter informiert Sie am Morgen über das Tal.", False, id="German, formal"),
        pytest.param("Infografiken laden wir mit einem fremden Programm nach.", False, id="German, the paper"),
        pytest.param("Recevez chaque matin la lettre de notre rédaction", False, id="French"),
        pytest.param("The Lamp, a letter on rivers and bridges", False, id="a label of many words"),
        pytest.param("Key events", True, id="two words"),
        pytest.param("14:02 Rain", True, id="an hour"),
        pytest.param("The story so far", True, id="a subhead"),
        pytest.param("What you need to know", True, id="a subhead that asks"),
        pytest.param("Will you get your money back?", True, id="a question"),
        pytest.param("What we know about the fire:", True, id="it leads to what follows"),
        pytest.param("The mill was built in 1790 by a baker who had come from the coast.", True, id="background"),
        pytest.param(
            "We have corrected this article after it was published.", True, id="a note that the article was corrected"
        ),
        pytest.param("Anmerkung der Redaktion", True, id="the label of a note"),
        pytest.param("“We will keep our wheel as long as you live,” said Roe.", True, id="speech"),
        pytest.param('Roe said "we will keep our wheel" again.', True, id="speech inside"),
        pytest.param("Er sagt: „Wir behalten unser Rad bis zuletzt.“", True, id="German speech"),
        pytest.param(" ".join(["our wheel"] * 40), True, id="a long paragraph"),
    ],
)
def test_in_the_middle(line: str, stays: bool) -> None:
    text = framed(line)
    assert cleaned(line, text) == (text if stays else framed("").replace("\n\n", "\n"))


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        pytest.param("Valley notes and letters", False, id="a label"),
        pytest.param(
            "Stories from the valley are written by people who live and work beside the river.", False, id="a sentence"
        ),
        pytest.param("The trial of Roe continues.", True, id="a short sentence"),
        pytest.param("Nobody has been arrested for what was done to the wheel, police said.", True, id="speech without marks"),
        pytest.param("What happens now", True, id="a question"),
        pytest.param("“Stories from the valley are written by those who live here,” Roe said again.", True, id="speech"),
    ],
)
@pytest.mark.parametrize("top", [pytest.param(True, id="top"), pytest.param(False, id="bottom")])
def test_at_an_end(line: str, stays: bool, top: bool) -> None:
    text = "\n".join([line, *OWN] if top else [*OWN, line])
    assert cleaned(line, text) == (text if stays else "\n".join(OWN))


def test_what_is_not_known_stays() -> None:
    text = framed("Join our forum by the river")
    assert cleaned("Join our forum by the bridge", text) == text
    assert list(Furniture().find(article(text))) == []


def test_lines_belong_to_their_site() -> None:
    line = "Join our forum by the river"
    text = framed(line)
    assert line in cleaned(line, text, "https://coast.example/mill")
    assert line not in cleaned(line, text, "https://amp.valley.example/other")


def test_an_article_that_has_stood_here_before_is_not_cut() -> None:
    text = "\n".join(line.replace("The mill", "Our mill") for line in OWN)
    assert cleaned(text, text) == text
    some = "\n".join(text.split("\n")[:3])
    assert cleaned(some, text) == "\n".join(text.split("\n")[3:])


def test_it_travels_to_workers() -> None:
    known = rule("Join our forum by the river")
    assert pickle.loads(pickle.dumps(known)) == known


LINE, OTHER = "Join our forum by the river", "The Lamp, a letter on rivers and bridges"


def removal(text: str, line: str) -> Removal:
    start = text.index(line)
    return Removal("furniture", "text", start, start + len(line) + 1, f"{line}\n")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(framed(LINE), [LINE], id="one line"),
        pytest.param(framed(f"{LINE}\n{OWN[6]}\n{OTHER}"), [LINE, OTHER], id="two"),
        pytest.param(framed(f"{OTHER}\n{LINE}"), [LINE], id="what was not cut then stays"),
        pytest.param(framed("The trial continues."), ["The trial continues."], id="whatever the rule would say of the line"),
    ],
)
def test_an_article_that_is_made_again_loses_what_it_lost(text: str, lines: list[str]) -> None:
    before = [removal(text, line) for line in lines]
    again = clean_article(article(text), [furniture_for_remake(before, article(text))])
    assert [r.text for r in again.removals] == [f"{line}\n" for line in lines]
    assert (again.text, again.removals) == cut(text, {"furniture": [(r.start, r.end) for r in before]})


def test_where_it_is_read_otherwise_now_the_rule_knows_those_lines() -> None:
    before, now = [removal(framed(LINE), LINE)], article(framed(f"{OTHER}\n{OWN[6]}\n{LINE}"))
    assert isinstance(furniture_for_remake(before, now), Furniture)
    assert [r.text for r in clean_article(now, [furniture_for_remake(before, now)]).removals] == [f"{LINE}\n"]


def test_what_lost_nothing_then_loses_nothing_now() -> None:
    assert clean_article(article(framed(LINE)), [furniture_for_remake((), article(framed(LINE)))]).removals == ()
