"""Look for partners, propose relations, keep what people decide."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.articles.models import Article
from claims.errors import Conflict, LostUpdate
from claims.extraction.models import Claim, ClaimVersion
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.links.candidates import candidates, features, with_features
from claims.links.models import (
    Decision,
    Independence,
    Link,
    LinkSearch,
    Proposal,
    Relation,
    Side,
)
from claims.links.rules import COMPARER, NOT_COMPARABLE, PROPOSED_FROM, Comparison, compare
from claims.people.models import Actor, Machine, User, require, require_person
from claims.people.rules import Act
from claims.work.services import demand, finish, wake_on_commit

LINKER = Machine("links")
PROPOSALS_A_CLAIM = 3
"""Most proposals one search makes for one claim: a queue that nobody can read helps nobody."""


def follow(entry: Entry) -> None:
    """What was read or edited may have new partners."""
    if entry.kind == "extraction.finished":
        article = Article.objects.filter(public_id=entry.subject_id).first()
    elif entry.kind == "claim.edited":
        article = Article.objects.filter(claims__public_id=entry.subject_id).first()
    else:
        return
    if article is not None:
        demand(LinkSearch, article=article, defaults={})
        wake_on_commit("links")


def perform(search: LinkSearch) -> None:
    """Compare the article's claims with their candidates and keep what is worth showing.

    Pairs that a person decided on are proposed again only when a version is new.
    """
    versions = (
        Claim.objects.standing()
        .filter(article=search.article_id, current__isnull=False)
        .values_list("current", flat=True)
    )
    own = with_features([version for version in versions if version is not None])
    found = candidates(own)
    partners = {
        claim.current_id: claim
        for claim in with_features({v for keys in found.values() for v in keys})
    }
    made: list[tuple[Claim, Claim, Comparison]] = []
    for claim in own:
        mine = features(claim)
        best = []
        for version in found.get(claim.pk, ()):
            partner = partners.get(version)
            if partner is None:
                continue
            first, second = (claim, partner) if claim.pk < partner.pk else (partner, claim)
            theirs = features(partner)
            outcome = compare(mine, theirs) if first is claim else compare(theirs, mine)
            if outcome.relation != NOT_COMPARABLE and outcome.confidence >= PROPOSED_FROM:
                best.append((first, second, outcome))
        best.sort(key=lambda row: row[2].confidence, reverse=True)
        made += best[:PROPOSALS_A_CLAIM]
    with transaction.atomic():
        new = propose(made)
        LinkSearch.objects.filter(pk=search.pk).update(proposals_made=len(new))
        finish(search)
        article = Article.objects.get(pk=search.article_id)
        ledger.append(
            "links.proposed",
            subject=article,
            by=LINKER,
            comparer=COMPARER,
            proposals=[str(proposal.public_id) for proposal in new],
        )
        wake_on_commit("follow")


def propose(compared: Iterable[tuple[Claim, Claim, Comparison]]) -> list[Proposal]:
    """Keep proposals for pairs in order (``a`` has the smaller key); return the new ones."""
    compared = list(compared)
    Link.objects.bulk_create([Link(a=a, b=b) for a, b, _outcome in compared], ignore_conflicts=True)
    links = {
        (link.a_id, link.b_id): link
        for link in Link.objects.filter(
            a__in=[a for a, _b, _outcome in compared], b__in=[b for _a, b, _outcome in compared]
        )
    }
    present = set(
        Proposal.objects.filter(link__in=links.values(), comparer=COMPARER).values_list(
            "link", "version_a", "version_b"
        )
    )
    new = []
    for a, b, outcome in compared:
        link = links[(a.pk, b.pk)]
        if a.current is None or b.current is None:
            continue
        key = (link.pk, a.current.pk, b.current.pk)
        if key in present:
            continue
        present.add(key)
        new.append(
            Proposal(
                link=link,
                version_a=a.current,
                version_b=b.current,
                relation=outcome.relation,
                later=outcome.later,
                independence=outcome.independence,
                confidence=outcome.confidence,
                reasons=[reason.as_json() for reason in outcome.reasons],
                comparer=COMPARER,
            )
        )
    # The other article's search may propose the same pair at this moment.
    Proposal.objects.bulk_create(new, ignore_conflicts=True)
    return list(Proposal.objects.filter(public_id__in=[row.public_id for row in new]))


def link(*, first: Claim, second: Claim, by: Actor) -> Link:
    """Put two claims side by side by hand. The same pair twice is one link."""
    require(by, Act.DECIDE_LINK)
    if first.pk == second.pk:
        raise ValidationError(_("A claim is not linked to itself."))
    if first.retired_at or second.retired_at:
        raise Conflict(_("This claim was retired."), code="retired")
    a, b = sorted((first, second), key=lambda claim: claim.pk)
    with transaction.atomic():
        made, is_new = Link.objects.get_or_create(a=a, b=b)
        if is_new:
            ledger.append("link.made", subject=made, by=by, a=str(a.public_id), b=str(b.public_id))
    return made


def decide(
    *,
    link: Link,
    by: Actor,
    expected_revision: int,
    relation: str,
    later: str = "",
    independence: str = Independence.UNKNOWN,
    rationale: str = "",
) -> Decision:
    """Say how two claims relate, on the versions in force; the machine's proposal stays beside.

    ``later`` (``a`` or ``b``) is required for supersedes and refused otherwise. Deciding again
    what is decided changes nothing. Raises ``LostUpdate`` when somebody decided since
    ``expected_revision``.
    """
    person = require_person(by, Act.DECIDE_LINK)
    if relation not in Relation.values:
        raise ValidationError({"relation": _("Choose one of the relations.")})
    if later not in (Side.values if relation == Relation.SUPERSEDES else [""]):
        raise ValidationError(
            {"later": _("Say which claim describes the later state, for supersedes only.")}
        )
    if independence not in Independence.values:
        raise ValidationError({"independence": _("Choose one of the kinds of independence.")})
    with transaction.atomic():
        row = _locked(link, expected_revision)
        if row.a.retired_at or row.b.retired_at:
            raise Conflict(_("This claim was retired."), code="retired")
        before = row.decision
        said = (relation, later, independence, rationale.strip())
        if before is not None and said == (
            before.relation,
            before.later,
            before.independence,
            before.rationale,
        ):
            return before
        return _decided(row, person, before, *said)


def undo(*, link: Link, by: Actor, expected_revision: int, rationale: str = "") -> Decision:
    """Take the decision in force back; it stays in the history. Raises as ``decide``."""
    person = require_person(by, Act.DECIDE_LINK)
    with transaction.atomic():
        row = _locked(link, expected_revision)
        before = row.decision
        if before is None:
            raise Conflict(_("There is no decision to undo."), code="undecided")
        return _decided(row, person, before, "", "", Independence.UNKNOWN, rationale.strip())


def _locked(link: Link, expected_revision: int) -> Link:
    row = (
        Link.objects.select_for_update(of=("self",), no_key=True)
        .select_related("a", "b")
        .get(pk=link.pk)
    )
    if row.revision != expected_revision:
        raise LostUpdate(_("Somebody decided about this pair meanwhile."), current=row.revision)
    return row


def _current(claim: Claim) -> ClaimVersion:
    if claim.current is None:
        raise Conflict(_("This claim has no version yet."), code="no_version")
    return claim.current


def _decided(
    link: Link,
    person: User,
    before: Decision | None,
    relation: str,
    later: str,
    independence: str,
    rationale: str,
) -> Decision:
    link.revision += 1
    link.save(update_fields=["revision"])
    decision = Decision.objects.create(
        link=link,
        number=link.revision,
        version_a=_current(link.a),
        version_b=_current(link.b),
        relation=relation,
        later=later,
        independence=independence,
        rationale=rationale,
        by=person,
    )
    ledger.append(
        "link.decided" if relation else "link.undone",
        subject=link,
        by=person,
        before=before.relation if before else "",
        after=relation,
        later=later,
        independence=independence,
        rationale=rationale,
        number=decision.number,
    )
    wake_on_commit("follow")
    return decision
