"""Names that sound the same in two scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.links.sounds import LEAST, consonants, heard, spelt


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("모르간틴", "Morgantin"),
        ("세라핀", "Serapin"),
        ("한솔비", "Hansolbi"),
        ("가람진", "Garamjin"),
        ("크레스토브", "Crestov"),
        ("플라노스", "Planos"),
    ],
)
def test_one_name_has_the_same_consonants(korean: str, english: str) -> None:
    assert consonants(korean) == consonants(english) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("모르간틴", "Morbantin"), ("세라핀", "Serapan Plus"), ("노아", "Noah")]
)
def test_another_name_or_one_that_says_too_little_does_not_match(one: str, other: str) -> None:
    assert consonants(one) != consonants(other) or not consonants(one)


@pytest.mark.parametrize(("korean", "english"), [("태영", "taeyoung"), ("지현", "jihyun")])
def test_given_names_keep_their_vowels(korean: str, english: str) -> None:
    assert spelt(korean) == spelt(english)


@given(st.text())
def test_any_text_sounds_like_something_or_nothing(text: str) -> None:
    found = consonants(text)
    assert not found or len(found) >= LEAST


def test_a_firm_is_known_without_what_it_does() -> None:
    assert heard("세라핀제약") >= heard("Serapin")
