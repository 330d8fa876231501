"""What a revision says: its rating, its texts, and how it corrects what was published."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.desk.forms.lines import LONGEST_TEXT
from claims.desk.wording import Words
from claims.people.models import User
from claims.reference.models import LANGUAGE_CHOICES, Rating
from claims.verdicts.models import CorrectionClass, Revision
from claims.verdicts.services import Wording

PARTS = ("statement", "summary", "reasoning")


RATINGS = Rating.objects.select_related("scale").order_by("-scale__key", "position")


class WriteVerdict(forms.Form):
    """A revision: the statement, its rating and the texts; the second language may stay empty."""

    rating = forms.ModelChoiceField(
        RATINGS,
        label=_("Rating"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a rating.")},
    )
    language = forms.ChoiceField(
        label=_("Written in"), choices=LANGUAGE_CHOICES, widget=forms.RadioSelect
    )
    expected_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        revision: Revision | None = None,
        public: Revision | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """``revision`` is the one to begin from, ``public`` what the public saw last, if ever."""
        begin = {"language": "ko"} | _initial(revision) | dict(initial or {})
        super().__init__(data, initial=begin)
        for code, _name in LANGUAGE_CHOICES:
            self.fields |= {
                f"statement_{code}": _text(_("Reviewed statement"), 2, code),
                f"summary_{code}": _text(_("Summary"), 3, code),
                f"reasoning_{code}": _text(_("Reasoning"), 10, code),
            }
        if public is not None:
            self.fields["correction"] = forms.ChoiceField(
                label=_("What sort of correction is this?"),
                choices=[
                    (value, label)
                    for value, label in CorrectionClass.choices
                    if value != CorrectionClass.WITHDRAWN
                ],
                widget=forms.RadioSelect,
            )
            self.fields["public_note"] = forms.CharField(
                label=_("Public note"),
                help_text=_("Published with the correction: what is corrected, and why."),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=LONGEST_TEXT,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for code, _name in LANGUAGE_CHOICES:
            required = code == data.get("language")
            begun = any(
                data.get(f"{part}_{code}") for part in ("statement", "summary", "reasoning")
            )
            if required or begun:
                for part, message in (
                    ("statement", _("Write the reviewed statement.")),
                    ("summary", _("Write a summary.")),
                ):
                    if not data.get(f"{part}_{code}") and f"{part}_{code}" not in self.errors:
                        self.add_error(f"{part}_{code}", message)
        return data

    @property
    def texts(self) -> list[tuple[str, Words, list[forms.BoundField]]]:
        """The fields of each language."""
        return [
            (code, name, [self[f"{part}_{code}"] for part in PARTS])
            for code, name in LANGUAGE_CHOICES
        ]

    def scales(self) -> list[tuple[str, list[Rating]]]:
        """Every rating of every scale, under the name of its scale. One query."""
        return [
            (str(scale), list(steps)) for scale, steps in groupby(RATINGS.all(), lambda r: r.scale)
        ]

    def wordings(self, by: User) -> list[Wording]:
        """The texts that were written, the language they were written in first."""
        first = self.cleaned_data["language"]
        codes = sorted(dict(LANGUAGE_CHOICES), key=lambda code: code != first)
        return [
            Wording(
                language=code,
                statement=self.cleaned_data[f"statement_{code}"],
                summary=self.cleaned_data[f"summary_{code}"],
                reasoning=self.cleaned_data[f"reasoning_{code}"],
                translator=None if code == first else by,
            )
            for code in codes
            if self.cleaned_data[f"statement_{code}"]
        ]


def _text(label: Words, rows: int, code: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows, "lang": code}),
    )


def _initial(revision: Revision | None) -> dict[str, Any]:
    if revision is None:
        return {}
    texts = {
        f"{part}_{text.language}": getattr(text, part)
        for text in revision.texts.all()
        for part in PARTS
    }
    return texts | {
        "rating": revision.rating_id,
        "language": revision.language,
        "expected_revision": revision.number,
        "correction": revision.correction,
        "public_note": revision.public_note,
    }
