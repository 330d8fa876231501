"""The words by which pages of news say what a piece of them is, Korean and English.

Patterns only: :mod:`claims.articles.zones` decides with them. Every repetition is bounded, so
that no pattern costs more than linear time.
"""

from __future__ import annotations

import re

_NAME = r"[가-힣]{2,4}"
_NAMES = rf"{_NAME}(?:[·,]\s?{_NAME}){{0,3}}"
_ROLE = r"(?:(?:객원|인턴|선임|전문|수습)?기자|특파원|통신원|논설위원|편집위원|평론가|앵커|PD)"
_MAIL = r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}"
_OPEN, _CLOSE = r"[(\[【〔<]", r"[)\]】〕>]"


def _any(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_AGENCY = _any(
    r"연합뉴스(?:TV)?",
    "뉴시스",
    "뉴스1",
    "뉴스핌",
    "로이터",
    r"신화(?:통신|사)?",
    "타스",
    "교도",
    "블룸버그",
    r"게티이미지(?:뱅크|스|코리아)?",
    "셔터스톡",
    "픽사베이",
    r"자료\s?사진",
    "Getty Images",
    "Reuters",
    "Bloomberg",
    "Xinhua",
    "Shutterstock",
    "Pixabay",
    "Unsplash",
    "AP",
    "AFP",
    "EPA",
    "UPI",
    "DPA",
)

DATELINE = re.compile(
    _any(
        # (뉴욕=연합뉴스) 홍길동 특파원 =
        rf"{_OPEN}\s?[가-힣A-Za-z·, ]{{1,30}}\s?=\s?[가-힣A-Za-z0-9· ]{{2,20}}{_CLOSE}"
        rf"(?:\s?{_NAMES}\s?{_ROLE}(?:[·,]\s?{_NAME}\s?{_ROLE}){{0,2}})?",
        # [어느신문 홍길동 기자]
        rf"{_OPEN}\s?[가-힣A-Za-z0-9]{{2,12}}\s{_NAMES}\s?{_ROLE}\s?{_CLOSE}",
        # 홍길동 기자 =
        rf"{_NAMES}\s?{_ROLE}(?=\s?=)",
        # SEOUL, Aug 14 (Agency) -
        r"[A-Z][A-Z .]{2,30}(?:,\s[A-Z][A-Za-z.]{2,12}\s\d{1,2})?"
        r"\s\([A-Z][A-Za-z ]{1,30}\)(?=\s[-–—])",
    )
    + r"\s?[=\-–—:]?\s{0,2}"
)
"""A dateline in front of the first sentence."""

BYLINE_TAIL = re.compile(
    _any(
        rf"[/(\[]?\s?(?:[가-힣A-Za-z]{{2,12}}\s?=\s?)?{_NAMES}\s?{_ROLE}"
        rf"\s?(?:[(<\[]?\s?{_MAIL}\s?[)>\]]?)?[)\]]?",
        rf"[(<\[]?\s?{_MAIL}\s?[)>\]]?",
    )
    + "$"
)
"""A by-line or mail address behind the last sentence."""

ENGLISH_BYLINE = re.compile(
    r"^(?:[Bb]y|BY):?\s[A-Z][\w.'’-]{1,20}(?:[ ,]{1,2}(?:and\s)?[A-Z][\w.'’-]{0,20}){1,8}$"
)

CREDIT_TAIL = re.compile(
    r"(?:\d{4}[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?\s?)?[ⓒ©]\s?"
    r"(?:[A-Za-z가-힣0-9]{2,12}\s?[=·/ ]\s?)?[A-Za-z가-힣0-9]{2,15}$"
)
"""A picture's credit behind the last sentence: ``2025.05.22 ⓒ 사진사=통신사``."""

PHOTO = re.compile(
    r"^[/\[(<|▲▶]{0,2}\s?"
    + _any(
        "사진",
        "그래픽",
        "자료",
        "영상",
        "이미지",
        "일러스트",
        "출처",
        "photo",
        "photograph",
        "image",
        "source",
        "credit",
    )
    + r"(?:\s?(?:제공|출처|자료|by|credit))?\s?[=:/]"
    + r"|^[ⓒ©]|^(?:photo|image)s? (?:by|courtesy)\b",
    re.IGNORECASE,
)
"""A piece that begins as a credit: ``사진=…``, ``Photo: …``."""

CAPTION_END = re.compile(
    r"(?:^|[.\])/=|,]|[가-힣]\s)\s?[\[(/|]?\s?(?:사진\s?[=:]\s?)?[ⓒ©]?\s?"
    r"(?:(?:[A-Z]{2,5}|신화|로이터|타스|교도)\s?[=·/-]?\s?)?"
    + _AGENCY
    + r"(?:\s?(?:제공|DB|사진|캡처|캡쳐))?\s?[\])]?\.?$"
)
"""A piece that ends in an agency's name, as captions do."""

COPYRIGHT = re.compile(
    _any(
        r"무단\s?(?:전재|복제|배포|도용)",
        r"재배포\s?(?:및[^.]{0,12})?금지",
        "저작권자",
        "all rights reserved",
        r"copyright\s?(?:[ⓒ©]|\(c\)|\d{4})",
        r"[ⓒ©]\s?(?:19|20)\d\d\b",
    ),
    re.IGNORECASE,
)

COMMENT_HEAD = re.compile(
    "^"
    + _any(
        r"댓글\s?(?:\d+|쓰기|보기|입력|목록)?\s?개?",
        r"(?:전체|독자)\s?댓글.{0,12}",
        r"한\s?줄\s?의견",
        r"의견\s?\d+",
        r"\d{0,6}\s?comments?(?: \(?\d+\)?)?",
        r"leave a (?:comment|reply)",
        "join the conversation",
    )
    + "$",
    re.IGNORECASE,
)
COMMENT_NOTE = re.compile(
    _any(
        "등록된 댓글이 없",
        r"댓글\s?(?:등록|작성|쓰기)[은이가]?\s",
        r"로그인\s?(?:한|후|하)[^.]{0,20}댓글",
        r"첫\s?(?:번째)?\s?댓글을",
    )
)
"""What a comment box says while nobody has written anything."""
COMMENTS_BEGIN = re.compile(r"\s(?=댓글\s?\d+(?:\s|$))")

POLL = re.compile(
    "^"
    + _any(
        r"\[?(?:설문|투표|여론조사|poll)\]?\s?[:：\]]",
        r"이 기사[를가에]? (?:어떻게|추천|평가|어떠)",
        r"(?:좋아요|추천해요|슬퍼요|화나요|훈훈해요|후속기사)(?:\s?\d+)?(?:\s|$)",
        r"vote\b.{0,40}$",
    ),
    re.IGNORECASE,
)

TEASER_HEAD = re.compile(
    r"^[\[<【▶■◆\s#]{0,3}"
    + _any(
        r"함께\s?(?:보면|읽으면|볼|읽을)\s?(?:좋은|만한|수)?.{0,10}",
        r"관련\s?(?:기사|뉴스|글|자료|콘텐츠|포스트|링크|키워드)",
        r"(?:추천|인기|주요|최신|실시간|오늘의|화제의)\s?(?:주요\s?)?(?:기사|뉴스|글|포스트|콘텐츠)",
        r"많이\s?본\s?(?:기사|뉴스|글)?",
        r"가장 많이 (?:본|읽은).{0,8}",
        r"이\s?시각\s?(?:주요|많이|추천).{0,10}",
        r"(?:이\s?기자의\s?)?다른\s?(?:기사|글|뉴스).{0,8}",
        r"(?:이전|다음)\s?(?:글|기사)",
        r"related(?: (?:articles?|stories|posts?|news|coverage|topics))?",
        r"(?:read|see) (?:more|also|next)",
        r"you (?:may|might) (?:also )?(?:like|be interested in)",
        r"recommended(?: (?:for you|stories|reading))?",
        r"more (?:from|on|stories|news|in)\b.{0,30}",
        r"most (?:read|popular|viewed)",
        r"trending(?: now)?",
        "top stories",
        r"latest (?:news|stories)",
        "what to read next",
    )
    + r"\s?[\]>】:：]?\s?(?:더\s?보기)?$",
    re.IGNORECASE,
)
"""A heading over links to other articles."""
TEASER_LINE = re.compile(
    "^"
    + _any(
        r"[▶▷☞☛►➤]",
        r"\[?관련\s?(?:기사|뉴스|자료)\]?[\s:：]",
        r"이전(?:글|기사)?\s{0,2}[:：▲]",
        r"다음(?:글|기사)?\s{0,2}[:：▼]",
        r"(?:read more|see also|related)\s?:",
    ),
    re.IGNORECASE,
)

SUMMARY_HEAD = re.compile(
    r"^[\[<【■◆\s]{0,3}"
    + _any(
        r"(?:기사\s?)?(?:세|3|한|1|다섯|5)\s?줄\s?요약",
        r"(?:AI|핵심|기사|본문|내용)\s?(?:자동\s?)?요약",
        r"요약(?:봇|보기)?",
        r"핵심\s?포인트",
        r"editor['’]?s?['’]?\s?(?:pick|note)s?",
        r"에디터\s?(?:픽|노트)",
        r"key (?:points|takeaways)",
        "summary",
        "at a glance",
        "in brief",
        r"tl;?dr",
    )
    + r"\s?[\]>】:：]?$",
    re.IGNORECASE,
)
BULLET = re.compile(r"^(?:[-–•·∙*◦‣○●▲△✔✅]|\d{1,2}[.)]|[①-⑩])\s?")

SUBHEAD_MARK = re.compile(
    r"^[■◆◇□▲△●○◈▣❚#][^#]|^<[^<>]{2,50}>$|^\[[^\[\]]{2,50}\]$|^【[^】]{2,50}】$"
)

_WHEN = _any(
    r"20\d\d[.\-/년]\s?\d{1,2}[.\-/월]\s?\d{1,2}일?",
    r"\d{1,2}[.\-/]\d{1,2}(?![.\d])",
    r"\d{1,2}:\d\d",
    r"[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s20\d\d",
)
STAMP = re.compile(
    _any(
        r"작성(?:일|일시|시간)?",
        r"등록(?:일|일시)?",
        r"(?:기사\s?)?입력(?:일|시간)?",
        "승인",
        r"송고(?:시간)?",
        r"최종\s?(?:수정|업데이트)",
        r"수정(?:일)?",
        "업데이트",
        r"게재(?:일)?",
        r"발행(?:일)?",
        r"[Pp]osted(?: on)?",
        r"[Pp]ublished(?: on)?",
        r"[Uu]pdated(?: on)?",
    )
    + r"\s{0,2}[:：|]?\s{0,2}"
    + _WHEN
)
"""A board's or a paper's date line."""
BARE_STAMP = re.compile(
    r"^20\d\d[.\-/년]\s?\d{1,2}[.\-/월]\s?\d{1,2}[.일]?\s?"
    r"(?:\(?[월화수목금토일]\)?(?:요일)?)?\s?(?:오전|오후)?\s?(?:\d{1,2}:\d\d(?::\d\d)?)?$"
)

FURNITURE = re.compile(
    "^"
    + _any(
        r"조회\s?(?:수)?\s?[:：]?\s?[\d,]+",
        r"추천\s?(?:수)?\s?[:：]?\s?\d+",
        "목록",
        "인쇄",
        r"공유(?:하기)?",
        "스크랩",
        r"글자\s?(?:크기|크게|작게).{0,12}",
        "맨\\s?위로",
        "닫기",
        r"(?:기사\s?)?(?:구독|저장|제보)(?:하기)?",
        r"본문\s?(?:바로가기|듣기).{0,10}",
        "메뉴.{0,6}",
        "홈",
        "TOP",
        r"더\s?보기",
        "로그인",
        "회원가입",
        "검색",
        "이메일",
        r"URL\s?복사.{0,8}",
        r"(?:페이스북|트위터|카카오(?:톡|스토리)|네이버|밴드|링크)[\s가-힣]{0,20}",
        "share(?: this)?.{0,20}",
        "print",
        "subscribe.{0,20}",
        "sign (?:in|up)",
        "log ?in",
        "menu",
        "home",
        "search",
        "advertisement",
        "ad",
        "skip to .{1,20}",
    )
    + "$",
    re.IGNORECASE,
)
TAGS_LINE = re.compile(r"^(?:#[^\s#,]{1,30}[\s,]{0,2}){1,40}$")
TRAIL = re.compile(r"^(?:홈|HOME|Home)\s?[>›»]")

GLUED = re.compile(r"[다요죠까]\.[\"'”’)]{0,2}(?=[가-힣A-Z0-9\"'“‘\[<■◆▲])")
"""A Korean sentence's end with the next thing stuck to it."""
