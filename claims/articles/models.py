"""Documents kept as evidence, the articles among them, and what they were at each moment."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.articles.file_names import LONGEST
from claims.ledger.triggers import append_only, no_delete
from claims.people.public_ids import new_public_id
from claims.reference.models import Source
from claims.text.findings import Block, BlockClass, Grain


class DocumentKind(models.TextChoices):
    ARTICLE = "article", _("article")
    EXHIBIT = "exhibit", _("exhibit")


class DocumentQuerySet(models.QuerySet["Document"]):
    def at_address(self, url: str) -> DocumentQuerySet:
        """The document that an address (in canonical form) is stated to belong to."""
        return self.filter(addresses__url=url)


class Document(models.Model):
    """Anything kept as evidence.

    ``fingerprint`` is the SHA-256 of the canonical text it came in with: the same text twice is
    one document. It never changes, whatever the page says later.
    """

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=DocumentKind)
    fingerprint = models.BinaryField(max_length=32, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    file_name = models.CharField(
        _("file name"),
        max_length=LONGEST,
        blank=True,
        editable=False,
        help_text=_("of an exhibit that came as a file, as it may be shown"),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["kind", "fingerprint"], name="document_text_once")
        ]
        triggers = [
            pgtrigger.ReadOnly(name="identity", fields=["public_id", "kind", "fingerprint"]),
            *no_delete(),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def latest_snapshot(self) -> Snapshot:
        """The newest snapshot; one query."""
        return self.snapshots.latest("number")

    @property
    def address(self) -> DocumentAddress | None:
        """The address it is looked at again under; one query unless prefetched."""
        return next((a for a in self.addresses.all() if a.canonical), None)


class DocumentAddress(models.Model):
    """A stated identity: this address is this document. Removing the row takes it back."""

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="addresses", verbose_name=_("document")
    )
    url = models.URLField(_("address"), max_length=2000, unique=True)
    canonical = models.BooleanField(_("looked at again"), default=True)
    stated_by = models.CharField(
        _("stated by"), max_length=40, help_text=_("who says so: fetch, page or person")
    )
    stated_at = models.DateTimeField(_("stated"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=models.Q(canonical=True),
                name="document_one_canonical_address",
            )
        ]

    def __str__(self) -> str:
        return self.url


class ArticleQuerySet(models.QuerySet["Article"]):
    def with_source(self) -> ArticleQuerySet:
        return self.select_related("source__entity", "copy_of").prefetch_related(
            "source__entity__names", "addresses"
        )


class Article(Document):
    """A published text. What is unknown stays empty; each field keeps the evidence for it.

    ``copy_of`` names the first of its kind and is never a chain. ``sketch`` is a sample of the
    hashes of its words, by which near-duplicates are found (``near_duplicates.py``).
    """

    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("source"),
    )
    outlet = models.CharField(_("outlet as printed"), max_length=200, blank=True)
    outlet_evidence = models.CharField(_("evidence of the outlet"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    title_evidence = models.CharField(_("evidence of the title"), max_length=200, blank=True)
    opening = models.CharField(
        max_length=80, blank=True, editable=False, help_text=_("first words, for want of a title")
    )
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    byline_evidence = models.CharField(_("evidence of the by-line"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=3, default="und")
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_grain = models.CharField(
        _("precision"),
        max_length=10,
        blank=True,
        choices=[(g.value, g.value) for g in Grain],
    )
    published_evidence = models.CharField(_("evidence for the date"), max_length=200, blank=True)
    copy_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("copy of"),
        help_text=_("the earlier article whose text this one repeats"),
    )
    copy_evidence = models.CharField(_("evidence for the copy"), max_length=200, blank=True)
    sketch = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = ArticleQuerySet.as_manager()  # type: ignore[assignment, misc]  # narrower

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["-published_on"], name="article_by_date"),
            GinIndex(
                fields=["title"],
                name="article_title_trigrams",
                opclasses=["gin_trgm_ops"],
            ),
            GinIndex(fields=["sketch"], name="article_by_sketch"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(copy_of=models.F("pk")), name="article_not_a_copy_of_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(published_on=None, published_grain="", published_at=None)
                | models.Q(published_on__isnull=False) & ~models.Q(published_grain=""),
                name="article_date_has_precision",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.opening or str(self.public_id)


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def newest_first(self) -> SnapshotQuerySet:
        return self.order_by("-number")


class Snapshot(models.Model):
    """What a document was at one moment. Never changed; a fetch that differs is a new one.

    ``text`` is the canonical NFC text; every offset of the workbench counts its code points.
    ``blocks`` is a list of ``[start, end, class, evidence]`` as the cleaning saw them. The raw
    bytes lie in the default storage under their SHA-256.
    """

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="snapshots", verbose_name=_("document")
    )
    number = models.PositiveIntegerField(_("number"))
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)
    url = models.URLField(_("fetched from"), max_length=2000, blank=True)
    sha256 = models.BinaryField(max_length=32)
    raw = models.FileField(max_length=200)
    size = models.PositiveIntegerField(_("size"), help_text=_("bytes"))
    headers = models.JSONField(
        _("headers of the answer"), default=list, help_text=_("list of name and value")
    )
    content_type = models.CharField(_("content type"), max_length=200, blank=True)
    charset = models.CharField(_("charset"), max_length=40, blank=True)
    text = models.TextField(_("text"))
    text_sha256 = models.BinaryField(max_length=32)
    blocks = models.JSONField()
    cleaner = models.CharField(_("cleaned by"), max_length=40)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="snapshot_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="snapshot_number_positive"
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"

    @property
    def typed_blocks(self) -> list[Block]:
        """The blocks as a person last classed them, else as the cleaning did; one query unless
        ``classifications`` is prefetched."""
        corrected = max(self.classifications.all(), key=lambda row: row.number, default=None)
        return _typed(corrected.blocks) if corrected else self.cleaned_blocks

    @property
    def cleaned_blocks(self) -> list[Block]:
        """The blocks as the cleaning made them."""
        return _typed(self.blocks)


def _typed(blocks: Iterable[Sequence[Any]]) -> list[Block]:
    return [Block(start, end, BlockClass(kind), why) for start, end, kind, why in blocks]


class Classification(models.Model):
    """What the blocks of a snapshot are, as a person corrected it. Never changed; the one of the
    highest number holds.

    ``blocks`` is as ``Snapshot.blocks``, with ``person`` as the evidence of what was corrected.
    Without ``made_by`` it was carried over from the snapshot before, block by equal block.
    """

    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="classifications", verbose_name=_("snapshot")
    )
    number = models.PositiveIntegerField(_("number"))
    blocks = models.JSONField(_("blocks"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("classification of blocks")
        verbose_name_plural = _("classifications of blocks")
        ordering = ["snapshot", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "number"], name="classification_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="classification_number_positive"
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.snapshot_id}/{self.number}"


class Look(models.Model):
    """One look at a document's address: what came back, whether or not anything had changed."""

    class Outcome(models.TextChoices):
        UNCHANGED = "unchanged", _("unchanged")
        CHANGED = "changed", _("changed")
        GONE = "gone", _("gone")
        FAILED = "failed", _("could not look")

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="looks", verbose_name=_("document")
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    etag = models.CharField(_("ETag"), max_length=300, blank=True)
    last_modified = models.CharField(_("last modified"), max_length=100, blank=True)
    message = models.CharField(_("message"), max_length=300, blank=True)
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, related_name="+", verbose_name=_("snapshot")
    )

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["document", "-at"], name="look_by_document")]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.document_id} {self.outcome}"


