"""From what articles say of their sources to the original reports they rest on.

The texts are read as they would be on intake; every sentence is written for these tests.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.predictions import claim_id
from claims.extraction.preview import preview
from claims.links.features import Features, Voice, When, of_found
from claims.links.frames import Told
from claims.links.originals import Original, gather, same_report
from claims.links.origins import resolve
from claims.links.predictions import with_links
from claims.reference.delivered import directive_vocabulary, gazetteer
from claims.text.findings import Block, BlockClass
from claims.text.reader import read

NAMES = gazetteer()
VOCABULARY = directive_vocabulary()
PUBLISHED = dt.date(2025, 9, 18)


def told(
    text: str, *, outlet: str = "han-paper", article: str = "1", published: dt.date = PUBLISHED
) -> list[Told]:
    reading = read(
        text,
        [Block(0, len(text), BlockClass.BODY)],
        published=published,
        gazetteer=NAMES,
        vocabulary=VOCABULARY,
    )
    return [
        Told(of_found(one, reading.language, published, outlet, article), one.quote, one.start)
        for one in reading.claims
    ]


def resolved(text: str, **context: object) -> list[tuple[str, Original]]:
    claims = told(text, **context)  # type: ignore[arg-type]
    originals = resolve(claims, article=str(context.get("article", "1")))
    return [(one.quote, original) for one, original in zip(claims, originals, strict=True)]


def of(text: str, words: str, **context: object) -> Original:
    """What the claim with these words rests on."""
    return next(original for quote, original in resolved(text, **context) if words in quote)


# The innermost step of a chain that has a name is the reporter.
@pytest.mark.parametrize(
    ("text", "reporter", "medium", "day"),
    [
        (
            "로이터통신은 17일 소식통을 인용해 중국 당국이 H20 칩의 주문을 막았다고 보도했다.",
            "reuters",
            "report",
            dt.date(2025, 9, 17),
        ),
        (
            "명보는 로이터가 관계자를 인용해 중국 세관이 H20 칩 검사를 늘렸다고 보도했다고 전했다.",
            "reuters",
            "report",
            None,
        ),
        (
            "젠슨 황은 16일 인터뷰에서 H20 칩을 더 만들 계획이 없다고 밝혔다.",
            "jensen-huang",
            "interview",
            dt.date(2025, 9, 16),
        ),
        (
            "트럼프 대통령은 15일 트루스소셜에서 H20 칩의 수출을 허용했다고 밝혔다.",
            "donald-trump",
            "post",
            dt.date(2025, 9, 15),
        ),
        (
            "Reuters reported on Wednesday that China had stopped orders of the H20 chip.",
            "reuters",
            "report",
            dt.date(2025, 9, 17),
        ),
    ],
)
def test_the_original(text: str, reporter: str, medium: str, day: dt.date | None) -> None:
    _quote, original = resolved(text)[0]
    assert original.key == reporter
    assert original.medium == medium
    assert (original.stated and original.stated[0]) == day


def test_what_nobody_is_cited_for_is_the_articles_own() -> None:
    original = of("중국 당국은 기업들에 H20 칩을 사지 말라고 지시했다.", "지시했다", article="7")
    assert (original.article, original.key, original.unsourced) == ("7", "han-paper", True)


def test_people_who_are_not_named_are_the_articles_own_sources() -> None:
    text = "한 관계자에 따르면 중국 당국은 기업들에 H20 칩을 사지 말라고 지시했다."
    original = of(text, "지시했다", article="7")
    assert (original.article, original.unsourced) == ("7", False)


def test_sources_within_a_report_are_that_reports() -> None:
    text = (
        "로이터통신은 17일 중국 당국이 H20 칩의 주문을 막았다고 보도했다."
        " 한 소식통은 남은 재고도 쓰지 못하게 됐다고 말했다."
    )
    assert of(text, "재고").key == "reuters"


# 업계 speaks to everybody, and a person in between ends the telling of a report.
@pytest.mark.parametrize(
    "text",
    [
        "로이터통신은 17일 중국 당국이 H20 칩의 주문을 막았다고 보도했다."
        " 업계에서는 재고가 곧 바닥날 것으로 보고 있다.",
        "로이터통신은 17일 중국 당국이 H20 칩의 주문을 막았다고 보도했다."
        " 중국 외교부는 아는 바가 없다고 밝혔다. 한 관계자는 재고도 쓰지 못하게 됐다고 말했다.",
        "로이터통신은 17일 한빛제철이 고로를 끄기로 했다고 보도했다."
        " 회사 관계자는 재고가 남아 있다고 말했다.",
    ],
)
def test_other_sources_are_the_articles(text: str) -> None:
    assert of(text, "재고", article="9").article == "9"


RELEASED = "농림축산식품부는 16일 보도자료를 내고 배추 가격이 12% 올랐다고 밝혔다."


# What goes on telling of a document rests on it, where it says so.
@pytest.mark.parametrize(
    ("after", "same"),
    [
        ("식품부는 또 이 자료에서 유통업체에 할인을 늘리라고 권고했다.", True),
        ("식품부는 보도자료에서 냉해로 15일까지 300억원의 손실이 난 것으로 집계했다.", True),
        ("환경부는 보도자료에서 냉해로 15일까지 300억원의 손실이 난 것으로 집계했다.", False),
        ("무의 출하량은 3만t이었다.", False),
    ],
)
def test_a_document_goes_on(after: str, same: bool) -> None:
    found = resolved(f"{RELEASED} {after}")
    assert (found[-1][1] is found[0][1]) is same


@pytest.mark.parametrize(
    ("names", "same"),
    [(("로이터통신은", "로이터는"), True), (("로이터통신은", "블룸버그는"), False)],
)
def test_a_prediction_names_one_report_alike(names: tuple[str, str], same: bool) -> None:
    read = {
        f"{name}.txt": preview(
            f"{name} 2025년 9월 17일 중국 당국이 H20 칩의 주문을 막았다고 보도했다.".encode(),
            published=PUBLISHED,
        )
        for name in names
    }
    documents = [
        {"claims": [{"id": claim_id(file, n)} for n, _one in enumerate(seen.reading.claims, 1)]}
        for file, seen in read.items()
    ]
    made = with_links(documents, read, proposed_from=1.0, most=1)
    first, second = ({claim["origin"] for claim in one["claims"]} for one in made["documents"])
    assert (first == second) is same


# An order, a ruling or a demand comes from the body that told it, though nobody is cited for it.
@pytest.mark.parametrize(
    ("text", "reporter", "day"),
    [
        ("식약처는 11일 병원에 약을 처방하지 말라고 지시했다.", "kr-mfds", dt.date(2025, 9, 11)),
        ("노을지법은 15일 공장을 닫으라고 결정했다.", "노을지법", dt.date(2025, 9, 15)),
        ("물빛연대가 16일 시장의 사퇴를 요구했다.", "물빛연대", dt.date(2025, 9, 16)),
        (
            "A court in Gull Bay ordered the plant on Tuesday to close until June 30.",
            "courtingullbay",
            dt.date(2025, 9, 16),
        ),
        (
            "South Korea's privacy watchdog fined the airline on Monday.",
            "southkorea'sprivacywatchdog",
            dt.date(2025, 9, 15),
        ),
    ],
)
def test_an_act_is_the_bodys_own_announcement(text: str, reporter: str, day: dt.date) -> None:
    original = resolved(text)[0][1]
    assert (original.key, original.stated) == (reporter, (day, day))


@pytest.mark.parametrize(
    "text",
    [
        "식약처는 병원에 약을 처방하지 말라고 지시했다.",  # of no day: nobody's announcement
        "중국 정부는 15일 기업들의 H20 칩 구매를 금지했다.",  # papers found out
        "Beijing banned purchases of the chip on Monday.",
        "노을제약은 15일 공장을 닫았다.",
        "The dam on Tuesday held.",
    ],
)
def test_what_happens_is_nobodys_announcement(text: str) -> None:
    assert resolved(text)[0][1].unsourced


# Who goes on for a body that has spoken, and what the body is called now.
@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("노을지법은 15일 공장을 닫으라고 결정했다. 재판부는 기간을 한 달로 정했다.", 1),
        ('물빛연대는 16일 물이 더럽다고 밝혔다. 정가람 대표는 "닫아야 한다"고 말했다.', 1),
        ('물빛연대는 16일 물이 더럽다고 밝혔다. 정가람 의원은 "닫아야 한다"고 말했다.', 2),
        ("식약처는 16일 물이 더럽다고 밝혔다. 지난 2일 발표에서는 깨끗했다.", 2),
        (
            "South Korea's privacy watchdog fined the airline on Monday. The Personal Information"
            " Protection Commission said in a press release that it had lied.",
            1,
        ),
        ("Seagull has denied the leak. Seagull said on Monday it would sue.", 2),
    ],
)
def test_statements_of_one_article(text: str, reports: int) -> None:
    assert len({id(original) for _quote, original in resolved(text)}) == reports


def test_the_first_of_two_reports_is_not_where_officials_spoke_later() -> None:
    text = (
        "로이터통신은 2일 중국 당국이 H20 칩의 주문을 막았다고 보도했다."
        " 한 소식통은 남은 재고도 쓰지 못하게 됐다고 말했다."
    )
    assert of(text, "재고", article="9").article == "9", "a report recalled has no sources today"


def test_a_lead_rests_on_the_report_that_it_sums_up() -> None:
    text = (
        "중국 당국이 기업들의 H20 칩 주문을 막은 것으로 전해졌다."
        " 로이터통신은 17일 중국 당국이 기업들의 H20 칩 주문을 막았다고 보도했다."
    )
    assert of(text, "전해졌다").key == "reuters"


# Within one article the same reporter is one report, unless it is said to be another.
@pytest.mark.parametrize(
    ("text", "reports"),
    [
        (
            "로이터통신은 17일 중국 당국이 H20 칩의 주문을 막았다고 보도했다."
            " 로이터는 재고도 조사한다고 덧붙였다.",
            1,
        ),
        (
            "로이터통신은 17일 중국 당국이 H20 칩의 주문을 막았다고 보도했다."
            " 로이터는 10일에는 세관이 검사를 늘렸다고 보도했다.",
            2,
        ),
        (
            "로이터통신은 17일 중국 당국이 H20 칩의 주문을 막았다고 보도했다."
            " 앞서 로이터는 세관이 검사를 늘렸다고 보도한 바 있다.",
            2,
        ),
    ],
)
def test_reports_of_one_article(text: str, reports: int) -> None:
    assert len({id(original) for _quote, original in resolved(text)}) == reports


def test_who_speaks_for_a_body_on_one_occasion_is_one_statement() -> None:
    text = (
        "텐센트는 17일 실적 발표회에서 AI 칩이 충분하다고 밝혔다."
        " 텐센트의 류츠핑 사장은 실적 발표회에서 투자를 더 늘리겠다고 말했다."
    )
    first, second = (original for _quote, original in resolved(text))
    assert first is second
    assert first.reporters == {"tencent", "martin-lau"}


SEVENTEENTH = "로이터통신은 17일 중국 당국이 기업들의 H20 칩 주문을 막았다고 보도했다."
NO_DAY = "로이터통신에 따르면 중국 당국이 기업들의 H20 칩 주문을 막았다."
OTHER_MATTER = "로이터통신은 17일 애플이 인도 공장의 직원을 크게 늘린다고 보도했다."


# Two articles name one report: the reporter, the day and the subject must agree.
@pytest.mark.parametrize(
    ("a", "b", "published", "same"),
    [
        (SEVENTEENTH, SEVENTEENTH, dt.date(2025, 9, 19), True),
        (SEVENTEENTH, NO_DAY, dt.date(2025, 9, 19), True),
        (NO_DAY, NO_DAY, dt.date(2025, 9, 19), True),
        (SEVENTEENTH, NO_DAY, dt.date(2025, 10, 19), False),  # a month later, of no stated day
        (SEVENTEENTH, SEVENTEENTH, dt.date(2026, 9, 18), False),  # a year later
        (SEVENTEENTH, OTHER_MATTER, dt.date(2025, 9, 19), False),
        (SEVENTEENTH, SEVENTEENTH.replace("로이터", "블룸버그"), dt.date(2025, 9, 18), False),
        (
            SEVENTEENTH,
            "Reuters reported on Wednesday that China had stopped orders of Nvidia's H20 chip.",
            dt.date(2025, 9, 18),
            True,
        ),
    ],
)
def test_one_report_in_two_articles(a: str, b: str, published: dt.date, same: bool) -> None:
    first = resolve(told(a, article="1"), article="1")[0]
    second = resolve(told(b, article="2", outlet="other", published=published), article="2")[0]
    assert same_report(first, second) is same
    assert same_report(second, first) is same


SPILL = "환경부는 {day}일 물빛강에서 기준치의 14배인 중금속이 나왔다고 밝혔다."
RIVER = " 물빛강의 물고기 3만 마리가 죽었다. 물빛강의 상수도는 안전하다."


# Of one matter, what a body told one day is one statement, whatever is told of it.
@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (SPILL.format(day=16) + RIVER, "환경부는 16일 조사를 더 하겠다고 밝혔다." + RIVER, True),
        (SPILL.format(day=16) + RIVER, "환경부는 17일 조사를 더 하겠다고 밝혔다." + RIVER, False),
        (SPILL.format(day=16) + RIVER, "교육부는 16일 조사를 더 하겠다고 밝혔다." + RIVER, False),
        (SPILL.format(day=16) + RIVER, "환경부는 16일 산불 대책을 내놓겠다고 밝혔다.", False),
        (
            SPILL.format(day=16) + RIVER,
            "한서우 환경부 장관은 16일 국회에서 조사를 더 하겠다고 말했다." + RIVER,
            False,
        ),
    ],
)
def test_one_statement_of_a_body(a: str, b: str, same: bool) -> None:
    first = resolve(told(a, article="1"), article="1")[0]
    second = resolve(told(b, article="2", outlet="other"), article="2")[0]
    assert same_report(first, second) is same


def test_what_one_article_tells_apart_stays_apart() -> None:
    apart = "환경부는 10일 물빛강이 깨끗하다고 밝혔다. 환경부는 16일 물빛강이 더럽다고 밝혔다."
    undated = "환경부는 앞서 물빛강이 깨끗하다고 밝힌 바 있다."
    first = resolve(told(apart, article="1"), article="1")
    second = resolve(told(undated, article="2"), article="2")
    clean, dirty, again = gather([*first, *second])
    assert clean != dirty
    assert again == clean


def test_the_report_that_is_cited_is_the_article_itself() -> None:
    cited = resolve(told(SEVENTEENTH, article="1"), article="1")[0]
    itself = "중국 당국이 기업들의 H20 칩 주문을 막았다."
    its = told(itself, article="2", outlet="reuters", published=dt.date(2025, 9, 17))
    assert same_report(cited, resolve(its, article="2")[0])


def test_two_articles_of_one_outlet_are_two_reports() -> None:
    text = "중국 당국이 기업들의 H20 칩 주문을 막았다."
    reports = [
        resolve(told(text, article=article, outlet="reuters"), article=article)[0]
        for article in "12"
    ]
    assert not same_report(*reports)


def test_an_outlet_that_cites_itself_brings_nothing_new() -> None:
    text = "로이터통신에 따르면 중국 당국이 기업들의 H20 칩 주문을 막았다."
    assert of(text, "막았다", outlet="reuters", article="3").article == "3"


def test_an_outlet_may_cite_what_it_ran_before() -> None:
    text = "로이터통신은 지난 1일 중국 당국이 기업들의 H20 칩 주문을 막았다고 보도했다."
    assert of(text, "막았다", outlet="reuters", article="3").article == ""


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2026, 1, 1))


@st.composite
def originals(draw: st.DrawFn) -> Original:
    day = draw(st.none() | DAYS)
    days = (day, day) if day else None
    terms = st.sampled_from(["n:nvidia-h20", "n:nvidia", "w:주문", "w:공장", "w:전력"])
    about = draw(st.dictionaries(terms, st.floats(0.1, 2), max_size=3))
    return Original(
        frozenset({draw(st.sampled_from(["reuters", "bloomberg", "nvidia"]))}),
        "name",
        "key",
        "report",
        days,
        days if draw(st.booleans()) else None,
        draw(st.sampled_from(["", "1", "2"])),
        about=[about],
    )


@given(originals(), originals())
def test_being_one_report_is_mutual(a: Original, b: Original) -> None:
    assert same_report(a, b) == same_report(b, a)


@given(st.lists(originals(), max_size=8))
def test_gathered_reports_share_a_reporter_or_a_text(found: list[Original]) -> None:
    labels = gather(found)
    assert len(labels) == len(found)
    for one, label in zip(found, labels, strict=True):
        others = [o for o, other in zip(found, labels, strict=True) if other == label]
        assert all(o is one for o in others) or any(
            same_report(one, o) for o in others if o is not one
        )


BASE = Features(
    language="ko",
    statement="",
    kind="event",
    polarity="affirmative",
    hedge="reported",
    lemmas=frozenset(),
    published=PUBLISHED,
)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.lists(st.sampled_from(["outlet", "named", "anonymous"]), max_size=3),
            st.sampled_from(["asserted", "hearsay", "reported"]),
            st.none() | st.integers(0, 60),
        ),
        max_size=6,
    )
)
def test_any_chain_has_an_origin(
    given: list[tuple[int, list[str], str, int | None]],
) -> None:
    claims = [
        Told(
            replace(
                BASE,
                hedge=hedge,
                voices=[
                    Voice(f"v{n}", kind, "", "보도", (n, n + 2)) for n, kind in enumerate(kinds)
                ],
                times=[When(PUBLISHED, PUBLISHED, "day", "", (at, at + 3))]
                if at is not None
                else [],
            ),
            "가나다라 보도했다",
            start,
        )
        for start, kinds, hedge, at in given
    ]
    found = resolve(claims, article="1")
    assert len(found) == len(claims)
    for one, original in zip(claims, found, strict=True):
        assert original.reporters or original.article
        assert original.unsourced is (original.article == "1" and not one.claim.voices) or (
            one.claim.hedge != "asserted"
        )
