"""A sentence cut into clauses that each assert something: one predicate with its arguments.

Korean is cut after a coordinating ending (고, 며, 지만, 는데, 거나) when what follows reaches a
predicate of the same level, so not inside 확장하고 대응하기 위한 노력. English is cut at a
semicolon, and at a comma with a conjunction and a plain new subject. Where the structure is in
doubt nothing is cut: a long claim can be read, a fragment cannot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.findings import Sentence
from claims.text.morphology import Morpheme

_COORDINATE = frozenset("고 며 으며 지만 나 으나 거나 는데 은데 ᆫ데 죠 지요 면서 으면서".split())
# Nouns after a clause that set it beside the next: 허가한 반면, 낮추는 한편, 실은 데 이어.
_JOINING_NOUNS = frozenset({"반면", "한편", "가운데"})
_NEEDS_COMMA = frozenset("죠 지요 면서 으면서 나 으나".split())
_AUXILIARY_AFTER_GO = frozenset({"있", "싶", "말", "계시", "나", "나서", "보", "들", "가", "오"})
_QUOTATIVE = re.compile(r"(?:[ᆫ는]?다|[이으]?라|냐|자)(?:고|며|면서)$")
# Nouns whose preceding clause is their content; a coordination before them stays inside it.
_CONTENT_NOUNS = frozenset(
    "방안 계획 노력 조치 것 거 수 데 뜻 의혹 방침 정책 목적 목표 과정 사실 입장 의지 능력 권리"
    " 필요 필요성 가능성 지침 명령 규정 법 법안 방식 방법 제도 경우 때 내용 혐의 이유 전략 조건"
    " 상황 점 줄 만큼 정도 대로 듯 바 일 역할 임무 합의 행위".split()
)
_PURPOSE = frozenset("도록 게 려고 으려고 려 으려 고자 러 으러".split())
_CONDITION = frozenset("면 으면 다면 ᆫ다면 라면 더라도 어도 아도 어야 아야".split())
_SUBJECTS = frozenset({"JKS", "JX"})
_NOMINAL = frozenset({"NNG", "NNP", "NNB", "NP", "SL", "SN", "XSN", "NR", "SH", "XR"})
_OPEN, _CLOSE = frozenset({"SSO"}), frozenset({"SSC"})

# A purpose clause with this many nouns is long enough to be a part of its own after 고.
_LONG_CONJUNCT = 3

_SHORTEST = 6  # code points without spaces: 중국은 하고 is a fragment
_RUN_ON = re.compile(r"(?:데요|죠|지요|고요|구요)$")

_ENGLISH_CUT = re.compile(
    r";\s+|,\s+(?:and|but|while|whereas|yet)\s+(?=(?:the|a|an|it|they|he|she|we|its|their|his|her"
    r"|this|these|those|that|some|many|most|[A-Z][\w&.-]*)\b)"
)
_ENGLISH_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did"
    r"|said|says|told|made|took|got|went|rose|fell|grew|cut|set|put|kept|began|sold|bought|\w{3,}ed"
    r"|\w{2,}(?:ises|izes|ates|ows|ies))\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A half-open span of the text and the morphemes in it (none for English)."""

    start: int
    end: int
    morphemes: tuple[Morpheme, ...] = ()


def clauses(
    text: str, sentence: Sentence, morphemes: Sequence[Morpheme], language: str
) -> list[Clause]:
    """The clauses of a sentence, in order, without the commas between them; at least one."""
    if language == "ko":
        return _korean(text, sentence, morphemes)
    if language == "en":
        return _english(text, sentence)
    return [Clause(sentence.start, sentence.end)]


def is_run_on(text: str, clause: Clause) -> bool:
    """Whether the clause ends like a sentence of its own: …하고 있는데요, …했죠,"""
    return _RUN_ON.search(text[max(clause.start, clause.end - 4) : clause.end]) is not None


def _korean(text: str, sentence: Sentence, morphemes: Sequence[Morpheme]) -> list[Clause]:
    cuts = _cuts(text, morphemes)
    found: list[Clause] = []
    first = 0
    start = sentence.start
    for last in [*cuts, len(morphemes) - 1]:
        if last < first:
            continue
        piece = tuple(morphemes[first : last + 1])
        end = sentence.end if last == len(morphemes) - 1 else piece[-1].end
        if not _stands(text, start, end, piece) or not _stands(
            text, end, sentence.end, morphemes[last + 1 :]
        ):
            if last == len(morphemes) - 1:
                found.append(_tidied(text, start, sentence.end, piece))
            continue
        found.append(_tidied(text, start, end, piece))
        first, start = last + 1, end
    if first < len(morphemes) and (not found or found[-1].end < start):
        found.append(_tidied(text, start, sentence.end, tuple(morphemes[first:])))
    return found or [Clause(sentence.start, sentence.end, tuple(morphemes))]


