"""The whole reading: exact spans, restatements, kinds, worth, and no text that breaks it."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text.findings import (
    Block,
    BlockClass,
    Direction,
    DirectiveTerm,
    FoundClaim,
    Kind,
    NameEntry,
    Polarity,
    Reading,
    Strength,
)
from claims.text.names import Gazetteer
from claims.text.reader import read

GAZETTEER = Gazetteer(
    [
        NameEntry("boram", "보람전자", "ko", "company"),
        NameEntry("haneul", "하늘일보", "ko", "outlet"),
        NameEntry("k20", "K20", "en", "product"),
    ]
)
VOCABULARY = [
    DirectiveTerm("금지", "ko", Strength.BAN, Direction.RESTRICTIVE),
    DirectiveTerm("ban", "en", Strength.BAN, Direction.RESTRICTIVE),
]
PUBLISHED = dt.date(2025, 8, 14)


def reading(text: str, published: dt.date | None = PUBLISHED, **given: str) -> Reading:
    blocks = [Block(0, len(text), BlockClass.BODY)]
    return read(
        text,
        blocks,
        published=published,
        gazetteer=GAZETTEER,
        vocabulary=VOCABULARY,
        language=given.get("language"),
    )


def claims(text: str, published: dt.date | None = PUBLISHED) -> list[FoundClaim]:
    return list(reading(text, published).claims)


def test_claims_come_from_body_blocks_only() -> None:
    text = "시가 도로를 넓혔다.\n사진은 새 도로다.\n공사는 끝났다."
    ends = [0, text.index("사진"), text.index("공사"), len(text)]
    kinds = [BlockClass.BODY, BlockClass.CAPTION, BlockClass.BODY]
    blocks = [Block(a, b, kind) for a, b, kind in zip(ends, ends[1:], kinds, strict=False)]
    found = read(text, blocks, published=None, gazetteer=GAZETTEER, vocabulary=[])
    assert [claim.quote for claim in found.claims] == ["시가 도로를 넓혔다.", "공사는 끝났다."]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        # The ending becomes a plain final one.
        ("시는 도로를 넓혔는데요.", "시는 도로를 넓혔다."),
        ("보람전자는 공장을 짓고 있습니다.", "보람전자는 공장을 짓고 있다."),
        # A leading connective goes.
        ("한편, 시는 도로를 넓혔다.", "시는 도로를 넓혔다."),
        # A relative date is resolved in brackets, an absolute one is left.
        ("시는 지난 1일 도로를 막았다.", "시는 지난 1일[2025-08-01] 도로를 막았다."),
        ("시는 2024년 5월 1일 도로를 막았다.", "시는 2024년 5월 1일 도로를 막았다."),
        (
            "The city closed the road in May.",
            "The city closed the road in May[2025-05-01/2025-05-31].",
        ),
    ],
)
def test_statements(text: str, statement: str) -> None:
    assert [claim.statement for claim in claims(text)] == [statement]


def test_an_elided_subject_is_taken_from_the_clause_before() -> None:
    found = claims("정부는 수입 절차를 강화하고 국내 업체에 보조금을 지급하기로 했다.")
    assert [claim.statement for claim in found] == [
        "정부는 수입 절차를 강화한다.",
        "[정부는] 국내 업체에 보조금을 지급하기로 했다.",
    ]


def test_without_a_publication_date_nothing_is_resolved() -> None:
    (claim,) = claims("시는 지난 1일 도로를 막았다.", published=None)
    assert (claim.times, claim.about) == ((), None)
    assert "[" not in claim.statement


def test_the_time_of_the_report_is_not_what_the_claim_is_about() -> None:
    (claim,) = claims("하늘일보는 9일 시가 지난 1일 도로를 막았다고 보도했다.")
    assert claim.about is not None
    assert claim.about.first == dt.date(2025, 8, 1)
    assert len(claim.times) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("시는 지난 1일 도로를 막았다.", Kind.EVENT),
        ("보람전자는 가장 큰 회사다.", Kind.STATE),
        ("손실은 80억 달러를 기록했다.", Kind.QUANTITY),
        ("정부는 K20 구매를 금지했다.", Kind.DIRECTIVE),
        ("보람전자는 공장을 팔지 않겠다고 밝혔다.", Kind.STATEMENT),
        ("비용은 더 늘어날 전망이다.", Kind.PREDICTION),
        ("이번 결정은 경고로 풀이된다.", Kind.OPINION),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert [claim.kind for claim in claims(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("시는 도로를 막지 않았다.", Polarity.NEGATIVE),
        ("그 회사에는 공장이 없다.", Polarity.NEGATIVE),
        ("이것은 새 제품이 아니다.", Polarity.NEGATIVE),
        ("시는 조정안을 의결했다.", Polarity.AFFIRMATIVE),
        ("The city has not closed the road.", Polarity.NEGATIVE),
        ("The city explained why it had not closed the road.", Polarity.AFFIRMATIVE),
    ],
)
def test_polarity(text: str, polarity: Polarity) -> None:
    assert [claim.polarity for claim in claims(text)] == [polarity]


def test_worth_orders_claims_and_says_why() -> None:
    strong, plain, opinion = (
        claims(text)[0]
        for text in (
            "정부는 지난 1일 K20 구매를 금지했다.",
            "시는 도로를 넓혔다.",
            "이번 결정은 경고로 풀이된다.",
        )
    )
    assert strong.check_worthiness == 3
    assert {"has_directive", "has_date", "names_someone"} <= set(strong.reasons)
    assert plain.check_worthiness == 1
    assert opinion.check_worthiness <= 1
    assert "opinion" in opinion.reasons


@pytest.mark.parametrize(
    "text",
    [
        "과연 시는 도로를 막을까?",
        "지금부터 한번 살펴보도록 하겠습니다.",
        "결과는 지켜봐야 한다.",
        "안녕하세요 여러분, 반갑습니다.",
        "자세한 내용은 댓글로 알려 주세요!",
        "무단 전재 및 재배포를 금지합니다.",
        "Will the city close the road?",
        "Subscribe to our newsletter for the latest news.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert claims(text) == []


def test_a_third_language_is_unsupported_and_gets_no_claims() -> None:
    found = reading("Le gouvernement a décidé de fermer la route au mois de mai.")
    assert (found.supported, found.language, found.claims) == (False, "und", ())


def test_quantities_inside_names_and_times_are_not_counted() -> None:
    (claim,) = claims("보람전자는 지난 2주간 K20 30대를 팔았다.")
    assert [(one.value, one.unit) for one in claim.quantities] == [(Decimal(30), "대")]


ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from("가나다라는은을를이고며했다라고며.?!,\"'“”‘’()[]%$~ \n0123456789억조만월일년H"),
    st.sampled_from(["정부는 ", "말했다. ", "에 따르면 ", "지난 ", "10일 ", "said ", "the ", "😀"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ALPHABET, max_size=120).map("".join), st.sampled_from(["ko", "en"]))
def test_no_text_breaks_the_reader_and_every_quote_is_exact(text: str, language: str) -> None:
    found = reading(text, language=language)
    for sentence in found.sentences:
        assert text[sentence.start : sentence.end].strip()
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote.strip() == claim.quote
        assert claim.statement
        assert claim.sentence.start <= claim.start < claim.end <= claim.sentence.end
        assert 0 <= claim.check_worthiness <= 3
        facets = [(one.start, one.end, one.original) for one in claim.quantities]
        facets += [(one.start, one.end, one.original) for one in claim.times]
        facets += [(one.start, one.end, one.original) for one in claim.mentions]
        for start, end, original in facets:
            assert text[start:end] == original
            assert claim.start <= start < end <= claim.end
        for voice in claim.attribution:
            assert 0 <= voice.start < voice.end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["가" * 1_000_000, "a" * 1_000_000, '"' * 50_000, "“" * 20_000 + " 말했다.", "1 " * 10_000],
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_noise_costs_seconds_at_most(text: str, language: str) -> None:
    started = dt.datetime.now(tz=dt.UTC)
    assert reading(text, language=language).supported
    assert dt.datetime.now(tz=dt.UTC) - started < dt.timedelta(seconds=20)


def test_a_lone_surrogate_is_read_around() -> None:
    (claim,) = claims("\ud800 시는 도로를 넓혔다.")
    assert "시는 도로를 넓혔다." in claim.quote


def _count_after_fork(text: str) -> int:
    return len(claims(text))


def test_a_process_forked_after_the_model_was_loaded_reads_too() -> None:
    text = "시는 도로를 넓혔다. 공사는 끝났다."
    assert len(claims(text)) == 2
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(_count_after_fork, (text,)).get(timeout=60) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plant cost US$18 billion to build.", [(Decimal(18_000_000_000), "USD")]),
        (
            "The plant cost US$8bn (S$10.6 billion) to build.",
            [(Decimal(8_000_000_000), "USD"), (Decimal(10_600_000_000), "SGD")],
        ),
        ("The firm sold K20 chips to the school.", []),
    ],
)
def test_a_country_within_a_sum_does_not_take_it_away(
    text: str, expected: list[tuple[Decimal, str]]
) -> None:
    gazetteer = Gazetteer(
        [NameEntry("us", "US", "en", "place"), NameEntry("k20", "K20", "en", "product")]
    )
    blocks = [Block(0, len(text), BlockClass.BODY)]
    seen = read(text, blocks, published=PUBLISHED, gazetteer=gazetteer, vocabulary=[])
    assert [(one.value, one.unit) for claim in seen.claims for one in claim.quantities] == expected
