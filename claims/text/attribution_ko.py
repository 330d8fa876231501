"""Korean attribution: reporting verbs, …에 따르면, …을 인용해, carried-over speakers, hedges.

A reporting verb follows a quotative ending (했다고 밝혔다) or a closing quotation mark. Stacked
verbs nest: in 명보는 로이터가 …했다고 보도했다고 전했다 the last verb is the outermost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.clauses import Clause, is_run_on
from claims.text.findings import FoundMention, FoundVoice, Hedge, Sentence, VoiceKind
from claims.text.frames import Earlier, Frame
from claims.text.morphology import Morpheme
from claims.text.speakers_ko import Speaker, noun_phrase, speaker_before

_SPEECH_NOUNS = frozenset(
    "보도 설명 주장 강조 지적 소개 해명 반박 발표 분석 전망 예상 평가 비판 경고 언급 시인 인정"
    " 부인 말 공격 호소 진단 증언 진술 답 답변 대답 역설 토로 단언 표명 발언 고백 당부 촉구 추정"
    " 관측 폭로 항의 공개 해석 회고 적시 지목 추산 집계 언질 확인 반발 일축 약속 예고 선언".split()
)
_SPEECH_VERBS = frozenset(
    "밝히 전하 알리 말하 짚 덧붙이 털어놓 내놓 꼬집 내다보 적 쓰 밝혀내 외치 되묻 귀띔하 보".split()
)
_WEAK_VERBS = frozenset({"하", "그러"})  # …라고 했다
_QUOTE_ENDING = re.compile(
    r"(?:다|라|냐|자)(?:고|며|면서)(?:는|도)?$|^(?:이?라고|고|이?라며|며|이?라면서|면서)$"
)
_QUOTE_TAGS = frozenset({"EC", "JKQ", "EF", "JC", "JX", "VCP"})
_CLOSE = frozenset("”’」』\"'")
_DOUBLE_OPEN, _DOUBLE_CLOSE = "“「『", "”」』"
_JUDGEMENTS = frozenset("예상 전망 관측 추정 분석 기대 우려 판단 평가".split())
_CARRIES_ON = re.compile(r"(?:그러면서|이어서?|아울러|이와\s함께|그는\s또|또한?|덧붙여)[,\s]")
_REPORT_VERBS = frozenset({"보도", "인용"})

_ANONYMOUS_PRESS = re.compile(r"(?:외신|언론|현지\s?매체|매체)(?:들)?\s?보도")
_PRESS_BEFORE = re.compile(r"(?:이|해당|동)?\s?(?:신문|매체|통신|방송|잡지|언론)[은는이가]")
_PERSON_BEFORE = re.compile(r"(?:그|그녀|이\s사람)[는가]")
_BODY_BEFORE = re.compile(r"(?:이|해당)?\s?(?:회사|기업|업체|기관|부처|위원회|단체|협회)[는은이가]")

_HEARSAY = re.compile(
    r"(?:알려|전해|거론|회자|여겨|간주)(?:지|졌|진|집|된|되|됐|돼)|소문이|(?:고|라고|으로|는)\s?평가(?:된|되|됐|받)"
    r"|해석(?:됐|된|되|이\s나)|(?:분석|관측|의견|주장|평가|얘기|지적|전망|말|우려)(?:이|도|가|까지)?\s?나(?:온|오|왔)"
    r"|(?:보도|소개)(?:됐|된|되)|(?:다|라)고\s?(?:한다|합니다|하는데)|것으로\s?(?:알려|전해|파악)"
)
_SPECULATIVE = re.compile(
    r"것으로\s?(?:보인|보이|보여|예상|전망|추정|관측|기대|풀이|해석)|풀이(?:된|되|됐)|(?:예상|전망|추정|관측)(?:된|되|됐|이)"
    r"|(?:로|으로|듯)\s?보(?:인|이|여)|ㄹ\s?듯|[을릴할될갈날올](?:\s?(?:가능성|수도|듯|전망|것으로))"
    r"|모양이|셈이|시사(?:했|한|하)|우려(?:된|되|됐|도|가|한|했)|수\s?있다는\s(?:것|분석|지적|우려)"
)
_MAY = re.compile(r"수(?:도)?\s?있(?:다는|을|는\s?것|다고\s?보)|지도\s?모")


@dataclass(frozen=True, slots=True)
class _Event:
    """A reporting verb: where what it reports ends, and where the verb is."""

    quote_end: int  # index of the quotative morpheme
    verb: int  # index of the verb, or of the quotative where the verb comes later
    last: int  # index of the last morpheme of the verb
    word: str
    quoted: bool


def frames(
    text: str,
    sentence: Sentence,
    clauses: Sequence[Clause],
    morphemes: Sequence[Morpheme],
    mentions: Sequence[FoundMention],
    earlier: Earlier,
) -> list[Frame]:
    """The frames of a Korean sentence, outermost first; linear in its length for plain text."""
    segments = _segments(text, sentence, clauses)
    found: list[Frame] = []
    for start, end in segments:
        inside = [each for each in morphemes if start <= each.start < end]
        if inside:
            found += _according(text, start, end, inside, mentions)
            found += _reported(text, start, end, inside, mentions, earlier)
            found += _cited(text, start, end, inside, mentions)
            found += _press(text, start, end)
    return sorted(found, key=lambda frame: frame.rank)


def hedge(text: str, clause: Clause, attributed: bool) -> Hedge:
    """How the clause commits itself; a voice of its own makes it reported."""
    words = text[clause.start : clause.end]
    if attributed:
        return Hedge.REPORTED
    ending = words[-40:]
    if _HEARSAY.search(ending):
        return Hedge.HEARSAY
    if _SPECULATIVE.search(ending) or _MAY.search(words[-20:]):
        return Hedge.SPECULATIVE
    return Hedge.ASSERTED


def _segments(text: str, sentence: Sentence, clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Stretches that a speaker's words do not cross: …있는데요, and …했죠, end one."""
    found = []
    start = sentence.start
    for clause in clauses[:-1]:
        if is_run_on(text, clause):
            found.append((start, clause.end))
            start = clause.end
    return [*found, (start, sentence.end)]


