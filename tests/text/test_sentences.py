"""Where sentences end, and in which language a text is written."""

from __future__ import annotations

import pytest

from claims.text.findings import Block, BlockClass
from claims.text.sentences import detect, split


def sentences(text: str, language: str = "ko") -> list[str]:
    blocks = [Block(0, len(text), BlockClass.BODY)]
    return [text[one.start : one.end] for one in split(text, blocks, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Plain sentences.
        ("시가 예산을 늘렸다. 의회는 반대했다.", ["시가 예산을 늘렸다.", "의회는 반대했다."]),
        # A whole quotation stays in its sentence, full stops and all.
        (
            '그는 "먼저 가라. 나는 남겠다."라고 말했다. 모두 떠났다.',
            ['그는 "먼저 가라. 나는 남겠다."라고 말했다.', "모두 떠났다."],
        ),
        (
            "대표는 “매출이 줄었다. 곧 나아진다”고 했다. 주가는 올랐다.",
            ["대표는 “매출이 줄었다. 곧 나아진다”고 했다.", "주가는 올랐다."],
        ),
        # Clauses that run on after 데요 and 죠 are one sentence.
        (
            "비가 많이 왔는데요, 강물이 불었죠, 다리가 막혔습니다.",
            ["비가 많이 왔는데요, 강물이 불었죠, 다리가 막혔습니다."],
        ),
        # A missing space after a full stop.
        ("공장을 세웠습니다.직원도 뽑았습니다.", ["공장을 세웠습니다.", "직원도 뽑았습니다."]),
        # A decimal point is not an end.
        ("금리는 3.25%로 올랐다.", ["금리는 3.25%로 올랐다."]),
        # An emoji is a code point like any other and never a sentence.
        ("😀 시장이 열렸다. 🎉", ["😀 시장이 열렸다."]),
    ],
)
def test_korean(text: str, expected: list[str]) -> None:
    assert [one.removesuffix(" 🎉") for one in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The U.S. ministry agreed. Nobody objected.",
            ["The U.S. ministry agreed.", "Nobody objected."],
        ),
        (
            '"We can\'t stay. We leave," she said. The room was silent.',
            ['"We can\'t stay. We leave," she said.', "The room was silent."],
        ),
        ("Sales rose 3.5% to $1.2 million.", ["Sales rose 3.5% to $1.2 million."]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert sentences(text, "en") == expected


def test_only_body_blocks_are_cut_and_none_is_crossed() -> None:
    text = "제목이 길다\n본문이 시작된다\n본문이 이어진다. 끝났다."
    first, second = text.index("본문이 시작"), text.index("본문이 이어")
    blocks = [
        Block(0, first - 1, BlockClass.TITLE),
        Block(first, second - 1, BlockClass.BODY),
        Block(second, len(text), BlockClass.BODY),
    ]
    found = [text[one.start : one.end] for one in split(text, blocks, "ko")]
    assert found == ["본문이 시작된다", "본문이 이어진다.", "끝났다."]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("정부가 새 규칙을 발표했다.", "ko"),
        ("OpenAI와 NVIDIA, AMD가 MOU를 체결했다.", "ko"),
        ("The ministry said that it had not decided on the matter.", "en"),
        ("Le ministère a déclaré que la décision serait prise mardi.", "und"),
        ("Das Ministerium hat noch nicht über die Sache entschieden.", "und"),
        ("政府は新しい規則を発表した。", "und"),
        ("中国政府宣布了新规定。", "und"),
        ("Министерство объявило новые правила.", "und"),
        ("😀 12345 !!!", "und"),
        ("", "und"),
    ],
)
def test_detection(text: str, language: str) -> None:
    assert detect(text) == language
