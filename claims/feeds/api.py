"""Feeds: subscribe, change, pause; what polls brought."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.feeds import services
from claims.feeds.models import Feed, FeedEntry, Poll
from claims.feeds.rules import LONGEST_MINUTES, SHORTEST_MINUTES
from claims.people.api import PersonRef
from claims.people.rules import Act
from claims.reference.api import SourceRef
from claims.reference.models import Source
from claims.work.models import WorkState
from factcheck.api.fields import Command, PublicId, Revised, Text, Whole
from factcheck.api.filters import Filters
from factcheck.api.views import ApiViewSet, revision_tag


class PollShape(serializers.Serializer[Poll]):
    id = serializers.UUIDField(source="public_id")
    state = serializers.ChoiceField(choices=WorkState.choices)
    due_at = serializers.DateTimeField(source="next_attempt_at")
    finished_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField(help_text="empty until it is done")
    status = serializers.IntegerField(allow_null=True)
    message = serializers.CharField()
    found = serializers.IntegerField(help_text="entries that name a page")
    new = serializers.IntegerField(help_text="of these, the ones taken in by this poll")
    attempts = serializers.IntegerField()
    last_error = serializers.CharField()


class FeedShape(serializers.Serializer[Feed]):
    id = serializers.UUIDField(source="public_id")
    url = serializers.CharField()
    title = serializers.CharField()
    purpose = serializers.ChoiceField(choices=Feed.Purpose.choices)
    source = SourceRef(allow_null=True)  # type: ignore[assignment]
    minutes = serializers.IntegerField(help_text="between two polls")
    paused_at = serializers.DateTimeField(allow_null=True)
    last_poll = PollShape(allow_null=True)
    next_poll = PollShape(allow_null=True)
    brought = serializers.IntegerField(help_text="articles that were not here before")
    under_way = serializers.IntegerField(help_text="entries to be taken in")
    refused = serializers.IntegerField(help_text="entries that gave no article")
    revision = serializers.IntegerField(help_text="counts the changes; also the ETag")
    added_by = PersonRef(allow_null=True)
    added_at = serializers.DateTimeField()


class FeedEntryShape(serializers.Serializer[FeedEntry]):
    id = serializers.UUIDField(source="public_id")
    url = serializers.CharField()
    title = serializers.CharField(help_text="as the feed has it")
    published_at = serializers.DateTimeField(allow_null=True, help_text="as the feed has it")
    seen_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=WorkState.choices)
    article = serializers.UUIDField(source="document.public_id", default=None, allow_null=True)
    was_known = serializers.BooleanField(help_text="the article was here before")
    due_at = serializers.DateTimeField(source="next_attempt_at")
    attempts = serializers.IntegerField()
    message = serializers.CharField()


class Subscribe(Command):
    url = Text(max_length=2000)
    title = Text(required=False, allow_blank=True, max_length=300)
    purpose = serializers.ChoiceField(choices=Feed.Purpose.choices, required=False)
    source = PublicId(Source.objects.all(), required=False)  # type: ignore[assignment]
    minutes = Whole(required=False, min_value=SHORTEST_MINUTES, max_value=LONGEST_MINUTES)


class ChangeFeed(Revised):
    url = Text(required=False, max_length=2000)
    title = Text(required=False, allow_blank=True, max_length=300)
    source = PublicId(Source.objects.all(), required=False, allow_null=True)  # type: ignore[assignment]
    minutes = Whole(required=False, min_value=SHORTEST_MINUTES, max_value=LONGEST_MINUTES)


class FeedFilter(Filters):
    source = filters.UUIDFilter(field_name="source__public_id")
    paused = filters.BooleanFilter(field_name="paused_at", lookup_expr="isnull", exclude=True)


class Feeds(ListModelMixin, RetrieveModelMixin, ApiViewSet[Feed]):
    """RSS and Atom feeds whose pages are taken in as they appear."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "create": Act.KEEP_FEED,
        "partial_update": Act.KEEP_FEED,
        "pause": Act.KEEP_FEED,
        "resume": Act.KEEP_FEED,
        "poll": Act.KEEP_FEED,
    }
    queryset = Feed.objects.for_display()
    serializer_class = FeedShape
    filterset_class = FeedFilter

    def _detail(self, feed: Feed, **headers: Any) -> Response:
        full = self.get_queryset().get(pk=feed.pk)
        return Response(
            self.shape(full, FeedShape),
            headers=revision_tag(full.revision) | headers.pop("headers", {}),
            **headers,
        )

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        feed = self.get_object()
        return Response(self.shape(feed, FeedShape), headers=revision_tag(feed.revision))

    @extend_schema(request=Subscribe, responses={201: FeedShape})
    def create(self, request: Request) -> Response:
        """Fetch a feed and subscribe to it. 409 names the feed when it is known."""
        feed = services.subscribe(by=self.person, **self.read(Subscribe))
        address = request.build_absolute_uri(reverse("api:feed-detail", args=[feed.public_id]))
        return self._detail(feed, status=201, headers={"Location": address})

    @extend_schema(request=ChangeFeed, responses=FeedShape)
    def partial_update(self, request: Request, id: str) -> Response:
        """Change what is given; another address is fetched first."""
        changes = self.read(ChangeFeed)
        expected = self.expected(changes)
        feed = services.change(
            feed=self.get_object(), by=self.person, expected_revision=expected, **changes
        )
        return self._detail(feed)

    @extend_schema(request=None, responses=FeedShape)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, id: str) -> Response:
        """Poll the feed no more until it is resumed."""
        return self._detail(services.pause(feed=self.get_object(), by=self.person))

    @extend_schema(request=None, responses=FeedShape)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, id: str) -> Response:
        """Poll a paused feed again, now and by its interval."""
        return self._detail(services.resume(feed=self.get_object(), by=self.person))

    @extend_schema(request=None, responses=FeedShape)
    @action(detail=True, methods=["post"])
    def poll(self, request: Request, id: str) -> Response:
        """Make the next poll due now."""
        feed = self.get_object()
        services.poll_now(feed=feed, by=self.person)
        return self._detail(feed)


class FeedEntryFilter(Filters):
    state = filters.ChoiceFilter(choices=WorkState.choices)


class FeedEntries(ListModelMixin, ApiViewSet[FeedEntry]):
    """The pages that one feed named, newest first, and what became of them."""

    acts: ClassVar = {"list": Act.SEE_DESK}
    serializer_class = FeedEntryShape
    filterset_class = FeedEntryFilter

    def get_queryset(self) -> QuerySet[FeedEntry]:
        if getattr(self, "swagger_fake_view", False):
            return FeedEntry.objects.none()
        feed = get_object_or_404(Feed, public_id=self.kwargs["id"])
        return feed.entries.select_related("document")


class FeedPolls(ListModelMixin, ApiViewSet[Poll]):
    """The looks at one feed, newest first; those that are over are kept for 30 days."""

    acts: ClassVar = {"list": Act.SEE_DESK}
    serializer_class = PollShape

    def get_queryset(self) -> QuerySet[Poll]:
        if getattr(self, "swagger_fake_view", False):
            return Poll.objects.none()
        return get_object_or_404(Feed, public_id=self.kwargs["id"]).polls.all()
