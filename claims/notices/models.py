"""Who hears of what, and what leaves the system: an outbox in the database."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.ledger.triggers import no_delete
from claims.people.public_ids import new_public_id
from claims.rechecks.models import Finding, Severity
from claims.reference.models import LANGUAGE_CHOICES
from claims.verdicts.models import Verdict
from claims.work.models import DueWork, due_index, stopped_index


class Watch(models.Model):
    """A person who wants to hear about a verdict, besides the one who looks after it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches", verbose_name=_("user")
    )
    verdict = models.ForeignKey(
        Verdict, models.CASCADE, related_name="watches", verbose_name=_("verdict")
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        constraints = [
            models.UniqueConstraint(fields=["verdict", "user"], name="watch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} watches {self.verdict_id}"


class Preference(models.Model):
    """How a person wants to be told. Without a row: a mail for what is serious, and a digest."""

    class Mail(models.TextChoices):
        EACH = "each", _("a mail for each")
        SERIOUS = "serious", _("a mail for what is serious, the rest in the daily digest")
        DAILY = "daily", _("the daily digest only")
        OFF = "off", _("no mail")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="preference",
        primary_key=True,
        verbose_name=_("user"),
    )
    mail = models.CharField(_("mail"), max_length=8, choices=Mail, default=Mail.SERIOUS)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="ko")

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return f"{self.user_id} {self.mail}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)

    def for_display(self) -> NoticeQuerySet:
        """With what a list of notices names, in a constant number of queries."""
        return self.select_related(
            "verdict__current", "finding__document__article", "finding__claim__current"
        ).prefetch_related("verdict__current__texts")


class Notice(models.Model):
    """Something one person is told, once for each ``key``. Read at the desk, mailed or digested."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("user")
    )
    verdict = models.ForeignKey(
        Verdict, models.CASCADE, related_name="notices", verbose_name=_("verdict")
    )
    finding = models.ForeignKey(
        Finding, models.CASCADE, null=True, related_name="notices", verbose_name=_("finding")
    )
    kind = models.CharField(_("kind"), max_length=60)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity)
    key = models.CharField(_("key"), max_length=200)
    made_at = models.DateTimeField(_("told"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True)
    digested_at = models.DateTimeField(_("in a digest"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["user", "-id"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["user"], condition=Q(digested_at=None), name="notice_undigested"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def asking_for(self, events: Collection[str]) -> EndpointQuerySet:
        """Those that are sent at least one of these events."""
        return self.filter(disabled_at=None, events__overlap=list(events))


class Endpoint(models.Model):
    """An address that is sent signed events (Standard Webhooks).

    No secret is stored: it is made of the server's key, this row's public id and ``generation``;
    rotating counts the generation up, and the one before still signs for a day.
    """

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    url = models.URLField(_("address"), max_length=2000, unique=True)
    events = ArrayField(models.CharField(max_length=60), verbose_name=_("events"))
    generation = models.PositiveIntegerField(_("generation"), default=1, editable=False)
    rotated_at = models.DateTimeField(_("secret changed"), null=True, editable=False)
    disabled_at = models.DateTimeField(_("disabled"), null=True, editable=False)
    disabled_why = models.CharField(_("why"), max_length=300, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["-pk"]
        triggers = no_delete()

    def __str__(self) -> str:
        return self.url


class Delivery(DueWork):
    """One mail or one webhook call that is to leave, written with what it tells of.

    ``key`` names the effect: it is sent once, whatever is killed when. A delivery goes to a person
    (mail, digest) or to an endpoint (webhook); ``body`` is what is sent, as data.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("mail")
        DIGEST = "digest", _("digest")
        WEBHOOK = "webhook", _("webhook")

    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="deliveries",
        verbose_name=_("user"),
    )
    endpoint = models.ForeignKey(
        Endpoint, models.PROTECT, null=True, related_name="deliveries", verbose_name=_("endpoint")
    )
    key = models.CharField(_("key"), max_length=200, unique=True)
    body = models.JSONField(_("content"), default=dict)
    status = models.PositiveSmallIntegerField(_("answer"), null=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        indexes = [due_index("delivery_due"), stopped_index("delivery_stopped")]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel="webhook", user=None, endpoint__isnull=False)
                | Q(channel__in=["mail", "digest"], user__isnull=False, endpoint=None),
                name="delivery_goes_to_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"
