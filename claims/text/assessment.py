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
    r"풀이|해석|분석(?:이|도|인)|평가|기색|뚜렷|셈이|우려|바람직|안타깝|의미가\s?(?:크|있)|뜻으로|카드로|일환으로\s?보|성과|중차대"
    r"|필사적|울상|한시름|처지|불과하|심각하|긍정적|부정적|여겨|[가-힣]{1,6}듯하"
    r"|\b(?:should|arguably|unfortunately|clearly|seems?|appears?|likely meant)\b"
)
_PREDICTION = re.compile(
    r"[을할될릴갈날올](?:\s것|\s?전망|\s?예정|\s?가능성|\s수도?\s있)|전망(?:이|된|됐|했)|예상(?:된|됐|했)|내다[보봤]|심화할\s수"
    r"|\b(?:will|is expected to|are expected to|forecast|likely to)\b"
)
_STATE = frozenset({"VA", "VCP", "VCN", "XSA"})
_STATE_WORDS = re.compile(
    r"(?:상태|실정|상황|사실)(?:이|입)|(?:필요|가능|유지|보유|해당|포함)(?:하|되)고?\s?있|\b(?:is|are|was|were|remains?)\s(?:the|a|an|not|\w+er)\b"
)
_MEASURED = frozenset({"%", "%p", "배", "bp"})
_NEGATIVE_KO = re.compile(
    r"(?:않|못하|못했|없|아니|안\s(?:한|했|된|됐)|말라|부인|거부|불허|중단|금지하지)"
)
_NEGATIVE_EN = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|denied|refused)\b|n['’]t\b"
)
_DISPUTED = re.compile(
    r"부인|반박|논란|의혹|주장|사실이\s아니|허위|거짓|\b(?:denied|disputed|alleged|claimed)\b"
)
_VAGUE = re.compile(
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
    if not voices and hedge is Hedge.SPECULATIVE and _PREDICTION.search(ending):
        return Kind.PREDICTION
    if _OPINION.search(ending if language == "ko" else words):
        return Kind.OPINION
    if any(voice.kind is VoiceKind.NAMED for voice in voices):
        return Kind.STATEMENT
    if _PREDICTION.search(ending if language == "ko" else words):
        return Kind.PREDICTION
    if any(one.unit in _MEASURED or _CURRENCY.fullmatch(one.unit) for one in quantities):
        return Kind.QUANTITY
    if _is_state(words, morphemes, language):
        return Kind.STATE
    return Kind.EVENT


def polarity_of(words: str, morphemes: Sequence[Morpheme], language: str) -> Polarity:
    """Negative where the main predicate is denied."""
    if language == "ko":
        tail = [each.form for each in morphemes[-7:]]
        denied = any(form in {"않", "못하", "없", "아니", "안", "못"} for form in tail)
        return Polarity.NEGATIVE if denied else Polarity.AFFIRMATIVE
    return Polarity.NEGATIVE if _NEGATIVE_EN.search(words) else Polarity.AFFIRMATIVE


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
    if _STATE_WORDS.search(words):
        return True
    if language != "ko":
        return False
    predicates = [each for each in morphemes if each.stem in _STATE | {"VV", "XSV"}]
    return bool(predicates) and predicates[-1].stem in _STATE
