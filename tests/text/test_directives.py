"""Orders, guidance, permissions and bans, as strong as the text words them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.text.directives import find, vocabulary
from claims.text.findings import (
    Direction,
    DirectiveStatus,
    DirectiveTerm,
    FoundDirective,
    NameEntry,
    Strength,
)
from claims.text.names import Gazetteer

VOCABULARY = [
    DirectiveTerm(term, language, strength, direction)
    for term, language, strength, direction in [
        ("금지", "ko", Strength.BAN, Direction.RESTRICTIVE),
        ("중단", "ko", Strength.SUSPEND, Direction.RESTRICTIVE),
        ("주문 취소", "ko", Strength.CANCEL, Direction.RESTRICTIVE),
        ("취소", "ko", Strength.CANCEL, Direction.RESTRICTIVE),
        ("제한", "ko", Strength.RESTRICT, Direction.RESTRICTIVE),
        ("요구", "ko", Strength.URGE, Direction.RESTRICTIVE),
        ("구매 사유", "ko", Strength.REQUIRE_JUSTIFICATION, Direction.RESTRICTIVE),
        ("지침", "ko", Strength.GUIDANCE, Direction.RESTRICTIVE),
        ("독려", "ko", Strength.ENCOURAGE, Direction.PROMOTIVE),
        ("허용", "ko", Strength.NONE, Direction.PERMISSIVE),
        ("허가를 받도록", "ko", Strength.RESTRICT, Direction.RESTRICTIVE),
        ("ban", "en", Strength.BAN, Direction.RESTRICTIVE),
        ("cancel", "en", Strength.CANCEL, Direction.RESTRICTIVE),
        ("window guidance", "en", Strength.GUIDANCE, Direction.RESTRICTIVE),
        ("allow", "en", Strength.NONE, Direction.PERMISSIVE),
        ("forbid", "en", Strength.BAN, Direction.RESTRICTIVE),
        ("order", "en", Strength.ORDER, Direction.RESTRICTIVE),
    ]
]
GAZETTEER = Gazetteer(
    [
        NameEntry("k20", "K20", "en", "product"),
        NameEntry("k200", "K200", "en", "product"),
        NameEntry("boram", "보람전자", "ko", "company"),
        NameEntry("narae", "나래국", "ko", "place"),
        NameEntry("board", "Trade Board", "en", "agency"),
    ]
)


def found(text: str, language: str = "ko") -> FoundDirective | None:
    mentions = GAZETTEER.find(text, 0, len(text))
    directive = find(text, 0, len(text), vocabulary(VOCABULARY, language), mentions)
    assert directive is None or text[directive.start : directive.end] == directive.original
    return directive


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("정부는 K20 구매를 금지했다", Strength.BAN),
        ("정부는 K20 구매를 전면 중단하라고 지시했다", Strength.SUSPEND),
        ("당국은 기업들에 K20 주문을 취소하라고 했다", Strength.CANCEL),
        ("상무부는 K20 수입을 제한하고 있다", Strength.RESTRICT),
        ("당국은 K20 구매 사유를 밝히라고 요구했다", Strength.REQUIRE_JUSTIFICATION),
        ("정부가 자급을 늘리라는 지침을 내렸다", Strength.GUIDANCE),
        ("정부는 국산 부품 사용을 독려했다", Strength.ENCOURAGE),
        ("정부가 수출할 때 허가를 받도록 했다", Strength.RESTRICT),
        # A place that acts stands for its government.
        ("나래국은 K20 수출을 금지했다", Strength.BAN),
        # A permission, a permission refused, a ban denied, a permission that restricts.
        ("정부는 K20 수출을 허용했다", Strength.NONE),
        ("정부는 K20 수출을 허용하지 않았다", Strength.BAN),
        ("정부는 K20 구매를 금지하지 않았다", Strength.NONE),
        ("당국은 제한적인 접근만 허용하는 방안을 논의했다", Strength.RESTRICT),
        # After 석 달 만에 nothing is restricted; a permission that one must get restricts.
        ("정부는 석 달 만에 K20 판매를 허용했다", Strength.NONE),
        ("정부는 기업이 수출 허용을 받아야 한다고 했다", Strength.RESTRICT),
        ("정부는 K20 수출을 제한하는 조례를 만들었다", Strength.RESTRICT),
        # Guidance instead of a ban is guidance.
        ("정책은 금지 대신 정부 지침 형식으로 시행되고 있다", Strength.GUIDANCE),
        # A measure under way needs no named issuer.
        ("공공 부문의 구매를 금지하는 방안도 거론된다", Strength.BAN),
    ],
)
def test_korean_strength(text: str, strength: Strength) -> None:
    directive = found(text)
    assert directive is not None
    assert directive.strength is strength


@pytest.mark.parametrize(
    "text",
    [
        "보람전자는 K20 생산을 중단했다",  # a firm is no authority
        "기업들은 정부의 제한 조치에 대비했다",
        "보람전자는 정부 지침을 무시했다",
        "정부의 수출 제한 조치 관련한 답변이다",
        "장관은 수출 제한과 관련한 서한을 보냈다",
        "자원을 제한하는 것은 정부의 권리라고 장관이 말했다",
        "대법원은 원심 판결을 취소했다",  # of a court, not of a firm
        "정부는 K20 판매를 늘렸다",
        "K200은 정부가 허용한 K20보다 빠르다",  # the act only describes a thing
    ],
)
def test_korean_words_that_direct_nobody(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("정부는 구매를 금지하는 방안을 논의하고 있다", DirectiveStatus.UNDER_DISCUSSION),
        ("정부는 구매를 금지할 전망이다", DirectiveStatus.EXPECTED),
        ("정부는 구매를 금지하고 있다", DirectiveStatus.IN_FORCE),
        ("정부는 구매를 금지하는 조치를 발표했다", DirectiveStatus.ANNOUNCED),
        ("정부는 구매를 금지했다", DirectiveStatus.ISSUED),
        ("정부는 구매 제한을 해제했다", DirectiveStatus.REVOKED),
    ],
)
def test_korean_status(text: str, status: DirectiveStatus) -> None:
    directive = found(text)
    assert directive is not None
    assert directive.status is status


def test_korean_parts() -> None:
    directive = found("나래국 당국이 자국 기업들에 K200 구매를 금지했다")
    assert directive is not None
    assert directive.issuer == "나래국 당국"
    assert directive.addressee == "자국 기업들"
    assert directive.object == "K200"
    assert directive.act == "구매"
    assert directive.direction is Direction.RESTRICTIVE


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("The government banned sales of the K20", Strength.BAN),
        ("Regulators told companies to cancel K20 purchases", Strength.CANCEL),
        ("The ministry issued window guidance on the K20", Strength.GUIDANCE),
        ("The Trade Board allowed exports of the K20", Strength.NONE),
        ("The ministry has not banned the K20", Strength.NONE),
        ("The ministry did not allow exports of the K20", Strength.BAN),
    ],
)
def test_english_strength(text: str, strength: Strength) -> None:
    directive = found(text, "en")
    assert directive is not None
    assert directive.strength is strength
    if "K20" in text:
        assert directive.object == "K20"


@pytest.mark.parametrize(
    "text",
    [
        "Acme cancelled its plan",
        "The city council met in order to vote",
        "The government rose to the occasion",
    ],
)
def test_english_words_that_direct_nobody(text: str) -> None:
    assert found(text, "en") is None


FIXTURES = Path(__file__).parents[2] / "fixtures"
SHIPPED = [
    DirectiveTerm(
        row["fields"]["term"],
        row["fields"]["language"],
        Strength(row["fields"]["strength"]),
        Direction(row["fields"]["direction"]),
    )
    for row in json.loads((FIXTURES / "directives.json").read_text())
]


@pytest.mark.parametrize(
    ("language", "text", "strength"),
    [
        # With the vocabulary as shipped: who must do what; None where nobody is directed.
        ("ko", "정부는 K20 사용을 자제하라는 내용의 지침을 기업들에 내렸다", "guidance"),
        ("ko", "당국은 K20 시험과 주문을 중단하라고 통보했다", "suspend"),
        ("ko", "당국은 K20 구매를 중단할 것을 지시했다", "suspend"),
        ("ko", "당국은 K20을 사지 말라고 지시했다", "order"),
        ("ko", "당국은 K20을 사용하지 말 것을 주문했다", "order"),
        ("ko", "정부는 기업들에 국산 부품을 쓰라고 권고했다", "guidance"),
        ("ko", "정부는 K20 구매 이유를 적은 자료를 제출하라고 요구했다", "require_justification"),
        ("ko", "당국은 보람전자를 불러 소명을 요구했다", "require_justification"),
        ("ko", "K20을 사려면 승인 절차를 거쳐야 한다", "require_justification"),
        ("ko", "K20을 수출하려면 정부의 허가를 받아야 한다", "restrict"),
        ("ko", "정부는 K20을 수출할 때 허가를 의무화했다", "restrict"),
        ("ko", "세관은 K20 통관 검사를 강화했다", "restrict"),
        ("ko", "국내에서 사용이 금지된 K20", "ban"),
        ("ko", "정부는 K20 금지령을 내렸다", "ban"),
        ("ko", "정부는 국산 부품을 쓰는 공장에 보조금을 지급하는 방안을 발표했다", "encourage"),
        ("ko", "정부는 K20 수출 금지 조치를 내년까지 유예한다고 발표했다", "none"),
        ("ko", "정부는 K20 판매 금지를 해제했다", "none"),
        ("ko", "정부가 K20 구매를 금지한 것은 아니다", "none"),
        ("ko", "정부의 K20 수출 통제로 재고가 쌓였다", "restrict"),
        ("ko", "보람전자는 K20 주문을 중단하기로 했다", None),
        ("ko", "정부가 K20 구매를 허용할지 알려지지 않았다", None),
        ("ko", "정부는 논평 요청에 답하지 않았다", None),
        ("ko", "정부는 반도체 분야에 보조금을 지원했다", None),
        ("en", "The ministry told companies to stop using the K20", "suspend"),
        ("en", "The ministry told companies not to buy the K20", "order"),
        ("en", "The government will require exporters to obtain a licence for the K20", "restrict"),
        ("en", "Regulators advised firms to avoid the K20", "guidance"),
        ("en", "Regulators urged companies not to buy the K20", "urge"),
        (
            "en",
            "Regulators asked companies to explain why they bought the K20",
            "require_justification",
        ),
        ("en", "The government offered subsidies for makers of local parts", "encourage"),
        ("en", "The ministry lifted the ban on the K20", "none"),
        ("en", "The ministry suspended imports of the K20", "suspend"),
        ("en", "The ministry forbade sales of the K20", "ban"),
        ("en", "The Trade Board summoned firms over purchases of the K20", "require_justification"),
        ("en", "The K20 is not permitted to enter, the ministry said", "ban"),
        ("en", "The ministry encouraged firms to use local parts", "encourage"),
        ("en", "The ministry restricted exports of the K20", "restrict"),
        ("en", "Acme halted orders of the K20", None),
        ("en", "Acme restricted access to its plant", None),
        # Told by nobody named; what those summoned were told; advice against.
        ("en", "Shops are being advised not to sell the K20", "guidance"),
        ("en", "Customers have been urged not to use the K20", "urge"),
        ("en", "Makers have been asked to justify orders of the K20", "require_justification"),
        ("en", "The ministry summoned firms and told them not to buy the K20", "order"),
        ("en", "The health agency recommended that shops do not sell the K20", "guidance"),
        ("en", "Regulators warned firms against using the K20", "urge"),
        ("en", "A federal judge ordered the firm to close the plant", "order"),
        ("en", "While no official order was issued by the ministry to stop purchases", "none"),
        ("en", "The ministry is increasing export restrictions on the K20", "restrict"),
        # Measures that are only spoken of, and who asks an authority.
        ("en", "The Trade Board, which oversees export controls, did not answer", None),
        ("en", "Lamps were a key focus of the government’s export controls", None),
        ("en", "The ministry said revenue fell to half of pre-export control levels", None),
        ("en", "Acme has urged regulators to weigh the cost of the K20", None),
        ("en", "The government warned that competition is growing", None),
    ],
)
def test_the_shipped_vocabulary(language: str, text: str, strength: str | None) -> None:
    mentions = GAZETTEER.find(text, 0, len(text))
    directive = find(text, 0, len(text), vocabulary(SHIPPED, language), mentions)
    assert (directive.strength if directive else None) == strength


# Everyday words beside official ones, and what is no directive at all.
@pytest.mark.parametrize(
    ("strength", "text"),
    [
        ("restrict", "정부는 나래국산 부품의 수입을 틀어막았다"),
        ("restrict", "당국은 부품 수입 문턱을 한층 높이고 있다"),
        ("restrict", "상무부는 K20 수출 고삐를 바짝 죄기로 했다"),
        ("restrict", "정부가 외국 업체의 시장 진출을 가로막고 있다"),
        ("restrict", "나래국은 희토류 수출 빗장을 걸어 잠갔다"),
        ("restrict", "당국은 합작사의 발을 묶는 조치를 내놨다"),
        ("restrict", "법원이 보람전자의 인수 계획에 제동을 걸었다"),
        ("restrict", "정부는 외국산 비중이 절반을 넘지 않도록 하는 요건을 발표했다"),
        ("restrict", "상무부는 반출 물량에 상한을 두기로 했다"),
        ("restrict", "정부는 연간 물량을 1만 대 이하로 묶는 방안을 검토한다"),
        ("restrict", "상무부는 K20 수출을 건별로 심사하기로 했다"),
        ("restrict", "당국은 사전 신고 의무를 부과했다"),
        ("restrict", "정부는 K20을 통제 품목에 포함했다"),
        ("restrict", "세관은 전수 검사를 시행했다"),
        ("restrict", "당국은 기업들에 외국산 비중을 줄이라고 지시했다"),
        ("ban", "정부는 외국 장비를 통신망에서 퇴출시켰다"),
        ("ban", "정부는 공공 조달에서 배제하는 방안을 논의했다"),
        ("ban", "정부는 K20을 나래국에 팔지 않기로 했다"),
        ("ban", "상무부는 K20을 내주지 않겠다고 밝혔다"),
        ("ban", "당국은 학교에서 휴대전화를 쓰지 못하게 했다"),
        ("ban", "정부는 외국 업체가 자료를 내보내지 못하도록 했다"),
        ("ban", "당국의 표현은 사실상 금지나 다름없다"),
        ("ban", "국방부는 드론 반입을 못 하게 할 방침이다"),
        ("order", "정부는 K20 반출 금지를 명령했다"),
        ("suspend", "규제 당국은 공사를 멈추라고 통보했다"),
        ("suspend", "정부는 신규 면허 발급을 미루라고 지시했다"),
        ("suspend", "당국은 보람전자의 공장을 멈춰 세웠다"),
        ("suspend", "상무부는 심사가 끝날 때까지 거래를 동결하는 동결 조치를 내렸다"),
        ("cancel", "당국은 이미 넣은 주문을 물리라고 통보했다"),
        ("cancel", "정부는 보람전자의 면허를 거둬들이라고 지시했다"),
        ("cancel", "당국은 시험을 멈추고 주문을 취소하도록 했다"),
        ("cancel", "상무부는 수출 허가를 취소했다"),
        ("order", "당국은 설치된 외국 장비를 걷어내도록 했다"),
        ("order", "정부는 통신사에 나래국 장비를 뜯어내라고 명령했다"),
        ("order", "식약처는 제품을 회수하라고 지시했다"),
        ("order", "정부는 문제의 앱을 지우고 서버를 치우라고 지시했다"),
        ("order", "위원회는 플랫폼에서 광고를 빼라는 명령을 내렸다"),
        ("order", "산업부는 철거령을 내렸다"),
        ("require_justification", "당국은 기업들에 도입 경위를 신고하라고 요구했다"),
        ("require_justification", "정부는 사전에 협의하라고 통보했다"),
        ("require_justification", "금융위는 대출 사유를 서면으로 제출하도록 했다"),
        ("require_justification", "감독원은 보람전자 임원을 불러 경위를 따졌다"),
        ("require_justification", "위원회는 안전 검증을 거치도록 했다"),
        ("require_justification", "상무부는 보고 의무를 부과했다"),
        ("urge", "정부는 주문을 물리라고 압박했다"),
        ("urge", "의회는 수출을 막으라고 촉구했다"),
        ("urge", "외교부는 규제를 멈춰 달라고 요청했다"),
        ("urge", "국회는 공사를 멈추라고 주장했다"),
        ("urge", "당국은 은행들에 눈치를 줬다"),
        ("urge", "정부는 업체들에 으름장을 놓았다"),
        ("urge", "정부는 기업들에 투자를 종용했다"),
        ("urge", "위원회는 장비를 걷어내라고 재촉했다"),
        ("guidance", "당국은 외국산 장비를 빼라고 권고했다"),
        ("guidance", "교육부는 유의하라는 지침을 학교에 보냈다"),
        ("guidance", "정부는 민감한 곳의 방문을 삼가라고 안내했다"),
        ("guidance", "금감원은 행정 지도를 시행했다"),
        ("encourage", "정부는 국산 장비로의 전환을 재촉하고 있다"),
        ("encourage", "정부는 국산 칩을 쓰는 공장의 전기료를 깎아 주기로 했다"),
        ("encourage", "시청은 국산 버스로 바꾸면 보조금을 얹어 준다"),
        ("encourage", "당국은 부품 국산화를 밀어주고 있다"),
        ("encourage", "복지부는 물을 아끼라고 당부했다"),
        ("order", "정부는 공공기관에 국산 부품을 쓰라고 지시했다"),
        ("order", "정부는 창고를 채우라고 명령했다"),
        ("none", "정부는 희토류 수출 빗장을 풀었다"),
        ("none", "나래국이 K20 판매의 길을 터 줬다"),
        ("none", "당국은 소량 반입을 눈감아 줬다"),
        ("none", "상무부는 수출 규제를 걷어내기로 했다"),
        ("none", "정부는 유예 기간 동안 시행을 미루기로 했다"),
        ("none", "정부는 금지령을 내린 바 없다고 밝혔다"),
        ("none", "정부는 K20 판매 금지를 검토한 적이 없다고 했다"),
        ("none", "상무부는 금지했다는 보도는 사실이 아니라고 했다"),
        ("none", "정부는 수출을 막을 계획이 없다고 했다"),
        (None, "보람전자는 나래국 시장에서 손을 뗐다"),
        (None, "보람전자는 구형 장비를 걷어내기로 했다"),
        (None, "보람전자는 K20을 팔지 않기로 했다"),
        (None, "보람전자는 하청 업체에 부품을 빼라고 했다"),
        (None, "투자자들은 주문을 물렸다"),
        (None, "재고가 쌓이자 공장이 생산을 멈췄다"),
        (None, "높은 가격이 구매를 막았다"),
        (None, "눈이 내려 마을 길이 막혔다"),
        (None, "자문사는 고객에게 주식을 사지 말라고 했다"),
        (None, "전문가들은 물량을 줄여야 한다고 했다"),
        (None, "정부는 세금 부담을 줄이도록 중소기업을 도왔다"),
        (None, "정부가 K20 판매를 막을까?"),
        (None, "정부가 구매를 금지했는지는 확인되지 않았다"),
        (None, "강을 가로막는 벽이 무너졌다"),
        (None, "정부는 구멍을 막는 벽을 세웠다"),
        (None, "보람전자는 시장 문턱을 낮췄다"),
        (None, "나래국의 공장은 문을 닫아걸었다"),
        (None, "보람전자는 정부가 허용하던 K20보다 빠른 칩을 냈다"),
        (None, "당국자는 주말에 산에 올랐다"),
        (None, "정부는 예산을 늘렸다"),
        (None, "장관은 회의에 늦은 이유를 설명했다"),
        (None, "정부는 경기를 밀어주는 예산을 짰다"),
        (None, "보람전자는 값을 낮추라는 소비자의 요구를 받았다"),
        (None, "시장은 K20 가격이 더 내릴 것으로 봤다"),
        (None, "법원은 판결을 취소했다"),
        (None, "가격이 오르면서 소비자는 구매를 미뤘다"),
        (None, "보람전자는 임원들에게 출장을 자제하라고 했다"),
        (None, "보람전자 노조는 파업을 멈추기로 했다"),
        (None, "정부 대표단은 회담 뒤 나래국을 떠났다"),
        (None, "선수단은 규칙을 어긴 선수를 명단에서 뺐다"),
    ],
)
def test_how_korean_news_words_it(strength: str | None, text: str) -> None:
    mentions = GAZETTEER.find(text, 0, len(text))
    directive = find(text, 0, len(text), vocabulary(SHIPPED, "ko"), mentions)
    assert (directive.strength if directive else None) == strength


def test_without_a_vocabulary_there_are_no_directives() -> None:
    text = "정부는 구매를 금지했다"
    assert find(text, 0, len(text), vocabulary([], "ko"), []) is None