def _according(
    text: str,
    start: int,
    end: int,
    morphemes: Sequence[Morpheme],
    mentions: Sequence[FoundMention],
) -> list[Frame]:
    found = []
    for index, each in enumerate(morphemes[:-1]):
        following = morphemes[index + 1]
        by = following.stem == "VV" and following.form in {"따르", "의하"}
        if each.form == "에" and by and morphemes[index + 2 : index + 3]:
            if morphemes[index + 2].form not in {"면", "자면"}:
                continue
            speaker = speaker_before(text, morphemes, index, mentions)
            if speaker:
                voice = speaker.voice(text[following.start : following.start + 3])
                found.append(Frame((voice,), start, end, following.end, 10))
    return found


def _cited(
    text: str,
    start: int,
    end: int,
    morphemes: Sequence[Morpheme],
    mentions: Sequence[FoundMention],
) -> list[Frame]:
    found = []
    for index, each in enumerate(morphemes):
        if each.form == "인용" and index and morphemes[index - 1].tag == "JKO":
            speaker = speaker_before(text, morphemes, index - 1, mentions)
            if speaker:
                found.append(Frame((speaker.voice("인용"),), each.start, end, each.end, 40))
    return found


def _press(text: str, start: int, end: int) -> list[Frame]:
    match = _ANONYMOUS_PRESS.search(text, start, end)
    if match is None or "는 " not in text[max(start, match.start() - 3) : match.start()]:
        return []
    word = match.group().split("보도")[0].strip()
    voice = FoundVoice(word, VoiceKind.ANONYMOUS, match.start(), match.start() + len(word), "보도")
    return [Frame((voice,), start, match.end(), match.start() - 1, 5)]


