"""How a Korean clause commits itself: by its ending, whatever its truth.

An impersonal ending (알려졌다, 전해졌다, 분석이 나온다) is hearsay, a judgement nobody is named for
(보인다, 예상된다, ~ㄹ 수 있다) speculation.
"""

from __future__ import annotations

import re

from claims.text.clauses import Clause
from claims.text.findings import Hedge

_SAYS = r"(?:분석|관측|의견|주장|평가|얘기|이야기|지적|전망|말|우려|해석|진단|추측|보도|소문|설)"
_HEARSAY = re.compile(
    r"(?:알려|전해|거론|회자|여겨|간주)(?:지|졌|진|집|된|되|됐|돼|됩)|소문이|(?:고|로|는)\s?평가(?:된|되|됐|됩|받)"
    rf"|{_SAYS}(?:이|도|가|까지|마저)?\s?(?:나온|나오|나왔|나옵|제기|적지|많|있(?!는|던|을)|잇따|우세|지배적|흘러)"
    r"|해석(?:됐|된|되|됩)|꼽(?:힌|히|혔|힙)|(?:보도|소개)(?:됐|된|되|됩)|(?:다|라)고\s?(?:한다|합니다|하는데|해요|하네요)"
    r"|것으로\s?(?:알려|전해|파악)|다는\s?(?:전언|후문)"
)
_SPECULATIVE = re.compile(
    r"것으로\s?(?:보인|보이|보여|보입|예상|전망|추정|관측|기대|풀이|해석)|풀이(?:된|되|됐|됩)|(?:예상|전망|추정|관측|예측)(?:된|되|됐|됩|이)"
    r"|(?:로|으로|듯)\s?보(?:인|이|여)|ㄹ\s?듯|[을릴할될갈날올](?:\s?(?:가능성|수도|듯|전망|것으로))"
    r"|[아어여해워와]\s보(?:인다|입니다|이네|여요|이죠)|까\s?싶|모양이|셈이|시사(?:했|한|하)|우려(?:된|되|됐|도|가(?!\s있는)|한|했)|수\s?있다는\s(?:것|분석|지적|우려)"
)
# Somebody who says so and does not commit himself either.
_UNSURE = re.compile(r"지도\s모(?:른다고|르겠|릅니다)|수도\s있(?:거든|어요|겠)")
_MAY = re.compile(
    r"(?<!라\s할\s)(?<!라고\s할\s)(?<!라고\s볼\s)(?<!다고\s볼\s)수(?:도)?\s?있(?:다는|을|는\s?것|다고\s?보|다\.|습니다|죠|어요)|지도\s?모"
)


def hedge(text: str, clause: Clause, attributed: bool) -> Hedge:
    """How the clause commits itself; a voice of its own makes it reported."""
    words = text[clause.start : clause.end]
    if attributed:
        return Hedge.SPECULATIVE if _UNSURE.search(words[-40:]) else Hedge.REPORTED
    ending = words[-40:]
    if _HEARSAY.search(ending):
        return Hedge.HEARSAY
    if _SPECULATIVE.search(ending) or _MAY.search(words[-20:]):
        return Hedge.SPECULATIVE
    return Hedge.ASSERTED
