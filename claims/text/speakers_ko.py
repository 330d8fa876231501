"""The noun phrase that names a speaker in Korean, and how likely it is to be one.

A person keeps name, body and title in one voice (이슬기 보람전자 대변인), keyed by the person where
the gazetteer knows her, else by the body she speaks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.text.bodies import FIRM_KO, PUBLIC_KO, TITLE
from claims.text.findings import FoundMention, FoundVoice, VoiceKind
from claims.text.frames import Earlier
from claims.text.morphology import Morpheme

# How likely a phrase is to speak: a person, an outlet or an anonymous source before a body,
# a body before a place or a pronoun; 0 cannot.
SURE, BODY, PERHAPS, NEVER = 3, 2, 1, 0

_NOMINAL = frozenset({"NNG", "NNP", "NNB", "NP", "SL", "SN", "XSN", "XPN", "NR", "SH", "XR"})
ANONYMOUS = re.compile(
    r"(?:소식통|관계자|당국자|(?:정부|당국|행정부|백악관|[가-힣]부|[가-힣]국|고위|현직|전직|익명의|한|두)\s?관리|관리(?=들)|공무원|인사|취재원|내부자|제보자|외교관|전문가|업계|애널리스트|분석가|시민|주민|목격자"
    r"|임원|직원|간부|실무자|경영진|측근|(?:외신|언론)(?:\s?보도)?|익명|일각|증권가|(?:정치|금융|은행|보험)권"
    r"|(?:학|재|법조|의료|노동|교육|체육|문화|종교|금융|과학|경제|산업|언론|예술|출판|영화|농민|여성)계"
    r")(?:\s안팎)?(?:들)?(?:\s?(?:중\s?)?(?:\d{1,3}|한|두|세|몇)\s?(?:명|사람))?$"
    r"|(?:^|\s)한\s(?:[가-힣]{1,6}\s){0,2}?[가-힣]{2,6}$"
)
_MODIFIER = re.compile(
    r"(?:(?:(?:[가-힣A-Za-z0-9]{1,12} )?[가-힣A-Za-z0-9]{1,12}(?:에|을|를) (?:잘 )?)?"
    r"(?:정통한|밝은|아는|요구한|요청한) )?"
    r"(?:복수의 |다수의 |여러 |익명의 |한 |두 |또 다른 |다른 )?$"
)
BODY_ENDS = re.compile(
    rf"(?:{PUBLIC_KO}|{FIRM_KO}|투자은행|회사|기업|업체|측|일보|신문|타임스|타임즈|방송|뉴스|매체|외신|저널|포스트|사|업자|개발자|제조자)들?$"
)
_PRESS_NOUN = re.compile(
    r"(?:매체|신문|일간지?|주간지?|통신사?|방송사?|잡지|언론|경제지|전문지|관영지|계정|채널)(?=\s|['‘\"“]|$)"
)
PRESS_NAME = re.compile(
    r"[가-힣A-Za-z]{2,20}(?:일보|신문|타임스|타임즈|통신|방송|뉴스|저널|포스트)$"
)
_QUOTED_NAME = re.compile(r"['‘\"“]([^'’\"”]{1,30})['’\"”]$")
_PRONOUN = re.compile(r"(?:그|그녀|이들|그들)$")
_SPEAKING_KINDS = frozenset({"outlet", "person", "agency", "government", "company", "organisation"})
_LEADING = re.compile(
    r"(?:(?:지난|오는)\s)?(?:\d{1,2}월\s?)?\d{1,2}일(?:\((?:현지|한국)\s?(?:시간|시각)\))?\s"
    r"|(?:지난\s)?\d{1,2}월\s|(?:현지\s?(?:시간|시각)\s)|(?:지난달|이달|지난해|올해|작년|지난주|이번\s주)\s"
    r"|(?:전날|이날|날|최근|앞서|한편|반면|아울러|그러자|이후|결국|이어|당시|또|또한|다만|특히|실제|정작|그러나|하지만|같은\s날|이와\s관련해|이에\s대해|이에)\s"
)
# 하늘일보 등 외신: the outlet that is named, not the press at large.
_AND_OTHERS = re.compile(r"\s등\s(?:[가-힣]{1,4}\s)?(?:외신|언론|매체|방송|통신|신문)(?:들)?$")
_PARENTHESIS = re.compile(r"\s?\([^()]{0,40}\)")
_LONGEST_PHRASE = 14  # morphemes
_JOINTS = "·/,("
_MOST_TOGETHER = 4  # names joined by 와 or a comma that are read as one source

_LAW = re.compile(
    r"(?:^이|^그것|저|상황|사정|상식|기준|원칙|순서|경우|계획|일정|법|규정|조항|협정|합의|지시|명령|필요|결과|여부)$"
)
_DOCUMENT = re.compile(
    r"(?:보고서|문건|문서|자료|성명|공시|공고|공지|발표문|서한|메모|소장|공소장|판결문|결정문|논문|입장문|진술서|의견서|회의록|녹취록|이메일|통계|기사|보도|바|발표|집계|조사)$"
)

# Whose document it is that is called by its sort alone.
_WRITTEN_BY = {
    "공소장": r"검찰|지검|고검",
    "구속영장": r"검찰|지검|고검|경찰",
    "판결문": r"법원|지법|고법|대법|재판부|헌재|헌법재판소",
    "결정문": r"법원|지법|고법|대법|재판부|헌재|헌법재판소",
    "감사보고서": r"감사원",
}
_PRINTED = re.compile(
    r"에\s(?:[^.,]{1,16}\s)?(?:실린|게재된|발표된|공개된|실은|게재한)\s(?:[가-힣]{1,8}\s){0,2}"
)
# 직원 3명의 말을 인용해: whose words they are.
_WORDS_OF = re.compile(
    r"(?:말|발언|설명|주장|증언|전언|진술|발표|보고서|문건|자료|성명|인터뷰|분석|통계)$"
)
# What a body speaks at or by: 13일 회견에서, 성명을 내고, 지난달 낸 보고서에서.
_OCCASION = re.compile(
    r"\s(?:앞서\s)?(?:(?:지난|오는)\s)?(?:(?:\d{1,2}월\s)?\d{1,2}일|이날|전날|지난달|지난해|올해|\d{1,2}월|최근)?(?:\([^)]{1,10}\))?(?:에는?)?\s?"
    r"(?:[가-힣]{1,8}\s){0,4}?"
    r"[가-힣]{0,6}(?:회견|보도자료|성명서?|입장문|사과문|논평|공시|공고문?|브리핑|간담회|토론회|설명회|보고서|논문|서한|결정문|판결문|자료|인터뷰"
    r"|누리집|홈페이지|페이스북|소셜미디어|총회|집회)(?:에서|을|를|에|으로|로)\s"
)
_DAY_AFTER = re.compile(
    r"\s(?:지난\s)?(?:(?:\d{1,2}월\s)?\d{1,2}일(?:\([^)]{1,10}\))?|이날|전날)\s"
)

# 환경단체 새봄숲: what it is before what it is called.
_SORT_BEFORE = re.compile(
    r"(?:[가-힣]{2,8}\s){0,2}?[가-힣]{0,8}(?:단체|업체|기업|기관|연구기관|기구|스타트업|로펌"
    r"|(?:제조|제약|건설|통신|항공|시공|게임|증권|운용|투자|개발|조선|보험|평가|컨설팅|회계|해운|식품)사)(?:인)?\s(?=[가-힣A-Z])"
)
# 보람전자 노조 speaks for itself, not for the firm.
_UNION = re.compile(r"\s(?:노조|노동조합|노조원들?)$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A noun phrase that may be a voice. ``at`` is the index of its particle."""

    name: str
    kind: VoiceKind
    start: int
    end: int
    key: str
    weight: int
    at: int
    topic: bool = False

    def voice(self, verb: str) -> FoundVoice:
        return FoundVoice(self.name, self.kind, self.start, self.end, verb, self.key)


