"""Reporters that no gazetteer knows, named in Korean and in English."""

import pytest

from claims.links.reporters import alike, can_be, person_and_body, plain, short_for


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
    assert alike(can_be(korean), can_be(english)) is False


# A sort alone can be of anybody, a sort and a field or a sound tell.
@pytest.mark.parametrize(
    ("korean", "english", "one"),
    [
        ("한밭환자모임", "patients' group", True),
        ("국민안전기술위원회", "safety watchdog", True),
        ("관광부", "tourism ministry", True),
        ("노을방송", "broadcaster Noeul", True),
        ("노을지법", "court in Noeul", True),
        ("노을지법", "court", None),
        ("한밭환자모임", "group", None),
        ("한밭환자모임", "parents' group", False),
        ("교육부", "health ministry", False),
        ("노을지법", "parents' group", False),
    ],
)
def test_how_surely_two_languages_name_one_reporter(
    korean: str, english: str, one: bool | None
) -> None:
    assert alike(can_be(korean), can_be(english)) is one


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("노동부", "고용노동부", True),
        ("새봄위", "새봄정보보호위원회", True),
        ("Seagull", "Seagull Air", True),
        ("Seagull Foods", "Seagull Air", False),
        ("노을부", "고용노동부", False),
        ("노을", "노을제약", False),  # too short to tell
    ],
)
def test_short_names(a: str, b: str, one: bool) -> None:
    assert short_for(a, b) is one
    assert short_for(b, a) is one


@pytest.mark.parametrize(
    ("name", "person", "body"),
    [
        ("물빛모임 정가람 사무국장", "정가람", "물빛모임"),
        ("물빛모임 정가람 대표", "정가람", "물빛모임"),
        ("한서우 식약처장", "한서우", "식약처"),
        ("한서우 노동부 장관", "한서우", "노동부"),
        ("물빛모임", "", ""),
    ],
)
def test_who_speaks_for_whom(name: str, person: str, body: str) -> None:
    assert person_and_body(name) == (person, body)
