"""What sort of claim a clause makes, whether it denies, and how much it is worth checking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text import kinds_ko
from claims.text.findings import (
    DirectiveStatus,
    FoundDirective,
    FoundMention,
    FoundQuantity,
    FoundTime,
    FoundVoice,
    Hedge,
    Kind,
    Polarity,
    VoiceKind,
)
from claims.text.predicates_ko import Assertion

# Every syllable that ends in ㄹ, as the ending of what is still to come does: 늘릴 예정이다.
_RIEUL = "".join(map(chr, range(0xAC00 + 8, 0xAC00 + 11172, 28)))
_OPINION = re.compile(
    r"생각(?:한다|합니다|해요)|것\s같(?:다|습|아)|풀이|해석|분석(?:이|도|인)|평가|뚜렷|셈이|뜻으로|의미가\s?(?:크|있)"
    r"|우려(?:된|되|가\s나)|바람직|안타깝|불과하|심각하|긍정적|부정적|여겨|듯하|듯\s?보"
    r"|(?:분석|관측|지적|전망|해석|평가|우려|의견|목소리|비판|말|얘기)(?:이|도|가)?\s?(?:제기|나오|나온|나옵|나왔)"
    rf"|[{_RIEUL}]까\s싶|기(?:는|가)?\s(?:어렵|힘들)|[아어여해]\s?보(?:인다|입니다|이네|이는|이며|였)"
    r"|\b(?:should|arguably|unfortunately|clearly|seems?|appears?|likely meant)\b"
)
_INTERPRETS = re.compile(r"풀이(?:된|되|됐)|해석(?:된|되|됐|이)|(?:분석|셈|모양|관측)(?:이|인)")
_PREDICTION = re.compile(
    r"(?:전망|예상)(?:이[다고며]|입|된|됐|했다|하고)|내다[보봤]"
    r"|\b(?:will|is expected to|are expected to|likely to|expects?"
    r"|forecasts(?=\s(?:that|it|the|an?)\b))\b"
)
_STATE_WORDS = re.compile(
    r"\b(?:is|are|was|were|remains?)\s(?:the|a|an|not|\w+er)\b|\b(?:has|have|owns?|holds?)\s(?:a|an|the)\b"
)
# Verbs of those who judge: what follows is their opinion or forecast, not a statement of fact.
_JUDGING = frozenset(
    "전망 예상 내다보 분석 평가 짚 진단 지적 우려 관측 기대 predicted estimated argued".split()
)
_SETTLED = frozenset({DirectiveStatus.ISSUED, DirectiveStatus.IN_FORCE, DirectiveStatus.ANNOUNCED})
# Verbs by which an authority gives the order itself.
_ORDERING = frozenset("발표 선언 통보 명령 지시 공고 촉구 요구 announced ordered".split())
_ARGUING = frozenset("공격 비판 주장 지적 반박 경고 강조 촉구 argued warned".split())
_VIEW = re.compile(r"(?:다는|라는|란)\s(?:의견|주장|입장|반론|설명|해명|요구|비판|불만)")
_HOLDS = re.compile(r"(?:다는|라는|란)\s(?:입장|주장|설명|방침)(?:이다|입니다|이며|이지만|을\s)")
_EXPRESSES = re.compile(r"(?:표명|표시|피력|토로)(?:했|한|하)|표했|드러냈")
_VIEWED = re.compile(
    r"(?:지적|전망|관측|분석|예상|우려|의견)(?:이|도|가)?\s?(?:제기|나오|나온|나옵|나왔|있)"
)
_GUESS = re.compile(
    r"(?:로|으로|듯|것으로)\s?보(?:인|이|여|였)|시사(?:했|한|하)|읽힌다|모양새|기색"
)
# What somebody says will happen or hopes for: …할 것, …하겠다, …하기를 기대한다.
_INTENDS = re.compile(
    rf"[{_RIEUL}]\s것(?:이|으로|임|[\"”’])|겠다"
    r"|기(?:를|만을)?\s?(?:바란|바라|희망|기대)|생각한다|\b(?:will|would|hopes?)\b"
)
# A measure this close before the predicate, in code points, is what the predicate says.
_NEAR = 16
# … or this close before the end of its clause, with its conversion: (약 5조 원)으로.
_BRACKETED = 24
_LARGE_COUNT = 1_000
_SPANS = frozenset(
    "년 개월 달 주 일 시간 분 초 세 살 day week month year hour minute second".split()
)
_MAY = re.compile(r"\b(?:may|might|could|(?:is|are) (?:expected|likely|set) to)\b")
# A large sum without an exact figure is a sum: 수십억 달러.
_AMOUNT = re.compile(
    r"수[십백천만]*(?:만|억|조)\s?(?:달러|원|위안|엔|유로)"
    r"|\b(?:[mb]illions of dollars|doubled|tripled|halved)\b"
)
_FORESEEING = frozenset("전망 예상 내다보 기대 관측 우려 predicted estimated".split())
_MEASURED = frozenset({"%", "%p", "배", "bp"})
# A reservation after the main clause, a condition, and a prohibition (told not to) deny nothing.
_EMBEDDED_EN = re.compile(
    r"\b(?:why|which|who|whether|if|because|when)\b[^,;]*"
    r"|(?<=\s)(?:though|although|while|unless|even if)\s[^,;]*|\bnot (?:to|only|just)\b"
)
_NEGATIVE_EN = re.compile(
    r"\b(?:not|no|never|none|neither|nor|cannot|denied|refused)\b|n['’]t\b", re.I
)
_NO_ANSWER = re.compile(
    r"(?:논평|답변|응답|언급|확인)(?:을|에|\s요청에|\s요구에)*\s?(?:[가-힣]{1,6}\s)?(?:거부|거절|응하지|답하지|하지\s않)"
    r"|\b(?:did not|didn't|has not)\s(?:immediately\s)?(?:respond|reply|comment)|\bdeclined to\b",
    re.I,
)
_DISPUTED = re.compile(
    r"부인|반박|논란|의혹|주장|사실이\s아니|허위|거짓|\b(?:denied|disputed|alleged|claimed)\b"
)
_VAGUE = re.compile(
    r"노력하|노력을|여전히|빠르게|적극|꾸준히|활발|"
    r"등이?\s?있|관련이?\s?있|관계가?\s?있|최선을|공격적으로|본격|잇따|다양한|여러\s|일부|많은|점차|더욱|다소|\b(?:some|various|many|several)\b"
)
_CURRENCY = re.compile(r"[A-Z]{3}")


def kind_of(
    words: str,
    assertion: Assertion,
    voices: Sequence[FoundVoice],
    hedge: Hedge,
    quantities: Sequence[FoundQuantity],
    directive: FoundDirective | None,
    language: str,
) -> Kind:
    """The kind, by the first of the rules that holds."""
    korean = language == "ko"
    ending = words[-40:] if korean else words
    foretold = _PREDICTION.search(ending) is not None or kinds_ko.foretells(assertion)
    unsaid = not voices and hedge is Hedge.SPECULATIVE
    if unsaid and foretold and not (directive and directive.status in _SETTLED):
        return Kind.PREDICTION
    named = [voice for voice in voices if voice.kind is VoiceKind.NAMED]
    if directive is not None and not (named and _in_own_words(words, named)):
        return Kind.DIRECTIVE
    if named and not any(voice.verb in _JUDGING for voice in named):
        if kinds_ko.says_future(assertion) or (not korean and _MAY.search(words)):
            return Kind.PREDICTION
        told = _tells_amount(words, assertion, quantities, language)
        return Kind.QUANTITY if told else Kind.STATEMENT
    if any(voice.verb in _JUDGING for voice in voices):
        if foretold:
            return Kind.PREDICTION
        if any(_is_measure(one) for one in quantities):
            return Kind.QUANTITY
        if any(voice.verb not in _FORESEEING for voice in voices if voice.verb in _JUDGING):
            return Kind.OPINION
    if not voices and kinds_ko.says_future(assertion) and _VIEWED.search(ending):
        return Kind.PREDICTION
    if _voices_opinion(words, voices):
        return Kind.STATEMENT
    if unsaid and _GUESS.search(ending):
        return Kind.OPINION
    if _OPINION.search(ending) or (not voices and kinds_ko.evaluates(assertion)):
        return Kind.OPINION
    if named:
        return Kind.STATEMENT
    if foretold or kinds_ko.is_planned(words, assertion):
        return Kind.PREDICTION
    if _AMOUNT.search(words) or any(_is_measure(one) for one in quantities):
        return Kind.QUANTITY
    stands = kinds_ko.is_state(assertion) if korean else _STATE_WORDS.search(words)
    return Kind.STATE if stands else Kind.EVENT


def _in_own_words(words: str, named: Sequence[FoundVoice]) -> bool:
    """Whether the clause quotes the speaker, who is not just then ordering it."""
    quoted = any(mark in words for mark in '“”"')
    return quoted and not any(voice.verb in _ORDERING for voice in named)


def _voices_opinion(words: str, voices: Sequence[FoundVoice]) -> bool:
    """A source's view (…라는 의견), or an outlet that speaks for itself: 신문은 "…"고 비판했다."""
    if _HOLDS.search(words[-24:]):
        return True
    if not voices:
        return False
    if _VIEW.search(words) or _EXPRESSES.search(words[-40:]):
        return True
    return any(voice.kind is VoiceKind.OUTLET and voice.verb in _ARGUING for voice in voices)


