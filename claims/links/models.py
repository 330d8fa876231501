"""Links between claims, where reports come from, and the questions claims are put under."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from claims.articles.models import Article
from claims.extraction.models import Claim, ClaimVersion
from claims.ledger.triggers import append_only, no_delete
from claims.people.public_ids import new_public_id
from claims.reference.models import Entity
from claims.work.models import DueWork, WorkState, due_index, stopped_index


class Relation(models.TextChoices):
    REPEATS = "repeats", _("repeats")
    CORROBORATES = "corroborates", _("corroborates")
    CONTRADICTS = "contradicts", _("contradicts")
    QUALIFIES = "qualifies", _("qualifies")
    SUPERSEDES = "supersedes", _("supersedes")
    NOT_COMPARABLE = "not_comparable", _("not comparable")


class Independence(models.TextChoices):
    INDEPENDENT = "independent", _("independent")
    SHARED_ORIGIN = "shared_origin", _("shared origin")
    UNKNOWN = "unknown", _("unknown")


class Side(models.TextChoices):
    """Which claim of the pair describes the later state."""

    A = "a", _("first claim")
    B = "b", _("second claim")


class Medium(models.TextChoices):
    """What kind of thing an original report is."""

    REPORT = "report", _("news report")
    INTERVIEW = "interview", _("interview")
    SPEECH = "speech", _("spoken statement")
    POST = "post", _("post")
    DOCUMENT = "document", _("document")
    DATA = "data", pgettext_lazy("medium", "data")
    UNKNOWN = "unknown", pgettext_lazy("medium", "unknown")


class Finder(models.TextChoices):
    """What brought the two claims of a proposal together."""

    TERMS = "terms", _("shared terms")
    VECTORS = "vectors", _("likeness of meaning")
    PERSON = "person", _("a person")


class LinkSearch(DueWork):
    """Looking for partners of an article's claims, after they were read or edited."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="link_searches", verbose_name=_("article")
    )
    proposals_made = models.PositiveIntegerField(_("proposals made"), null=True, editable=False)

    class Meta:
        verbose_name = _("search for links")
        verbose_name_plural = _("searches for links")
        ordering = ["-pk"]
        indexes = [due_index("link_search_due"), stopped_index("link_search_stopped")]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state=WorkState.WAITING),
                name="link_search_one_waiting_an_article",
            )
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return f"links of article {self.article_id}"


