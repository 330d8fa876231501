"""Whose report is told of where the words name nobody: sources without names, what is said to be
told, a document that goes on, and the lead that sums up the news."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claims.links.acts import day_of
from claims.links.features import Features
from claims.links.frames import Told, reporter
from claims.links.originals import RECENT, Original, cosine, looks_back

LEAD = 5
"""How many claims at the head of an article may sum up what it goes on to report."""

SUMMED_UP = 0.4
"""Least cosine of a lead and the claim that takes it up, as leads read by hand have it."""

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
# A document told of before goes on: 이 자료에서, 노동부는 보도자료에서, in the same statement.
_SAME_DOCUMENT = re.compile(
    r"(?:이|같은|해당)\s(?:보도)?(?:자료|보고서|성명|서한|공시|문서)(?:에서|에|를\s통해)\s"
    r"|\b[Ii]n\sthe\ssame\s(?:statement|report|letter|filing|notice|document)\b"
)
_ITS_DOCUMENT = re.compile(
    r"^(?P<who>[가-힣A-Za-z]{2,20}?)(?:은|는)\s(?:보도자료|보고서|성명|서한|공시|자료)에서\s"
)
_RESULT = re.compile(r"(?:이번\s|이\s)?(?:조사|감사|수사|분석|집계|점검|감찰|부검|감식)\s결과,?\s")
_COUNTED = re.compile(
    r"(?:것으로|로)\s(?:집계|조사|추산|잠정\s집계)(?:됐다|되었다|됐습니다)\.?$|것으로\s나타났다\.?$"
)
_FOUND_OUT = re.compile(r"(?:파악|확인)(?:됐|되|했)")


def with_sources(
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
        elif (found_out := _found_out(told, order, place, named)) is not None:
            found[index] = found_out
        elif _is_told(told[index]):
            found[index] = telling or _told_next(told, order, place, named) or own
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


def _found_out(
    told: Sequence[Told], order: Sequence[int], place: int, cited: Mapping[int, Original]
) -> Original | None:
    """Whose inquiry found it: 조사 결과 … 드러났다 goes on with what was told just before, and a
    lead that ends 것으로 집계됐다 opens what is told next."""
    quote = told[order[place]].quote
    if _RESULT.match(quote) and place:
        return cited.get(order[place - 1])
    if not _COUNTED.search(quote) or any(one in cited for one in order[:place]) or place >= LEAD:
        return None
    return next((cited[one] for one in order[place + 1 : place + 3] if one in cited), None)


def _is_told(one: Told) -> bool:
    """Whether it is said to be told, and by nobody: 전해졌다, unlike 파악됐다 and a view (관측)."""
    claim = one.claim
    return (
        claim.hedge == "hearsay"
        and claim.kind not in ("opinion", "prediction")
        and not _FOUND_OUT.search(one.quote)
    )


def _told_next(
    told: Sequence[Told], order: Sequence[int], place: int, cited: Mapping[int, Original]
) -> Original | None:
    """Whom a lead in hearsay has it from: the outlet whose report is told of next, else what it
    sums up."""
    following = next((index for index in order[place + 1 : place + 3] if index in cited), None)
    if place < LEAD and following is not None and not any(one in cited for one in order[:place]):
        report = cited[following]
        if _is_outlets(told[following].claim) and _is_recent(
            report, told[following].claim.published
        ):
            return report
    return summed_up(told, order, place, cited)


def summed_up(
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


def _is_news(one: Original, published: dt.date | None) -> bool:
    """Whether a lead may sum it up: what the article found out, or a report of these days."""
    return bool(one.article) or (one.medium == "report" and _is_recent(one, published))


def _is_recent(one: Original, published: dt.date | None) -> bool:
    """Whether a report is the news, and not recalled behind it."""
    if one.days is None or published is None:
        return True
    return published - one.days[1] <= RECENT and not looks_back(one)
