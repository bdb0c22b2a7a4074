import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.quotes.marks.pair import pair


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
        pytest.param("“One, now.\n“Two,” he said.", ["One, now.", "Two,"], id="a closing mark is missing, and the next opens"),
        pytest.param("“One. Then “two,” he said.\n“Three.”", ["two,", "Three."], id="missing, and only that one is lost"),
        pytest.param(
            "“One, said Ana Brandt.\n“Two,” he said.", ["One,", "Two,"], id="missing, and the reporter names the speaker"
        ),
        pytest.param("“One, said Ana Brandt, the mayor of Hexley.", ["One,"], id="missing, and a role follows"),
        pytest.param("“One, she said. “Two.”", ["One,", "Two."], id="missing, and the same speaker goes on"),
        pytest.param("“One, the mayor said.", ["One,"], id="missing, and the reporter ends the paragraph"),
        pytest.param(
            "“He came in, said Hello, and left, she said that.\n“Two,” he said.",
            ["He came in, said Hello, and left, she said that.", "Two,"],
            id="what the speaker tells of others",
        ),
        pytest.param(
            "“One,” it read. “The man, said Ana Brandt, is ill.”", ["One,", "The man, said Ana Brandt, is ill."], id="closed"
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
        pytest.param("'I'm sorry,' he said. 'No!' 'Why?'", ["I'm sorry,", "No!", "Why?"], id="few words, and a stop or comma"),
        pytest.param("The 'Black Hut', he said, is shut.", [], id="few words without"),
        pytest.param("'It's the girls' fault', she added.", ["It's the girls' fault"], id="owners in a quote"),
        pytest.param("Ann promised 'no new taxes' for the town.", ["no new taxes"], id="the last word ends in s"),
        pytest.param("Ann promised 'no new taxes', and left.", ["no new taxes"], id="the last word ends in s, and a comma"),
        pytest.param(
            "She promised ‘no new taxes’ for the town. She said it was ‘a bad idea’.",
            ["no new taxes", "a bad idea"],
            id="the last word ends in s, and the next quote opens",
        ),
        pytest.param("'The boys' job is to tell 'em,' he said.", ["The boys' job is to tell 'em,"], id="what does not open"),
        pytest.param("In the '90s the boys' house, he said, was 'a great place'.", ["a great place"], id="years do not open"),
        pytest.param("‘em tell the lot’ it said.", ["em tell the lot"], id="a curly mark opens all the same"),
        pytest.param(
            "'One day,' he said. \"'Two days,' they say.\"", ["One day,", "'Two days,' they say."], id="around double"
        ),
        pytest.param(
            "‘He told me “no way” twice,’ she said.", ["He told me “no way” twice,"], id="double marks within single ones"
        ),
        pytest.param(
            "‘“No way” is what he said,’ she said.", ["“No way” is what he said,"], id="double marks begin single ones"
        ),
        pytest.param("She said: ‘He told me “no”.’ “Yes.”", ["He told me “no”.", "Yes."], id="double marks within and after"),
        pytest.param(
            "The boys' “yes” and the girls' “no” won.", ["yes", "no"], id="owners before double marks enclose nothing"
        ),
        pytest.param("“One ‘two’ three,” he said. ‘Four.’", ["One ‘two’ three,", "Four."], id="single marks within and after"),
        pytest.param(
            "He said: ‘One. Two.\n‘Three.’\nFour.", ["One. Two.", "Three."], id="single marks, repeated on the next paragraph"
        ),
        pytest.param("He said: ‘One. Two.\nThree.", [], id="single marks, and nothing closes them"),
        pytest.param("″One,″ he said of the 12″ record.", ["One,"], id="primes"),
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


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "’ ", "‘a", " ‘a", " ‘a s’ ", "‘a ’ s’ ", '" ', "« "])
def test_many_marks_raise_nothing(mark: str) -> None:
    pair(mark * 50_000)
