"""The rules in code: a table of invented texts for each, before and after the cut."""

from dataclasses import replace

import pytest

from transforms.articles import Article, Entry, LineMarkup
from transforms.clean.cut import cut
from transforms.clean.registry import code_rules, select_rules

RULES = code_rules()
LINE = "The mill in Orsolo opened its gate on Monday after eleven years of silence."


def article(text: str, title: str = "") -> Article:
    entry = Entry(id="1", url="https://valley.example/mill", feeds=("valley",))
    return Article(entry=entry, url=entry.url, fetched_at="2026-06-01T00:00:00Z", text=text, title=title)


def cleaned(rule: str, text: str, title: str = "") -> str:
    return cut(text, {rule: RULES[rule].find(article(text, title))})[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Mill opens again\nIt is loud.", "It is loud.", id="above the text"),
        pytest.param("MILL OPENS – AGAIN!\nIt is loud.", "It is loud.", id="other case and marks"),
        pytest.param(
            "It is loud.\nIt is.\nIt is.\nIt is.\nMill opens again\nEnd.",
            "It is loud.\nIt is.\nIt is.\nIt is.\nEnd.",
            id="below",
        ),
        pytest.param("Mill opens again this year\nIt is loud.", "Mill opens again this year\nIt is loud.", id="more words"),
        pytest.param("“Mill opens again”\nIt is loud.", "“Mill opens again”\nIt is loud.", id="a quotation"),
        pytest.param("", "", id="no text"),
    ],
)
def test_repeated_headline(before: str, after: str) -> None:
    assert cleaned("repeated_headline", before, "Mill opens again") == after


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        pytest.param(LineMarkup("h2"), "One.\nTwo.\nThree.\nMill opens again\nFour.", id="a subhead"),
        pytest.param(LineMarkup("h1"), "One.\nTwo.\nThree.\nFour.", id="the page's heading"),
        pytest.param(LineMarkup("h3", linked=1.0), "One.\nTwo.\nThree.\nFour.", id="a teaser"),
        pytest.param(LineMarkup("p"), "One.\nTwo.\nThree.\nFour.", id="a paragraph"),
    ],
)
def test_a_headline_further_down(markup: LineMarkup, left: str) -> None:
    marked = replace(
        article("One.\nTwo.\nThree.\nMill opens again\nFour.", "Mill opens again"), markup={"Mill opens again": markup}
    )
    assert cut(marked.text, {"r": RULES["repeated_headline"].find(marked)})[0] == left
    above = replace(marked, text="Mill opens again\nOne.\nTwo.\nThree.\nFour.")
    assert cut(above.text, {"r": RULES["repeated_headline"].find(above)})[0] == "One.\nTwo.\nThree.\nFour."


def test_a_short_headline_is_a_subhead_further_down() -> None:
    text = "Mill\nOne.\nTwo.\nThree.\nMill\nFour."
    assert cleaned("repeated_headline", text, "Mill") == "One.\nTwo.\nThree.\nMill\nFour."
    assert cleaned("repeated_headline", text, "") == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(f"{LINE}\nOther.\n{LINE}", f"{LINE}\nOther.", id="said twice"),
        pytest.param(f"{LINE}\n{LINE}\n{LINE}", LINE, id="said three times"),
        pytest.param("Yes.\nNo.\nYes.", "Yes.\nNo.\nYes.", id="short"),
        pytest.param(f"{LINE[:-1]}\n{LINE} And more.", f"{LINE[:-1]}\n{LINE} And more.", id="contained"),
        pytest.param(*["What did you think when the mill opened again?\nMuch.\n" * 2] * 2, id="a question asked again"),
        pytest.param(*["Buy: at the mill, at the market and in the village shop\nx\n" * 2] * 2, id="a label"),
        pytest.param(f"“{LINE}”\n“{LINE}”", f"“{LINE}”", id="quotations"),
    ],
)
def test_repeated_paragraphs(before: str, after: str) -> None:
    assert cleaned("repeated_paragraphs", before.strip(), "") == after.strip()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("A.\n_____\nB.", "A.\nB.", id="a line"),
        pytest.param("A.\n* * *\nB.\n* * *\nC.", "A.\nB.\nC.", id="twice"),
        pytest.param(*["A.\n___\nB.\n___\nC.\n____\nD."] * 2, id="an ornament that makes parts"),
        pytest.param(*["A.\n___\nB.\nC.\nD.\nE.\nF."] * 2, id="between paragraphs"),
        pytest.param(*["A.\n*\nB.\nC.\nD.\nE.\nF."] * 2, id="an asterisk between paragraphs"),
        pytest.param("A.\n•\nB.\nC.\nD.\nE.\nF.", "A.\nB.\nC.\nD.\nE.\nF.", id="a mark of a list between paragraphs"),
        pytest.param("A.\nB.\n___\nC.\nD.\nE.\nF.", "A.\nB.\nC.\nD.\nE.\nF.", id="above notes"),
        pytest.param("___\nB.\nC.\nD.\nE.\nF.", "B.\nC.\nD.\nE.\nF.", id="above the text"),
        pytest.param("•\nA.\n•\nB.\n•\n•\nC.", "A.\nB.\nC.", id="marks of a list"),
        pytest.param("A.\n|\nB.", "A.\nB.", id="a mark of a table"),
        pytest.param(*["— Jane Roe\n“…”\n?\n5"] * 2, id="a name, a quotation, a question, a number"),
    ],
)
def test_separators(before: str, after: str) -> None:
    assert cleaned("separators", before) == after


