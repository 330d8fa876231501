"""Whom links suggest for a matter, in which order, and which members disagree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.links.ties import DISAGREEING, Tie, disagreements, suggestions

MEMBERS = {1, 2, 3}


def decided(link: int, a: int, b: int, relation: str = "repeats") -> Tie:
    return Tie(link, a, b, relation, True, 1.0)


def proposed(link: int, a: int, b: int, confidence: float, relation: str = "repeats") -> Tie:
    return Tie(link, a, b, relation, False, confidence)


def test_what_a_person_decided_goes_before_any_proposal() -> None:
    ties = [proposed(1, 1, 10, 0.99), decided(2, 11, 2), proposed(3, 3, 12, 0.7)]
    assert [row.claim for row in suggestions(ties, MEMBERS, ())] == [11, 10, 12]


def test_of_two_as_sure_the_one_with_more_ties_goes_first() -> None:
    ties = [proposed(1, 1, 10, 0.8), proposed(2, 2, 11, 0.8), proposed(3, 3, 11, 0.6)]
    assert [row.claim for row in suggestions(ties, MEMBERS, ())] == [11, 10]


def test_every_reason_is_named_the_surest_first() -> None:
    ties = [proposed(1, 1, 10, 0.6), decided(2, 10, 2, "contradicts"), proposed(3, 3, 10, 0.9)]
    [row] = suggestions(ties, MEMBERS, ())
    assert [(each.member, each.tie.link) for each in row.because] == [(2, 2), (3, 3), (1, 1)]


def test_members_refused_and_far_ones_are_not_suggested() -> None:
    ties = [decided(1, 1, 2), decided(2, 1, 10), decided(3, 20, 21), decided(4, 2, 11)]
    assert [row.claim for row in suggestions(ties, MEMBERS, {10})] == [11]
    assert suggestions(ties, set(), ()) == []


def test_disagreements_are_among_members_contradictions_first() -> None:
    ties = [
        decided(1, 1, 2, "qualifies"),
        proposed(2, 1, 3, 0.7, "contradicts"),
        decided(3, 2, 3, "contradicts"),
        decided(4, 1, 10, "contradicts"),
        decided(5, 1, 2, "repeats"),
        proposed(6, 2, 3, 0.9, "contradicts"),
    ]
    assert [tie.link for tie in disagreements(ties, MEMBERS)] == [3, 6, 2, 1]


TIES = st.lists(
    st.builds(
        Tie,
        st.integers(1, 50),
        st.integers(1, 8),
        st.integers(9, 16),
        st.sampled_from(["repeats", "contradicts", "qualifies", "supersedes"]),
        st.booleans(),
        st.floats(0, 1),
    ),
    max_size=30,
)


@given(TIES, st.sets(st.integers(1, 16)), st.sets(st.integers(1, 16)))
def test_who_is_suggested_is_outside_and_tied_and_not_refused(
    ties: list[Tie], members: set[int], refused: set[int]
) -> None:
    rows = suggestions(ties, members, refused)
    claims = [row.claim for row in rows]
    assert len(claims) == len(set(claims))
    assert not set(claims) & (members | refused)
    tied = {end for tie in ties if members & set(tie.ends) for end in tie.ends}
    assert set(claims) == tied - members - refused
    assert all(row.because and {each.member for each in row.because} <= members for row in rows)
    assert all(
        tie.relation in DISAGREEING and members.issuperset(tie.ends)
        for tie in disagreements(ties, members)
    )
