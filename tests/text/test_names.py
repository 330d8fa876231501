"""Names of the gazetteer, found at word boundaries and with particles."""

from __future__ import annotations

import pytest

from claims.text.findings import NameEntry
from claims.text.names import Gazetteer

GAZETTEER = Gazetteer(
    [
        NameEntry("haneul", "하늘일보", "ko", "outlet"),
        NameEntry("boram", "보람", "ko", "company"),
        NameEntry("boram-bank", "보람은행", "ko", "company"),
        NameEntry("k20", "K20", "en", "product"),
        NameEntry("k200", "K200", "en", "product"),
        NameEntry("mx-6000d", "MX Pro 6000D", "en", "product"),
        NameEntry("ft", "FT", "en", "outlet"),
        NameEntry("second", "보람", "ko", "person"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    mentions = GAZETTEER.find(text, 0, len(text))
    assert all(text[one.start : one.end] == one.original for one in mentions)
    return [(one.key, one.original) for one in mentions]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        # Particles and a few suffixes belong to the word, not to the name.
        ("하늘일보는 보람의 계획을 실었다", ["haneul", "boram"]),
        ("보람에서는 보람측이 답했다", ["boram", "boram"]),
        # Inside a longer word there is no name.
        ("큰보람 보람차다", []),
        ("DFT와 FTA", []),
        # Products are kept apart, the longest name wins.
        ("K20과 K200, AK20", ["k20", "k200"]),
        ("MX Pro 6000D를 샀다", ["mx-6000d"]),
        ("보람은행이 보람을 샀다", ["boram-bank", "boram"]),
        # A change of script is a boundary.
        ("新보람이 FT에 답했다", ["boram", "ft"]),
    ],
)
def test_boundaries(text: str, keys: list[str]) -> None:
    assert [key for key, _ in found(text)] == keys


def test_the_first_entry_of_a_shared_name_wins() -> None:
    (mention,) = GAZETTEER.find("보람이다", 0, 4)
    assert (mention.key, mention.kind) == ("boram", "company")


def test_only_the_given_stretch_is_searched() -> None:
    text = "FT와 FT"
    assert [one.start for one in GAZETTEER.find(text, 2, len(text))] == [4]


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer([]).find("하늘일보", 0, 4) == []
