"""What needs me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.desk.access import DeskRequest, page
from claims.desk.queries import needs_of
from claims.people.rules import Act


def front(request: HttpRequest) -> HttpResponse:
    """Signed in: the desk. Everybody else: what is published."""
    return redirect("desk:home" if request.user.is_authenticated else "public:verdicts")


front.act = None  # type: ignore[attr-defined]
front.methods = ("GET", "HEAD")  # type: ignore[attr-defined]


@page(Act.SEE_DESK)
def home(request: DeskRequest) -> HttpResponse:
    return render(request, "desk/home.html", {"needs": needs_of(request.user)})
