"""Keyset pages: stable while rows are added, equally fast however deep.

Public ids are UUIDv7, ordered by time, so a cursor shows no database key.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.settings import api_settings

if TYPE_CHECKING:  # the settings name this module, and views read the settings
    from rest_framework.views import APIView

LARGEST = 200


class NewestFirst(CursorPagination):
    ordering: str | tuple[str, ...] = "-public_id"
    page_size_query_param = "page_size"
    max_page_size = LARGEST

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get("page_size")
        if given is None:
            return api_settings.PAGE_SIZE or LARGEST
        if not (given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= LARGEST):
            message = _("Give a number from 1 to %(largest)d.") % {"largest": LARGEST}
            raise ValidationError({"page_size": [message]})
        return int(given)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            if parameter["name"] == "page_size":
                parameter["schema"] |= {"minimum": 1, "maximum": LARGEST}
        return parameters

    def decode_cursor(self, request: Request) -> Cursor | None:
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None:
            try:
                self.check_position(str(cursor.position))
            except ValueError:
                raise NotFound(self.invalid_cursor_message) from None
        return cursor

    def check_position(self, position: str) -> None:
        """Raise ``ValueError`` for what cannot be a position: it is about to be compared."""
        UUID(position)


class InOrder(NewestFirst):
    """In the order in which the rows were made, e.g. the claims of an article as it is read."""

    ordering = "public_id"


class AsListed(NewestFirst):
    """Pages of what is put together in memory, in its own order: a cursor holds the place in it,
    so what comes or goes before it meanwhile moves the rest by as many places."""

    offset_cutoff = 1_000_000

    def paginate_queryset(
        self,
        queryset: QuerySet[Any] | Sequence[Any],
        request: Request,
        view: APIView | None = None,
    ) -> list[Any]:
        self.base_url = request.build_absolute_uri()
        size, cursor = self.get_page_size(request), self.decode_cursor(request)
        place = cursor.offset if cursor else 0
        self.after = place + size if place + size < len(queryset) else None
        self.before = max(0, place - size) if place > 0 else None
        return list(queryset[place : place + size])

    def get_next_link(self) -> str | None:
        return self._at(self.after)

    def get_previous_link(self) -> str | None:
        return self._at(self.before)

    def _at(self, place: int | None) -> str | None:
        if place is None:
            return None
        return self.encode_cursor(Cursor(offset=place, reverse=False, position=None))


class BySequence(NewestFirst):
    """The ledger's own public numbers, newest first."""

    ordering = "-seq"

    def check_position(self, position: str) -> None:
        if int(position) >= 2**63:
            raise ValueError(position)


class ByConsequence(NewestFirst):
    """What waits for a person, of most consequence first."""

    ordering = ("-consequence", "pk")
    # Many pairs may have the same consequence; beyond the library's thousand, pages repeated.
    offset_cutoff = 1_000_000

    def check_position(self, position: str) -> None:
        float(position)
