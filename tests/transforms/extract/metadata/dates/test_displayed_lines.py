"""Which lines of a page display a date, and what belongs to them."""

import pytest

from transforms.extract.metadata.dates.displayed_lines import MAX_LINES, MAX_TEXTS, dated_lines, dated_lines_behind
from transforms.extract.page.parse import parse


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("<p>Published: 1 May  2026</p>", ["Published: 1 May 2026"], id="a short line with a year"),
        pytest.param("<i>By Jane Roe</i>, 1 May 2026", [", 1 May 2026"], id="the text behind an element"),
        pytest.param("<p>1 May</p>", [], id="no year"),
        pytest.param("<p>Room 20261</p>", [], id="a number that holds one"),
        pytest.param(f"<p>On 1 May 2026 {'the council met ' * 6}</p>", [], id="a long line"),
        pytest.param("<nav>1 May 2026</nav><script>1 May 2026</script>", [], id="frame and scripts"),
        pytest.param("<nav>x</nav>1 May 2026", ["1 May 2026"], id="the text behind the frame"),
    ],
)
def test_dated_lines(body: str, lines: list[str]) -> None:
    assert [line.text for line in dated_lines(parse(f"<body>{body}</body>".encode()))] == lines


def test_a_flood_of_dated_lines() -> None:
    assert len(list(dated_lines(parse(b"<p>1 May 2026</p>" * (MAX_LINES + 10))))) == MAX_LINES


@pytest.mark.parametrize(
    ("body", "line"),
    [
        pytest.param("<i>1 May 2026</i><i>21:25</i>", "1 May 2026 21:25", id="the time of day"),
        pytest.param("<i>1 May 2026</i><i>um 14.05 Uhr</i>", "1 May 2026 um 14.05 Uhr", id="with words"),
        pytest.param("<i>1 May 2026</i> <i>at 9:30 AM EDT</i>", "1 May 2026 at 9:30 AM EDT", id="with a zone"),
        pytest.param("<i>1 May 2026</i><i>31:25</i>", "1 May 2026", id="no time of day"),
        pytest.param("<i>1 May 2026</i><i>21:25 to Harbor City</i>", "1 May 2026", id="a time of something else"),
        pytest.param("<i>1 May 2026, 20:10</i><i>21:25</i>", "1 May 2026, 20:10", id="a second time"),
    ],
)
def test_a_time_of_day_in_its_own_element(body: str, line: str) -> None:
    assert [dated.text for dated in dated_lines(parse(f"<body>{body}</body>".encode()))] == [line]


def test_lines_behind_the_headline() -> None:
    tree = parse(
        b"<body><p>1 May 2026</p><div><h1><b>Mill 2025</b></h1><nav>2 May 2026</nav> 3 May 2026</div>"
        b"<p><i>4 May 2026</i></p><p>It was late.</p><p>5 May 2026</p></body>"
    )
    lines = list(dated_lines_behind(next(tree.iter("h1")), 30))
    assert [(line.text, line.element.tag, line.distance) for line in lines] == [
        ("Mill 2025", "b", 0),
        ("3 May 2026", "div", 9),
        ("4 May 2026", "i", 19),
    ]


def test_a_date_far_behind_in_a_paragraph_is_of_the_text() -> None:
    (line,) = dated_lines(parse(f"<p>{'<i>mill</i>' * MAX_TEXTS}<b>1 May 2026</b></p>".encode()))
    assert line.is_of_text
