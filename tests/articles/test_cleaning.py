"""Pages as they come: every visible word is kept, in a block, with the right class."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.articles.cleaning import SEPARATOR, Page, clean
from claims.articles.decoding import MarkupOnly
from claims.text.findings import BlockClass

BODY = "시는 새 도서관의 하루 이용자가 1천200명이라고 밝혔다."
MORE = "시의회는 내년 예산에 증설 비용을 넣을지 다음 달에 정하기로 했다."
LAST = "주민들은 주차장이 부족하다고 호소하고 있다."


def classes(page: Page) -> list[tuple[str, str]]:
    return [(block.kind.value, page.text[block.start : block.end]) for block in page.blocks]


def kind_of(page: Page, text: str) -> str:
    return {quote: kind for kind, quote in classes(page)}[text]


def hold_together(page: Page) -> None:
    """Blocks are in order, apart by exactly the separator, and cover all that is not space."""
    position = 0
    for block in page.blocks:
        quote = page.text[block.start : block.end]
        assert block.start == position
        assert quote
        assert quote == " ".join(quote.split())
        position = block.end + len(SEPARATOR)
    assert position - len(SEPARATOR) == len(page.text)
    assert unicodedata.is_normalized("NFC", page.text)


NEWSPAPER = f"""<!DOCTYPE html><html lang="ko"><head><title>도서관 이용 두 배로 - 가나신문</title>
<meta property="og:title" content="도서관 이용 두 배로"><script>var x = "<p>숨은 글</p>";</script>
<style>p {{ color: red }}</style></head><body class="has-nav menu-left">
<header><h1 class="logo"><a href="/">가나신문</a></h1><nav><a>정치</a> <a>사회</a></nav></header>
<div id="wrap"><h2 class="title">도서관 이용 두 배로</h2>
<h3 class="subheading">야간 개관 넉 달… 주차는 숙제</h3>
<p class="info"><span class="reporter">홍길동 기자</span> 입력 2025.03.04 09:30</p>
<div class="article_body" itemprop="articleBody">
<figure><img src="/1.jpg">
<figcaption>새 도서관 열람실이 붐비고 있다. /가나신문</figcaption></figure>
<p>(다라=가나통신) 홍길동 기자 = {BODY}</p>
<p>{MORE} <a class="keyword">도서관</a> 이용은 무료다.</p>
<p><b>■ 주차가 문제</b></p><p>{LAST}</p><div class="ad_box">지금 구독하세요</div>
<p style="display: none">숨은 문단입니다. 보이지 않아야 하는 글입니다.</p>
<p>hong@gana.example</p></div>
<div class="related"><h4>관련기사</h4><ul><li><a>버스 노선 또 바뀐다</a></li></ul></div>
<p>저작권자 © 가나신문 무단전재 및 재배포 금지</p>
<div class="poll_area">이 기사 어떠셨나요? 좋아요 3</div>
<div class="comment_list"><p>주차장부터 지었어야 한다고 생각합니다.</p></div></div>
<footer>가나신문 대표 김아무개</footer></body></html>"""


def test_a_newspaper_page() -> None:
    page = clean(NEWSPAPER)
    hold_together(page)
    assert classes(page) == [
        ("navigation", "가나신문"),
        ("navigation", "정치 사회"),
        ("title", "도서관 이용 두 배로"),
        ("summary", "야간 개관 넉 달… 주차는 숙제"),
        ("credit", "홍길동 기자"),
        ("credit", "입력 2025.03.04 09:30"),
        ("caption", "새 도서관 열람실이 붐비고 있다. /가나신문"),
        ("credit", "(다라=가나통신) 홍길동 기자 ="),
        ("body", BODY),
        ("body", f"{MORE} 도서관 이용은 무료다."),
        ("subheading", "■ 주차가 문제"),
        ("body", LAST),
        ("navigation", "지금 구독하세요"),
        ("credit", "hong@gana.example"),
        ("teaser", "관련기사"),
        ("teaser", "버스 노선 또 바뀐다"),
        ("copyright", "저작권자 © 가나신문 무단전재 및 재배포 금지"),
        ("poll", "이 기사 어떠셨나요? 좋아요 3"),
        ("comment", "주차장부터 지었어야 한다고 생각합니다."),
        ("navigation", "가나신문 대표 김아무개"),
    ]
    assert all(block.evidence for block in page.blocks if block.kind is not BlockClass.BODY)


def test_a_board_that_copied_a_portal_fragment() -> None:
    page = clean(
        f'도서관 이용 두 배로 작성일 03-04 17 목록 <div style="display:none"></div>'
        f'<div class="news_view"><section>'
        f"<figure><figcaption>열람실. /가나신문</figcaption></figure>"
        f"<p>{BODY}</p><p>{MORE}</p></section></div><p>Copyright ⓒ 가나신문. 무단전재 금지.</p>"
        f"관련자료 이전 버스 노선 또 바뀐다 03-04 다음 꽃축제 개막 03-05 댓글 0 "
        f"등록된 댓글이 없습니다."
    )
    hold_together(page)
    assert classes(page) == [
        ("title", "도서관 이용 두 배로"),
        ("credit", "작성일 03-04 17 목록"),
        ("caption", "열람실. /가나신문"),
        ("body", BODY),
        ("body", MORE),
        ("copyright", "Copyright ⓒ 가나신문. 무단전재 금지."),
        ("teaser", "관련자료 이전 버스 노선 또 바뀐다 03-04 다음 꽃축제 개막 03-05"),
        ("comment", "댓글 0 등록된 댓글이 없습니다."),
    ]


def test_plain_text_with_everything_glued_to_it() -> None:
    page = clean(
        f"도서관 이용 두 배로\n\n(다라=가나통신) 홍길동 기자 = {BODY}\n"
        f"{MORE}주차는 어떻게 하나\n{LAST}\n붐비는 열람실. 로이터=연합뉴스\n사진=가나통신\n"
        f"{BODY} 2025.03.04 ⓒ AFP=뉴스1\n{LAST} 홍길동 기자 hong@gana.example\n"
        "함께 보면 좋은 글\n버스 노선 또 바뀐다\n<저작권자(c) 가나통신, 무단 전재-재배포 금지>"
    )
    hold_together(page)
    assert classes(page) == [
        ("title", "도서관 이용 두 배로"),
        ("credit", "(다라=가나통신) 홍길동 기자 ="),
        ("body", BODY),
        ("body", MORE),
        ("subheading", "주차는 어떻게 하나"),
        ("body", LAST),
        ("caption", "붐비는 열람실. 로이터=연합뉴스"),
        ("credit", "사진=가나통신"),
        ("body", BODY),
        ("credit", "2025.03.04 ⓒ AFP=뉴스1"),
        ("body", LAST),
        ("credit", "홍길동 기자 hong@gana.example"),
        ("teaser", "함께 보면 좋은 글"),
        ("teaser", "버스 노선 또 바뀐다"),
        ("copyright", "<저작권자(c) 가나통신, 무단 전재-재배포 금지>"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        # How agencies, papers and blogs sign and caption.
        ("사진=가나통신 제공", "credit"),
        ("/사진=게티이미지뱅크", "credit"),
        ("[사진 제공=시청]", "credit"),
        ("ⓒ AFP=뉴스1", "credit"),
        ("홍길동 기자 hong@gana.example", "credit"),
        ("홍길동·김철수 기자", "credit"),
        ("[가나신문 홍길동 기자]", "credit"),
        ("By Jane Doe and Ali Reza", "credit"),
        ("입력 2025.03.04 09:30 수정 2025.03.04 11:00", "credit"),
        ("시장이 새 열람실을 둘러보고 있다. 연합뉴스", "caption"),
        ("개관식에 모인 주민들. [로이터]", "caption"),
        ("ⓒ 가나신문, 무단 전재 및 재배포 금지", "copyright"),
        ("Copyright (c) 2025 Gana News. All rights reserved.", "copyright"),
        ("#도서관 #주차장", "navigation"),
        ("글자크기 조절", "navigation"),
        ("▶ 버스 노선 또 바뀐다", "teaser"),
        ("[관련기사] 버스 노선 또 바뀐다", "teaser"),
        ("■ 주차는 숙제", "subheading"),
        ("<주차는 숙제>", "subheading"),
        # What looks like one of these and is a sentence of the article.
        ("사진을 본 주민들은 도서관이 너무 좁다고 입을 모아 말했다.", "body"),
        ("저작물의 무단 복제가 늘고 있다고 협회 관계자가 어제 밝혔다.", "body"),
        ("댓글 1천 개가 달린 글은 하루 만에 지워졌다고 시는 설명했다.", "body"),
        ("이 소식은 연합뉴스가 어제 저녁 처음으로 보도한 것으로 알려졌다.", "body"),
        ("시는 조례를 다시 고쳐 최종 수정 2025.03.04 판을 어제 공개했다.", "body"),
        ("투표율은 지난 선거보다 3%포인트 높은 61.2%로 집계됐다.", "body"),
    ],
)
def test_one_line_between_two_paragraphs(line: str, kind: str) -> None:
    page = clean(f"{BODY}\n{line}\n{MORE}\n{LAST}")
    assert kind_of(page, line) == kind


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    lines = ["The council opened the new library on Friday, officials said, after",
             "a delay of two years, and expects that about 1,200 people will use",
             "it on a weekday. The budget for the car park is still undecided."]  # fmt: skip
    page = clean("\n".join(lines) + "\n\n" + f"{BODY}\n{MORE}\n{LAST}")
    hold_together(page)
    assert [quote for _, quote in classes(page)] == [" ".join(lines), BODY, MORE, LAST]


def test_a_summary_box() -> None:
    page = clean(f"[3줄 요약]\n- 이용자 두 배\n- 주차장 부족\n{BODY}\n{MORE}\n{LAST}")
    assert [kind for kind, _ in classes(page)] == ["summary"] * 3 + ["body"] * 3


def test_a_text_without_a_title_has_none() -> None:
    page = clean(f"{BODY}\n{MORE}")
    assert (page.title, page.title_evidence) == ("", "")
    assert [kind for kind, _ in classes(page)] == ["body", "body"]


def test_a_single_line_is_body_not_title() -> None:
    assert classes(clean("시청 도서관 이용자 두 배로 늘어")) == [
        ("body", "시청 도서관 이용자 두 배로 늘어")
    ]


def test_a_repeated_title() -> None:
    page = clean(f"<h1>도서관 이용 두 배로</h1><title>도서관 이용 두 배로</title><p>{BODY}</p>"
                 f"<p>도서관 이용 두 배로</p><p>{MORE}</p>")  # fmt: skip
    assert [kind for kind, _ in classes(page)] == ["title", "body", "title", "body"]


def test_text_hidden_until_a_script_shows_it_is_read() -> None:
    page = clean(f'<html><body><div style="display:none"><p>{BODY}</p></div></body></html>')
    assert classes(page) == [("body", BODY)]


@pytest.mark.parametrize(
    "text", ["<p></p>", "<html><head><title>x</title></head><body><img></body></html>",
             "<script>alert('글')</script><style>p{}</style>", "<div>&nbsp;\u200b</div>"]
)  # fmt: skip
def test_only_markup(text: str) -> None:
    with pytest.raises(MarkupOnly, match="only markup"):
        clean(text, is_html=True)


def test_less_than_is_not_markup() -> None:
    page = clean(f"3 < 5 그리고 <b 는 태그가 아니다. {BODY}")
    assert "3 < 5" in page.text


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "table><tr><td", "blockquote"])
def test_a_page_of_100_000_nested_tags_keeps_its_text(tag: str) -> None:
    opening = f"<{tag}>" * 100_000
    page = clean(f"<html><body>{opening}{BODY}<p>{MORE}</p></body></html>")
    hold_together(page)
    assert BODY in page.text
    assert MORE in page.text


@pytest.mark.parametrize(
    "text",
    ["가" * 300_000, "😀" * 100_000, "“" * 100_000, "<" * 100_000, "<a " * 60_000,
     "<!--" * 50_000 + "글", "했다.가" * 60_000, "(가=나 " * 60_000, "#가 " * 60_000,
     "가\n" * 20_000, "입력 2025.01.01 " * 20_000, "<td>가" * 10_000, "ⓒ" * 100_000],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_hostile_shapes_cost_no_more_than_their_length(text: str) -> None:
    for is_html in (False, True):
        begun = time.process_time()
        try:
            hold_together(clean(text, is_html=is_html))
        except MarkupOnly:
            assert is_html
        assert time.process_time() - begun < 10


LINES = st.lists(
    st.one_of(
        st.sampled_from([BODY, MORE, LAST, "도서관 이용 두 배로", "사진=가나통신", "댓글 3",
                         "관련기사", "(다라=가나통신) 홍길동 기자 = ", "입력 2025.03.04",
                         "했다.주차", "홍길동 기자", "ⓒ AFP=뉴스1", "3줄 요약"]),
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=30),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


def visible(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


@settings(deadline=None)
@given(LINES, st.sampled_from(["\n", "\n\n", " ", ""]))
def test_no_visible_character_of_a_plain_text_is_lost(lines: list[str], between: str) -> None:
    text = unicodedata.normalize("NFC", between.join(lines))
    try:
        page = clean(text, is_html=False)
    except MarkupOnly:
        assert not visible(text)
        return
    hold_together(page)
    assert visible(page.text) == visible(text)


TAGS = st.sampled_from(["p", "div", "h1", "h2", "span", "a", "li", "figure", "aside", "td", "b",
                        "figcaption", "article", "nav", "form", "time"])  # fmt: skip
MARKS = st.sampled_from(["", "related", "article_body", "caption"])
WORDS = st.sampled_from([BODY, MORE, "가나", "A &amp; B"])


@settings(deadline=None)
@given(st.lists(st.tuples(TAGS, MARKS, WORDS), max_size=12))
def test_no_visible_word_of_a_page_is_lost(parts: list[tuple[str, str, str]]) -> None:
    source = "".join(f'<{tag} class="{name}">{text}</{tag}>' for tag, name, text in parts)
    page = clean(f"<html><body><p>{LAST}</p>{source}</body></html>")
    hold_together(page)
    expected = sorted(visible(text.replace("&amp;", "&")) for _, _, text in parts)
    assert sorted(visible(page.text)) == sorted(visible(LAST) + "".join(expected))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_cleaned(text: str) -> None:
    for is_html in (None, True, False):
        try:
            hold_together(clean(text, is_html=is_html))
        except MarkupOnly:
            continue
