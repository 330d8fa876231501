"""What the public will read must be what the approver read: nothing of it changed meanwhile.

A revision is immutable, but what it names is shown with words that people may correct: titles,
outlets and dates of articles, names, labels of ratings, decisions about links. Who has such a word
corrected after the approval sends the revision back, so that it is approved as it will be read.
What was corrected between the approver's reading and the approval, the approver reads first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Subquery
from django.utils.translation import gettext as _

from claims.articles.models import Article
from claims.errors import Conflict, LostUpdate
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
_MOST_NAMED = 5  # of what was changed, in a message


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
    if Decision.objects.filter(link__in=_links(approval.revision), at__gt=approval.at).exists():
        raise Conflict(
            _("A link of its evidence was decided anew since the approval: send it back first."),
            code="evidence_changed",
        )
    approved = Entry.objects.about(verdict).filter(kind="verdict.approved").values("seq")[:1]
    named = _shown(verdict, approval.revision)
    for what in _corrected(named, after=Subquery(approved)):
        raise Conflict(
            _(
                "“%(what)s” was corrected since the approval: send the revision back, so that "
                "it is approved as it will be read."
            )
            % {"what": what},
            code="evidence_changed",
        )


def require_as_read(verdict: Verdict, revision: Revision, *, as_of: int) -> None:
    """Raise ``LostUpdate`` where a link that the revision cites was decided anew, or a word that
    would be published with it corrected, after it was read: after the entry ``as_of`` (``seq``) of
    the ledger. A retired claim is refused as by ``require_standing``. Call it in the transaction
    that approves: it locks what it looked at. A constant number of queries.
    """
    links = {link.public_id: link for link in _links(revision)}
    decided = Entry.objects.filter(
        kind__in=("link.decided", "link.undone"), subject_id__in=links, seq__gt=as_of
    )
    pairs = [links[key] for key in decided.order_by("seq").values_list("subject_id", flat=True)]
    changed = [f"{link.a} ~ {link.b}" for link in pairs]
    changed += map(str, _corrected(_shown(verdict, revision), after=as_of))
    if changed:
        raise LostUpdate(
            _(
                "Since you read it this was changed: %(what)s. Read the verdict as it is now, "
                "then approve it."
            )
            % {"what": ", ".join(f"“{what}”" for what in [*dict.fromkeys(changed)][:_MOST_NAMED])},
            current=revision.number,
        )


def _shown(verdict: Verdict, revision: Revision) -> dict[UUID, Any]:
    """What takes part in the public document with words of its own, by public id, locked."""
    claims, articles = _named(verdict, revision)
    _refuse_retired(claims)
    return {row.public_id: row for row in (*claims, *articles, *_labels(revision, articles))}


def _corrected(named: Mapping[UUID, Any], *, after: int | Subquery) -> list[Any]:
    """Those of the rows of which a word that the public reads was corrected after an entry of the
    ledger, in the order in which they were."""
    later = Entry.objects.filter(kind__in=_SHOWN, subject_id__in=named, seq__gt=after)
    entries = later.select_related("body").order_by("seq")
    return [named[entry.subject_id] for entry in entries if _is_read(entry)]


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


def _links(revision: Revision) -> list[Link]:
    """The links of its evidence, locked: nobody decides meanwhile."""
    cited = EvidenceLine.objects.filter(revision=revision, link__isnull=False)
    links = Link.objects.filter(pk__in=cited.values("link")).order_by("pk")
    links = links.select_related("a__current", "b__current")
    return list(links.select_for_update(of=("self",), no_key=True))


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
