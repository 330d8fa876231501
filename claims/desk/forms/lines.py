"""Rows of the verdict's editor that are added and removed: questions, and rights of reply.

Each row is a form of its own under a prefix ``question-…`` or ``reply-…``. The page names the
prefixes in their order, in a field that is called like the row's kind. A row that was left empty is
no row.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.verdicts.models import Question, Reply, Revision
from claims.verdicts.services import Inquiry, RightOfReply

MOST_ROWS = 100
LONGEST_TEXT = 20_000


def given_as_typed(post: QueryDict, prefix: str) -> dict[str, str]:
    """What was typed into the fields under a prefix, right or wrong."""
    start = f"{prefix}-"
    return {name.removeprefix(start): post.get(name, "") for name in post if name.startswith(start)}


def prefixes(post: QueryDict, kind: str, pattern: re.Pattern[str]) -> list[str]:
    """The rows of a posted editor in their order, each once, without the one to be removed."""
    named = dict.fromkeys(post.getlist(kind))
    gone = post.get("remove")
    return [each for each in named if pattern.fullmatch(each) and each != gone][:MOST_ROWS]


class Line(forms.Form):
    kind: ClassVar[str]
    use_required_attribute = False

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        prefix: str = "",
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(
            data,
            prefix=prefix or f"{self.kind}-{uuid.uuid4().hex[:8]}",
            initial=dict(initial or {}),
            empty_permitted=True,
        )

    @classmethod
    def blank(cls) -> Self:
        """A new row, where somebody begins to write."""
        line = cls()
        next(iter(line.fields.values())).widget.attrs["autofocus"] = True
        return line

    @classmethod
    def posted(cls, post: QueryDict, *, checked: bool) -> list[Self]:
        """The rows of a posted editor. Those that are not ``checked`` show what was typed and find
        no fault with it."""
        pattern = re.compile(rf"{cls.kind}-[0-9a-z]{{1,8}}")
        return [
            cls(post, prefix=prefix)
            if checked
            else cls(prefix=prefix, initial=given_as_typed(post, prefix))
            for prefix in prefixes(post, cls.kind, pattern)
        ]

    @classmethod
    def of(cls, rows: Iterable[Question | Reply]) -> list[Self]:
        """The rows that a revision has."""
        return [
            cls(
                prefix=f"{cls.kind}-{place}",
                initial={name: getattr(row, name) for name in cls.base_fields},
            )
            for place, row in enumerate(rows)
        ]

    def values(self) -> list[str]:
        """What stands in the fields now, as text."""
        return [str(self[name].value() or "").strip() for name in self.fields]

    @property
    def is_blank(self) -> bool:
        return not any(self.values())


def _text(label: Any, rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


class QuestionLine(Line):
    """A question that was asked to reach the finding."""

    kind = "question"

    question = _text(
        _("What was asked"), 1, error_messages={"required": _("Write the question that was asked.")}
    )
    answer = _text(_("What was found"), 2, required=False, help_text=_("Empty: none was found."))
    source_url = forms.URLField(
        label=_("Source of the answer"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("source_url") and not data.get("answer"):
            self.add_error("answer", _("A source goes with an answer."))
        return data

    def inquiry(self) -> Inquiry:
        return Inquiry(**self.cleaned_data)


class ReplyLine(Line):
    """Who was asked for a comment, and what they answered, if they did."""

    kind = "reply"

    asked = forms.CharField(
        label=_("Who was asked"),
        max_length=200,
        error_messages={"required": _("Say who was asked.")},
    )
    asked_on = _day(_("Asked on"), error_messages={"required": _("Say on which day.")})
    answer = _text(_("Their answer"), 2, required=False, help_text=_("Empty: none yet."))
    answered_on = _day(_("Answered on"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        today = timezone.localdate()
        asked, answered = data.get("asked_on"), data.get("answered_on")
        if asked and asked > today:
            self.add_error("asked_on", _("This day has not come yet."))
        if answered and answered > today:
            self.add_error("answered_on", _("This day has not come yet."))
        elif asked and answered and answered < asked:
            self.add_error("answered_on", _("They were asked later than that."))
        if data.get("answer") and not answered and "answered_on" not in self.errors:
            self.add_error("answered_on", _("Say on which day they answered."))
        if answered and not data.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("An answer goes with its date."))
        return data

    def right_of_reply(self) -> RightOfReply:
        return RightOfReply(**self.cleaned_data)


def questions_of(revision: Revision | None) -> list[QuestionLine]:
    """One query."""
    return QuestionLine.of(revision.questions.all()) if revision else []


def replies_of(revision: Revision | None) -> list[ReplyLine]:
    """One query."""
    return ReplyLine.of(revision.replies.all()) if revision else []
