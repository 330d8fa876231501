"""Put what a verb refused onto the form it came from."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form

from claims.errors import Conflict


def add_to_form(form: Form, refusal: Conflict | ValidationError | PermissionDenied) -> None:
    """Errors of named fields go to these fields, everything else above the form."""
    if isinstance(refusal, ValidationError) and hasattr(refusal, "error_dict"):
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    elif isinstance(refusal, ValidationError):
        form.add_error(None, refusal)
    elif isinstance(refusal, Conflict):
        form.add_error(None, refusal.message)
    else:
        form.add_error(None, str(refusal))
