"""Links: the queue of pairs, and one pair side by side with one key for each relation."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.articles.models import Snapshot
from claims.desk import comparing
from claims.desk.access import DeskRequest, action, page, show_refusal
from claims.desk.forms.links import Decide, Narrow
from claims.desk.highlighting import Context, Piece, around
from claims.desk.paging import page_of
from claims.desk.wording import Words
from claims.errors import Conflict
from claims.extraction.models import Anchor, Claim
from claims.links import services
from claims.links.copies import copies_of
from claims.links.forms import Undo
from claims.links.models import Independence, Link, Relation
from claims.links.standing import tallies_of
from claims.links.worklist import ground_changed
from claims.people.rules import Act


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of the compare page and its key."""

    value: str
    key: str
    label: Words
    hint: Words


CHOICES = [
    Choice("repeats", "1", Relation.REPEATS.label, gettext_lazy("the same report again")),
    Choice(
        "corroborates",
        "2",
        Relation.CORROBORATES.label,
        gettext_lazy("says the same of its own knowledge"),
    ),
    Choice("contradicts", "3", Relation.CONTRADICTS.label, gettext_lazy("both cannot be right")),
    Choice(
        "qualifies",
        "4",
        Relation.QUALIFIES.label,
        gettext_lazy("other strength, scope, certainty or measure"),
    ),
    Choice(
        "supersedes:b",
        "5",
        gettext_lazy("right is later"),
        gettext_lazy("a later state on the right"),
    ),
    Choice(
        "supersedes:a",
        "6",
        gettext_lazy("left is later"),
        gettext_lazy("a later state on the left"),
    ),
    Choice(
        "not_comparable",
        "7",
        Relation.NOT_COMPARABLE.label,
        gettext_lazy("they speak of different things"),
    ),
]


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of the compare page; ``quote`` is the quote in ``around``, cut where reasons rest
    on its words, and ``copies`` are the claims that say the same in copies of its article."""

    name: str
    claim: Claim
    around: Context | None
    quote: tuple[Piece, ...] | None
    copies: Sequence[Claim]


STATES = {"": gettext_lazy("to decide"), "decided": gettext_lazy("decided")}


@page(Act.SEE_DESK)
def links(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    decided = state == "decided"
    form = Narrow(request.GET)
    rows = form.narrowed(
        Link.objects.decided().order_by("-pk")
        if decided
        else Link.objects.to_decide().most_consequential_first(),
        decided=decided,
    )
    shown = page_of(request, rows.for_display())
    return render(
        request,
        "desk/links/list.html",
        {
            "page": shown,
            "rows": comparing.pair_rows(list(shown)),
            "state": state,
            "states": STATES,
            "form": form,
            "is_narrowed": any(form.cleaned_data.values()),
        },
    )


@page(Act.DECIDE_LINK)
def link_next(request: DeskRequest) -> HttpResponse:
    """The pair of most consequence now, or the queue when nothing is left."""
    first = Link.objects.to_decide().most_consequential_first().first()
    return redirect("desk:link", first.public_id) if first else redirect("desk:links")


@page(Act.SEE_DESK)
def link(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _link(public_id)
    return _compare(request, shown)


@action(Act.DECIDE_LINK)
def link_decide(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _link(public_id)
    form = Decide(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    _before, following = _neighbours(shown)
    try:
        _decide(request, shown, form)
    except Conflict as refusal:
        show_refusal(request, refusal)
        return _compare(request, _link(public_id), form=form, status=409)
    if following is None:
        messages.success(request, _("Decided. That was the last pair of the queue."))
        return redirect("desk:link", shown.public_id)
    return redirect(f"{reverse('desk:link', args=[following])}?was={shown.public_id}")


def _decide(request: DeskRequest, shown: Link, form: Decide) -> None:
    named = form.cleaned_data["proposal"]
    proposal = get_object_or_404(shown.proposals, public_id=named) if named else None
    independence = form.cleaned_data["independence"]
    said = {
        "by": request.user,
        "expected_revision": form.cleaned_data["expected_revision"],
        "rationale": form.cleaned_data["rationale"],
    }
    if not form.accepts:
        services.decide(
            link=shown,
            relation=form.relation,
            later=form.later,
            independence=independence or Independence.UNKNOWN,
            seen=form.seen,
            proposal=proposal,
            **said,
        )
    elif proposal is not None:
        services.accept(proposal=proposal, independence=independence or None, **said)
    else:
        raise ValidationError(_("There is no proposal to accept."))


@action(Act.DECIDE_LINK)
def link_undo(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _link(public_id)
    form = Undo(request.POST)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    services.undo(link=shown, by=request.user, **form.cleaned_data)
    messages.success(request, _("The decision was taken back; it stays in the history."))
    return redirect("desk:link", shown.public_id)


@action(Act.DECIDE_LINK)
def link_add(request: DeskRequest) -> HttpResponse:
    """Put two claims side by side by hand."""
    first = get_object_or_404(Claim, public_id=request.POST.get("first"))
    second = get_object_or_404(Claim, public_id=request.POST.get("second"))
    made = services.link(first=first, second=second, by=request.user)
    return redirect("desk:link", made.public_id)


def _compare(
    request: DeskRequest, shown: Link, *, form: Decide | None = None, status: int = 200
) -> HttpResponse:
    proposal, decision = shown.proposal, shown.decision
    chosen = decision or proposal
    form = form or Decide(
        initial={
            "independence": chosen.independence if chosen else "unknown",
            "rationale": decision.rationale if decision else "",
        }
    )
    wholes = [comparing.whole(claim) for claim in (shown.a, shown.b)]
    whys = comparing.whys(proposal, wholes) if proposal else []
    contexts = _contexts([shown.a, shown.b])
    copies = copies_of(shown)
    versions = (proposal.version_a_id, proposal.version_b_id) if proposal else (0, 0)
    counted = tallies_of([shown.a, shown.b])
    before, following = _neighbours(shown)
    return render(
        request,
        "desk/links/compare.html",
        {
            "link": shown,
            "sides": [
                Side(name, claim, contexts[n], comparing.pieces(claim, versions[n], n, whys), same)
                for n, (name, claim, same) in enumerate(
                    [("a", shown.a, copies.a), ("b", shown.b, copies.b)]
                )
            ],
            "shared_origins": comparing.shared_origins(shown),
            "standing": [(claim, counted[claim.pk]) for claim in (shown.a, shown.b)],
            "rows": comparing.rows(shown.a, shown.b),
            "proposal": proposal,
            "whys": whys,
            "is_current": versions == (shown.a.current_id, shown.b.current_id),
            "is_reopened": ground_changed(shown),
            "is_retired": shown.a.retired_at or shown.b.retired_at,
            "decision": decision,
            "decided": value_of(decision) if decision else "",
            "proposed": value_of(proposal) if proposal else "",
            "choices": CHOICES,
            "form": form,
            "before": before,
            "following": following,
            "was": _was(request),
            "history": comparing.history(shown),
        },
        status=status,
    )


def value_of(said: object) -> str:
    """The choice that stands for a proposal's or a decision's relation and later side."""
    relation = str(getattr(said, "relation", ""))
    later = str(getattr(said, "later", ""))
    return f"{relation}:{later}" if later else relation


def _contexts(claims: list[Claim]) -> list[Context | None]:
    """The quotes with their surroundings. Two queries."""
    anchors = [_anchor(claim) for claim in claims]
    keys = {anchor.snapshot_id for anchor in anchors if anchor}
    found = Snapshot.objects.filter(pk__in=keys).prefetch_related("classifications")
    snapshots = {s.pk: s for s in found}
    return [
        around(
            snapshots[anchor.snapshot_id].text,
            snapshots[anchor.snapshot_id].typed_blocks,
            anchor.start,
            anchor.end,
        )
        if anchor and anchor.start is not None and anchor.end is not None
        else None
        for anchor in anchors
    ]


def _anchor(claim: Claim) -> Anchor | None:
    """The newest place where the claim stands."""
    found = claim.current.anchors.all() if claim.current else []
    placed = [anchor for anchor in found if anchor.start is not None]
    return max(placed, key=lambda anchor: anchor.snapshot_id, default=None)


def _neighbours(shown: Link) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """The pairs before and after in the list, after the last the first again; None where no other
    waits. A pair that does not wait has the whole list after it. At most three queries."""
    waiting = Link.objects.to_decide().exclude(pk=shown.pk)
    listed = waiting.most_consequential_first()
    here = shown.consequence
    before = after = None
    if here is not None:
        ahead = waiting.filter(Q(consequence__gt=here) | Q(consequence=here, pk__lt=shown.pk))
        before = ahead.order_by("consequence", "-pk").first()
        after = listed.filter(
            Q(consequence__lt=here) | Q(consequence=here, pk__gt=shown.pk)
        ).first()
    after = after or listed.first()
    return before.public_id if before else None, after.public_id if after else None


def _was(request: DeskRequest) -> Link | None:
    """The pair decided just before, so that one key takes it back."""
    try:
        before = uuid.UUID(request.GET.get("was", ""))
    except ValueError:
        return None
    return Link.objects.filter(public_id=before).prefetch_related("decisions").first()


def _link(public_id: uuid.UUID) -> Link:
    return get_object_or_404(Link.objects.for_display(), public_id=public_id)
