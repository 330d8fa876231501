"""What one frame of an article, the claims that one voice is cited for, tells of the report.

Whose report it is, by what medium it was given, and on which day: as far as the words beside the
reporter's name and the verb say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.links.acts import day_of
from claims.links.features import Features, Name, Voice, When
from claims.links.originals import FLASHBACK, RECENT, Days, Original, earlier
from claims.links.reporters import can_be, described, is_document, person_and_body, plain
from claims.text.bodies import TITLE

_DAYS = frozenset({"second", "minute", "hour", "day", "week", "month"})
_SPEAKS_FOR = re.compile(r"\b(?:spokes(?:man|woman|person)|press secretary|chief executive|CEO)\b")
_IS_BOUND = re.compile(r"부터|까지")  # 12월부터 is what is told
_IS_SINCE = re.compile(r"\b(?:since|until|till|from|by|before|after|through|for)\s$", re.IGNORECASE)
_PERIOD = re.compile(r"분기|반기|quarter|half")  # 3분기 말 is what a report is about, not its day
_BODIES = frozenset({"company", "agency", "government", "organisation"})
_EARLIER = re.compile(
    r"앞서|일찍이|바\s있(?:다|습니다)|[했혔]었다|해\s?왔다"
    r"|\b(?:earlier|previously|had\s(?:said|reported)|has\s(?:said|denied|rejected|dismissed|argued|maintained))\b"
)
# said in a regulatory filing on, told investors on, a lawyer for the victims, said on: the day of
# the occasion.
_ON_AN_OCCASION = re.compile(
    r"^(?:,\s[^,“”\"]{2,80},|,)?\s(?:which\s|who\s)?(?:(?:has|had|also|later)\s)*"
    r"(?:said|told|announced|added|denied|disclosed|reported|wrote|confirmed|noted|warned|demanded"
    r"|argued|claimed|admitted|conceded|acknowledged|insisted|revealed|pledged|decided|found|estimated|showed|projected|forecast|promised|vowed|expressed"
    r"|apologi[sz]ed|concluded|posted|explained|responded|testified)\s"
    r"(?:(?:in|at|to)\s)?(?:[\w’'-]+\s){0,5}?(?:on\s)?$"
)
# Somebody dismissed the report on Sunday, saying: the day of what was done by saying so.
_AFTER_DAY = 14  # code points of the verb that ends a report, after its day
_DAY_OF_MONTH = re.compile(r"\d일|이날|전날|어제|오늘")
_BY_THE_WAY = frozenset("saying adding arguing noting warning claiming stressing".split())
_ON = re.compile(r"^[^.;“”\"]{1,90}\s(?:on\s)?$")
_PRINTS = re.compile(
    r"에\s(?:[^.,]{1,16}\s)?(?:실은|실린|게재한|게재된|발표한|발표된)\s(?:[가-힣]{1,8}\s)?논문"
)
_STUDY_IN = re.compile(
    r"\b(?:study|paper|research|article)\s(?:published\s|appearing\s)?in\s(?:the\s)?$"
)
_IN_AN_INTERVIEW = re.compile(
    r"\b(?:said|told|wrote|announced|added)\s(?:[\w’'-]+\s){0,9}?(?:in|at)\s(?:an?|the|its|his|her|their)\s(?:\w+\s){0,2}?"
    r"(?:interview|statement|filing|briefing|conference|hearing|post|letter|report|forum|speech)"
    r"(?:\s(?:published|aired|released|held|posted|issued|dated|with\s[\w\s]{2,30}))?\s(?:on\s)?$"
)
_REFERRED = frozenset({"따르면", "의하면"})
_REPORT_OF = re.compile(
    r"^\s(?:[\w-]+\s){0,2}?(?:report|study|survey|paper)\s(?:by|from|of)\s(?:the\s)?$"
)
# A study published in April by researchers at: before whose it is, no other time stands.
_PAPER_OF = re.compile(
    r"^(?:\w+\s){1,4}(?:published|released|issued|conducted)\s(?:on|in|last|this)\s[\w.\s]{3,20}?(?:by|from)\s(?:[a-z]+\s){0,6}$"
)
# The occasion tells the medium; the first that stands in the words counts.
_MEDIA = (
    (
        "post",
        re.compile(
            r"트루스\s?소셜|소셜\s?미디어|SNS|페이스북|트위터|웨이보|위챗|인스타그램|텔레그램|블로그"
            r"|\b(?:Truth Social|social media|Facebook|Twitter|Weibo|WeChat|posted|tweeted|blog)\b"
        ),
    ),
    ("interview", re.compile(r"인터뷰|대담|팟캐스트|\b(?:interview|podcast)\b")),
    (
        "document",
        re.compile(
            r"관보|공시|보고서|성명|문서|서한|공고|고시|백서|보도자료|입장문|사과문|논문|결정문|판결문"
            r"|\b(?:Federal Register|filing|statement|letter|documents?|memo|notice|white paper"
            r"|press release|apology|ruling|paper|report|study)\b"
        ),
    ),
    (
        "speech",
        re.compile(
            r"브리핑|회견|발표회|콘퍼런스\s?콜|컨퍼런스\s?콜|연설|청문회|간담회|포럼|토론회"
            r"|\b(?:briefing|(?:press|news)\sconference|earnings call|speech|hearing|forum"
            r"|keynote)\b"
        ),
    ),
    ("data", re.compile(r"통계|집계|설문|\b(?:statistics|survey|figures)\b")),
)
_SPOKEN = frozenset("말 말하 답 답하 강조 비판 토로 경고 said told called added".split())


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, with the words it was told in and where they stand in the article's text."""

    claim: Features
    quote: str
    start: int


