"""Matters: questions, the claims under them, and what is known of each."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.articles.api import ArticleRef
from claims.extraction.api import ClaimRef
from claims.extraction.models import Claim
from claims.links import dossier, matters, timeline
from claims.links.api import NameClaim, ReasonShape
from claims.links.models import Matter, MatterMember, MatterRefusal, Medium, Relation
from claims.links.origins_api import BECAUSE
from claims.links.sources import Carrier, IndependentOrigin, OriginRow, Sources, sources_of
from claims.links.timeline import Basis, Chapter, Span, Step
from claims.people.api import PersonRef
from claims.people.rules import Act
from claims.reference.api import EntityRef, Wording
from factcheck.api.fields import Command, PublicId, Revised, Text
from factcheck.api.filters import Filters
from factcheck.api.pagination import AsListed, InOrder
from factcheck.api.views import ApiViewSet, revision_tag

MOST_SPLIT = 500
"""Most claims that one request moves."""


class Question(Wording):
    ko = serializers.CharField(source="question_ko")
    en = serializers.CharField(source="question_en")


class MatterRef(serializers.Serializer[Matter]):
    id = serializers.UUIDField(source="public_id")
    question = Question(source="*")


class MemberShape(serializers.Serializer[MatterMember]):
    claim = ClaimRef()
    added_by = PersonRef()
    added_at = serializers.DateTimeField()


class MatterShape(MatterRef):
    revision = serializers.IntegerField(
        help_text="counts the changes of the question; also the ETag"
    )
    claims = serializers.IntegerField(help_text="how many are under the question")
    merged_into = MatterRef(allow_null=True, help_text="the matter that took its claims over")
    split_from = MatterRef(allow_null=True)
    created_by = PersonRef()
    created_at = serializers.DateTimeField()


class MatterDetail(MatterShape):
    took_over = MatterRef(source="merged", many=True, help_text="those merged into it")
    split_off = MatterRef(many=True)


class RefusalShape(serializers.Serializer[MatterRefusal]):
    claim = ClaimRef()
    by = PersonRef()
    at = serializers.DateTimeField()


class TieShape(serializers.Serializer[Any]):
    link = serializers.UUIDField(source="link.public_id")
    relation = serializers.ChoiceField(source="tie.relation", choices=Relation.choices)
    decided = serializers.BooleanField(
        source="tie.decided", help_text="by a person; else the machine proposes it"
    )
    confidence = serializers.FloatField(source="tie.confidence", help_text="1 if decided")


class BecauseShape(TieShape):
    member = ClaimRef()


class SuggestionShape(serializers.Serializer[dossier.Suggested]):
    claim = ClaimRef()
    because = BecauseShape(source="why", many=True, help_text="the surest link first")


class DisagreementShape(TieShape):
    a = ClaimRef()
    b = ClaimRef()
    rationale = serializers.CharField(source="decision.rationale", default="")
    reasons = ReasonShape(
        source="proposal.reasons",
        default=(),
        many=True,
        read_only=True,
        help_text="of the machine's newest proposal",
    )


class PartyShape(serializers.Serializer[timeline.Party]):
    key = serializers.CharField(help_text="tells parties apart; empty where none is named")
    label = serializers.CharField()  # type: ignore[assignment]


class StepShape(serializers.Serializer[Step]):
    """What claims say alike of one side, object, strength and direction."""

    side = PartyShape()
    object = PartyShape()
    addressees = PartyShape(many=True)
    strength = serializers.CharField()
    level = serializers.IntegerField(help_text="1 (encouragement) to 9 (ban), 0 a permission")
    direction = serializers.CharField()
    statuses = serializers.ListField(child=serializers.CharField())
    denied = serializers.BooleanField(help_text="the claims say that it was not so")
    tentative = serializers.BooleanField(help_text="discussed or expected only")
    claims = serializers.SerializerMethodField()

    def get_claims(self, step: Step) -> list[str]:
        ids: dict[int, UUID] = self.context["ids"]
        return [str(ids[key]) for key in step.claims]


class OtherShape(serializers.Serializer[timeline.Moment]):
    claim = serializers.SerializerMethodField()
    first = serializers.DateField(allow_null=True)
    last = serializers.DateField(allow_null=True)
    basis = serializers.ChoiceField(
        choices=[(basis.value, basis.value) for basis in Basis],
        help_text="the time it is about, or for want of one the day of publication",
    )

    def get_claim(self, moment: timeline.Moment) -> str:
        ids: dict[int, UUID] = self.context["ids"]
        return str(ids[moment.claim])


class ChapterShape(serializers.Serializer[Chapter]):
    """A calendar month, quarter or year, or a longer stretch; no days where time is unknown."""

    period = serializers.CharField(source="period.key", help_text="2024-09, 2024-Q3, 2024, …")
    span = serializers.ChoiceField(
        source="period.span", choices=[(span.value, span.value) for span in Span]
    )
    first = serializers.DateField(source="period.first", allow_null=True)
    last = serializers.DateField(source="period.last", allow_null=True)
    steps = StepShape(many=True, help_text="the weakest first")
    others = OtherShape(many=True, help_text="claims that are no directives")


class CarrierShape(serializers.Serializer[Carrier]):
    article = ArticleRef()
    outlet = serializers.CharField(help_text="empty where it is unknown")
    copy_of = serializers.UUIDField(
        source="article.copy_of.public_id", default=None, allow_null=True
    )
    claims = serializers.IntegerField()


class RestingShape(serializers.Serializer[OriginRow]):
    id = serializers.UUIDField(source="origin.public_id")
    description = serializers.CharField(source="origin.description")
    reporter = EntityRef(source="origin.reporter", allow_null=True)
    reported_on = serializers.DateField(source="origin.reported_on", allow_null=True)
    medium = serializers.ChoiceField(source="origin.medium", choices=Medium.choices)
    claims = serializers.IntegerField()
    articles = serializers.IntegerField(help_text="without copies of one another")


class IndependentShape(serializers.Serializer[IndependentOrigin]):
    """What counts as one independent origin."""

    origins = RestingShape(many=True, help_text="more than one where they are counted as one")
    claims = serializers.IntegerField()
    articles = serializers.IntegerField(help_text="without copies of one another")
    because = BECAUSE


class SourcesShape(serializers.Serializer[Sources]):
    """How many articles, outlets and origins a matter rests on."""

    articles = serializers.IntegerField()
    texts = serializers.IntegerField(help_text="articles without copies of one another")
    outlets = serializers.IntegerField()
    independent = serializers.IntegerField(help_text="origins that are independent of each other")
    unresolved = serializers.IntegerField(help_text="claims whose origin is not known")


class OpenMatter(Command):
    """A question, in at least one language."""

    question_ko = Text(required=False, allow_blank=True, max_length=300)
    question_en = Text(required=False, allow_blank=True, max_length=300)


class RewordMatter(Revised):
    """Only the language that is given changes."""

    question_ko = Text(required=False, allow_blank=True, max_length=300)
    question_en = Text(required=False, allow_blank=True, max_length=300)


class MergeMatter(Command):
    into = PublicId(Matter.objects.all(), help_text="takes the claims over")


class SplitMatter(OpenMatter):
    """The new question and the claims that move under it: some of those here, but not all."""

    claims = serializers.ListField(
        child=PublicId(Claim.objects.all()), min_length=1, max_length=MOST_SPLIT
    )
    of = PublicId(
        Matter.objects.all(),
        required=False,
        help_text="a matter merged into this one: the merge is taken back, so that what was under"
        " both stays here too, and refusals are as before",
    )


class MatterFilter(Filters):
    q = filters.CharFilter(method="by_words", max_length=200, label="in the question")
    claim = filters.UUIDFilter(method="by_claim", label="id of a claim under it")
    merged = filters.BooleanFilter(method="by_merged", label="taken over by another")

    def by_words(self, rows: QuerySet[Matter], _name: str, value: str) -> QuerySet[Matter]:
        return rows.filter(Q(question_ko__icontains=value) | Q(question_en__icontains=value))

    def by_claim(self, rows: QuerySet[Matter], _name: str, value: UUID) -> QuerySet[Matter]:
        members = MatterMember.objects.filter(claim__public_id=value, removed_at=None)
        return rows.filter(pk__in=members.values("matter"))

    def by_merged(self, rows: QuerySet[Matter], _name: str, value: bool) -> QuerySet[Matter]:
        return rows.filter(merged_into__isnull=not value)


class Matters(ListModelMixin, RetrieveModelMixin, ApiViewSet[Matter]):
    """Questions, the claims that people put under them, and what is known of each."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "suggestions": Act.SEE_DESK,
        "timeline": Act.SEE_DESK,
        "disagreements": Act.SEE_DESK,
        "sources": Act.SEE_DESK,
        "articles": Act.SEE_DESK,
        "origins": Act.SEE_DESK,
        "listed_members": Act.SEE_DESK,
        "create": Act.KEEP_MATTER,
        "partial_update": Act.KEEP_MATTER,
        "members": Act.KEEP_MATTER,
        "remove_member": Act.KEEP_MATTER,
        "refusals": Act.KEEP_MATTER,
        "take_back_refusal": Act.KEEP_MATTER,
        "merge": Act.KEEP_MATTER,
        "split": Act.KEEP_MATTER,
    }
    serializer_class = MatterShape
    filterset_class = MatterFilter

    def get_queryset(self) -> QuerySet[Matter]:
        rows = Matter.objects.select_related("created_by", "merged_into", "split_from").annotate(
            claims=Count("members", filter=Q(members__removed_at=None))
        )
        if self.action == "list":
            return rows
        return rows.prefetch_related(
            Prefetch("merged", queryset=Matter.objects.order_by("pk")),
            Prefetch("split_off", queryset=Matter.objects.order_by("pk")),
        )

    def _detail(self, matter: Matter, status: int = 200) -> Response:
        full = self.get_queryset().get(pk=matter.pk)
        return Response(
            self.shape(full, MatterDetail), status=status, headers=revision_tag(full.revision)
        )

    @extend_schema(responses=MatterDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The question and what became of it; its claims are at ``members``."""
        matter = self.get_object()
        return Response(self.shape(matter, MatterDetail), headers=revision_tag(matter.revision))

    @extend_schema(request=OpenMatter, responses={201: MatterDetail})
    def create(self, request: Request) -> Response:
        """Open a question."""
        return self._detail(
            matters.open_matter(by=self.person, **self.read(OpenMatter)), status=201
        )

    @extend_schema(request=RewordMatter, responses=MatterDetail)
    def partial_update(self, request: Request, id: str) -> Response:
        """Word the question anew. Say which revision was seen."""
        given = self.read(RewordMatter)
        expected = self.expected(given)
        matter = matters.ask_otherwise(
            matter=self.get_object(), by=self.person, expected_revision=expected, **given
        )
        return self._detail(matter)

    @extend_schema(request=NameClaim, responses={201: MatterDetail})
    @action(detail=True, methods=["post"], pagination_class=InOrder, filterset_class=None)
    def members(self, request: Request, id: str) -> Response:
        """Put a claim under the question. Doing so twice changes nothing."""
        matter = self.get_object()
        matters.place(matter=matter, by=self.person, **self.read(NameClaim))
        return self._detail(matter, status=201)

    @extend_schema(responses=MemberShape(many=True), filters=False)
    @members.mapping.get
    def listed_members(self, request: Request, id: str) -> Response:
        """The claims under it, the oldest first; of a merged matter, those it had then."""
        present = MatterMember.objects.filter(matter=self.get_object(), removed_at=None)
        rows = present.annotate(public_id=F("claim__public_id")).select_related(
            "added_by", "claim__current", "claim__article"
        )
        return self.listed(rows, MemberShape)

    @extend_schema(responses={204: None})
    @action(detail=True, methods=["delete"], url_path="members/<uuid:claim>")
    def remove_member(self, request: Request, id: str, claim: str) -> Response:
        """Take a claim from under the question; that it was there stays on record."""
        member = self.named(Claim.objects.all(), claim)
        matters.remove(matter=self.get_object(), claim=member, by=self.person)
        return Response(status=204)

    @extend_schema(request=NameClaim, responses={201: RefusalShape})
    @action(detail=True, methods=["post"])
    def refusals(self, request: Request, id: str) -> Response:
        """Say that a claim does not belong here: it is not suggested again."""
        refusal = matters.refuse(matter=self.get_object(), by=self.person, **self.read(NameClaim))
        full = MatterRefusal.objects.select_related("by", "claim__current", "claim__article")
        return Response(self.shape(full.get(pk=refusal.pk), RefusalShape), status=201)

    @extend_schema(responses={204: None})
    @action(detail=True, methods=["delete"], url_path="refusals/<uuid:claim>")
    def take_back_refusal(self, request: Request, id: str, claim: str) -> Response:
        """Let a refused claim be suggested again."""
        refused = self.named(Claim.objects.all(), claim)
        matters.take_back_refusal(matter=self.get_object(), claim=refused, by=self.person)
        return Response(status=204)

    @extend_schema(request=MergeMatter, responses=MatterDetail)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, id: str) -> Response:
        """Let another question take this one's claims over. Answers with that one; this one stays
        readable and points to it."""
        given = self.read(MergeMatter)
        winner = matters.merge(winner=given["into"], loser=self.get_object(), by=self.person)
        return self._detail(winner)

    @extend_schema(request=SplitMatter, responses={201: MatterDetail})
    @action(detail=True, methods=["post"])
    def split(self, request: Request, id: str) -> Response:
        """Move some of the claims under a new question, which is the answer."""
        given = self.read(SplitMatter)
        made = matters.split(matter=self.get_object(), by=self.person, **given)
        return self._detail(made, status=201)

    @extend_schema(responses=SuggestionShape(many=True), filters=False)
    @action(detail=True, pagination_class=None, filterset_class=None)
    def suggestions(self, request: Request, id: str) -> Response:
        """Claims that links lead to, the surest first; at most twenty, and only a person adds
        them. A merged matter has none."""
        matter = self.get_object()
        if matter.merged_into_id:
            return Response([])
        members = dossier.members_of(matter)
        found, _waiting = dossier.suggested_for(matter, members, *dossier.ties_of(members))
        return Response(self.shapes(found, SuggestionShape))

    @extend_schema(responses=ChapterShape(many=True), filters=False)
    @action(detail=True, pagination_class=AsListed, filterset_class=None)
    def timeline(self, request: Request, id: str) -> Response:
        """The claims by time: who told whom to do what about which thing, and how strongly."""
        members = dossier.members_of(self.get_object())
        found = timeline.chapters(dossier.moments_of(members))
        ids = {claim.pk: claim.public_id for claim in members}
        return self.listed(found, ChapterShape, ids=ids)

    @extend_schema(responses=DisagreementShape(many=True), filters=False)
    @action(detail=True, pagination_class=AsListed, filterset_class=None)
    def disagreements(self, request: Request, id: str) -> Response:
        """Pairs of its claims that contradict or qualify each other, the gravest first."""
        members = dossier.members_of(self.get_object())
        found = dossier.disagreements_among(members, *dossier.ties_of(members))
        return self.listed(found, DisagreementShape)

    @extend_schema(responses=SourcesShape, filters=False)
    @action(detail=True, pagination_class=None, filterset_class=None)
    def sources(self, request: Request, id: str) -> Response:
        """Whose word it rests on, in numbers."""
        return Response(SourcesShape(self._sources()).data)

    @extend_schema(responses=CarrierShape(many=True), filters=False)
    @action(detail=True, pagination_class=AsListed, filterset_class=None)
    def articles(self, request: Request, id: str) -> Response:
        """Its articles, those of the outlet with the most first."""
        return self.listed(self._sources().carriers, CarrierShape)

    @extend_schema(responses=IndependentShape(many=True), filters=False)
    @action(detail=True, pagination_class=AsListed, filterset_class=None)
    def origins(self, request: Request, id: str) -> Response:
        """The original reports and statements that its claims rest on, those that count as one
        together, the most used first."""
        return self.listed(self._sources().origins, IndependentShape)

    def _sources(self) -> Sources:
        members = dossier.members_of(self.get_object())
        _ties, links = dossier.ties_of(members)
        return sources_of(members, links.values())
