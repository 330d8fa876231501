"""Content words for comparison and search."""

from __future__ import annotations

import pytest

from claims.text.features import lemmas


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("시는 다리를 막았다", "ko", ["시", "다리", "막다"]),
        ("정부는 K20 칩의 구매를 금지했다", "ko", ["정부", "k20", "칩", "구매", "금지"]),
        (
            "The regulators banned chips and stopped buying the K20 batteries",
            "en",
            ["regulator", "ban", "chip", "stop", "buy", "k20", "battery"],
        ),
        ("The city's churches and boxes", "en", ["city", "church", "box"]),
        ("Le ministère", "fr", []),
        ("", "ko", []),
        ("😀", "en", []),
    ],
)
def test_lemmas(text: str, language: str, expected: list[str]) -> None:
    assert lemmas(text, language) == expected


def test_an_inflected_predicate_has_one_lemma() -> None:
    words = {tuple(lemmas(text, "ko")) for text in ("문을 닫았다", "문을 닫는다", "문을 닫고")}
    assert words == {("문", "닫다")}
