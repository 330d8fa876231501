"""From the chains of attribution of one article to the original reports that it rests on.

An article that says "Ming Pao reports, citing Reuters, which cites people familiar" brings no
finding of its own: the report it rests on is Reuters', of the day that is stated. The innermost
step of a chain that has a name is the reporter, because nobody can ask further in; a source without
a name belongs to the outlet that spoke to it. What nobody else is cited for is the article's own.

Within one article the same reporter is one report, unless another day is stated or it is called an
earlier one. When two articles name one report is said in ``originals.py``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.links.acts import act_of, day_of, is_generic
from claims.links.features import Features, Name, Voice, When
from claims.links.originals import (
    FLASHBACK,
    RECENT,
    Days,
    Original,
    context_of,
    cosine,
    earlier,
    meet,
    sameness,
    spoken_of,
)
from claims.links.reporters import (
    alike,
    can_be,
    described,
    is_document,
    person_and_body,
    plain,
)
from claims.text.bodies import TITLE

LEAD = 5
"""How many claims at the head of an article may sum up what it goes on to report."""

SUMMED_UP = 0.4
"""Least cosine of a lead and the claim that takes it up, as leads read by hand have it."""

_DAYS = frozenset({"second", "minute", "hour", "day", "week", "month"})
_IS_BOUND = re.compile(r"부터|까지")  # 12월부터 is what is told
_PERIOD = re.compile(r"분기|반기|quarter|half")  # 3분기 말 is what a report is about, not its day
_BODIES = frozenset({"company", "agency", "government", "organisation"})
_EARLIER = re.compile(
    r"앞서|일찍이|바\s있(?:다|습니다)|[했혔]었다|해\s?왔다"
    r"|\b(?:earlier|previously|had\s(?:said|reported)|has\s(?:said|denied|rejected|dismissed|argued|maintained))\b"
)
# Who speaks to one reporter only, unlike 업계 or "analysts", whose view is anybody's to report.
_CONFIDENTIAL = re.compile(
    r"소식통|관계자|당국자|내부자|제보자|\b(?:sources?|people|persons?|officials?|insiders?)\b",
    re.IGNORECASE,
)
# Whoever is spoken of answers to anybody: after another's report 회사 관계자 is its reply.
_ANSWERS = re.compile(
    r"(?:^|\s)(?:회사|사측|업체|노조|[가-힣]{1,12}(?:부|청|처|원|위|위원회|시|도|구청|병원|대학|협회|은행|전자|당국))"
    r"\s?(?:측\s?)?(?:고위\s)?(?:관계자|당국자)"
    r"|\b(?:ministry|company|agency|commission|police|city|union|court|hospital|bank)\s(?:official|executive|source)",
    re.IGNORECASE,
)
_WHAT_WAS_TOLD = re.compile(
    r"(?:앞서\s|지난\s|당시\s)*(?:\d{1,2}월\s)?\d{1,2}일(?:자)?\s(?:발표|조사|집계|브리핑|회견|보도자료|공시)(?:에서|에는|에선|때)"
)
# Who leads or speaks for a firm or an association, unlike a minister or a member of parliament.
_CHAIRS = re.compile(
    r"(?:대표|사무국장|사무총장|위원장|지부장|지회장|대변인|회장|이사장|소장|센터장|사장|조합장|공동대표|상임대표)$"
)
_CHAIRS_EN = re.compile(
    r"\b(?:chief executive|CEO|spokes(?:man|woman|person)|chair(?:man|woman|person)?"
    r"|(?:secretary|director)[\s-]general|head|leader|representative)\s$",
    re.IGNORECASE,
)
# A document told of before goes on: 이 자료에서, 노동부는 보도자료에서, in the same statement.
_SAME_DOCUMENT = re.compile(
    r"(?:이|같은|해당)\s(?:보도)?(?:자료|보고서|성명|서한|공시|문서)(?:에서|에|를\s통해)\s"
    r"|\b[Ii]n\sthe\ssame\s(?:statement|report|letter|filing|notice|document)\b"
)
_ITS_DOCUMENT = re.compile(
    r"^(?P<who>[가-힣A-Za-z]{2,20}?)(?:은|는)\s(?:보도자료|보고서|성명|서한|공시|자료)에서\s"
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
_FOUND_OUT = re.compile(r"(?:파악|확인)(?:됐|되|했)")
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


def resolve(told: Sequence[Told], *, article: str) -> list[Original]:
    """The original that each claim of one article rests on, in the order given.

    Claims of one report share one object. ``article`` is what tells the text apart: of a copy, the
    original's. Cost: linear in the claims, times the reporters that the article names.
    """
    if not told:
        return []
    own, voice_of_own = _own(told[0].claim, article), _own(told[0].claim, article)
    voice_of_own.unsourced = True
    order = sorted(range(len(told)), key=lambda index: told[index].start)
    bodies = _bodies(told)
    frames: dict[Voice, list[int]] = {}
    for index in order:
        one = told[index]
        voice = reporter(one.claim.voices) or act_of(one.claim, one.quote, one.start)
        if voice is not None:
            frames.setdefault(voice, []).append(index)
    named: dict[int, Original] = {}
    groups: list[Original] = []
    last: Original | None = None
    for voice, indices in frames.items():
        found = _cited([told[index] for index in indices], voice, bodies)
        if not told[indices[0]].claim.voices:
            known = _called(found, groups) if is_generic(voice.name) else last
            if known is not None:
                found.reporters |= known.reporters if is_generic(voice.name) else frozenset()
                found.key = known.key if is_generic(voice.name) else found.key
            # An act of no stated day is told of only where it goes on with what was told.
            if found.stated is None and (last is None or not last.reporters & found.reporters):
                continue
        elif last is not None and _speaks_for(told[indices[0]], voice, found, last):
            found.reporters |= last.reporters
            found.days, found.stated = last.days, last.stated
            found.medium, found.occasion = last.medium, last.occasion
            found.key = last.key
        by_itself = found.reporters & own.reporters and _can_be(found, own)
        known = last = own if by_itself else _joined(found, groups)
        named |= dict.fromkeys(indices, known)
    cited = _with_sources(told, order, named, own)
    resolved = dict(cited)
    for place, index in enumerate(order):
        if index not in cited:
            resolved[index] = _summed_up(told, order, place, cited) or voice_of_own
    about = [spoken_of(one.claim) for one in told]
    context = context_of(about)
    for index, terms in enumerate(about):
        resolved[index].about.append(terms)
        if not resolved[index].contexts:
            resolved[index].contexts.append(context)
            resolved[index].told_in = article
    return [resolved[index] for index in range(len(told))]


def _own(claim: Features, article: str) -> Original:
    days = (claim.published, claim.published) if claim.published else None
    reporters = frozenset({claim.outlet} - {""})
    return Original(reporters, claim.outlet, claim.outlet, "report", days, days, article)


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


def _called(found: Original, groups: Sequence[Original]) -> Original | None:
    """The body told of before that is now called by its sort: 재판부 of 나루지법."""
    sorts = {one for one in found.can_be if one.startswith("sort:")}
    return next((one for one in reversed(groups) if sorts & one.can_be), None)


def _speaks_for(one: Told, voice: Voice, found: Original, last: Original) -> bool:
    """Whether who leads a body goes on for it: the group's chair, after the group has spoken."""
    if last.article or last.medium == "report" or found.stated is not None or voice.key:
        return False
    _person, body = person_and_body(voice.name)
    start = voice.span[0] - one.start if voice.span else 0
    role = one.quote[max(start - 20, 0) : max(start, 0)]
    leads = _CHAIRS.search(voice.name) or _CHAIRS_EN.search(role)
    return not body and leads is not None