SAID = "I had forgotten how loud it is when the wheel begins to turn."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(f"“{SAID}”\nOne.\n“{SAID}” she said.", f"One.\n“{SAID}” she said.", id="above"),
        pytest.param(f"“{SAID}” she said.\n“{SAID}”\nOne.", f"“{SAID}” she said.\nOne.", id="below"),
        pytest.param(f'"{SAID[:-1]}".\n“{SAID}” she said.', f"“{SAID}” she said.", id="other marks"),
        pytest.param(f"«{SAID}»\n„{SAID}“ she said.", f"„{SAID}“ she said.", id="guillemets"),
        pytest.param(f"“{SAID}”\n— Jane Roe, baker\n“{SAID} Yes.”", f"“{SAID} Yes.”", id="with its signature"),
        pytest.param(f"“{SAID}”\nOne.", f"“{SAID}”\nOne.", id="said once"),
        pytest.param(f"“{SAID}”\n“{SAID}”", f"“{SAID}”\n“{SAID}”", id="both alone"),
        pytest.param("“It is loud.”\n“It is loud.” she said.", "“It is loud.”\n“It is loud.” she said.", id="short"),
        pytest.param(
            f"‘{SAID[:-1]}’\n“{SAID}” she said.", f"‘{SAID[:-1]}’\n“{SAID}” she said.", id="a subhead in single marks"
        ),
        pytest.param(f"{SAID}\n“{SAID}” she said.", f"“{SAID}” she said.", id="without marks"),
        pytest.param(
            f"“{SAID}” she said.\nI had forgotten how loud it is when the wheel turns.", f"“{SAID}” she said.", id="nearly"
        ),
        pytest.param(
            f"{SAID[:-1]}\n“{SAID}” she said.", f"{SAID[:-1]}\n“{SAID}” she said.", id="a subhead without marks announces it"
        ),
        pytest.param(
            "“No dam, no deal!”\n“No dam, no deal!” they shouted.",
            *["“No dam, no deal!”\n“No dam, no deal!” they shouted."],
            id="a chant",
        ),
        pytest.param(*[f"{SAID}\nOne.\n“{SAID}” she sang.\nTwo.\n“{SAID}” sang all."] * 2, id="a refrain"),
        pytest.param(
            f"“{SAID}” said Jane Roe.\n“{SAID}”\nJane Roe, baker\nOne.",
            f"“{SAID}” said Jane Roe.\nOne.",
            id="a name that the text tells of",
        ),
        pytest.param(
            f"Loud? {SAID} We all had.\n“{SAID}”\nOne.", f"Loud? {SAID} We all had.\nOne.", id="of an answer in an interview"
        ),
        pytest.param(f"“{SAID}” said Roe. “Loud.”\n{SAID}", f"“{SAID}” said Roe. “Loud.”", id="more than a quotation stays"),
    ],
)
def test_pull_quotes(before: str, after: str) -> None:
    assert cleaned("pull_quotes", before) == after


