"""Look for partners, propose relations, keep what people decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, Literal, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import formats, timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from claims.articles.models import Article
from claims.errors import Conflict, LostUpdate
from claims.extraction.models import Claim, ClaimQuerySet, ClaimVersion, Mention
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.links.candidates import candidates, of_article
from claims.links.models import (
    Decision,
    Finder,
    Independence,
    Link,
    LinkSearch,
    Proposal,
    Relation,
    Side,
)
from claims.links.proposing import Pair, consider, place_again
from claims.links.ready import worth_comparing
from claims.links.resolving import resolve
from claims.links.worklist import settle
from claims.people.models import Actor, User, require, require_person
from claims.people.rules import Act
from claims.reference.queries import meant_by
from claims.work.models import WorkState
from claims.work.services import demand, finish, wake_on_commit


class Seen(NamedTuple):
    """The numbers of the versions of both claims that somebody decides on."""

    a: int
    b: int


def follow(entry: Entry) -> None:
    """What was read, edited or named otherwise may have new partners, and lost old ones. What was
    linked to a claim that does not say any more what it said may be so to one that says it in a
    copy, for which that link stood."""
    articles = Article.objects.none()
    freed = Claim.objects.none()
    if entry.kind == "extraction.finished":
        articles = Article.objects.filter(public_id=entry.subject_id)
        own = Claim.objects.filter(article__in=articles)
        freed = _copied(own.filter(current__run=F("last_run")) | own.lost())
    elif entry.kind in ("claim.edited", "claim.retired"):
        own = Claim.objects.filter(public_id=entry.subject_id)
        articles = Article.objects.filter(pk__in=own.values("article"))
        freed = _copied(own)
    elif entry.kind in ("article.copy_stated", "article.copy_marked"):
        articles = Article.objects.filter(public_id=entry.subject_id)
        freed = Claim.objects.filter(article__in=articles)
    elif entry.kind in ("entity.merged", "entity.split"):
        naming = Mention.objects.filter(
            entity__public_id__in=meant_by([entry.subject_id])[entry.subject_id],
            version__claim__current=F("version"),
            version__claim__retired_at=None,
        )
        articles = Article.objects.filter(pk__in=naming.values("version__claim__article"))
    keys = {*articles.values_list("pk", flat=True), *_linked_to(freed)}
    for article in Article.objects.filter(pk__in=keys):
        search(article=article)


def _copied(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Those whose text another article prints, too."""
    copy = Article.objects.filter(copy_of=OuterRef("article"))
    return claims.filter(Q(article__copy_of__isnull=False) | Exists(copy))


def _linked_to(claims: ClaimQuerySet) -> Iterable[int]:
    """The articles, by key, of all that is linked to these claims, however that was decided."""
    links = Link.objects.touching(claims.values_list("pk", flat=True)).values_list("a", "b")
    partners = Claim.objects.standing().filter(pk__in={key for pair in links for key in pair})
    return partners.values_list("article", flat=True)


def search(*, article: Article) -> LinkSearch:
    """Make a look for partners of the article's claims due."""
    row = demand(LinkSearch, article=article, defaults={})
    wake_on_commit("links")
    return row


def search_again(since: dt.datetime, **_signal: Any) -> None:
    """Look again for what was looked for since then, or is being looked for now.

    A receiver of ``indexing.filled``: nobody waits for a filling, which takes long and may stop;
    what its searches could not find is found at its end.
    """
    again = LinkSearch.objects.filter(Q(state=WorkState.WAITING) | Q(finished_at__gte=since))
    for article in Article.objects.filter(pk__in=again.values("article")).order_by("pk"):
        demand(LinkSearch, article=article, defaults={})
    wake_on_commit("links")


def perform(row: LinkSearch) -> None:
    """Compare the article's claims with their candidates, and again with those they were proposed
    with before; keep what is worth showing."""
    own = of_article(row.article_id)
    found = candidates(own)
    with transaction.atomic():  # its own: what it puts on record must not wait for a link's row
        resolve(own)
    with transaction.atomic():
        finish(row)
        pairs = worth_comparing(
            [(of, other) for of, others in found.items() for other in others],
            sure=settings.LINKS_PROPOSED_FROM,
        )
        new = consider(
            [*(Pair(of, other) for of, other in pairs), *_linked(own)],
            article=Article.objects.get(pk=row.article_id),
            found_by=Finder.TERMS,
        )
        place_again(row.article_id)
        LinkSearch.objects.filter(pk=row.pk).update(proposals_made=len(new))


