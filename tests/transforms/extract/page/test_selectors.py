"""The part of CSS that feeds may prune by."""

import pytest

from transforms.extract.page.parse import parse
from transforms.extract.page.selectors import check_selector, select

PAGE = parse(b"""<body><div id="a" class="promo big"><p class="x">1</p><span><p>2</p></span></div>
<aside class="promo-box" data-kind="poll of the day" data-it="it's">3</aside><p class="x" hidden>4</p></body>""")


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        pytest.param("p", ["1", "2", "4"], id="tag"),
        pytest.param("P", ["1", "2", "4"], id="tag in capitals"),
        pytest.param("*.x", ["1", "4"], id="any tag"),
        pytest.param(".promo", ["12"], id="class, as a whole word"),
        pytest.param(".promo.big", ["12"], id="two classes"),
        pytest.param("div#a", ["12"], id="id"),
        pytest.param(".promo p", ["1", "2"], id="below"),
        pytest.param(".promo > p", ["1"], id="child"),
        pytest.param(".promo>p, aside", ["1", "3"], id="either"),
        pytest.param("[hidden]", ["4"], id="attribute"),
        pytest.param('[data-kind="poll of the day"]', ["3"], id="attribute, quoted"),
        pytest.param("[data-kind='poll of the day']", ["3"], id="attribute, in single quotes"),
        pytest.param('[data-it="it\'s"]', ["3"], id="attribute with a quote in it"),
        pytest.param("[class=x]", ["1", "4"], id="attribute, bare"),
        pytest.param("[data-kind~=poll]", ["3"], id="a word of an attribute"),
        pytest.param("[class*=romo]", ["12", "3"], id="a part of an attribute"),
        pytest.param("[class^=promo-]", ["3"], id="its beginning"),
        pytest.param("[class$=box]", ["3"], id="its end"),
        pytest.param('[class*=""]', [], id="an empty part is in nothing"),
        pytest.param(" aside ", ["3"], id="white space around"),
    ],
)
def test_select(selector: str, found: list[str]) -> None:
    check_selector(selector)
    assert ["".join(element.text_content().split()) for element in select(PAGE, selector)] == found


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param("div >", "ends too early", id="nothing after >"),
        pytest.param("p,", "ends too early", id="nothing after a comma"),
        pytest.param("> p", "can't read '> p'", id="nothing before >"),
        pytest.param("p:first-child", "can't read ':first-child'", id="pseudo-classes"),
        pytest.param("p + p", "can't read '+ p'", id="siblings"),
        pytest.param("//p[@class", "no XPath", id="an XPath that is none"),
        pytest.param("//p[shout(.)]", "no XPath", id="a function that XPath has not"),
        pytest.param("p[@class]", "can't read '@class]'", id="an XPath without its slashes"),
        pytest.param("[class=", "ends too early", id="unclosed"),
        pytest.param(".x" * 300, "too long", id="endless"),
    ],
)
def test_bad_selectors_say_why(selector: str, words: str) -> None:
    with pytest.raises(ValueError, match="selector") as raised:
        check_selector(selector)
    assert words in str(raised.value)
