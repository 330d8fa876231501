"""How a new reading is told to be of a claim that is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.rules import Known, Read, match, squeezed

BRIDGE = "시는 강가의 다리를 이달 말까지 다시 열겠다고 밝혔다."
BRIDGE_LATER = "시는 강가의 다리를 다음 달 말까지 다시 열겠다고 밝혔다."
BUDGET = "올해 도서관 예산은 지난해보다 12억 원 줄었다."
BUDGET_CUT = "올해 도서관 예산은 지난해보다 15억 원 줄었다."
SCHOOL = "새 학교는 내년 봄에 문을 연다."

SENTENCES = [
    ("nothing known, nothing read", [], [], []),
    ("what is read first is new", [], [BRIDGE, BUDGET], [None, None]),
    ("the same text is the same claims", [BRIDGE, BUDGET], [BRIDGE, BUDGET], [0, 1]),
    ("order does not matter", [BRIDGE, BUDGET], [BUDGET, BRIDGE], [1, 0]),
    ("white space does not matter", [BRIDGE], [BRIDGE.replace(" ", "\n  ")], [0]),
    ("an edited sentence is the same claim", [BRIDGE], [BRIDGE_LATER], [0]),
    ("another number is the same claim", [BUDGET], [BUDGET_CUT], [0]),
    ("another sentence is another claim", [BRIDGE], [SCHOOL], [None]),
    ("what is gone matches nothing", [BRIDGE, SCHOOL], [BRIDGE], [0]),
    (
        "an equal quote goes before one that is only alike",
        [BRIDGE, BRIDGE_LATER],
        [BRIDGE_LATER],
        [1],
    ),
    (
        "each known claim is used once",
        [BRIDGE],
        [BRIDGE, BRIDGE_LATER],
        [0, None],
    ),
    (
        "a sentence that stands twice stays two claims",
        [SCHOOL, SCHOOL],
        [SCHOOL, SCHOOL, SCHOOL],
        [0, 1, None],
    ),
    (
        "beside an edit, what is new stays new",
        [BRIDGE, BUDGET],
        [SCHOOL, BUDGET_CUT, BRIDGE_LATER],
        [None, 1, 0],
    ),
]


@pytest.mark.parametrize(
    ("sentence", "known", "read", "found"), SENTENCES, ids=[row[0] for row in SENTENCES]
)
def test_matching(
    sentence: str, known: list[str], read: list[str], found: list[int | None]
) -> None:
    matched = match(
        [Known(key, quote, start=100 * key) for key, quote in enumerate(known)],
        [Read(quote, start=100 * place) for place, quote in enumerate(read)],
    )
    assert matched == found, sentence


def test_a_retired_claim_is_known_by_its_very_words_and_by_nothing_less() -> None:
    retired = Known(1, BRIDGE, start=0, retired=True)
    assert match([retired], [Read(BRIDGE, 0)]) == [1]
    assert match([retired], [Read(BRIDGE_LATER, 0)]) == [None]
    assert match([retired, Known(2, BRIDGE, start=500)], [Read(BRIDGE, 0)]) == [2]


def test_of_two_equal_quotes_the_order_in_the_text_decides() -> None:
    known = [Known(1, SCHOOL, start=900), Known(2, SCHOOL, start=10)]
    assert match(known, [Read(SCHOOL, 500), Read(SCHOOL, 20)]) == [1, 2]


def test_of_two_candidates_equally_alike_the_nearer_one_is_taken() -> None:
    known = [Known(1, BRIDGE, start=0), Known(2, BRIDGE, start=1000)]
    assert match(known, [Read(BRIDGE_LATER, 900)]) == [2]


quotes = st.lists(st.sampled_from([BRIDGE, BRIDGE_LATER, BUDGET, BUDGET_CUT, SCHOOL]), max_size=6)


@given(known=quotes, read=quotes)
def test_no_known_claim_is_given_twice_and_none_equal_is_passed_over(
    known: list[str], read: list[str]
) -> None:
    rows = [Known(key, quote, 50 * key) for key, quote in enumerate(known)]
    found = match(rows, [Read(quote, 50 * place) for place, quote in enumerate(read)])
    used = [key for key in found if key is not None]
    assert len(found) == len(read)
    assert len(used) == len(set(used))
    for quote in set(read):
        equal = sum(
            key is not None and known[key] == quote and read[place] == quote
            for place, key in enumerate(found)
        )
        assert equal == min(known.count(quote), read.count(quote))


@given(st.text())
def test_squeezing_twice_is_squeezing_once(quote: str) -> None:
    assert squeezed(squeezed(quote)) == squeezed(quote)
