"""What re-checks are listed, and how hosts are asked."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.articles.host_rules import LONGEST_PAUSE, MOST_SECONDS
from claims.rechecks.models import Recheck, Severity
from claims.work.watching import Watched

_PAUSES = {
    "hour": dt.timedelta(hours=1),
    "day": dt.timedelta(days=1),
    "week": dt.timedelta(days=7),
    "year": LONGEST_PAUSE - dt.timedelta(minutes=1),
}


class Filter(forms.Form):
    """What a list is narrowed down to; what it cannot be is not asked."""

    state = forms.ChoiceField(choices=[("", _("all")), *Watched.choices], required=False)
    cause = forms.ChoiceField(
        label=_("Cause"), choices=[("", _("any")), *Recheck.Cause.choices], required=False
    )
    severity = forms.ChoiceField(
        label=_("Severity"), choices=[("", _("any")), *Severity.choices], required=False
    )
    host = forms.CharField(label=_("Host"), max_length=253, required=False)

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(value).lower() for name, value in self.cleaned_data.items() if value}


class Pause(forms.Form):
    how_long = forms.ChoiceField(
        label=_("Pause for"),
        choices=[
            ("hour", _("an hour")),
            ("day", _("a day")),
            ("week", _("a week")),
            ("year", _("until it is resumed")),
        ],
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    @property
    def until(self) -> dt.datetime:
        return timezone.now() + _PAUSES[self.cleaned_data["how_long"]]


class Politeness(forms.Form):
    seconds_between = forms.FloatField(
        label=_("Seconds between two requests"),
        min_value=0,
        max_value=MOST_SECONDS,
        required=False,
        help_text=_("Empty: as for every host."),
        widget=forms.NumberInput(attrs={"step": "any"}),
    )


def for_host(name: str, data: QueryDict | None = None) -> tuple[Pause, Politeness]:
    """The two forms about one host, whose fields are told from those of other hosts."""
    return Pause(data, auto_id=f"{name}-%s"), Politeness(data, auto_id=f"{name}-%s")
