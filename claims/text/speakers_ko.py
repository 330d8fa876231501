"""The noun phrase that names a speaker in Korean, and whether it can speak at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.findings import FoundMention, FoundVoice, VoiceKind
from claims.text.morphology import Morpheme

_NOMINAL = frozenset({"NNG", "NNP", "NNB", "NP", "SL", "SN", "XSN", "XPN", "NR", "SH", "XR"})
_ANONYMOUS = re.compile(
    r"(?:소식통|관계자|당국자|관리|인사|취재원|내부자|제보자|외교관|전문가|업계|애널리스트|분석가|시민|주민|목격자|익명)"
    r"들?(?:\s?중\s?한\s?명)?$"
)
_MODIFIER = re.compile(
    r"(?:(?:(?:[가-힣A-Za-z0-9]{1,12} )?[가-힣A-Za-z0-9]{1,12}(?:에|을|를) (?:잘 )?)?"
    r"(?:정통한|밝은|아는|요구한|요청한) )?(?:복수의 |다수의 |여러 |한 )?$"
)
_TITLE = re.compile(
    r"(?:대통령|총리|장관|차관|대변인|회장|사장|대표|의원|위원장|위원|교수|연구원|박사|시장|지사|총재|행장|청장|처장"
    r"|원장|국장|부장|팀장|본부장|센터장|이사|감독|변호사|검사|판사|기자|씨|CEO|CFO|최고경영자|부회장|부사장|수석|실장"
    r"|주석|부총리|특사|대사|의장|총장|서기|사무총장|단장|소장|은행장)(?:들)?$"
)
_BODY = re.compile(
    r"(?:부|청|처|원|위원회|당국|정부|행정부|은행|협회|재단|연구소|연구원|대학|대학교|법원|검찰|경찰|그룹|전자|증권|투자은행"
    r"|회사|기업|측|일보|신문|타임스|통신|방송|뉴스|매체|외신|저널|포스트|외교부|상무부|백악관|노조|시|군|구|사|판공실)$"
)
_PRONOUN = re.compile(r"(?:그|그녀|이들|그들)$")
_SPEAKING_KINDS = frozenset({"outlet", "person", "agency", "government", "company", "organisation"})
_LEADING = re.compile(
    r"(?:(?:지난|오는)\s)?\d{1,2}일(?:\((?:현지|한국)\s?(?:시간|시각)\))?\s"
    r"|(?:전날|이날|날|최근|앞서|한편|이어|당시|또|또한|다만|특히|실제|같은\s날|이와\s관련해|이에\s대해)\s"
)
_LONGEST_PHRASE = 14  # morphemes


@dataclass(frozen=True, slots=True)
class Speaker:
    """A noun phrase that may be a voice; ``plausible`` when it names somebody who can speak."""

    name: str
    kind: VoiceKind
    start: int
    end: int
    key: str
    plausible: bool

    def voice(self, verb: str) -> FoundVoice:
        return FoundVoice(self.name, self.kind, self.start, self.end, verb, self.key)


def speaker_before(
    text: str, morphemes: Sequence[Morpheme], index: int, mentions: Sequence[FoundMention]
) -> Speaker | None:
    """The noun phrase before the particle at ``index``, which is a speaker by its construction."""
    found = noun_phrase(text, morphemes, index, mentions)
    if found is None:
        return None
    if not found.plausible and _is_document(found.name):
        return None
    return found


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
    phrase = text[start:end]
    if _ANONYMOUS.search(phrase) and not _named_person(mentions, start, end):
        modifier = _MODIFIER.search(text, max(morphemes[0].start, start - 40), start)
        start = modifier.start() if modifier else start
        return Speaker(text[start:end], VoiceKind.ANONYMOUS, start, end, "", True)
    mention = _best_mention(mentions, start, end)
    if mention:
        kind = VoiceKind.OUTLET if mention.kind == "outlet" else VoiceKind.NAMED
        return Speaker(
            mention.original, kind, start, end, mention.key, mention.kind in _SPEAKING_KINDS
        )
    name = phrase.split("의 ")[-1].strip("'\"‘’“”")
    plausible = bool(
        _TITLE.search(name)
        or _BODY.search(name)
        or _PRONOUN.search(name)
        or morphemes[index - 1].tag in {"NNP", "SL"}
    )
    return Speaker(name or phrase, VoiceKind.NAMED, start, end, "", plausible)


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
    return first


def _continues(morphemes: Sequence[Morpheme], position: int, index: int) -> bool:
    each = morphemes[position]
    if each.stem in _NOMINAL:
        return True
    if each.tag == "SP":
        return each.form in "·/"
    if each.tag == "JKG":
        return position + 1 < index
    if each.tag == "MM":
        return each.form in {"한", "복수", "여러", "두", "이", "해당"}
    return False


def _named_person(mentions: Sequence[FoundMention], start: int, end: int) -> bool:
    return any(one.kind == "person" and start <= one.start < end for one in mentions)


def _best_mention(mentions: Sequence[FoundMention], start: int, end: int) -> FoundMention | None:
    """The name that speaks: a person before an outlet before a body; the last of its sort."""
    inside = [one for one in mentions if start <= one.start and one.end <= end]
    for kinds in ({"person"}, {"outlet"}, {"agency", "company", "organisation"}, {"government"}):
        named = [one for one in inside if one.kind in kinds]
        if named:
            return named[-1]
    # A place that is the whole phrase stands for its government (중국은 …라고 밝혔다).
    whole = [one for one in inside if one.kind == "place" and (one.start, one.end) == (start, end)]
    return whole[0] if whole else None


def _is_document(name: str) -> bool:
    return bool(re.search(r"(?:이|그|저|상황|사정|상식|기준|원칙|순서|경우|계획|일정)$", name))
