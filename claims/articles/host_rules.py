"""Say how politely a host is asked, and whether it is left alone for now."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles.models import HostRule
from claims.ledger import services as ledger
from claims.people.models import Actor, require
from claims.people.rules import Act

LONGEST_PAUSE = dt.timedelta(days=366)
MOST_SECONDS = 3600.0  # between two requests; the table holds it, too
_NAME = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")


def pause_host(*, host: str, by: Actor, until: dt.datetime, reason: str) -> HostRule:
    """Ask nothing of the host until then or until it is resumed; what is due meanwhile waits.

    Raises ``ValidationError`` for what is no host, without a reason, and for a time that is past
    or more than 366 days ahead.
    """
    require(by, Act.KEEP_FEED)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why the host is left alone.")})
    now = timezone.now()
    if not now < until <= now + LONGEST_PAUSE:
        raise ValidationError({"until": _("A pause ends in the future, within 366 days.")})
    with transaction.atomic():
        rule = _locked(host)
        before = rule.paused_until
        rule.paused_until, rule.reason = until, reason
        _check(rule)
        rule.save(update_fields=["paused_until", "reason"])
        ledger.append(
            "host.paused",
            subject=rule,
            by=by,
            host=rule.host,
            before=before.isoformat() if before else None,
            after=until.isoformat(),
            reason=reason,
        )
    return rule


def resume_host(*, host: str, by: Actor) -> HostRule:
    """Ask a paused host again; doing so twice changes nothing."""
    require(by, Act.KEEP_FEED)
    with transaction.atomic():
        rule = _locked(host)
        if rule.paused_until is not None:
            before, rule.paused_until, rule.reason = rule.paused_until, None, ""
            rule.save(update_fields=["paused_until", "reason"])
            ledger.append(
                "host.resumed", subject=rule, by=by, host=rule.host, before=before.isoformat()
            )
    return rule


def set_politeness(*, host: str, by: Actor, seconds_between: float | None) -> HostRule:
    """Leave so many seconds between two requests; None for what the settings say.

    Raises ``ValidationError`` for fewer than 0 or more than 3600 seconds.
    """
    require(by, Act.KEEP_FEED)
    if seconds_between is not None and not 0 <= seconds_between <= MOST_SECONDS:  # nor NaN
        raise ValidationError({"seconds_between": _("Give 0 to 3600 seconds.")})
    with transaction.atomic():
        rule = _locked(host)
        before = rule.seconds_between
        if before != seconds_between:
            rule.seconds_between = seconds_between
            rule.save(update_fields=["seconds_between"])
            ledger.append(
                "host.politeness_set",
                subject=rule,
                by=by,
                host=rule.host,
                before=before,
                after=seconds_between,
            )
    return rule


def _locked(host: str) -> HostRule:
    """The rule of a host, made when there is none, as long as the transaction lasts."""
    rule = HostRule(host=_named(host))
    _check(rule)
    HostRule.objects.bulk_create([rule], ignore_conflicts=True)
    return HostRule.objects.select_for_update(no_key=True).get(host=rule.host)


def _named(host: str) -> str:
    """The name as addresses have it: lower case, ASCII (IDNA), no dot at its end, IPv6 bare."""
    name = host.strip().lower().rstrip(".")
    try:
        if ":" in name:
            bare = name[1:-1] if name.startswith("[") and name.endswith("]") else name
            return str(ipaddress.IPv6Address(bare))
        name = name.encode("idna").decode("ascii")
    except ValueError:
        name = ""
    if not _NAME.fullmatch(name):
        raise ValidationError({"host": _("Give a host's name, such as news.example.org.")})
    return name


def _check(rule: HostRule) -> None:
    rule.clean_fields(exclude=["id"])
