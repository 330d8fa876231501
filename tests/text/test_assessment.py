"""What sort of claim a sentence makes, whether it denies, and what it is worth checking."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.desk.wording import WORTH_REASONS
from claims.text.findings import (
    Block,
    BlockClass,
    Direction,
    DirectiveTerm,
    FoundClaim,
    Hedge,
    Kind,
    NameEntry,
    Polarity,
    Strength,
)
from claims.text.names import Gazetteer
from claims.text.reader import read

GAZETTEER = Gazetteer(
    [
        NameEntry("boram", "보람전자", "ko", "company"),
        NameEntry("k20", "K20", "en", "product"),
        NameEntry("orbix", "Orbix", "en", "company"),
    ]
)
VOCABULARY = [
    DirectiveTerm("금지", "ko", Strength.BAN, Direction.RESTRICTIVE),
    DirectiveTerm("banned", "en", Strength.BAN, Direction.RESTRICTIVE),
]


def claim(text: str) -> FoundClaim:
    found = read(
        text,
        [Block(0, len(text), BlockClass.BODY)],
        published=dt.date(2025, 8, 14),
        gazetteer=GAZETTEER,
        vocabulary=VOCABULARY,
    )
    (one,) = found.claims
    return one


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # Something done, or being done.
        ("보람전자는 새 공장을 지었다.", Kind.EVENT),
        ("보람전자는 새 공장을 짓고 있다.", Kind.EVENT),
        ("시는 통제에 나선 것으로 알려졌다.", Kind.EVENT),
        # A standing fact: a copula, an adjective, ~어 있다, a stative verb, what has not happened.
        ("보람전자는 반도체를 만드는 회사다.", Kind.STATE),
        ("이 제품은 저 제품보다 성능이 훨씬 좋다.", Kind.STATE),
        ("공장은 남부에 집중돼 있다.", Kind.STATE),
        ("보람전자는 공장 두 곳을 보유하고 있다.", Kind.STATE),
        ("업계는 극심한 인력 부족을 겪고 있다.", Kind.STATE),
        ("보람전자는 제품을 다시 팔 수 있게 됐다.", Kind.STATE),
        ("최종 방안은 아직 결정되지 않았다.", Kind.STATE),
        ("생산은 수요를 따라가지 못하고 있다.", Kind.STATE),
        # A sum or a share.
        ("보람전자의 매출은 12% 늘었다.", Kind.QUANTITY),
        ("시는 도로 건설에 수십억 달러를 지원했다.", Kind.QUANTITY),
        ("보람전자는 매출이 12% 늘었다고 밝혔다.", Kind.QUANTITY),
        ("보람전자는 K20 30만 대를 팔았다.", Kind.QUANTITY),
        ("보람전자는 공장 두 곳을 팔았다.", Kind.EVENT),
        # What a party says or holds.
        ("보람전자는 공장에 문제가 없다고 밝혔다.", Kind.STATEMENT),
        ("정부는 새 전략을 내놓겠다는 입장이다.", Kind.STATEMENT),
        # What is to come, in its many forms.
        ("비용은 더 늘어날 전망이다.", Kind.PREDICTION),
        ("첫 물량은 신제품으로 채워질 예정이다.", Kind.PREDICTION),
        ("내년에는 공장 두 곳이 문을 연다.", Kind.PREDICTION),
        ("보람전자는 “물량을 곧 출하할 수 있을 것”이라고 밝혔다.", Kind.PREDICTION),
        # A reading, a judgement, a view that goes about.
        ("이번 조치는 경고의 뜻으로 풀이된다.", Kind.OPINION),
        ("지역 업체에 미칠 영향이 만만치 않아 보인다.", Kind.OPINION),
        ("회사는 계약을 따내려고 필사적이다.", Kind.OPINION),
        ("이번 협정은 협상용 카드라는 관측도 제기된다.", Kind.OPINION),
        # An order.
        ("정부는 K20 구매를 금지했다.", Kind.DIRECTIVE),
        # English.
        ("Orbix built a new plant in Busan.", Kind.EVENT),
        ("Orbix is the largest supplier in the region.", Kind.STATE),
        ("Orbix has a plant in Busan and an office in Seoul.", Kind.STATE),
        ("Exports of the country rose 3% in two years.", Kind.QUANTITY),
        ("Orbix said its domestic sales had risen 40%.", Kind.QUANTITY),
        ("Orbix said its orders doubled last year.", Kind.QUANTITY),
        ("Orbix said rivals could fill the gap.", Kind.PREDICTION),
        ("Orbix said it was restoring access for customers.", Kind.STATEMENT),
        ("The rule will take effect at the end of the year.", Kind.PREDICTION),
        ("Costs are expected to rise further.", Kind.PREDICTION),
        ("The decision seems to favour local suppliers.", Kind.OPINION),
        # A forecast that is cut or beaten is no forecast made.
        ("Orbix cut its growth forecast by 0.6 percentage points.", Kind.QUANTITY),
        ("Revenue rose 39%, matching the average forecast.", Kind.QUANTITY),
        ("The bank forecasts that exports fall.", Kind.PREDICTION),
        ("Orbix said sales are expected to fall.", Kind.PREDICTION),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert claim(text).kind is kind


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("최종 방안은 결정되지 않았다고 보람전자는 전했다.", Polarity.NEGATIVE),
        ("그 제품은 군용이 아니라고 보람전자는 해명했다고 시는 전했다.", Polarity.NEGATIVE),
        # A denial inside a noun phrase or a condition, or a prohibition, denies nothing.
        ("시는 효력이 없는 지침을 발표했다.", Polarity.AFFIRMATIVE),
        ("이는 그 제품이 아니더라도 대안이 있다는 뜻이다.", Polarity.AFFIRMATIVE),
        ("시는 업체에 장비를 사지 말라고 권고했다.", Polarity.AFFIRMATIVE),
        ("Orbix has not resumed sales in the country.", Polarity.NEGATIVE),
        ("None of the plants has been closed.", Polarity.NEGATIVE),
        ("Orbix didn't close the plant.", Polarity.NEGATIVE),
        ("Orbix stopped sales without a reason.", Polarity.AFFIRMATIVE),
        ("The ministry told firms not to buy the device.", Polarity.AFFIRMATIVE),
        ("Shops were advised not to sell the blend.", Polarity.AFFIRMATIVE),
        ("Regulators ordered Orbix to stop shipping without a licence.", Polarity.AFFIRMATIVE),
        ("Two patients died though the blend was not the cause.", Polarity.AFFIRMATIVE),
        ("The blend was recalled even if no one had fallen ill.", Polarity.AFFIRMATIVE),
        ("Orbix sells not only lamps but also bulbs.", Polarity.AFFIRMATIVE),
        ("No illness has been reported to the agency.", Polarity.NEGATIVE),
        ("The firms were not told to stop their orders.", Polarity.NEGATIVE),
    ],
)
def test_polarity(text: str, polarity: Polarity) -> None:
    assert claim(text).polarity is polarity


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Orbix built a new plant in Busan.", Hedge.ASSERTED),
        ("Orbix said it had built a plant.", Hedge.REPORTED),
        ("According to the bank, exports have fallen.", Hedge.REPORTED),
        ("Orbix reportedly cancelled all its orders.", Hedge.HEARSAY),
        ("Costs may rise further in the region.", Hedge.SPECULATIVE),
        ("Orbix was reported to have sold the plant.", Hedge.HEARSAY),
        ("Orbix is understood to have sold the plant.", Hedge.HEARSAY),
        ("Orbix is said to have sold the plant.", Hedge.HEARSAY),
        ("The plant is expected to open in May.", Hedge.SPECULATIVE),
    ],
)
def test_english_hedge(text: str, hedge: Hedge) -> None:
    assert claim(text).hedge is hedge


@pytest.mark.parametrize(
    ("text", "worth", "reason"),
    [
        ("정부는 지난 1일 K20 구매를 금지했다.", {3}, "has_directive"),
        ("보람전자의 매출은 12% 늘었다.", {2, 3}, "has_number"),
        # Opinions and forecasts are worth one at most; so is what somebody intends or hopes for.
        ("이번 조치는 보람전자에 대한 경고로 풀이된다.", {0, 1}, "opinion"),
        ("보람전자의 비용은 더 늘어날 전망이다.", {0, 1}, "prediction"),
        ("보람전자는 상황이 나아지기를 기대한다고 밝혔다.", {0, 1}, "about_future"),
        # Nor does it matter that nobody would comment.
        ("보람전자는 논평 요청에 답하지 않았다.", {0, 1}, "no_comment"),
        ("Orbix declined to comment on the report.", {0, 1}, "no_comment"),
        ("보람전자는 여전히 적극 투자하고 있다.", {0, 1}, "vague"),
    ],
)
def test_worth(text: str, worth: set[int], reason: str) -> None:
    found = claim(text)
    assert found.check_worthiness in worth
    assert reason in found.reasons


def test_every_reason_has_words_for_the_desk() -> None:
    texts = [
        "정부는 지난 1일 K20 구매를 금지했다.",
        "보람전자는 상황이 나아지기를 기대한다고 밝혔다.",
        "보람전자는 논평 요청에 답하지 않았다.",
        "보람전자는 의혹을 부인했다.",
        "이번 조치는 경고로 풀이된다.",
        "비용은 더 늘어날 전망이다.",
        "비용이 5% 늘었을 수도 있다는 지적이 나온다.",
        "여러 업체가 여전히 적극 투자하고 있다.",
    ]
    for text in texts:
        assert set(claim(text).reasons) <= set(WORTH_REASONS)
