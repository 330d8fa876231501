"""What a comparison rests on, and what holds for any two claims."""

from __future__ import annotations

import datetime as dt
import string
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.links import wording
from claims.links.calibration import RELATIONS, WEIGHTS, chances, confidence
from claims.links.comparability import days_between, kin
from claims.links.features import Features, Number, Voice, When
from claims.links.independence import independence
from claims.links.quantity_rules import aligned, compatible
from claims.links.relations.pair import overlap
from claims.links.relations.roles import singled_out, swapped
from claims.links.rules import compare
from claims.links.texts import Statement, compare_texts, features_of
from tests.links.world import BASE, SEPTEMBER_24, SEPTEMBER_25, number, outlets, said


@pytest.mark.parametrize(
    ("a_outlet", "a_chain", "b_outlet", "b_chain", "said_of_both"),
    [
        ("10", ("7",), "11", ("8",), "independent"),
        ("10", ("7", "9"), "11", ("9",), "shared_origin"),
        ("10", ("7",), "7", (), "shared_origin"),
        ("10", ("7",), "10", (), "unknown"),
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


def test_one_speaker_at_two_times_made_two_statements() -> None:
    ministry = (Voice("통일부", "named", "kr-mou"),)
    a = said(voices=ministry, published=dt.date(2025, 9, 16))
    assert independence(a, replace(a, published=dt.date(2025, 9, 17))) == "shared_origin"
    assert independence(a, replace(a, published=dt.date(2026, 9, 16))) == "independent"


def test_one_sentence_that_two_are_named_for_has_two_origins() -> None:
    a, b = said(outlet="10", voices=outlets("7")), said(outlet="11", voices=outlets("8"))
    assert independence(a, b, "repeats") == "independent"
    assert independence(a, replace(b, voices=()), "repeats") == "shared_origin"


def test_unnamed_sources_stay_unknown() -> None:
    a = said(voices=(Voice("소식통", "anonymous"),), outlet="10")
    b = said(voices=(Voice("소식통", "anonymous"),), outlet="11")
    assert independence(a, b) == "unknown"


def test_two_papers_that_print_one_text_share_its_origin() -> None:
    a = said(outlet="10", voices=outlets("7"), article="1")
    b = said(outlet="11", voices=outlets("8"), article="1")
    assert independence(a, b) == "shared_origin"
    assert independence(a, replace(b, article="2")) == "independent"


@pytest.mark.parametrize(
    ("x", "y", "together"),
    [
        (number("15"), number("15"), True),
        (number("15"), number("15.1"), True),  # 15 is 15.1 rounded
        (number("15"), number("16"), False),
        (number("88.7"), number("88.68"), True),
        (number("88.7"), number("88.8"), False),
        (number("15", "about"), number("15.7"), True),
        (number("15", "about"), number("16.1"), False),
        (number("50", "about"), number("46.8"), True),  # about half is a rough number
        (number("15", "at_least"), number("15"), True),
        (number("15", "at_least"), number("15", "less_than"), False),
        (number("15", "at_least"), number("14"), False),
        (number("15", "at_most"), number("16", "at_least"), False),
        (number("15", "at_most"), number("14", "less_than"), True),
        (number("10", high="20"), number("20", high="30"), True),
        (number("10", high="20"), number("21", high="30"), False),
        (number("-15", "about"), number("-15.5"), True),
        (number("2", high="1", unit="score"), number("1", high="2", unit="score"), True),
        (number("2", high="1", unit="score"), number("3", high="1", unit="score"), False),
        (number("480", unit="clock"), number("485", unit="clock"), False),
        (number("12.4", unit="km"), number("12400", unit="m"), True),
        (number("12.4", unit="km"), number("14200", unit="m"), False),
        (number("12.4", unit="km"), number("7.7", unit="mi"), True),  # 12.39
        (number("30", unit="평"), number("99", unit="㎡"), True),
        (number("10000", unit="배럴"), number("420000", unit="gal"), True),
        (number("3000", "about", unit="배럴"), number("420000", unit="gal"), False),
        (number("0.25", unit="%p"), number("25", unit="bp"), True),
        (number("1", "at_least", unit="t"), number("800", unit="kg"), False),
    ],
)
def test_whether_one_quantity_can_be_both(x: Number, y: Number, together: bool) -> None:
    assert compatible(x, y) == compatible(y, x) == together


@pytest.mark.parametrize(
    ("x", "y", "together", "apart"),
    [
        (number("3", unit="km"), number("3000", unit="m"), 1, 0),
        (number("3", unit="km"), number("5000", unit="m"), 0, 1),
        (number("3", unit="km"), number("3", unit="kg"), 0, 0),
        (number("300", unit="배럴"), number("300", unit="건"), 0, 0),  # no two words for one count
        (number("300", unit="명"), number("300", unit="건"), 1, 0),
    ],
)
def test_units_of_one_kind_are_turned_into_each_other(
    x: Number, y: Number, together: int, apart: int
) -> None:
    assert [len(pairs) for pairs in aligned([x], [y])] == [together, apart]


def test_numbers_of_two_measures_are_no_conflict() -> None:
    sales = replace(number("100", unit="KRW"), measure="revenue")
    profit = replace(number("7", unit="KRW"), measure="operating_profit")
    assert aligned([sales], [profit]) == ([], [])
    assert aligned([sales], [replace(profit, measure="revenue")])[1]


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("nvidia-h20", "nvidia-h20", True),
        ("nvidia-h20", "nvidia-h200", False),
        ("nvidia-rtx-pro-6000", "nvidia-rtx-pro-6000d", False),
        ("huawei-ascend", "huawei-ascend-910b", True),
        ("hbm", "hbm3e", True),
        ("hbm3", "hbm3e", False),
        ("nvidia", "nvidia-h20", True),
        ("samsung-electronics", "samsung-sdi", False),
    ],
)
def test_a_family_is_kin_to_its_members_and_h20_is_not_h200(
    one: str, other: str, related: bool
) -> None:
    assert kin(one, other) == kin(other, one) == related


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


