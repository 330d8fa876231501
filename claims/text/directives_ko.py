"""Korean directives: which term of a clause is its act, who issued it, to whom, how far it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.directive_terms import ChosenTerm
from claims.text.findings import DirectiveStatus, FoundMention

FLAGS = 0
BOUNDARY = ""

_JUSTIFY = re.compile(r"사유|이유|소명|필요성|해명")
# What must follow a term for it to be what happens, not only what is spoken of.
_ACTS = re.compile(
    r"(?:하|했|한|할|함|해|되|됐|된|될|돼|받|시[키켰킨]|토록|키로|령|조치|책|안)"
    r"|(?:을|를|도|이|가|의)?\s?(?:'|’|”)?\s?(?:\([^)]{0,30}\))?(?:을|를)?\s?(?:내[리린렸려]|내놓|발표|시행|부과|가하|가했|가한|넣"
    r"|적용|받|발동|강화|명령|지시|통보|요구|요청|권고|촉구|조치|방안|절차|대상|의무|서명|연장|해제|취소|철회|거부|유지|검토|논의)"
    r"|\s?(?:형식|방식|차원)으로|이라는|라는|\s?중"
)
_DENIED = re.compile(
    r"(?:하|되|받|를\s?하|을\s?하)?지\s?(?:않|못|아니)|(?:을|를)?\s?(?:거부|불허|반려)|(?:은|는|이|가)?\s?(?:아니|없)"
)
_LIFTED = re.compile(r"(?:을|를|가|이|도)?\s?(?:전면\s|일부\s)?(?:해제|철회|완화|풀|폐지|종료)")
_INSTEAD = re.compile(r"(?:하는|하기)?\s?(?:대신|보다는?|가\s?아니라|이\s?아니라)")
_MEASURE = re.compile(r"(?:하는|할|시키는)?\s?(?:조치|방안)")
# 허용한 H20보다: the act only describes a thing, unless the noun is itself the measure.
_RELATIVE = re.compile(
    r"(?:한|된|받은|했던|되는|하는)\s(?!방안|조치|것|바|상태|중|정책|방침|지침|명령|실정|상황|내용|이후|뒤|데|채|가운데|셈"
    r"|규정|법|행정|조건)(?=[가-힣A-Za-z0-9])"
)
_ONLY = re.compile(r"(?:만|제한적(?:인|으로)?|한해)\s?[^,]{0,20}$")
_SPOKEN_OF = re.compile(
    r"(?:하|되)?기\s?(?:위해|위한|전에|때문)|(?:\s?(?:조치|정책|요구|방침))?(?:에|의)\s?(?:대응|대비|맞서|부합|관한)"
    r"|(?:\s?[가-힣]{1,4}){0,2}(?:을|를)\s?(?:준수|무시|피하|회피|우회|앞두|비판|앞서|어기|위반|따르)"
)

_AUTHORITY = (
    r"(?:[가-힣A-Za-z·]{1,12}\s){0,2}?[가-힣A-Za-z]{0,10}"
    r"(?:정부|당국|부처|행정부|위원회|감독원|규제\s?기관|기관|상무부|외교부|재무부|국방부|법무부|교육부|환경부|산업부"
    r"|정보화부|복지부|노동부|국토부|기술부|통상부|판공실|백악관|의회|국회|법원|경찰|검찰|시청|도청|교육청|보건소"
    r"|대통령|총리|장관|시장|식약처|질병청|공정위|금융위|금감원|방통위|중앙은행|한국은행)"
)
_ISSUES = re.compile(
    rf"(?P<who>{_AUTHORITY})(?:\([^)]{{1,20}}\))?(?:은|는|이|가|에서|도)(?![가-힣])"
)
_ISSUED_BY = re.compile(
    rf"(?P<who>{_AUTHORITY})(?:\([^)]{{1,20}}\))?(?:(?:의|로부터|으로부터|에\s?의해|측)(?![가-힣])"
    r"|(?=\s(?:지침|명령|지시|규제|조치|방침)))"
)
_AUTHORITIES = frozenset({"government", "agency"})
_CLAUSE_WORD = re.compile(r"(?:[은는이가을를날]|해|하여|서|고|면|며|인|한|면서|에서|에|등)$")
_SUBJECT = re.compile(r"(?:은|는|이|가|도|에서|의|으로부터|로부터)(?![가-힣])")
_TO = re.compile(
    r"(?P<who>(?:[가-힣A-Za-z·]{1,12}\s){0,3}?[가-힣A-Za-z]{0,8}(?:기업|업체|회사|은행|기관|시민|주민|학교|병원|국민|사업자|상인)들?)"
    r"(?:에게|에)(?![가-힣])"
)
_TO_NAME = re.compile(r"(?:에게|에|등에|에는|측에)(?![가-힣])")

_STATUS = (
    (re.compile(r"논의|검토|저울질|추진|고려|거론|조율|협의"), DirectiveStatus.UNDER_DISCUSSION),
    (
        re.compile(r"[을할될릴]\s?(?:것|전망|예정|방침|계획|수\s?있)|예상|전망|해야|거쳐야|예고"),
        DirectiveStatus.EXPECTED,
    ),
    (re.compile(r"고\s?있|중이|상태|시행"), DirectiveStatus.IN_FORCE),
    (re.compile(r"발표|밝혔|밝힌|공표|선언"), DirectiveStatus.ANNOUNCED),
    (re.compile(r"했|됐|한|된|내렸|내린|받|하며|하고|라는|라고"), DirectiveStatus.ISSUED),
)


def pattern(term: str) -> tuple[str, str]:
    """The first letter, and the rest with particles and one adverb between its words."""
    first, *more = term.split()
    words = [re.escape(first[1:]), *(re.escape(word) for word in more)]
    between = r"(?:을|를|의|에|이|가)?\s?(?:(?:전면|즉각|일시|사실상|추가|신규)\s)?"
    return re.escape(first[0]), between.join(words)


def choose(text: str, start: int, end: int, terms: re.Pattern[str]) -> ChosenTerm | None:
    """The act of a clause: a demand for reasons where there is one, else the last that acts."""
    found = [
        match
        for match in terms.finditer(text, start, end)
        if not _INSTEAD.match(text, match.end(), end)
        and not _SPOKEN_OF.match(text, match.end(), end)
    ]
    acting = [match for match in found if _is_act(text, match, end)]
    justifying = [match for match in found if _JUSTIFY.search(match.group())]
    if justifying and (acting or _demands(text, justifying[-1].end(), end)):
        chosen = justifying[-1]
    elif acting:
        chosen = acting[-1]
    else:
        return None
    lifted = _LIFTED.match(text, chosen.end(), end) is not None
    denied = _DENIED.match(text, chosen.end(), end) is not None
    only = _ONLY.search(text, max(start, chosen.start() - 24), chosen.start()) is not None
    return ChosenTerm(
        chosen.lastgroup or "", chosen.start(), chosen.end(), lifted or denied, lifted, only
    )


def implies_authority(text: str, at: int, end: int) -> bool:
    """금지하는 방안, 금지 조치: only an authority has such measures, named or not."""
    return _MEASURE.match(text, at, end) is not None


def issuer(
    text: str,
    start: int,
    end: int,
    around: tuple[int, int],
    mentions: Sequence[FoundMention],
) -> str:
    """The authority that acts: in the clause, else earlier in its sentence; "" if there is none."""
    for first, last in ((start, end), (around[0], end)):
        for expression in (_ISSUES, _ISSUED_BY):
            match = expression.search(text, first, last)
            if match:
                return _without_clause(match["who"])
        for one in mentions:
            inside = first <= one.start and one.end <= last
            if not inside:
                continue
            if one.kind in _AUTHORITIES:
                return one.original
            if one.kind == "place" and _SUBJECT.match(text, one.end, last):
                return one.original
    return ""


def status(text: str, at: int, end: int, lifted: bool) -> DirectiveStatus:
    """How far it has come, by what follows the act."""
    if lifted:
        return DirectiveStatus.REVOKED
    for expression, value in _STATUS:
        if expression.search(text, at, end):
            return value
    return DirectiveStatus.UNKNOWN


def addressee(
    text: str, start: int, end: int, issued_by: str, mentions: Sequence[FoundMention]
) -> str:
    """Who must do it, where the text says plainly …에게 or …에."""
    match = _TO.search(text, start, end)
    if match and _without_clause(match["who"]) != issued_by:
        return _without_clause(match["who"])
    for one in mentions:
        named = one.kind == "company" and start <= one.start and one.end <= end
        if named and _TO_NAME.match(text, one.end, end):
            return one.original
    return ""


def _without_clause(phrase: str) -> str:
    """The noun phrase without words of the clause before it: 인용해 규제 당국 is 규제 당국."""
    words = phrase.split()
    for index in range(len(words) - 2, -1, -1):
        if _CLAUSE_WORD.search(words[index]):
            return " ".join(words[index + 1 :])
    return " ".join(words)


def _is_act(text: str, match: re.Match[str], end: int) -> bool:
    if _RELATIVE.match(text, match.end(), end):
        return False
    if match.group().endswith(("도록", "라고", "아야", "기로")):
        return True
    return _ACTS.match(text, match.end(), end) is not None


def _demands(text: str, at: int, end: int) -> bool:
    return re.search(r"요구|요청|제출|밝히라|설명하라|소명|하라", text[at:end]) is not None