def reporter(voices: Sequence[Voice]) -> Voice | None:
    """The innermost voice that has a name."""
    return next((voice for voice in reversed(voices) if voice.kind != "anonymous"), None)


def who(voice: Voice) -> str:
    """The slug of a known reporter, a person's name, or any other without title and white space."""
    person, body = person_and_body(voice.name)
    if person and (body or not voice.key):
        return person
    name = plain(voice.name)
    return voice.key or "".join((TITLE.sub("", name) or name).casefold().split())


def bodies_of(told: Sequence[Told]) -> dict[str, str]:
    """For whom the article's persons speak: 텐센트의 류츠핑 사장, Nvidia's Jensen Huang."""
    found: dict[str, str] = {}
    for one in told:
        voice = reporter(one.claim.voices)
        if voice is None or voice.kind != "named" or voice.span is None:
            continue
        kinds = {name.key: name.kind for name in one.claim.names}
        if kinds.get(voice.key, "person") != "person":
            continue
        for name in one.claim.names:
            of_it = _beside(name, voice.span) or _is_spoken_for(one, name, voice.span)
            if name.kind in _BODIES and name.key != voice.key and of_it:
                found.setdefault(who(voice), name.key)
    return found


def _beside(name: Name, voice: tuple[int, int]) -> bool:
    if name.span is None:
        return False
    start, end = name.span
    within = voice[0] <= start and end <= voice[1]
    return within or 0 <= voice[0] - end <= 3 or 0 <= start - voice[1] <= 1


def _is_spoken_for(one: Told, name: Name, voice: tuple[int, int]) -> bool:
    """The White House will …, press secretary Jane Doe announced: who the sentence is about."""
    if name.span is None or name.span[0] - one.start > len("The "):
        return False
    at = max(voice[0] - one.start, 0)
    return _SPEAKS_FOR.search(one.quote[at - min(at, 24) : at + 24]) is not None


def report_of(frame: Sequence[Told], voice: Voice, bodies: dict[str, str]) -> Original:
    """The report that one frame of the text, the claims of one voice, speaks of."""
    medium, occasion = _medium(voice, " ".join(one.quote for one in frame))
    stated = next((days for one in frame if (days := _stated(one, voice)) is not None), None)
    if stated is None and not frame[0].claim.voices:
        day = day_of(frame[0].claim, frame[0].quote, frame[0].start)
        stated = (day.first, day.last) if day else None
    days, published = stated, frame[0].claim.published
    if stated is None and published is not None:
        days = earlier(published, FLASHBACK if _is_earlier(frame, voice) else RECENT), published
    key = who(voice)
    journals = {one.key for told in frame for one in told.claim.names if _prints(told, one)}
    _person, body = person_and_body(voice.name)
    reporters = frozenset(
        journals | {key, bodies.get(key, key), "".join(body.casefold().split()) or key}
    )
    return Original(
        reporters,
        voice.name,
        key,
        medium,
        days,
        stated,
        occasion=occasion,
        can_be=can_be(plain(voice.name)) | _described(frame[0], voice),
    )


def _prints(one: Told, name: Name) -> bool:
    """Whether it is the journal of a paper: 랜싯에 실은 논문, a study in The Lancet."""
    if name.kind != "outlet" or name.span is None:
        return False
    first, last = name.span[0] - one.start, name.span[1] - one.start
    return first >= 0 and bool(
        _PRINTS.match(one.quote, last) or _STUDY_IN.search(one.quote[:first])
    )


