"""Who issued a Korean directive, and to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.findings import FoundMention

_AUTHORITY = (
    r"(?:[가-힣A-Za-z·]{1,12}\s){0,2}?[가-힣A-Za-z]{0,10}"
    r"(?:정부|당국|부처|행정부|위원회|감독원|규제\s?기관|기관|상무부|외교부|재무부|국방부|법무부|교육부|환경부|산업부"
    r"|정보화부|복지부|노동부|국토부|기술부|통상부|경제부|무역부|내무부|산업성|에너지부|관세청|해관총서|국무원|공산당|정치국|연준|상원|하원|세관|안보국|집행위|집행위원회|판공실|백악관|의회|국회|법원|경찰|검찰|관리들|당국자들|시청|도청|교육청|보건소"
    r"|대통령|총리|장관|서울시장|부산시장|식약처|질병청|공정위|금융위|금감원|방통위|중앙은행|한국은행)"
)
_ISSUES = re.compile(
    rf"(?P<who>{_AUTHORITY})(?:\([^)]{{1,20}}\))?(?:은|는|이|가|에서|도)(?![가-힣]|\s아닌)"
)
_ISSUED_BY = re.compile(
    rf"(?P<who>{_AUTHORITY})(?:\([^)]{{1,20}}\))?(?:(?:의|로부터|으로부터|에\s?의해|측)(?![가-힣])"
    r"|(?=\s(?:지침|명령|지시|규제|조치|방침)))"
)
_AUTHORITIES = frozenset({"government", "agency"})
_CLAUSE_WORD = re.compile(
    r"(?:[은는이가을를날]|^시|따라|대로|해|하여|서|고|면|며|인|한|면서|에서|에|등)$"
)
_ACTS_ITSELF = re.compile(
    r"(?:\([^)]{1,20}\))?(?:은|는|이|가|도|으로부터|로부터|에\s의해)(?![가-힣])"
)
_NEAR = 20  # code points between a genitive and the directive it issued
_SUBJECT = re.compile(r"[가-힣A-Za-z0-9](?:은|는|이|가)\s")
_LEAD = re.compile(
    r"(?:최근|정작|그러나|하지만|뒤|월|일|날|이후|앞서|한편|또|또한|특히|올해|지난해|작년|지난달|다만|실제로?|이에|당시|초|말|전"
    r"|이날|전날|이유로|일부|결국|그리고|별도로|현재|다시|먼저|당초|애초|이미|해당|관련해)\s"
)
_TO = re.compile(
    r"(?P<who>(?:[가-힣A-Za-z·]{1,12}\s){0,3}?[가-힣A-Za-z]{0,8}(?:기업|업체|회사|은행|기관|시민|주민|학교|병원|국민|사업자|상인)들?)"
    r"(?:에게|에)(?![가-힣])"
)
_TO_NAME = re.compile(r"(?:에게|에|등에|에는|측에)(?![가-힣])")


def issuer(
    text: str,
    start: int,
    end: int,
    at: int,
    around: tuple[int, int],
    mentions: Sequence[FoundMention],
) -> str:
    """The authority that acts: the nearest before the act, else in or before the clause; or ""."""
    for first, last in ((start, at), (at, end), (around[0], end)):
        issuing = [
            (match.start("who"), match.end("who"), _without_clause(match["who"]))
            for expression in (_ISSUES, _ISSUED_BY)
            for match in expression.finditer(text, first, last)
        ]
        issuing += [
            (one.start, one.end, one.original)
            for one in mentions
            if first <= one.start
            and one.end <= last
            and (
                one.kind in _AUTHORITIES or (one.kind == "place" and _place_acts(text, one.end, at))
            )
        ]
        acting = [one for one in issuing if _ACTS_ITSELF.match(text, one[1], last)]
        if acting or issuing:
            # The nearest before the act; of two readings of one phrase the longer.
            return max(acting or issuing, key=lambda one: (one[1], len(one[2])))[2]
    return ""


def _place_acts(text: str, end: int, at: int) -> bool:
    """중국이 금지했다, 중국의 수출 통제: not 중국의 공장이 닫혔다, not 중국에서."""
    if _ACTS_ITSELF.match(text, end):
        return True
    owned = text.startswith("의", end) and 0 < at - end <= _NEAR
    return owned and _SUBJECT.search(text, end, at) is None


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
    while lead := _LEAD.match(phrase):
        phrase = phrase[lead.end() :]
    words = phrase.split()
    for index in range(len(words) - 2, -1, -1):
        if _CLAUSE_WORD.search(words[index]):
            return " ".join(words[index + 1 :])
    return " ".join(words)
