"""Articles: the list, adding one, and one article with its claims in the text."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from claims.articles import copying, services
from claims.articles.copies import canonical
from claims.articles.models import Article, Snapshot
from claims.desk import search
from claims.desk.access import DeskRequest, action, form_page, number, page, posted
from claims.desk.forms.articles import AddArticle, FindArticles
from claims.desk.highlighting import Mark, paragraphs
from claims.desk.losses import losses_of, new_in
from claims.desk.paging import page_of
from claims.desk.queries import article_rows, claims_of, snapshots_of
from claims.desk.reading import reading_of
from claims.errors import Conflict, Duplicate, add_to_form
from claims.extraction.models import AnchorState, Claim
from claims.links.models import Link
from claims.links.standing import reports_behind
from claims.people.rules import Act
from claims.text import diffs

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@page(Act.SEE_DESK)
def articles(request: DeskRequest) -> HttpResponse:
    form = FindArticles(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = search.articles_matching(
        text=wanted.get("q", ""),
        source=wanted.get("source"),
        language=wanted.get("language", ""),
        since=wanted.get("since"),
        until=wanted.get("until"),
    )
    shown = page_of(request, found.with_source())
    return render(
        request,
        "desk/articles/list.html",
        {"form": form, "page": shown, "rows": article_rows(shown)},
    )


@form_page(Act.ADD_ARTICLE)
def add(request: DeskRequest) -> HttpResponse:
    form = AddArticle(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            article = _take_in(request, form.cleaned_data)
        except Duplicate as known:
            messages.info(request, known.message)
            return redirect("desk:article", known.existing.public_id)  # type: ignore[attr-defined]
        except (Conflict, ValidationError) as refusal:
            add_to_form(form, refusal)
        else:
            messages.success(request, _("The article is kept. It is being read now."))
            return redirect("desk:article", article.public_id)
    return render(
        request,
        "desk/articles/add.html",
        {"form": form},
        status=400 if form.errors else 200,
    )


def _take_in(request: DeskRequest, given: dict[str, Any]) -> Article:
    if given["url"]:
        return services.take_in_url(url=given["url"], by=request.user)
    if given["file"]:
        return services.take_in(
            raw=given["file"].read(),
            by=request.user,
            url=given["published_at_url"],
            filename=given["file"].name,
        )
    return services.take_in(
        raw=given["text"].encode(),
        by=request.user,
        content_type="text/plain; charset=utf-8",
        url=given["published_at_url"],
    )


@page(Act.SEE_DESK)
def article(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _article(public_id)
    snapshots = snapshots_of(shown)
    snapshot = _chosen_snapshot(request, shown, snapshots)
    blocks = snapshot.typed_blocks
    is_latest = snapshot.number == snapshots[0].number
    body_only = request.GET.get("show") == "body"
    claims = claims_of(shown)
    found = [claim for claim in claims if not claim.is_lost]
    marks = marks_in(found if is_latest else claims, snapshot)
    selected = _selected(request, claims)
    return render(
        request,
        "desk/articles/article.html",
        {
            "article": shown,
            "snapshot": snapshot,
            "snapshots": snapshots,
            "is_latest": is_latest,
            "paragraphs": [
                paragraph
                for paragraph in paragraphs(snapshot.text, blocks, marks)
                if paragraph.is_body or not body_only
            ],
            "body_only": body_only,
            "claims": found,
            "lost": losses_of(shown, claims),
            "new": new_in(shown, claims),
            "claim": selected,
            "links": _links_of(selected),
            "reports": reports_behind(found),
            "reading": reading_of(snapshot, now=timezone.now()),
            "looks": shown.looks.all()[:5],
            "copies": shown.copies.with_source().order_by("pk"),
        },
    )


@page(Act.SEE_DESK)
def article_state(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """The reading's progress, asked for every two seconds until it is at rest."""
    shown = _article(public_id)
    state = reading_of(shown.latest_snapshot, now=timezone.now())
    if state.shows_more_than(request.GET.get("was", "")):
        return HttpResponseClientRefresh()
    return render(request, "desk/articles/_state.html", {"article": shown, "reading": state})