def _reported(
    text: str,
    start: int,
    end: int,
    morphemes: Sequence[Morpheme],
    mentions: Sequence[FoundMention],
    earlier: Earlier,
) -> list[Frame]:
    events = _events(morphemes)
    found: list[Frame] = []
    used: set[int] = set()
    for depth, event in enumerate(reversed(events)):
        outer = depth > 0 and found and _stacked(events, len(events) - 1 - depth)
        speaker = _subject(text, morphemes, event, mentions, used)
        if speaker and not used and earlier.last and _goes_on(text, start, end, speaker, event):
            speaker = None
        rank = 20 + (1 if outer else 0)
        last = morphemes[event.last].end
        core = max(morphemes[event.quote_end].start - 1, start)
        if speaker is None:
            if earlier.last and not found and not outer:
                found.append(Frame((earlier.last[0],), start, last, core, rank))
            continue
        used.add(speaker.start)
        between = speaker.start > morphemes[event.quote_end].start
        first = start if between else speaker.start
        voice = _resolved(text, speaker, earlier).voice(event.word)
        found.append(Frame((voice,), first, last, core, rank))
    return found


def _stacked(events: Sequence[_Event], index: int) -> bool:
    """Whether the next event reports this one: 보도했다고 전했다."""
    return index + 1 < len(events) and events[index + 1].quote_end - events[index].last <= 1


def _events(morphemes: Sequence[Morpheme]) -> list[_Event]:
    found = []
    for index, each in enumerate(morphemes):
        if not _is_quotative(morphemes, index):
            continue
        quoted = index > 0 and _closes(morphemes[index - 1])
        event = _verb_after(morphemes, index, quoted)
        if event:
            found.append(event)
        elif each.form.endswith(("며", "면서")):
            found.append(_Event(index, index, index, "", quoted))
    return found


def _is_quotative(morphemes: Sequence[Morpheme], index: int) -> bool:
    each = morphemes[index]
    if each.form == "으로" and index:
        return morphemes[index - 1].form == "것" and _foretells(morphemes, index + 1)
    if each.tag not in _QUOTE_TAGS or not _QUOTE_ENDING.search(each.form):
        return False
    if each.tag == "JKQ":
        return True
    if each.form in {"고", "며", "면서", "라고", "라며", "라면서", "이라며", "이라면서", "이라고"}:
        if index and _closes(morphemes[index - 1]):
            return True
        return each.form in {"라고", "이라고"} and each.tag == "EC"
    return each.tag == "EC"


def _foretells(morphemes: Sequence[Morpheme], position: int) -> bool:
    """…할 것으로 예상했다, 내다봤다: a judgement somebody holds, unlike 예상된다."""
    words = morphemes[position : position + 2]
    if not words:
        return False
    if words[0].form in _JUDGEMENTS:
        return len(words) == 2 and words[1].form == "하"
    return words[0].stem == "VV" and words[0].form in {"보", "내다보"}


def _closes(morpheme: Morpheme) -> bool:
    return morpheme.tag == "SSC" or morpheme.form in _CLOSE


def _verb_after(morphemes: Sequence[Morpheme], index: int, quoted: bool) -> _Event | None:
    """The reporting verb within one short phrase after the quotative."""
    foretells = morphemes[index].form == "으로"
    reporting = _JUDGEMENTS if foretells else _SPEECH_NOUNS
    for position in range(index + 1, min(index + 14, len(morphemes))):
        each = morphemes[position]
        stem = each.stem
        if each.tag in {"EF", "SF"} or (each.tag == "EC" and position > index + 8):
            return None
        following = morphemes[position + 1] if position + 1 < len(morphemes) else None
        noun = stem == "NNG" and each.form in reporting
        if noun and following and following.form == "하" and following.stem == "XSV":
            return _active(morphemes, index, position, position + 1, each.form, quoted)
        if stem == "VV" and each.form in _SPEECH_VERBS:
            return _active(morphemes, index, position, position, each.form, quoted)
        weak = stem in {"VV", "VX"} and each.form in _WEAK_VERBS and position <= index + 1
        if weak and following and following.form == "었":
            return _active(morphemes, index, position, position, each.form, quoted)
        if _other_predicate(morphemes, position):
            return None
    return None