def _linked(claims: Collection[Claim]) -> Iterable[Pair]:
    """The pairs that were linked before: their ground may have changed."""
    own = {claim.pk for claim in claims}
    for a, b in Link.objects.touching(own).values_list("a", "b"):
        yield Pair(a, b) if a in own else Pair(b, a)


def link(*, first: Claim, second: Claim, by: Actor) -> Link:
    """Put two claims side by side by hand. The same pair twice is one link.

    What the machine says of a new one is kept beside it, even that they cannot be compared.
    """
    require(by, Act.DECIDE_LINK)
    if first.pk == second.pk:
        raise ValidationError(_("A claim is not linked to itself."))
    if first.retired_at or second.retired_at:
        raise Conflict(_("This claim was retired."), code="retired")
    a, b = sorted((first, second), key=lambda claim: claim.pk)
    with transaction.atomic():
        made, is_new = Link.objects.get_or_create(a=a, b=b)
        if is_new:
            consider([Pair(a.pk, b.pk)], article=a.article, found_by=Finder.PERSON)
            ledger.append("link.made", subject=made, by=by, a=str(a.public_id), b=str(b.public_id))
    return made


def accept(
    *,
    proposal: Proposal,
    by: Actor,
    expected_revision: int,
    independence: str | None = None,
    rationale: str = "",
) -> Decision:
    """Decide as the machine proposed, with its ``independence`` unless another is given. Raises as
    ``decide``, and ``Conflict`` for a proposal that was made on versions no longer current."""
    person = require_person(by, Act.DECIDE_LINK)
    chosen = proposal.independence if independence is None else independence
    _require_independence(chosen)
    with transaction.atomic():
        row = _locked(proposal.link, expected_revision)
        _require_standing(row)
        _require_newest(row, proposal)
        _require_seen(row, Seen(proposal.version_a.number, proposal.version_b.number))
        return _decided(
            row,
            person,
            proposal.relation,
            proposal.later,
            chosen,
            rationale.strip(),
        )


def decide(
    *,
    link: Link,
    by: Actor,
    expected_revision: int,
    relation: str,
    later: str = "",
    independence: str = Independence.UNKNOWN,
    rationale: str = "",
    seen: Seen | None = None,
    proposal: Proposal | Literal["newest"] | None = "newest",
) -> Decision:
    """Say how two claims relate, on the versions in force; the machine's proposal stays beside.

    ``later`` (``a`` or ``b``) is required for supersedes and refused otherwise. ``proposal`` is the
    one that was seen, None where there was none; a decision answers it, so that one made meanwhile
    is not taken off the list unseen. Deciding again what is decided changes nothing, unless a claim
    or its ground changed. Raises ``LostUpdate`` when somebody decided since ``expected_revision``,
    and ``Conflict`` when a claim was edited since the versions ``seen`` or there is a newer
    proposal; where these are not given, what is in force is taken as seen.
    """
    person = require_person(by, Act.DECIDE_LINK)
    if relation not in Relation.values:
        raise ValidationError({"relation": _("Choose one of the relations.")})
    if later not in (Side.values if relation == Relation.SUPERSEDES else [""]):
        raise ValidationError(
            {"later": _("Say which claim describes the later state, for supersedes only.")}
        )
    _require_independence(independence)
    with transaction.atomic():
        row = _locked(link, expected_revision)
        _require_standing(row)
        if proposal != "newest":
            _require_newest(row, proposal)
        _require_seen(row, seen)
        return _decided(row, person, relation, later, independence, rationale.strip())


def dismiss(
    *,
    link: Link,
    by: Actor,
    expected_revision: int,
    rationale: str = "",
    seen: Seen | None = None,
    proposal: Proposal | Literal["newest"] | None = "newest",
) -> Decision:
    """Say that the two speak of different things: the pair is not proposed again unless its ground
    changes. Raises as ``decide``."""
    return decide(
        link=link,
        by=by,
        expected_revision=expected_revision,
        relation=Relation.NOT_COMPARABLE,
        rationale=rationale,
        seen=seen,
        proposal=proposal,
    )


