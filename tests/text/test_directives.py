"""Orders, guidance, permissions and bans, as strong as the text words them."""

from __future__ import annotations

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


def test_without_a_vocabulary_there_are_no_directives() -> None:
    text = "정부는 구매를 금지했다"
    assert find(text, 0, len(text), vocabulary([], "ko"), []) is None
