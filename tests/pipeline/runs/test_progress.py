from io import StringIO

from rich.console import Console

from pipeline.runs.progress import Nobody, Screen
from transforms.attempt import DONE


def console() -> Console:
    return Console(file=StringIO(), force_terminal=True, width=100, legacy_windows=False)


def test_bars_show_what_this_process_has_done_since_it_began():
    screen = Screen(console())
    DONE["fetch", "good"] += 7  # of a pass before
    with screen.working("3 entries", ("fetch", "extract"), 3) as bars:
        DONE["fetch", "good"] += 1
        DONE["fetch", "NotFound"] += 1
        drawn = console()
        for part in bars.get_renderables():
            drawn.print(part)
        shown = drawn.file.getvalue()
    assert "3 entries" in shown
    assert "2/3" in shown
    assert "0/3" in shown


def test_a_clock_where_the_work_is_done_elsewhere():
    screen = Screen(console())
    with screen.working("3 entries", (), 3) as bars:
        drawn = console()
        for part in bars.get_renderables():
            drawn.print(part)
    assert "at work" in drawn.file.getvalue()


def test_nobody_sees_nothing(capsys):
    with Nobody().working("3 entries", ("fetch",), 3):
        pass
    assert capsys.readouterr() == ("", "")
