"""The list of what to look at next is in order of consequence, and says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.links.ranking import Stakes, waits

BASE = {
    "check_worthiness": 2,
    "relation": "contradicts",
    "confidence": 0.8,
    "gap": 0,
    "carriers": 2,
}


def consequence(**said: object) -> float:
    return Stakes(**(BASE | said)).consequence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "less"),
    [
        # By relation, equally sure and equally worth checking.
        ({"relation": "contradicts"}, {"relation": "qualifies", "gap": 9}),
        ({"relation": "qualifies", "gap": 7}, {"relation": "qualifies", "gap": 1}),
        ({"relation": "qualifies"}, {"relation": "supersedes"}),
        ({"relation": "supersedes"}, {"relation": "corroborates"}),
        ({"relation": "corroborates"}, {"relation": "repeats"}),
        ({"relation": "repeats"}, {"relation": "not_comparable"}),
        # A sure qualification before a contradiction that is hardly more than a guess.
        ({"relation": "qualifies", "confidence": 0.9}, {"confidence": 0.4}),
        # A minor contradiction waits for a central one, unless many papers carry it.
        ({"check_worthiness": 3}, {"check_worthiness": 1}),
        ({"check_worthiness": 1, "carriers": 16}, {"check_worthiness": 3}),
        ({"carriers": 3}, {"carriers": 2}),
        # A gap of strength counts where strength is what differs.
        ({"confidence": 0.81}, {"gap": 9}),
    ],
)
def test_what_matters_more_comes_first(more: dict[str, object], less: dict[str, object]) -> None:
    assert consequence(**more) > consequence(**less)


stakes = st.builds(
    Stakes,
    check_worthiness=st.integers(0, 3),
    relation=st.sampled_from(
        ["contradicts", "qualifies", "supersedes", "corroborates", "repeats", "not_comparable"]
    ),
    confidence=st.floats(0, 1),
    gap=st.integers(0, 9),
    carriers=st.integers(0, 10_000),
)


@given(stakes)
def test_worth_and_disagreement_are_shares_and_reach_starts_at_one(one: Stakes) -> None:
    assert 0 < one.worth <= 1
    assert 0 <= one.disagreement <= 1
    assert one.reach >= 1


@pytest.mark.parametrize(
    ("relation", "later", "confidence", "decided", "expected"),
    [
        ("contradicts", "", 0.5, None, True),
        ("contradicts", "", 0.49, None, False),
        ("not_comparable", "", 0.99, None, False),
        ("contradicts", "", 0.9, ("contradicts", ""), False),
        ("contradicts", "", 0.9, ("not_comparable", ""), True),
        ("supersedes", "a", 0.9, ("supersedes", "b"), True),
        ("supersedes", "b", 0.9, ("supersedes", "b"), False),
    ],
)
def test_what_waits_for_a_person(
    relation: str, later: str, confidence: float, decided: tuple[str, str] | None, expected: bool
) -> None:
    assert waits(relation, later, confidence, proposed_from=0.5, decided=decided) is expected
