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
_IS_BOUND = re.compile(r"부터|까지")  # 12월부터 is what is told
_PERIOD = re.compile(r"분기|반기|quarter|half")  # 3분기 말 is what a report is about, not its day
_BODIES = frozenset({"company", "agency", "government", "organisation"})
_EARLIER = re.compile(
    r"앞서|일찍이|바\s있(?:다|습니다)|[했혔]었다|해\s?왔다"
    r"|\b(?:earlier|previously|had\s(?:said|reported)|has\s(?:said|denied|rejected|dismissed|argued|maintained))\b"
)
# said in a regulatory filing on, told investors on, a lawyer for the victims, said on: the day of
# the occasion.
_ON_AN_OCCASION = re.compile(
    r"^(?:,\s[^,“”\"]{2,80},)?\s(?:(?:has|had|also|later)\s)*"
    r"(?:said|told|announced|added|denied|disclosed|reported|wrote|confirmed|noted|warned|demanded"
    r"|argued|claimed|admitted|conceded|acknowledged|insisted|revealed|pledged|decided|found)\s"
    r"(?:(?:in|at|to)\s)?(?:[\w’'-]+\s){0,5}?(?:on\s)?$"
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
            if name.kind in _BODIES and name.key != voice.key and _beside(name, voice.span):
                found.setdefault(who(voice), name.key)
    return found


def _beside(name: Name, voice: tuple[int, int]) -> bool:
    if name.span is None:
        return False
    start, end = name.span
    within = voice[0] <= start and end <= voice[1]
    return within or 0 <= voice[0] - end <= 3 or 0 <= start - voice[1] <= 1


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
    _person, body = person_and_body(voice.name)
    reporters = frozenset({key, bodies.get(key, key), "".join(body.casefold().split()) or key})
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
    """The day of the report: what stands beside its reporter, or before the verb that ends it."""
    published = one.claim.published
    for time in one.claim.times:
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


def _dates(one: Told, voice: Voice, name: tuple[int, int], time: When, at: tuple[int, int]) -> bool:
    """14일 명보는 · 로이터가 13일 · Nikkei reported on Friday · …고 어제 보도했다."""
    if 0 <= name[0] - at[1] <= 4:
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
    if at[0] >= name[1] and _ON_AN_OCCASION.search(between):
        return True
    if at[0] >= name[1] and name[1] >= one.start:
        after_verb = between.rpartition(voice.verb)[2] if voice.verb else between
        if len(after_verb) <= 12 and not re.search(r"[,.“”\"‘’]", between):
            return True
    tail = one.quote[max(at[1] - one.start, 0) :]
    return bool(voice.verb) and len(tail) <= 14 and voice.verb in tail


def _is_earlier(frame: Iterable[Told], voice: Voice) -> bool:
    """Whether it is called an earlier report: 앞서 로이터는 …라고 보도한 바 있다."""
    for one in frame:
        at = voice.span[0] - one.start if voice.span else -1
        if 0 <= at < len(one.quote):
            near = one.quote[max(at - 10, 0) : at + len(voice.name) + 14]
            return bool(_EARLIER.search(near) or _EARLIER.search(one.quote[-10:]))
    return False
