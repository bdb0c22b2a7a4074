"""Tokens of templates and lines of code, and what people write about them."""

import pytest

from transforms.articles import Article, Entry
from transforms.clean.cut import cut
from transforms.clean.rules.template_tokens import find


@pytest.mark.parametrize(
    ("line", "left"),
    [
        pytest.param("{{widget}}", "", id="two braces"),
        pytest.param("{% include 'poll' with { id: 7 } %}", "", id="a tag with braces in it"),
        pytest.param("%%IF mobile%% %%AD_SLOT_2%% %%ENDIF%%", "", id="several"),
        pytest.param("[[promo: app | width: full]]", "", id="two brackets"),
        pytest.param("##EMBED_VIDEO(id=7, zone=3)##", "", id="two hashes"),
        pytest.param("*|LIST:COMPANY|*", "", id="of a mailing"),
        pytest.param("It rained. {{ad_slot}}", "It rained.", id="behind a sentence"),
        pytest.param("{{ad_slot}} It rained.", "It rained.", id="before a sentence"),
        pytest.param("(function(d,s){var js=d.createElement(s);js.id='x';}(document));", "", id="code"),
        pytest.param("<!-- slot 3 --> tag.cmd.push(function() { tag.display('a'); });", "", id="a comment and code"),
        pytest.param("Dear {{name}}, it rained.", None, id="within a sentence"),
        pytest.param("“Dear {{name}},” the letters began.", None, id="in a quotation"),
        pytest.param("“{{name}}” was printed on 212 of them.", None, id="in a quotation at the beginning"),
        pytest.param("He can {mostly} read.", None, id="one brace"),
        pytest.param("100 %% of the tests", None, id="two percent signs"),
        pytest.param("The set {1; 2} is small; the set {3} is smaller (they say).", None, id="marks of code in a sentence"),
        pytest.param("showTheBox(7, 1);", "", id="a call"),
        pytest.param("})(window, 'x'); load(jQuery('a'));", "", id="a call of calls"),
        pytest.param("Roe; The Mill; Daily News (Orsolo); 3 May.", None, id="brackets and semicolons of a source"),
        pytest.param("[[Page]] links are how a wiki links.", "links are how a wiki links.", id="a link of a wiki"),
    ],
)
def test_what_is_left(line: str, left: str | None) -> None:
    text = f"One.\n{line}\nTwo."
    article = Article(Entry("1", "https://valley.example/mill", ("a",)), "https://valley.example/mill", "", text)
    expected = text if left is None else "\n".join(filter(None, ["One.", left, "Two."]))
    assert cut(text, {"template_tokens": find(article)})[0] == expected
