"""Which compared pairs are proposed: the surest, few for each claim, and each thing said once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.links.pairing import CANDIDATES, Scored, candidates, folds, links, rank
from claims.links.rules import Comparison
from tests.links.test_origins import told


def scored(
    a: str, b: str, confidence: float = 0.9, relation: str = "corroborates", of: str = ""
) -> Scored[str]:
    return Scored(a, b, of or a, Comparison(relation, "", "unknown", confidence, []))


def kept(*found: Scored[str], stands: dict[str, str] | None = None, most: int = 2) -> list[str]:
    pairs = rank(found, stands or {}, proposed_from=0.5, most=most)
    return [pair.a + pair.b for pair in pairs]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([scored("a", "x", 0.6), scored("a", "y", 0.8)], ["ay", "ax"]),  # the surest first
        ([scored("a", "x", 0.49)], []),
        ([scored("a", "x", relation="not_comparable")], []),
        ([scored("a", "x", 0.9), scored("a", "y", 0.8), scored("a", "z", 0.7)], ["ax", "ay"]),
        # What is too much for one claim may be the best that the other has.
        (
            [*(scored("a", x, 0.9) for x in "wx"), scored("a", "y", 0.7, of="y")],
            ["aw", "ax", "ay"],
        ),
    ],
)
def test_the_surest_and_few_for_each_claim(found: list[Scored[str]], expected: list[str]) -> None:
    assert kept(*found) == expected


def test_what_says_the_same_again_is_folded_into_the_pair_of_those_that_stand_for_it() -> None:
    found = [scored("a", "x", 0.8), scored("a", "copy of x", 0.9), scored("a again", "x", 0.7)]
    stands = {"copy of x": "x", "a again": "a"}
    (pair,) = rank(found, stands, proposed_from=0.5, most=2)
    assert (pair.a, pair.b, pair.outcome.confidence) == ("a", "x", 0.8)
    assert set(pair.folded) == {"copy of x", "a again"}


def test_a_claim_and_its_copy_are_no_pair() -> None:
    assert kept(scored("a", "copy of a"), stands={"copy of a": "a"}) == []


SAID = "중국 당국은 기업들에 엔비디아의 H20 칩을 사지 말라고 지시했다."


def test_one_directive_told_of_twice_in_a_text_is_one() -> None:
    (first,), (again,), (other,) = (
        told(text, article="1")
        for text in (
            "일본 정부는 산업을 지키려고 H20 칩의 판매를 금지했다.",
            "앞서 일본은 H20의 판매를 금지했다.",
            "일본 정부는 H200 칩의 판매를 금지했다.",
        )
    )
    claims = {1: first.claim, 2: again.claim, 3: other.claim}
    assert folds(claims) == {1: 1, 2: 1, 3: 3}


def test_a_claim_stands_for_those_that_say_the_same_in_its_text() -> None:
    (first,), (again,), (elsewhere,) = (told(SAID, article=text) for text in ("1", "1", "2"))
    claims = {1: first.claim, 2: again.claim, 3: elsewhere.claim}
    assert folds(claims) == {1: 1, 2: 1, 3: 3}


def test_another_strength_is_not_the_same_again() -> None:
    (first,) = told(SAID, article="1")
    (other,) = told(SAID.replace("지시했다", "권고했다"), article="1")
    assert folds({1: first.claim, 2: other.claim}) == {1: 1, 2: 2}


def test_partners_share_a_term_and_stand_in_another_text() -> None:
    (first,) = told(SAID, article="1")
    (partner,) = told("엔비디아는 H20 칩의 생산을 멈췄다.", article="2")
    (stranger,) = told("강가의 도서관이 밤늦게까지 문을 연다.", article="3")
    claims = {1: first.claim, 2: partner.claim, 3: stranger.claim, 4: first.claim}
    found = candidates(claims)
    assert found[1] == [2]
    assert found[2] in ([1, 4], [4, 1])
    assert found[3] == []


def test_rare_terms_come_first_and_the_number_is_bounded() -> None:
    (first,) = told(SAID, article="0")
    (common,) = told("엔비디아의 매출이 늘었다.", article="1")
    claims = {0: first.claim, 1: told(SAID, article="twin")[0].claim} | {
        key: replace(common.claim, article=str(key)) for key in range(2, 2 * CANDIDATES)
    }
    found = candidates(claims)[0]
    assert found[0] == 1
    assert len(found) == CANDIDATES


def test_the_links_of_two_texts() -> None:
    one = told(SAID, article="1", outlet="one")
    other = told(SAID, article="2", outlet="other")
    (link,) = links({"a": one[0].claim, "b": other[0].claim}, proposed_from=0.1, most=2)
    assert link.outcome.relation in ("repeats", "corroborates")


KEYS = st.sampled_from("abcdef")


@given(
    st.lists(
        st.tuples(KEYS, KEYS, st.floats(0, 1)).filter(lambda row: row[0] != row[1]), max_size=20
    ),
    st.dictionaries(KEYS, KEYS),
    st.integers(1, 3),
)
def test_no_claim_gets_more_than_its_share(
    rows: list[tuple[str, str, float]], stands: dict[str, str], most: int
) -> None:
    pairs = rank(
        [scored(a, b, confidence) for a, b, confidence in rows],
        stands,
        proposed_from=0.3,
        most=most,
    )
    assert len({frozenset((stands.get(p.a, p.a), stands.get(p.b, p.b))) for p in pairs}) == len(
        pairs
    )
    assert all(stands.get(pair.a, pair.a) != stands.get(pair.b, pair.b) for pair in pairs)
    for claim in "abcdef":
        of = [pair for pair in pairs if stands.get(pair.a, pair.a) == claim]
        assert len(of) <= most
    assert all(pair.outcome.confidence >= 0.3 for pair in pairs)
