"""The editor of a verdict: all its forms at once, as they were opened, typed or handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from claims.articles.models import Document
from claims.desk.forms.evidence import SNAPSHOTS, AddExhibit, EvidenceRow, rows_offered, rows_posted
from claims.desk.forms.lines import QuestionLine, ReplyLine, questions_of, replies_of
from claims.desk.forms.verdicts import PARTS, RATINGS, WriteVerdict
from claims.desk.saying import Parts, named, parts
from claims.extraction.models import Claim
from claims.links.models import Link
from claims.people.models import User
from claims.reference.models import LANGUAGE_CHOICES
from claims.verdicts.models import CorrectionClass, Revision

BESIDES = ("add", "remove", "show")
"""Names of the buttons that change or show the editor and keep nothing."""


@dataclass(slots=True)
class Editor:
    """``public`` is the revision that the public saw last, if ever."""

    form: WriteVerdict
    evidence: list[EvidenceRow]
    questions: list[QuestionLine]
    replies: list[ReplyLine]
    exhibit: AddExhibit = field(default_factory=AddExhibit)
    public: Revision | None = None

    def is_valid(self) -> bool:
        """Every form is asked, so that every fault is shown at once."""
        lines = [*self.evidence, *self.questions, *self.replies]
        are_valid = not [line for line in lines if not line.is_valid()]
        if self.form.is_valid() and not are_valid:
            self.form.add_error(None, _("Please look at the fields marked below."))
        return are_valid and not self.form.errors

    def contents(self, by: User) -> dict[str, Any]:
        """What the verbs take, once it is valid."""
        return {
            "rating": self.form.cleaned_data["rating"],
            "wordings": self.form.wordings(by),
            "evidence": [row.as_evidence() for row in self.evidence if row.is_used],
            "questions": [row.inquiry() for row in self.questions if not row.is_blank],
            "replies": [row.right_of_reply() for row in self.replies if not row.is_blank],
        }

    def said(self) -> Parts:
        """What stands in the fields now, right or wrong. One query."""
        form = self.form
        rating = str(form["rating"].value() or "")
        chosen = RATINGS.filter(pk=rating).first() if rating.isdecimal() else None
        correction = _value(form, "correction")
        return parts(
            rating=str(chosen or ""),
            texts={
                (code, part): _value(form, f"{part}_{code}")
                for code, _name in LANGUAGE_CHOICES
                for part in PARTS
            },
            evidence=[
                (
                    str(row["stance"].value()),
                    str(row["weight"].value()),
                    named(row.version, row.link, row.snapshot),
                    str(row["note"].value() or ""),
                )
                for row in self.evidence
                if row.is_used
            ],
            questions=[row.values() for row in self.questions if not row.is_blank],
            replies=[row.values() for row in self.replies if not row.is_blank],
            note=(
                str(dict(CorrectionClass.choices).get(correction, "")),
                _value(form, "public_note"),
            ),
        )

    def take_in(self, document: Document) -> None:
        """Add a document as it was seen last; one that is a line already stays as it is."""
        snapshot = (
            SNAPSHOTS.filter(document=document)
            .prefetch_related("document__addresses")
            .latest("number")
        )
        row = EvidenceRow(snapshot=snapshot)
        if row.prefix not in {each.prefix for each in self.evidence}:
            self.evidence.append(row)


def opened(
    claims: Sequence[Claim],
    *,
    revision: Revision | None = None,
    public: Revision | None = None,
    initial: dict[str, Any] | None = None,
) -> Editor:
    """As it opens, from a revision or anew. A constant number of queries."""
    keys = [claim.pk for claim in claims]
    links = list(
        Link.objects.decided().touching(keys).for_display() if keys else Link.objects.none()
    )
    lines = (
        revision.evidence.select_related(
            "version__claim__article__source__entity", "link", "document"
        ).prefetch_related(
            "version__claim__article__source__entity__names",
            "link__decisions",
            Prefetch("snapshot", SNAPSHOTS.prefetch_related("document__addresses")),
        )
        if revision is not None
        else []
    )
    if revision is not None and public is not None and revision.pk == public.pk:
        initial = {"correction": "", "public_note": ""}  # what is said of an earlier correction
    return Editor(
        form=WriteVerdict(revision=revision, public=public, initial=initial),
        evidence=rows_offered(claims, links, lines),
        questions=questions_of(revision),
        replies=replies_of(revision),
        public=public,
    )


def posted(
    post: Any, files: Any, *, revision: Revision | None = None, public: Revision | None = None
) -> Editor:
    """As it was sent: to be kept, or only to be changed by a button, which finds no fault with
    what is not written yet."""
    is_kept = not any(name in post for name in BESIDES)
    fits = post.get("add") == "exhibit"
    return Editor(
        form=WriteVerdict(post, revision=revision, public=public)
        if is_kept
        else WriteVerdict(revision=revision, public=public, initial=post.dict()),
        evidence=rows_posted(post, checked=is_kept),
        questions=QuestionLine.posted(post, checked=is_kept),
        replies=ReplyLine.posted(post, checked=is_kept),
        exhibit=AddExhibit(post, files) if fits else AddExhibit(initial=post.dict()),
        public=public,
    )


def _value(form: WriteVerdict, name: str) -> str:
    return str(form[name].value() or "") if name in form.fields else ""
