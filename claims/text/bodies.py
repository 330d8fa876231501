"""What a name that no gazetteer knows is the name of: a person, a firm, or another body.

Korean says it with the last syllables (한별제약, 새봄연대), English with a noun (the Institute of
Tides, Seagull Air). Where neither says so nothing is known, and nothing is guessed.
"""

from __future__ import annotations

import re

FIRM_SURELY_KO = (
    r"(?:제약|조선|전자|증권|중공업|건설|화학|바이오|그룹|항공|물산"
    r"|제철|철강|해운|홀딩스|손해보험|캐피탈|자산운용|케미칼|모터스|머티리얼즈|시스템즈|네트웍스|텔레콤"
    r"|엔터테인먼트|바이오로직스|헬스케어|벤처스|인베스트먼트|랩스|로보틱스|게임즈|컴퍼니|정유|제지|제과)"
)
"""Endings of the names of Korean firms that hardly end any other word."""

FIRM_KO = (
    rf"(?:{FIRM_SURELY_KO}|은행|통신|자동차|산업|식품|물류|유통|생명|화재"
    r"|카드|반도체|에너지|테크|소프트|디스플레이|백화점|호텔|소재|정밀|솔루션|타이어|스튜디오)"
)
"""How the names of Korean firms end, where a name is known to be one: with what the firm does."""

PUBLIC_KO = (
    r"(?:부|청|처|원|국|위원회|당국|정부|행정부|협회|재단|연구소|연구원|연구센터|센터|대학|대학교|대학원|병원|의료원|보건소|진흥원|관리원"
    r"|법원|지법|고법|대법|헌법재판소|헌재|지검|고검|검찰|검찰청|경찰|경찰서|소방서|해경|세관|의회|하원|상원|총국|판공실|백악관|크렘린궁?|총리실|대통령실|국정원|시|군|구|본부|공단|공사"
    r"|노조|노동조합|노총|조합|연맹|연합|연합회|총연합|연대|모임|단체|학회|의사회|변호사회|상공회의소|거래소|중앙회|총회|대책위|연구팀|연구진"
    r"|박물관|미술관|도서관|극장|동물원|학교|구단|여당|야당|정당|재판부|변호인단?|유족|(?:유)?가족들?|심판원|개발원)"
)
"""How the names of Korean bodies that are no firms end."""

TITLE = re.compile(
    r"(?:사무국장|사무처장|사무총장|이사장|대통령|총리|장관|차관|대변인|회장|사장|대표|의원|위원장|위원|교수|(?<![가-힣]{3})연구원|박사|시장|지사|총재|행장|청장|처장"
    r"|원장|국장|과장|부장|팀장|본부장|센터장|이사|감독|변호사|검사|판사|기자|씨|CEO|CFO|COO|최고\s?경영자|창업자|부회장|부사장"
    r"|수석|실장|주석|부총리|특사|대사|의장|총장|서기|단장|(?<!공)소장|애널리스트|연구위원|책임자|보좌관|차관보|주임|군수|구청장|서장|지부장|조합장|학장)$"
)
"""What somebody is called who speaks for a body or leads it; it ends the Korean phrase.
김가람 연구원 is a person, 한국나루연구원 an institute."""

_HANGUL = re.compile(r"[가-힣]")
_FIRM = re.compile(rf"(?:(?<=[가-힣]{{2}}){FIRM_KO}|회사|기업|업체|제조사)$")
_PUBLIC = re.compile(rf"{PUBLIC_KO}$")
_NOUN_EN = re.compile(
    r"\b(?:ministry|department|commission|committee|agency|authority|institute|universit(?:y|ies)|college|school"
    r"|hospital|association|union|federation|council|court|tribunal|police|board|office|cent(?:er|re)|society"
    r"|foundation|service|administration|bureau|alliance|coalition|network|assembly|parliament|prosecutors?"
    r"|prosecution|watchdog|regulator|exchange|observatory|laborator(?:y|ies)|team|researchers|league|party|government"
    r"|city|county|province|municipality|charity|campaign|museum|gallery|library|theat(?:er|re)|zoo|auditor|ombudsman|authorities|families|relatives|guard"
    r"|group)\b",
    re.IGNORECASE,
)
_FIRM_EN = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|PLC|LLC|Air|Airlines|Airways|Chemicals?|Pharmaceuticals?|Pharma|Motors?|Electronics"
    r"|Holdings|Group|Industries|Steel|Shipbuilding|Shipping|Marine|Energy|Logistics|Securities|Partners|Capital"
    r"|Technolog(?:y|ies)|Systems|Foods?|Heavy|Bank|Semiconductors?|Engineering|Construction|Telecom|Bio)\b"
    r"|\b(?:company|firm|maker|airline|carrier|lender|builder|operator|insurer|retailer|startup|brokerage)\b"
)
_PERSON_EN = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z]\.)?(?:\s(?:[A-Z][\w’'-]+|van|de|bin|al)){1,3}")
_ONE_NAME_EN = re.compile(r"[A-Z][\w’'&-]+")


def sort_of(name: str) -> str:
    """``person``, ``company``, ``body``, or nothing where the name does not tell."""
    if _HANGUL.search(name):
        if TITLE.search(name):
            return "person"
        if _FIRM.search(name):
            return "company"
        return "body" if _PUBLIC.search(name) else ""
    if _FIRM_EN.search(name):
        return "company"
    if _NOUN_EN.search(name):
        return "body"
    if _PERSON_EN.fullmatch(name):
        return "person"
    return "company" if _ONE_NAME_EN.fullmatch(name) else ""
