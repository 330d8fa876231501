"""Keyset pages: stable while rows are added, equally fast however deep.

Public ids are UUIDv7, ordered by time, so a cursor shows no database key.
"""

from __future__ import annotations

from uuid import UUID

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request


class NewestFirst(CursorPagination):
    ordering = "-public_id"
    page_size_query_param = "page_size"
    max_page_size = 200

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


class BySequence(NewestFirst):
    """The ledger's own public numbers, newest first."""

    ordering = "-seq"

    def check_position(self, position: str) -> None:
        if int(position) >= 2**63:
            raise ValueError(position)
