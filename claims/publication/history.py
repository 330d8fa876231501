"""What was public when: the versions of a verdict's page, and what it said on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from claims.publication.models import Publication


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the newsroom's calendar, or a second, about which somebody asks.

    ``end`` is the first instant after it.
    """

    day: dt.date | None
    end: dt.datetime

    def __str__(self) -> str:
        if self.day is not None:
            return self.day.isoformat()
        second = self.end - dt.timedelta(seconds=1)
        return timezone.localtime(second).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Said:
    """What a verdict's page said at the end of a moment: ``publication`` is None before the first.

    ``during`` are the publications of that day, in order; ``first`` is the first of all.
    """

    moment: Moment
    publication: Publication | None
    during: Sequence[Publication]
    first: Publication


def moment(text: str) -> Moment:
    """A date, or a date and time (in the newsroom's zone, unless it names another).

    Raises ``ValidationError`` for anything else and for what has not come yet.
    """
    now = timezone.now()
    try:
        day = parse_date(text)
        at = parse_datetime(text) if day is None else None
        if at is not None:
            at = timezone.make_aware(at) if timezone.is_naive(at) else timezone.localtime(at)
    except (ValueError, OverflowError):  # the 30th of February, before the first of all days
        day = at = None
    if day is not None:
        if day > timezone.localdate(now):
            raise ValidationError({"on": _("This day has not come yet.")})
        midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
        return Moment(day, timezone.make_aware(midnight))
    if at is None:
        raise ValidationError({"on": _("Give a date such as 2026-03-01, or a date and time.")})
    if at > now:
        raise ValidationError({"on": _("This day has not come yet.")})
    return Moment(None, at.replace(microsecond=0) + dt.timedelta(seconds=1))


def said(verdict: UUID, when: Moment) -> Said | None:
    """What the page of a verdict (by public id) said then; None when nothing of it was ever
    published. One query, and one more where the document is read."""
    rows = list(
        Publication.objects.filter(verdict__public_id=verdict).defer("document").order_by("number")
    )
    if not rows:
        return None
    before = [row for row in rows if row.published_at < when.end]
    during = [
        row
        for row in before
        if when.day is not None and timezone.localdate(row.published_at) == when.day
    ]
    return Said(when, before[-1] if before else None, during, rows[0])
