"""Links and the decisions about them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.extraction.api import FACETS, ClaimRef, ClaimShape
from claims.extraction.models import Claim
from claims.links import services
from claims.links.copies import InCopies, copies_of
from claims.links.models import (
    Decision,
    Finder,
    Independence,
    Link,
    LinkQuerySet,
    Proposal,
    Relation,
    Side,
)
from claims.links.proposing import comparison
from claims.links.ranking import Stakes
from claims.links.rules import COMPARER
from claims.links.wording import in_both
from claims.links.worklist import NEEDED, ground_changed, stakes_of
from claims.people.api import PersonRef
from claims.people.rules import Act
from factcheck.api.fields import Command, PublicId, Revised, Text, Whole
from factcheck.api.filters import Filters, WholeFilter
from factcheck.api.pagination import ByConsequence
from factcheck.api.views import ApiViewSet, revision_tag


class Sentence(serializers.Serializer[dict[str, str]]):
    ko = serializers.CharField()
    en = serializers.CharField()


class ReasonShape(serializers.Serializer[dict[str, Any]]):
    """One reason, with the spans it rests on in the texts that the two versions were read from: of
    words, or of the whole claim where it rests on all that it says or does not say. Null in
    proposals made before 2026-11-22 only."""

    code = serializers.CharField(help_text="stable, for programs")
    facet = serializers.CharField(required=False)
    weight = serializers.FloatField()
    a = serializers.ListField(child=serializers.IntegerField(), allow_null=True)
    b = serializers.ListField(child=serializers.IntegerField(), allow_null=True)
    values = serializers.ListField(child=serializers.CharField())
    sentence = serializers.SerializerMethodField()

    @extend_schema_field(Sentence)
    def get_sentence(self, reason: dict[str, Any]) -> dict[str, str]:
        return in_both(reason)


class ComparisonShape(serializers.Serializer[Any]):
    """How two claims relate, and why."""

    relation = serializers.ChoiceField(choices=Relation.choices)
    later = serializers.CharField(help_text="a or b, for supersedes")
    independence = serializers.ChoiceField(choices=Independence.choices)
    confidence = serializers.FloatField(help_text="0 to 1")
    reasons = ReasonShape(many=True)
    comparer = serializers.CharField()


class ProposalShape(ComparisonShape):
    """What the machine thinks of the pair, and why."""

    id = serializers.UUIDField(source="public_id")
    found_by = serializers.ChoiceField(choices=Finder.choices)
    folded = serializers.ListField(
        child=serializers.UUIDField(),
        help_text="claims that said the same in copies when it was made",
    )
    made_at = serializers.DateTimeField()
    version_a = serializers.IntegerField(source="version_a.number")
    version_b = serializers.IntegerField(source="version_b.number")


class DecisionShape(serializers.Serializer[Decision]):
    """What a person decided, on the versions they saw."""

    number = serializers.IntegerField()
    proposal = serializers.UUIDField(
        source="proposal.public_id", allow_null=True, default=None, help_text="what it answers"
    )
    relation = serializers.CharField(help_text="empty: the decision before was taken back")
    later = serializers.CharField()
    independence = serializers.ChoiceField(choices=Independence.choices)
    rationale = serializers.CharField()
    by = PersonRef()
    at = serializers.DateTimeField()
    version_a = serializers.IntegerField(source="version_a.number")
    version_b = serializers.IntegerField(source="version_b.number")


class LinkShape(serializers.Serializer[Link]):
    id = serializers.UUIDField(source="public_id")
    revision = serializers.IntegerField(help_text="counts the decisions; also the ETag")
    a = ClaimRef()
    b = ClaimRef()
    proposal = ProposalShape(allow_null=True)
    decision = DecisionShape(allow_null=True)
    ground_changed = serializers.SerializerMethodField(
        help_text="what the decision in force was made on has changed since"
    )
    consequence = serializers.FloatField(
        allow_null=True, help_text="the order of what to look at next; null: nothing to decide"
    )
    created_at = serializers.DateTimeField()

    def get_ground_changed(self, link: Link) -> bool:
        return ground_changed(link)


class StakesShape(serializers.Serializer[Stakes]):
    """Why a pair stands where it does: consequence = worth × disagreement × reach."""

    check_worthiness = serializers.IntegerField(help_text="of the better claim, 0 to 3")
    gap = serializers.IntegerField(help_text="steps between the strengths of two directives")
    carriers = serializers.IntegerField(help_text="publications that carry one of the claims")
    worth = serializers.FloatField()
    disagreement = serializers.FloatField()
    reach = serializers.FloatField()
    consequence = serializers.FloatField()


class WaitingLink(LinkShape):
    stakes = serializers.SerializerMethodField()

    @extend_schema_field(StakesShape)
    def get_stakes(self, link: Link) -> dict[str, Any]:
        return dict(StakesShape(self.context["stakes"][link.pk]).data)


class InCopiesShape(serializers.Serializer[InCopies]):
    """The claims that say the same as either of a pair in copies of its article. They make no pairs
    of their own: what is proposed and decided of this one stands for them."""

    a = ClaimRef(many=True)
    b = ClaimRef(many=True)


class LinkDetail(LinkShape):
    a = ClaimShape()  # type: ignore[assignment]
    b = ClaimShape()  # type: ignore[assignment]
    in_copies = serializers.SerializerMethodField()
    proposals = ProposalShape(many=True, help_text="newest first")
    decisions = DecisionShape(many=True, help_text="oldest first")

    @extend_schema_field(InCopiesShape)
    def get_in_copies(self, link: Link) -> dict[str, Any]:
        return dict(InCopiesShape(copies_of(link)).data)


class MakeLink(Command):
    first = PublicId(Claim.objects.all())
    second = PublicId(Claim.objects.all())


class ComparedPair(ComparisonShape):
    a = ClaimRef()
    b = ClaimRef()


class Deciding(Revised):
    rationale = Text(required=False, allow_blank=True, max_length=4000)


class OnSeen(Deciding):
    """``version_a`` and ``version_b`` are the versions that were seen, ``proposal`` the proposal
    (null: there was none): when a claim was changed or the pair proposed anew since, the request is
    refused. Without them what is in force counts as seen."""

    proposal = PublicId(Proposal.objects.all(), required=False, allow_null=True)
    version_a = Whole(min_value=1, max_value=2**31 - 1, required=False)
    version_b = Whole(min_value=1, max_value=2**31 - 1, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        seen = attrs.pop("version_a", None), attrs.pop("version_b", None)
        if any(seen):
            if not all(seen):
                raise serializers.ValidationError(_("Name the versions of both claims."))
            attrs["seen"] = services.Seen(*seen)
        return attrs


class Decide(OnSeen):
    relation = serializers.ChoiceField(choices=Relation.choices)
    later = serializers.ChoiceField(
        choices=Side.choices, required=False, help_text="for supersedes only: the later state"
    )
    independence = serializers.ChoiceField(choices=Independence.choices, required=False)


class Accept(Deciding):
    """``independence`` is for who decides otherwise on it than the proposal."""

    proposal = PublicId(Proposal.objects.all())
    independence = serializers.ChoiceField(choices=Independence.choices, required=False)


class Dismiss(OnSeen):
    pass


class Undo(Deciding):
    pass


class PairFilter(Filters):
    """What every list of pairs can be narrowed by; of what is proposed, the newest counts."""

    found_by = filters.ChoiceFilter(choices=Finder.choices, method="by_proposal")
    sure = WholeFilter(method="by_confidence", label="least confidence of the proposal, per cent")
    languages = filters.ChoiceFilter(
        choices=[(pair, pair) for pair in ("ko-ko", "ko-en", "en-en")], method="by_languages"
    )
    claim = filters.UUIDFilter(method="by_claim", label="id of either claim")
    article = filters.UUIDFilter(method="by_article", label="id of either claim's article")

    def by_proposal(self, rows: LinkQuerySet, name: str, value: str) -> LinkQuerySet:
        return rows.newest_proposal(**{name: value})

    def by_confidence(self, rows: LinkQuerySet, _name: str, value: Decimal) -> LinkQuerySet:
        return rows.newest_proposal(confidence__gte=float(value) / 100)

    def by_languages(self, rows: LinkQuerySet, _name: str, value: str) -> LinkQuerySet:
        return rows.in_languages(*value.split("-"))

    def by_claim(self, rows: LinkQuerySet, _name: str, value: UUID) -> LinkQuerySet:
        return rows.with_claim(value)

    def by_article(self, rows: LinkQuerySet, _name: str, value: UUID) -> LinkQuerySet:
        return rows.with_article(value)


class WaitingFilter(PairFilter):
    relation = filters.ChoiceFilter(choices=Relation.choices, method="by_proposal")
    independence = filters.ChoiceFilter(choices=Independence.choices, method="by_proposal")


class LinkFilter(PairFilter):
    state = filters.ChoiceFilter(
        choices=[("undecided", "undecided"), ("decided", "decided")], method="by_state"
    )
    relation = filters.ChoiceFilter(
        choices=Relation.choices, method="by_words", label="decided or, undecided, proposed"
    )
    independence = filters.ChoiceFilter(
        choices=Independence.choices, method="by_words", label="decided or, undecided, proposed"
    )

    def by_state(self, rows: LinkQuerySet, _name: str, value: str) -> LinkQuerySet:
        asked = Link.objects.undecided() if value == "undecided" else Link.objects.decided()
        return rows.filter(pk__in=asked.values("pk"))

    def by_words(self, rows: LinkQuerySet, name: str, value: str) -> LinkQuerySet:
        undecided = Link.objects.undecided().newest_proposal(**{name: value})
        decided = Link.objects.decided_as(**{name: value})
        return rows.filter(Q(pk__in=decided.values("pk")) | Q(pk__in=undecided.values("pk")))


class Links(ListModelMixin, RetrieveModelMixin, ApiViewSet[Link]):
    """Pairs of claims, with what the machine proposes and what a person decided."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "waiting": Act.SEE_DESK,
        "compare": Act.SEE_DESK,
        "create": Act.DECIDE_LINK,
        "accept": Act.DECIDE_LINK,
        "decisions": Act.DECIDE_LINK,
        "dismiss": Act.DECIDE_LINK,
        "undo": Act.DECIDE_LINK,
    }
    serializer_class = LinkShape
    filterset_class = LinkFilter

    def get_queryset(self) -> LinkQuerySet:
        rows = Link.objects.select_related(*NEEDED).prefetch_related(
            Prefetch(
                "proposals", queryset=Proposal.objects.select_related("version_a", "version_b")
            ),
            Prefetch(
                "decisions",
                queryset=Decision.objects.select_related(
                    "by", "proposal", "version_a", "version_b"
                ),
            ),
        )
        if self.action in ("list", "waiting"):
            return rows
        return rows.select_related("a__current__author", "b__current__author").prefetch_related(
            *(
                f"{side}__current__{facet}"
                for side in "ab"
                for facet in (*FACETS, "anchors__snapshot")
            )
        )

    def _detail(self, link: Link, status: int = 200) -> Response:
        full = self.get_queryset().get(pk=link.pk)
        return Response(
            self.shape(full, LinkDetail), status=status, headers=revision_tag(full.revision)
        )

    @extend_schema(responses=LinkDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Both claims with their facets, every proposal, every decision."""
        link = self.get_object()
        return Response(self.shape(link, LinkDetail), headers=revision_tag(link.revision))

    @extend_schema(request=MakeLink, responses={201: LinkDetail})
    def create(self, request: Request) -> Response:
        """Put two claims side by side by hand. The same pair twice is one link."""
        return self._detail(services.link(by=self.person, **self.read(MakeLink)), status=201)

    @extend_schema(responses=WaitingLink(many=True))
    @action(
        detail=False,
        url_path="next",
        filterset_class=WaitingFilter,
        pagination_class=ByConsequence,
    )
    def waiting(self, request: Request) -> Response:
        """What to look at next: the pairs that wait for a person, of most consequence first."""
        rows = self.filter_queryset(self.get_queryset().to_decide())
        page = self.paginate_queryset(rows) or []
        context = {**self.get_serializer_context(), "stakes": stakes_of(page)}
        shapes = [WaitingLink(link, context=context).data for link in page]
        return self.get_paginated_response(shapes)

    @extend_schema(request=MakeLink, responses=ComparedPair)
    @action(detail=False, methods=["post"])
    def compare(self, request: Request) -> Response:
        """How the machine would relate two claims as they stand now. Nothing is stored."""
        found = comparison(**self.read(MakeLink))
        said = found.outcome
        return Response(
            ComparedPair(
                {
                    "a": found.a,
                    "b": found.b,
                    "relation": said.relation,
                    "later": said.later,
                    "independence": said.independence,
                    "confidence": said.confidence,
                    "reasons": [reason.as_json() for reason in said.reasons],
                    "comparer": COMPARER,
                }
            ).data
        )

    @extend_schema(request=Accept, responses={201: LinkDetail})
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, id: str) -> Response:
        """Decide as the machine proposed. Refused when a newer proposal was made since, or a claim
        was changed."""
        given = self.read(Accept)
        expected = self.expected(given)
        link = self.get_object()
        _require_own(link, given["proposal"])
        services.accept(by=self.person, expected_revision=expected, **given)
        return self._detail(link, status=201)

    @extend_schema(request=Decide, responses={201: LinkDetail})
    @action(detail=True, methods=["post"])
    def decisions(self, request: Request, id: str) -> Response:
        """Decide how the two claims relate. Say which revision of the link was seen."""
        return self._decided(Decide, services.decide, status=201)

    @extend_schema(request=Dismiss, responses={201: LinkDetail})
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, id: str) -> Response:
        """Say that the two speak of different things. The pair comes back only when the ground of
        its proposal changes."""
        return self._decided(Dismiss, services.dismiss, status=201)

    @extend_schema(request=Undo, responses=LinkDetail)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, id: str) -> Response:
        """Take the decision in force back; it stays in the history."""
        return self._decided(Undo, services.undo, status=200)

    def _decided(
        self, command: type[Command], verb: Callable[..., Decision], *, status: int
    ) -> Response:
        given = self.read(command)
        expected = self.expected(given)
        link = self.get_object()
        _require_own(link, given.get("proposal"))
        verb(link=link, by=self.person, expected_revision=expected, **given)
        return self._detail(link, status=status)


def _require_own(link: Link, proposal: Proposal | None) -> None:
    if proposal is not None and proposal.link_id != link.pk:
        raise ValidationError({"proposal": [_("This is no proposal for this pair.")]})


class NameClaim(Command):
    claim = PublicId(Claim.objects.all())