def sources_before(
    text: str,
    morphemes: Sequence[Morpheme],
    index: int,
    mentions: Sequence[FoundMention],
    earlier: Earlier,
) -> list[Speaker]:
    """Who stands before the particle at ``index``, where the construction makes it a source.

    로이터와 AFP통신에 따르면 names two; 보람전자가 낸 보고서에 따르면 names who issued the report,
    and 보도에 따르면 goes on with the outlet named before.
    """
    found = noun_phrase(text, morphemes, index, mentions)
    if found is not None and found.name in {"보도", "기사", "이"}:
        same = earlier.outlet if found.name != "이" else next(iter(earlier.last), None)
        if same and not _issuer(text, morphemes, index, mentions):
            return [replace(found, name=same.name, kind=same.kind, key=same.key)]
    if found is not None and (writes := _WRITTEN_BY.get(found.name)):
        writers = (one for one in earlier.bodies if re.search(writes, one.name))
        return [replace(found, name=one.name, key=one.key) for one in writers][:1]
    if found is not None and _WORDS_OF.search(found.name) and not found.key:
        owner = _owner(text, morphemes, index, mentions)
        found = owner or found
    if found is None or (found.weight == NEVER and _LAW.search(found.name)):
        return []
    if found.weight <= PERHAPS and not found.key and _DOCUMENT.search(found.name):
        issuer = _issuer(text, morphemes, index, mentions) or _printed_in(text, found, mentions)
        if issuer or found.name in {"바", "보도", "발표", "조사", "집계"}:
            return [issuer] if issuer else []
    return together(text, morphemes, found, mentions)


