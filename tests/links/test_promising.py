"""The bound by which pairs are left out is never below what the two share."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.links.features import Features, Number
from claims.links.packed import Head, head, read_head
from claims.links.promising import bounds, promising
from claims.links.relations.pair import pair_of
from claims.links.rules import compare
from tests.links.world import BAN, said

WEIGHTS = st.sampled_from([0.2, 0.4, 1.0, 1.2, 2.0])
TERMS = st.dictionaries(
    st.sampled_from("n:h20 n:nvidia c:act.buy:buy w:칩 w:공장".split()), WEIGHTS
)
VALUES = st.sampled_from("0 1 9 10 10.4 11 15 16 104 1500 1530 -3".split()).map(Decimal)
NUMBERS = st.lists(
    st.builds(
        Number,
        VALUES,
        st.none() | VALUES,
        st.sampled_from(["", "%", "명", "건", "년", "score", "clock", "km", "m", "배럴"]),
        st.sampled_from(["exact", "about", "at_least", "more_than", "at_most", "less_than"]),
    ),
    max_size=4,
)


def of(terms: dict[str, float], numbers: list[Number], language: str) -> Features:
    known = sum(weight for term, weight in terms.items() if term[0] != "w")
    return said(
        terms=terms,
        weight=sum(terms.values()),
        known=known,
        numbers=tuple(numbers),
        language=language,
    )


CLAIMS = st.builds(of, TERMS, NUMBERS, st.sampled_from(["ko", "en"]))


def read(claim: Features) -> Head:
    found = read_head(head(claim, {}))
    assert found is not None
    return found


@given(CLAIMS, CLAIMS)
@example(
    of({}, [Number(Decimal(1500), None, "", "exact")], "ko"),
    of({}, [Number(Decimal(1500), None, "건", "exact")], "ko"),
)
def test_the_bound_is_never_below_the_ground(a: Features, b: Features) -> None:
    bound = bounds([(1, 2)], {1: read(a), 2: read(b)})
    pair = pair_of(a, b, None)
    assert bound.ground[0] >= pair.ground - 1e-6
    assert bound.evidence[0] >= pair.evidence - 1e-6
    assert bound.agreeing[0] >= bool(pair.agreeing)


@given(CLAIMS, CLAIMS, st.sampled_from([0.1, 0.35, 0.6, 0.9]))
def test_what_would_be_proposed_is_never_left_out(a: Features, b: Features, sure: float) -> None:
    outcome = compare(a, b)
    if outcome.relation != "not_comparable" and outcome.confidence >= sure:
        assert promising([(1, 2)], {1: read(a), 2: read(b)}, sure=sure)


@pytest.mark.parametrize(
    ("ours", "theirs", "is_left"),
    [
        # Nothing in common.
        ({"w:칩": 1.0, "w:공장": 1.0}, {"w:다리": 1.0, "w:강": 1.0}, False),
        # One word of five.
        ({f"w:{n}": 1.0 for n in range(5)}, {f"w:{n}": 1.0 for n in range(4, 9)}, False),
        # Half of the words.
        ({f"w:{n}": 1.0 for n in range(4)}, {f"w:{n}": 1.0 for n in range(2, 6)}, True),
    ],
)
def test_what_shares_too_little_is_left_out(
    ours: dict[str, float], theirs: dict[str, float], is_left: bool
) -> None:
    heads = {1: read(of(ours, [], "ko")), 2: read(of(theirs, [], "ko"))}
    assert promising([(1, 2)], heads) == ([(1, 2)] if is_left else [])
    assert promising([(1, 2)], heads, sure=0.9) == []


def test_two_directives_need_less_and_what_is_unknown_is_compared() -> None:
    ours = of({f"w:{n}": 1.0 for n in range(5)}, [], "ko")
    theirs = of({f"w:{n}": 1.0 for n in range(4, 9)}, [], "ko")
    both = {1: read(said(**_fields(ours), order=BAN)), 2: read(said(**_fields(theirs), order=BAN))}
    assert promising([(1, 2)], both) == [(1, 2)]
    assert promising([(1, 2), (3, 1)], {1: read(ours)}) == [(1, 2), (3, 1)]
    assert promising([], {}) == []


def test_a_claim_of_very_many_words_has_no_head() -> None:
    assert read_head(head(of({f"w:{n}": 1.0 for n in range(1000)}, [], "ko"), {})) is None


def _fields(claim: Features) -> dict[str, object]:
    return {"terms": claim.terms, "weight": claim.weight, "known": claim.known}
