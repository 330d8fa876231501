"""Articles that cite each other, and chains of outlets that come back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claims.links.circles import circle, comes_back


@pytest.mark.parametrize(
    ("cites", "found"),
    [
        ({}, []),
        ({1: [2], 2: [3]}, []),
        ({1: [2], 2: [1]}, [1, 2]),
        ({1: [2], 2: [3], 3: [1], 4: [1]}, [1, 2, 3]),
        ({1: [1]}, [1]),
    ],
)
def test_a_circle_is_found(cites: dict[int, list[int]], found: list[int]) -> None:
    circled = circle(cites)
    assert sorted(set(circled)) == found
    for article, cited in pairwise(circled):
        assert cited in cites[article]
    if circled:
        assert circled[0] == circled[-1]


@pytest.mark.parametrize(
    ("chain", "circular"),
    [
        (["chosun-ilbo", "financial-times"], False),
        (["chosun-ilbo", "financial-times", "chosun-ilbo"], True),
        (["reuters", "reuters"], True),
        (["", "ming-pao", "reuters", "ming-pao"], True),
        (["", ""], False),
        ([], False),
    ],
)
def test_a_chain_that_comes_back(chain: list[str], circular: bool) -> None:
    assert comes_back(chain) is circular
