import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.quotes.marks import pair


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“One,” he said. “Two.”", ["One,", "Two."], id="curly"),
        pytest.param('"One," he said. "Two."', ["One,", "Two."], id="straight"),
        pytest.param("''One,'' he said. ''Two.''", ["One,", "Two."], id="two single marks"),
        pytest.param("``One,'' he said.", ["One,"], id="backticks"),
        pytest.param("« Un pont », a-t-il dit.", ["Un pont"], id="guillemets with spaces"),
        pytest.param("»Eine Brücke«, sagte er.", ["Eine Brücke"], id="guillemets turned round"),
        pytest.param("„Eine Brücke“, sagte er.", ["Eine Brücke"], id="low and high"),
        pytest.param("„Most”, powiedział.", ["Most"], id="low and high, other curl"),
        pytest.param("“He told me ‘no way’ twice,” she said.", ["He told me ‘no way’ twice,"], id="nested single"),
        pytest.param("“He said “no” to me,” she said. “Yes.”", ["He said “no” to me,", "Yes."], id="nested in the same marks"),
        pytest.param(
            "“One, he said.\n“Two,” he said.", ["One, he said.", "Two,"], id="a closing mark is missing, and the next opens"
        ),
        pytest.param(
            "“One, he said. Then “two,” he said.\n“Three.”", ["two,", "Three."], id="missing, and only that one is lost"
        ),
        pytest.param("One,” he said. “Two.”", ["Two."], id="an opening mark is missing"),
        pytest.param("”One,” he said. “Two.”", ["One,", "Two."], id="the opening mark is turned round"),
        pytest.param("“One,“ he said. “Two.“", ["One,", "Two."], id="the closing mark is turned round"),
        pytest.param("“One.\n“Two.\n“Three,” he said.", ["One.", "Two.", "Three,"], id="repeated on each paragraph"),
        pytest.param("“One.\nTwo,” he said.", ["One.", "Two,"], id="not repeated on the next paragraph"),
        pytest.param('He is 6\'2" tall. "Tall," she said.', ["Tall,"], id="inches"),
        pytest.param("'We will build the bridge,' the mayor said.", ["We will build the bridge,"], id="single marks"),
        pytest.param("Mayor: ‘We will build the bridge’", ["We will build the bridge"], id="single marks in a headline"),
        pytest.param("It isn't the '90s, and the boys' house is theirs.", [], id="apostrophes"),
        pytest.param("The ‘smart’ meter", [], id="one word in single marks"),
        pytest.param('He said,"Look," and left.', ["Look,"], id="no space before"),
        pytest.param('""', [], id="nothing in it"),
        pytest.param("", [], id="empty"),
        pytest.param("No marks.", [], id="none"),
    ],
)
def test_pair(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in pair(text)] == expected


def test_a_quote_that_goes_on_is_not_closed() -> None:
    assert [q.closed for q in pair("“One.\n“Two.\n“Three,” he said.")] == [False, False, True]


@given(st.text(st.sampled_from("ab s.,\n\"“”„«»'’‘`‚ —"), max_size=120))
def test_quotes_are_disjoint_and_within_a_line(text: str) -> None:
    last = 0
    for quote in pair(text):
        assert last <= quote.opening <= quote.start < quote.end <= quote.closing
        assert "\n" not in text[quote.opening : quote.closing]
        assert text[quote.start : quote.end].strip() == text[quote.start : quote.end]
        last = quote.closing


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "’ ", "‘a", '" ', "« "])
def test_many_marks_are_no_trouble(mark: str) -> None:
    pair(mark * 50_000)