def test_pull_quotes_of_a_text_that_is_no_article() -> None:
    text = f"“{SAID}”\n“{SAID}” she said.\n" + "It is loud. " * 90_000
    assert cleaned("pull_quotes", text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("A.\nShould the mill stay?\nYes 61 %\nNo 39 %\nB.", "A.\nB.", id="question and shares"),
        pytest.param("A.\nPoll\nShould the mill stay?\nYes: 61%\nNo: 39%\n1,204 votes\nB.", "A.\nB.", id="heading and votes"),
        pytest.param("A.\nPoll: Should the mill stay?\nAt once 12%\nNever 88%\nB.", "A.\nB.", id="heading and question in one"),
        pytest.param(
            "A.\nShould it stay?\nAt once\n12%\nNever\n88%\nView results\nB.", "A.\nB.", id="shares on lines of their own"
        ),
        pytest.param("A.\nShould it stay?\nYes\nNo\nVote\nB.", "A.\nB.", id="no shares yet"),
        pytest.param("A.\nShould it stay?\nYes\nNo\nVote\nBy voting you agree to our terms.\nB.", "A.\nB.", id="consent"),
        pytest.param(
            "A.\nWould you?\nYes, often 44%\nNo, never 56%\n12 votes so far. Your vote is anonymous.\nB.",
            "A.\nB.",
            id="anonymous",
        ),
        pytest.param("A.\nSoll sie bleiben?\nJa 61 %\nNein 39 %\nJetzt abstimmen\nB.", "A.\nB.", id="German"),
        pytest.param(*["The result:\nLabour 34 %\nGreens 21 %\nNobody was glad."] * 2, id="a result that the article reports"),
        pytest.param(*["Who won?\nThe Greens 51 %\nThe rest 49 %\nNobody was glad."] * 2, id="a result after a question"),
        pytest.param(*["A poll says that 61 % want the mill to stay.\nRoe does not."] * 2, id="a sentence about a poll"),
        pytest.param(*["“Will you stay?” I asked.\nYes.\nNo.\nHe could not decide."] * 2, id="talk"),
        pytest.param(*["Vote\nIt is a word that people here avoid."] * 2, id="a subhead"),
    ],
)
def test_polls(before: str, after: str) -> None:
    assert cleaned("polls", before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("[dropcap]T[/dropcap]his is it.", "This is it.", id="unwrapped"),
        pytest.param('A [gallery ids="1,2"] B', "A B", id="straight quotes"),
        pytest.param("A [gallery ids=“1,2”] B", "A B", id="curly quotes"),
        pytest.param("A [gallery ids=″1,2″ size=′big′] B", "A B", id="primes"),
        pytest.param("A [gallery ids=&#8221;1,2&#8243;] B", "A B", id="broken entities"),
        pytest.param("A [gallery ids=1,2 /] B", "A B", id="no quotes, closed in itself"),
        pytest.param('A [[gallery ids="1"]] B', "A B", id="doubled brackets"),
        pytest.param('A [gallery ids="1,2\nB', "A\nB", id="unclosed at the line's end"),
        pytest.param('A [gallery ids="1"', "A", id="unclosed at the text's end"),
        pytest.param('[caption id="a"]A view.[/caption] Text.', "Text.", id="dropped whole"),
        pytest.param(f'[caption id="a"]{LINE * 9}[/caption] Text.', f"{LINE * 9} Text.", id="too long for a caption"),
        pytest.param("A day[footnote]Or two.[/footnote] later.", "A day later.", id="footnote"),
        pytest.param("[vc_row][vc_column width=”1/2″]Text.[/vc_column][/vc_row]", "Text.", id="page builders"),
        pytest.param('[quote author="Jo"]Text.[/quote]', "Text.", id="quote"),
        pytest.param('[whatever a="1"]Text of it.[/whatever]', "Text of it.", id="an unknown name around text"),
        pytest.param("[whatever]https://x.example/v[/whatever]", "", id="an unknown name around an address"),
        pytest.param("[embed]https://x.example/v[/embed]", "", id="embed"),
        pytest.param("[tweet https://x.example/1] Text.", "Text.", id="an address"),
        pytest.param("[video:https://x.example/v autoplay:1] Text.", "Text.", id="Drupal's video"),
        pytest.param('[[{"fid":"12","view_mode":"default"}]]Text.', "Text.", id="Drupal's media"),
        pytest.param('{{< figure src="a.png" >}}\nText.', "Text.", id="Hugo"),
        pytest.param("{{% notice %}}Text.{{% /notice %}}", "Text.", id="Hugo around text"),
        pytest.param("Text.\n[gallery]\nMore.", "Text.\nMore.", id="alone on a line"),
        pytest.param("[/caption] Text.", "Text.", id="an end without a beginning"),
        pytest.param("[url=https://x.example]Text[/url]", "Text", id="forum code"),
        *(
            pytest.param(text, text, id=text)
            for text in (
                "He left [sic] at noon.",
                "“[The president] knew,” she said.",
                "“It was […] loud.”",
                "As shown [1] and [2, 3].",
                "Watch the wheel turn [VIDEO]",
                "the [gallery] closed",
                "[laughs] It is.",
                "[Note: the mill is closed.]",
                "[video: a man walks by]",
                "a[i] = b[j]",
                "[unclosed",
                "{{ not closed",
                "[Read more]",
                "“[My mother] has a note for me,” he said.",
            )
        ),
    ],
)
def test_shortcodes(before: str, after: str) -> None:
    assert cleaned("shortcodes", before) == after


@pytest.mark.parametrize(
    "junk", ["[a ", '[a b="', "[[{", "{{< a ", "[gallery]", "[a b=c ", '[[{"a":1', "[ad]\n", "[caption]", "Yes 1 %\n", "“a "]
)
def test_junk_ends(junk: str) -> None:
    for rule in RULES.values():
        list(rule.find(article(junk * 20_000, "a")))


def test_choose() -> None:
    assert {rule.name for rule in select_rules(RULES)} == set(RULES)
    assert "polls" not in [rule.name for rule in select_rules(RULES, ["polls"])]
    with pytest.raises(ValueError, match=r"^no 'pols'; there are: author_lines, polls, pull_quotes, "):
        select_rules(RULES, ["pols"])
