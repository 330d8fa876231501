"""Writing verdicts, and the notes that go with their steps."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.desk.wording import Words
from claims.extraction.models import Claim, ClaimVersion
from claims.links.models import Decision, Link, Relation
from claims.people.models import User
from claims.reference.models import LANGUAGE_CHOICES, Rating
from claims.verdicts.models import CorrectionClass, EvidenceLine, Revision, Stance
from claims.verdicts.services import Evidence, Wording

LONGEST_TEXT = 20_000
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
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        begin = {"language": "ko"} | _initial(revision) | dict(initial or {})
        super().__init__(data, initial=begin)
        for code, _name in LANGUAGE_CHOICES:
            self.fields |= {
                f"statement_{code}": _text(_("Reviewed statement"), 2, code),
                f"summary_{code}": _text(_("Summary"), 3, code),
                f"reasoning_{code}": _text(_("Reasoning"), 10, code),
            }
        if revision is not None and revision.verdict.published_id:
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
    }


class Note(forms.Form):
    note = forms.CharField(
        label=_("Note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    expected_revision = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(slots=True)
class EvidenceRow:
    """One offered line of evidence: another claim, through a link if there is one.

    ``key`` is ``<claim id>.<version number>.<link id or nothing>``.
    """

    key: str
    version: ClaimVersion
    link: Link | None = None
    stance: str = ""
    note: str = ""

    @property
    def decision(self) -> Decision | None:
        return self.link.decision if self.link else None

    def as_evidence(self) -> Evidence:
        return Evidence(self.stance, self.note, version=self.version, link=self.link)


def key_of(version: ClaimVersion, link: Link | None) -> str:
    return f"{version.claim.public_id}.{version.number}.{link.public_id if link else ''}"


def rows_offered(
    claims: Iterable[Claim], links: Sequence[Link], lines: Iterable[EvidenceLine] = ()
) -> list[EvidenceRow]:
    """The lines a revision has, then what the claims' decided links offer besides."""
    own = {claim.pk for claim in claims}
    rows = {
        row.key: row
        for line in lines
        if line.version is not None
        for row in [
            EvidenceRow(
                key_of(line.version, line.link), line.version, line.link, line.stance, line.note
            )
        ]
    }
    taken = {(row.version.claim_id, row.link.pk if row.link else None) for row in rows.values()}
    for link in links:
        decision = link.decision
        if decision is None or decision.relation == Relation.NOT_COMPARABLE:
            continue
        other = link.b if link.a_id in own else link.a
        if other.current is None or other.pk in own or (other.pk, link.pk) in taken:
            continue
        row = EvidenceRow(key_of(other.current, link), other.current, link)
        rows[row.key] = row
    return list(rows.values())


def rows_given(post: QueryDict) -> list[EvidenceRow]:
    """The lines of a posted editor. Three queries; a line that names nothing known is left out."""
    wanted: list[tuple[str, uuid.UUID, int, uuid.UUID | None]] = []
    for key in post.getlist("evidence"):
        parts = _parsed(key)
        if parts is not None:
            wanted.append((key, *parts))
    versions = {
        (version.claim.public_id, version.number): version
        for version in ClaimVersion.objects.filter(
            claim__public_id__in=[claim for _key, claim, _number, _link in wanted]
        ).select_related("claim__article__source__entity")
    }
    links = {
        link.public_id: link
        for link in Link.objects.filter(
            public_id__in=[link for *_rest, link in wanted if link]
        ).prefetch_related("decisions")
    }
    return [
        EvidenceRow(
            key,
            versions[claim, number],
            links.get(link) if link else None,
            post.get(f"stance-{key}", ""),
            post.get(f"note-{key}", "")[:LONGEST_TEXT],
        )
        for key, claim, number, link in wanted
        if (claim, number) in versions
    ]


def _parsed(key: str) -> tuple[uuid.UUID, int, uuid.UUID | None] | None:
    try:
        claim, number, link = key.split(".")
        return uuid.UUID(claim), int(number), uuid.UUID(link) if link else None
    except ValueError:
        return None


STANCES = [("", _("not used")), *Stance.choices]
