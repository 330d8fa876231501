"""Articles: take in, read, correct, look again; and their snapshots."""

from __future__ import annotations

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims.articles import copying, corrections, services
from claims.articles.archiving import write_warc
from claims.articles.models import Article, DocumentAddress, Look, Snapshot
from claims.people.rules import Act
from claims.reference.api import SourceRef
from claims.reference.models import Source
from claims.text.findings import Block, BlockClass, Grain
from factcheck.api.errors import TooLarge
from factcheck.api.fields import Command, HexDigest, PublicId, Revised, Text, Whole
from factcheck.api.filters import Filters
from factcheck.api.parsers import JsonBody
from factcheck.api.views import ApiViewSet, revision_tag

BLOCK_CLASSES = [kind.value for kind in BlockClass]


class ArticleRef(serializers.Serializer[Article]):
    id = serializers.UUIDField(source="public_id")
    title = serializers.CharField()
    opening = serializers.CharField(help_text="first words, for want of a title")
    outlet = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)


class ArticleShape(ArticleRef):
    source = SourceRef(allow_null=True)  # type: ignore[assignment]
    byline = serializers.CharField()
    language = serializers.CharField(help_text="'und' until it is read")
    published_at = serializers.DateTimeField(allow_null=True)
    published_grain = serializers.CharField()
    url = serializers.CharField(source="address.url", default=None, allow_null=True)
    copy_of = serializers.UUIDField(
        source="copy_of.public_id",
        default=None,
        allow_null=True,
        help_text="the earlier article whose text this one repeats",
    )
    revision = serializers.IntegerField(help_text="counts the corrections; also the ETag")
    added_at = serializers.DateTimeField()


class AddressShape(serializers.Serializer[DocumentAddress]):
    url = serializers.CharField()
    canonical = serializers.BooleanField(help_text="looked at again under this address")
    stated_by = serializers.CharField()
    stated_at = serializers.DateTimeField()


class LookShape(serializers.Serializer[Look]):
    at = serializers.DateTimeField()
    outcome = serializers.ChoiceField(choices=Look.Outcome.choices)
    status = serializers.IntegerField(allow_null=True)
    message = serializers.CharField()
    snapshot = serializers.UUIDField(source="snapshot.public_id", default=None, allow_null=True)


class SnapshotRef(serializers.Serializer[Snapshot]):
    id = serializers.UUIDField(source="public_id")
    number = serializers.IntegerField()
    taken_at = serializers.DateTimeField()
    url = serializers.CharField(help_text="fetched from; empty for a file")
    sha256 = HexDigest()
    size = serializers.IntegerField(help_text="bytes")
    content_type = serializers.CharField()
    charset = serializers.CharField()
    text_sha256 = HexDigest()
    cleaner = serializers.CharField()


class BlockShape(serializers.Serializer[Any]):
    start = serializers.IntegerField(help_text="code points of the text")
    end = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=BLOCK_CLASSES)
    evidence = serializers.CharField(help_text="'person', or what the cleaning went by")


class ArticleDetail(ArticleShape):
    outlet_evidence = serializers.CharField()
    title_evidence = serializers.CharField()
    byline_evidence = serializers.CharField()
    published_evidence = serializers.CharField()
    copy_evidence = serializers.CharField(help_text="'text 0.97' (share of its words) or 'person'")
    addresses = AddressShape(many=True)
    snapshots = SnapshotRef(many=True)
    blocks = BlockShape(
        source="latest_snapshot.typed_blocks", many=True, help_text="of the newest snapshot"
    )
    looks = LookShape(source="recent_looks", many=True, help_text="at most the last ten")


class SnapshotDetail(SnapshotRef):
    document = serializers.UUIDField(source="document.public_id")
    headers = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    text = serializers.CharField(help_text="canonical NFC text; all offsets count its code points")
    blocks = BlockShape(source="typed_blocks", many=True)


