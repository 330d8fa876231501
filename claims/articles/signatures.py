"""The words by which pages of news say whose work is on them, Korean and
English: datelines, by-lines, sign-offs, credits, captions and notices of copyright.

Patterns only, as in :mod:`claims.articles.wording`.
"""

from __future__ import annotations

import re

_NAME = r"[가-힣]{2,4}"
NAMES = rf"{_NAME}(?:[·,\s]\s?{_NAME}){{0,3}}"
ROLE = (
    r"(?:(?:객원|인턴|선임|전문|수습|시민)?\s?기자|특파원|통신원|논설위원|편집위원|평론가"
    r"|칼럼니스트"
    r"|앵커|리포터|에디터|PD)"
)
MAIL = r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}"
_OPEN, _CLOSE = r"[(\[【〔<]", r"[)\]】〕>]"


def any_of(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_AGENCY = any_of(
    r"연합뉴스(?:TV)?",
    "뉴시스",
    "뉴스1",
    "뉴스핌",
    "로이터(?:통신)?",
    r"신화(?:통신|사)?",
    "타스",
    "교도",
    "블룸버그",
    r"게티\s?이미지(?:뱅크|스|코리아)?",
    "셔터스톡",
    "픽사베이",
    "언스플래시",
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

_OUTLET_END = r"(?:뉴스|신문|일보|경제|투데이|데일리|타임스|방송|통신|저널|미디어|닷컴|TV)"
DATELINE = re.compile(
    any_of(
        # (뉴욕=연합뉴스) 홍길동 특파원 =
        rf"{_OPEN}\s?[가-힣A-Za-z·,/ ]{{1,30}}\s?=\s?[가-힣A-Za-z0-9·/ ]{{2,20}}"
        rf"(?:\s{MAIL})?{_CLOSE}"
        rf"(?:\s?{NAMES}\s?{ROLE}(?:[·,\s]\s?{_NAME}\s?{ROLE}){{0,2}}(?=\s?=|$)"
        rf"|\s?[가-힣]{{3}}\s?{ROLE}(?=\s(?!회견|간담회)))?",
        # [어느신문 홍길동 기자], [홍길동 기자]
        rf"{_OPEN}\s?(?:[가-힣A-Za-z0-9]{{2,12}}\s(?:[|ㅣ]\s)?)?(?:{NAMES}"
        rf"|AI)\s?{ROLE}(?:\s{MAIL})?\s?{_CLOSE}",
        # [어느신문]
        rf"{_OPEN}[가-힣A-Za-z0-9]{{1,8}}{_OUTLET_END}{_CLOSE}(?=\s)",
        # 홍길동 기자 = ; 뉴욕=홍길동 특파원
        rf"{NAMES}\s?{ROLE}(?=\s?=)",
        rf"(?!사진|그래픽|영상|자료|글|취재|정리|이미지)[가-힣]{{2,6}}\s?=\s?{NAMES}\s?{ROLE}",
        # Aug 14 (Agency) -
        r"(?:[A-Z][A-Za-z. ]{2,30},\s)?[A-Z][a-z]{2,8}\.?\s\d{1,2}\s\([A-Z][A-Za-z ]{1,30}\)"
        r"(?=\s[-–—])",
        # SEOUL, Aug 14 (Agency) -
        r"[A-Z][A-Z .]{2,30}(?:,\s[A-Z][A-Za-z.]{2,12}\s\d{1,2})?"
        r"\s\([A-Z][A-Za-z ]{1,30}\)(?=\s[-–—])",
    )
    + r"\s?(?:[=:–—]|-{1,2})?\s{0,2}"
)
"""A dateline in front of the first sentence."""

SPEAKER = re.compile(
    r"(?:[\[<【(]\s?|◀\s?)"
    + any_of(
        r"앵커(?:\s?멘트)?",
        r"리포트|리포터|기자(?:\s?멘트)?",
        r"녹취|인터뷰|현장음|자막|멘트|VCR|CG|END|스튜디오|출연|아나운서|질문|답변",
    )
    + r"(?:\s?\d)?(?:\s?[\]>】)]|\s?▶)\s?"
)
"""Who speaks next in a broadcaster's script: ``[앵커]``, ``◀ 리포트 ▶``."""

SIGN_OFF = re.compile(
    r"(?:지금까지\s)?(?:[가-힣]{2,10}에서\s)?"
    r"(?:[A-Z가-힣][A-Za-z가-힣0-9]{1,9}\s?뉴스|연합뉴스TV|TV조선|채널A|[A-Z]{3,5})"
    rf"\s{_NAME}(?:입니다|이었습니다|였습니다)\.?$"
    rf"|(?:{_NAME}\s?(?:기자|특파원|앵커|리포터)|보도에\s{_NAME}\s?(?:기자|특파원))"
    r"(?:가|이|의)?\s?(?:단독\s?)?"
    r"(?:(?:취재|보도|리포트|설명|점검|정리|분석|소개)(?:했|합|해\s?드립|해드립|하겠습|입)?니다"
    r"|전합니다"
    r"|전해\s?드립니다|만났습니다|다녀왔습니다|돌아봤습니다|짚어봤습니다|알아봤습니다|입니다)\.?$"
)
"""How broadcasters hand over and sign off: ``… 뉴스 홍길동입니다.``"""

_PLACED = r"(?:[가-힣A-Za-z()]{2,12}\s?[=/]\s?|[가-힣A-Za-z0-9]{2,12}\s)?"
BYLINE_TAIL = re.compile(
    any_of(
        rf"[/(\[|ㅣ▶]?\s?(?:글\s?[·/]?\s?사진\s?[=/:]?\s?|글\s?[=/:]?\s?|정리\s?[=/:]?\s?)?"
        rf"{_PLACED}{NAMES}\s?(?:[가-힣A-Za-z0-9]{{2,10}}\s)?{ROLE}"
        rf"\s?(?:[(<\[/|]?\s?{MAIL}\s?[)>\]]?)?[)\]]?",
        rf"[(<\[]?\s?(?:{_NAME}\s?[(/|:=]?\s?)?{MAIL}\s?[)>\]]?(?:\s?[/|]?\s?{NAMES}\s?{ROLE})?",
        r"[(\[/]?\s?(?:디지털|온라인)[가-힣]{2,6}(?:팀|부|국)(?:\s?기자)?[)\]]?",
        rf"기자\s{_NAME}",
    )
    + "$"
)
"""A by-line or mail address behind the last sentence."""

_CREW_ROLE = any_of(
    r"촬영(?:\s?기자)?",
    r"영상\s?(?:취재|편집|디자인|제공)?",
    r"화면\s?제공",
    r"그래픽|취재|편집|VJ|CG|PD|연출|구성|제작|번역|감수|정리|글|사진|기획|진행|삽화|디자인",
    r"자료\s?조사|리서처|오디오|인턴",
)
CREW = re.compile(
    r"^[\[(<]?\s?"
    rf"(?:{_CREW_ROLE}(?:[·/,]\s?{_CREW_ROLE})?(?:\s?[:：=|]\s?|\s){NAMES}(?:\s?{ROLE})?"
    r"[\s/,|·]{0,3}){1,8}[\])>]?$"
)
"""Who filmed, cut and drew."""

ENGLISH_BYLINE = re.compile(
    r"^\(?(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [A-Z].{2,200}$|"
    r"^(?:(?:Written|Reporting|Reported|Story|Edited|Editing)\s)?(?:[Bb]y|BY):?\s"
    r"[A-Z][\w.'’-]{1,20}(?:[ ,;]{1,2}(?:and\s|in\s)?[A-Z][\w.'’-]{0,20}){1,12}\.?$"
)

CREDIT_TAIL = re.compile(
    r"(?:\d{4}[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?\s?(?:/\s?[가-힣A-Za-z0-9]{2,8}\s?)?)?"
    r"(?:[ⓒ©]\s?(?:[A-Za-z가-힣0-9]{2,12}\s?[=·/ ]\s?)?[A-Za-z가-힣0-9]{2,15}(?:\s?(?:기자"
    r"|제공))?\s?){1,3}$"
)
"""A picture's credit behind the last sentence: ``2025.05.22 ⓒ 사진사=통신사``."""
SCENE = re.compile(r"(?:고|어|아)\s있(?:다|습니다)[.\s]{0,2}$|모습(?:이다|입니다)?[.\s]{0,2}$")
"""How captions tell what is to be seen: ``… 둘러보고 있다.``"""

_PICTURE = (
    r"(?:사진|그래픽|자료|영상|이미지|일러스트(?:레이션)?"
    r"|인포그래픽|삽화|그림|출처|캡처|캡쳐|썸네일)"
)
PHOTO = re.compile(
    r"^[/\[(<|▲▶△■]{0,2}\s?"
    + any_of(
        _PICTURE,
        "photo(?:graph)?s?",
        "image",
        "illustration",
        "graphic",
        "video",
        "source",
        "credit",
    )
    + r"(?:\s?(?:제공|출처|자료|캡처|캡쳐|AI|by|credit|사진))?\s?[=:：/|ㅣ]"
    + r"|^[ⓒ©]|^(?:photo(?:graph)?|image|illustration|graphic|photo illustration)s?"
    r" (?:by|courtesy|credit)\b|^courtesy of\b|^(?:file photo|file)\s?[:–—-]",
    re.IGNORECASE,
)
"""A piece that begins as a credit: ``사진=…``, ``Photo: …``."""
PHOTO_INSIDE = re.compile(
    r"(?<=[.?!다])\s?(?:"
    r"[\[(<]\s?(?:사진|그래픽|이미지|영상)\s?(?:제공|출처|캡처)?\s?[=:：]\s?[^\[\]()<>=]{2,30}[\])>]"
    r"|/?(?:사진|그래픽|이미지|영상)\s?(?:제공|출처|캡처)?\s?[=:：]\s?"
    rf"(?:[A-Z]{{2,5}}\s?[=·/]?\s?)?(?:{_AGENCY}|[^\s.,()\[\]<>]{{2,12}})(?:\s(?:제공|캡처))?"
    r")(?=\s|$)"
)
"""A picture's credit that stands, without a line of its own, between two sentences."""

CAPTION_END = re.compile(
    r"(?:^|[.\])/=|,·]|[가-힣\"'’”)]\s)\s?[\[(/|]?\s?(?:사진\s?[=:]\s?)?[ⓒ©]?\s?"
    r"(?:(?:[A-Z]{2,5}|신화|로이터|타스|교도)\s?[=·/-]?\s?)?"
    + _AGENCY
    + r"(?:\s?(?:제공|DB|자료\s?사진|사진|캡처|캡쳐|via [A-Za-z ]{2,20}))?"
    r"(?:[.,]?\s?재판매[^\])]{0,20})?\s?[\])]?\.?$"
)
"""A piece that ends in an agency's name, as captions do."""
CAPTION_SOURCE = re.compile(
    rf"[./|\[(<,ⓒ)\s]\s?{_PICTURE}\s?(?:제공|출처|자료|캡처)?\s?[=:：|ㅣ]\s?[^=:：]{{1,40}}$"
    r"|[./|\[(<]\s?[가-힣A-Za-z0-9·&'’ ]{1,25}\s?"
    r"(?:제공|캡처|캡쳐|DB|갈무리|홈페이지|페이스북|인스타그램|유튜브|뉴스룸)\s?[\])>]?\.?$"
    r"|\s?[ⓒ©]\s?[가-힣A-Za-z0-9 ,.·=/'’-]{2,40}$"
    r"|[.,)|]\s(?:photo(?:graph)?|picture|image|credit|illustration|source|video)s?"
    r"(?:\s(?:by|credit|courtesy))?\s?[:/]\s?[^.:]{2,60}$"
    r"|\((?:photo|image|picture|credit|source|ap photo)[:/ ][^()]{1,80}\)$",
    re.IGNORECASE,
)
"""A piece that ends in the source of a picture: ``… /사진=시청``, ``… (출처: 시청)``."""
DATA_SOURCE = re.compile("자료|출처|표")

COPYRIGHT = re.compile(
    any_of(
        r"무단\s?(?:전재|복제|배포|도용|사용)",
        r"(?:재배포|재판매)\s?(?:및[^.]{0,12})?금지",
        "저작권자",
        "all rights reserved",
        r"copyrights?\s?(?:[ⓒ©]|\(c\)|\d{4})",
        r"[ⓒ©]\s?(?:19|20)\d\d\b",
        r"may not be (?:published|reproduced|redistributed)",
    ),
    re.IGNORECASE,
)
COPYRIGHT_START = re.compile(
    r"[<(\[※\s]{0,3}(?:저작권자|copyrights?\b|[ⓒ©]|all rights reserved"
    r"|무단\s?(?:전재|복제|배포)\s?(?:및|[-,·/]))",
    re.IGNORECASE,
)
COPYRIGHT_NOTICE = re.compile(
    any_of(
        r"무단\s?(?:전재|복제|배포|도용|사용)[^.]{0,40}"
        r"(?:금지|금합니다|금지합니다|금지됩니다|금함|불허|불허합니다|받을 수 있습니다)",
        r"저작권(?:은|법)[^.]{0,60}(?:있습니다|받습니다|보호됩니다)",
        r"may not be (?:published|reproduced|redistributed)",
    )
    + r"[\s.\])>]{0,3}$"
)
"""A copyright notice in full sentences, which news about copyright does not end in."""
