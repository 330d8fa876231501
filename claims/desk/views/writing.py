"""The editor of a verdict: its first draft and its further revisions."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from claims.articles.exhibits import keep_exhibit
from claims.articles.models import Document
from claims.desk import drafting
from claims.desk.access import DeskRequest, form_page, page
from claims.desk.drafting import BESIDES, Editor
from claims.desk.forms.evidence import EvidenceRow
from claims.desk.forms.lines import QuestionLine, ReplyLine
from claims.desk.saying import Change, changes, readable, said
from claims.errors import Conflict, Duplicate, LostUpdate, add_to_form
from claims.extraction.models import Claim
from claims.links.models import Matter
from claims.people.rules import Act
from claims.publication.rendering import safe_html
from claims.verdicts import services
from claims.verdicts.models import Revision, Verdict


@form_page(Act.DRAFT_VERDICT)
def verdict_add(request: DeskRequest) -> HttpResponse:
    """``?claim=`` (several) are the claims that make the statement, ``?matter=`` its question."""
    is_posted = request.method == "POST"
    given = request.POST if is_posted else request.GET
    gone = request.POST.get("remove", "")
    claims = _claims([key for key in given.getlist("claim") if f"claim-{key}" != gone])
    matter = _matter(given.get("matter", ""))
    if not is_posted:
        editor = drafting.opened(claims, initial=_first_words(claims))
        return _page(request, editor, claims, matter=matter)
    editor = drafting.posted(request.POST, request.FILES)
    if any(name in request.POST for name in BESIDES):
        _take_in(request, editor)
        return _page(request, editor, claims, matter=matter)
    if not editor.is_valid():
        return _page(request, editor, claims, matter=matter, status=400)
    try:
        made = services.draft(
            by=request.user, claims=claims, matter=matter, **editor.contents(request.user)
        )
    except (Conflict, ValidationError, PermissionDenied) as refusal:
        add_to_form(editor.form, refusal)
        return _page(request, editor, claims, matter=matter, status=_status(refusal))
    messages.success(request, _("The draft is kept."))
    return redirect("desk:verdict", made.public_id)


@form_page(Act.DRAFT_VERDICT)
def verdict_revise(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    verdict = _verdict(public_id)
    claims = _attached(verdict)
    public = services.last_public(verdict)
    if request.method != "POST":
        editor = drafting.opened(claims, revision=verdict.current, public=public)
        return _page(request, editor, claims, verdict=verdict)
    editor = drafting.posted(request.POST, request.FILES, revision=verdict.current, public=public)
    if any(name in request.POST for name in BESIDES):
        _take_in(request, editor)
        return _page(request, editor, claims, verdict=verdict)
    if not editor.is_valid():
        return _page(request, editor, claims, verdict=verdict, status=400)
    data = editor.form.cleaned_data
    try:
        services.revise(
            verdict=verdict,
            by=request.user,
            expected_revision=data["expected_revision"] or 0,
            correction=data.get("correction", ""),
            public_note=data.get("public_note", ""),
            **editor.contents(request.user),
        )
    except LostUpdate as lost:
        return _lost(request, editor, claims, lost, public_id)
    except (Conflict, ValidationError, PermissionDenied) as refusal:
        add_to_form(editor.form, refusal)
        return _page(request, editor, claims, verdict=verdict, status=_status(refusal))
    messages.success(request, _("The revision is kept. It goes through review again."))
    return redirect("desk:verdict", verdict.public_id)


@page(Act.DRAFT_VERDICT, methods=("POST",))
def verdict_difference(request: DeskRequest, public_id: uuid.UUID) -> HttpResponse:
    """What an editor that is open would change, while somebody writes."""
    verdict = _verdict(public_id)
    public = services.last_public(verdict)
    editor = drafting.posted(request.POST, None, revision=verdict.current, public=public)
    return render(
        request,
        "desk/verdicts/_difference.html",
        {"changes": _changes(verdict, editor), "public": public, "verdict": verdict},
    )


@page(Act.DRAFT_VERDICT, methods=("POST",))
def verdict_preview(request: DeskRequest) -> HttpResponse:
    """The reasoning as the public page will show it."""
    name = request.POST.get("preview", "")
    markdown = request.POST.get(f"reasoning_{name}", "") if name in ("ko", "en") else ""
    return render(
        request,
        "desk/verdicts/_preview.html",
        {"html": mark_safe(safe_html(markdown)), "language": name},  # noqa: S308  cleaned by nh3
    )


@page(Act.DRAFT_VERDICT)
def verdict_part(request: DeskRequest) -> HttpResponse:
    """One more claim, line of evidence, question or reply for an editor that is open."""
    wanted = request.GET.get("as", "")
    if wanted == "question":
        return render(request, "desk/verdicts/_question.html", {"line": QuestionLine.blank()})
    if wanted == "reply":
        return render(request, "desk/verdicts/_reply.html", {"line": ReplyLine.blank()})
    claims = _claims([request.GET.get("claim", "")])
    version = claims[0].current if claims else None
    if version is None:
        return HttpResponse(status=404)
    if wanted == "claim":
        return render(request, "desk/verdicts/_chosen.html", {"claim": claims[0]})
    row = EvidenceRow(version=version)
    return render(request, "desk/verdicts/_evidence_row.html", {"row": row})


def _take_in(request: DeskRequest, editor: Editor) -> None:
    """Do what the button asks for that was pressed; a row was removed by leaving it out."""
    wanted = request.POST.get("add", "")
    if wanted == "question":
        editor.questions.append(QuestionLine.blank())
    elif wanted == "reply":
        editor.replies.append(ReplyLine.blank())
    elif wanted == "exhibit" and editor.exhibit.is_valid():
        _keep_exhibit(request, editor)


def _keep_exhibit(request: DeskRequest, editor: Editor) -> None:
    form = editor.exhibit
    file = form.cleaned_data["exhibit_file"]
    try:
        document = keep_exhibit(
            by=request.user,
            raw=file.read() if file else None,
            url=form.cleaned_data["exhibit_url"],
            content_type=(file.content_type or "") if file else "",
            filename=(file.name or "") if file else "",
        )
        messages.success(request, _("The document is kept. Say below what it shows."))
    except Duplicate as known:
        messages.info(request, known.message)
        document = Document.objects.get(pk=known.existing.pk)
    except (Conflict, ValidationError) as refusal:
        said = refusal.messages if isinstance(refusal, ValidationError) else [refusal.message]
        form.add_error("exhibit_file" if file else "exhibit_url", said)
        return
    editor.take_in(document)
    editor.exhibit = type(form)()


def _lost(
    request: DeskRequest,
    editor: Editor,
    claims: list[Claim],
    lost: LostUpdate,
    public_id: uuid.UUID,
) -> HttpResponse:
    """What was typed, beside what the other person wrote. Kept again, it goes on from there."""
    verdict = _verdict(public_id)
    theirs = readable(Revision.objects.filter(verdict=verdict, number=lost.current)).get()
    anew = request.POST.copy()
    anew["expected_revision"] = str(lost.current)
    editor = drafting.posted(
        anew, None, revision=verdict.current, public=services.last_public(verdict)
    )
    editor.is_valid()
    add_to_form(editor.form, lost)
    beside = {"theirs": theirs, "against_theirs": changes(said(theirs), editor.said())}
    return _page(request, editor, claims, verdict=verdict, status=409, beside=beside)


def _page(
    request: DeskRequest,
    editor: Editor,
    claims: list[Claim],
    *,
    verdict: Verdict | None = None,
    matter: Matter | None = None,
    status: int = 200,
    beside: dict[str, object] | None = None,
) -> HttpResponse:
    context = {
        "editor": editor,
        "form": editor.form,
        "rows": editor.evidence,
        "claims": claims,
        "verdict": verdict,
        "matter": matter,
        "public": editor.public,
        "changes": _changes(verdict, editor) if verdict else [],
    }
    return render(request, "desk/verdicts/editor.html", context | dict(beside or {}), status=status)


def _changes(verdict: Verdict, editor: Editor) -> list[Change]:
    """Against what the public saw last, or where it saw nothing, against the newest revision."""
    number = editor.public.number if editor.public else _number(verdict)
    before = readable(verdict.revisions.filter(number=number)).get()
    return changes(said(before), editor.said())


def _number(verdict: Verdict) -> int:
    return verdict.current.number if verdict.current else 1


def _status(refusal: Exception) -> int:
    return 403 if isinstance(refusal, PermissionDenied) else 400


def _verdict(public_id: uuid.UUID) -> Verdict:
    return get_object_or_404(
        Verdict.objects.for_display().select_related("current__verdict"), public_id=public_id
    )


def _attached(verdict: Verdict) -> list[Claim]:
    standing = Claim.objects.filter(appearances__verdict=verdict, appearances__removed_at=None)
    return list(standing.for_display())


def _claims(wanted: list[str]) -> list[Claim]:
    keys: list[uuid.UUID] = []
    for text in wanted:
        try:
            keys.append(uuid.UUID(text))
        except ValueError:
            continue
    found = Claim.objects.standing().filter(public_id__in=keys).for_display()
    return sorted(found, key=lambda claim: keys.index(claim.public_id))


def _matter(wanted: str) -> Matter | None:
    try:
        return Matter.objects.filter(public_id=uuid.UUID(wanted)).first()
    except ValueError:
        return None


def _first_words(claims: list[Claim]) -> dict[str, str]:
    """The first claim's statement to begin with, in its own language."""
    version = claims[0].current if claims else None
    if version is None:
        return {}
    return {"language": version.language, f"statement_{version.language}": version.statement}