class HostRule(models.Model):
    """How politely one host is asked, and whether it is left alone for now.

    A host without a row is asked at most once in ``SECONDS_BETWEEN_REQUESTS``.
    """

    host = models.CharField(_("host"), max_length=253, unique=True)
    seconds_between = models.FloatField(_("seconds between requests"), null=True, blank=True)
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("rule for a host")
        verbose_name_plural = _("rules for hosts")
        ordering = ["host"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seconds_between=None)
                | models.Q(seconds_between__gte=0, seconds_between__lte=3600),
                name="host_rule_0_to_3600_seconds",
            )
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def public_id(self) -> uuid.UUID:
        """Made of the host's name (RFC 9562, version 5), so that the ledger tells of the host."""
        return uuid.uuid5(uuid.NAMESPACE_DNS, self.host)


class Retraction(models.Model):
    """A notice that a document no longer stands, as a feed carried it.

    ``is_trusted`` where the document's own publisher says so, or an index that a curator named as
    one; whatever else links to a document says nothing for its publisher.
    """

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="retractions", verbose_name=_("document")
    )
    url = models.URLField(_("notice"), max_length=2000)
    title = models.CharField(_("title"), max_length=500, blank=True)
    is_trusted = models.BooleanField(_("by its publisher or a named index"))
    stated_at = models.DateTimeField(_("stated"), null=True)
    seen_at = models.DateTimeField(_("seen"), default=timezone.now)

    class Meta:
        verbose_name = _("retraction")
        verbose_name_plural = _("retractions")
        ordering = ["-pk"]
        constraints = [
            # Once more where somebody to be trusted says what somebody else said before.
            models.UniqueConstraint(
                fields=["document", "url", "is_trusted"], name="retraction_once"
            )
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.title or self.url