class SecondLook(DueWork):
    """Looking for partners of an article's claims by likeness of meaning, after the search."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="second_looks", verbose_name=_("article")
    )
    proposals_made = models.PositiveIntegerField(_("proposals made"), null=True, editable=False)

    class Meta:
        verbose_name = _("second look for links")
        verbose_name_plural = _("second looks for links")
        ordering = ["-pk"]
        indexes = [due_index("second_look_due"), stopped_index("second_look_stopped")]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state=WorkState.WAITING),
                name="second_look_one_waiting_an_article",
            )
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return f"second look at article {self.article_id}"


def _is_decided() -> models.Exists:
    in_force = Decision.objects.filter(
        link=models.OuterRef("pk"), number=models.OuterRef("revision")
    )
    return models.Exists(in_force.exclude(relation=""))


class LinkQuerySet(models.QuerySet["Link"]):
    def undecided(self) -> LinkQuerySet:
        """Proposed pairs that no decision is in force for: none was made, or it was taken back."""
        proposed = Proposal.objects.filter(link=models.OuterRef("pk"))
        return self.filter(models.Exists(proposed), ~_is_decided())

    def decided(self) -> LinkQuerySet:
        """Pairs with a decision in force."""
        return self.filter(_is_decided())

    def speaking(self) -> LinkQuerySet:
        """Pairs that say something now: decided, or waiting for a person."""
        return self.filter(Q(consequence__isnull=False) | Q(_is_decided()))

    def to_decide(self) -> LinkQuerySet:
        """Pairs of standing claims that wait for a person."""
        return self.filter(consequence__isnull=False, a__retired_at=None, b__retired_at=None)

    def most_consequential_first(self) -> LinkQuerySet:
        return self.order_by(F("consequence").desc(), "pk")

    def related(self) -> LinkQuerySet:
        """Pairs that speak of one thing, as a person decided or the machine proposes."""
        decided = Decision.objects.in_force().filter(link=models.OuterRef("pk"))
        comparable = decided.exclude(relation__in=["", Relation.NOT_COMPARABLE])
        return self.filter(Q(consequence__isnull=False) | Q(models.Exists(comparable)))

    def newest_proposal(self, **says: object) -> LinkQuerySet:
        """Those whose newest proposal says this, given as filters on proposals."""
        newest = Proposal.objects.filter(link=models.OuterRef("pk")).order_by("-pk")
        return self.alias(newest=models.Subquery(newest.values("pk")[:1])).filter(
            proposals__pk=F("newest"),
            **{f"proposals__{name}": value for name, value in says.items()},
        )

    def decided_as(self, **says: object) -> LinkQuerySet:
        """Those whose decision in force says this, given as filters on decisions."""
        in_force = Decision.objects.in_force().exclude(relation="")
        return self.filter(pk__in=in_force.filter(**says).values("link"))

    def in_languages(self, first: str, second: str) -> LinkQuerySet:
        """Pairs of a claim in the one and a claim in the other language, whichever way round."""
        return self.filter(
            Q(a__current__language=first, b__current__language=second)
            | Q(a__current__language=second, b__current__language=first)
        )

    def of_claim(self, claim: Claim) -> LinkQuerySet:
        return self.filter(Q(a=claim) | Q(b=claim))

    def with_claim(self, public_id: UUID) -> LinkQuerySet:
        return self.filter(Q(a__public_id=public_id) | Q(b__public_id=public_id))

    def with_article(self, public_id: UUID) -> LinkQuerySet:
        """Pairs of which a claim stands in this article."""
        return self.filter(Q(a__article__public_id=public_id) | Q(b__article__public_id=public_id))

    def touching(self, claims: Iterable[int]) -> LinkQuerySet:
        """Links of any of these claims, given by their keys."""
        keys = list(claims)
        return self.filter(Q(a__in=keys) | Q(b__in=keys))

    def for_display(self) -> LinkQuerySet:
        """With both claims, their articles, the proposals and the decisions."""
        claims = [
            f"{side}__{path}"
            for side in ("a", "b")
            for path in (
                "current__attributions",
                "current__quantities",
                "current__times",
                "current__mentions__entity__names",
                "current__anchors",
                "article__source__entity__names",
            )
        ]
        return self.select_related(
            "a__current__directive",
            "b__current__directive",
            "a__article__source__entity",
            "b__article__source__entity",
        ).prefetch_related("proposals", "decisions__by", *claims)


class Link(models.Model):
    """A pair of claims; ``a`` is the one with the smaller key, so a pair is one row.

    ``revision`` counts the decisions; a decision names the revision its maker saw.
    ``consequence`` orders what to look at next: null while nothing is to be decided.
    """

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    a = models.ForeignKey(
        Claim, models.PROTECT, related_name="links_as_a", verbose_name=_("first claim")
    )
    b = models.ForeignKey(
        Claim, models.PROTECT, related_name="links_as_b", verbose_name=_("second claim")
    )
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    consequence = models.FloatField(_("consequence"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                F("consequence").desc(),
                F("id"),
                condition=Q(consequence__isnull=False),
                name="link_to_look_at_next",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="link_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="link_in_order"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="identity", fields=["public_id", "a", "b", "created_at"]),
            *no_delete(),
        ]

    def __str__(self) -> str:
        return f"{self.a_id} ~ {self.b_id}"

    @property
    def decision(self) -> Decision | None:
        """The decision in force, or None while undecided or undone."""
        latest = max(self.decisions.all(), key=lambda d: d.number, default=None)
        return latest if latest and latest.relation else None

    @property
    def proposal(self) -> Proposal | None:
        """The machine's newest proposal."""
        return max(self.proposals.all(), key=lambda p: p.pk, default=None)


def _relation_constraints(prefix: str, *, may_be_empty: bool) -> list[models.CheckConstraint]:
    known = Q(relation__in=Relation.values)
    if may_be_empty:
        known |= Q(relation="")
    return [
        models.CheckConstraint(condition=known, name=f"{prefix}_relation_known"),
        models.CheckConstraint(
            condition=Q(relation=Relation.SUPERSEDES, later__in=Side.values)
            | ~Q(relation=Relation.SUPERSEDES) & Q(later=""),
            name=f"{prefix}_later_only_when_superseding",
        ),
    ]


class Proposal(models.Model):
    """What the machine thinks of a pair of versions, and why. Kept whatever a person decides.

    ``reasons`` are objects ``{code, facet, weight, a: [start, end] | null, b: …, values}``.
    ``ground`` is a digest of what the comparison rested on: the same ground is not proposed
    again. ``folded`` are the public ids of claims that say the same in copies of the two articles.
    """

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    link = models.ForeignKey(Link, models.PROTECT, related_name="proposals", verbose_name=_("link"))
    version_a = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="+", verbose_name=_("version of the first")
    )
    version_b = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="+", verbose_name=_("version of the second")
    )
    relation = models.CharField(_("relation"), max_length=16, choices=Relation)
    later = models.CharField(_("later one"), max_length=1, choices=Side, blank=True)
    independence = models.CharField(_("independence"), max_length=16, choices=Independence)
    confidence = models.FloatField(_("confidence"))
    reasons = models.JSONField(_("reasons"), default=list)
    comparer = models.CharField(_("compared by"), max_length=40)
    found_by = models.CharField(_("found by"), max_length=8, choices=Finder, default=Finder.TERMS)
    ground = models.BinaryField(max_length=32, default=bytes, editable=False)
    folded = models.JSONField(_("folded into it"), default=list, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1),
                name="proposal_confidence_0_to_1",
            ),
            *_relation_constraints("proposal", may_be_empty=False),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.relation} ({self.confidence:.2f})"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_force(self) -> DecisionQuerySet:
        """The newest decision of each link; one without a relation takes back the one before."""
        return self.filter(number=F("link__revision"))

    def with_claims(self) -> DecisionQuerySet:
        """With both claims as they were decided on, their words, voices and articles."""
        sides = ("version_a", "version_b")
        paths = ("anchors", "attributions", "claim__article__source__entity__names")
        return self.select_related(
            *(f"{side}__claim__article__source__entity" for side in sides)
        ).prefetch_related(*(f"{side}__{path}" for side in sides for path in paths))


