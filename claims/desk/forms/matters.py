"""Forms of matters."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.links.models import Matter


class OpenMatter(forms.Form):
    question_ko = forms.CharField(
        label=_("Question (Korean)"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"lang": "ko"}),
    )
    question_en = forms.CharField(
        label=_("Question (English)"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )


class EditMatter(OpenMatter):
    """The question as it is, and the revision that was seen."""

    expected_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, matter: Matter) -> None:
        initial = {
            "question_ko": matter.question_ko,
            "question_en": matter.question_en,
            "expected_revision": matter.revision,
        }
        super().__init__(data, initial=initial)
