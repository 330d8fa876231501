"""What sort of claim a clause makes, whether it denies, and how much it is worth checking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.text.findings import (
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
from claims.text.morphology import Morpheme

_OPINION = re.compile(
    r"생각(?:한다|합니다|해요)|것\s같(?:다|습|아)|풀이|해석|분석(?:이|도|인)|평가|뚜렷|셈이|뜻으로|의미가\s?(?:크|있)"
    r"|우려(?:된|되|가\s나)|바람직|안타깝|불과하|심각하|긍정적|부정적|여겨|듯하|듯\s?보"
    r"|\b(?:should|arguably|unfortunately|clearly|seems?|appears?|likely meant)\b"
)
_INTERPRETS = re.compile(r"풀이(?:된|되|됐)|해석(?:된|되|됐|이)|(?:분석|셈|모양|관측)(?:이|인)")
_PREDICTION = re.compile(
    r"[을할될릴갈날올](?:\s것|\s?전망|\s?예정|\s?가능성)|전망(?:이|된|됐|했)|예상(?:된|됐|했)|내다[보봤]"
    r"|\b(?:will|is expected to|are expected to|likely to)\b"
)
_MAY_HAPPEN = re.compile(r"수(?:도)?\s있(?:다|는\s것|을\s것)[^,]{0,12}$")
_STATE = frozenset({"VA", "VCP", "VCN", "XSA"})
_STATE_WORDS = re.compile(
    r"\b(?:is|are|was|were|remains?)\s(?:the|a|an|not|\w+er)\b|\b(?:has|have|owns?|holds?)\s(?:a|an|the)\b"
)
_STATIVE = frozenset("있 없 일컫 불리 속하 뒤지 뒤처지 떨어지 알 모르 선호 가지 지니".split())
_STATIVE_NOUNS = frozenset(
    "차지 보유 선호 의존 부합 해당 포함 위치 필요 가능 존재 유지 원 소유 능가 직면".split()
)
_PROPPING_NOUNS = frozenset("것 상황 실정 사실 셈 때문".split())
# Verbs of those who judge: what follows is their opinion or forecast, not a statement of fact.
_JUDGING = frozenset(
    "전망 예상 내다보 분석 평가 짚 진단 지적 우려 관측 기대 predicted estimated argued".split()
)
_MEASURED = frozenset({"%", "%p", "배", "bp"})
_DENIALS = frozenset(
    {
        ("않", "VX"), ("못하", "VX"), ("없", "VA"), ("없", "VV"), ("아니", "VCN"), ("안", "MAG"),
        ("못", "MAG"), ("말", "VX"), ("모르", "VV"),
    }
)  # fmt: skip
_EMBEDDED_EN = re.compile(r"\b(?:why|which|who|whether|if|because|when)\b[^,;]*")
_NEGATIVE_EN = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|denied|refused)\b|n['’]t\b"
)
_DISPUTED = re.compile(
    r"부인|반박|논란|의혹|주장|사실이\s아니|허위|거짓|\b(?:denied|disputed|alleged|claimed)\b"
)
_VAGUE = re.compile(
    r"노력하|노력을|여전히|빠르게|적극|꾸준히|활발|"
    r"등이?\s?있|다양한|여러\s|일부|많은|점차|더욱|다소|\b(?:some|various|many|several)\b"
)
_CURRENCY = re.compile(r"[A-Z]{3}")


def kind_of(
    words: str,
    morphemes: Sequence[Morpheme],
    voices: Sequence[FoundVoice],
    hedge: Hedge,
    quantities: Sequence[FoundQuantity],
    directive: FoundDirective | None,
    language: str,
) -> Kind:
    """The kind, by the first of the rules that holds."""
    if directive is not None:
        return Kind.DIRECTIVE
    ending = words[-40:]
    foretold = _PREDICTION.search(ending) or _MAY_HAPPEN.search(ending)
    if not voices and hedge is Hedge.SPECULATIVE and foretold:
        return Kind.PREDICTION
    named = [voice for voice in voices if voice.kind is VoiceKind.NAMED]
    if named and not any(voice.verb in _JUDGING for voice in named):
        return Kind.STATEMENT
    if named and _PREDICTION.search(words):
        return Kind.PREDICTION
    if _OPINION.search(ending if language == "ko" else words):
        return Kind.OPINION
    if named:
        return Kind.STATEMENT
    if _PREDICTION.search(ending if language == "ko" else words):
        return Kind.PREDICTION
    if any(one.unit in _MEASURED or _CURRENCY.fullmatch(one.unit) for one in quantities):
        return Kind.QUANTITY
    if _is_state(words, morphemes, language):
        return Kind.STATE
    return Kind.EVENT


def is_reading_between_lines(words: str) -> bool:
    """Whether the clause gives the outlet's reading of events (…로 풀이된다), not an event."""
    return _INTERPRETS.search(words[-24:]) is not None


def polarity_of(words: str, morphemes: Sequence[Morpheme], language: str) -> Polarity:
    """Negative where the main predicate is denied."""
    if language == "ko":
        denied = any((each.form, each.stem) in _DENIALS for each in morphemes[-8:])
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
    if _DISPUTED.search(words):
        score += 1
        reasons.append("disputed")
    if _VAGUE.search(words) and not quantities and directive is None:
        score -= 1
        reasons.append("vague")
    if kind in {Kind.OPINION, Kind.PREDICTION}:
        score = min(score, 1)
        reasons.append(kind.value)
    elif hedge is Hedge.SPECULATIVE:
        score = min(score, 2)
        reasons.append("speculative")
    return max(0, min(score, 3)), tuple(reasons)


def _is_state(words: str, morphemes: Sequence[Morpheme], language: str) -> bool:
    if language != "ko":
        return _STATE_WORDS.search(words) is not None
    index = _main_predicate(morphemes)
    if index is None:
        return False
    main = morphemes[index]
    if main.form == "되" and [one.form for one in morphemes[index - 3 : index]][-2:] == [
        "있",
        "게",
    ]:
        return True  # 할 수 있게 됐다
    if main.stem == "XSV":
        return index > 0 and morphemes[index - 1].form in _STATIVE_NOUNS
    return main.stem in _STATE or (main.stem == "VV" and main.form in _STATIVE)


def _main_predicate(morphemes: Sequence[Morpheme]) -> int | None:
    """The last predicate, seen through ~는 것이다 and ~고 있는 상황이다."""
    for index in range(len(morphemes) - 1, -1, -1):
        each = morphemes[index]
        if each.stem not in _STATE | {"VV", "XSV"}:
            continue
        before = morphemes[max(0, index - 3) : index]
        propped = each.stem == "VCP" and any(one.form in _PROPPING_NOUNS for one in before[-1:])
        if propped and any(one.tag == "ETM" for one in before):
            continue
        return index
    return None
