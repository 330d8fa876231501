"""Correcting an article: what it says of itself, and what its blocks are."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from claims.articles import corrections
from claims.articles.blocks import BadBlocks
from claims.articles.models import Article, Snapshot
from claims.desk.access import DeskRequest, form_page, number, posted
from claims.desk.forms import blocks as block_form
from claims.desk.forms.articles import CorrectArticle
from claims.errors import Conflict, LostUpdate, add_to_form
from claims.people.rules import Act
from claims.text.findings import Block

_FIELDS = {"title", "source", "outlet", "byline", "published_on", "published_grain"}


@form_page(Act.CORRECT_ARTICLE)
def article_correct(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """Fields and blocks in one form. Cutting and joining change the form and save nothing."""
    article = get_object_or_404(Article.objects.with_source(), public_id=public_id)
    snapshot = article.latest_snapshot
    present = snapshot.typed_blocks
    part = number(request.GET.get("part"), 1)
    start = (part - 1) * block_form.PART
    shown = blocks = present[start : start + block_form.PART]
    form = CorrectArticle(posted(request), article=article)
    rearranging = bool({"join", "split", "cut"} & request.POST.keys())
    cut_refused = False
    if request.method == "POST":
        try:
            blocks = block_form.given(request.POST)
        except ValueError as error:
            raise BadRequest from error
        if rearranging:
            form.errors.clear()
        try:
            blocks = block_form.rearranged(snapshot.text, blocks, request.POST)
        except BadBlocks:
            cut_refused = True
        if not rearranging and form.is_valid():
            try:
                after = _save(request, article, snapshot, form, _merged(present, shown, blocks))
            except (Conflict, ValidationError) as refusal:
                add_to_form(form, refusal)
            else:
                if after.revision == form.cleaned_data["expected_revision"]:
                    messages.info(request, _("Nothing was changed."))
                else:
                    messages.success(request, _("Corrected. The article is being read again."))
                return redirect("desk:article", public_id)
    pages = -(-len(present) // block_form.PART)
    return render(
        request,
        "desk/articles/_blocks.html"
        if request.htmx and rearranging
        else "desk/articles/correct.html",
        {
            "article": article,
            "snapshot": snapshot,
            "form": form,
            "rows": block_form.rows(
                snapshot.text, present, blocks, request.POST, is_refused=cut_refused
            ),
            "cut_refused": cut_refused,
            "classes": block_form.CLASSES,
            "part": part,
            "parts": range(1, pages + 1) if pages > 1 else (),
        },
        status=400 if form.errors else 200,
    )


def _merged(present: list[Block], shown: list[Block], given: list[Block]) -> list[Block]:
    """The whole page's blocks, with those of the form in place of the part it showed."""
    if not shown:
        return present
    start = present.index(shown[0])
    return [*present[:start], *given, *present[start + len(shown) :]]


def _save(
    request: DeskRequest,
    article: Article,
    snapshot: Snapshot,
    form: CorrectArticle,
    blocks: list[Block],
) -> Article:
    """Both corrections or none."""
    given: dict[str, Any] = form.cleaned_data
    if request.POST.get("snapshot") != str(snapshot.public_id):
        raise LostUpdate(
            _("The page has a newer snapshot by now; its blocks are other ones."),
            current=article.revision,
        )
    with transaction.atomic():
        after = corrections.correct(
            article=article,
            by=request.user,
            expected_revision=given["expected_revision"],
            **{name: given[name] for name in form.changed_data if name in _FIELDS},
        )
        return corrections.classify(
            snapshot=snapshot,
            by=request.user,
            expected_revision=after.revision,
            blocks=blocks,
        )
