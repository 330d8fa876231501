"""Pages as they come: every visible word is kept, in a block, with the right class."""

from __future__ import annotations

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
        # English papers and agencies.
        ("Illustration: Kim Gana", "credit"),
        ("Photo by Jane Doe for The Gana Post", "credit"),
        ("Reporting by Jane Doe; Editing by Ali Reza", "credit"),
        ("The new library on Friday. Picture: Handout", "caption"),
        ("Sign up for our newsletter and get the news in your inbox.", "navigation"),
        ("Please enable JavaScript to view this page.", "navigation"),
        ("Advertisement", "navigation"),
        ("Story continues below advertisement", "navigation"),
        ("Read more: A council in search of a car park", "teaser"),
        # Broadcasters.
        ("KBS 뉴스 홍길동입니다.", "credit"),
        ("지금까지 시청에서 가나 뉴스 홍길동이었습니다.", "credit"),
        ("홍길동 기자가 보도합니다.", "credit"),
        ("[앵커]", "credit"),
        ("◀ 리포트 ▶", "credit"),
        ("촬영기자:김철수 박영희/영상편집:이영희/그래픽:최하늘", "credit"),
        ("■ 제보하기", "navigation"),
        ("▷ 카카오톡 : '가나제보' 검색, 채널 추가", "navigation"),
        ("당신의 제보가 뉴스가 됩니다", "navigation"),
        # What sites say of themselves.
        ("글·사진 홍길동 기자 hong@gana.example", "credit"),
        ("ⓒ 가나신문", "credit"),
        ("시청 전경 (출처: 가나시)", "caption"),
        ("시장이 열람실을 둘러보고 있다. /사진제공=가나시", "caption"),
        ("무단 전재 및 재배포를 금합니다.", "copyright"),
        ("자바스크립트를 활성화해 주세요.", "navigation"),
        ("이 기사는 언론사에서 사회 섹션으로 분류했습니다.", "navigation"),
        ("※ 이 기사는 생성형 AI를 써서 번역했습니다.", "navigation"),
        ("가나신문 뉴스레터를 구독하세요", "navigation"),
        ("페이스북 트위터 카카오톡 URL복사", "navigation"),
        ("홈 > 뉴스 > 사회", "navigation"),
        ("공감 24 댓글 7 공유하기", "poll"),
        ("이 기사를 추천합니다 쏠쏠정보 3 흥미진진 1", "poll"),
        ("로그인 후 댓글을 작성할 수 있습니다.", "comment"),
        ("많이 본 뉴스 1 버스 노선 또 바뀐다 2 꽃축제 개막", "teaser"),
        ("AI 요약: 도서관 이용이 두 배로 늘었다.", "summary"),
        # What looks like one of these and is a sentence of the article.
        ("사진을 본 주민들은 도서관이 너무 좁다고 입을 모아 말했다.", "body"),
        ("저작물의 무단 복제가 늘고 있다고 협회 관계자가 어제 밝혔다.", "body"),
        ("댓글 1천 개가 달린 글은 하루 만에 지워졌다고 시는 설명했다.", "body"),
        ("이 소식은 연합뉴스가 어제 저녁 처음으로 보도한 것으로 알려졌다.", "body"),
        ("시는 조례를 다시 고쳐 최종 수정 2025.03.04 판을 어제 공개했다.", "body"),
        ("투표율은 지난 선거보다 3%포인트 높은 61.2%로 집계됐다.", "body"),
        ("SNS 댓글을 삭제한 사람은 모두 12명으로 확인됐습니다.", "body"),
        ("시민들의 제보로 사고 원인이 밝혀졌습니다.", "body"),
        ("보도자료에 따르면 이용자는 하루 1천200명입니다.", "body"),
        ("구글은 크롬 브라우저를 업데이트했습니다.", "body"),
        ("해당 게시물은 AI가 만든 것으로 드러났습니다.", "body"),
        ("투표는 오전 6시부터 오후 6시까지 전국에서 진행됩니다.", "body"),
        ("요약하면 시의 계획은 내년까지 주차장을 짓는 것입니다.", "body"),
        ("무단 복제를 금지하는 법이 어제 국회를 통과했습니다.", "body"),
        ("관련 뉴스를 접한 주민들은 환영한다고 밝혔다.", "body"),
        ("사진을 찍은 홍길동 씨는 현장에 있었다고 말했다.", "body"),
        ("이용자는 하루 1천200명으로 늘었다(자료: 시청).", "body"),
        ("<가나타임스>는 시가 새 도서관을 짓기로 했다고 보도했다.", "body"),
        ('[홍길동/시장 : "도서관은 하루 1천200명이 찾습니다."]', "body"),
        ("The company declined to comment, a spokesman told Reuters.", "body"),
        ("Support for the bill among members of the council has grown.", "body"),
        ("By Friday, the council had received more than 1,200 complaints.", "body"),
    ],
)
def test_one_line_between_two_paragraphs(line: str, kind: str) -> None:
    page = clean(f"{BODY}\n{line}\n{MORE}\n{LAST}")
    assert kind_of(page, line) == kind


