"""Due work in the admin: see what stopped, and let it be tried again."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.errors import Conflict
from claims.people.admin import ReadOnly, may
from claims.people.rules import Act
from claims.work.models import LedgerCursor
from claims.work.services import retry, wake


class DueWorkAdmin(ReadOnly):
    """A kind of due rows; ``queue`` is the name a worker is woken by."""

    queue: str
    list_filter: ClassVar[Any] = ("state", "next_attempt_at")
    search_fields: ClassVar[Any] = ("last_error",)
    actions = ("try_again",)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.REQUEST_RECHECK)

    @admin.action(description=gettext_lazy("Try again now"), permissions=["retry"])
    def try_again(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        tried = 0
        for row in rows:
            try:
                retry(row, by=request.user)  # type: ignore[arg-type]
                tried += 1
            except Conflict as refusal:
                self.message_user(request, f"{row}: {refusal.message}", messages.ERROR)
        if tried:
            wake(self.queue)
            self.message_user(request, _("%(n)d due now.") % {"n": tried}, messages.SUCCESS)


@admin.register(LedgerCursor)
class LedgerCursors(ReadOnly):
    """How far each follower has read the ledger."""

    list_display = ("name", "position")