def read(text: str, published: str = "2026-03-10") -> Features:
    language = "ko" if any("가" <= letter <= "힣" for letter in text) else "en"
    return features_of(Statement(text, "", dt.date.fromisoformat(published), language))[0]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("기아의 매출은 27조원, 영업이익은 2조원이었다.", {"revenue", "operating_profit"}),
        ("Revenue was $30 billion and net profit $4 billion.", {"revenue", "net_profit"}),
    ],
)
def test_a_number_knows_the_measure_it_stands_with(text: str, measures: set[str]) -> None:
    found = {one.measure for claim in features_of(Statement(text)) for one in claim.numbers}
    assert found == measures


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("사고는 오후 8시 30분께 났다.", 1230), ("The crash was at 6:05 a.m. on Monday.", 365)],
)
def test_a_time_of_day_is_a_number_of_minutes(text: str, minutes: int) -> None:
    assert [one.value for one in read(text).numbers if one.unit == "clock"] == [minutes]


def test_concepts_are_the_same_in_both_languages_with_the_words_they_stand_in() -> None:
    korean = read("통계청은 지난달 실업률이 올랐다고 밝혔다.")
    english = read("The unemployment rate rose last month.")
    for kind in ("measure", "act.change+"):
        assert korean.kinds[kind] == english.kinds[kind]
    [mark] = [mark for mark in korean.marks if mark.kind == "measure"]
    assert mark.span is not None
    assert "통계청은 지난달 실업률이 올랐다고 밝혔다."[slice(*mark.span)] == mark.words == "실업률"


def test_the_time_compared_with_is_not_the_time_spoken_of() -> None:
    claim = read("지난달 수출은 1년 전보다 8% 늘었다.")
    assert [one.original for one in claim.periods] == ["지난달", "지난달"]


def test_the_reasons_name_what_they_rest_on() -> None:
    a = "통계청은 지난해 출생아가 24만명이었다고 밝혔다."
    b = "지난해 출생아는 22만명이라고 통계청이 발표했다."
    found = compare_texts(Statement(a, "", None, "ko"), Statement(b, "", None, "ko"))
    assert found.relation == "contradicts"
    [why] = [reason for reason in found.reasons if reason.code == "other_number"]
    assert why.a is not None
    assert why.b is not None
    assert (a[slice(*why.a)], b[slice(*why.b)]) == ("24만명", "22만명")
    assert why.weight > 0
    assert why.as_json() == {
        "code": "other_number",
        "facet": "number",
        "weight": round(why.weight, 3),
        "a": [why.a[0], why.a[1]],
        "b": [why.b[0], why.b[1]],
        "values": ["24만명", "22만명"],
    }
    assert wording.in_both(why.as_json()) == {
        "ko": "“24만명”, “22만명”: 둘 다 맞을 수는 없습니다.",
        "en": "“24만명” and “22만명” cannot both be right.",
    }


@pytest.mark.parametrize("code", sorted(wording.CODES))
def test_every_reason_is_a_sentence_in_both_languages(code: str) -> None:
    for values in ([], ["ban"], ["ban", "guidance"]):
        said_of = wording.in_both({"code": code, "values": values})
        assert said_of["ko"] != said_of["en"]
        assert all(words.endswith(".") and "%(" not in words for words in said_of.values())


def test_more_in_common_is_surer() -> None:
    def sure(ground: float, evidence: float = 3.0, agreeing: bool = False) -> float:
        return confidence("contradicts", ground=ground, evidence=evidence, agreeing=agreeing)

    assert 0 < sure(0.3) < sure(0.6) < sure(0.6, 6.0) < sure(0.6, 6.0, True) < 1


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.floats(0, 1)))
def test_the_chances_of_all_relations_are_one_together(values: dict[str, float]) -> None:
    likely = chances(values)
    assert likely.keys() == set(RELATIONS)
    assert sum(likely.values()) == pytest.approx(1)
    assert min(likely.values()) > 0


