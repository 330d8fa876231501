"""Stated times, and the ground each is resolved on."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.text.findings import FoundTime, Grain
from claims.text.times import find, last_named

PUBLISHED = dt.date(2025, 8, 14)  # a Thursday


def found(
    text: str,
    language: str = "ko",
    published: dt.date | None = PUBLISHED,
    previous: FoundTime | None = None,
) -> list[FoundTime]:
    times = find(text, 0, len(text), language, published=published, previous=previous)
    assert all(text[one.start : one.end] == one.original for one in times)
    return times


def day(value: str) -> FoundTime:
    date = dt.date.fromisoformat(value)
    return FoundTime(date, date, Grain.DAY, 0, 0, "")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024년 9월 18일 발표했다", "2024-09-18", "2024-09-18"),
        ("9일(현지 시각) 보도했다", "2025-08-09", "2025-08-09"),
        ("지난 1일 열렸다", "2025-08-01", "2025-08-01"),
        ("지난 4월 4일 시행했다", "2025-04-04", "2025-04-04"),
        ("지난 5월 합의했다", "2025-05-01", "2025-05-31"),
        ("2022년에 막았다", "2022-01-01", "2022-12-31"),
        ("작년 말 허가했다", "2024-10-01", "2024-12-31"),
        ("올해 초 시작했다", "2025-01-01", "2025-04-30"),
        ("올해 말까지 끝난다", "2025-08-14", "2025-12-31"),
        ("올해 들어 올랐다", "2025-01-01", "2025-08-14"),
        ("이달 들어 내렸다", "2025-08-01", "2025-08-14"),
        ("최근 몇 달 동안 줄었다", "2025-05-14", "2025-08-13"),
        ("지난 2주간 멈췄다", "2025-07-31", "2025-08-13"),
        ("한 달 전 풀었다", "2025-07-14", "2025-07-14"),
        ("1년 전보다 늘었다", "2024-01-01", "2024-12-31"),
        ("2분기 매출이다", "2025-04-01", "2025-06-30"),
        ("7월까지의 분기 매출이다", "2025-05-01", "2025-07-31"),
        ("3~5월에 몰렸다", "2025-03-01", "2025-05-31"),
        ("금요일에 올랐다", "2025-08-08", "2025-08-08"),
        ("전날 밝혔다", "2025-08-13", "2025-08-13"),
        ("오는 20일 연다", "2025-08-20", "2025-08-20"),
        ("12월 10일(현지시간) 연다", "2025-12-10", "2025-12-10"),
        ("2025.06.10. 배포했다", "2025-06-10", "2025-06-10"),
        ("'24.06.10 기준이다", "2024-06-10", "2024-06-10"),
        ("24년 3월 기준이다", "2024-03-01", "2024-03-31"),
        ("지난해 12월 31일에 끝났다", "2024-12-31", "2024-12-31"),
        ("올 1월 문을 열었다", "2025-01-01", "2025-01-31"),
        ("지난달 말 끝났다", "2025-07-21", "2025-07-31"),
        ("이달 중순 나온다", "2025-08-11", "2025-08-20"),
        ("다음 달 초 나온다", "2025-09-01", "2025-09-10"),
        ("내달 5일 연다", "2025-09-05", "2025-09-05"),
        ("내년 초 양산한다", "2026-01-01", "2026-04-30"),
        ("연내 착공한다", "2025-08-14", "2025-12-31"),
        ("내년 연말 완공한다", "2026-10-01", "2026-12-31"),
        ("올해 상반기 판매량이다", "2025-01-01", "2025-06-30"),
        ("지난해 3분기 말 부채다", "2024-09-01", "2024-09-30"),
        ("2026년 1사분기 계획이다", "2026-01-01", "2026-03-31"),
        ("1990년대 초반 생겼다", "1990-01-01", "1993-12-31"),
        ("지난주 금요일에 올랐다", "2025-08-08", "2025-08-08"),
        ("이번 주 금요일 연다", "2025-08-15", "2025-08-15"),
        ("다음 주 초 만난다", "2025-08-18", "2025-08-20"),
        ("지난 주말 붐볐다", "2025-08-09", "2025-08-10"),
        ("이달 둘째 주에 줄었다", "2025-08-11", "2025-08-17"),
        ("다음 달 첫째 주 월요일에 연다", "2025-09-01", "2025-09-01"),
        ("19일(화) 연다", "2025-08-19", "2025-08-19"),
        ("이천이십사년 구월 십팔일에 시행했다", "2024-09-18", "2024-09-18"),
        # Spans; the second date takes over what it does not say.
        ("8월 10~12일 열렸다", "2025-08-10", "2025-08-12"),
        ("3일부터 5일까지 열렸다", "2025-08-03", "2025-08-05"),
        ("지난해 11월부터 올해 2월까지 조사했다", "2024-11-01", "2025-02-28"),
        ("12월 20일부터 1월 5일까지 쉰다", "2025-12-20", "2026-01-05"),
        ("2023~2024년에 늘었다", "2023-01-01", "2024-12-31"),
        ("1~3분기 매출이다", "2025-01-01", "2025-09-30"),
        ("2015년 6월과 2018년 5월 사이에 늘었다", "2015-06-01", "2018-05-31"),
        ("다음 주 월요일부터 수요일까지 쉰다", "2025-08-18", "2025-08-20"),
        # Amounts of time with a direction.
        ("사흘 전 합의했다", "2025-08-11", "2025-08-11"),
        ("2년 1개월 전에 샀다", "2023-07-14", "2023-07-14"),
        ("5거래일 전보다 올랐다", "2025-08-07", "2025-08-07"),
        ("앞으로 3년간 투자한다", "2025-08-15", "2028-08-14"),
        ("지난 3일 동안 비가 왔다", "2025-08-11", "2025-08-13"),
        ("지난 3일 비가 왔다", "2025-08-03", "2025-08-03"),
        ("지난 한 해 늘었다", "2024-01-01", "2024-12-31"),
        # Holidays, the lunar ones too.
        ("지난 추석에 늘었다", "2024-09-17", "2024-09-17"),
        ("내년 설 연휴에 쉰다", "2026-02-17", "2026-02-17"),
        ("올해 광복절을 맞았다", "2025-08-15", "2025-08-15"),
        # A bare day ahead of publication is a coming one only where the sentence plans.
        ("20일 문을 연다.", "2025-08-20", "2025-08-20"),
        ("20일 문을 열었다.", "2025-07-20", "2025-07-20"),
        ("20일부터 시행한다고 밝혔다", "2025-08-20", "2025-08-20"),
        # Where no verb tells, the nearer one.
        ("15일 오후 본회의", "2025-08-15", "2025-08-15"),
        ("지난해 말까지 팔았다", "2024-10-01", "2024-12-31"),
        # Without a particle it is the day of the saying, not of what is said.
        ("8일 수출을 허용하겠다고 밝혔다", "2025-08-08", "2025-08-08"),
        # A day before a word that only begins like a length: 전국, 후보, 간부.
        ("4일 전국 병원에 알렸다", "2025-08-04", "2025-08-04"),
        ("4일 후보들을 만났다", "2025-08-04", "2025-08-04"),
        # What is published at a time was published then, whatever it says.
        ("3월 낸 보고서에 따르면 젖소가 준다", "2025-03-01", "2025-03-31"),
    ],
)
def test_korean(text: str, first: str, last: str) -> None:
    (time,) = found(text)
    assert (time.first.isoformat(), time.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "하루아침에 바뀌었다",
        "내 주요 관심사다",
        "현재 검토한다",
        "90일 더 연장했다",
        "17종 가운데 7종",
        "3일 동안 이어졌다",
        "사흘간 이어졌다",
        "2분기 연속 줄었다",
        "4분기 만에 늘었다",
        "2년 만에 만났다",
        "사고가 난 지 15일 만인데도 길은 막혔다",
        "파업은 9일 만이다",
        "2분기 만의 흑자다",
        "30일 이내 신고해야 한다",
        "주 5일 일한다",
        "매주 월요일 연다",
        "금요일마다 연다",
        "2026회계연도 1분기 매출이다",
        "회계연도 2분기 매출이다",
        "12·3 비상계엄을 선포했다",
        "전년 대비 늘었다",
        "오늘날 쓰인다",
        "H20과 B300을 판다",
        "3-1로 이겼다",
        "13월 5일이다",
    ],
)
def test_korean_words_that_state_no_time(text: str) -> None:
    assert found(text) == []


def test_that_day_is_the_day_last_named() -> None:
    (time,) = found("같은 날 외교부가 답했다", previous=day("2025-08-10"))
    assert (time.first, time.anchor) == (dt.date(2025, 8, 10), "previous")


def test_the_day_after_counts_from_the_same_sentence() -> None:
    named, after = found("12일 회의를 열었고 이튿날 발표했다")
    assert (named.first.day, after.first.day) == (12, 13)


def test_the_day_before_counts_from_the_report_unless_the_sentence_names_a_day() -> None:
    (time,) = found("신문은 전날 보도했다", previous=day("2025-08-10"))
    assert time.first == dt.date(2025, 8, 13)


@pytest.mark.parametrize("text", ["지난 1일 열렸다", "작년 말이다", "전날이다", "2분기 매출이다"])
def test_without_a_publication_date_relative_times_are_left_out(text: str) -> None:
    assert found(text, published=None) == []


def test_without_a_publication_date_absolute_times_remain() -> None:
    (time,) = found("2024년 9월 18일과 지난 1일이다", published=None)
    assert (time.first, time.anchor) == (dt.date(2024, 9, 18), "")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in September 2024", "2024-09-01", "2024-09-30"),
        ("on Sept. 17, 2024", "2024-09-17", "2024-09-17"),
        ("on 11 August 2025", "2025-08-11", "2025-08-11"),
        ("on Aug. 11-12", "2025-08-11", "2025-08-12"),
        ("2025-08-01", "2025-08-01", "2025-08-01"),
        ("on Tuesday", "2025-08-12", "2025-08-12"),
        ("yesterday", "2025-08-13", "2025-08-13"),
        ("last week", "2025-08-04", "2025-08-10"),
        ("two weeks ago", "2025-07-31", "2025-07-31"),
        ("in May", "2025-05-01", "2025-05-31"),
        ("in October", "2025-10-01", "2025-10-31"),
        ("last October", "2024-10-01", "2024-10-31"),
        ("late last year", "2024-10-01", "2024-12-31"),
        ("by the end of 2024", "2024-10-01", "2024-12-31"),
        ("in the second quarter", "2025-04-01", "2025-06-30"),
        ("in Q3 2024", "2024-07-01", "2024-09-30"),
        ("since 2022", "2022-01-01", "2022-12-31"),
        ("on Monday, January 12th, 2026", "2026-01-12", "2026-01-12"),
        ("on the twenty-second of June", "2025-06-22", "2025-06-22"),
        ("on the 20th of next month", "2025-09-20", "2025-09-20"),
        ("the second Monday of next month", "2025-09-08", "2025-09-08"),
        ("on Friday next week", "2025-08-22", "2025-08-22"),
        ("10/25/2024", "2024-10-25", "2024-10-25"),
        ("25/10/2024", "2024-10-25", "2024-10-25"),
        ("Trading starts in June next year", "2026-06-01", "2026-06-30"),
        ("in late March", "2025-03-21", "2025-03-31"),
        ("by early next year", "2026-01-01", "2026-04-30"),
        ("mid-2024", "2024-05-01", "2024-08-31"),
        ("the late 1990s", "1997-01-01", "1999-12-31"),
        ("earlier this month", "2025-08-01", "2025-08-14"),
        ("later this year", "2025-08-14", "2025-12-31"),
        ("so far this year", "2025-01-01", "2025-08-14"),
        ("the third week of 2015", "2015-01-12", "2015-01-18"),
        ("last winter", "2024-12-01", "2025-02-28"),
        ("the second half of last year", "2024-07-01", "2024-12-31"),
        ("between June and August", "2025-06-01", "2025-08-31"),
        ("from 2015 to 2019", "2015-01-01", "2019-12-31"),
        ("from 4 to 22 January 2025", "2025-01-04", "2025-01-22"),
        ("from Sept. 1 through Oct. 15", "2025-09-01", "2025-10-15"),
        ("in the three months to June", "2025-04-01", "2025-06-30"),
        ("the quarter ended June 30", "2025-04-01", "2025-06-30"),
        ("in the year ended March 2025", "2024-04-01", "2025-03-31"),
        ("in the past three months", "2025-05-14", "2025-08-13"),
        ("over the next two years", "2025-08-15", "2027-08-14"),
        ("a couple of days ago", "2025-08-12", "2025-08-12"),
        ("three weeks from tomorrow", "2025-09-05", "2025-09-05"),
        ("in four business days", "2025-08-20", "2025-08-20"),
        ("The law takes effect Jan. 1", "2026-01-01", "2026-01-01"),
        ("on New Year’s Eve", "2025-12-31", "2025-12-31"),
        ("Thanksgiving 2024", "2024-11-28", "2024-11-28"),
        ("last Black Friday", "2024-11-29", "2024-11-29"),
        # The verb tells whether a weekday is over or to come.
        ("The board met on Friday", "2025-08-08", "2025-08-08"),
        ("The board will meet on Friday", "2025-08-15", "2025-08-15"),
        ("The board said on Friday it will move", "2025-08-08", "2025-08-08"),
        # What is told as past lies before publication; a plan in front of it tells nothing.
        ("The board met in October", "2024-10-01", "2024-10-31"),
        ("The board adopted it on November 4", "2024-11-04", "2024-11-04"),
        ("The board ruled in early October", "2024-10-01", "2024-10-10"),
        ("The lamps would stay, and on July 14 told them", "2025-07-14", "2025-07-14"),
        # A day that belongs to a thing is not that of the verb, and next year's is told with it.
        ("An August 5 report by the council found leaks", "2025-08-05", "2025-08-05"),
        ("The council’s August 5 ruling will close a pool", "2025-08-05", "2025-08-05"),
        ("According to an August 5 study, bees will vanish", "2025-08-05", "2025-08-05"),
        ("An August 20 hearing will decide the case", "2025-08-20", "2025-08-20"),
        ("The ministry set an August 20 deadline", "2025-08-20", "2025-08-20"),
        ("The survey from August 3 to August 7 will be kept", "2025-08-03", "2025-08-07"),
        # Until and by are ahead, unless something had come about by then.
        ("By Tuesday, crews had cleared the road", "2025-08-12", "2025-08-12"),
        ("By Tuesday, crews will have cleared the road", "2025-08-19", "2025-08-19"),
        ("Crews had already cleared the road by Tuesday", "2025-08-12", "2025-08-12"),
        ("The firm said by Tuesday it had repaid the loan", "2025-08-12", "2025-08-12"),
        ("The toll rose to 20 by Tuesday", "2025-08-12", "2025-08-12"),
        ("Until Tuesday the pool was open", "2025-08-12", "2025-08-12"),
        ("Crews had planned to finish by Tuesday", "2025-08-19", "2025-08-19"),
        ("Tenants were told to leave by Tuesday", "2025-08-19", "2025-08-19"),
        ("Tenants must leave by Tuesday", "2025-08-19", "2025-08-19"),
        ("The ship was due in port by Tuesday", "2025-08-19", "2025-08-19"),
        ("The ferry, planned for years, has been shut since Tuesday", "2025-08-12", "2025-08-12"),
        ("The clinic was closed and reopens Tuesday", "2025-08-19", "2025-08-19"),
        ("The museum plans cuts; it left the site on Tuesday", "2025-08-12", "2025-08-12"),
        # A quarter whose end is named runs to that end.
        ("in the first quarter ending April 27", "2025-02-01", "2025-04-27"),
        ("the fiscal year that ended Jan. 26", "2024-02-01", "2025-01-26"),
    ],
)
def test_english(text: str, first: str, last: str) -> None:
    (time,) = found(text, "en")
    assert (time.first.isoformat(), time.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "it may rain",
        "a march through town",
        "sold 2024 units",
        "March on, the second time",
        "won 3-1 and 10-5-3",
        "version 2.10.12",
        "the second quarter of fiscal 2026",
        "its fiscal third quarter",
        "every Monday",
        "in 2024/25",
        "the lowest in three years",
        "it took three days",
        "the first half of the match",
        "May 15 percent be enough",
    ],
)
def test_english_words_that_state_no_time(text: str) -> None:
    assert found(text, "en") == []


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("2분기 매출은 전년 동기보다 늘었다", "ko", "2024-04-01", "2024-06-30"),
        ("올해 상반기에 지난해 같은 기간보다 늘었다", "ko", "2024-01-01", "2024-06-30"),
        ("rose in the second quarter from a year earlier", "en", "2024-04-01", "2024-06-30"),
    ],
)
def test_the_period_compared_with_is_that_of_the_year_before(
    text: str, language: str, first: str, last: str
) -> None:
    _, earlier = found(text, language)
    assert (earlier.first.isoformat(), earlier.last.isoformat()) == (first, last)
    assert earlier.anchor == "previous"


@pytest.mark.parametrize(
    ("text", "language"), [("전년 동기보다 늘었다", "ko"), ("more than a year earlier", "en")]
)
def test_without_a_period_there_is_none_to_compare_with(text: str, language: str) -> None:
    assert found(text, language) == []


def test_a_year_counted_from_the_one_named() -> None:
    _, after = found("2022년 10월 막았고 이듬해 10월 더 막았다")
    assert (after.first.isoformat(), after.anchor) == ("2023-10-01", "previous")


def test_a_list_of_days_shares_its_month() -> None:
    assert [time.first.isoformat() for time in found("지난달 3일과 9일 열렸다")] == [
        "2025-07-03",
        "2025-07-09",
    ]


def test_what_is_told_as_past_does_not_lie_after_publication() -> None:
    assert found("이튿날 물러났다", previous=day("2025-08-14")) == []


def test_a_weekday_beside_a_day_picks_the_month_it_agrees_with() -> None:
    (time,) = found("22일 금요일에 만난다")
    assert time.first.isoformat() == "2025-08-22"


_KOREAN = """
년 월 일 3월 5일 지난 오는 올 해 부터 까지 분기 주 전 후 간 한 두 몇
며칠 사흘 최근 매년 회계연도 설 추석 초 말 금요일 이날 다음
""".split()
_ENGLISH = """
May March Monday the of to and in last next Q3 first week year three ago until 1990s
""".split()
_OTHERS = "2 12 31 0 99 2025 19 ~ - / . , · ( ) ' ſ ı \u212a \u0663".split()
_FRAGMENTS = st.sampled_from([*_KOREAN, *_ENGLISH, *_OTHERS, " ", "  ", "\n", "\u00a0"])
_DATES = st.dates() | st.just(dt.date.min) | st.just(dt.date.max)


@settings(max_examples=300, deadline=None)
@given(
    pieces=st.lists(_FRAGMENTS, max_size=30),
    language=st.sampled_from(["ko", "en"]),
    published=st.none() | _DATES,
    named=st.none() | _DATES,
)
@example(["0000년 13월 31일, 9999년 2월 30일"], "ko", dt.date.max, None)
@example(["지난 추석 999년 전 9999.12.31 12월 31일부터 1월 1일까지"], "ko", dt.date.min, None)
@example(["last week, 999 years ago, Feb. 29 to Jan. 1, next year"], "en", dt.date.max, None)
def test_any_text_gives_exact_spans_in_order(
    pieces: list[str], language: str, published: dt.date | None, named: dt.date | None
) -> None:
    previous = FoundTime(named, named, Grain.DAY, 0, 0, "") if named else None
    times = found("".join(pieces), language, published, previous)
    assert all(one.end <= other.start for one, other in pairwise(times))
    assert all(one.first <= one.last for one in times)
    if published is None:
        assert all(one.anchor != "published" for one in times)
    if previous is None and published is None:
        assert all(one.anchor == "" or one is not times[0] for one in times)


# A pattern that tries a run from each of its letters would take minutes here, not a second.
@settings(max_examples=25, deadline=dt.timedelta(seconds=10))
@given(
    unit=st.lists(_FRAGMENTS, min_size=1, max_size=4).map("".join),
    language=st.sampled_from(["ko", "en"]),
)
@example(" ", "ko")
@example("1", "ko")
@example("한 ", "ko")
@example("3일 ", "ko")
@example("a ", "en")
@example("1 day ", "en")
@example("Monday to ", "en")
@example("in ", "en")
def test_the_cost_of_a_long_run_is_linear(unit: str, language: str) -> None:
    found(unit * (40_000 // len(unit)), language)


def test_the_last_named_day_is_remembered_past_longer_times() -> None:
    times = found("10일 열렸고 지난 5월 정했다")
    last = last_named(times, None)
    assert last is not None
    assert last.first == dt.date(2025, 8, 10)


def test_a_day_outside_the_calendar_is_no_time() -> None:
    assert found("2월 31일이다") == []
