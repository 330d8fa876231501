"""What the public will read must be what the approver read: nothing of it changed meanwhile.

A revision is immutable, but what it names is shown with words that people may correct: titles,
outlets and dates of articles, names, labels of ratings, decisions about links. Who has such a word
corrected after the approval sends the revision back, so that it is approved as it will be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Subquery
from django.utils.translation import gettext as _

from claims.articles.models import Article
from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links.models import Decision, Link
from claims.reference.models import Entity, Rating, Source
from claims.verdicts.models import Appearance, Approval, EvidenceLine, Revision, Verdict

_SHOWN: Mapping[str, frozenset[str]] = {
    "article.corrected": frozenset({"title", "outlet", "source", "published_on"}),
    "article.classified": frozenset({"title"}),
    "document.address_stated": frozenset(),
    "claim.edited": frozenset({"statement", "kind", "hedge", "polarity"}),
    "source.changed": frozenset({"entity"}),
    "entity.named": frozenset(),
    "entity.changed": frozenset({"slug"}),
    "rating.changed": frozenset({"label_ko", "label_en", "number"}),
}
"""What changes words that the public reads, and which fields of it; none stands for any."""


def require_standing(verdict: Verdict, revision: Revision) -> None:
    """Raise ``Conflict`` (``evidence_changed``) where a claim that the revision is about or cites
    was retired. Three queries. Who publishes asks again, with the claims locked.
    """
    claims, _documents = _cited(verdict, revision)
    _refuse_retired(Claim.objects.filter(pk__in=claims).select_related("current").order_by("pk"))


def require_as_approved(verdict: Verdict, approval: Approval) -> None:
    """Raise ``Conflict`` (``evidence_changed``) where a claim was retired, a cited link was decided
    anew since the approval, or a word that would be published with it was corrected. Call it in the
    transaction that publishes: it locks what it looked at. A constant number of queries.
    """
    _require_links(approval)
    revision = approval.revision
    claims, articles = _named(verdict, revision)
    _refuse_retired(claims)
    rows = (*claims, *articles, *_labels(revision, articles))
    named: dict[UUID, object] = {row.public_id: row for row in rows}
    approved = Entry.objects.about(verdict).filter(kind="verdict.approved").values("seq")[:1]
    later = Entry.objects.filter(kind__in=_SHOWN, subject_id__in=named, seq__gt=Subquery(approved))
    for entry in later.select_related("body").order_by("seq"):
        if _is_read(entry):
            raise Conflict(
                _(
                    "“%(what)s” was corrected since the approval: send the revision back, so that "
                    "it is approved as it will be read."
                )
                % {"what": named[entry.subject_id]},
                code="evidence_changed",
            )


def _refuse_retired(claims: Iterable[Claim]) -> None:
    for claim in claims:
        if claim.retired_at is not None:
            raise Conflict(
                _(
                    "“%(what)s” was retired: in a draft, take this claim off the verdict and out "
                    "of its evidence first."
                )
                % {"what": claim},
                code="evidence_changed",
            )


def _require_links(approval: Approval) -> None:
    cited = EvidenceLine.objects.filter(revision=approval.revision_id, link__isnull=False)
    links = Link.objects.filter(pk__in=cited.values("link")).order_by("pk")
    locked = list(links.select_for_update(of=("self",), no_key=True))  # nobody decides meanwhile
    if Decision.objects.filter(link__in=locked, at__gt=approval.at).exists():
        raise Conflict(
            _("A link of its evidence was decided anew since the approval: send it back first."),
            code="evidence_changed",
        )


def _named(verdict: Verdict, revision: Revision) -> tuple[list[Claim], list[Article]]:
    """The claims and articles that the public document names, locked in the order that a reading
    locks them: articles, then claims."""
    named, documents = _cited(verdict, revision)
    documents.update(Claim.objects.filter(pk__in=named).values_list("article", flat=True))
    articles = list(
        Article.objects.filter(pk__in=documents)
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    )
    claims = list(
        Claim.objects.filter(pk__in=named)
        .select_related("current")
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    )
    return claims, articles


def _labels(revision: Revision, articles: Iterable[Article]) -> list[Source | Entity | Rating]:
    """What outlets and the rating take their names from, locked."""
    sources = list(
        Source.objects.filter(pk__in=_known(row.source_id for row in articles))
        .select_related("entity")
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    )
    entities = Entity.objects.filter(pk__in=[row.entity_id for row in sources])
    ratings = Rating.objects.filter(pk=revision.rating_id).select_related("scale")
    return [
        *sources,
        *entities.order_by("pk").select_for_update(no_key=True),
        *ratings.select_for_update(of=("self",), no_key=True),
    ]


def _cited(verdict: Verdict, revision: Revision) -> tuple[set[int], set[int]]:
    """The claims, and the documents besides theirs, that it is about or cites, by primary key."""
    appearing = Appearance.objects.filter(verdict=verdict, removed_at=None)
    lines = EvidenceLine.objects.filter(revision=revision)
    claims = set(appearing.values_list("claim", flat=True))
    documents: set[int] = set()
    for *of_line, document in lines.values_list("version__claim", "link__a", "link__b", "document"):
        claims.update(_known(of_line))
        documents.update(_known([document]))
    return claims, documents


def _known(keys: Iterable[int | None]) -> set[int]:
    return {key for key in keys if key is not None}


def _is_read(entry: Entry) -> bool:
    """Whether a change shows in public; of one whose body was erased nobody can say it does not."""
    said: dict[str, Any] | None = entry.body.content
    if said is None:
        return True
    if entry.kind == "entity.named":
        return _preferred(said["before"]) != _preferred(said["after"])
    fields = _SHOWN[entry.kind]
    return not fields or any(
        said["before"].get(name) != said["after"][name] for name in fields & said["after"].keys()
    )


def _preferred(names: Iterable[tuple[str, str, bool]]) -> dict[str, str]:
    """The only names that are shown, by their language."""
    return {language: text for language, text, is_preferred in names if is_preferred}