class Decision(models.Model):
    """What a person decided about a pair, on the versions they saw. Empty relation: undone.

    ``proposal`` is the machine's proposal that it answers, if there was one.
    """

    link = models.ForeignKey(Link, models.PROTECT, related_name="decisions", verbose_name=_("link"))
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, related_name="answers", verbose_name=_("proposal")
    )
    number = models.PositiveIntegerField(_("number"))
    version_a = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="+", verbose_name=_("version of the first")
    )
    version_b = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="+", verbose_name=_("version of the second")
    )
    relation = models.CharField(_("relation"), max_length=16, choices=Relation, blank=True)
    later = models.CharField(_("later one"), max_length=1, choices=Side, blank=True)
    independence = models.CharField(
        _("independence"), max_length=16, choices=Independence, default=Independence.UNKNOWN
    )
    rationale = models.TextField(_("rationale"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("time"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["link", "number"]
        constraints = [
            models.UniqueConstraint(fields=["link", "number"], name="decision_number_once"),
            *_relation_constraints("decision", may_be_empty=True),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.relation or "undone"

    @property
    def versions(self) -> tuple[ClaimVersion, ClaimVersion]:
        """Both claims as they were decided on."""
        return self.version_a, self.version_b


class Origin(models.Model):
    """The original report or statement that chains of attribution end in.

    ``key`` is what the machine resolves chains to (empty for one that a person described);
    ``article`` is the original itself where it is kept here. One that was found to be another is
    merged into it and stays readable: ``said_to_be`` is the one that a person named, and
    ``merged_into`` the one in which such steps end, so that a merge in the middle can be taken
    back.
    """

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    key = models.CharField(_("key"), max_length=300, blank=True, editable=False)
    reporter = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reporter")
    )
    description = models.CharField(_("description"), max_length=300)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    medium = models.CharField(_("medium"), max_length=10, choices=Medium, default=Medium.UNKNOWN)
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="origins",
        verbose_name=_("article"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        editable=False,
        verbose_name=_("merged into"),
    )
    said_to_be = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("said to be"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("origin")
        verbose_name_plural = _("origins")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "reported_on", "description"],
                nulls_distinct=False,
                condition=Q(key=""),
                name="origin_once",
            ),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="origin_key_once"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="origin_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None, said_to_be=None)
                | Q(merged_into__isnull=False, said_to_be__isnull=False),
                name="origin_merged_is_said_to_be_another",
            ),
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return self.description


class ClaimOrigin(models.Model):
    """That a claim rests on an origin: found by the machine in its chain (``by`` is null) or by a
    person. The machine leaves alone what a person named or took away."""

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="origins", verbose_name=_("claim")
    )
    version = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="+", verbose_name=_("version")
    )
    origin = models.ForeignKey(
        Origin, models.PROTECT, related_name="claims", verbose_name=_("origin")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("removed by"),
    )

    class Meta:
        verbose_name = _("claim's origin")
        verbose_name_plural = _("claims' origins")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "origin"],
                condition=Q(removed_at=None),
                name="claim_origin_once",
            )
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return f"{self.claim_id} ← {self.origin_id}"


class Matter(models.Model):
    """A question, and the claims a person put under it. Links suggest members, never make them.

    A merged one stays readable and points to the one that took its claims; one that was split off
    points to where it came from.
    """

    public_id = models.UUIDField(_("public id"), default=new_public_id, unique=True, editable=False)
    question_ko = models.CharField(_("question (Korean)"), max_length=300, blank=True)
    question_en = models.CharField(_("question (English)"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        editable=False,
        verbose_name=_("merged into"),
    )
    split_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="split_off",
        editable=False,
        verbose_name=_("split from"),
    )
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(question_ko="", question_en=""),
                name="matter_asks_something",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="matter_not_merged_into_itself",
            ),
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        korean = (get_language() or "ko").startswith("ko")
        first, second = self.question_ko, self.question_en
        return (first or second) if korean else (second or first)


class MatterMember(models.Model):
    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="members", verbose_name=_("matter")
    )
    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="memberships", verbose_name=_("claim")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "claim"],
                condition=Q(removed_at=None),
                name="matter_member_once",
            )
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return f"{self.claim_id} under {self.matter_id}"


class MatterRefusal(models.Model):
    """A claim that a person said does not belong under a question: it is not suggested again."""

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="refusals", verbose_name=_("matter")
    )
    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="refusals", verbose_name=_("claim")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("time"), default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    class Meta:
        verbose_name = _("refused suggestion")
        verbose_name_plural = _("refused suggestions")
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "claim"],
                condition=Q(taken_back_at=None),
                name="matter_refusal_once",
            )
        ]
        triggers = no_delete()

    def __str__(self) -> str:
        return f"{self.claim_id} not under {self.matter_id}"