def _can_be(found: Original, own: Original) -> bool:
    """Whether an outlet that names itself means this article and not one it ran before."""
    if _looks_back(found):
        return False
    return found.stated is None or own.stated is None or meet(found.stated, own.stated)


def _bodies(told: Sequence[Told]) -> dict[str, str]:
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


def _cited(frame: Sequence[Told], voice: Voice, bodies: dict[str, str]) -> Original:
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


def _joined(found: Original, groups: list[Original]) -> Original:
    """The report of the article so far that this is, else a new one."""
    for known in reversed(groups):
        if known.days is None or found.days is None:
            continue
        named = bool(known.reporters & found.reporters)
        if not named and not _is_described(known, found):
            continue
        if _looks_back(known) or _looks_back(found):
            continue
        if not (known.stated is None or found.stated is None or meet(known.stated, found.stated)):
            continue
        if (
            named
            and known.key != found.key
            and not (known.occasion and known.occasion == found.occasion)
        ):
            continue
        if known.medium != found.medium and known.occasion and found.occasion:
            continue
        known.reporters |= found.reporters
        if not named:
            known.key, known.name = found.key, found.name
            known.can_be |= found.can_be
        if known.stated is None and found.stated is not None:
            known.stated = known.days = found.stated
        if known.medium == "unknown":
            known.medium, known.occasion = found.medium, found.occasion
        return known
    groups.append(found)
    return found


def _is_described(known: Original, found: Original) -> bool:
    """South Korea's privacy watchdog, which the next sentence calls the Personal Information
    Protection Commission: the sort and the field of both are the same, and the first is no name."""
    described = known.name.split()[-1].islower()
    return described and alike(known.can_be, found.can_be) is True


def _looks_back(one: Original) -> bool:
    """Whether it is an earlier report of no stated day."""
    return one.stated is None and one.days is not None and one.days[1] - one.days[0] > RECENT


def _is_news(one: Original, published: dt.date | None) -> bool:
    """Whether a lead may sum it up: what the article found out, or a report of these days."""
    return bool(one.article) or (one.medium == "report" and _is_recent(one, published))


