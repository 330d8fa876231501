"""Deciding about a pair."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.links.models import Independence


class Decide(forms.Form):
    """``choice`` is a relation, or ``supersedes:a`` / ``supersedes:b`` with the later side."""

    choice = forms.CharField(max_length=24)
    independence = forms.ChoiceField(
        label=_("Do the two rest on different original reports?"),
        choices=Independence,
        initial=Independence.UNKNOWN,
        required=False,
        widget=forms.RadioSelect,
    )
    rationale = forms.CharField(
        label=_("Why (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "data-key": "r"}),
    )
    expected_revision = forms.IntegerField(min_value=0)

    @property
    def relation(self) -> str:
        return str(self.cleaned_data["choice"]).partition(":")[0]

    @property
    def later(self) -> str:
        return str(self.cleaned_data["choice"]).partition(":")[2]
