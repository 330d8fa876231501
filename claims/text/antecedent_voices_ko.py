"""Whom a Korean phrase takes up from before: 그는, 회사는, 재판부는, 같은 관계자는, 황 CEO는."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.text.bodies import TITLE, sort_of
from claims.text.findings import FoundVoice, VoiceKind
from claims.text.frames import Earlier
from claims.text.speakers_ko import ANONYMOUS, BODY_ENDS, SURE, Speaker

_SAME = r"(?:이|그|해당|동|같은)\s?"
_PRESS_BEFORE = re.compile(rf"(?:{_SAME})?(?:신문|매체|통신|방송|잡지|언론|일간지|통신사)(?:사)?")
_PERSON_BEFORE = re.compile(r"(?:그|그녀|이\s사람)")
_COMPANY_BEFORE = re.compile(rf"(?:{_SAME})?(?:회사|기업|업체|제조사)(?:\s?측)?")
_BODY_BEFORE = re.compile(
    rf"(?:{_SAME})?(?:기관|부처|(?P<sort>위원회|단체|협회|학회|은행|연맹|연대|재단|대학|병원|노조|조합|연구소|연구원|연구팀|연구진|센터|검찰|경찰|법원|재판부|대책위|공사|공단|진흥원|박물관|미술관|도서관|거래소|시|군|구))(?:\s?측)?"
)
_COMPANY_SPEAKS = re.compile(rf"(?:{_SAME})?(?:회사|업체|기업)(?:\s측)?\s(?:공보\s?)?대변인")
# How the body is named in full that is called by its sort alone.
_IN_FULL = {
    "법원": r"법원|지법|고법|대법|헌법재판소|헌재",
    "재판부": r"법원|지법|고법|대법|재판부",
    "검찰": r"검찰청?|지검|고검",
    "경찰": r"경찰청?|경찰서|수사대",
    "연구팀": r"연구팀|연구진",
    "연구진": r"연구팀|연구진",
    "단체": r"단체|모임|연대|연합|운동|지킴이",
}
_SURNAME = re.compile(r"([가-힣])\s?(?:모\s?)?씨")
_ROLES = r"(?:대표|의원|교수|창업자|회장|사장|이사|위원장|장관|시장|변호사|박사|감독|작가)"
_POINTING = re.compile(_SAME + r"(?=[가-힣]{2,10}$)")


def resolved(speaker: Speaker, earlier: Earlier) -> Speaker:
    """Whom the phrase takes up: 그는, 회사는, 이 매체는, 이 관계자는, 대변인은, 황 CEO는."""
    same = _taken_up(speaker.name.strip(), earlier)
    if same is None or (speaker.key and same.key not in {speaker.key, ""}):
        return speaker
    return replace(speaker, name=same.name, kind=same.kind, key=same.key, weight=SURE)


def _taken_up(name: str, earlier: Earlier) -> FoundVoice | None:
    if _PRESS_BEFORE.fullmatch(name):
        return earlier.outlet
    if _PERSON_BEFORE.fullmatch(name):
        return earlier.person
    if _COMPANY_BEFORE.fullmatch(name):
        return earlier.company or _unknown_sort(earlier)  # never a ministry that spoke of it
    if role := _BODY_BEFORE.fullmatch(name):
        if not role["sort"]:
            return earlier.body
        full = re.compile(rf"(?:{_IN_FULL.get(role['sort'], role['sort'])})(?=$|\s)")
        known = [*earlier.bodies, *([earlier.company] if earlier.company else [])]
        return next((one for one in known if one.name != name and full.search(one.name)), None)
    pointing = _POINTING.match(name)
    if pointing and ANONYMOUS.search(name):
        return earlier.anonymous
    if _COMPANY_SPEAKS.fullmatch(name):
        return earlier.company
    if name in {"이들", "그들"}:
        several = earlier.anonymous
        return several if several in earlier.last else next(iter(earlier.last), None)
    if TITLE.search(name):
        return _titled(name[pointing.end() :] if pointing else name, earlier)
    before = [earlier.body, *earlier.people] if BODY_ENDS.search(name) else []
    return next((one for one in before if one and one.name.endswith(" " + name)), None)


def full_name(text: str, before: int, name: str) -> str:
    """Whose surname it is in 윤씨: the one person named in full before, else empty."""
    if not (bare := _SURNAME.fullmatch(name)):
        return ""
    titled = rf"씨|\(\d|\s(?:[가-힣A-Za-z]{{1,12}}\s){{0,2}}?{_ROLES}"
    full = re.compile(rf"(?<![가-힣]){bare[1]}[가-힣]{{2}}(?={titled})")
    names = {one.group() for one in full.finditer(text, 0, before)}
    return f"{names.pop()}씨" if len(names) == 1 else ""


def _unknown_sort(earlier: Earlier) -> FoundVoice | None:
    """Who spoke last by a name that tells no sort, and so may be a firm: 한결소재."""
    last = earlier.last[0] if earlier.last else None
    named = last is not None and last.kind is VoiceKind.NAMED and not last.key
    return last if last is not None and named and not sort_of(last.name) else None


def _titled(name: str, earlier: Earlier) -> FoundVoice | None:
    """대변인, 상무부 대변인 or 황 CEO as the person who was named in full before."""
    words = name.split()
    for person in earlier.people:
        full = person.name.split()
        if words == full[-len(words) :]:
            return person
        named = full[0].startswith(words[0]) or words[0] in full[:2]
        if named and len(words) == 2 and _same_title(words[1], full, person):
            return person
    return None


def _same_title(title: str, full: Sequence[str], person: FoundVoice) -> bool:
    """A known person is named without a title, which then says nothing against her."""
    return full[-1] == title or TITLE.search(person.name) is None