def is_document(noun: str) -> bool:
    """Whether it is what one reads what somebody said in: 보고서, 논문, 공소장."""
    return _DOCUMENT.search(noun) is not None


def _owner(
    text: str, morphemes: Sequence[Morpheme], index: int, mentions: Sequence[FoundMention]
) -> Speaker | None:
    """Whose words they are: 전직 직원 3명의 말, 새봄전자의 성명."""
    for position in range(index - 1, max(0, index - 4), -1):
        if morphemes[position].tag == "JKG":
            owner = noun_phrase(text, morphemes, position, mentions)
            return replace(owner, at=index) if owner and owner.weight else None
    return None


def together(
    text: str, morphemes: Sequence[Morpheme], found: Speaker, mentions: Sequence[FoundMention]
) -> list[Speaker]:
    """A speaker with those joined to it: 하늘일보와 나무통신 등이 보도했다."""
    return [*_beside(text, morphemes, found, mentions), *_each_outlet(text, found, mentions)]


def noun_phrase(
    text: str, morphemes: Sequence[Morpheme], index: int, mentions: Sequence[FoundMention]
) -> Speaker | None:
    """The noun phrase that ends before the particle at ``index``; None without a noun."""
    first = _phrase_start(morphemes, index)
    if first == index:
        return None
    start, end = morphemes[first].start, morphemes[index - 1].end
    # An unknown name may be cut inside a word; a phrase begins where a word does.
    while start > morphemes[0].start and text[start - 1].isalnum():
        start -= 1
    while lead := _LEADING.match(text, start, end):
        start = lead.end()
    if start >= end:
        return None
    phrase = _PARENTHESIS.sub("", text[start:end]).removesuffix(" 등").strip()
    inside = [one for one in mentions if start <= one.start and one.end <= end]
    person = next((one for one in reversed(inside) if one.kind == "person"), None)
    outlet = _best_mention(inside, start, end) if _AND_OTHERS.search(phrase) else None
    if outlet and outlet.kind == "outlet":
        return _known(outlet, start, end, index)
    if person:
        return Speaker(person.original, VoiceKind.NAMED, start, end, person.key, SURE, index)
    if ANONYMOUS.search(phrase) and not _named(morphemes, index, inside):
        modifier = _MODIFIER.search(text, max(morphemes[0].start, start - 40), start)
        start = modifier.start() if modifier else start
        while lead := _LEADING.match(text, start, end):
            start = lead.end()
        name = _PARENTHESIS.sub("", text[start:end]).removesuffix(" 등")
        return Speaker(name, VoiceKind.ANONYMOUS, start, end, "", SURE, index)
    quoted = _QUOTED_NAME.search(phrase)
    if quoted and _PRESS_NOUN.search(phrase):
        key = next((one.key for one in inside if one.original == quoted[1]), "")
        return Speaker(quoted[1], VoiceKind.OUTLET, start, end, key, SURE, index)
    mention = _best_mention(inside, start, end)
    # 시장 alone is the market as often as the mayor.
    if TITLE.search(phrase) and phrase != "시장":
        name = phrase.replace("의 ", " ")
        return Speaker(
            name, VoiceKind.NAMED, start, end, mention.key if mention else "", SURE, index
        )
    if mention and _UNION.search(phrase) and mention.end < end:
        return Speaker(phrase, VoiceKind.NAMED, start, end, "", BODY, index)
    if mention:
        return _known(mention, start, end, index)
    return _unknown(phrase, start, end, index, morphemes[index - 1])


