"""What a comparison rests on, and what holds for any two claims."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.links.features import Features, Number, When
from claims.links.rules import (
    ANOTHER_TIME_DAYS,
    compare,
    compatible,
    days_between,
    independence,
    overlap,
)
from tests.links.world import (
    BAN,
    BASE,
    CAC,
    CHINA,
    GUIDANCE,
    H20,
    H200,
    NVIDIA,
    OTHER_WORDS,
    PERMIT,
    SEPTEMBER_24,
    SEPTEMBER_25,
    SUSPEND,
    US_GOVERNMENT,
    WORDS,
    number,
    outlets,
    related,
    said,
)


@pytest.mark.parametrize(
    ("a_outlet", "a_chain", "b_outlet", "b_chain", "said_of_both"),
    [
        ("10", ("7",), "11", ("8",), "independent"),
        ("10", ("7", "9"), "11", ("9",), "shared_origin"),
        ("10", ("7",), "10", ("8",), "unknown"),
        ("10", (), "11", ("8",), "unknown"),
        ("10", (), "11", (), "unknown"),
        ("", ("7",), "", ("8",), "independent"),
    ],
)
def test_independence_is_what_the_chains_tell(
    a_outlet: str,
    a_chain: tuple[str, ...],
    b_outlet: str,
    b_chain: tuple[str, ...],
    said_of_both: str,
) -> None:
    a = said(outlet=a_outlet, voices=outlets(*a_chain))
    b = said(outlet=b_outlet, voices=outlets(*b_chain))
    assert independence(a, b) == independence(b, a) == said_of_both


def test_two_papers_that_print_one_text_share_its_origin() -> None:
    a = said(outlet="10", voices=outlets("7"), article="1")
    b = said(outlet="11", voices=outlets("8"), article="1")
    assert independence(a, b) == "shared_origin"
    assert independence(a, replace(b, article="2")) == "independent"


@pytest.mark.parametrize(
    ("x", "y", "together"),
    [
        (number("15"), number("15"), True),
        (number("15"), number("15.1"), False),
        (number("15", "about"), number("15.7"), True),
        (number("15", "about"), number("16"), False),
        (number("15", "about"), number("16", "about"), True),
        (number("15", "at_least"), number("15"), True),
        (number("15", "at_least"), number("14"), False),
        (number("15", "at_most"), number("16", "at_least"), False),
        (number("15", "at_most"), number("14", "less_than"), True),
        (number("10", high="20"), number("20", high="30"), True),
        (number("10", high="20"), number("21", high="30"), False),
        (number("-15", "about"), number("-15.5"), True),
    ],
)
def test_whether_one_quantity_can_be_both(x: Number, y: Number, together: bool) -> None:
    assert compatible(x, y) == compatible(y, x) == together


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        (SEPTEMBER_24, SEPTEMBER_24, 0),
        (SEPTEMBER_24, SEPTEMBER_25, 371),
        (When(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), SEPTEMBER_25, 0),
        (When(dt.date(2025, 9, 1), dt.date(2025, 9, 15)), SEPTEMBER_25, 1),
        (None, SEPTEMBER_25, None),
    ],
)
def test_days_between_two_closed_intervals(a: When | None, b: When, days: int | None) -> None:
    assert days_between(a, b) == days_between(b, a) == days


def test_a_claim_without_a_time_of_its_own_is_about_the_day_it_was_published() -> None:
    old = said(about=None, published=dt.date(2024, 9, 10), order=GUIDANCE)
    new = said(about=None, published=dt.date(2025, 9, 16), order=SUSPEND)
    assert (related(old, new).relation, related(old, new).later) == ("supersedes", "b")


@pytest.mark.parametrize(
    ("days", "relation"), [(ANOTHER_TIME_DAYS, "qualifies"), (46, "supersedes")]
)
def test_two_states_lie_further_apart_than_reports_of_one(days: int, relation: str) -> None:
    later = SEPTEMBER_25.first + dt.timedelta(days=days)
    pair = said(order=GUIDANCE), said(order=BAN, about=When(later, later))
    assert related(*pair).relation == relation


def test_a_conflict_of_unknown_time_is_shown_and_less_sure() -> None:
    dated = related(BASE, said(polarity="negative"))
    undated = related(BASE, said(polarity="negative", about=None))
    assert dated.relation == undated.relation == "contradicts"
    assert undated.confidence < dated.confidence
    assert undated.reasons[-1].code == "time_unknown"


def test_the_reasons_name_what_they_rest_on() -> None:
    a = said(names=(replace(H20, span=(3, 6)), NVIDIA), numbers=(number("15"),))
    b = said(names=(replace(H20, span=(40, 43)),), numbers=(number("15"),))
    reasons = {reason.code: reason for reason in related(a, b).reasons}
    assert set(reasons) == {"same_name", "same_number", "same_words", "same_sentence"}
    assert (reasons["same_name"].a, reasons["same_name"].b) == ((3, 6), (40, 43))
    assert reasons["same_name"].as_json() == {
        "code": "same_name",
        "facet": "object",
        "weight": 1.6,
        "a": [3, 6],
        "b": [40, 43],
        "values": ["H20"],
    }


def test_more_in_common_is_surer() -> None:
    little = related(BASE, said(lemmas=frozenset({"칩", "구매", *OTHER_WORDS})))
    much = related(BASE, BASE)
    with_number = related(said(numbers=(number("15"),)), said(numbers=(number("15"),)))
    assert little.confidence < much.confidence < with_number.confidence


dates = st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31))
intervals = st.tuples(dates, dates).map(lambda pair: When(min(pair), max(pair)))
numbers = st.builds(
    Number,
    st.decimals(-100, 100, places=1),
    st.none(),
    st.sampled_from(["%", "USD", ""]),
    st.sampled_from(["exact", "about", "more_than", "at_least", "less_than", "at_most"]),
)
claims = st.builds(
    Features,
    statement=st.just("중국 당국이 지시했다."),
    kind=st.just("event"),
    language=st.sampled_from(["ko", "en"]),
    polarity=st.sampled_from(["affirmative", "negative"]),
    hedge=st.sampled_from(["asserted", "reported", "hearsay", "speculative"]),
    lemmas=st.frozensets(st.sampled_from(sorted(WORDS | OTHER_WORDS))),
    names=st.lists(
        st.sampled_from([H20, H200, NVIDIA, CHINA, CAC, US_GOVERNMENT]), unique=True
    ).map(tuple),
    numbers=st.lists(numbers, max_size=3).map(tuple),
    order=st.none()
    | st.builds(
        replace,
        st.sampled_from([GUIDANCE, SUSPEND, BAN, PERMIT]),
        issuer=st.sampled_from(["", "중국 당국", "미국 정부"]),
    ),
    about=st.none() | intervals,
    published=st.none() | dates,
    voices=st.lists(st.sampled_from(["7", "8", "9"]), max_size=2).map(lambda ids: outlets(*ids)),
    outlet=st.sampled_from(["", "10", "11"]),
)
MIRROR = {"": "", "a": "b", "b": "a"}


@given(a=claims, b=claims)
def test_the_order_of_a_pair_changes_nothing_but_which_side_is_later(
    a: Features, b: Features
) -> None:
    one, other = compare(a, b), compare(b, a)
    assert one.relation == other.relation
    assert one.later == MIRROR[other.later]
    assert one.independence == other.independence
    assert one.confidence == pytest.approx(other.confidence, abs=2e-4)
    assert 0 <= one.confidence <= 1
    assert (one.later != "") == (one.relation == "supersedes")


words = st.frozensets(st.sampled_from(sorted(WORDS)))


@given(words, words)
def test_overlap_is_symmetric_and_between_nothing_and_all(
    a: frozenset[str], b: frozenset[str]
) -> None:
    assert 0 <= overlap(a, b) == overlap(b, a) <= 1 + 1e-9
    assert overlap(a, a) == pytest.approx(1.0 if a else 0.0)
