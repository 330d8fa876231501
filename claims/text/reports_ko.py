"""Where a Korean sentence reports what somebody said: the ending that quotes, and the verb.

A reporting verb follows a quotative ending (했다고 밝혔다), a closing quotation mark, a clause
made a noun (없다는 입장을 냈다, 늘었다는 점을 인정했다) or a judgement of what will be (할 것으로
예상했다). An order is no report: 중단하라고 지시했다 tells what was ordered, not what is so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.text.morphology import Morpheme

_SPEECH_NOUNS = frozenset(
    "보도 설명 주장 강조 지적 소개 해명 반박 발표 분석 전망 예상 평가 비판 경고 언급 시인 인정"
    " 부인 말 공격 호소 진단 증언 진술 답 답변 대답 역설 토로 단언 표명 발언 고백 당부 촉구 추정"
    " 관측 폭로 항의 공개 해석 회고 적시 지목 추산 집계 언질 확인 반발 일축 약속 예고 선언 통보"
    " 통지 제안 강변 논평 비난 성토 우려 기대 예측 맹세 다짐 귀띔 첨언 피력 확언 반문 술회 공시"
    " 공표 공지 신고 보고 정정 명시 기재 재확인 판단 판시 결론 요구 주문 건의 요청 제의"
    " 규탄 질타 질책 혹평 호평 자평 힐난 맹비난 일갈 환영 사과 애도 자신 장담 낙관 걱정 염려"
    " 경계 회상 자백 실토 간청 탄원 반성 부연 확약 공약 서약 반대 단정 규정 정의"
    " 비유 안내 조롱".split()
)
_SPEECH_VERBS = frozenset(
    "밝히 전하 알리 말하 짚 덧붙이 털어놓 털 내놓 꼬집 내다보 적 쓰 밝혀내 외치 되묻 깎아내리"
    " 귀띔하 보 맞서 올리 못박 잇".split()
)
# What one does with a statement made a noun: 없다는 입장을 내놨다.
_UTTERING = _SPEECH_VERBS | frozenset(
    "내 내리 펴 나타내 드러내 보이 되풀이하 굳히 담 싣 실 남기".split()
)
_UTTERING_NOUNS = _SPEECH_NOUNS | frozenset(
    "표명 제시 피력 유지 고수 반복 게재 분명 재확인 되풀이".split()
)
_STATEMENTS = frozenset(
    "입장 뜻 의견 견해 설명 주장 전망 분석 관측 해석 평가 지적 취지 의지 생각 판단 이야기 얘기 반응"
    " 우려 내용 사실 점 논평 해명 보도 기사 보고서 성명 발언 답변 방침 결론 목소리 결과 논문"
    " 자료 글 게시물 메시지 문구".split()
)
_CONCLUSIONS = frozenset(
    "전언 설명 주장 입장 분석 전망 판단 해석 관측 지적 평가 얘기 이야기 말 생각 견해 반응 진단"
    " 예상".split()
)
_POSITIONS = frozenset("입장 설명 주장 견해 의견 생각 판단".split())
_JUDGEMENTS = frozenset("예상 전망 관측 추정 추산 분석 기대 우려 판단 평가 예측".split())
# What a figure is put at: 21만원으로 제시했다, 30억원으로 추산했다.
_FIGURED = _JUDGEMENTS | frozenset("제시 집계".split())
_FORESEEN = frozenset("전망 예상 관측 예측 기대".split())
# 선을 긋다, 입을 모으다: a thing and what is done with it.
_IDIOMS = {
    "긋": {"선"},
    "모으": {"입", "의견"},
    "높이": {"목소리"},
    "떼": {"운"},
    "박": {"못"},
    "비치": {"뜻"},
}
# Judged and done (위험하다고 판단해 닫았다) is a reason; judged alone (판단했다) is said.
_FINDINGS = frozenset({"판단", "결론"})
# Asking a party that one does not command tells what one wants, so it is a report all the same.
_CALLS = frozenset({"촉구", "호소", "강조", "주장", "경고"})
_WEAK_VERBS = frozenset({"하", "그러"})  # …라고 했다
# On the way from the words to the verb: …고 소식통을 인용해 보도했다, …라고 회견을 열어 밝혔다.
_BY_WAY = frozenset(
    "인용 통하 열 갖 가지 출연 만나 참석 나오 내 게시 방문 응하 보내 대하 관련 들 향하".split()
)
_WAY_ENDINGS = frozenset("어 아 여 고 며 면서 으면서 어서 아서 여서".split())
_QUOTE_ENDING = re.compile(
    r"(?:다|라|냐|자)(?:고|며|면서)(?:는|도)?$|^(?:이?라고|고|이?라며|며|이?라면서|면서|이?라)$"
)
_QUOTE_TAGS = frozenset({"EC", "JKQ", "EF", "JC", "JX", "VCP"})
_AFTER_MARK = frozenset("고 며 면서 라고 라며 라면서 이라며 이라면서 이라고 라 면서도".split())
_CONTENT_ENDING = re.compile(r"(?:다|라|냐|자)는$|^(?:이?란|단)$")
_CLOSE = frozenset("”’」』\"'")
_IMPERATIVE_STEMS = frozenset({"VV", "VX", "XSV"})
_FARTHEST = 40  # morphemes between the quotative and its verb


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb: where what it reports ends, and where the verb is, as indices."""

    quote_end: int  # index of the quotative morpheme
    verb: int  # index of the verb, or of the quotative where the verb comes later
    last: int  # index of the last morpheme of the verb
    word: str
    quoted: bool = False
    foretells: bool = False
    spoken_by: int = -1  # index after the noun phrase of …다는 것이 소식통의 설명이다
    holds: bool = False  # 회사는 …다는 입장이다: without a subject nobody's
    noun: bool = False  # 늘었다는 점을: a noun and its particle stand after the quotative

    @property
    def words_end(self) -> int:
        """The index up to which nobody else can stand."""
        return self.quote_end + 2 if self.noun else self.quote_end


