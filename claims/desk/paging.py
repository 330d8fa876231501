"""Pages of a list, by number, forgiving about the number."""

from __future__ import annotations

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)
PER_PAGE = 30


def page_of(request: HttpRequest, rows: QuerySet[M], *, per_page: int = PER_PAGE) -> Page[M]:
    """The page that ``?page=`` asks for, else the nearest one there is."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
