"""Lines of evidence in the verdict's editor: claims, decided links, documents as they were seen."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from claims.articles.models import Snapshot
from claims.desk.forms.lines import LONGEST_TEXT, given_as_typed, prefixes
from claims.extraction.models import Claim, ClaimVersion
from claims.links.models import Decision, Link, Relation
from claims.verdicts.models import EvidenceLine, Stance, Weight
from claims.verdicts.services import Evidence

KIND = "evidence"
_PREFIX = re.compile(rf"{KIND}-[0-9a-f-]*\.[0-9]{{0,9}}\.[0-9a-f-]*\.[0-9a-f-]*")
SNAPSHOTS = Snapshot.objects.select_related("document__article").defer("text", "blocks", "headers")


class EvidenceRow(forms.Form):
    """One line: a claim's version, a link between claims, or a snapshot of a document.

    What it is about stands in the prefix:
    ``evidence-<claim>.<version number>.<link>.<snapshot>``, each empty where there is none. A line
    that a decided link offers is left out unless it is given a stance; one that a person took in
    needs a stance.
    """

    use_required_attribute = False

    stance = forms.ChoiceField(
        label=_("Stance"), choices=[("", _("not used")), *Stance.choices], required=False
    )
    weight = forms.ChoiceField(label=_("Weight"), choices=Weight.choices, required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 1}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        version: ClaimVersion | None = None,
        link: Link | None = None,
        snapshot: Snapshot | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.version, self.link, self.snapshot = version, link, snapshot
        begin = {"weight": Weight.STRONG.value} | dict(initial or {})
        super().__init__(data, prefix=_prefix(version, link, snapshot), initial=begin)
        if not self.is_offered:
            stances = [("", _("choose")), *Stance.choices]
            self.fields["stance"] = forms.ChoiceField(
                label=_("Stance"),
                choices=stances,
                error_messages={"required": _("Choose a stance, or remove the line.")},
            )

    @property
    def is_offered(self) -> bool:
        return self.link is not None and self.snapshot is None

    @property
    def decision(self) -> Decision | None:
        return self.link.decision if self.link else None

    @property
    def is_used(self) -> bool:
        return bool(self["stance"].value())

    def as_evidence(self) -> Evidence:
        said = self.cleaned_data
        return Evidence(
            said["stance"],
            said["note"],
            version=self.version,
            link=self.link,
            document=self.snapshot.document if self.snapshot else None,
            snapshot=self.snapshot,
            weight=said["weight"] or Weight.STRONG.value,
        )


def _prefix(version: ClaimVersion | None, link: Link | None, snapshot: Snapshot | None) -> str:
    parts = (
        version.claim.public_id if version else "",
        version.number if version else "",
        link.public_id if link else "",
        snapshot.public_id if snapshot else "",
    )
    return f"{KIND}-{'.'.join(map(str, parts))}"


def rows_offered(
    claims: Iterable[Claim], links: Sequence[Link], lines: Iterable[EvidenceLine] = ()
) -> list[EvidenceRow]:
    """The lines a revision has, then what the claims' decided links offer besides."""
    own = {claim.pk for claim in claims}
    rows = [_row_of(line) for line in lines]
    taken = {(row.version.claim_id if row.version else None, row.link) for row in rows}
    for link in links:
        decision = link.decision
        if decision is None or decision.relation == Relation.NOT_COMPARABLE:
            continue
        other = link.b if link.a_id in own else link.a
        if other.current is None or other.pk in own or (other.pk, link) in taken:
            continue
        rows.append(EvidenceRow(version=other.current, link=link))
    return list({str(row.prefix): row for row in rows}.values())


def _row_of(line: EvidenceLine) -> EvidenceRow:
    snapshot = line.snapshot
    if snapshot is None and line.document is not None:
        snapshot = line.document.latest_snapshot  # of before snapshots were named
    return EvidenceRow(
        version=line.version,
        link=line.link,
        snapshot=snapshot,
        initial={"stance": line.stance, "weight": line.weight, "note": line.note},
    )


def rows_posted(post: QueryDict, *, checked: bool) -> list[EvidenceRow]:
    """The lines of a posted editor; those that are not ``checked`` show what was typed and find no
    fault with it. Four queries; a line that names nothing known is left out."""
    named = [_parsed(prefix) for prefix in prefixes(post, KIND, _PREFIX)]
    wanted = [each for each in named if each is not None]
    versions = {
        (version.claim.public_id, version.number): version
        for version in ClaimVersion.objects.filter(
            claim__public_id__in=[claim for claim, _number, _link, _snapshot in wanted if claim]
        ).select_related("claim__article__source__entity")
    }
    links = {
        link.public_id: link
        for link in Link.objects.filter(
            public_id__in=[link for _claim, _number, link, _snapshot in wanted if link]
        ).prefetch_related("decisions")
    }
    seen = {
        snapshot.public_id: snapshot
        for snapshot in SNAPSHOTS.filter(
            public_id__in=[snapshot for *_rest, snapshot in wanted if snapshot]
        ).prefetch_related("document__addresses")
    }
    rows = []
    for claim, number, link_id, snapshot_id in wanted:
        about = {
            "version": versions.get((claim, number or 0)) if claim else None,
            "link": links.get(link_id) if link_id else None,
            "snapshot": seen.get(snapshot_id) if snapshot_id else None,
        }
        if not any(about.values()):
            continue
        row = EvidenceRow(post, **about)  # type: ignore[arg-type]
        if not checked:
            typed = given_as_typed(post, str(row.prefix))
            row = EvidenceRow(initial=typed, **about)  # type: ignore[arg-type]
        rows.append(row)
    return rows


_Named = tuple[uuid.UUID | None, int | None, uuid.UUID | None, uuid.UUID | None]


def _parsed(prefix: str) -> _Named | None:
    claim, number, link, snapshot = prefix.removeprefix(f"{KIND}-").split(".")
    try:
        return (
            uuid.UUID(claim) if claim else None,
            int(number) if number else None,
            uuid.UUID(link) if link else None,
            uuid.UUID(snapshot) if snapshot else None,
        )
    except ValueError:
        return None


class AddExhibit(forms.Form):
    """A document that is no article: an address to fetch, or a file."""

    exhibit_url = forms.URLField(
        label=_("Address of a document"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=_("It is fetched and kept as it is now."),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    exhibit_file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("Any kind of file; with an address, the address says where it was published."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}))

    def clean_exhibit_file(self) -> Any:
        given = self.cleaned_data.get("exhibit_file")
        if given and given.size > settings.ARTICLE_MAX_BYTES:
            raise forms.ValidationError(
                _("This file has %(size)s; a document may have up to %(limit)s.")
                % {
                    "size": filesizeformat(given.size),
                    "limit": filesizeformat(settings.ARTICLE_MAX_BYTES),
                }
            )
        return given

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data.get("exhibit_url") or data.get("exhibit_file")):
            self.add_error("exhibit_url", _("Give an address or a file."))
        return data