def reports(morphemes: Sequence[Morpheme]) -> list[Report]:
    """The reports of a stretch, in order; at most one for each quotative."""
    found: list[Report] = []
    for index, each in enumerate(morphemes):
        report: Report | None = None
        if each.form == "같이" and _points_back(morphemes, index):
            report = None if found else _verb_after(morphemes, index, False)  # 이같이 보도했다
        elif each.tag == "ETM" and _CONTENT_ENDING.search(each.form):
            report = _as_noun(morphemes, index)
        elif each.tag == "ETN" and each.form in {"음", "ᆷ"}:
            report = _as_object(morphemes, index, index + 1)
        elif each.form == "것" and _calls_for(morphemes, index):
            report = Report(index, index + 2, index + 4, morphemes[index + 2].form)
        elif _names_words(morphemes, index):
            report = _as_noun(morphemes, index, quoted=True)
        elif _is_quotative(morphemes, index):
            report = _quoting(morphemes, index)
            if report and _orders(morphemes, index) and not _calls(morphemes, report):
                report = None
        if report:
            # 이같이 통보했다고 보도했다 is read by its ending alone.
            if found and morphemes[found[-1].quote_end].form == "같이":
                found.pop()
            found.append(report)
    return found


def _calls_for(morphemes: Sequence[Morpheme], index: int) -> bool:
    """구매할 것을 촉구했다, unlike 구매할 것을 지시했다."""
    after = morphemes[index + 1 : index + 3]
    if not index or morphemes[index - 1].tag != "ETM" or len(after) < 2 or after[0].tag != "JKO":
        return False
    return after[1].form in _CALLS and _says(morphemes, index + 2)


def _puts_figure(morphemes: Sequence[Morpheme], index: int) -> bool:
    """21만원으로 제시했다, 3천 명으로 집계했다."""
    after = morphemes[index + 1 : index + 3]
    if morphemes[index].tag != "JKB" or len(after) < 2 or after[1].stem != "XSV":
        return False
    figure = any(each.tag == "SN" for each in morphemes[max(0, index - 4) : index])
    return figure and after[0].form in _FIGURED and after[1].form == "하"


def _points_back(morphemes: Sequence[Morpheme], index: int) -> bool:
    """이같이, 이와 같이."""
    before = [each.form for each in morphemes[max(0, index - 2) : index]]
    return before[-1:] == ["이"] or before == ["이", "와"]


def _names_words(morphemes: Sequence[Morpheme], index: int) -> bool:
    """“…”는 입장, “…”이라는 설명: quoted words made a noun."""
    if not index or morphemes[index].form not in {"는", "라는", "이라는", "란"}:
        return False
    before = morphemes[index - 2] if morphemes[index - 1].stem == "VCP" else morphemes[index - 1]
    return _closes(before)


def by_the_way(morphemes: Sequence[Morpheme], position: int) -> bool:
    """Whether the predicate at ``position`` only says how it was said: 소식통을 인용해."""
    each = morphemes[position]
    word = morphemes[position - 1].form if each.stem in {"XSV", "XSA"} and position else each.form
    after = morphemes[position + 1].form if position + 1 < len(morphemes) else ""
    return word in _BY_WAY and after in _WAY_ENDINGS


