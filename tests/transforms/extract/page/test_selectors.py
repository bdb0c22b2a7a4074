"""The selectors of configs: what they point at, and what each mistake is answered with."""

import pytest

from transforms.extract.page.parse import parse
from transforms.extract.page.selectors import check_selector, select, selected_nodes

PAGE = parse(b"""<body><div id="a" class="promo big"><p class="x">1</p><span><p>2</p></span></div>
<aside class="promo-box" data-kind="poll of the day" data-it="it's">3</aside><p class="x" hidden data-no="7/a" title="a]=b">4</p></body>""")


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
        pytest.param("[data-no=7/a]", ["4"], id="a bare value with a slash"),
        pytest.param("[data-no = 7/a ]", ["4"], id="white space in brackets"),
        pytest.param("[title='a]=b']", ["4"], id="brackets in a quoted value"),
        pytest.param("[HIDDEN]", ["4"], id="attribute in capitals"),
        pytest.param(".PROMO", [], id="a class has its case"),
        pytest.param("div p, p", ["1", "2", "4"], id="each once, in page order"),
        pytest.param("//p[@hidden]", ["4"], id="an XPath"),
        pytest.param("//p[contains(., '2')]", ["2"], id="an XPath with a function"),
    ],
)
def test_select(selector: str, found: list[str]) -> None:
    check_selector(selector)
    assert ["".join(element.text_content().split()) for element in select(PAGE, selector)] == found


KNOWN = "known are tag, .class, #id, [attribute=value], 'a b', 'a > b', 'a, b', and an XPath that begins with //"


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        pytest.param("", "an empty selector points at nothing", id="empty"),
        pytest.param("  ", "an empty selector points at nothing", id="white space"),
        pytest.param("div >", "selector 'div >' ends too early", id="nothing after >"),
        pytest.param("p,", "selector 'p,' ends too early", id="nothing after a comma"),
        pytest.param("[class=", "selector '[class=' ends too early", id="unclosed"),
        pytest.param("> p", f"selector '> p': can't read '> p'; {KNOWN}", id="nothing before >"),
        pytest.param("p[@class]", f"selector 'p[@class]': can't read '@class]'; {KNOWN}", id="an XPath without its slashes"),
        pytest.param("p!", f"selector 'p!': can't read '!'; {KNOWN}", id="a mark that is none of CSS"),
        pytest.param("p:first-child", f"selector 'p:first-child': can't read ':first-child'; {KNOWN}", id="a position"),
        pytest.param("p:nth-child(2)", f"selector 'p:nth-child(2)': can't read ':nth-child(2)'; {KNOWN}", id="a position with a number"),
        pytest.param("div p:not(.x) b", f"selector 'div p:not(.x) b': can't read ':not(.x)'; {KNOWN}", id="a negation, in the middle"),
        pytest.param("p, div:has(p)", f"selector 'p, div:has(p)': can't read ':has(p)'; {KNOWN}", id="a relation, in the second of two"),
        pytest.param(":is(a, b)", f"selector ':is(a, b)': can't read ':is(a, b)'; {KNOWN}", id="alternatives"),
        pytest.param("p::before", f"selector 'p::before': can't read '::before'; {KNOWN}", id="a pseudo-element"),
        pytest.param("p + p", f"selector 'p + p': can't read '+ p'; {KNOWN}", id="the next sibling"),
        pytest.param("p ~ p", f"selector 'p ~ p': can't read '~ p'; {KNOWN}", id="siblings"),
        pytest.param("svg|a", f"selector 'svg|a': can't read 'svg|a'; {KNOWN}", id="a namespace"),
        pytest.param("[lang|='en']", f"""selector "[lang|='en']": can't read "[lang|='en']"; {KNOWN}""", id="another operator"),
        pytest.param("[class='x' i]", f"""selector "[class='x' i]": can't read "[class='x' i]"; {KNOWN}""", id="a flag"),
        pytest.param(".x" * 300, "a selector of 600 characters is too long; at most 500", id="endless"),
        pytest.param("//p[@class", "selector '//p[@class' is no XPath: Invalid predicate", id="an XPath that is none"),
        pytest.param("//p[shout(.)]", "selector '//p[shout(.)]' is no XPath: it has no function shout()", id="a function that XPath does not have"),
        pytest.param("//p[x:y(.)]", "selector '//p[x:y(.)]' is no XPath: it has no function x:y()", id="a function of a namespace"),
        pytest.param("/count", None, id="an XPath that points at nothing is no mistake"),
    ],
)  # fmt: skip
def test_mistakes_are_named(selector: str, message: str | None) -> None:
    if message is None:
        check_selector(selector)
        return
    with pytest.raises(ValueError, match="selector") as raised:
        check_selector(selector)
    assert str(raised.value) == message


def test_an_xpath_must_point_at_something() -> None:
    with pytest.raises(ValueError, match="must point at elements or attributes"):
        selected_nodes(PAGE, "/html/@lang = 'en'")


def test_values_of_attributes() -> None:
    assert selected_nodes(PAGE, "//p/@class") == ["x", "x"]
    assert select(PAGE, "//p/@class") == []
