"""Saying better what a claim states, and taking one out of circulation."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.desk import wording
from claims.extraction.models import ClaimKind, ClaimVersion, HedgeLevel, PolaritySign


class EditClaim(forms.Form):
    statement = forms.CharField(
        label=_("Statement"),
        max_length=4000,
        help_text=_("One statement that can be true or false, understandable by itself."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ClaimKind)
    hedge = forms.ChoiceField(label=_("Commitment of the wording"), choices=HedgeLevel)
    polarity = forms.ChoiceField(label=_("Polarity"), choices=PolaritySign)
    check_worthiness = forms.TypedChoiceField(
        label=_("Worth checking"), coerce=int, choices=list(wording.WORTH.items())
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, version: ClaimVersion) -> None:
        initial = {
            name: getattr(version, name)
            for name in ("statement", "kind", "hedge", "polarity", "check_worthiness")
        }
        super().__init__(data, initial=initial | {"expected_version": version.number})
