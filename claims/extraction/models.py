"""Claims: their identity, their versions, where they stand in the text, and their facets."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.articles.models import Article, Snapshot
from claims.ledger.triggers import append_only, no_delete
from claims.people.public_ids import new_public_id
from claims.reference.models import LANGUAGE_CHOICES, Entity
from claims.text import findings
from claims.work.models import DueWork, WorkState, due_index, stopped_index


class ClaimKind(models.TextChoices):
    EVENT = "event", _("event")
    STATE = "state", _("standing fact")
    QUANTITY = "quantity", _("number")
    DIRECTIVE = "directive", _("directive")
    STATEMENT = "statement", pgettext_lazy("kind of claim", "statement")
    PREDICTION = "prediction", _("prediction")
    OPINION = "opinion", _("opinion")


class HedgeLevel(models.TextChoices):
    ASSERTED = "asserted", _("asserted")
    REPORTED = "reported", _("reported")
    HEARSAY = "hearsay", _("hearsay")
    SPECULATIVE = "speculative", _("speculative")


class PolaritySign(models.TextChoices):
    AFFIRMATIVE = "affirmative", _("affirmative")
    NEGATIVE = "negative", _("negative")


class DirectiveStrength(models.TextChoices):
    """Weakest first; ``NONE`` is a permission. Strength is not truth."""

    ENCOURAGE = "encourage", _("encouragement")
    GUIDANCE = "guidance", _("guidance without legal force")
    URGE = "urge", _("urging")
    REQUIRE_JUSTIFICATION = "require_justification", _("demand for justification")
    RESTRICT = "restrict", _("restriction")
    SUSPEND = "suspend", _("suspension")
    ORDER = "order", _("order")
    CANCEL = "cancel", _("cancellation")
    BAN = "ban", _("ban")
    NONE = "none", _("permission")


class Run(DueWork):
    """One reading of one snapshot by one extractor."""

    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="runs", verbose_name=_("snapshot")
    )
    extractor = models.CharField(_("extractor"), max_length=40)
    version = models.CharField(_("version"), max_length=40)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    claims_found = models.PositiveIntegerField(_("claims found"), null=True, editable=False)
    note = models.CharField(_("note"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("extraction run")
        verbose_name_plural = _("extraction runs")
        ordering = ["-pk"]
        indexes = [due_index("run_due"), stopped_index("run_stopped")]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot"],
                condition=Q(state=WorkState.WAITING),
                name="run_one_waiting_a_snapshot",
            )
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return f"{self.extractor} {self.version} · {self.snapshot_id}"


def _passed_over() -> models.Exists:
    """Whether a reading of the claim's article ended that is newer than the last to find it."""
    newer = Run.objects.filter(
        snapshot__document=models.OuterRef("article"),
        state=WorkState.DONE,
        pk__gt=models.OuterRef("last_run"),
    )
    return models.Exists(newer)


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self) -> ClaimQuerySet:
        """Claims that were not retired by a split, a merge or a rejection."""
        return self.filter(retired_at=None)

    def in_text(self) -> ClaimQuerySet:
        """The standing claims that the newest reading of their article found."""
        return self.standing().exclude(_passed_over())

    def lost(self) -> ClaimQuerySet:
        """The standing claims that the newest reading of their article did not find."""
        return self.standing().filter(_passed_over())

    def with_lost(self) -> ClaimQuerySet:
        """With ``is_lost`` known for each."""
        lost = models.Q(retired_at=None) & models.Q(_passed_over())
        return self.annotate(is_lost=lost)  # type: ignore[no-redef]  # instead of asking each

    def for_display(self) -> ClaimQuerySet:
        """With everything a list of claims shows, in a constant number of queries."""
        return (
            self.with_lost()
            .select_related("current__directive", "article__source__entity", "current__run")
            .prefetch_related(
                "current__attributions",
                "current__quantities",
                "current__times",
                "current__mentions__entity__names",
                "current__anchors",
                "article__source__entity__names",
            )
        )