@pytest.mark.parametrize(
    ("a", "b", "language", "places"),
    [
        ("시는 군이 길을 막았다고 했다.", "군은 시가 길을 막았다고 했다.", "ko", None),
        (
            "구청은 군청이 길을 막았다고 했다.",
            "군청은 구청이 길을 막았다고 했다.",
            "ko",
            ("구청", "군청"),
        ),
        ("군청이 길을 막았다.", "길을 군청이 막았다.", "ko", None),
        ("She moved from Lyon to Turin.", "She moved from Turin to Lyon.", "en", ("lyon", "turin")),
        ("The sale of the port terminal", "The port terminal's sale", "en", None),
    ],
)
def test_two_nouns_change_places_by_their_particles_or_prepositions(
    a: str, b: str, language: str, places: tuple[str, str] | None
) -> None:
    assert swapped(a, b, language) == places


@pytest.mark.parametrize(
    ("text", "language", "party"),
    [
        ("편지를 쓴 사람은 조카라고 유족이 밝혔다.", "ko", "조카"),
        ("새 구장의 시공사로 한들건설이 나섰다.", "ko", ""),
        ("우선협상대상자는 새벽에너지로 결정됐다.", "ko", "새벽에너지"),
        ("The letter was written by a cousin.", "en", "a cousin"),
        ("It was the cousin who wrote the letter.", "en", "the cousin"),
        ("The cousin wrote a letter.", "en", ""),
    ],
)
def test_a_claim_singles_out_who_it_was(text: str, language: str, party: str) -> None:
    assert singled_out(text, language) == party


dates = st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31))
WORDS = (
    "중국 당국은 기업에 H20 H200 구매를 금지했다 금지하지 않았다 권고했다 검토하고 있다"
    " 매출 영업이익이 3조원 15% 늘었다 줄었다 서울 전국 1심 2심 법원은 무죄를 선고했다"
    " 사망자가 12명 37명으로 이정훈 교수가 지명됐다 통계청은 밝혔다"
    " the ministry banned approved sales of 15% 3,000 people died rose fell not all some last"
    " year China Nvidia . ,"
).split()
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
statements = st.builds(
    Statement,
    sentences,
    st.sampled_from(["", "Reuters", "연합뉴스"]),
    st.none() | dates,
    st.sampled_from(["ko", "en"]),
)
MIRROR = {"": "", "a": "b", "b": "a"}


@settings(max_examples=80, deadline=None)
@given(a=statements, b=statements)
def test_the_order_of_a_pair_changes_nothing_but_which_side_is_later(
    a: Statement, b: Statement
) -> None:
    for first in features_of(a)[:2]:
        for second in features_of(b)[:2]:
            one, other = compare(first, second), compare(second, first)
            assert one.relation == other.relation
            assert one.later == MIRROR[other.later]
            assert one.independence == other.independence
            assert one.confidence == pytest.approx(other.confidence, abs=2e-4)
            assert 0 <= one.confidence <= 1
            assert (one.later != "") == (one.relation == "supersedes")
            assert {reason.code for reason in one.reasons} <= wording.CODES


@settings(max_examples=40, deadline=None)
@given(statements)
def test_a_claim_and_itself_never_disagree(said_twice: Statement) -> None:
    claim = features_of(said_twice)[0]
    assert compare(claim, claim).relation in {"repeats", "not_comparable", "corroborates"}


@pytest.mark.parametrize(
    "text",
    [
        "정부는 5월 3일 새 청사를 연다.",
        "The regulator banned the drug in 2024.",
        "한국은행은 기준금리를 2.5%로 동결했다.",
    ],
)
def test_a_claim_repeats_itself(text: str) -> None:
    assert compare(read(text), read(text)).relation == "repeats"


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=60) | st.text(string.punctuation + string.digits + "가을 만원%İ", max_size=40),
    sentences,
)
def test_any_text_gets_an_answer(any_text: str, sentence: str) -> None:
    for language in ("ko", "en", ""):
        found = compare_texts(
            Statement(any_text, any_text[:20], None, language), Statement(sentence, "", None, "ko")
        )
        assert 0 <= found.confidence <= 1


words = st.frozensets(st.sampled_from("중국 기업 칩 구매 당국 지시 요구".split()))


@given(words, words)
def test_overlap_is_symmetric_and_between_nothing_and_all(
    a: frozenset[str], b: frozenset[str]
) -> None:
    assert 0 <= overlap(a, b) == overlap(b, a) <= 1 + 1e-9
    assert overlap(a, a) == pytest.approx(1.0 if a else 0.0)


def test_a_claim_built_by_hand_compares() -> None:
    other = replace(BASE, numbers=(number("15"), Number(Decimal(3), None, "명", "exact")))
    assert compare(BASE, other).confidence >= 0
