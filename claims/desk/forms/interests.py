"""Declaring one's own conflicts of interest."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.people.services import LONGEST_STATEMENT

_USUAL = LONGEST_STATEMENT - dt.timedelta(days=1)  # a year


def usual_end() -> dt.date:
    """The last day of a statement that is made today for as long as is usual."""
    return timezone.localdate() + _USUAL


class Declare(forms.Form):
    """A statement with something to declare; the entities are chosen beside it."""

    text = forms.CharField(
        label=_("What my interests are"),
        required=False,
        max_length=20_000,
        help_text=_("Shares, posts, family, earlier employers: whatever a reader would ask about."),
        widget=forms.Textarea(attrs={"rows": 3, "id": "id_interests"}),
    )
    valid_until = forms.DateField(
        label=_("Valid until"),
        help_text=_("At most a year."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    use_required_attribute = False

    def __init__(
        self, data: QueryDict | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"valid_until": usual_end()} | (initial or {}))
