"""Deciding about a pair, and narrowing the list of pairs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.links.forms import Relate
from claims.links.models import Finder, Independence, LinkQuerySet, Relation

ACCEPT = "accept"


class Decide(Relate):
    """``choice`` is a relation, ``supersedes:a`` / ``supersedes:b`` with the later side, or
    ``accept`` for what the ``proposal`` says."""

    choice = forms.CharField(
        max_length=24, error_messages={"required": _("Choose one of the relations.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rationale"].widget.attrs["data-key"] = "r"

    @property
    def accepts(self) -> bool:
        return bool(self.cleaned_data["choice"] == ACCEPT)

    @property
    def relation(self) -> str:
        return str(self.cleaned_data["choice"]).partition(":")[0]

    @property
    def later(self) -> str:
        return str(self.cleaned_data["choice"]).partition(":")[2]


_ANY = [("", _("any"))]


class Narrow(forms.Form):
    """Which pairs to list. ``claim`` and ``article`` come from links, not from fields."""

    relation = forms.ChoiceField(
        label=_("Relation"), choices=[*_ANY, *Relation.choices], required=False
    )
    sure = forms.ChoiceField(
        label=_("Confidence"),
        choices=[*_ANY, *((f"0.{n}", f"≥ {n}0 %") for n in (6, 7, 8, 9))],
        required=False,
    )
    languages = forms.ChoiceField(
        label=_("Languages"),
        choices=[
            *_ANY,
            ("ko-ko", _("Korean")),
            ("en-en", _("English")),
            ("ko-en", _("Korean and English")),
        ],
        required=False,
    )
    found_by = forms.ChoiceField(
        label=_("Found by"), choices=[*_ANY, *Finder.choices], required=False
    )
    independence = forms.ChoiceField(
        label=_("Independence"), choices=[*_ANY, *Independence.choices], required=False
    )
    claim = forms.UUIDField(required=False, widget=forms.HiddenInput)
    article = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def narrowed(self, rows: LinkQuerySet, *, decided: bool) -> LinkQuerySet:
        """The rows that fit: by what was decided, or by what is proposed."""
        self.is_valid()  # what cannot be read narrows nothing
        given: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        both: dict[str, Any] = {
            name: given[name] for name in ("relation", "independence") if name in given
        }
        proposed: dict[str, Any] = {} if decided else {**both}
        if "found_by" in given:
            proposed["found_by"] = given["found_by"]
        if "sure" in given:
            proposed["confidence__gte"] = float(given["sure"])
        if decided and both:
            rows = rows.decided_as(**both)
        if proposed:
            rows = rows.newest_proposal(**proposed)
        if "languages" in given:
            rows = rows.in_languages(*given["languages"].split("-"))
        if "claim" in given:
            rows = rows.with_claim(given["claim"])
        if "article" in given:
            rows = rows.with_article(given["article"])
        return rows
