"""A page that a site serves and changes, a reader for it, and the work that follows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from pytest_httpserver import HTTPServer

from claims import tasks
from claims.articles.models import Article
from claims.extraction.models import Claim, Run
from claims.rechecks import services as rechecks
from claims.rechecks.models import Recheck
from claims.reference.models import EntityName
from claims.text.findings import Block, BlockClass, FoundClaim, Reading
from claims.verdicts.models import Verdict
from claims.work.models import WorkState
from tests.factories import Newsroom, found, mention, quantity

BRIDGE = "시는 강변다리 공사에 12억 원을 들였다고 밝혔다."
EDITED = "시는 강변다리 공사에 19억 원을 들였다고 밝혔다."
DENIED = "시는 강변다리 공사에 모두 30억 원을 들였다고 밝혔다."
PEOPLE = "개통식에는 주민 이백 명이 모였다."
PAGE = (
    '<!doctype html><html lang="ko"><head><title>다리</title></head><body><article><h1>강가의'
    " 새 다리</h1>{}</article></body></html>"
)


def by_hand(text: str, blocks: Sequence[Block], **_given: Any) -> Reading:
    """A reader that takes every paragraph for a claim: what it reads is not under test."""
    claims: list[FoundClaim] = []
    for block in blocks:
        quote = text[block.start : block.end]
        if block.kind is not BlockClass.BODY or not quote.endswith("다."):
            continue
        names = EntityName.objects.select_related("entity")
        claims.append(
            found(
                text,
                quote,
                mentions=[mention(text, n.text, n.entity) for n in names if n.text in quote],
                quantities=[
                    quantity(text, m.group(), Decimal(m.group(1)) * 10**8, "KRW")
                    for m in re.finditer(r"(\d+)억 원", quote)
                ],
            )
        )
    return Reading("ko", True, claims=claims)


def serve(site: HTTPServer, *paragraphs: str, status: int = 200) -> None:
    body = PAGE.format("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
    site.clear()
    site.expect_request("/news/1").respond_with_data(
        body.encode(), status=status, content_type="text/html; charset=utf-8"
    )


def work_on() -> None:
    """Do what is due, and do not wait for what comes due in the next seconds."""
    for _ in range(12):
        tasks.settle()
        soon = Recheck.objects.waiting().filter(
            next_attempt_at__lte=timezone.now() + dt.timedelta(minutes=1)
        )
        if not soon.update(next_attempt_at=timezone.now()):
            break
    assert not Run.objects.exclude(last_error="").exists()
    assert not Recheck.objects.exclude(last_error="").exists()


def claim_of(kept: Article, quote: str) -> Claim:
    return Claim.objects.select_related("current").get(
        article=kept, versions__statement=quote, versions__number=1
    )


def look_again(verdict: Verdict, newsroom: Newsroom) -> Recheck:
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun, reason="시험")
    work_on()
    asked.refresh_from_db()
    assert asked.state == WorkState.DONE
    return asked


def filed(verdict: Verdict) -> list[tuple[str, str]]:
    return [(f.kind, f.severity) for f in verdict.findings.order_by("pk")]
