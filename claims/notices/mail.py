"""Mails about notices, each at once or a day's together, in the person's language."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.notices import rules
from claims.notices.models import Delivery, Notice, Preference
from claims.notices.wording import in_words
from claims.people.models import User
from claims.people.rules import Act
from claims.rechecks.rules import GRAVITY
from claims.work.services import finish, stop, wake_on_commit

_LONGEST_SUBJECT = 120  # characters
_MOST_LINES = 50  # notices that one mail lists, the gravest; it says how many more there are


def send(delivery: Delivery) -> None:
    """Send the mail of a delivery under its lease, unless nobody wants it any more.

    Were the worker killed between sending and noting it, the mail would go out again under the
    same Message-ID. An address that is refused for good (RFC 5321, 5yz) stops the delivery.
    """
    person = delivery.user
    if person is None:
        raise ValueError(f"{delivery} goes to nobody")
    wanted = Preference.objects.filter(user=person).first() or Preference(user=person)
    about = list(
        Notice.objects.for_display()
        .filter(user=person, public_id__in=delivery.body["notices"])
        .order_by("pk")
    )
    welcome = wanted.mail != Preference.Mail.OFF and person.email and person.may(Act.SEE_DESK)
    if about and welcome:
        try:
            _message(delivery, person, about, language=wanted.language).send()
        except smtplib.SMTPRecipientsRefused as refusal:
            if any(code < 500 for code, _why in refusal.recipients.values()):
                raise
            stop(delivery, refusal)
            return
    finish(delivery)


def make_digests(now: dt.datetime) -> int:
    """Make the day's digests due, once the hour has come, for whoever has something unread that
    was not mailed; return how many. Doing so twice, or from two processes, changes nothing.

    One query when nobody has anything; it uses the partial index of what is undigested.
    """
    day = rules.digest_day(timezone.localtime(now), hour=settings.DIGEST_HOUR)
    if day is None:
        return 0
    undigested = Notice.objects.filter(digested_at=None).order_by()
    named = Cast(OuterRef("public_id"), CharField())
    key = Concat(Value("digest:"), named, Value(f":{day}"))
    people = User.objects.filter(
        ~Exists(Delivery.objects.filter(key=key)), pk__in=undigested.values("user")
    )
    return sum(_make_digest(person, day, now) for person in people)


@transaction.atomic
def _make_digest(person: User, day: dt.date, now: dt.datetime) -> int:
    waiting = list(Notice.objects.filter(user=person, digested_at=None).order_by("pk"))
    unread = [each for each in waiting if each.read_at is None]
    if unread:
        digest = Delivery(
            channel=Delivery.Channel.DIGEST,
            user=person,
            key=f"digest:{person.public_id}:{day}",
            body={"notices": [str(each.public_id) for each in unread]},
        )
        # Where another process is as far, this waits for it, and its digest stays.
        Delivery.objects.bulk_create([digest], ignore_conflicts=True)
        if not Delivery.objects.filter(public_id=digest.public_id).exists():
            return 0
        wake_on_commit("deliveries")
    Notice.objects.filter(pk__in=[each.pk for each in waiting]).update(digested_at=now)
    return int(bool(unread))


def _message(
    delivery: Delivery, person: User, about: Sequence[Notice], *, language: str
) -> EmailMessage:
    desk = settings.PUBLIC_URL
    with translation.override(language):
        lines = [
            {
                "severity": notice.get_severity_display(),
                "words": in_words(notice),
                "statement": " ".join(str(notice.verdict).split()),
                "link": f"{desk}{reverse('desk:verdict', args=[notice.verdict.public_id])}",
            }
            for notice in sorted(about, key=lambda notice: -GRAVITY[notice.severity])
        ]
        if delivery.channel == Delivery.Channel.DIGEST:
            subject = ngettext(
                "Factcheck digest: %(n)d notice", "Factcheck digest: %(n)d notices", len(lines)
            ) % {"n": len(lines)}
        else:
            subject = _("Factcheck: %(words)s %(statement)s") % lines[0]
        body = render_to_string(
            "notices/mail.txt",
            {
                "lines": lines[:_MOST_LINES],
                "more": max(0, len(lines) - _MOST_LINES) + delivery.body.get("more", 0),
                "preferences": desk + reverse("desk:notice-preferences"),
            },
        )
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=Truncator(subject).chars(_LONGEST_SUBJECT),
        body=body,
        to=[person.email],
        headers={
            "Message-ID": f"<{delivery.public_id}@{host}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office note answers it
        },
    )