def _is_recent(one: Original, published: dt.date | None) -> bool:
    """Whether a report is the news, and not recalled behind it."""
    if one.days is None or published is None:
        return True
    return published - one.days[1] <= RECENT and not _looks_back(one)


def _with_sources(
    told: Sequence[Told], order: Sequence[int], named: dict[int, Original], own: Original
) -> dict[int, Original]:
    """The claims that somebody is cited for. Sources without names, and what is said to be told,
    belong to the outlet's report that is being told of where they stand, else to the article."""
    found: dict[int, Original] = {}
    telling: Original | None = None
    released: list[Original] = []
    for place, index in enumerate(order):
        claim = told[index].claim
        if index in named:
            found[index] = named[index]
            news = _is_outlets(claim) and _is_recent(named[index], claim.published)
            telling = named[index] if news else None
            if named[index].medium == "document":
                released.append(named[index])
        elif claim.voices:
            if telling is None or not _is_confidential(claim.voices[-1].name):
                telling = None
            found[index] = telling or own
        elif (document := _goes_on(told[index], released)) is not None:
            found[index] = document
        elif (before := _told_before(told[index], order[:place], named)) is not None:
            found[index] = before
        elif _is_told(told[index]):
            found[index] = telling or _summed_up(told, order, place, named) or own
    return found


def _is_confidential(name: str) -> bool:
    return bool(_CONFIDENTIAL.search(name)) and not _ANSWERS.search(name)


def _goes_on(one: Told, released: Sequence[Original]) -> Original | None:
    """The document told of before, where the claim says that it stands in that one: the last is
    called the same, or the same body's, which may be named for short (노동부 of 고용노동부)."""
    if its := _ITS_DOCUMENT.search(one.quote):
        return next((d for d in reversed(released) if d.name.endswith(its["who"])), None)
    return released[-1] if released and _SAME_DOCUMENT.search(one.quote) else None


def _told_before(
    one: Told, earlier: Sequence[int], named: Mapping[int, Original]
) -> Original | None:
    """What the body spoken of last told on another day: 지난 12일 발표에서는 14배였다."""
    if not _WHAT_WAS_TOLD.match(one.quote):
        return None
    last = next((named[index] for index in reversed(earlier) if index in named), None)
    day = day_of(one.claim, one.quote, one.start)
    if last is None or day is None or last.medium == "report":
        return None
    stated = day.first, day.last
    same = (known for known in named.values() if known.key == last.key and known.stated == stated)
    other = replace(last, days=stated, stated=stated, occasion="", about=[], contexts=[])
    return next(same, other)


def _is_told(one: Told) -> bool:
    """Whether it is said to be told, and by nobody: 전해졌다, unlike 파악됐다 and a view (관측)."""
    claim = one.claim
    return (
        claim.hedge == "hearsay"
        and claim.kind not in ("opinion", "prediction")
        and not _FOUND_OUT.search(one.quote)
    )


def _summed_up(
    told: Sequence[Told], order: Sequence[int], place: int, cited: Mapping[int, Original]
) -> Original | None:
    """What a lead sums up: of the reports told of after it, that of the claim most like it. None
    past the lead, where somebody was cited before it, and where no claim is much like it."""
    if place >= LEAD or any(before in cited for before in order[:place]):
        return None
    lead = told[order[place]].claim.terms
    likely = [
        (cosine(lead, told[after].claim.terms), -number)
        for number, after in enumerate(order)
        if after in cited and _is_news(cited[after], told[after].claim.published)
    ]
    best, number = max(likely, default=(0.0, 0))
    return cited[order[-number]] if best >= SUMMED_UP else None


def _is_outlets(claim: Features) -> bool:
    voice = reporter(claim.voices)
    return voice is not None and voice.kind == "outlet"


def gather(originals: Iterable[Original]) -> list[int]:
    """Which of them are one report: a number for each, equal for the same. An original joins those
    before it that it is most surely the same as, and with it all that is said of them. What one
    article tells apart stays apart."""
    groups: list[list[Original]] = []
    seen: dict[int, int] = {}
    labels = []
    for one in originals:
        label = seen.get(id(one))
        if label is None:
            sure, label = max(
                (
                    (max(sameness(one, other) for other in group), -number)
                    for number, group in enumerate(groups)
                    if all(one.told_in != other.told_in or not one.told_in for other in group)
                ),
                default=(0.0, 0),
            )
            label = -label if sure else len(groups)
            if label == len(groups):
                groups.append([])
            groups[label].append(one)
            seen[id(one)] = label
        labels.append(label)
    return labels


def comes_back(steps: Iterable[str]) -> bool:
    """Whether a chain of outlets, from the one that publishes inwards, comes back to one that it
    has passed. Steps without a name are passed over."""
    known = [step for step in steps if step]
    return len(set(known)) < len(known)