@page(Act.SEE_DESK)
def article_changes(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Two snapshots side by side; ``old`` and ``new`` are their numbers."""
    shown = _article(public_id)
    snapshots = snapshots_of(shown)
    numbers = [snapshot.number for snapshot in snapshots]
    default_new = numbers[0]
    default_old = numbers[1] if len(numbers) > 1 else numbers[0]
    try:
        old = int(request.GET.get("old", default_old))
        new = int(request.GET.get("new", default_new))
    except ValueError:
        return HttpResponseBadRequest()
    pair = {s.number: s for s in shown.snapshots.filter(number__in=[old, new])}
    if not {old, new} <= pair.keys():
        return HttpResponseBadRequest()
    rows = diffs.compare(pair[old].text, pair[new].text)
    return render(
        request,
        "desk/articles/changes.html",
        {
            "article": shown,
            "snapshots": snapshots,
            "old": pair[old],
            "new": pair[new],
            "rows": rows,
            "changed": any(row.change != "same" for row in rows),
        },
    )


@action(Act.ADD_ARTICLE)
def article_look(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    shown = _article(public_id)
    look = services.look_again(document=shown, by=request.user)
    messages.info(
        request, _("Looked again: %(outcome)s.") % {"outcome": look.get_outcome_display()}
    )
    return redirect("desk:article", shown.public_id)


@action(Act.CORRECT_ARTICLE)
def article_copy(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say which article this one repeats; an empty ``of`` says that it is no copy."""
    shown = _article(public_id)
    copying.state_copy(
        article=shown,
        of=_named(request.POST.get("of", "").strip()),
        by=request.user,
        expected_revision=number(request.POST.get("expected_revision"), -1),
    )
    messages.success(request, _("Saved."))
    return redirect("desk:article", shown.public_id)


def _named(address: str) -> Article | None:
    """The article of a desk page, of an id, or of the address where it was published."""
    if not address:
        return None
    ids = _ID.findall(address)
    rows = Article.objects.filter(public_id=ids[-1]) if ids else Article.objects.none()
    found = rows.first() or Article.objects.filter(addresses__url=canonical(address)).first()
    if found is None:
        raise ValidationError(_("No article of this newsroom has that address."))
    return found


def marks_in(claims: list[Claim], snapshot: Snapshot) -> list[Mark]:
    """Where the claims stand in this snapshot; claims that are lost there have no mark."""
    return [
        Mark(
            str(claim.public_id),
            anchor.start,
            anchor.end,
            claim.current.kind,
            claim.current.check_worthiness,
        )
        for claim in claims
        if claim.current is not None
        for anchor in claim.current.anchors.all()
        if anchor.snapshot_id == snapshot.pk
        and anchor.state != AnchorState.LOST
        and anchor.start is not None
        and anchor.end is not None
    ]


def _article(public_id: uuid.UUID) -> Article:
    return get_object_or_404(
        Article.objects.with_source().select_related("added_by"), public_id=public_id
    )


def _chosen_snapshot(request: DeskRequest, shown: Article, snapshots: list[Snapshot]) -> Snapshot:
    number = request.GET.get("snapshot", "")
    if not number.isdecimal():
        number = str(snapshots[0].number)
    return get_object_or_404(Snapshot, document=shown, number=int(number))


def _selected(request: DeskRequest, claims: list[Claim]) -> Claim | None:
    wanted = request.GET.get("claim", "")
    return next((claim for claim in claims if str(claim.public_id) == wanted), None)


def _links_of(claim: Claim | None) -> list[Link]:
    if claim is None:
        return []
    return list(Link.objects.of_claim(claim).for_display()[:20])
