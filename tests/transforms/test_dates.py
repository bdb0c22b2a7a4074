"""Dates of feeds and pages in many languages."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dates import iso_utc, parse_date, plausible

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # RFC 822, as RSS wants it
        pytest.param("Sat, 31 Jan 2026 09:30:00 +0100", "2026-01-31T09:30:00+01:00", id="RFC 822"),
        pytest.param("Sat, 31 Jan 2026 09:30:00 GMT", "2026-01-31T09:30:00+00:00", id="GMT"),
        pytest.param("Sat, 31 Jan 2026 09:30:00 Z", "2026-01-31T09:30:00+00:00", id="Z"),
        pytest.param("Sat, 31 Jan 2026 09:30 +0100", "2026-01-31T09:30:00+01:00", id="no seconds"),
        pytest.param("31 Jan 2026 09:30:00 +0100", "2026-01-31T09:30:00+01:00", id="no weekday"),
        pytest.param("Sat 31 Jan 2026 09:30:00 +0100", "2026-01-31T09:30:00+01:00", id="no comma"),
        pytest.param("Saturday, 31-Jan-26 09:30:00 UTC", "2026-01-31T09:30:00+00:00", id="RFC 850"),
        pytest.param("Sat, 31 Jan 26 09:30:00 EST", "2026-01-31T09:30:00-05:00", id="two-digit year"),
        pytest.param("31 Jan 99 09:30:00 GMT", "1999-01-31T09:30:00+00:00", id="two-digit year of the last century"),
        pytest.param("31 Jan 104 09:30:00 GMT", "2004-01-31T09:30:00+00:00", id="three-digit year, counted from 1900"),
        pytest.param("Mon, 31 Jan 2026 09:30:00 GMT", "2026-01-31T09:30:00+00:00", id="wrong weekday"),
        pytest.param("Sat, 31 Jan 2026 9:30:00 GMT", "2026-01-31T09:30:00+00:00", id="one-digit hour"),
        pytest.param("Sat,  3  Jan  2026   09:30:00  GMT ", "2026-01-03T09:30:00+00:00", id="blanks"),
        pytest.param("Sat, 31 JANUARY 2026 09:30:00 GMT", "2026-01-31T09:30:00+00:00", id="full month in capitals"),
        pytest.param("Sat, 31 Jan 2026 23:59:60 GMT", "2026-01-31T23:59:59+00:00", id="leap second"),
        pytest.param("Sat, 31 Jan 2026 09:30:00 -0500 (EST)", "2026-01-31T09:30:00-05:00", id="zone and comment"),
        pytest.param("Sat, 31 Jan 2026 09:30:00", "2026-01-31T09:30:00", id="no zone: no offset is invented"),
        pytest.param("Sat, 31 Jan 2026 09:30:00 XYZ", "2026-01-31T09:30:00", id="unknown zone"),
        pytest.param("Sat, 31 Jan 2026 09:30:00 +9999", "2026-01-31T09:30:00", id="offset that no place has"),
        pytest.param("Sat, 31 Jan 2026 09:30:00 -0000", "2026-01-31T09:30:00+00:00", id="minus zero"),
        pytest.param("Sat, 31 Jan 2026", "2026-01-31", id="RFC 822, day only"),
        # zones by name
        pytest.param("31 Jan 2026 09:30:00 EDT", "2026-01-31T09:30:00-04:00", id="EDT"),
        pytest.param("31 Jan 2026 09:30:00 PST", "2026-01-31T09:30:00-08:00", id="PST"),
        pytest.param("31 Jan 2026 09:30:00 CET", "2026-01-31T09:30:00+01:00", id="CET"),
        pytest.param("31 Jul 2026 09:30:00 CEST", "2026-07-31T09:30:00+02:00", id="CEST"),
        pytest.param("31 Jul 2026 09:30:00 BST", "2026-07-31T09:30:00+01:00", id="BST, Britain's"),
        pytest.param("31 Jan 2026 09:30:00 IST", "2026-01-31T09:30:00+05:30", id="IST, India's"),
        pytest.param("31 Jan 2026 09:30:00 JST", "2026-01-31T09:30:00+09:00", id="JST"),
        pytest.param("31 Jan 2026 09:30:00 AEDT", "2026-01-31T09:30:00+11:00", id="AEDT"),
        pytest.param("31 Jan 2026 09:30:00 ET", "2026-01-31T09:30:00", id="ET changes with the season"),
        pytest.param("31 Jan 2026 09:30:00 GMT+2", "2026-01-31T09:30:00+02:00", id="GMT and hours"),
        pytest.param("31 Jan 2026 09:30:00 UTC-03:30", "2026-01-31T09:30:00-03:30", id="UTC and hours and minutes"),
        # ISO 8601 and W3C
        pytest.param("2026-01-31T09:30:00Z", "2026-01-31T09:30:00+00:00", id="ISO, Z"),
        pytest.param("2026-01-31T09:30:00+01:00", "2026-01-31T09:30:00+01:00", id="ISO, offset"),
        pytest.param("2026-01-31T09:30:00+0100", "2026-01-31T09:30:00+01:00", id="ISO, offset without colon"),
        pytest.param("2026-01-31T09:30:00+01", "2026-01-31T09:30:00+01:00", id="ISO, hours only"),
        pytest.param("2026-01-31T09:30:00 +01:00", "2026-01-31T09:30:00+01:00", id="ISO, blank before the offset"),
        pytest.param("2026-01-31T09:30:00.123456Z", "2026-01-31T09:30:00+00:00", id="ISO, fraction"),
        pytest.param("2026-01-31T09:30:00,5+01:00", "2026-01-31T09:30:00+01:00", id="ISO, fraction with comma"),
        pytest.param("2026-01-31t09:30:00z", "2026-01-31T09:30:00+00:00", id="ISO, small letters"),
        pytest.param("2026-01-31T09:30Z", "2026-01-31T09:30:00+00:00", id="ISO, no seconds"),
        pytest.param("2026-01-31T09Z", "2026-01-31T09:00:00+00:00", id="ISO, no minutes"),
        pytest.param("2026-01-31T09:30:00", "2026-01-31T09:30:00", id="ISO, no zone"),
        pytest.param("2026-01-31 09:30:00", "2026-01-31T09:30:00", id="ISO, blank for T"),
        pytest.param("2026-01-31 09:30:00 UTC", "2026-01-31T09:30:00+00:00", id="ISO, zone by name"),
        pytest.param("2026-01-31T24:00:00Z", "2026-02-01T00:00:00+00:00", id="ISO, midnight as 24"),
        pytest.param("20260131T093000Z", "2026-01-31T09:30:00+00:00", id="ISO, basic"),
        pytest.param("20260131093000", "2026-01-31T09:30:00", id="fourteen digits"),
        pytest.param("20260131", "2026-01-31", id="eight digits"),
        pytest.param("2026-01-31", "2026-01-31", id="ISO, day"),
        pytest.param("2026-1-3", "2026-01-03", id="short day and month"),
        pytest.param("2026/01/31 09:30", "2026-01-31T09:30:00", id="year first, slashes"),
        pytest.param("2026. 1. 31.", "2026-01-31", id="year first, dots and blanks"),
        # others
        pytest.param("Sat Jan 31 09:30:00 2026", "2026-01-31T09:30:00", id="asctime"),
        pytest.param("Sat Jan 31 09:30:00 EST 2026", "2026-01-31T09:30:00-05:00", id="date(1)"),
        pytest.param(
            "Sat Jan 31 2026 09:30:00 GMT+0100 (Central European Standard Time)", "2026-01-31T09:30:00+01:00", id="JavaScript"
        ),
        pytest.param("January 31, 2026", "2026-01-31", id="American"),
        pytest.param("Jan. 31st, 2026 at 9:30 p.m.", "2026-01-31T21:30:00", id="p.m."),
        pytest.param("January 31, 2026 12:05 AM EST", "2026-01-31T00:05:00-05:00", id="just after midnight"),
        pytest.param("January 31, 2026 12:05 PM", "2026-01-31T12:05:00", id="just after noon"),
        pytest.param("09:30, 31 January 2026", "2026-01-31T09:30:00", id="the clock first"),
        pytest.param("31.01.2026, 09:30", "2026-01-31T09:30:00", id="dots are European"),
        pytest.param("03.04.2026", "2026-04-03", id="dots are European, day first"),
        pytest.param("31/01/2026", "2026-01-31", id="slashes, the day can't be a month"),
        pytest.param("01/31/2026", "2026-01-31", id="slashes, the other way round"),
        pytest.param("04/04/2026", "2026-04-04", id="slashes, the same either way"),
        # numbers
        pytest.param(1769851800, "2026-01-31T09:30:00+00:00", id="epoch"),
        pytest.param(1769851800.75, "2026-01-31T09:30:00+00:00", id="epoch, fraction"),
        pytest.param("1769851800", "2026-01-31T09:30:00+00:00", id="epoch as text"),
        pytest.param(1769851800000, "2026-01-31T09:30:00+00:00", id="milliseconds"),
        pytest.param("1769851800000", "2026-01-31T09:30:00+00:00", id="milliseconds as text"),
        pytest.param("1769851800000000", "2026-01-31T09:30:00+00:00", id="microseconds as text"),
        # languages
        pytest.param("mar., 3 mars 2026 10:00:00 +0100", "2026-03-03T10:00:00+01:00", id="French, a Tuesday that is `mar` too"),
        pytest.param("1er août 2026 à 9h30", "2026-08-01T09:30:00", id="French, first of the month, h"),
        pytest.param("31 févr. 2026", None, id="French, no such day"),
        pytest.param("12 févr. 2026", "2026-02-12", id="French, short"),
        pytest.param("Mo, 02 Mär 2026 09:30:00 +0100", "2026-03-02T09:30:00+01:00", id="German, short"),
        pytest.param("31. Dezember 2025, 09.30 Uhr", "2025-12-31T09:30:00", id="German, dotted clock"),
        pytest.param("31 de enero de 2026", "2026-01-31", id="Spanish"),
        pytest.param("sab, 31 gen 2026 09:30:00 +0100", "2026-01-31T09:30:00+01:00", id="Italian"),
        pytest.param("31 de março de 2026", "2026-03-31", id="Portuguese"),
        pytest.param("ma, 02 mrt 2026 09:30:00 +0100", "2026-03-02T09:30:00+01:00", id="Dutch"),
        pytest.param("pon., 5 paź 2026 09:30:00 +0200", "2026-10-05T09:30:00+02:00", id="Polish, short"),
        pytest.param("31 stycznia 2026 - 09:30", "2026-01-31T09:30:00", id="Polish"),
        pytest.param("31 januari 2026", "2026-01-31", id="Swedish"),
        pytest.param("31. januar 2026", "2026-01-31", id="Danish and Norwegian"),
        pytest.param("31. tammikuuta 2026 klo 9.30", "2026-01-31T09:30:00", id="Finnish"),
        pytest.param("31. července 2026", "2026-07-31", id="Czech July, which begins like June"),
        pytest.param("30. června 2026", "2026-06-30", id="Czech June"),
        pytest.param("31 ianuarie 2026", "2026-01-31", id="Romanian"),
        pytest.param("2026. január 31. 9:30", "2026-01-31T09:30:00", id="Hungarian, year first"),
        pytest.param("31 Ağustos 2026 Pazartesi", "2026-08-31", id="Turkish"),
        pytest.param("Сб, 31 янв 2026 09:30:00 +0300", "2026-01-31T09:30:00+03:00", id="Russian, short"),
        pytest.param("31 января 2026 г., 09:30", "2026-01-31T09:30:00", id="Russian"),
        pytest.param("31 липня 2026", "2026-07-31", id="Ukrainian"),
        pytest.param("Σάβ, 31 Ιαν 2026 09:30:00 +0200", "2026-01-31T09:30:00+02:00", id="Greek"),
        pytest.param("٣١ يناير ٢٠٢٦", "2026-01-31", id="Arabic, Arabic-Indic digits"),
        pytest.param("31 كانون الثاني 2026", "2026-01-31", id="Arabic of the Levant, two words"),
        pytest.param("۳۱ ژانویه ۲۰۲۶", "2026-01-31", id="Persian digits"),
        pytest.param("31 בינואר 2026", "2026-01-31", id="Hebrew, `in January`"),
        pytest.param("31 जनवरी 2026", "2026-01-31", id="Hindi"),
        pytest.param("2026年1月31日 09:30", "2026-01-31T09:30:00", id="Chinese and Japanese"),
        pytest.param("2026년 1월 31일 오후 3:05", "2026-01-31T15:05:00", id="Korean, afternoon before the clock"),
        pytest.param("31 Agustus 2026", "2026-08-31", id="Indonesian"),
        pytest.param("31 Disember 2025", "2025-12-31", id="Malay"),
        pytest.param("5 Mac 2026", "2026-03-05", id="Malay March"),
        pytest.param("31 Desemba 2025", "2025-12-31", id="Swahili"),
        pytest.param("Hulyo 31, 2026", "2026-07-31", id="Tagalog"),
        pytest.param("31. júlí 2026", "2026-07-31", id="Icelandic"),
        pytest.param("31 gusht 2026", "2026-08-31", id="Albanian"),
        pytest.param("31 avqust 2026", "2026-08-31", id="Azeri"),
        pytest.param("31 იანვარი 2026", "2026-01-31", id="Georgian"),
        pytest.param("31 հունվարի 2026", "2026-01-31", id="Armenian"),
        pytest.param("۳۱ جنوری ۲۰۲۶", "2026-01-31", id="Urdu"),
        pytest.param("৩১ জানুয়ারি ২০২৬, ০৯:৩০", "2026-01-31T09:30:00", id="Bengali, its digits"),
        pytest.param("३१ जानेवारी २०२६", "2026-01-31", id="Marathi, its digits"),
        pytest.param("31 ஜனவரி 2026", "2026-01-31", id="Tamil"),
        pytest.param("31 జనవరి 2026", "2026-01-31", id="Telugu"),
        pytest.param("31 มกราคม 2569", "2026-01-31", id="Thai, years of the Buddha"),
        pytest.param("31 มกราคม 2026", "2026-01-31", id="Thai, years as ours"),
        pytest.param("31 January 2569", "2569-01-31", id="a year of the Buddha in no Thai text is the future"),
        pytest.param("31 tháng 1 năm 2026", "2026-01-31", id="Vietnamese"),
        pytest.param("Thứ bảy, 31 tháng 1, 2026 09:30", "2026-01-31T09:30:00", id="Vietnamese, with a clock"),
        # nonsense
        pytest.param("", None, id="empty"),
        pytest.param("   ", None, id="blank"),
        pytest.param("yesterday", None, id="relative"),
        pytest.param("٢٦", None, id="a small number"),
        pytest.param("0", None, id="zero"),
        pytest.param(0, None, id="zero as a number"),
        pytest.param(2026, None, id="a year"),
        pytest.param(True, None, id="a truth value"),
        pytest.param(float("nan"), None, id="not a number"),
        pytest.param(float("inf"), None, id="infinity"),
        pytest.param(10**400, None, id="a number without end"),
        pytest.param(None, None, id="nothing"),
        pytest.param(["2026-01-31"], None, id="a list"),
        pytest.param("03/04/2026", None, id="could be two days"),
        pytest.param("2026-02-30", None, id="30 February"),
        pytest.param("2026-02-28T25:61:61Z", None, id="hour 25"),
        pytest.param("31 Nov 2026 10:00:00 EST", None, id="31 November"),
        pytest.param("99999-01-01T00:00:00Z", None, id="year of five digits"),
        pytest.param("0000-00-00 00:00:00", None, id="an empty database field"),
        pytest.param("1" * 119, None, id="digits without end"),
        pytest.param("31 Jan 2026 " + "x" * 200, None, id="too long"),
        pytest.param("2026", None, id="year only"),
        pytest.param("January 2026", None, id="month only"),
    ],
)
def test_a_date_is_read_or_refused(raw: object, expected: str | None) -> None:
    assert parse_date(raw) == expected


@pytest.mark.parametrize(
    ("iso", "kept"),
    [
        pytest.param("2026-02-01T12:00:00+00:00", True, id="now"),
        pytest.param("2026-02-03T11:59:00+00:00", True, id="two days ahead, less a minute"),
        pytest.param("2026-02-03T13:30:00+02:00", True, id="two days ahead, in another zone"),
        pytest.param("2026-02-03T12:01:00+00:00", False, id="two days ahead and a minute"),
        pytest.param("2026-02-03T12:01:00", False, id="without offset it counts as UTC"),
        pytest.param("2026-02-03", True, id="the day after tomorrow"),
        pytest.param("2026-02-04", False, id="in three days"),
        pytest.param("1990-01-01", True, id="1990"),
        pytest.param("1989-12-31", False, id="before 1990"),
        pytest.param("1970-01-01T00:00:00+00:00", False, id="an empty field"),
        pytest.param("0001-01-01T00:00:00+14:00", False, id="year 1"),
        pytest.param("9999-12-31T23:59:59-14:00", False, id="year 9999"),
        pytest.param("nonsense", False, id="no date"),
    ],
)
def test_plausible(iso: str, kept: bool) -> None:
    assert plausible(iso, NOW) == (iso if kept else None)


def test_with_now_what_is_not_plausible_is_no_date() -> None:
    assert parse_date("Fri, 31 Dec 9999 23:59:59 GMT", now=NOW) is None
    assert parse_date("Sat, 31 Jan 2026 09:30:00 GMT", now=NOW) == "2026-01-31T09:30:00+00:00"


@given(st.text(max_size=130) | st.text("0123456789:-/.T+Z aprmujndecst年월", max_size=40) | st.integers() | st.floats())
def test_never_raises_and_what_it_gives_it_reads_again(raw: object) -> None:
    found = parse_date(raw)
    if found is not None:
        assert datetime.fromisoformat(found)
        assert parse_date(found) == found
        plausible(found, NOW)


moments = st.datetimes(min_value=NOW.replace(tzinfo=None, year=1990), max_value=NOW.replace(tzinfo=None, year=2100)).map(
    lambda d: d.replace(microsecond=0)
)
offsets = st.integers(min_value=-12 * 4, max_value=14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
FORMATS = (
    "%a, %d %b %Y %H:%M:%S %z",
    "%d %b %Y %H:%M:%S%z",
    "%Y-%m-%dT%H:%M:%S%z",
    "%a %b %d %Y %H:%M:%S GMT%z",
    "%d.%m.%Y %H:%M:%S %z",
)


@given(moments, offsets, st.sampled_from(FORMATS))
def test_what_was_written_is_read(moment: datetime, zone: timezone, shape: str) -> None:
    moment = moment.replace(tzinfo=zone)
    assert parse_date(moment.strftime(shape)) == moment.isoformat()
    assert datetime.fromisoformat(iso_utc(moment)) == moment