def _named(morphemes: Sequence[Morpheme], index: int, inside: Sequence[FoundMention]) -> bool:
    """이슬기 애널리스트 has a name before the title, 보람전자 애널리스트 only a firm."""
    if (
        index < 2
        or morphemes[index - 2].tag != "NNP"
        or not TITLE.search(morphemes[index - 1].form)
    ):
        return False
    name = morphemes[index - 2]
    return not any(one.start <= name.start < one.end for one in inside)


def _known(mention: FoundMention, start: int, end: int, index: int) -> Speaker:
    if mention.kind == "outlet":
        return Speaker(mention.original, VoiceKind.OUTLET, start, end, mention.key, SURE, index)
    weight = BODY if mention.kind in _SPEAKING_KINDS else PERHAPS
    return Speaker(mention.original, VoiceKind.NAMED, start, end, mention.key, weight, index)


def speaks_there(text: str, speaker: Speaker, after: int) -> Speaker:
    """푸른물지킴이는 13일 회견에서: who is told of with a day or an occasion of speaking is a body,
    however it is called. ``after`` is where its particle ends."""
    if speaker.weight >= BODY or speaker.kind is not VoiceKind.NAMED or _LAW.search(speaker.name):
        return speaker
    told = _OCCASION.match(text, after) or _DAY_AFTER.match(text, after)
    return replace(speaker, weight=BODY) if told else speaker


def _unknown(phrase: str, start: int, end: int, index: int, last: Morpheme) -> Speaker:
    name = phrase.split("의 ")[-1].strip("'\"‘’“”")
    if (sort := _SORT_BEFORE.match(name)) and not ANONYMOUS.search(name):
        name = name[sort.end() :]
    press = None if is_document(name) else _PRESS_NOUN.search(name)
    if PRESS_NAME.search(name) or (press and press.end() < len(name)):
        # 영국 매체 하늘소식: what follows the common noun is the name.
        name = name[press.end() :].strip(" '\"‘’“”") if press and press.end() < len(name) else name
        return Speaker(name, VoiceKind.OUTLET, start, end, "", SURE, index)
    if BODY_ENDS.search(name) and not _is_plain(name, last):
        weight = BODY
    elif _PRONOUN.search(name) or last.tag in {"NNP", "SL"}:
        weight = PERHAPS
    else:
        weight = NEVER
    return Speaker(name or phrase, VoiceKind.NAMED, start, end, "", weight, index)


def _is_plain(name: str, last: Morpheme) -> bool:
    """Whether a noun only ends as bodies do: 회원, 전국, 일부, 3억원; not the longer 환경부."""
    if any(letter.isdigit() for letter in name.split()[-1]):
        return True
    ends = BODY_ENDS.search(name)
    one_word = last.tag == "NNG" and name.split()[-1] == last.form
    return bool(ends and len(ends[0]) == 1 and one_word and len(last.form) == 2)


def _beside(
    text: str, morphemes: Sequence[Morpheme], found: Speaker, mentions: Sequence[FoundMention]
) -> list[Speaker]:
    """The phrases joined before it by 와, 과 or a comma, outermost left."""
    others: list[Speaker] = []
    start = found.start
    for _ in range(_MOST_TOGETHER):
        before = next(
            (
                number
                for number in range(found.at - 1, max(-1, found.at - 3 * _LONGEST_PHRASE), -1)
                if morphemes[number].end <= start
            ),
            None,
        )
        if before is None or not before:
            break
        each = morphemes[before]
        if each.tag != "JC" and not (each.form == "," and morphemes[before - 1].stem == "NNP"):
            break
        other = noun_phrase(text, morphemes, before, mentions)
        if other is None or (other.weight == NEVER and each.tag != "JC"):
            break
        others.insert(0, other)
        start = other.start
    return others


