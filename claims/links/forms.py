"""What the verbs of links, matters and origins ask a person, at the desk and in the admin.

``as_seen`` gives a form what its page shows of a row now, so that the verb can tell what happened
since.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.links.models import Independence, Link, Matter, Medium, Proposal
from claims.links.services import Seen

_UNSEEN = {name: _("The form does not say what was seen.") for name in ("required", "invalid")}


def _seen(**more: Any) -> Any:
    return forms.IntegerField(widget=forms.HiddenInput, error_messages=_UNSEEN, **more)


class Undo(forms.Form):
    """Taking back the decision that was seen."""

    expected_revision = _seen(min_value=0)
    rationale = forms.CharField(
        label=_("Why (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @staticmethod
    def as_seen(link: Link) -> dict[str, Any]:
        return {"expected_revision": link.revision}


class Dismiss(Undo):
    """Deciding on what was seen: both versions, and the proposal where there was one."""

    proposal = forms.UUIDField(required=False, widget=forms.HiddenInput)
    seen_a = _seen(min_value=1)
    seen_b = _seen(min_value=1)

    @property
    def seen(self) -> Seen:
        return Seen(self.cleaned_data["seen_a"], self.cleaned_data["seen_b"])

    def proposal_for(self, link: Link) -> Proposal | None:
        """The proposal that was seen, None where there was none."""
        named = self.cleaned_data["proposal"]
        found = link.proposals.filter(public_id=named).first() if named else None
        if named and found is None:
            raise ValidationError(gettext("This is no proposal for this pair."))
        return found

    @staticmethod
    def as_seen(link: Link) -> dict[str, Any]:
        """Needs the proposals, the decisions and both current versions."""
        proposal, a, b = link.proposal, link.a.current, link.b.current
        return Undo.as_seen(link) | {
            "proposal": proposal.public_id if proposal else None,
            "seen_a": a.number if a else None,
            "seen_b": b.number if b else None,
        }


class Relate(Dismiss):
    """Saying how two claims relate, and apart from it whether they share an original."""

    field_order = ("relation", "later", "independence", "rationale")

    independence = forms.ChoiceField(
        label=_("Do the two rest on different original reports?"),
        choices=Independence,
        initial=Independence.UNKNOWN,
        required=False,
        widget=forms.RadioSelect,
    )


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

    expected_revision = _seen(min_value=0)

    @staticmethod
    def as_seen(matter: Matter) -> dict[str, Any]:
        return {
            "question_ko": matter.question_ko,
            "question_en": matter.question_en,
            "expected_revision": matter.revision,
        }


class NameOrigin(forms.Form):
    description = forms.CharField(
        label=_("Original report or statement"),
        max_length=300,
        help_text=_("Corroboration counts origins, not articles."),
    )
    reported_on = forms.DateField(
        label=_("Reported on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    medium = forms.ChoiceField(label=_("Medium"), choices=Medium, initial=Medium.UNKNOWN)