def undo(*, link: Link, by: Actor, expected_revision: int, rationale: str = "") -> Decision:
    """Take the decision in force back; it stays in the history. Raises ``LostUpdate`` as
    ``decide``, and ``Conflict`` when no decision is in force."""
    person = require_person(by, Act.DECIDE_LINK)
    with transaction.atomic():
        row = _locked(link, expected_revision)
        if row.decision is None:
            raise Conflict(_("There is no decision to undo."), code="undecided")
        return _decided(row, person, "", "", Independence.UNKNOWN, rationale.strip())


def _locked(link: Link, expected_revision: int) -> Link:
    row = (
        Link.objects.select_for_update(of=("self",), no_key=True)
        .select_related("a__current", "b__current")
        .get(pk=link.pk)
    )
    if row.revision != expected_revision:
        raise LostUpdate(_meanwhile(row), current=row.revision)
    return row


def _meanwhile(link: Link) -> str:
    """What was decided last, by whom and when."""
    last = link.decisions.select_related("by").order_by("-number").first()
    if last is None:
        return _("Nobody has decided about this pair yet. Look at it again.")
    said = {"who": last.by, "when": _moment(last.at), "what": last.get_relation_display()}
    if not last.relation:
        return _("%(who)s took the decision about this pair back meanwhile (%(when)s).") % said
    return _("%(who)s decided “%(what)s” about this pair meanwhile (%(when)s).") % said


def _require_standing(link: Link) -> None:
    if link.a.retired_at or link.b.retired_at:
        raise Conflict(_("This claim was retired."), code="retired")


def _require_independence(said: str) -> None:
    if said not in Independence.values:
        raise ValidationError({"independence": _("Choose one of the kinds of independence.")})


def _require_newest(link: Link, proposal: Proposal | None) -> None:
    if proposal != link.proposal:
        raise Conflict(
            _("There is a newer proposal for this pair. Look at it first."), code="newer_proposal"
        )


def _require_seen(link: Link, seen: Seen | None) -> None:
    """Refuse what is decided on a version that is no longer current, and say what changed."""
    if seen is None:
        return
    for claim, number in ((link.a, seen.a), (link.b, seen.b)):
        current = _current(claim)
        if current.number != number:
            raise Conflict(_edited(claim, number, current), code="claim_changed")


def _edited(claim: Claim, number: int, current: ClaimVersion) -> str:
    before = claim.versions.filter(number=number).first()
    names = {
        "statement": _("statement"),
        "kind": _("kind"),
        "hedge": _("hedge"),
        "polarity": _("polarity"),
        "check_worthiness": _("check-worthiness"),
    }
    changed = [
        words
        for field, words in names.items()
        if before is None or getattr(before, field) != getattr(current, field)
    ]
    said = {
        "claim": current.statement,
        "what": get_text_list(changed, _("and")) or _("its facets"),
        "who": current.author or _("a new reading"),
        "when": _moment(current.made_at),
    }
    return (
        _("“%(claim)s” was changed meanwhile: %(what)s, by %(who)s (%(when)s). Look at it again.")
        % said
    )


def _moment(at: dt.datetime) -> str:
    return str(formats.date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT"))


def _current(claim: Claim) -> ClaimVersion:
    if claim.current is None:
        raise Conflict(_("This claim has no version yet."), code="no_version")
    return claim.current


def _decided(
    link: Link, person: User, relation: str, later: str, independence: str, rationale: str
) -> Decision:
    """The new decision, or the one in force where it says the same of the same versions and of
    the same proposal."""
    before, proposal = link.decision, link.proposal
    a, b = _current(link.a), _current(link.b)
    said = (proposal, a.pk, b.pk, relation, later, independence, rationale)
    if before is not None and said == (
        before.proposal,
        before.version_a_id,
        before.version_b_id,
        before.relation,
        before.later,
        before.independence,
        before.rationale,
    ):
        return before
    link.revision += 1
    link.save(update_fields=["revision"])
    decision = Decision.objects.create(
        link=link,
        proposal=proposal,
        number=link.revision,
        version_a=a,
        version_b=b,
        relation=relation,
        later=later,
        independence=independence,
        rationale=rationale,
        by=person,
    )
    settle([link.pk])
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
