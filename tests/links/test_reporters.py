"""Reporters that no gazetteer knows, named in Korean and in English."""

import pytest

from claims.links.reporters import can_be, plain


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("문태영 지부장", "branch chair Moon Tae-young"),
        ("박지현 장관", "Minister Park Ji-hyun"),
        ("최경철 사장", "Choi Kyung-chul"),
        ("한서우 의원", "Han Seo-woo"),
        ("고용노동부", "labor ministry"),
        ("보건복지부", "health ministry"),
        ("새벽사회연구소", "a May 2 report by the Daybreak Institute"),
        ("회사", "company"),
        ("노조", "union"),
        ("세라핀제약", "Serapin"),
    ],
)
def test_one_reporter_can_be_what_two_languages_call_it(korean: str, english: str) -> None:
    assert can_be(korean) & can_be(plain(english))


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("문태영 지부장", "Moon Tae-sik"),
        ("교육부", "health ministry"),
        ("노조", "company"),
        ("노동부", "No Dong-bu"),  # three syllables that are no person's name
        ("가람", "Acme"),
    ],
)
def test_who_is_something_else_is_not(korean: str, english: str) -> None:
    assert not can_be(korean) & can_be(english)