def _each_outlet(text: str, found: Speaker, mentions: Sequence[FoundMention]) -> list[Speaker]:
    """로이터·AFP통신: one voice for each outlet that the phrase joins; not 하늘일보 계열의 매체."""
    if found.kind is not VoiceKind.OUTLET:
        return [found]
    outlets = {
        one.key: one
        for one in reversed(mentions)
        if one.kind == "outlet" and found.start <= one.start and one.end <= found.end
    }
    ends = sorted(one.end for one in outlets.values())
    if len(outlets) < 2 or any(text[end] not in _JOINTS for end in ends[:-1]):
        return [found]
    return [
        replace(found, name=one.original, key=one.key)
        for one in sorted(outlets.values(), key=lambda one: one.start)
    ]


def _issuer(
    text: str, morphemes: Sequence[Morpheme], index: int, mentions: Sequence[FoundMention]
) -> Speaker | None:
    """Who published the document: the subject of the clause that describes it."""
    for position in range(index - 1, max(0, index - _LONGEST_PHRASE), -1):
        if morphemes[position].tag == "JKS":
            found = noun_phrase(text, morphemes, position, mentions)
            return found if found and found.weight else None
        if morphemes[position].tag in {"EF", "SF", "JX"}:
            return None
    return None


def _printed_in(text: str, found: Speaker, mentions: Sequence[FoundMention]) -> Speaker | None:
    """The journal of 랜싯에 8일 실린 논문."""
    for one in mentions:
        near = one.kind == "outlet" and found.start - 30 <= one.end <= found.start
        if near and _PRINTED.fullmatch(text, one.end, found.start):
            journal = _known(one, one.start, found.end, found.at)
            return replace(journal, weight=SURE)
    return None


def _phrase_start(morphemes: Sequence[Morpheme], index: int) -> int:
    first = index
    depth = 0
    lowest = max(0, index - _LONGEST_PHRASE)
    while first > lowest:
        each = morphemes[first - 1]
        if each.tag == "SSC":
            depth += 1
        elif each.tag == "SSO":
            if not depth:
                break
            depth -= 1
        elif not depth and not _continues(morphemes, first - 1, index):
            break
        first -= 1
    return index if depth else first


def _continues(morphemes: Sequence[Morpheme], position: int, index: int) -> bool:
    each = morphemes[position]
    if each.stem in _NOMINAL:
        return True
    if each.tag == "SP":
        return each.form in "·/"
    if _cuts_a_name(morphemes, position):
        return True
    if each.tag == "JKG":
        return position + 1 < index
    if each.tag == "MM":
        # An unknown name may be cut inside a word.
        if position and morphemes[position - 1].end == each.start:
            return True
        return each.form in {"한", "복수", "여러", "두", "이", "그", "해당", "다른"}
    return False


def _cuts_a_name(morphemes: Sequence[Morpheme], position: int) -> bool:
    """An ending right after a noun, a particle right before one: an unknown name was cut."""
    each = morphemes[position]
    if each.tag in {"EC", "EF"} and position:
        before = morphemes[position - 1]
        return before.stem == "NNP" and before.end == each.start
    after = morphemes[position + 1]
    return each.tag == "JC" and after.stem in _NOMINAL and after.start == each.end


def _best_mention(inside: Sequence[FoundMention], start: int, end: int) -> FoundMention | None:
    """The name that speaks: an outlet before a body before a government; the last of its sort,
    and of two names of one thing the first: 하늘일보(HN)."""
    for kinds in ({"outlet"}, {"agency", "company", "organisation"}, {"government"}):
        named = [one for one in inside if one.kind in kinds]
        if named:
            return next(one for one in named if one.key == named[-1].key)
    # A place that is the whole phrase stands for its government (중국은 …라고 밝혔다).
    whole = [one for one in inside if one.kind == "place" and (one.start, one.end) == (start, end)]
    return whole[0] if whole else None
