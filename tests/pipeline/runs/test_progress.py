from io import StringIO

from rich.console import Console
from rich.progress import Progress

from pipeline.runs.progress import NoProgress, TerminalProgress
from transforms.attempt import DONE


def console(file: StringIO | None = None) -> Console:
    return Console(file=file or StringIO(), force_terminal=True, width=100, legacy_windows=False)


def drawn(bars: object) -> str:
    """What a terminal would show of the bars."""
    assert isinstance(bars, Progress)
    sink = StringIO()
    for part in bars.get_renderables():
        console(sink).print(part)
    return sink.getvalue()


def test_bars_show_what_this_process_has_done_since_it_began():
    screen = TerminalProgress(console())
    DONE["fetch", "good"] += 7  # of a pass before
    with screen.working("3 entries", ("fetch", "extract"), 3) as bars:
        DONE["fetch", "good"] += 1
        DONE["fetch", "NotFound"] += 1
        shown = drawn(bars)
    assert "3 entries" in shown
    assert "2/3" in shown
    assert "0/3" in shown


def test_a_clock_where_the_work_is_done_elsewhere():
    screen = TerminalProgress(console())
    with screen.working("3 entries", (), 3) as bars:
        assert "at work" in drawn(bars)


def test_nobody_sees_nothing(capsys):
    with NoProgress().working("3 entries", ("fetch",), 3):
        pass
    assert capsys.readouterr() == ("", "")
