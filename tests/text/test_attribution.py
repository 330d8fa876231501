"""Who says so, outermost first, and how the wording commits itself."""

from __future__ import annotations

import pytest

from claims.text.findings import Block, BlockClass, FoundClaim, Hedge, NameEntry, VoiceKind
from claims.text.names import Gazetteer
from claims.text.reader import read

GAZETTEER = Gazetteer(
    [
        NameEntry("haneul", "하늘일보", "ko", "outlet"),
        NameEntry("namu", "나무통신", "ko", "outlet"),
        NameEntry("boram", "보람전자", "ko", "company"),
        NameEntry("kim", "김가람", "ko", "person"),
        NameEntry("post", "Harbour Post", "en", "outlet"),
        NameEntry("wire", "Meadow Wire", "en", "outlet"),
        NameEntry("acme", "Acme", "en", "company"),
        NameEntry("doe", "Jane Doe", "en", "person"),
    ]
)


def claims(text: str) -> list[FoundClaim]:
    blocks = [Block(0, len(text), BlockClass.BODY)]
    reading = read(text, blocks, published=None, gazetteer=GAZETTEER, vocabulary=[])
    return list(reading.claims)


def voices(text: str) -> list[str]:
    """The names of the last claim's chain."""
    return [voice.name for voice in claims(text)[-1].attribution]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        # One voice: before the words, after them, by 에 따르면.
        ("보람전자는 공장을 새로 짓겠다고 밝혔다.", ["보람전자"]),
        ("공장을 새로 짓기로 했다고 보람전자는 전했다.", ["보람전자"]),
        ("하늘일보에 따르면 공장은 내년에 문을 연다.", ["하늘일보"]),
        ('김가람 사장은 "문을 닫지 않겠다"고 말했다.', ["김가람"]),
        ("보람전자는 매출이 줄 것으로 내다봤다.", ["보람전자"]),
        # Somebody whom no gazetteer knows.
        ("이슬기 대변인은 계획이 없다고 설명했다.", ["이슬기 대변인"]),
        # Anonymous voices keep their description.
        (
            "사안에 정통한 소식통에 따르면 계약은 취소됐다.",
            ["사안에 정통한 소식통"],
        ),
        ("한 관계자는 회의가 길었다고 전했다.", ["한 관계자"]),
        # Nested voices, outermost first.
        ("하늘일보는 관계자를 인용해 계약이 취소됐다고 보도했다.", ["하늘일보", "관계자"]),
        (
            "하늘일보는 나무통신이 복수의 관계자를 인용해 계약이 취소됐다고 보도했다고 전했다.",
            ["하늘일보", "나무통신", "복수의 관계자"],
        ),
        (
            '보람전자는 "계약을 지켰다"고 해명했다고 하늘일보는 전했다.',
            ["하늘일보", "보람전자"],
        ),
        # Carried over: 그러면서, a pronoun, a word for the outlet.
        (
            "하늘일보는 계약이 취소됐다고 보도했다. 그러면서 시가 손해를 봤다고 했다.",
            ["하늘일보"],
        ),
        (
            "김가람 사장은 손실이 크다고 말했다. 그는 공장을 팔겠다고 덧붙였다.",
            ["김가람"],
        ),
        (
            "하늘일보는 공장이 멈췄다고 보도했다. 이 신문은 직원이 떠났다고 전했다.",
            ["하늘일보"],
        ),
        # The outlet's own voice: nobody speaks.
        ("보람전자는 공장을 새로 지었다.", []),
        ("계약은 취소된 것으로 알려졌다.", []),
        ("직원들은 회사를 떠났고 공장은 멈췄다.", []),
        ("화재로 창고가 위험하다고 판단했기 때문이다.", []),
    ],
)
def test_korean_chains(text: str, chain: list[str]) -> None:
    assert voices(text) == chain


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("시는 도로를 넓혔다.", Hedge.ASSERTED),
        ("시는 도로를 넓혔다고 하늘일보는 전했다.", Hedge.REPORTED),
        ("도로는 곧 열리는 것으로 알려졌다.", Hedge.HEARSAY),
        ("계약이 깨졌다는 관측이 나온다.", Hedge.HEARSAY),
        ("도로는 내년에 열릴 것으로 보인다.", Hedge.SPECULATIVE),
        ("비용이 늘 것으로 예상된다.", Hedge.SPECULATIVE),
        ("이번 결정은 경고로 풀이된다.", Hedge.SPECULATIVE),
        ("The city widened the road last spring.", Hedge.ASSERTED),
        ("The road will open soon, Acme said.", Hedge.REPORTED),
        ("The contract was reportedly broken off in the night.", Hedge.HEARSAY),
        ("The contract could be broken off by the city.", Hedge.SPECULATIVE),
        ("In May the contract was signed by the city.", Hedge.ASSERTED),
    ],
)
def test_hedges(text: str, hedge: Hedge) -> None:
    assert claims(text)[-1].hedge is hedge


def test_a_clause_before_a_run_on_is_not_the_speakers() -> None:
    first, second = claims("공장은 멈췄는데요, 소식통에 따르면 곧 다시 연다고 합니다.")
    assert not first.attribution
    assert [voice.kind for voice in second.attribution] == [VoiceKind.ANONYMOUS]


def test_a_voice_covers_both_clauses_it_spoke() -> None:
    found = claims("보람전자는 매출이 늘고 있으며 직원을 더 뽑겠다고 밝혔다.")
    assert [[voice.key for voice in claim.attribution] for claim in found] == [["boram"]] * 2


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Acme said it would close the plant.", ["Acme"]),
        ("The plant will close, according to Acme.", ["Acme"]),
        ('"We will close the plant," Jane Doe said.', ["Jane Doe"]),
        (
            "The plant will close, the Harbour Post reported, citing people familiar with the"
            " matter.",
            ["Harbour Post", "people familiar with the matter"],
        ),
        ("Acme said on Monday it had sold the plant. It was built in a year, he said.", []),
        ("Jane Doe said the plant was old. She said it would close.", ["Jane Doe"]),
        ("The Harbour Post reported a fire. The newspaper said it was small.", ["Harbour Post"]),
        ("Acme said the plant was old. The company said it would close.", ["Acme"]),
        # An instruction is not reported speech.
        ("The city has told firms to cancel their orders.", []),
        ("The city widened the road to the harbour.", []),
    ],
)
def test_english_chains(text: str, chain: list[str]) -> None:
    assert voices(text) == chain