def _quoting(morphemes: Sequence[Morpheme], index: int) -> Report | None:
    each = morphemes[index]
    quoted = index > 0 and _closes(morphemes[index - 1])
    report = _verb_after(morphemes, index, quoted)
    if report is None and each.form.endswith(("며", "면서")):
        return Report(index, index, index, "", quoted)
    if report is None and _contracted(morphemes, index):
        return Report(index, index + 2, index + 2, "", quoted)
    return report


def _orders(morphemes: Sequence[Morpheme], index: int) -> bool:
    """중단하라고, 사지 말라며: an imperative outside quotation marks."""
    if not morphemes[index].form.startswith(("라", "으라")) or not index:
        return False
    verbal = morphemes[index - 1].stem in _IMPERATIVE_STEMS
    return verbal and morphemes[index].tag in {"EC", "ETM"}


def _calls(morphemes: Sequence[Morpheme], report: Report) -> bool:
    """…하라고 촉구했다 as what a sentence says, not as what led to something (촉구하자)."""
    return report.word in _CALLS and _says(morphemes, report.verb)


def _says(morphemes: Sequence[Morpheme], verb: int) -> bool:
    """판단했다, 촉구했다 as what is told: not 판단해, 촉구하자, 판단했기 때문이다."""
    after = morphemes[verb + 1 : verb + 4]
    return len(after) == 3 and after[1].form == "었" and after[2].tag != "ETN"


def _is_quotative(morphemes: Sequence[Morpheme], index: int) -> bool:
    each = morphemes[index]
    if each.form in {"으로", "로"} and index:
        judged = morphemes[index - 1].form == "것" and _foretells(morphemes, index + 1)
        return judged or _puts_figure(morphemes, index)
    if each.tag not in _QUOTE_TAGS or not _QUOTE_ENDING.search(each.form):
        return False
    if each.tag == "JKQ":
        return True
    if each.form == "라" and each.tag == "EC" and morphemes[index - 1].stem == "VCP":
        said = morphemes[index + 1].form if index + 1 < len(morphemes) else ""
        return said in _SPEECH_VERBS | _SPEECH_NOUNS  # 것이라 밝혔다
    if each.form in _AFTER_MARK:
        if index and _closes(morphemes[index - 1]):
            return True
        if index > 1 and morphemes[index - 1].stem == "VCP" and _closes(morphemes[index - 2]):
            return True
        return each.form in {"라고", "이라고", "라며", "라면서"} and each.tag == "EC"
    return each.tag == "EC"


def _contracted(morphemes: Sequence[Morpheme], index: int) -> bool:
    """나섰다면서, 늘었다며 as the analyser writes them out: 다고 하면서."""
    after = morphemes[index + 1 : index + 3]
    return (
        len(after) == 2
        and after[0].form == "하"
        and after[1].tag == "EC"
        and after[1].form in {"며", "면서", "으면서"}
    )


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


def _verb_after(morphemes: Sequence[Morpheme], index: int, quoted: bool) -> Report | None:
    """The reporting verb after the quotative, past who says it, when, where and by what means."""
    judges = morphemes[index].form in {"으로", "로"}
    reporting = _FIGURED if judges else _SPEECH_NOUNS
    for position in range(index + 1, min(index + _FARTHEST, len(morphemes))):
        each = morphemes[position]
        if each.tag in {"EF", "SF", "SSO"} and each.form != "(":
            return None
        following = morphemes[position + 1] if position + 1 < len(morphemes) else None
        does = following is not None and following.form == "하" and following.stem == "XSV"
        if each.form in _FINDINGS and does and not _says(morphemes, position):
            return None
        if each.stem == "NNG" and each.form in reporting and does:
            foretells = judges and (morphemes[index - 1].form == "것" or each.form in _FORESEEN)
            return _active(morphemes, index, position, position + 1, quoted, foretells)
        foretells = judges
        if each.stem == "VV" and (each.form in _SPEECH_VERBS or _idiom(morphemes, position)):
            return _active(morphemes, index, position, position, quoted, foretells)
        if _contracted(morphemes, index) and position <= index + 2:
            continue
        weak = each.stem in {"VV", "VX"} and each.form in _WEAK_VERBS and position <= index + 1
        if weak and following and following.form in {"었", "었었"}:
            return _active(morphemes, index, position, position, quoted, foretells)
        if _other_predicate(morphemes, position):
            return None
    return None


