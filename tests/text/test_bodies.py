"""What a name that no gazetteer knows is the name of."""

import pytest

from claims.text.bodies import sort_of


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("이슬기 대변인", "person"),
        ("한가람 연구원", "person"),
        ("새봄나루연구원", "body"),
        ("노을제약", "company"),
        ("노을지법", "body"),
        ("새봄연대", "body"),
        ("물빛지킴이", ""),
        ("Han Seo-woo", "person"),
        ("Institute of Tides", "body"),
        ("parents' group", "body"),
        ("Seagull Air", "company"),
        ("Seagull", "company"),
        ("two of them", ""),
    ],
)
def test_the_sort_of_a_name(name: str, sort: str) -> None:
    assert sort_of(name) == sort