def _tells_amount(
    words: str, assertion: Assertion, quantities: Sequence[FoundQuantity], language: str
) -> bool:
    """A measure that the asserted predicate takes itself: 매출이 12% 늘었다고 밝혔다; or that ends
    the clause, its predicate being the next one's: 매출은 37억 달러로."""
    measures = [one for one in quantities if _is_measure(one)]
    if language != "ko":
        return bool(measures) or _AMOUNT.search(words) is not None
    last = assertion.morphemes[-1] if assertion.morphemes else None
    if last is not None and last.tag in {"JKB", "SP"}:
        return any(0 <= last.end - one.end <= _BRACKETED for one in measures)
    predicate = assertion.predicate
    return predicate is not None and any(
        0 <= predicate.start - one.end <= _NEAR for one in measures
    )


def _is_measure(quantity: FoundQuantity) -> bool:
    """A share, a sum, or a large count: 30만 대, but not 두 곳."""
    if quantity.unit in _MEASURED or _CURRENCY.fullmatch(quantity.unit):
        return True
    return bool(quantity.unit) and quantity.unit not in _SPANS and quantity.value >= _LARGE_COUNT


def is_reading_between_lines(words: str) -> bool:
    """Whether the clause gives the outlet's reading of events (…로 풀이된다), not an event."""
    return _INTERPRETS.search(words[-24:]) is not None