def _stands(text: str, start: int, end: int, piece: Sequence[Morpheme]) -> bool:
    """Whether a piece is enough to be a claim: a predicate, something it is about, some length."""
    if end <= start:
        return True
    length = sum(not character.isspace() for character in text[start:end])
    if length < _SHORTEST:
        return False
    predicate = any(each.stem in {"VV", "VA", "VCP", "VCN", "XSV", "XSA"} for each in piece)
    nominal = sum(each.stem in _NOMINAL for each in piece)
    return predicate and nominal >= 1


def _tidied(text: str, start: int, end: int, morphemes: tuple[Morpheme, ...]) -> Clause:
    while start < end and (text[start].isspace() or text[start] in ",;:·…-"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return Clause(start, end, tuple(each for each in morphemes if start <= each.start < end))


def _cuts(text: str, morphemes: Sequence[Morpheme]) -> list[int]:
    """Indices of the last morpheme of each clause but the final one."""
    found = []
    for index, each in enumerate(morphemes):
        if index and each.form == "," and _RUN_ON.search(text[max(0, each.start - 4) : each.start]):
            found.append(index - 1)  # the analyser reads some of these endings as a noun
            continue
        cut = _coordinate_end(morphemes, index)
        if cut is None or cut >= len(morphemes) - 1:
            continue
        if (
            each.tag not in {"EC", "EF", "ETN"}
            or _RUN_ON.search(each.form)
            or _followed_by_comma(morphemes, cut)
            or _high(morphemes, index, cut)
        ):
            found.append(cut)
    return found


def _coordinate_end(morphemes: Sequence[Morpheme], index: int) -> int | None:
    """The last morpheme of a coordinating ending at ``index`` (요 and a closing mark with it)."""
    each = morphemes[index]
    following = morphemes[index + 1] if index + 1 < len(morphemes) else None
    if each.tag == "ETN" and following and following.form in {"으로써", "로써"}:
        return index + 1
    if each.form in _JOINING_NOUNS and index and morphemes[index - 1].tag == "ETM":
        return index + 1 if following and following.form == "에" else index
    if each.form == "데" and following and (following.form, following.stem) == ("잇", "VV"):
        return index + 2 if morphemes[index - 1].tag == "ETM" else None
    if each.tag not in {"EC", "EF"} or following is None:
        return None
    polite = following.form == "요" and following.tag == "JX"
    end = index + 1 if polite else index
    if each.tag == "EF":
        # 죠 and 지요 are final endings; before a comma the sentence runs on.
        return end if each.form in {"죠", "지요"} and _followed_by_comma(morphemes, end) else None
    after_quotation = index > 0 and morphemes[index - 1].tag in _CLOSE
    if each.form not in _COORDINATE or after_quotation:
        return _quoted_end(morphemes, index)
    if each.form in _NEEDS_COMMA and not _followed_by_comma(morphemes, end):
        return _quoted_end(morphemes, index)
    if each.form == "고" and (_auxiliary(following) or _is_adverbial(morphemes, index)):
        return None
    return end


def _auxiliary(following: Morpheme) -> bool:
    if following.stem == "VX":
        return True
    return following.stem in {"VV", "VA"} and following.form in _AUXILIARY_AFTER_GO


def _is_adverbial(morphemes: Sequence[Morpheme], index: int) -> bool:
    """…을 놓고, …을 통하고, …에도 불구하고 say how, not what."""
    before = morphemes[max(0, index - 2) : index]
    if any(each.form in {"불구", "막론", "비롯"} for each in before):
        return True
    verb = before[-1] if before else None
    return verb is not None and verb.stem == "VV" and verb.form in {"놓", "두", "통하", "위하"}


def _quoted_end(morphemes: Sequence[Morpheme], index: int) -> int | None:
    """``"…"며`` and ``…한다며``: a quotation ends one claim where more of it follows."""
    each = morphemes[index]
    if not any(
        one.tag in {"SSO", "JKQ"} or (one.tag == "EC" and _QUOTATIVE.search(one.form))
        for one in morphemes[index + 1 :]
    ):
        return None
    if _QUOTATIVE.search(each.form) and each.form.endswith(("며", "면서")):
        return index
    if each.form in {"며", "면서", "이라며", "라며", "이라면서", "라면서"} and index:
        return index if morphemes[index - 1].tag in _CLOSE else None
    return None


def _followed_by_comma(morphemes: Sequence[Morpheme], index: int) -> bool:
    return index + 1 < len(morphemes) and morphemes[index + 1].tag == "SP"


def _high(morphemes: Sequence[Morpheme], index: int, cut: int) -> bool:
    """Whether the coordination reaches a predicate that asserts, not one inside a noun phrase."""
    left = _has_subject(morphemes, _clause_start(morphemes, index), index)
    position = cut + 1
    depth = 0
    while position < len(morphemes):
        each = morphemes[position]
        depth += (each.tag in _OPEN) - (each.tag in _CLOSE)
        if each.tag == "ETM" and depth <= 0:
            noun = _next_noun(morphemes, position + 1)
            bare = not any(one.stem in _NOMINAL for one in morphemes[cut + 1 : position - 1])
            embedded = noun in _CONTENT_NOUNS or bare
            if embedded and not _asserting_noun(morphemes, position + 1):
                return left and _has_subject(morphemes, cut + 1, position)
            position += 1
            continue
        if each.tag == "ETN" and depth <= 0 and not _decides(morphemes, position):
            if _nominals(morphemes, cut + 1, position) >= _LONG_CONJUNCT:
                position += 1
                continue
            return left and _has_subject(morphemes, cut + 1, position)
        if each.tag == "EC" and each.form in _PURPOSE | _CONDITION and depth <= 0:
            if each.form in {"게", "어야", "아야"} and _grammatical(morphemes, position + 1):
                position += 1
                continue
            if _nominals(morphemes, cut + 1, position) >= _LONG_CONJUNCT:
                position += 1
                continue
            return left and _has_subject(morphemes, cut + 1, position)
        if each.tag == "EF" or (each.tag == "EC" and _reaches(each)):
            return True
        position += 1
    return False


def _nominals(morphemes: Sequence[Morpheme], first: int, last: int) -> int:
    return sum(each.stem in {"NNG", "NNP", "SL", "NP"} for each in morphemes[first:last])


def _reaches(ending: Morpheme) -> bool:
    return ending.form in _COORDINATE or _QUOTATIVE.search(ending.form) is not None


def _grammatical(morphemes: Sequence[Morpheme], position: int) -> bool:
    """~게 되다 and ~어야 하다 are parts of one predicate."""
    return position < len(morphemes) and morphemes[position].form in {"되", "하"}


def _decides(morphemes: Sequence[Morpheme], position: int) -> bool:
    """~기로 하다 and ~기 때문이다 close a clause that asserts."""
    after = [each.form for each in morphemes[position + 1 : position + 3]]
    return after[:1] == ["로"] or after[:2] == ["때문", "이"]


def _asserting_noun(morphemes: Sequence[Morpheme], position: int) -> bool:
    """~는 것이다, ~ㄹ 수 있다, ~는 상황이다: the noun belongs to the final predicate."""
    while position < len(morphemes) and morphemes[position].stem not in _NOMINAL:
        position += 1
    if position + 1 >= len(morphemes):
        return False
    after = morphemes[position + 1]
    if after.tag in _CLOSE and position + 2 < len(morphemes):
        after = morphemes[position + 2]
    if after.stem == "VCP" or after.tag == "JKQ":
        return True
    if morphemes[position].form == "수" and after.form in {"있", "없"}:
        return not any(
            each.tag == "ETM" or each.form in _PURPOSE
            for each in morphemes[position + 2 : position + 5]
        )
    return morphemes[position].form == "것" and after.form in {"으로", "이", "을", "도"}


def _next_noun(morphemes: Sequence[Morpheme], position: int) -> str:
    for each in morphemes[position : position + 2]:
        if each.stem in _NOMINAL:
            return each.form
    return ""


def _clause_start(morphemes: Sequence[Morpheme], index: int) -> int:
    for position in range(index - 1, -1, -1):
        if morphemes[position].tag == "EC" and _reaches(morphemes[position]):
            return position + 1
    return 0


def _has_subject(morphemes: Sequence[Morpheme], first: int, last: int) -> bool:
    return any(
        each.tag in _SUBJECTS and each.form in {"은", "는", "이", "가", "께서", "ᆫ"}
        for each in morphemes[first:last]
    )


def _english(text: str, sentence: Sentence) -> list[Clause]:
    found: list[Clause] = []
    start = sentence.start
    for match in _ENGLISH_CUT.finditer(text, sentence.start, sentence.end):
        left, right = text[start : match.start()], text[match.end() : sentence.end]
        quoted = text.count('"', start, match.start()) % 2 or (
            text.count("“", start, match.start()) > text.count("”", start, match.start())
        )
        if quoted or not (_ENGLISH_VERB.search(left) and _ENGLISH_VERB.search(right[:160])):
            continue
        if len(left.split()) < 4 or len(right.split()) < 4:
            continue
        found.append(Clause(start, match.start()))
        start = match.end()
    found.append(Clause(start, sentence.end))
    return found
