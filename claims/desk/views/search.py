"""Search over claims, articles, verdicts and entities."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from claims.desk import search as finding
from claims.desk.access import DeskRequest, page
from claims.people.rules import Act


@page(Act.SEE_DESK)
def search(request: DeskRequest) -> HttpResponse:
    """The whole page, or only its results when the box asks while somebody types."""
    text = request.GET.get("q", "").strip()
    template = "desk/_found.html" if request.htmx else "desk/search.html"
    return render(request, template, {"q": text, "found": finding.everything(text)})
