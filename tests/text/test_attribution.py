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
        NameEntry("forest", "나래숲청", "ko", "agency"),
        NameEntry("trade", "나래거래위원회", "ko", "agency"),
        NameEntry("saebom", "새봄은행", "ko", "company"),
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
        # Statements made nouns, sources of outlets, titles, anaphora, orders that report nothing.
        ("보람전자는 직원 수가 줄었다는 점을 인정했다.", ["보람전자"]),
        ("보람전자는 공장을 옮길 계획이 없음을 밝혔다.", ["보람전자"]),
        ("보람전자는 값을 올리지 않겠다는 입장을 분명히 했다.", ["보람전자"]),
        ('보람전자 측은 "부품은 안전하다"는 입장을 내놨다.', ["보람전자"]),
        ("계약을 파기했다는 것이 소식통의 전언이다.", ["소식통"]),
        ("회의가 길어졌다는 게 보람전자 측의 설명이다.", ["보람전자"]),
        ("보람전자는 수출이 막히더라도 공급할 수 있다는 입장이다.", ["보람전자"]),
        ("보람전자는 문제가 없다고 선을 그었다.", ["보람전자"]),
        ("보람전자는 지난해 이익이 늘었다고 공시했다.", ["보람전자"]),
        ("하늘일보는 계약이 끝났다고 관계자를 인용해 보도했다.", ["하늘일보", "관계자"]),
        ("계약이 끝났다고 하늘일보가 관계자를 인용해 9일 보도했다.", ["하늘일보", "관계자"]),
        ("하늘일보와 나무통신에 따르면 공장은 문을 닫는다.", ["하늘일보", "나무통신"]),
        ("하늘일보가 입수한 문건에 따르면 공장은 문을 닫는다.", ["하늘일보"]),
        ("하늘일보가 자료를 분석한 결과 사고는 두 배로 늘었다.", ["하늘일보"]),
        ("공장이 멈췄다고 별빛과 달빛 등이 3일 보도했다.", ["별빛", "달빛"]),
        ("영국 매체 '새벽소식'은 공장이 멈췄다고 전했다.", ["새벽소식"]),
        ("나무통신은 하늘일보를 인용해 공장이 멈췄다고 전했다.", ["나무통신", "하늘일보"]),
        ('김가람 사장이 "문을 닫는다"고 밝혔다고 하늘일보가 보도했다.', ["하늘일보", "김가람"]),
        ('이슬기 나래부 대변인은 "알지 못한다"고 답했다.', ["이슬기 나래부 대변인"]),
        # Bare quotatives, qualified statements, findings, what somebody also reported.
        ("보람전자는 값을 올릴 것이라 밝혔다.", ["보람전자"]),
        ("이슬기 대변인은 값을 올릴 것이라는 원론적 발언을 되풀이했다.", ["이슬기 대변인"]),
        ("재판부는 계약이 무효라고 판단했다.", ["재판부"]),
        ("보람전자는 창고가 위험하다고 판단해 문을 닫았다.", []),
        ("하늘일보는 공장이 멈췄다고 보도하기도 했다.", ["하늘일보"]),
        ("보람전자의 실적은 수요가 늘고 있음을 보여준다.", []),
        ("이슬기 대변인은 회견에서 이와 같이 말했다.", ["이슬기 대변인"]),
        # Officials, not administration; the press by name, or at large; two who say one thing.
        ("이슬기 대변인은 수출 관리는 제도의 일환이라고 밝혔다.", ["이슬기 대변인"]),
        ("나래국 관리는 협상이 길어졌다고 전했다.", ["나래국 관리"]),
        ("하늘일보와 나무통신 등 외신은 공장이 멈췄다고 보도했다.", ["하늘일보", "나무통신"]),
        ("하늘일보 등 외신에 따르면 공장은 멈췄다.", ["하늘일보"]),
        ("하늘일보는 공장이 멈췄다고 보도했다. 언론 보도에 따르면 직원은 떠났다.", ["언론 보도"]),
        ("하늘일보 계열의 나무통신은 공장이 멈췄다고 보도했다.", ["나무통신"]),
        ("보건부와 환경청은 물을 끓여 마시라고 당부했다고 밝혔다.", ["보건부", "환경청"]),
        # A name that the analyser cuts; a figure that somebody puts; a demand in so many words.
        (
            '마크 헬러 나래연구소 연구원은 "값이 오른다"고 내다봤다.',
            ["마크 헬러 나래연구소 연구원"],
        ),
        ("이슬기 연구원은 적정 값을 20만원으로 제시했다.", ["이슬기 연구원"]),
        ("보람전자는 피해를 30억원으로 추산했다.", ["보람전자"]),
        ("피해는 30억원으로 집계됐다.", []),
        ("하늘일보는 시가 다리를 고쳐야 한다고 요구했다.", ["하늘일보"]),
        ("하늘일보는 사설에서 시민들에게 물을 아낄 것을 촉구했다.", ["하늘일보"]),
        # What is said on goes on with who spoke, not only with whom the paper referred to.
        (
            "나래부에 따르면 이슬기 대변인은 손실이 크다고 말했다. 이어 공장을 닫는다고 덧붙였다.",
            ["나래부", "이슬기 대변인"],
        ),
        ("보람전자의 이슬기 본부장은 매출이 늘었다고 말했다.", ["보람전자 이슬기 본부장"]),
        ("별빛증권의 이슬기 애널리스트는 값이 오른다고 내다봤다.", ["별빛증권 이슬기 애널리스트"]),
        ("보람전자의 한 임원은 회의가 길었다고 귀띔했다.", ["보람전자의 한 임원"]),
        ("업계에서는 값이 곧 내릴 것으로 보고 있다.", ["업계"]),
        ("업계 전문가들은 값이 곧 내린다고 지적한다.", ["업계 전문가들"]),
        ("소식통 3명은 계약이 끝났다고 말했다.", ["소식통 3명"]),
        ('보람전자도 "계약을 지켰다"고 해명했다.', ["보람전자"]),
        ('시가 도로를 막은 데 대해 보람전자는 "유감"이라고 밝혔다.', ["보람전자"]),
        ('보람전자는 당국이 조사한다는 보도에 대해 "협조하겠다"고 밝혔다.', ["보람전자"]),
        ("김가람 사장은 '당국이 조사할 것으로 보느냐'는 질문에 \"아니다\"라고 답했다.", ["김가람"]),
        (
            "이슬기 나래부 대변인은 계획이 없다고 밝혔다. 대변인은 이유를 말하지 않겠다고 했다.",
            ["이슬기 나래부 대변인"],
        ),
        ("한 소식통은 계약이 끝났다고 말했다. 이 소식통은 곧 발표한다고 전했다.", ["한 소식통"]),
        ("보람전자는 공장이 멈췄다고 밝혔다. 회사는 곧 다시 연다고 설명했다.", ["보람전자"]),
        ("하늘일보는 공장이 멈췄다고 전했다. 보도에 따르면 직원들은 집에 있다.", ["하늘일보"]),
        ("하늘일보는 공장이 멈췄다고 전했다. 이에 따르면 직원들은 집에 있다.", ["하늘일보"]),
        ("하늘일보는 공장이 멈췄다고 전했다. 해당 매체는 직원이 떠났다고 덧붙였다.", ["하늘일보"]),
        ("이슬기 대변인은 회의를 열었다. 그는 계획이 없다고 밝혔다.", ["이슬기 대변인"]),
        ('김가람 사장은 손실이 크다고 말했다. 이어 "공장을 팔겠다"고 강조했다.', ["김가람"]),
        ("김가람 사장은 손실이 크다고 말했다. 그러면서 시장이 나쁘다고 덧붙였다.", ["김가람"]),
        ('[이슬기/나래시 주민 : "물이 무릎까지 찼어요."]', ["이슬기 나래시 주민"]),
        ("보람전자는 중국 시장이 회복될 것으로 전망했다.", ["보람전자"]),
        ("보람전자는 직원들에게 돌아오라고 지시했다.", []),
        ("나래부는 기업들에 값을 내리라고 요구했다.", []),
        ("값이 떨어졌다고 보기는 어렵다.", []),
        ("보람전자는 시장이 좋다고 전하면서 값이 오를 것이라고 분석했다.", ["보람전자"]),
        (
            "김가람 사장은 공장이 멈췄다고 말했다. 김 사장은 곧 다시 연다고 덧붙였다.",
            ["김가람"],
        ),
        # A bare role is whoever has it, not the body that spoke before.
        (
            "나래숲청은 보람전자가 나무를 벴다고 밝혔다. 회사는 사실이 아니라고 반박했다.",
            ["보람전자"],
        ),
        ("나래숲청은 보람전자에 벌금을 매겼다고 밝혔다. 회사 측은 항소한다고 했다.", ["보람전자"]),
        ("나래숲청은 나무가 베였다고 밝혔다. 회사는 사실이 아니라고 공시했다.", ["회사"]),
        ("나래숲청은 벌목을 막는다고 밝혔다. 노조는 환영한다고 전했다.", ["노조"]),
        ("나래숲청은 벌목을 막는다고 밝혔다. 정부는 예산을 늘린다고 밝혔다.", ["정부"]),
        ("나래숲청은 벌목을 막는다고 밝혔다. 법원은 소송을 기각했다고 전했다.", ["법원"]),
        ("나래숲청은 잔디를 바꾼다고 밝혔다. 구단은 대화하겠다고 밝혔다.", ["구단"]),
        ("나래숲청은 새봄은행을 조사한다고 밝혔다. 은행은 협조한다고 했다.", ["새봄은행"]),
        ("새봄은행은 이익이 줄었다고 공시했다. 은행은 지점을 닫는다고 밝혔다.", ["새봄은행"]),
        ("나래거래위원회는 값을 살핀다고 밝혔다. 위원회는 곧 발표한다고 했다.", ["나래거래위원회"]),
        ("나래숲청은 값을 살핀다고 밝혔다. 위원회는 곧 발표한다고 했다.", ["위원회"]),
        ("보람전자 노조는 일을 멈춘다고 밝혔다. 회사는 유감이라고 했다.", ["보람전자"]),
        ("보람전자 노조는 일을 멈춘다고 밝혔다.", ["보람전자 노조"]),
        (
            "보람전자 노조는 일을 멈춘다고 밝혔다. 회사는 거절했다고 했다. 노조는 모인다고 했다.",
            ["보람전자 노조"],
        ),
        # What a trade holds.
        ("업계에서는 피해가 30억원에 이를 것으로 추산한다.", ["업계"]),
        ("업계는 수요가 줄 것으로 관측한다.", ["업계"]),
        ("전문가들은 복구에 2년이 걸릴 것으로 추산한다.", ["전문가들"]),
        ("의료계에서는 의사가 모자란다고 보고 있다.", ["의료계"]),
        ("금융권에서는 부실이 커질 것으로 우려한다.", ["금융권"]),
        ("업계 안팎에서는 합병이 깨질 것으로 보고 있다.", ["업계 안팎"]),
        ("교육계에서는 교실이 좁다고 지적한다.", ["교육계"]),
        ("현지에서는 피해가 더 클 것으로 보고 있다.", []),
        ("피해는 30억원에 이를 것으로 추산된다.", []),
        ("공장이 멈췄다는 관측이 나온다.", []),
        ("공장이 멈춘 것으로 전해졌다.", []),
        ("공장이 멈췄다는 보도가 나왔다.", []),
        # A body that no gazetteer knows speaks on a day or at an occasion.
        ("물빛지킴이는 3일 물이 더럽다고 밝혔다.", ["물빛지킴이"]),
        ("물빛지킴이는 회견을 열고 물이 더럽다고 주장했다.", ["물빛지킴이"]),
        ("보람전자는 말했다고 전했다. 물은 깨끗하다고 밝혔다.", ["보람전자"]),
        ("환경단체 물빛지킴이는 3일 물이 더럽다고 밝혔다.", ["물빛지킴이"]),
        ("다만 물빛학회는 “이롭다”며 금지에 반대했다.", ["물빛학회"]),
        # Whose word, paper or result it is.
        ("하늘일보는 직원 3명의 말을 인용해 문이 닫혔다고 전했다.", ["하늘일보", "직원 3명"]),
        ("나래숲청은 나무가 줄었다는 조사 결과를 발표했다.", ["나래숲청"]),
        ("물빛대 연구팀은 물고기가 줄었다고 보고했다.", ["물빛대 연구팀"]),
        ("보람전자는 앞서 불이 꺼졌다고 했었다.", ["보람전자"]),
        # Who is called by the sort alone was named before, speaking or not.
        ("노을제약은 약을 판다고 밝혔다. 회사는 안전하다고 했다.", ["노을제약"]),
        ("나래숲청은 노을제약에 벌금을 물렸다. 회사는 억울하다고 했다.", ["노을제약"]),
        ("노을지법은 문을 닫으라고 명령했다. 재판부는 위험하다고 판시했다.", ["노을지법"]),
        ("노을시는 다리를 막았다. 시는 다리가 낡았다고 밝혔다.", ["노을시"]),
        ("노을제약은 약을 판다고 밝혔다. 회원은 3만명이라고 했다.", ["노을제약"]),
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
        ("시는 오염 우려가 있는 물통을 거뒀다.", Hedge.ASSERTED),
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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Acme, which closed two plants in May, said it would hire again.", 0),
        ("Acme, which closed two plants and sold a third, said it would hire again.", 0),
        ("Jane Doe, who built the plant in Busan, said it would hire again.", 0),
    ],
)
def test_what_is_told_of_an_english_speaker_is_the_outlets(text: str, number: int) -> None:
    found = claims(text)
    assert (found[number].attribution, found[number].hedge) == ((), Hedge.ASSERTED)
    assert found[-1].hedge is Hedge.REPORTED


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
        # Asides, inverted and listed speakers, told an outlet, verbs that only sometimes report.
        ("Acme disclosed that it had sold the plant.", ["Acme"]),
        ("Acme countered that the plant was safe.", ["Acme"]),
        ("Acme, which makes lamps, said the plant would close.", ["Acme"]),
        ("Acme said in a statement on Monday that the plant would close.", ["Acme"]),
        ("In a filing on Tuesday, Acme revealed that it had sold the plant.", ["Acme"]),
        ("Jane Doe, chief executive of Acme, said the plant was old.", ["Jane Doe"]),
        ('"The plant is old," said Jane Doe, chief executive of Acme.', ["Jane Doe"]),
        (
            '"The plant is old," Jane Doe told the Harbour Post on Friday.',
            ["Harbour Post", "Jane Doe"],
        ),
        (
            "The plant will close, two people familiar with the matter told Meadow Wire.",
            ["Meadow Wire", "two people familiar with the matter"],
        ),
        (
            "A city official informed Meadow Wire that the plant would close.",
            ["Meadow Wire", "city official"],
        ),
        (
            "The plant will close, two people briefed on the matter said.",
            ["two people briefed on the matter"],
        ),
        ("One source indicated that the plant would close.", ["One source"]),
        (
            "According to people close to the talks, the plant will close.",
            ["people close to the talks"],
        ),
        (
            "Meadow Wire reported that the plant would close, citing the Harbour Post.",
            ["Meadow Wire", "Harbour Post"],
        ),
        (
            "The plant will close, Meadow Wire reported on Friday, citing a report.",
            ["Meadow Wire", "report"],
        ),
        ("The Harbour Post said the plant was shut, citing safety concerns.", ["Harbour Post"]),
        (
            "Acme, Bluestone and Redwood said they would close the plant.",
            ["Acme", "Bluestone", "Redwood"],
        ),
        ("A Bluestone spokesperson said the plant was safe.", ["Bluestone spokesperson"]),
        ("Shares fell after Acme said it would close the plant.", ["Acme"]),
        ('Jane Doe has called the plan "a failure" for the city.', ["Jane Doe"]),
        ("Jane Doe said the plant was old. Doe said it would close.", ["Jane Doe"]),
        ("The Harbour Post reported a fire. The report said the plant was shut.", ["Harbour Post"]),
        ("Acme said the plant was old. The lampmaker did not answer questions.", []),
        (
            "People familiar with the plan said the plant was old. They said it would close.",
            ["People familiar with the plan"],
        ),
        ("Acme added 40 workers to the plant in the spring.", []),
        ("Acme announced the sale of its plant in the spring.", []),
        ("Acme reports say little about the plant.", []),
        ("Acme declined to comment on the plant.", []),
        ("The city told firms to stop using the old harbour.", []),
        # The present plural, verbs without "that", and a day before or behind the verb.
        ("Police say two lamps were broken.", ["Police"]),
        ("Acme on Monday said it would close the plant.", ["Acme"]),
        ("Acme today announced that the plant would close.", ["Acme"]),
        ("Acme warned Tuesday that the plant could close.", ["Acme"]),
        ("Acme has already warned that the plant could close.", ["Acme"]),
        ("Jane Doe acknowledged the share of old lamps had shrunk.", ["Jane Doe"]),
        ("Acme alleges the harbour was closed for no reason.", ["Acme"]),
        (
            "The Harbour Post reported exclusively on Friday that the plant had closed.",
            ["Harbour Post"],
        ),
        # A day is nobody who speaks, whatever verb follows it.
        ("Acme told Bluestone that on April 14 lamps were sold out.", ["Acme"]),
        # Who is named with a role is not anonymous; the role may stand apart.
        ("Bank analyst Mina Tan said the plant was old.", ["Mina Tan"]),
        ('"The plant is old," said Mayor Peter Voss.', ["Peter Voss"]),
        (
            "Acme’s finance chief, Lena Roth, said in a statement that the plant was old.",
            ["Lena Roth"],
        ),
        # Arguing that, saying that: its subject speaks.
        ("Two lawmakers questioned the plan, arguing that the plant was safe.", ["Two lawmakers"]),
        ("Acme said the plant was old, adding that it would close.", ["Acme"]),
        # A noun with a clause of its own.
        ("The plant will close, a move the bank says would save money.", ["bank"]),
        # A relative clause is the outlet's, unless somebody speaks in it.
        ("The plant, which closed in the spring, was sold.", []),
        ("Lamps are made in the plant, which Acme says was built to last.", ["Acme"]),
        ("The bank warned some clients, who said it had been too late.", []),
        # What somebody puts a figure at, unlike where somebody puts a thing.
        ("The council put the cost at $40 million.", ["council"]),
        ("Acme has put the damage at about 30 million euros.", ["Acme"]),
        ("Analysts put the chance of a strike at 40 percent.", ["Analysts"]),
        ("The bank estimated inflation at 3 percent.", ["bank"]),
        ("The cost was put at $40 million.", []),
        ("The players put the ball in the net at 40 minutes.", []),
        ("The city put the house up for sale at $3 million.", []),
        # What stands in a statement is said in it, a bid too; a bid alone is what was done.
        (
            "The health ministry said the water was foul. In the same statement the ministry"
            " advised residents to boil it.",
            ["health ministry"],
        ),
        ("In the same notice, the agency urged Acme to close the plant.", ["agency"]),
        ("In a separate statement the ministry said the lake was safe.", ["ministry"]),
        ("At the briefing the mayor warned that the dam could fail.", ["mayor"]),
        ("The agency urged Acme to close the plant.", []),
        ("In the report the bridge was called unsafe by engineers.", []),
        # Verbs that report only with "that".
        ("The court ruled that the contract was void.", ["court"]),
        ("The agency recommended that the bridge be closed.", ["agency"]),
        ("Nurses complained that the wards were full.", ["Nurses"]),
        ("Acme pledged money for the plant.", []),
        # A study is no company.
        ("A shipyard cuts jobs, Reuters reported. The company said it must.", ["company"]),
        ("Lamps fail early, according to a new study. The company said it was safe.", ["company"]),
        # Who is called by the sort alone was named before, speaking or not.
        ("Seagull Foods shut a plant. The company said it was old.", ["Seagull Foods"]),
        ("A court in Gull Bay fined Acme. The court said it was late.", ["court in Gull Bay"]),
        ("Aid went to Gull City. The city said it was late.", ["Gull City"]),
        ("Han Seo-woo said so. The ministry cut rates. It said rates were high.", ["ministry"]),
        ("Minister Han Seo-woo told reporters it rained. Han said it was wet.", ["Han Seo-woo"]),
        # A paper is its makers' word, one that nobody is named for its finder's.
        (
            "A study published in May by researchers at Gull University found rust.",
            ["Gull University"],
        ),
        ("It broke, the Wire reported, citing internal memos.", ["Wire", "internal memos"]),
        # What is compared is not told.
        ("Sales fell 3% in May, more than the airline disclosed.", []),
    ],
)
def test_english_chains(text: str, chain: list[str]) -> None:
    assert voices(text) == chain
