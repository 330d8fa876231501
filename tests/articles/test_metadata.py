"""What a page says of itself, and only that: each field with its evidence."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.articles.cleaning import Page, clean
from claims.articles.dates import SEOUL, in_address, read
from claims.text.findings import Grain

BODY = "시는 새 도서관의 하루 이용자가 1천200명이라고 밝혔다."
MORE = "시의회는 내년 예산에 증설 비용을 넣을지 다음 달에 정하기로 했다."
UTC = dt.UTC


def page(head: str = "", before: str = "", after: str = "", lang: str = "ko") -> Page:
    return clean(
        f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{before}'
        f"<p>{BODY}</p><p>{MORE}</p>{after}</body></html>"
    )


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(source: str) -> str:
    return f'<script type="application/ld+json">{source}</script>'


@pytest.mark.parametrize(
    ("value", "on", "grain", "at"),
    [
        ("2025-03-04", "2025-03-04", Grain.DAY, None),
        ("2025.03.04", "2025-03-04", Grain.DAY, None),
        ("2025. 3. 4.", "2025-03-04", Grain.DAY, None),
        ("20250304", "2025-03-04", Grain.DAY, None),
        ("2025년 3월 4일", "2025-03-04", Grain.DAY, None),
        ("2025년 3월", "2025-03-01", Grain.MONTH, None),
        ("March 4, 2025", "2025-03-04", Grain.DAY, None),
        ("4 Mar 2025", "2025-03-04", Grain.DAY, None),
        ("2025-03-04T09:30:05+09:00", "2025-03-04", Grain.SECOND, "2025-03-04T00:30:05Z"),
        ("2025-03-04 09:30", "2025-03-04", Grain.MINUTE, "2025-03-04T00:30:00Z"),
        ("20250304093005", "2025-03-04", Grain.SECOND, "2025-03-04T00:30:05Z"),
        ("2025.03.04 (화) 오후 1:05", "2025-03-04", Grain.MINUTE, "2025-03-04T04:05:00Z"),
        ("2025. 3. 4. 오전 12:10", "2025-03-04", Grain.MINUTE, "2025-03-03T15:10:00Z"),
        ("2025년 3월 4일 9시 30분", "2025-03-04", Grain.MINUTE, "2025-03-04T00:30:00Z"),
        ("March 4, 2025 1:05 p.m.", "2025-03-04", Grain.MINUTE, "2025-03-04T04:05:00Z"),
        # An instant in UTC counts on the day it was in Seoul.
        ("2025-03-04T16:00:00Z", "2025-03-05", Grain.SECOND, "2025-03-04T16:00:00Z"),
        ("Tue, 04 Mar 2025 16:00:00 +0000", "2025-03-05", Grain.SECOND, "2025-03-04T16:00:00Z"),
    ],
)
def test_a_written_date(value: str, on: str, grain: Grain, at: str | None) -> None:
    found = read(value, code="text", evidence="here", zone=SEOUL)
    assert found is not None
    assert (found.on.isoformat(), found.grain) == (on, grain)
    assert found.at == (dt.datetime.fromisoformat(at) if at else None)


@pytest.mark.parametrize(
    "value", ["", "어제", "03-04", "2025-13-04", "2025-02-30", "0001-01-01", "9999-01-01", "12:30",
              "1234567890", "다음 달 4일", "version 2025"]
)  # fmt: skip
def test_what_is_no_date(value: str) -> None:
    assert read(value, code="text", evidence="here", zone=SEOUL) is None


def test_without_a_known_zone_a_bare_time_is_only_a_day() -> None:
    found = read("2025-03-04 09:30", code="meta", evidence="here", zone=None)
    assert found is not None
    assert (found.grain, found.at) == (Grain.DAY, None)


DATES = {
    "json-ld": page(linked('{"@type": "NewsArticle", "datePublished": "2025-03-04T09:30:00+09:00",'
                           '"dateModified": "2025-03-06"}')),
    "json-ld in a graph": page(linked('{"@graph": [{"@type": ["Thing", "ReportageNewsArticle"],'
                                      '"datePublished": "2025-03-04"}]}')),
    "meta": page(meta("article:published_time", "2025-03-04T09:30:00+09:00")
                 + meta("article:modified_time", "2025-03-06T09:30:00+09:00")),
    "time": page(before='<time datetime="2025-03-04T09:30">어제</time>'),
    "labelled": page(before="<p>수정 2025.03.06 11:00</p><p>입력 2025.03.04 09:30</p>"),
    "of this article, not of others": page(
        meta("og:title", "새 도서관 개관") + linked(
            '[{"@type": "NewsArticle", "headline": "꽃축제 개막", "datePublished": "2025-01-01"},'
            '{"@type": "NewsArticle", "headline": "새 도서관 개관",'
            '"datePublished": "2025-03-04"}]')),
    "beside the time of an update": page(
        before='<p>수정 <time datetime="2025-03-06T09:30">x</time></p>'
               '<p>입력 <time datetime="2025-03-04T09:30">x</time></p>'),
    "the update first": page(
        before="<p>최종수정 2025.03.06 11:00 | 기사입력 2025.03.04 09:30</p>"),
    "with the reporter": page(before="<p>가나신문 홍길동 기자 2025-03-04 09:30:11</p>"),
    "behind the copyright line": page(
        after="<p>&lt;저작권자(c) 가나통신, 무단 전재 금지&gt; 2025/03/04 09:30 송고</p>"),
    "English, with a weekday": page(before="<p>Published: Tue 4 Mar 2025 09.30 GMT</p>"),
    "English, updated later": page(
        before="<p>March 4, 2025 3:42 PM GMT+9 Updated 2 hours ago</p>"),
    "both in one line": page(before="<p>입력 2025.03.04 09:30 | 수정 2025.03.06 11:00</p>"),
    "alone before the text": page(before="<p>2025-03-04 09:30</p>"),
    "sent, after the text": page(after="<p>2025/03/04 09:30 송고</p>"),
    "year from the picture": page(
        before='<p>작성일 03-04 17 목록</p><img src="/news/202503/04/gana/1.jpg">'),
    "year from a picture of the day before": page(
        before='<p>등록일 03.04</p><img src="/news/2025/03/03/1.jpg">'),
    "own address": page('<link rel="canonical" href="https://gana.example/2025/03/04/17.html">'),
}  # fmt: skip


@pytest.mark.parametrize("name", DATES)
def test_the_date_of_publication(name: str) -> None:
    found = DATES[name].published
    assert found is not None
    assert found.on == dt.date(2025, 3, 4)
    assert found.evidence
    assert found.weak is (found.code == "address")


@pytest.mark.parametrize(
    "unknown",
    [
        page(),
        page(before="<p>수정 2025.03.06 11:00</p>"),
        page(linked('{"@type": "NewsArticle", "dateModified": "2025-03-06"}')),
        page(before='<p>Updated <time datetime="2025-03-06T09:30">x</time></p>'),
        page(before='<time class="updated" datetime="2025-03-06T09:30">x</time>'),
        page(after='<aside><a>버스</a><time datetime="2025-03-09">x</time></aside>'),
        page(after='<div class="comments"><time datetime="2025-03-09">x</time></div>'),
        page(
            linked(
                '[{"@type": "NewsArticle", "headline": "가", "datePublished": "2025-01-01"},'
                '{"@type": "NewsArticle", "headline": "나", "datePublished": "2025-01-02"}]'
            )
        ),
        page(before="<p>Last updated March 6, 2025</p>"),
        page(after="<p>등록번호: 서울 아00000, 등록일: 2010년 1월 1일</p>"),
        page(after="<p>© 2025 The Gana Post. All rights reserved.</p>"),
        page(before="<p>작성일 03-04 17 목록</p>"),
        page(
            before='<p>작성일 03-04</p><img src="/2025/01/09/1.jpg"><img src="/2024/01/09/2.jpg">'
        ),
        page(before='<img src="/news/2025/03/04/1.jpg">'),
        page(before='<img src="/2025/03/04/1.jpg"><img src="/2025/03/05/2.jpg">'),
        page(after="<p>버스 노선 또 바뀐다</p><p>2025.03.09</p>"),
        page(after="<footer>등록번호 서울 아00000 등록일 2010.01.01 발행인 김아무개</footer>"),
        page(after="<p>개관식 모습. 2025.03.01 ⓒ AFP=뉴스1</p>"),
        page(linked('{"@type": "WebSite", "datePublished": "2001-01-01"}')),
        page(linked("[" * 5000) + meta("article:published_time", "soon")),
    ],
)
def test_what_is_not_the_date_of_publication(unknown: Page) -> None:
    assert unknown.published is None


def test_dates_in_addresses() -> None:
    for address in ("https://a.example/2025/03/04/x", "/photo/202503/04/1.jpg", "/20250304/1.jpg",
                    "/2025-03-04-title", "/20250304093005123x.jpg"):  # fmt: skip
        found = in_address(address, code="image")
        assert found is not None
        assert (found.on, found.weak) == (dt.date(2025, 3, 4), True)
    for address in ("/1202503041.jpg", "/2025/13/04/", "/2025/02/30/x", "/article/20250304"):
        assert in_address(address, code="image") is None


@pytest.mark.parametrize(
    ("found", "title", "evidence"),
    [
        (page(linked('{"@type":"Article","headline":"새 도서관"}')),
         "새 도서관", "json-ld headline"),
        (page(meta("og:title", "새 도서관 : 네이버 뉴스")), "새 도서관", "meta og:title"),
        (page(meta("og:title", "새 도서관 - 가나신문") + meta("og:site_name", "가나신문")),
         "새 도서관", "meta og:title"),
        (page("<title>새 도서관 &lt; 사회 &lt; 가나신문</title>"), "새 도서관", "title element"),
        (page("<title>가나신문</title>", "<h2>새 도서관 개관</h2>"), "새 도서관 개관",
         "first heading (h2)"),
        (page(), "", ""),
    ],
)  # fmt: skip
def test_the_title(found: Page, title: str, evidence: str) -> None:
    assert (found.title, found.title_evidence) == (title, evidence)


@pytest.mark.parametrize(
    ("found", "byline"),
    [
        (page(linked('{"@type":"Article","author":[{"name":"홍길동"},{"name":"김철수"}]}')),
         "홍길동, 김철수"),
        (page(meta("author", "홍길동 기자")), "홍길동 기자"),
        (page(meta("article:author", "https://social.example/gana")), ""),
        (page(meta("author", "가나신문")), ""),
        (page(before="<p>[가나신문 홍길동 기자]</p>"), "홍길동 기자"),
        (page(after="<p>홍길동 기자 hong@gana.example</p>"), "홍길동 기자"),
        (page(before='<p class="byline">By Jane Doe and Ali Reza</p>'), "Jane Doe and Ali Reza"),
        (page(after="<p>사진=홍길동 기자</p>"), ""),
        (page(before="<p>(다라=가나통신) 홍길동 김철수 기자 =</p>"), "홍길동 김철수 기자"),
        (page(after="<p>홍길동(hong@gana.example)</p>"), "홍길동"),
        (page(meta("author", "관리자")), ""),
        (page(), ""),
    ],
)  # fmt: skip
def test_the_byline(found: Page, byline: str) -> None:
    assert found.byline == byline
    assert bool(found.byline_evidence) is bool(byline)


@pytest.mark.parametrize(
    ("found", "outlet"),
    [
        (page(linked('{"@type":"Article","publisher":{"name":"가나신문"}}')), "가나신문"),
        (page(meta("og:site_name", "가나신문")), "가나신문"),
        (page(meta("og:site_name", "네이버 뉴스") + meta("og:article:author", "가나신문 | 네이버")),
         "가나신문"),
        (page(meta("og:site_name", "다음뉴스"),
              after="<p>Copyright © 가나신문. 무단전재 금지.</p>"), "가나신문"),
        (page(after="<p>저작권자(c) 가나신문, 무단 전재 금지</p>"), "가나신문"),
        (page(after="<p>© 2025 The Gana Post. All rights reserved.</p>"), "The Gana Post"),
        (clean(f"(다라=가나통신) 홍길동 기자 = {BODY}\n{MORE}"), "가나통신"),
        (clean(f"[가나일보=홍길동 기자] {BODY}\n{MORE}"), "가나일보"),
        (clean(f"[도쿄=홍길동 특파원] {BODY}\n{MORE}"), ""),
        (clean(f"{BODY}\n{MORE}\n가나방송 뉴스 홍길동입니다."), "가나방송"),
        (page(), ""),
    ],
)  # fmt: skip
def test_the_outlet(found: Page, outlet: str) -> None:
    assert found.outlet == outlet
    assert bool(found.outlet_evidence) is bool(outlet)


def test_the_address_is_absolute_or_not_there() -> None:
    found = page('<link rel="canonical" href="https://gana.example/1">')
    assert (found.canonical_url, found.canonical_url_evidence) == (
        "https://gana.example/1", "link canonical",
    )  # fmt: skip
    for href in ("/1", "javascript:alert(1)", ""):
        assert page(f'<link rel="canonical" href="{href}">').canonical_url == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{BODY}\n{MORE}", "ko"),
        ("The council said on Friday that it would open the new library to the public.", "en"),
        ("市議会は来年の予算に新しい図書館の費用を盛り込むことを決めた。", "ja"),
        ("市政府昨天表示新图书馆将于下个月向公众开放。", "zh"),
        ("12345 67890", ""),
        ("Rada miasta zdecydowała wczoraj, że nowa biblioteka powstanie jesienią.", ""),
    ],
)
def test_the_language(text: str, language: str) -> None:
    assert clean(text).language == language


def test_the_letters_decide_over_a_wrong_declaration() -> None:
    assert page(lang="en").language == "ko"