class Claim(models.Model):
    """One atomic checkable statement of one article. It keeps its id for life.

    A standing claim is lost while the newest reading of its article did not find it: its words
    changed or left the page, or a person said that they are not the article's body. What was
    decided about it stays.
    """

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    article = models.ForeignKey(
        Article, models.PROTECT, related_name="claims", verbose_name=_("article")
    )
    current = models.ForeignKey(
        "ClaimVersion", models.PROTECT, null=True, related_name="+", editable=False
    )
    last_run = models.ForeignKey(
        Run,
        models.PROTECT,
        null=True,
        related_name="claims",
        editable=False,
        help_text=_("the last run that found it"),
        verbose_name=_("last reading that found it"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    retired_at = models.DateTimeField(_("retired"), null=True, editable=False)
    retired_because = models.CharField(_("why retired"), max_length=200, blank=True, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["article", "pk"]
        triggers = [
            pgtrigger.ReadOnly(name="identity", fields=["public_id", "article", "created_at"]),
            *no_delete(),
        ]

    def __str__(self) -> str:
        return self.current.statement if self.current else str(self.public_id)

    @cached_property
    def is_lost(self) -> bool:
        """Whether the newest reading of its article did not find it; one query unless the rows
        came ``with_lost``."""
        return Claim.objects.lost().filter(pk=self.pk).exists()


class ClaimSuccession(models.Model):
    """A retired claim and the claim that took its place, after a split or a merge."""

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="successions", verbose_name=_("claim")
    )
    successor = models.ForeignKey(
        Claim, models.PROTECT, related_name="predecessions", verbose_name=_("successor")
    )

    class Meta:
        verbose_name = _("claim succession")
        verbose_name_plural = _("claim successions")
        constraints = [
            models.UniqueConstraint(fields=["claim", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(claim=F("successor")), name="succession_not_of_itself"
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.claim_id} → {self.successor_id}"


class ClaimVersion(models.Model):
    """What a claim says, according to one run of a machine or one person. Never changed.

    ``about_first`` and ``about_last`` are the closed interval of dates the claim is about, in
    the outlet's zone. ``lemmas`` are the content words that search and comparison use.
    """

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="versions", verbose_name=_("claim")
    )
    number = models.PositiveIntegerField(_("number"))
    run = models.ForeignKey(
        Run,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="versions",
        verbose_name=_("reading"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    statement = models.TextField(_("statement"))
    kind = models.CharField(_("kind"), max_length=12, choices=ClaimKind)
    hedge = models.CharField(_("hedge"), max_length=12, choices=HedgeLevel)
    polarity = models.CharField(_("polarity"), max_length=12, choices=PolaritySign)
    check_worthiness = models.PositiveSmallIntegerField(_("check-worthiness"))
    reasons = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("reasons")
    )
    about_first = models.DateField(_("about, from"), null=True, blank=True)
    about_last = models.DateField(_("about, to"), null=True, blank=True)
    about_grain = models.CharField(_("precision of the time"), max_length=10, blank=True)
    lemmas = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("lemmas")
    )
    digest = models.BinaryField(max_length=32, editable=False)

    class Meta:
        verbose_name = _("claim version")
        verbose_name_plural = _("claim versions")
        ordering = ["claim", "number"]
        indexes = [
            GinIndex(fields=["lemmas"], name="version_by_lemma"),
            GinIndex(
                fields=["statement"],
                name="version_trigrams",
                opclasses=["gin_trgm_ops"],
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(run=None) ^ Q(author=None), name="version_by_run_or_person"
            ),
            models.CheckConstraint(
                condition=Q(check_worthiness__lte=3),
                name="version_check_worthiness_0_to_3",
            ),
            models.CheckConstraint(
                condition=Q(about_first=None, about_last=None)
                | Q(about_first__lte=F("about_last")),
                name="version_about_in_order",
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="version_says_something"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.statement


class AnchorState(models.TextChoices):
    EXACT = "exact", _("exact")
    ALTERED = "altered", _("altered")
    LOST = "lost", _("lost")


class Anchor(models.Model):
    """Where a version of a claim stands in one snapshot: ``text[start:end] == quote``."""

    version = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="anchors", verbose_name=_("version")
    )
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="anchors", verbose_name=_("snapshot")
    )
    state = models.CharField(_("state"), max_length=8, choices=AnchorState)
    start = models.PositiveIntegerField(_("from character"), null=True)
    end = models.PositiveIntegerField(_("to character"), null=True)
    quote = models.TextField(_("quote"))

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        ordering = ["snapshot", "start"]
        constraints = [
            models.UniqueConstraint(fields=["version", "snapshot"], name="anchor_once"),
            models.CheckConstraint(
                condition=Q(state=AnchorState.LOST, start=None, end=None)
                | ~Q(state=AnchorState.LOST) & Q(end__gt=F("start")),
                name="anchor_has_a_span_unless_lost",
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.state} {self.start}–{self.end}"


class Facet(models.Model):
    """Something a version's text names, with the original string and its span in the snapshot
    that the version was read from (empty for what a person wrote)."""

    original = models.CharField(_("as written"), max_length=300, blank=True)
    start = models.PositiveIntegerField(_("from character"), null=True)
    end = models.PositiveIntegerField(_("to character"), null=True)

    class Meta:
        abstract = True


class Attribution(Facet):
    """One step of the chain of who says so; position 0 is the outermost."""

    class Voice(models.TextChoices):
        OUTLET = "outlet", _("outlet")
        NAMED = "named", _("named source")
        ANONYMOUS = "anonymous", _("anonymous source")

    version = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="attributions", verbose_name=_("version")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    voice = models.CharField(_("kind of voice"), max_length=10, choices=Voice)
    name = models.CharField(_("name"), max_length=200)
    verb = models.CharField(_("verb of saying"), max_length=60, blank=True)
    entity = models.ForeignKey(
        Entity, models.PROTECT, null=True, related_name="attributions", verbose_name=_("entity")
    )

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="attribution_step_once")
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.name


class Quantity(Facet):
    """A number in base units; ``value_high`` closes a range."""

    version = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="quantities", verbose_name=_("version")
    )
    value = models.DecimalField(_("value"), max_digits=40, decimal_places=6)
    value_high = models.DecimalField(_("upper value"), max_digits=40, decimal_places=6, null=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    comparator = models.CharField(
        _("comparator"), max_length=10, choices=[(c.value, c.value) for c in findings.Comparator]
    )

    class Meta:
        verbose_name = _("quantity")
        verbose_name_plural = _("quantities")
        indexes = [models.Index(fields=["value", "unit"], name="quantity_by_value")]
        triggers = append_only()

    def __str__(self) -> str:
        return self.original or f"{self.value} {self.unit}"


class Time(Facet):
    """A stated time as a closed interval of dates, its grain and what it was resolved against."""

    version = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="times", verbose_name=_("version")
    )
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    grain = models.CharField(
        _("precision"), max_length=10, choices=[(g.value, g.value) for g in findings.Grain]
    )
    anchor = models.CharField(_("counted from"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("stated time")
        verbose_name_plural = _("stated times")
        constraints = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="time_in_order")
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.original or f"{self.first}–{self.last}"


class Mention(Facet):
    """An entity that a version names."""

    version = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="mentions", verbose_name=_("version")
    )
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="mentions", verbose_name=_("entity")
    )

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        triggers = append_only()

    def __str__(self) -> str:
        return self.original


class Directive(Facet):
    """The order, guidance, permission or ban a version reports, graded as this text words it."""

    version = models.OneToOneField(
        ClaimVersion, models.PROTECT, related_name="directive", verbose_name=_("version")
    )
    strength = models.CharField(_("strength"), max_length=24, choices=DirectiveStrength)
    direction = models.CharField(
        _("direction"), max_length=12, choices=[(d.value, d.value) for d in findings.Direction]
    )
    status = models.CharField(
        _("status"), max_length=20, choices=[(s.value, s.value) for s in findings.DirectiveStatus]
    )
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    addressee = models.CharField(_("addressee"), max_length=200, blank=True)
    object = models.CharField(_("object"), max_length=200, blank=True)
    act = models.CharField(_("act"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("directive")
        verbose_name_plural = _("directives")
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.strength}: {self.object}"

    @property
    def level(self) -> int:
        """1 (encouragement) to 9 (ban); 0 for a permission."""
        return findings.Strength(self.strength).level


class SuggestionState(models.TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DISMISSED = "dismissed", _("dismissed")


class AliasSuggestion(models.Model):
    """A pair of names that texts give as one, 캠브리콘(Cambricon): offered to the curator.

    ``entity`` is whom the gazetteer knows by one of the two, and who the pair was given to when
    it was accepted. One that was dismissed is not offered again.
    """

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    korean = models.CharField(_("Korean name"), max_length=120)
    latin = models.CharField(_("Latin name"), max_length=120)
    entity = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alias_suggestions",
        verbose_name=_("entity"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SuggestionState,
        default=SuggestionState.OPEN,
        editable=False,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("alias suggestion")
        verbose_name_plural = _("alias suggestions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["korean", "latin"], name="alias_suggestion_once"),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.OPEN, decided_by=None, decided_at=None)
                | ~Q(state=SuggestionState.OPEN)
                & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="alias_suggestion_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=SuggestionState.ACCEPTED) | Q(entity__isnull=False),
                name="alias_suggestion_accepted_for_an_entity",
            ),
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return f"{self.korean}({self.latin})"


class AliasSighting(models.Model):
    """Where a suggested pair of names stands: ``text[start:end]`` is the pair as printed."""

    suggestion = models.ForeignKey(
        AliasSuggestion, models.PROTECT, related_name="sightings", verbose_name=_("suggestion")
    )
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="alias_sightings", verbose_name=_("snapshot")
    )
    start = models.PositiveIntegerField(_("from character"))
    end = models.PositiveIntegerField(_("to character"))

    class Meta:
        verbose_name = _("alias sighting")
        verbose_name_plural = _("alias sightings")
        ordering = ["snapshot", "start"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "snapshot"], name="alias_sighting_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="alias_sighting_span"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.suggestion_id} {self.start}–{self.end}"
