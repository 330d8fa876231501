"""How a verb says no.

Bad input is Django's ``ValidationError`` and a missing right its ``PermissionDenied``; what is
left is that the state is not what the caller thought. Every door shows the message as it is.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import BaseForm


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


def add_to_form(form: BaseForm, refusal: Conflict | ValidationError | PermissionDenied) -> None:
    """Put what a verb refused onto the form it came from: errors of named fields go to these
    fields, everything else above the form."""
    if isinstance(refusal, ValidationError) and hasattr(refusal, "error_dict"):
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    elif isinstance(refusal, ValidationError):
        form.add_error(None, refusal)
    elif isinstance(refusal, Conflict):
        form.add_error(None, refusal.message)
    else:
        form.add_error(None, str(refusal))