def test_a_broadcast_script() -> None:
    page = clean(
        f"도서관 이용 두 배로\n입력 2025.03.04 (21:07) 수정 2025.03.04 (22:14) 읽어주기 기능은 "
        f"크롬기반의 브라우저에서만 사용하실 수 있습니다.\n[앵커] {BODY}\n홍길동 기자입니다.\n"
        f"[리포트]\n{MORE}\n{LAST} KBS 뉴스 홍길동입니다.\n영상편집: 이영희\n■ 제보하기\n"
        f"▷ 전화 : 02-000-0000"
    )
    hold_together(page)
    assert [quote for kind, quote in classes(page) if kind == "body"] == [BODY, MORE, LAST]
    assert (page.byline, page.outlet) == ("홍길동 기자", "KBS")


def test_a_whole_page_in_one_line() -> None:
    page = clean(
        f"도서관 이용 두 배로 작성일 03-04 17 목록 {BODY} {MORE} 사진=EPA연합뉴스 {LAST} "
        f"<저작권자(c) 가나통신, 무단 전재-재배포 금지> 2025/03/04 09:30 송고 "
        f"댓글 0 등록된 댓글이 없습니다."
    )
    hold_together(page)
    assert classes(page) == [
        ("title", "도서관 이용 두 배로"),
        ("credit", "작성일 03-04 17 목록"),
        ("body", f"{BODY} {MORE}"),
        ("credit", "사진=EPA연합뉴스"),
        ("body", LAST),
        ("copyright", "<저작권자(c) 가나통신, 무단 전재-재배포 금지>"),
        ("credit", "2025/03/04 09:30 송고"),
        ("comment", "댓글 0 등록된 댓글이 없습니다."),
    ]


def test_a_caption_with_its_credits_is_no_text_of_the_article() -> None:
    caption = '시장이 4일 "좁다. 더 짓자"고 말하고 있다.'
    page = clean(f"{BODY} {MORE} {caption} 2025.03.04 ⓒ AFP=뉴스1 ⓒ News1 홍길동 기자\n{LAST}")
    assert classes(page) == [
        ("body", f"{BODY} {MORE}"),
        ("caption", caption),
        ("credit", "2025.03.04 ⓒ AFP=뉴스1 ⓒ News1 홍길동 기자"),
        ("body", LAST),
    ]


def test_cards_of_other_articles_after_the_end() -> None:
    others = ["버스 노선 또 바뀐다", "시가 버스 노선을 다음 달부터 바꾸기로…"]
    for last in ("김철수 기자 2025.03.02", "꽃축제 개막"):
        page = clean("\n".join([BODY, MORE, LAST, "홍길동 기자 hong@gana.example", *others, last]))
        kinds = [kind for kind, _ in classes(page)]
        assert kinds == ["body"] * 3 + ["credit"] + ["teaser"] * 3