def _other_predicate(morphemes: Sequence[Morpheme], position: int) -> bool:
    """A predicate that neither reports nor describes a noun of the reporting phrase."""
    if morphemes[position].stem not in {"VV", "VA", "XSV", "XSA", "VCP"}:
        return False
    after = [each.tag for each in morphemes[position + 1 : position + 3]]
    return not (after[:1] == ["ETM"] or after == ["EP", "ETM"])


def _active(
    morphemes: Sequence[Morpheme], index: int, verb: int, stem_end: int, word: str, quoted: bool
) -> _Event | None:
    """The event, unless the verb is passive (알려졌다, 전해진다), which names nobody."""
    after = morphemes[stem_end + 1 : stem_end + 3]
    if len(after) == 2 and after[0].form in {"어", "아"} and after[1].form == "지":
        return None
    return _Event(index, verb, min(stem_end + 2, len(morphemes) - 1), word, quoted)


def _subject(
    text: str,
    morphemes: Sequence[Morpheme],
    event: _Event,
    mentions: Sequence[FoundMention],
    used: set[int],
) -> Speaker | None:
    """Who speaks: between the quotation and the verb, else before the words reported."""
    for index in range(event.quote_end + 1, event.verb):
        if _marks_subject(morphemes, index):
            speaker = noun_phrase(text, morphemes, index, mentions)
            if speaker and speaker.start not in used:
                return speaker
    candidates = _candidates(text, morphemes, event, mentions)
    free = [speaker for speaker in candidates if speaker.start not in used]
    plausible = [speaker for speaker in free if speaker.plausible]
    if event.word in _REPORT_VERBS:
        outlets = [one for one in plausible if one.kind is VoiceKind.OUTLET]
        plausible = outlets or plausible
    if plausible:
        return plausible[-1] if event.quoted and not used else plausible[0]
    same = [one for one in candidates if one.start in used and one.plausible]
    return same[0] if same and not free else None


def _candidates(
    text: str, morphemes: Sequence[Morpheme], event: _Event, mentions: Sequence[FoundMention]
) -> list[Speaker]:
    """Subjects outside quotation marks before the quotative, in order."""
    found = []
    depth, straight = 0, False
    for index in range(event.quote_end):
        each = morphemes[index]
        if each.form in _DOUBLE_OPEN:
            depth += 1
        elif each.form in _DOUBLE_CLOSE:
            depth = max(0, depth - 1)
        elif each.form == '"':
            straight = not straight
        elif not depth and not straight and _marks_subject(morphemes, index):
            speaker = noun_phrase(text, morphemes, index, mentions)
            if speaker:
                found.append(speaker)
    return found


def _marks_subject(morphemes: Sequence[Morpheme], index: int) -> bool:
    each = morphemes[index]
    if each.tag == "JKS":
        return True
    return each.tag == "JX" and each.form in {"은", "는", "ᆫ"}


def _goes_on(text: str, start: int, end: int, speaker: Speaker, event: _Event) -> bool:
    """그러면서 …이 …했다고 했다: the subject is of what is reported, the speaker carries on."""
    particle = text[speaker.end : speaker.end + 1]
    return (
        not event.quoted
        and particle in {"이", "가"}
        and _CARRIES_ON.match(text, start, end) is not None
    )


def _resolved(text: str, speaker: Speaker, earlier: Earlier) -> Speaker:
    """그는, 회사는 and 이 매체는 are the person, the body and the outlet named before."""
    words = text[speaker.start : speaker.end + 1]
    same: FoundVoice | None = None
    if _PRESS_BEFORE.fullmatch(words):
        same = earlier.outlet
    elif _PERSON_BEFORE.fullmatch(words):
        same = earlier.person
    elif _BODY_BEFORE.fullmatch(words):
        same = earlier.body
    if same is None:
        return speaker
    return Speaker(same.name, same.kind, speaker.start, speaker.end, same.key, True)
