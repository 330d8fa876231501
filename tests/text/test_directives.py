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


def test_without_a_vocabulary_there_are_no_directives() -> None:
    text = "정부는 구매를 금지했다"
    assert find(text, 0, len(text), vocabulary([], "ko"), []) is None