def test_the_article_goes_on_after_a_copyright_line_between_two_paragraphs() -> None:
    long = f"{BODY} {MORE}"
    page = clean(f"{long}\n{long}\n{long}\nⓒ 가나신문 무단전재 및 재배포 금지\n{long}")
    assert [kind for kind, _ in classes(page)] == ["body"] * 3 + ["copyright", "body"]


def test_teasers_between_two_paragraphs_end_where_the_article_goes_on() -> None:
    page = clean(f"{BODY}\n관련 기사\n버스 노선 또 바뀐다\n꽃축제 개막\n{MORE}\n{LAST}")
    assert [kind for kind, _ in classes(page)] == ["body"] + ["teaser"] * 3 + ["body"] * 2


def test_a_last_paragraph_without_a_full_stop() -> None:
    last = "그러나 시는 아직 계획이 없다는 입장이다"
    assert kind_of(clean(f"{BODY}\n{MORE}\n{last}"), last) == "body"


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        # A single break inside a sentence is white space, two part paragraphs.
        (f"<p>시는 새 도서관은<br>{BODY}</p>", [f"시는 새 도서관은 {BODY}"]),
        ("<p>The council opened the new<br/>library on Friday, it said.</p>",
         ["The council opened the new library on Friday, it said."]),
        (f"<div>{BODY}<br><br>{MORE}</div>", [BODY, MORE]),
        (f"<div>{BODY}<br>{MORE}</div>", [BODY, MORE]),
        (f"<p><b>주차가 문제는</b><br>{BODY}</p>", ["주차가 문제는", BODY]),
        # Preformatted text keeps its lines, and so does text a tag or two came along with.
        (f"<pre>{BODY}\n\n{MORE}</pre>", [BODY, MORE]),
        (f"{BODY}\n\n<b>시</b>는 <i>곧</i> 연다.\n{MORE}", [BODY, "시는 곧 연다.", MORE]),
        (f"<!doctype html><html><body>{BODY}\n{MORE}</body></html>", [f"{BODY} {MORE}"]),
    ],
)  # fmt: skip
def test_line_breaks(source: str, blocks: list[str]) -> None:
    page = clean(source, is_html=True)
    hold_together(page)
    assert [quote for _, quote in classes(page)] == blocks


def test_a_row_of_data_is_one_block_and_a_cell_of_a_layout_is_not() -> None:
    rows = "<tr><th>해</th><th>이용자</th></tr><tr><td>2024</td><td>1,200</td></tr>"
    page = clean(
        f"<table><tr><td><p>{BODY}</p><p>{MORE}</p><table>{rows}</table><p>{LAST}</p></td>"
        f"<td><p>{MORE}</p></td></tr></table>"
    )
    assert [quote for _, quote in classes(page)] == [
        BODY, MORE, "해 이용자", "2024 1,200", LAST, MORE
    ]  # fmt: skip


def test_a_form_around_the_whole_page_makes_it_no_form() -> None:
    page = clean(f"<form><div class='wrap'><p>{BODY}</p><p>{MORE}</p></div></form>")
    assert [kind for kind, _ in classes(page)] == ["body", "body"]


def test_a_portal_page() -> None:
    page = clean(f"""<!doctype html><html lang="ko"><head>
<meta property="og:title" content="도서관 이용 두 배로"></head><body>
<div id="ct"><h2 id="title_area">도서관 이용 두 배로</h2>
<div class="head_info"><em>입력</em> <span>2025.03.04. 오전 9:30</span></div>
<div class="news_body"><article id="area"><strong class="end_summary">하루 1천200명<br>주차는
숙제</strong><span class="photo_org"><em class="img_desc">붐비는 열람실. 가나신문</em></span>{BODY}
<br><br>{MORE}<br><br>{LAST}<br><br>홍길동 기자 hong@gana.example</article></div>
<p class="copyright">Copyright ⓒ 가나신문. All rights reserved.</p>
<div class="promotion"><a>버스 노선이 다음 달부터 바뀐다고 시가 알렸다.</a></div>
<div class="u_cbox"><p>주차장부터 지었어야 한다고 생각합니다. 정말입니다.</p></div></div>
</body></html>""")
    assert [quote for kind, quote in classes(page) if kind == "body"] == [BODY, MORE, LAST]
    assert (page.title, page.byline) == ("도서관 이용 두 배로", "홍길동 기자")
    assert page.published is not None
    assert page.published.on.isoformat() == "2025-03-04"


