"""Subscribing to feeds and changing them."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.desk.forms.articles import SOURCES
from claims.feeds.models import Feed
from claims.feeds.rules import LONGEST_MINUTES, SHORTEST_MINUTES


class _FeedForm(forms.Form):
    url = forms.URLField(
        label=_("Address of the feed"),
        max_length=2000,
        assume_scheme="https",
        help_text=_("RSS or Atom. It is fetched once before it is kept."),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Without one, the feed's own."),
    )
    source = forms.ModelChoiceField(
        SOURCES,
        label=_("Source"),
        required=False,
        to_field_name="public_id",
        empty_label=_("unknown"),
        help_text=_("Its time zone counts where the feed's dates name none."),
    )
    minutes = forms.IntegerField(
        label=_("Polled every (minutes)"),
        min_value=SHORTEST_MINUTES,
        max_value=LONGEST_MINUTES,
        initial=30,
    )


class Subscribe(_FeedForm):
    purpose = forms.ChoiceField(
        label=_("What its entries are"),
        choices=Feed.Purpose.choices,
        initial=Feed.Purpose.ARTICLES,
        help_text=_(
            "Retractions bring nothing in: they mark what is kept here. A feed is believed of its "
            "own publisher, and of others only where you name it as an index. This stays."
        ),
    )


class ChangeFeed(_FeedForm):
    expected_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, feed: Feed) -> None:
        initial = {
            "url": feed.url,
            "title": feed.title,
            "source": feed.source.public_id if feed.source else None,
            "minutes": feed.minutes,
            "expected_revision": feed.revision,
        }
        super().__init__(data, initial=initial)
