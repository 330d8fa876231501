"""Verdicts as the API shows them and as it takes them in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from claims.articles.models import Document, Snapshot
from claims.extraction.api import ClaimRef
from claims.extraction.models import Claim
from claims.links.models import Link, Matter
from claims.people.api import PersonRef
from claims.people.models import User
from claims.reference.api import RatingLabel
from claims.reference.models import LANGUAGE_CHOICES, Rating
from claims.verdicts.models import (
    Appearance,
    Approval,
    CorrectionClass,
    EvidenceLine,
    Question,
    Reply,
    Revision,
    RevisionText,
    Stage,
    Stance,
    Verdict,
    Weight,
)
from claims.verdicts.services import Evidence, Inquiry, RightOfReply, Wording
from factcheck.api.fields import Command, PublicId, Revised, Text, Whole


class RatingRef(serializers.Serializer[Rating]):
    scale = serializers.CharField(source="scale.key")
    key = serializers.CharField()
    label = RatingLabel(source="*")  # type: ignore[assignment]
    number = serializers.IntegerField(allow_null=True)


class TextShape(serializers.Serializer[RevisionText]):
    language = serializers.CharField()
    statement = serializers.CharField()
    summary = serializers.CharField()
    reasoning = serializers.CharField(help_text="Markdown")
    translator = PersonRef(allow_null=True)


class EvidenceShape(serializers.Serializer[EvidenceLine]):
    stance = serializers.ChoiceField(choices=Stance.choices)
    weight = serializers.ChoiceField(choices=Weight.choices)
    note = serializers.CharField()
    claim = ClaimRef(source="version.claim", default=None, allow_null=True)
    version = serializers.IntegerField(source="version.number", default=None, allow_null=True)
    link = serializers.UUIDField(source="link.public_id", default=None, allow_null=True)
    document = serializers.UUIDField(source="document.public_id", default=None, allow_null=True)
    file_name = serializers.CharField(
        source="document.file_name", default="", help_text="of a document that came as a file"
    )
    snapshot = serializers.UUIDField(
        source="snapshot.public_id",
        default=None,
        allow_null=True,
        help_text="what the document was when it was seen",
    )


class QuestionShape(serializers.Serializer[Question]):
    question = serializers.CharField()
    answer = serializers.CharField(help_text="empty where none was found")
    source_url = serializers.CharField()


class ReplyShape(serializers.Serializer[Reply]):
    asked = serializers.CharField()
    asked_on = serializers.DateField()
    answer = serializers.CharField(help_text="empty where there is none yet")
    answered_on = serializers.DateField(allow_null=True)


class ApprovalShape(serializers.Serializer[Approval]):
    by = PersonRef()
    at = serializers.DateTimeField()
    note = serializers.CharField()


class RevisionShape(serializers.Serializer[Revision]):
    number = serializers.IntegerField()
    rating = RatingRef()
    language = serializers.CharField(help_text="written in")
    author = PersonRef()
    made_at = serializers.DateTimeField()
    correction = serializers.CharField()
    public_note = serializers.CharField()
    texts = TextShape(many=True)


class RevisionDetail(RevisionShape):
    evidence = EvidenceShape(many=True)
    questions = QuestionShape(many=True)
    replies = ReplyShape(many=True)
    approval = ApprovalShape(default=None, allow_null=True)


class AppearanceShape(serializers.Serializer[Appearance]):
    claim = ClaimRef()
    version = serializers.IntegerField(source="version.number")
    added_by = PersonRef()
    added_at = serializers.DateTimeField()


class VerdictShape(serializers.Serializer[Verdict]):
    id = serializers.UUIDField(source="public_id")
    stage = serializers.ChoiceField(choices=Stage.choices)
    matter = serializers.UUIDField(source="matter.public_id", default=None, allow_null=True)
    current = RevisionShape()
    published = serializers.IntegerField(
        source="published.number", default=None, allow_null=True, help_text="public revision"
    )
    assignee = PersonRef(allow_null=True)
    created_at = serializers.DateTimeField()


class VerdictDetail(VerdictShape):
    current = RevisionDetail()
    revisions = RevisionDetail(many=True, help_text="oldest first")
    appearances = AppearanceShape(source="present", many=True)
    as_of = serializers.SerializerMethodField(
        help_text="how far the ledger had come when this was read; say it when you approve"
    )

    def get_as_of(self, verdict: Verdict) -> int:
        as_of: int = self.context["as_of"]
        return as_of


class RatingKey(Command):
    scale = Text(max_length=50)
    key = Text(max_length=50)

    def validate(self, attrs: dict[str, Any]) -> Any:
        rating = (
            Rating.objects.select_related("scale")
            .filter(scale__key=attrs["scale"], key=attrs["key"])
            .first()
        )
        if rating is None:
            raise serializers.ValidationError(_("There is no such rating."))
        return rating


class WordingIn(Command):
    language = serializers.ChoiceField(choices=LANGUAGE_CHOICES)
    statement = Text(max_length=4000)
    summary = Text(max_length=20_000)
    reasoning = Text(required=False, allow_blank=True, max_length=200_000, help_text="Markdown")
    translator = PublicId(User.objects.all(), required=False)

    def validate(self, attrs: dict[str, Any]) -> Any:
        return Wording(**attrs)


class EvidenceIn(Command):
    """At least one of a claim (in a version, by default the current one), a link, a document."""

    stance = serializers.ChoiceField(choices=Stance.choices)
    weight = serializers.ChoiceField(choices=Weight.choices, required=False)
    note = Text(required=False, allow_blank=True, max_length=20_000)
    claim = PublicId(Claim.objects.select_related("current"), required=False)
    version = Whole(required=False, min_value=1, max_value=2**31 - 1)
    link = PublicId(Link.objects.all(), required=False)
    document = PublicId(Document.objects.all(), required=False)
    snapshot = PublicId(
        Snapshot.objects.all(), required=False, help_text="of the document; default: its newest"
    )

    def validate(self, attrs: dict[str, Any]) -> Any:
        claim: Claim | None = attrs.pop("claim", None)
        number: int | None = attrs.pop("version", None)
        if claim is None and number is not None:
            raise serializers.ValidationError({"claim": [_("A version is a claim's version.")]})
        if claim is not None:
            version = (
                claim.current if number is None else claim.versions.filter(number=number).first()
            )
            if version is None:
                raise serializers.ValidationError(
                    {"version": [_("The claim has no such version.")]}
                )
            attrs["version"] = version
        return Evidence(**attrs)


class InquiryIn(Command):
    question = Text(max_length=4000)
    answer = Text(required=False, allow_blank=True, max_length=20_000)
    source_url = Text(required=False, allow_blank=True, max_length=2000)

    def validate(self, attrs: dict[str, Any]) -> Any:
        return Inquiry(**attrs)


class RightOfReplyIn(Command):
    """An answer goes with the day it came."""

    asked = Text(max_length=200)
    asked_on = serializers.DateField()
    answer = Text(required=False, allow_blank=True, max_length=20_000)
    answered_on = serializers.DateField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> Any:
        return RightOfReply(**attrs)


class Said(Command):
    """What a revision says."""

    rating = RatingKey()
    wordings: Any = serializers.ListSerializer(
        child=WordingIn(), min_length=1, max_length=2, help_text="first: written in"
    )
    evidence: Any = serializers.ListSerializer(child=EvidenceIn(), required=False, max_length=100)
    questions: Any = serializers.ListSerializer(child=InquiryIn(), required=False, max_length=100)
    replies: Any = serializers.ListSerializer(
        child=RightOfReplyIn(), required=False, max_length=100
    )


class Draft(Said):
    claims = serializers.ListField(child=PublicId(Claim.objects.all()), min_length=1, max_length=50)
    matter = PublicId(Matter.objects.all(), required=False)


class Revise(Said, Revised):
    correction = serializers.ChoiceField(
        choices=[choice for choice in CorrectionClass.choices if choice[0] != "withdrawn"],
        required=False,
        help_text="what class of correction of the published text it is",
    )
    public_note = Text(required=False, allow_blank=True, max_length=4000)


class Note(Revised):
    note = Text(max_length=4000)


class OptionalNote(Revised):
    note = Text(required=False, allow_blank=True, max_length=4000)


class Approve(OptionalNote):
    as_of = serializers.IntegerField(
        min_value=0,
        max_value=2**63 - 1,
        help_text="as it was given with the verdict: what was corrected since, you have not read",
    )


class Assign(Command):
    to = PublicId(User.objects.all(), help_text="id of somebody who may write verdicts")