def polarity_of(words: str, assertion: Assertion, language: str) -> Polarity:
    """Negative where the main predicate is denied."""
    if language == "ko":
        denied = kinds_ko.is_denied(assertion)
    else:
        denied = _NEGATIVE_EN.search(_EMBEDDED_EN.sub("", words)) is not None
    return Polarity.NEGATIVE if denied else Polarity.AFFIRMATIVE


def assess(
    words: str,
    kind: Kind,
    hedge: Hedge,
    voices: Sequence[FoundVoice],
    quantities: Sequence[FoundQuantity],
    times: Sequence[FoundTime],
    mentions: Sequence[FoundMention],
    directive: FoundDirective | None,
) -> tuple[int, tuple[str, ...]]:
    """Check-worthiness from 0 to 3, and what raised or lowered it."""
    score, reasons = 1, []
    if directive is not None:
        score += 2
        reasons.append("has_directive")
    if quantities:
        score += 1
        reasons.append("has_number")
    if times:
        score += 1
        reasons.append("has_date")
    if mentions:
        score += 1
        reasons.append("names_someone")
    if voices:
        score += 1
        reasons.append("attributed")
    if _NO_ANSWER.search(words):
        score -= 1
        reasons.append("no_comment")
    if _DISPUTED.search(words):
        score += 1
        reasons.append("disputed")
    if _VAGUE.search(words) and not quantities and directive is None:
        score -= 1
        reasons.append("vague")
    if kind in {Kind.OPINION, Kind.PREDICTION}:
        score = min(score, 1)
        reasons.append(kind.value)
    elif kind is Kind.STATEMENT and not (quantities or directive) and _INTENDS.search(words):
        score = min(score - 1, 1)
        reasons.append("about_future")
    elif hedge is Hedge.SPECULATIVE:
        score = min(score, 2)
        reasons.append("speculative")
    return max(0, min(score, 3)), tuple(reasons)
