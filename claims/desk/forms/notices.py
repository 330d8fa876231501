"""How one is told, and where events are sent."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.notices.models import Preference
from claims.notices.rules import EVENTS
from claims.reference.models import LANGUAGE_CHOICES


class Preferences(forms.Form):
    mail = forms.ChoiceField(
        label=_("Mail"), choices=Preference.Mail.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of mails"), choices=LANGUAGE_CHOICES)


class NewEndpoint(forms.Form):
    url = forms.URLField(
        label=_("Address"),
        max_length=2000,
        assume_scheme="https",
        help_text=_("https, on the public internet."),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Events"),
        choices=[(event, event) for event in EVENTS],
        widget=forms.CheckboxSelectMultiple,
        initial=list(EVENTS[:3]),
    )
