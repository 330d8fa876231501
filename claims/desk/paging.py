"""Pages of a list, by number, forgiving about the number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

T = TypeVar("T")
PER_PAGE = 30


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any, T] | Sequence[T],
    *,
    per_page: int = PER_PAGE,
    name: str = "page",
) -> Page[T]:
    """The page that ``?page=`` asks for, else the nearest one there is; ``name`` is another
    parameter where one page shows several lists."""
    return Paginator(rows, per_page).get_page(request.GET.get(name))
