"""Articles are not origins: who rests on one report counts once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.links.tallies import CountedSo, Standing, count

REUTERS, FT = 1, 2


def standing(claim: int, *origins: int, article: int | None = None, text: int = 0) -> Standing:
    """A claim of an article of its own, unless said otherwise."""
    article = claim if article is None else article
    return Standing(claim, article, text or article, frozenset(origins))


def test_seven_articles_two_origins() -> None:
    claims = [*(standing(key, REUTERS) for key in range(1, 6)), standing(6, FT), standing(7, FT)]
    counted = count(claims)
    assert (counted.articles, counted.origins) == (7, 2)
    assert [group.claims for group in counted.groups] == [[1, 2, 3, 4, 5], [6, 7]]


def test_a_copy_brings_no_origin_of_its_own() -> None:
    counted = count([standing(1, 10, text=1), standing(2, 11, text=1)])
    assert (counted.articles, counted.origins) == (2, 1)


def test_two_claims_of_one_article_are_one_article() -> None:
    counted = count([standing(1, REUTERS, article=5), standing(2, FT, article=5)])
    assert (counted.articles, counted.origins) == (1, 1)


def test_what_rests_on_two_reports_brings_both_together() -> None:
    assert count([standing(1, REUTERS), standing(2, FT), standing(3, REUTERS, FT)]).origins == 1


def test_what_is_unknown_is_not_counted_as_an_origin() -> None:
    counted = count([standing(1, REUTERS), standing(2), standing(3)])
    assert (counted.articles, counted.origins, counted.unknown) == (3, 1, [2, 3])


def test_what_a_person_knows_to_be_shared_is_known() -> None:
    counted = count([standing(1, REUTERS), standing(2)], shared=[(1, 2)])
    assert (counted.origins, counted.unknown) == (1, [])


def test_a_person_who_says_independent_outranks_the_chains() -> None:
    claims = [standing(1, REUTERS), standing(2, REUTERS), standing(3, REUTERS)]
    counted = count(claims, independent=[(1, 2)])
    assert counted.origins == 2
    assert all(not {1, 2} <= set(group.claims) for group in counted.groups)


def test_who_cites_a_report_adds_nothing_to_what_it_rests_on() -> None:
    claims = [standing(1, 10), standing(2, REUTERS), standing(3, REUTERS), standing(4, FT)]
    counted = count(claims, cited=[(1, 2), (1, 9)])
    assert [group.claims for group in counted.groups] == [[1, 2, 3], [4]]
    assert [list(group.because) for group in counted.groups] == [["cited"], []]
    assert count(claims, cited=[(1, 2)], independent=[(1, 2)]).origins == 3


@pytest.mark.parametrize(
    ("claims", "shared", "independent", "because"),
    [
        ([standing(1, REUTERS), standing(2, FT)], [], [], [[], []]),
        ([standing(1, REUTERS, FT)], [], [], [["claim"]]),
        ([standing(1, REUTERS, text=9), standing(2, FT, text=9)], [], [], [["text"]]),
        ([standing(1, REUTERS), standing(2, FT)], [(1, 2)], [], [["shared"]]),
        ([standing(1, REUTERS), standing(2, REUTERS)], [(1, 2)], [], [[]]),
        ([standing(1, REUTERS), standing(2, REUTERS)], [], [(1, 2)], [["independent"]] * 2),
        (
            [standing(1, REUTERS, FT), standing(2, REUTERS)],
            [],
            [(1, 2)],
            [["claim", "independent"], ["independent"]],
        ),
    ],
)
def test_it_is_told_why_origins_are_not_counted_each_as_one(
    claims: list[Standing],
    shared: list[tuple[int, int]],
    independent: list[tuple[int, int]],
    because: list[list[str]],
) -> None:
    counted = count(claims, shared=shared, independent=independent)
    assert [list(group.because) for group in counted.groups] == because


def test_nothing_is_no_origin() -> None:
    assert (count([]).articles, count([]).origins) == (0, 0)


KEYS = st.integers(1, 8)


@given(
    st.lists(
        st.tuples(KEYS, st.sets(st.integers(1, 4)), KEYS), max_size=8, unique_by=lambda x: x[0]
    ),
    st.lists(st.tuples(KEYS, KEYS), max_size=5),
    st.lists(st.tuples(KEYS, KEYS).filter(lambda pair: pair[0] != pair[1]), max_size=5),
)
def test_every_claim_is_counted_once_and_the_independent_stay_apart(
    rows: list[tuple[int, set[int], int]],
    shared: list[tuple[int, int]],
    independent: list[tuple[int, int]],
) -> None:
    claims = [standing(key, *origins, text=text) for key, origins, text in rows]
    counted = count(claims, shared=shared, independent=independent)
    listed = [claim for group in counted.groups for claim in group.claims] + list(counted.unknown)
    assert sorted(listed) == sorted(one.claim for one in claims)
    assert counted.origins <= counted.articles
    for group in counted.groups:
        assert not any({a, b} <= set(group.claims) for a, b in independent)
        assert (len(group.origins) > 1) <= bool(group.because), "it is told why they are one"
    named = [key for group in counted.groups for key in group.origins]
    assert {key for one in claims for key in one.origins} == set(named)
    for group in counted.groups:
        repeated = any(named.count(key) > 1 for key in group.origins)
        assert repeated == (CountedSo.INDEPENDENT in group.because)
