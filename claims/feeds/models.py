"""Subscriptions to RSS and Atom feeds, their polls, and the entries that were found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.articles.models import Document
from claims.ledger.triggers import no_delete
from claims.people.public_ids import new_public_id
from claims.reference.models import Source
from claims.work.models import DueWork, DueWorkQuerySet, WorkState, due_index, stopped_index


class FeedQuerySet(models.QuerySet["Feed"]):
    def for_display(self) -> FeedQuerySet:
        """With the source, the polls that ``Feed.last_poll`` and ``Feed.next_poll`` show, and the
        numbers of entries: ``brought`` articles, ``under_way`` and ``refused``."""
        polls = Poll.objects.order_by("feed_id", "-pk").distinct("feed_id")
        return (
            self.select_related("source__entity", "added_by")
            .prefetch_related(
                "source__entity__names",
                Prefetch("polls", polls.exclude(state=WorkState.WAITING), to_attr="over"),
                Prefetch("polls", polls.filter(state=WorkState.WAITING), to_attr="ahead"),
            )
            .annotate(
                brought=Count(
                    "entries", filter=Q(entries__document__isnull=False, entries__was_known=False)
                ),
                under_way=Count("entries", filter=Q(entries__state=WorkState.WAITING)),
                refused=Count("entries", filter=Q(entries__state=WorkState.STOPPED)),
            )
        )


class Feed(models.Model):
    """An RSS or Atom feed whose entries are taken in as they appear, or tell of retractions: of
    what its own publisher takes back, or, as an index does, of what others took back.

    ``url`` is the address that is polled, as it was given. A paused feed keeps what it brought.
    ``etag`` and ``last_modified`` are what the last answer that was read said of itself.
    """

    class Purpose(models.TextChoices):
        ARTICLES = "articles", _("articles")
        RETRACTIONS = "retractions", _("its publisher's retractions")
        RETRACTION_INDEX = "retraction_index", _("an index of retractions by all publishers")

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    url = models.URLField(_("address"), max_length=2000, unique=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    purpose = models.CharField(
        _("what its entries are"), max_length=16, choices=Purpose, default=Purpose.ARTICLES
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name=_("source"),
    )
    minutes = models.PositiveIntegerField(_("polled every (minutes)"), default=30)
    paused_at = models.DateTimeField(_("paused"), null=True, editable=False)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=10080),
                name="feed_polled_every_5_minutes_to_7_days",
            )
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def tells_of_retractions(self) -> bool:
        return self.purpose != self.Purpose.ARTICLES

    @property
    def last_poll(self) -> Poll | None:
        """The newest poll that is over, of a feed that was loaded for display."""
        over: list[Poll] = self.over  # type: ignore[attr-defined]  # by the prefetch
        return next(iter(over), None)

    @property
    def next_poll(self) -> Poll | None:
        """The poll that waits, of a feed that was loaded for display."""
        ahead: list[Poll] = self.ahead  # type: ignore[attr-defined]  # by the prefetch
        return next(iter(ahead), None)


class PollQuerySet(DueWorkQuerySet["Poll"]):
    def failures(self, feed: Feed) -> int:
        """How many looks at the feed failed in a row, up to the newest that is over."""
        done = self.filter(feed=feed, state=WorkState.DONE)
        read = done.exclude(outcome=Poll.Outcome.FAILED).order_by("-pk").values("pk")[:1]
        return done.filter(pk__gt=Coalesce(Subquery(read), 0)).count()


class Poll(DueWork):
    """One look at a feed. One waits for each feed that is not paused."""

    class Outcome(models.TextChoices):
        READ = "read", _("read")
        UNCHANGED = "unchanged", _("unchanged")
        FAILED = "failed", _("could not look")

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="polls", verbose_name=_("feed"))
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, blank=True, editable=False
    )
    status = models.PositiveSmallIntegerField(_("answer"), null=True, editable=False)
    message = models.CharField(_("message"), max_length=300, blank=True, editable=False)
    found = models.PositiveIntegerField(_("entries found"), default=0, editable=False)
    new = models.PositiveIntegerField(_("new entries"), default=0, editable=False)

    objects = PollQuerySet.as_manager()  # type: ignore[misc]  # narrower

    class Meta:
        verbose_name = _("feed poll")
        verbose_name_plural = _("feed polls")
        ordering = ["-pk"]
        indexes = [due_index("poll_due"), stopped_index("poll_stopped")]
        constraints = [
            models.UniqueConstraint(
                fields=["feed"],
                condition=Q(state=WorkState.WAITING),
                name="poll_one_waiting_a_feed",
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkState.DONE) | ~Q(outcome=""), name="poll_done_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.outcome}"


class FeedEntryQuerySet(DueWorkQuerySet["FeedEntry"]):
    def for_display(self) -> FeedEntryQuerySet:
        return self.select_related("feed", "document__article")


class FeedEntry(DueWork):
    """One entry of a feed: an address that is fetched and taken in, once.

    ``document`` is what it became, or what was there already. ``title`` and ``published_at`` are
    what the feed said of it.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="entries", verbose_name=_("feed"))
    url = models.URLField(_("address"), max_length=2000)
    title = models.CharField(_("title"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    seen_at = models.DateTimeField(_("seen"), default=timezone.now, editable=False)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="feed_entries", verbose_name=_("document")
    )
    was_known = models.BooleanField(_("was here already"), default=False, editable=False)
    message = models.CharField(_("message"), max_length=300, blank=True, editable=False)

    objects = FeedEntryQuerySet.as_manager()  # type: ignore[misc]  # narrower

    class Meta:
        verbose_name = _("feed entry")
        verbose_name_plural = _("feed entries")
        ordering = ["-pk"]
        indexes = [due_index("feed_entry_due"), stopped_index("feed_entry_stopped")]
        constraints = [
            models.UniqueConstraint(fields=["feed", "url"], name="feed_entry_once"),
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return self.title or self.url