def _idiom(morphemes: Sequence[Morpheme], position: int) -> bool:
    things = _IDIOMS.get(morphemes[position].form, set())
    return position > 1 and morphemes[position - 2].form in things


def _other_predicate(morphemes: Sequence[Morpheme], position: int) -> bool:
    """A predicate that neither reports, nor describes a noun, nor says by what means."""
    if morphemes[position].stem not in {"VV", "VA", "XSV", "XSA", "VCP"}:
        return False
    after = [each.tag for each in morphemes[position + 1 : position + 3]]
    describes = after[:1] == ["ETM"] or after == ["EP", "ETM"]
    return not (describes or by_the_way(morphemes, position))


def _active(
    morphemes: Sequence[Morpheme],
    index: int,
    verb: int,
    stem_end: int,
    quoted: bool,
    foretells: bool = False,
) -> Report | None:
    """The report, unless the verb is passive (알려졌다), which names nobody, or denied."""
    after = morphemes[stem_end + 1 : stem_end + 3]
    if len(after) == 2 and after[0].form in {"어", "아"} and after[1].form == "지":
        return None
    if after and after[0].tag == "ETN" and after[0].form == "기" and after[-1].form != "도":
        return None  # …다고 보기는 어렵다, but …다고 보도하기도 했다
    last = min(stem_end + 2, len(morphemes) - 1)
    return Report(index, verb, last, morphemes[verb].form, quoted, foretells)


def _as_noun(morphemes: Sequence[Morpheme], index: int, quoted: bool = False) -> Report | None:
    """…다는 입장을 밝혔다, …다는 것이 회사 측 설명이다, 회사는 …다는 입장이다."""
    if index + 2 >= len(morphemes) or (_orders(morphemes, index) and not quoted):
        return None
    noun, particle = morphemes[index + 1], morphemes[index + 2]
    described = _described(morphemes, index + 1)
    if noun.form not in _STATEMENTS and described:
        noun, particle = morphemes[described], morphemes[described + 1]
        report = _as_object(morphemes, index, described + 1, quoted)
        return replace(report, noun=True) if report else None
    if noun.form in _STATEMENTS and particle.tag in {"JKO", "JX"}:
        report = _as_object(morphemes, index, index + 2, quoted)
        return replace(report, noun=True) if report else None
    if noun.form in _POSITIONS and particle.stem == "VCP":
        return Report(index, index + 1, index + 2, noun.form, quoted, holds=True)
    if noun.form in {"것", "게", "건"} and particle.tag in {"JKS", "JX"}:
        return _concluded(morphemes, index)
    return None


def _described(morphemes: Sequence[Morpheme], first: int) -> int:
    """Where the noun of …다는 원론적 발언을, …다는 기존 입장을 stands; 0 if it does not."""
    for position in range(first + 1, min(first + 4, len(morphemes) - 1)):
        if morphemes[position - 1].stem not in {"NNG", "XSN", "MM", "XR"}:
            return 0
        if morphemes[position].form in _STATEMENTS and morphemes[position + 1].tag == "JKO":
            return position
    return 0


def _as_object(
    morphemes: Sequence[Morpheme], index: int, particle: int, quoted: bool = False
) -> Report | None:
    if particle >= len(morphemes) or morphemes[particle].tag not in {"JKO", "JX"}:
        return None
    for position in range(particle + 1, min(particle + 12, len(morphemes))):
        each = morphemes[position]
        if each.stem in {"NNG", "MAG", "XR"} and each.form in _UTTERING_NOUNS | {"분명히", "거듭"}:
            for stem in (position + 1, position + 2):
                if stem < len(morphemes) and morphemes[stem].form == "하":
                    return _active(morphemes, index, position, stem, quoted)
        shows = each.form == "보이" and morphemes[index].tag == "ETN"  # …음을 보여준다
        if each.stem == "VV" and each.form in _UTTERING and not shows:
            return _active(morphemes, index, position, position, quoted)
        if each.tag in {"EF", "SF"} or _other_predicate(morphemes, position):
            return None
    return None


def _concluded(morphemes: Sequence[Morpheme], index: int) -> Report | None:
    for position in range(index + 3, min(index + 20, len(morphemes) - 1)):
        each = morphemes[position]
        if each.stem in {"VV", "VA", "XSV"}:
            return None
        if each.form in _CONCLUSIONS and morphemes[position + 1].stem == "VCP":
            owner = position - 1 if morphemes[position - 1].tag == "JKG" else position
            if owner <= index + 3:
                return None
            return Report(index, position, position + 1, each.form, spoken_by=owner)
    return None