class TakeIn(Command):
    """Exactly one of an address to fetch, a text, or HTML. With a text or HTML, ``url`` says
    where it was published, and nothing is fetched."""

    url = Text(required=False, max_length=2000)
    text = Text(required=False, trim_whitespace=False)
    html = Text(required=False, trim_whitespace=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("text" in attrs and "html" in attrs) or not attrs:
            raise serializers.ValidationError(
                _("Give one of url, text or html, or a file as multipart/form-data.")
            )
        return attrs


class TakeInFile(Command):
    file = serializers.FileField(allow_empty_file=True)
    url = Text(
        required=False,
        allow_blank=True,  # a form sends what was not filled in
        max_length=2000,
        help_text="where it was published",
    )


class Correct(Revised):
    """Only what is given changes. Unknown is an empty string, or null for source and date."""

    title = Text(required=False, allow_blank=True, max_length=500)
    byline = Text(required=False, allow_blank=True, max_length=300)
    outlet = Text(required=False, allow_blank=True, max_length=200)
    source = PublicId(Source.objects.all(), required=False, allow_null=True)  # type: ignore[assignment]
    published_on = serializers.DateField(required=False, allow_null=True)
    published_grain = serializers.ChoiceField(choices=list(Grain), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "published_grain" in attrs and attrs.get("published_on") is None:
            raise serializers.ValidationError(
                {"published_on": [_("A precision goes with its date.")]}
            )
        return attrs


class GivenBlock(Command):
    start = Whole(min_value=0, max_value=2**31 - 1, help_text="code points of the text")
    end = Whole(min_value=1, max_value=2**31 - 1)
    kind = serializers.ChoiceField(choices=BLOCK_CLASSES)


class Classify(Revised):
    """Every block of the snapshot, in the order of the text: with another class, cut, or joined."""

    snapshot = PublicId(
        Snapshot.objects.all(), help_text="the article's newest, whose text the spans count in"
    )
    blocks = GivenBlock(many=True)


class StateCopy(Revised):
    of = PublicId(Article.objects.all(), allow_null=True)


class ArticleFilter(Filters):
    q = filters.CharFilter(field_name="title", lookup_expr="icontains", max_length=200)
    source = filters.UUIDFilter(field_name="source__public_id")
    language = filters.CharFilter(max_length=3)
    url = filters.CharFilter(field_name="addresses__url", max_length=2000)
    published_from = filters.DateFilter(field_name="published_on", lookup_expr="gte")
    published_to = filters.DateFilter(field_name="published_on", lookup_expr="lte")


class Articles(ListModelMixin, RetrieveModelMixin, ApiViewSet[Article]):
    """Published texts that the newsroom keeps."""

    acts: ClassVar = {
        "list": Act.SEE_DESK,
        "retrieve": Act.SEE_DESK,
        "create": Act.ADD_ARTICLE,
        "partial_update": Act.CORRECT_ARTICLE,
        "blocks": Act.CORRECT_ARTICLE,
        "look": Act.ADD_ARTICLE,
        "snapshots": Act.SEE_DESK,
        "warc": Act.SEE_DESK,
        "copy": Act.CORRECT_ARTICLE,
    }
    queryset = Article.objects.with_source()
    serializer_class = ArticleShape
    filterset_class = ArticleFilter
    # JSON may escape every character of an article
    max_body = 2 * settings.ARTICLE_MAX_BYTES

    def get_queryset(self) -> QuerySet[Article]:
        rows = super().get_queryset()
        return rows if self.action == "list" else _in_full(rows)

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        if self.action_map.get((request.method or "").lower()) == "create":
            self.parser_classes = [JsonBody, MultiPartParser]
        return super().initialize_request(request, *args, **kwargs)

    def _detail(self, article: Article, **headers: Any) -> Response:
        full = _in_full(Article.objects.with_source()).get(pk=article.pk)
        return Response(
            self.shape(full, ArticleDetail),
            headers=revision_tag(full.revision) | headers.pop("headers", {}),
            **headers,
        )

    @extend_schema(responses=ArticleDetail)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        article = self.get_object()
        return Response(self.shape(article, ArticleDetail), headers=revision_tag(article.revision))

    @extend_schema(
        request={"application/json": TakeIn, "multipart/form-data": TakeInFile},
        responses={201: ArticleDetail},
    )
    def create(self, request: Request) -> Response:
        """Take an article in; its reading becomes due. 409 names the article when it is known."""
        if (request.content_type or "").startswith("multipart/"):
            given = self.read(TakeInFile)
            upload = given["file"]
            if upload.size > settings.ARTICLE_MAX_BYTES:
                raise too_large()
            article = services.take_in(
                raw=upload.read(),
                by=self.person,
                content_type=upload.content_type or "",
                filename=upload.name,
                url=given.get("url", ""),
            )
        else:
            article = self._take_in_json(self.read(TakeIn))
        address = reverse("api:article-detail", args=[article.public_id])
        return self._detail(
            article, status=201, headers={"Location": request.build_absolute_uri(address)}
        )

    def _take_in_json(self, given: dict[str, str]) -> Article:
        url = given.get("url", "")
        if set(given) == {"url"}:
            return services.take_in_url(url=url, by=self.person)
        kind = "html" if "html" in given else "plain"
        raw = (given.get("html") or given.get("text") or "").encode()
        if len(raw) > settings.ARTICLE_MAX_BYTES:
            raise too_large()
        return services.take_in(
            raw=raw, by=self.person, content_type=f"text/{kind}; charset=utf-8", url=url
        )

    @extend_schema(request=Correct, responses=ArticleDetail)
    def partial_update(self, request: Request, id: str) -> Response:
        """Correct what the page was understood to say of itself."""
        changes = self.read(Correct)
        expected = self.expected(changes)
        article = corrections.correct(
            article=self.get_object(), by=self.person, expected_revision=expected, **changes
        )
        return self._detail(article)

    @extend_schema(request=Classify, responses=ArticleDetail)
    @action(detail=True, methods=["post"])
    def blocks(self, request: Request, id: str) -> Response:
        """Say what the blocks of the newest snapshot are. The article is then read again."""
        given = self.read(Classify)
        article, snapshot = self.get_object(), given["snapshot"]
        if snapshot.document_id != article.pk:
            raise serializers.ValidationError(
                {"snapshot": [_("This is not a snapshot of the article.")]}
            )
        blocks = [Block(b["start"], b["end"], BlockClass(b["kind"])) for b in given["blocks"]]
        corrected = corrections.classify(
            snapshot=snapshot,
            by=self.person,
            expected_revision=self.expected(given),
            blocks=blocks,
        )
        return self._detail(corrected)

    @extend_schema(request=None, responses={200: LookShape})
    @action(detail=True, methods=["post"])
    def look(self, request: Request, id: str) -> Response:
        """Look at the article's address now. What could not be fetched is an outcome."""
        look = services.look_again(document=self.get_object(), by=self.person)
        return Response(self.shape(look, LookShape))

    @extend_schema(responses=SnapshotRef(many=True), filters=False)
    @action(detail=True, pagination_class=None, filterset_class=None)
    def snapshots(self, request: Request, id: str) -> Response:
        """What the article was at each moment, oldest first."""
        return Response(self.shapes(self.get_object().snapshots.all(), SnapshotRef))

    @extend_schema(request=StateCopy, responses=ArticleDetail)
    @action(detail=True, methods=["post"])
    def copy(self, request: Request, id: str) -> Response:
        """Say which article this one repeats, or with null that it is no copy."""
        given = self.read(StateCopy)
        article = copying.state_copy(
            article=self.get_object(),
            of=given["of"],
            by=self.person,
            expected_revision=self.expected(given),
        )
        return self._detail(article)

    @extend_schema(responses={(200, "application/warc"): OpenApiTypes.BINARY}, filters=False)
    @action(detail=True, pagination_class=None, filterset_class=None)
    def warc(self, request: Request, id: str) -> FileResponse:
        """Every snapshot as it came, with its headers, as a WARC file."""
        article = self.get_object()
        return _warc(article.snapshots.order_by("number"), f"article-{article.public_id}")


class Snapshots(RetrieveModelMixin, ApiViewSet[Snapshot]):
    """What a document was at one moment."""

    acts: ClassVar = {"retrieve": Act.SEE_DESK, "raw": Act.SEE_DESK, "warc": Act.SEE_DESK}
    queryset = Snapshot.objects.select_related("document")
    serializer_class = SnapshotDetail

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def raw(self, request: Request, id: str) -> FileResponse:
        """The bytes as they came, only ever as a download: they are somebody else's page."""
        snapshot = self.get_object()
        return FileResponse(
            snapshot.raw.open("rb"),
            as_attachment=True,
            filename=f"snapshot-{snapshot.public_id}.bin",
            content_type="application/octet-stream",
            headers=_FOREIGN,
        )

    @extend_schema(responses={(200, "application/warc"): OpenApiTypes.BINARY})
    @action(detail=True)
    def warc(self, request: Request, id: str) -> FileResponse:
        """The snapshot as it came, with its headers, as a WARC file."""
        snapshot = self.get_object()
        return _warc([snapshot], f"snapshot-{snapshot.public_id}")


# Bytes of somebody else's page: saved by a browser, never shown by it under our address.
_FOREIGN = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def _warc(snapshots: Iterable[Snapshot], name: str) -> FileResponse:
    packed = SpooledTemporaryFile(max_size=10_000_000)  # noqa: SIM115  (the response closes it)
    write_warc(snapshots, packed)
    packed.seek(0)
    return FileResponse(
        packed,
        as_attachment=True,
        filename=f"{name}.warc.gz",
        content_type="application/warc",
        headers=_FOREIGN,
    )


def too_large() -> TooLarge:
    limit = settings.ARTICLE_MAX_BYTES // 1_000_000
    return TooLarge(_("The article is larger than %(limit)d MB.") % {"limit": limit})


def _in_full(rows: QuerySet[Article]) -> QuerySet[Article]:
    """With the snapshots (without their texts) and the last ten looks."""
    snapshots = Snapshot.objects.defer("text", "blocks", "headers").order_by("number")
    looks = Look.objects.select_related("snapshot").order_by("-pk")[:10]
    return rows.prefetch_related(
        Prefetch("snapshots", queryset=snapshots),
        Prefetch("looks", queryset=looks, to_attr="recent_looks"),
    )
