"""Publications as the API describes them. The public document itself is rendered by the verb."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.people.api import PersonRef
from claims.publication.models import Publication
from claims.verdicts.models import Stance, Weight


class PublicationShape(serializers.Serializer[Publication]):
    verdict = serializers.UUIDField(source="verdict.public_id")
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Publication.Kind.choices)
    revision = serializers.IntegerField(source="revision.number")
    published_at = serializers.DateTimeField()
    by = PersonRef()
    note = serializers.CharField()
    etag = serializers.CharField()


class ByLanguage(serializers.Serializer[Any]):
    ko = serializers.CharField(required=False)
    en = serializers.CharField(required=False)


class PublicLabel(serializers.Serializer[Any]):
    key = serializers.CharField()
    label = ByLanguage()  # type: ignore[assignment]


class PublicRating(PublicLabel):
    scale = serializers.CharField()
    number = serializers.IntegerField(allow_null=True)


class PublicClaim(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    language = serializers.CharField()
    statement = serializers.CharField()
    quote = serializers.CharField()
    outlet = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField(help_text="empty for what came without an address")
    published_on = serializers.DateField(allow_null=True)
    attribution = serializers.ListField(child=serializers.CharField())


class PublicSnapshot(serializers.Serializer[Any]):
    taken_at = serializers.DateTimeField()
    sha256 = serializers.CharField(help_text="of the document's bytes as they were kept")


class PublicEvidence(serializers.Serializer[Any]):
    """Rests on a claim, a decided link or a document; ``relation`` and ``claims`` are those of
    the link, ``url`` and ``snapshot`` the document's."""

    stance = serializers.ChoiceField(choices=Stance.choices)
    weight = serializers.ChoiceField(choices=Weight.choices, required=False)
    note = serializers.CharField()
    claim = PublicClaim(required=False)
    relation = serializers.CharField(required=False)
    claims = PublicClaim(many=True, required=False)
    url = serializers.CharField(required=False)
    snapshot = PublicSnapshot(required=False)


class PublicQuestion(serializers.Serializer[Any]):
    question = serializers.CharField()
    answer = serializers.CharField(help_text="empty where none was found")
    source_url = serializers.CharField()


class PublicReply(serializers.Serializer[Any]):
    """Right of reply."""

    asked = serializers.CharField()
    asked_on = serializers.DateField()
    answer = serializers.CharField(help_text="empty where there was none")
    answered_on = serializers.DateField(allow_null=True)


class PublicState(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Publication.Kind.choices)
    published_at = serializers.DateTimeField()
    revision = serializers.IntegerField()
    rating = PublicLabel()
    correction = serializers.CharField()
    note = serializers.CharField()


class DocumentShape(serializers.Serializer[Any]):
    """A verdict as the world sees it."""

    id = serializers.UUIDField()
    url = serializers.CharField()
    statement = ByLanguage()
    language = serializers.CharField(help_text="written in")
    rating = PublicRating()
    summary = ByLanguage()
    reasoning_html = ByLanguage(help_text="cleaned HTML")
    claims = PublicClaim(many=True)
    evidence = PublicEvidence(many=True)
    questions = PublicQuestion(many=True, required=False)
    replies = PublicReply(many=True, required=False)
    stage = serializers.ChoiceField(choices=["published", "withdrawn"])
    first_published = serializers.DateTimeField()
    published_at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=Publication.Kind.choices)
    note = serializers.CharField()
    history = PublicState(many=True)
    publisher = ByLanguage()
