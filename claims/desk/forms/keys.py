"""API keys for oneself."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.people.rules import Scope

SCOPES = [
    (Scope.READ, _("read the desk's data")),
    (Scope.ARTICLES, _("add and correct articles, edit claims")),
    (Scope.LINKS, _("decide links, keep matters")),
    (Scope.VERDICTS, _("write and approve verdicts")),
    (Scope.PUBLISH, _("publish and withdraw, keep webhooks")),
    (Scope.RECHECKS, _("ask for re-checks, resolve findings, watch verdicts")),
]


class NewKey(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What the key is for, e.g. a script's name.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=SCOPES,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ],
        help_text=_("Never more than your own roles allow."),
    )
    expires_on = forms.DateField(
        label=_("Valid until"),
        help_text=_("At most a year."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        in_90_days = timezone.localdate() + dt.timedelta(days=90)
        super().__init__(data, initial={"expires_on": in_90_days, "scopes": ["read"]})

    @property
    def expires_at(self) -> dt.datetime:
        """The end of the chosen day, here."""
        day: dt.date = self.cleaned_data["expires_on"]
        return timezone.make_aware(dt.datetime.combine(day, dt.time.max))
