"""How often: what is taken, and what cron and systemd are given for it."""

import pytest

from pipeline.schedule import systemd
from pipeline.schedule.cron import CannotSchedule, cron_times, duration_option, parse_interval


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("15m", 900, id="minutes"),
        pytest.param("90s", 90, id="seconds"),
        pytest.param("30d", 2_592_000, id="the longest"),
        pytest.param("1s", 1, id="the shortest"),
    ],
)
def test_intervals(text, expected):
    assert parse_interval(text) == expected
    assert parse_interval(duration_option(expected)) == expected


@pytest.mark.parametrize("text", ["0", "0m", "-5m", "31d", "", "often", "15 minutes", "nan", "inf", "9" * 400 + "d"])
def test_intervals_that_are_none(text):
    with pytest.raises(CannotSchedule, match=r"^--every: must be .*, not '") as refused:
        parse_interval(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        pytest.param("1m", "* * * * *", id="a minute"),
        pytest.param("15m", "*/15 * * * *", id="minutes"),
        pytest.param("60m", "0 * * * *", id="an hour, in minutes"),
        pytest.param("6h", "0 */6 * * *", id="hours"),
        pytest.param("24h", "0 0 * * *", id="a day, in hours"),
        pytest.param("3600s", "0 * * * *", id="an hour, in seconds"),
    ],
)
def test_times_of_cron(every, expected):
    assert cron_times(parse_interval(every)) == expected


@pytest.mark.parametrize(
    ("every", "nearest"),
    [
        pytest.param("7m", "6m", id="minutes that do not divide the hour"),
        pytest.param("45m", "1h", id="three quarters of an hour"),
        pytest.param("90m", "2h", id="an hour and a half"),
        pytest.param("5h", "6h", id="hours that do not divide the day"),
        pytest.param("30s", "1m", id="less than a minute"),
        pytest.param("90s", "2m", id="seconds left over"),
        pytest.param("7d", "1d", id="a week"),
    ],
)
def test_times_that_cron_can_not(every, nearest):
    with pytest.raises(
        CannotSchedule, match=f"every {every}; the nearest it can is {nearest}, and .*systemd.*run --every {every}"
    ):
        cron_times(parse_interval(every))


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        pytest.param("30s", "*:*:0/30", id="divides the minute"),
        pytest.param("1m", "*:0/1", id="a minute"),
        pytest.param("15m", "*:0/15", id="divides the hour"),
        pytest.param("1h", "0/1:00", id="an hour"),
        pytest.param("8h", "0/8:00", id="divides the day"),
        pytest.param("1d", "00:00", id="a day"),
        pytest.param("45m", None, id="does not divide the hour"),
        pytest.param("90s", None, id="a minute and a half"),
        pytest.param("1.5s", None, id="half seconds"),
        pytest.param("2d", None, id="days"),
    ],
)
def test_calendar(every, expected):
    assert systemd.on_calendar(parse_interval(every)) == expected