def _described(one: Told, voice: Voice) -> frozenset[str]:
    """환자단체인 새봄모임: what is said of a body before its name."""
    if voice.span is None:
        return frozenset()
    end = voice.span[1] - one.start
    before = one.quote[max(voice.span[0] - one.start - 12, 0) : max(end, 0)]
    said = re.search(r"([가-힣]{2,6}단체)(?:인)?\s", before)
    return described(said[1]) if said else frozenset()


def _medium(voice: Voice, words: str) -> tuple[str, str]:
    """The medium, and the word of the occasion that tells it."""
    if is_document(voice.name):
        return "document", ""
    for medium, pattern in _MEDIA:
        if match := pattern.search(words):
            if voice.kind == "outlet" and medium != "post":
                break
            return medium, "".join(match[0].casefold().split())
    if voice.kind == "outlet":
        return "report", ""
    return ("speech" if voice.verb in _SPOKEN else "unknown"), ""


def _stated(one: Told, voice: Voice) -> Days | None:
    """The day of the report: what stands before the verb that ends it, or beside its reporter."""
    published = one.claim.published
    for time in sorted(one.claim.times, key=lambda time: _is_far(one, voice, time)):
        if time.span is None or voice.span is None or time.grain not in _DAYS:
            continue
        if _PERIOD.search(time.original):
            continue
        if published is not None and time.first > published:
            continue
        if _IS_BOUND.match(one.quote, max(time.span[1] - one.start, 0)):
            continue
        if _dates(one, voice, voice.span, time, time.span):
            return time.first, time.last
    return None


def _is_far(one: Told, voice: Voice, time: When) -> tuple[bool, bool]:
    """How little a time looks like the day of a Korean report: 1~7일 수출이 늘었다고 8일 밝혔다,
    사고 하루 전인 25일."""
    if time.span is None or one.claim.language != "ko":
        return False, False
    tail = one.quote[max(time.span[1] - one.start, 0) :]
    return not _ends_in(voice.verb, tail), _DAY_OF_MONTH.search(time.original) is None


def _ends_in(verb: str, tail: str) -> bool:
    """Whether little but the verb stands there, with its stem as it is or drawn together with its
    ending: 보도했다, 밝혔다 of 밝히다."""
    return bool(verb) and len(tail) <= _AFTER_DAY and verb[: max(1, len(verb) - 1)] in tail


def _dates(one: Told, voice: Voice, name: tuple[int, int], time: When, at: tuple[int, int]) -> bool:
    """14일 명보는 · 로이터가 13일 · Nikkei reported on Friday · …고 어제 보도했다."""
    if 0 <= name[0] - at[1] <= 4 and not _IS_SINCE.search(one.quote[: max(at[0] - one.start, 0)]):
        return True
    if name[0] <= at[0] < name[1]:  # a March 5 report by the institute
        return True
    before = one.quote[max(at[1] - one.start, 0) : max(name[0] - one.start, 0)]
    if at[1] <= name[0] and _REPORT_OF.search(before):
        return True
    if at[1] <= name[0] and _PAPER_OF.search(one.quote[: max(name[0] - one.start, 0)]):
        return True
    between = one.quote[max(name[1] - one.start, 0) : max(at[0] - one.start, 0)]
    if voice.verb in _REFERRED and voice.verb in between:
        return False
    if at[0] >= name[1] and (_ON_AN_OCCASION.search(between) or _IN_AN_INTERVIEW.search(between)):
        return True
    if at[0] >= name[1] and name[1] >= one.start:
        after_verb = between.rpartition(voice.verb)[2] if voice.verb else between
        if len(after_verb) <= 12 and not re.search(r"[,.“”\"‘’]", between):
            return True
    if voice.verb in _BY_THE_WAY and name[1] <= at[0] and _ON.search(between):
        return voice.verb in one.quote[max(at[1] - one.start, 0) :]
    tail = one.quote[max(at[1] - one.start, 0) :]
    return _ends_in(voice.verb, tail)


def _is_earlier(frame: Iterable[Told], voice: Voice) -> bool:
    """Whether it is called an earlier report: 앞서 로이터는 …라고 보도한 바 있다."""
    for one in frame:
        at = voice.span[0] - one.start if voice.span else -1
        if 0 <= at < len(one.quote):
            near = one.quote[max(at - 10, 0) : at + len(voice.name) + 14]
            return bool(_EARLIER.search(near) or _EARLIER.search(one.quote[-10:]))
    return False
