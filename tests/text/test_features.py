"""Content words for comparison and search."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.text.features import lemmas, restated_lemmas
from claims.text.findings import Block, BlockClass
from claims.text.morphology import analyse
from claims.text.names import Gazetteer
from claims.text.reader import read


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


@pytest.mark.parametrize(
    ("quote", "statement", "language", "expected"),
    [
        ("시는 다리를 막았다", "시는 다리를 막았다", "ko", ["시", "다리", "막다"]),
        ("다리를 막고", "[시는] 다리를 막았다.", "ko", ["다리", "막다", "시"]),
        (
            "정부는 8일 구매를 금지했다",
            "정부는 8일[2025-09-08] 구매를 금지했다",
            "ko",
            ["정부", "8", "구매", "금지"],
        ),
        ("금지된 칩", "칩[은] 금지됐다.", "ko", ["금지", "칩"]),
        ("정부는 [자료] 구매를 금지했다", "정부는 [자료] 구매를 금지했다", "ko", None),
        ("banned the chips", "[The city] banned the chips", "en", ["city", "ban", "chip"]),
        ("a interdit", "[la ville] a interdit", "fr", []),
        ("", "", "ko", []),
    ],
)
def test_a_restatement_has_the_lemmas_of_its_quote_and_of_what_it_adds(
    quote: str, statement: str, language: str, expected: list[str] | None
) -> None:
    morphemes = [each for one in analyse(quote, 0, len(quote)) for each in one.morphemes]
    found = restated_lemmas(quote, statement, morphemes, language)
    assert found == (lemmas(statement, language) if expected is None else expected)


@pytest.mark.parametrize(
    "text",
    [
        "가람시는 지난달 다리를 고쳤고, 올해 예산을 3% 늘렸다.",
        "교육부는 급식을 넓힌 데 이어 학교 12곳을 새로 지었다.",
        "나루전자는 K20 칩을 팔지 않겠다고 밝혔다.",
        "금지된 칩을 산 회사는 벌금 5억 원을 냈다.",
    ],
)
def test_the_reader_gives_the_lemmas_its_statements_have(text: str) -> None:
    """But for the connection to the next clause, which a statement does not keep (데 이어)."""
    reading = read(
        text,
        [Block(0, len(text), BlockClass.BODY)],
        published=dt.date(2025, 9, 18),
        gazetteer=Gazetteer([]),
        vocabulary=[],
    )
    assert reading.claims
    for claim in reading.claims:
        stated, given = set(lemmas(claim.statement, "ko")), set(claim.lemmas)
        assert stated <= given | {"은"}
        assert given - stated <= {"잇다"}
