"""Third-party cases: what counts as exact, and how the reader's answers are put beside them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from claims.extraction.cases import answer, expected, is_exact

SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval"


def case(model: str, text: str, *results: dict[str, Any], language: str = "ko") -> dict[str, Any]:
    return {
        "id": "1",
        "lang": language,
        "model": model,
        "input": text,
        "context": {"ReferenceDateTime": "2024-03-14T00:00:00"},
        "results": list(results),
    }


def said(value: str, **more: str) -> dict[str, Any]:
    return {"Text": "", "Resolution": {"value": value, **more}}


def dated(past: dict[str, str], future: dict[str, str] | None = None) -> dict[str, Any]:
    value = {"PastResolution": past, "FutureResolution": future or past}
    return {"Text": "", "Value": value}


@pytest.mark.parametrize(
    "right",
    [
        case("NumberModel", "쉼터는 120곳이다.", said("120")),
        case("PercentModel", "이용자가 35% 늘었다.", said("35%")),
        case("CurrencyModel", "3억 달러를 썼다.", said("300000000", unit="Dollar")),
        # a currency the table does not know is not compared
        case("CurrencyModel", "3억 달러를 썼다.", said("300000000", unit="Brazilian real")),
        case("DimensionModel", "길이는 12km, 비용은 5억 원이다.", said("12", unit="Kilometer")),
        case("DurationParser", "작업은 3시간 걸렸다.", dated({"duration": "10800"})),
        case("DateParser", "2024년 2월 5일에 열렸다.", dated({"date": "2024-02-05"})),
        # either reading counts
        case(
            "DateParser",
            "2024년 2월 5일에 열렸다.",
            dated({"date": "1999-02-05"}, {"date": "2024-02-05"}),
        ),
        # one unit ends where the next begins
        case(
            "DatePeriodParser",
            "2024년 2월에 열렸다.",
            dated({"startDate": "2024-02-01", "endDate": "2024-03-01"}),
        ),
        case("DateParser", "2024년 2월에 열렸다."),
        case("DatePeriodParser", "2024년 2월 5일에 열렸다."),
        case("NumberModel", "아무 수도 없다."),
        case("CurrencyModel", "It cost $40 million.", said("40000000", unit="Dollar"))
        | {"lang": "en"},
    ],
    ids=lambda right: f"{right['model']} {right['input']}",
)
def test_a_right_answer_is_exact(right: dict[str, Any]) -> None:
    assert is_exact(right, answer(right))


@pytest.mark.parametrize(
    "wrong",
    [
        case("NumberModel", "쉼터는 120곳이다.", said("12")),
        case("NumberModel", "쉼터는 120곳이다.", said("120"), said("120")),
        case("NumberModel", "쉼터는 120곳이다."),
        case("CurrencyModel", "3억 달러를 썼다.", said("300000000", unit="Euro")),
        case("DateParser", "2024년 2월 5일에 열렸다.", dated({"date": "2024-02-06"})),
    ],
    ids=lambda wrong: f"{wrong['model']} {wrong['results']}",
)
def test_a_wrong_answer_is_not(wrong: dict[str, Any]) -> None:
    assert not is_exact(wrong, answer(wrong))


@pytest.mark.parametrize(
    "unscored",
    [
        case("DateExtractor", "2024년 2월 5일"),
        case("OrdinalModel", "다섯째", said("5")),
        case("NumberRangeModel", "500개 이상", said("[500,)")),
        case("DateParser", "언젠가", dated({})),
    ],
    ids=lambda unscored: unscored["model"],
)
def test_what_has_no_rule_is_not_scored(unscored: dict[str, Any]) -> None:
    assert expected(unscored) is None


@pytest.mark.skipif(not SHARED.is_dir(), reason="the third-party cases are not here")
@pytest.mark.parametrize("file", sorted(SHARED.glob("*.jsonl")), ids=lambda file: file.stem)
def test_exact_means_what_the_scorer_beside_the_cases_says(file: Path) -> None:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    scored = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if expected(one) is None:
            continue
        scored += 1
        found = answer(one)
        assert is_exact(one, found) == theirs.exact(one, _as_results(one, found)), one["id"]
    assert scored > 50


def _as_results(one: dict[str, Any], found: list[Any]) -> list[dict[str, Any]]:
    keys = {
        "CurrencyModel": ("value", "unit"),
        "DatePeriodParser": ("start", "end"),
        "DateParser": ("start",),
        "HolidayParser": ("start",),
    }.get(one["model"], ("value",))
    return [
        dict(zip(keys, each if isinstance(each, tuple) else (each,), strict=True)) for each in found
    ]
