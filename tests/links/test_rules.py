"""How two claims relate, sentence by sentence, and what holds for any two."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.links.rules import (
    ANOTHER_TIME_DAYS,
    Comparison,
    Features,
    Name,
    Number,
    Order,
    compare,
    compatible,
    days_between,
    independence,
    overlap,
)

H20 = Name(1, "product", "H20")
H200 = Name(2, "product", "H200")
NVIDIA = Name(3, "company", "엔비디아")
CHINA = Name(4, "place", "중국")
CAC = Name(5, "agency", "인터넷정보판공실")

SEPTEMBER_24 = (dt.date(2024, 9, 10), dt.date(2024, 9, 10))
SEPTEMBER_25 = (dt.date(2025, 9, 16), dt.date(2025, 9, 16))
GUIDANCE = Order(2, "guidance", "restrictive")
SUSPEND = Order(6, "suspend", "restrictive")
BAN = Order(9, "ban", "restrictive")
PERMIT = Order(0, "none", "permissive")

WORDS = frozenset("중국 기업 칩 구매 당국 지시 요구".split())
OTHER_WORDS = frozenset("공장 전력 가격 오르다".split())

BASE = Features(
    language="ko",
    polarity="affirmative",
    hedge="asserted",
    lemmas=WORDS,
    names=(H20, NVIDIA),
    about=SEPTEMBER_25,
)


def said(**changes: object) -> Features:
    return replace(BASE, **changes)  # type: ignore[arg-type]


def number(
    value: str, comparator: str = "exact", high: str | None = None, unit: str = "%"
) -> Number:
    return Number(Decimal(value), Decimal(high) if high else None, unit, comparator, value)


def related(a: Features, b: Features) -> Comparison:
    outcome = compare(a, b)
    assert outcome is not None
    return outcome


PAIRS: list[tuple[str, Features, Features, str | None, str]] = [
    ("a sentence and itself repeat each other", BASE, BASE, "repeats", ""),
    (
        "two reports in other words corroborate",
        BASE,
        said(lemmas=WORDS - {"지시", "요구"} | {"중단", "통보"}),
        "corroborates",
        "",
    ),
    ("two products are two subjects", BASE, said(names=(H200, NVIDIA)), None, ""),
    (
        "a product beside another that both name is one subject",
        BASE,
        said(names=(H20, H200)),
        "repeats",
        "",
    ),
    (
        "nothing shared, nothing to say",
        BASE,
        said(names=(CHINA,), lemmas=OTHER_WORDS),
        None,
        "",
    ),
    (
        "one shared company and other words are not one subject",
        said(names=(NVIDIA,)),
        said(names=(NVIDIA,), lemmas=OTHER_WORDS),
        None,
        "",
    ),
    (
        "a denial of the same at the same time contradicts",
        BASE,
        said(polarity="negative"),
        "contradicts",
        "",
    ),
    (
        "a copied sentence repeats whenever it was printed",
        said(order=BAN, about=SEPTEMBER_24),
        said(order=BAN),
        "repeats",
        "",
    ),
    (
        "a denial a year later does not contradict",
        said(about=SEPTEMBER_24),
        said(polarity="negative"),
        None,
        "",
    ),
    (
        "a denial in quite other words does not contradict",
        said(numbers=(number("15"),)),
        said(polarity="negative", lemmas=OTHER_WORDS | {"칩"}, numbers=(number("15"),)),
        None,
        "",
    ),
    (
        "another number of the same thing at the same time contradicts",
        said(numbers=(number("15"),)),
        said(numbers=(number("20"),)),
        "contradicts",
        "",
    ),
    (
        "another number of another year says nothing of the first",
        said(numbers=(number("15"),), about=SEPTEMBER_24),
        said(numbers=(number("20"),)),
        None,
        "",
    ),
    (
        "a number in another unit does not",
        said(numbers=(number("15"),)),
        said(numbers=(number("20", unit="USD"),)),
        "repeats",
        "",
    ),
    (
        "a bare number without a unit does not",
        said(numbers=(number("15", unit=""),)),
        said(numbers=(number("20", unit=""),)),
        "repeats",
        "",
    ),
    (
        "more than fifteen and twenty go together",
        said(numbers=(number("15", "more_than"),)),
        said(numbers=(number("20"),)),
        "repeats",
        "",
    ),
    (
        "at most fifteen and twenty do not",
        said(numbers=(number("15", "at_most"),)),
        said(numbers=(number("20"),)),
        "contradicts",
        "",
    ),
    (
        "a range that holds the number goes with it",
        said(numbers=(number("10", high="20"),)),
        said(numbers=(number("15"),)),
        "repeats",
        "",
    ),
    (
        "two numbers of one unit on a side are not told apart, so nothing is said of them",
        said(numbers=(number("15"), number("30"))),
        said(numbers=(number("20"),)),
        "repeats",
        "",
    ),
    (
        "what one asserts and the other supposes is qualified",
        BASE,
        said(hedge="speculative"),
        "qualifies",
        "",
    ),
    (
        "what one reports and the other asserts is not",
        BASE,
        said(hedge="reported"),
        "repeats",
        "",
    ),
    (
        "another language shares names and numbers, not words",
        said(numbers=(number("15"),)),
        said(language="en", lemmas=frozenset({"china", "chip"}), numbers=(number("15"),)),
        "corroborates",
        "",
    ),
    (
        "a denial in another language of the same time contradicts",
        said(numbers=(number("15"),)),
        said(language="en", polarity="negative", lemmas=frozenset(), numbers=(number("15"),)),
        "contradicts",
        "",
    ),
    (
        "another language and names alone is too little",
        BASE,
        said(language="en", lemmas=frozenset({"china", "chip"})),
        None,
        "",
    ),
    (
        "guidance and a ban of one month are two wordings: they qualify",
        said(order=GUIDANCE),
        said(order=BAN),
        "qualifies",
        "",
    ),
    (
        "guidance in 2024 and a suspension in 2025 are two states: the later supersedes",
        said(order=GUIDANCE, about=SEPTEMBER_24),
        said(order=SUSPEND, about=SEPTEMBER_25),
        "supersedes",
        "b",
    ),
    (
        "a permission in 2025 supersedes a ban of 2024 and does not contradict it",
        said(order=PERMIT, about=SEPTEMBER_25),
        said(order=BAN, about=SEPTEMBER_24),
        "supersedes",
        "a",
    ),
    (
        "the same order reported again a year later corroborates",
        said(order=SUSPEND, about=SEPTEMBER_24),
        said(order=SUSPEND, about=SEPTEMBER_25, lemmas=WORDS - {"지시", "요구"} | {"중단", "통보"}),
        "corroborates",
        "",
    ),
    (
        "a permission and a ban of one month qualify each other",
        said(order=PERMIT),
        said(order=BAN),
        "qualifies",
        "",
    ),
    (
        "an order and its denial in one month contradict",
        said(order=BAN),
        said(order=BAN, polarity="negative"),
        "contradicts",
        "",
    ),
    (
        "two reports of one strength corroborate",
        said(order=BAN),
        said(order=BAN, lemmas=WORDS | OTHER_WORDS),
        "corroborates",
        "",
    ),
    (
        "an order on another product is another subject",
        said(order=BAN),
        said(order=GUIDANCE, names=(H200, NVIDIA)),
        None,
        "",
    ),
]


@pytest.mark.parametrize(
    ("sentence", "a", "b", "relation", "later"), PAIRS, ids=[row[0] for row in PAIRS]
)
def test_a_pair_relates_as_the_sentence_says(
    sentence: str, a: Features, b: Features, relation: str | None, later: str
) -> None:
    outcome = compare(a, b)
    assert (outcome.relation if outcome else None) == relation, sentence
    if outcome:
        assert outcome.later == later


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
    a = said(outlet=a_outlet, reporters=a_chain)
    b = said(outlet=b_outlet, reporters=b_chain)
    assert independence(a, b) == independence(b, a) == said_of_both


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
        ((dt.date(2025, 1, 1), dt.date(2025, 12, 31)), SEPTEMBER_25, 0),
        ((dt.date(2025, 9, 1), dt.date(2025, 9, 15)), SEPTEMBER_25, 1),
        (None, SEPTEMBER_25, None),
    ],
)
def test_days_between_two_closed_intervals(
    a: tuple[dt.date, dt.date] | None, b: tuple[dt.date, dt.date], days: int | None
) -> None:
    assert days_between(a, b) == days_between(b, a) == days


def test_a_claim_without_a_time_of_its_own_is_about_the_day_it_was_published() -> None:
    old = said(about=None, published=dt.date(2024, 9, 10), order=GUIDANCE)
    new = said(about=None, published=dt.date(2025, 9, 16), order=SUSPEND)
    assert (related(old, new).relation, related(old, new).later) == ("supersedes", "b")


@pytest.mark.parametrize(
    ("days", "relation"), [(ANOTHER_TIME_DAYS, "qualifies"), (46, "supersedes")]
)
def test_two_states_lie_further_apart_than_reports_of_one(days: int, relation: str) -> None:
    later = SEPTEMBER_25[0] + dt.timedelta(days=days)
    pair = said(order=GUIDANCE), said(order=BAN, about=(later, later))
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
intervals = st.tuples(dates, dates).map(lambda pair: (min(pair), max(pair)))
numbers = st.builds(
    Number,
    st.decimals(-100, 100, places=1),
    st.none(),
    st.sampled_from(["%", "USD", ""]),
    st.sampled_from(["exact", "about", "more_than", "at_least", "less_than", "at_most"]),
)
claims = st.builds(
    Features,
    language=st.sampled_from(["ko", "en"]),
    polarity=st.sampled_from(["affirmative", "negative"]),
    hedge=st.sampled_from(["asserted", "reported", "hearsay", "speculative"]),
    lemmas=st.frozensets(st.sampled_from(sorted(WORDS | OTHER_WORDS))),
    names=st.lists(st.sampled_from([H20, H200, NVIDIA, CHINA, CAC]), unique=True).map(tuple),
    numbers=st.lists(numbers, max_size=3).map(tuple),
    order=st.none() | st.sampled_from([GUIDANCE, SUSPEND, BAN, PERMIT]),
    about=st.none() | intervals,
    published=st.none() | dates,
    reporters=st.lists(st.sampled_from(["7", "8", "9"]), max_size=2).map(tuple),
    outlet=st.sampled_from(["", "10", "11"]),
)
MIRROR = {"": "", "a": "b", "b": "a"}


@given(a=claims, b=claims)
def test_the_order_of_a_pair_changes_nothing_but_which_side_is_later(
    a: Features, b: Features
) -> None:
    one, other = compare(a, b), compare(b, a)
    assert (one is None) == (other is None)
    if one and other:
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
