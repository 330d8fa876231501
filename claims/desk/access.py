"""Permission by declaration: every view of the desk names the act it needs.

The declared act stays readable as ``view.act``, so a test can walk the URL table and ask each
route for each role. Verbs check once more; here the door only answers politely.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Protocol

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from claims.errors import Conflict, LostUpdate
from claims.people.models import User
from claims.people.rules import Act

READING = ("GET", "HEAD")
WRITING = ("POST",)


class DeskRequest(HttpRequest):
    """A request whose user is signed in and allowed."""

    user: User
    htmx: HtmxDetails


class View(Protocol):
    """A view that says what it needs; ``act`` is None where everybody may look."""

    act: Act | None
    methods: tuple[str, ...]

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse: ...


def page(
    act: Act, *, methods: tuple[str, ...] = READING
) -> Callable[[Callable[..., HttpResponse]], View]:
    """A view for signed-in people who may do ``act``; others sign in or get a 403."""

    def declare(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            if not request.user.may(act):
                raise PermissionDenied(_("Your role does not allow this."))
            if _has_nul(request.GET) or _has_nul(request.POST):
                raise BadRequest  # no browser sends it, and no column takes it
            return view(request, *args, **kwargs)

        guarded.act = act  # type: ignore[attr-defined]
        guarded.methods = methods  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def form_page(act: Act) -> Callable[[Callable[..., HttpResponse]], View]:
    """A page with a form that posts to itself."""
    return page(act, methods=READING + WRITING)


def action(act: Act) -> Callable[[Callable[..., HttpResponse]], View]:
    """A view for a button: one verb, then away. What the verb refuses is shown as a message."""

    def declare(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (Conflict, ValidationError, PermissionDenied) as refusal:
                show_refusal(request, refusal)
                return redirect(back(request))

        return page(act, methods=WRITING)(answered)

    return declare


def reconfirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For what reaches the public or gives access: a POST asks once more who it is, unless that
    was asked in the last ten minutes, and then goes on by itself."""
    asked: Callable[..., HttpResponse] = reauthentication_required(allow_get=True)(view)
    return asked


def show_refusal(
    request: HttpRequest, refusal: Conflict | ValidationError | PermissionDenied
) -> None:
    """Put what a verb said into the messages of the next page."""
    if isinstance(refusal, LostUpdate):
        messages.warning(request, refusal.message)
    elif isinstance(refusal, Conflict):
        messages.error(request, refusal.message)
    elif isinstance(refusal, ValidationError):
        for message in refusal.messages:
            messages.error(request, message)
    else:
        messages.error(request, str(refusal) or _("Your role does not allow this."))


def number(text: str | None, default: int = 0) -> int:
    """A number that the page itself had given; ``default`` for what cannot be one."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else default


def _has_nul(sent: QueryDict) -> bool:
    return any("\0" in value for _name, values in sent.lists() for value in values)


def posted(request: HttpRequest) -> QueryDict | None:
    """The form that was sent, even an empty one; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def back(request: HttpRequest) -> str:
    """Where the form said to return to, if that is on this site, else home."""
    target = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return target
    return resolve_url("desk:home")
