"""How a verb says no.

Bad input is Django's ``ValidationError`` and a missing right its ``PermissionDenied``; what is
left is that the state is not what the caller thought. Every door shows the message as it is.
"""

from __future__ import annotations

from django.db import models


class Conflict(Exception):
    """The verb does not fit the present state. ``code`` is stable, the message is for people."""

    def __init__(self, message: str, *, code: str = "conflict") -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class LostUpdate(Conflict):
    """Somebody else got there first. ``current`` is the revision that is in force now."""

    def __init__(self, message: str, *, current: int) -> None:
        super().__init__(message, code="changed_meanwhile")
        self.current = current


class Duplicate(Conflict):
    """What was to be added is there already, as ``existing``."""

    def __init__(self, message: str, *, existing: models.Model) -> None:
        super().__init__(message, code="duplicate")
        self.existing = existing