def test_an_article_that_a_page_carries_only_as_data() -> None:
    page = clean(
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "articleBody": '
        f'"{BODY}\\n{MORE}"}}</script></head><body><nav>정치 사회</nav></body></html>'
    )
    hold_together(page)
    assert classes(page) == [("navigation", "정치 사회"), ("body", BODY), ("body", MORE)]
    assert page.blocks[1].evidence == "json-ld articleBody"


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    lines = ["The council opened the new library on Friday, officials said, after",
             "a delay of two years, and expects that about 1,200 people will use",
             "it on a weekday. The budget for the car park is still undecided."]  # fmt: skip
    page = clean("\n".join(lines) + "\n\n" + f"{BODY}\n{MORE}\n{LAST}")
    hold_together(page)
    assert [quote for _, quote in classes(page)] == [" ".join(lines), BODY, MORE, LAST]


def test_a_summary_box() -> None:
    for box in (
        "[3줄 요약]\n- 이용자 두 배\n- 주차장 부족",
        "Editor's Pick\n이용자 두 배로 늘어난 도서관\n주차장은 부족",
        "기사 세 줄 요약\n이용자가 두 배로 늘었다.\n주차장이 부족하다.\n",
    ):
        page = clean(f"{box}\n{BODY}\n{MORE}\n{LAST}\n{BODY}")
        assert [kind for kind, _ in classes(page)] == ["summary"] * 3 + ["body"] * 4


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
     "가\n" * 10_000, "<br>가" * 10_000, "다. 사진=연합뉴스 " * 10_000, "<tr><td>가" * 5_000,
     "홍길동 기자 a@b.co " * 20_000, "입력 2025.01.01 " * 20_000, "다.  " * 60_000, "ⓒ" * 100_000],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_hostile_shapes_come_through(text: str) -> None:
    for is_html in (False, True):
        try:
            hold_together(clean(text, is_html=is_html))
        except MarkupOnly:
            assert is_html


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


BREAKS = st.sampled_from(["<br>", "<br><br>", "\n", "\n\n", "</p><p>", "<b>", "</b>", "<div>", " "])


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([BODY, MORE, "관련기사", "시는", "ⓒ 가나신문"]), BREAKS)))
def test_a_fragment_keeps_its_words_in_their_order(parts: list[tuple[str, str]]) -> None:
    source = "".join(f"{unicodedata.normalize('NFD', text)}{mark}" for text, mark in parts)
    page = clean(f"<p>{LAST}</p>{source}", is_html=True)
    hold_together(page)
    assert visible(page.text) == visible(LAST + "".join(text for text, _ in parts))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_cleaned(text: str) -> None:
    for is_html in (None, True, False):
        try:
            hold_together(clean(text, is_html=is_html))
        except MarkupOnly:
            continue


@pytest.mark.parametrize("tag", ["article", "main", "section", "header", "div", "p"])
def test_a_page_may_leave_out_the_tags_of_head_and_body(tag: str) -> None:
    words = "강변 도서관이 밤 10시까지 문을 연다고 시청이 밝혔다."
    page = clean(
        '<!doctype html><html lang="ko"><meta charset="utf-8"><title>강변 도서관</title>'
        f"<style>p {{ margin: 0 }}</style><{tag}><p>{words}</p></{tag}></html>"
    )
    assert words in page.text
    assert "margin" not in page.text
