"""What a revision says, part by part as text, so that two can be laid side by side: two that are
kept, or one that is kept and one that is being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles.models import Snapshot
from claims.extraction.models import ClaimVersion
from claims.links.models import Decision, Link
from claims.reference.models import LANGUAGE_CHOICES
from claims.text.diffs import Row, compare
from claims.verdicts.models import Revision, Stance, Weight

Parts = dict[str, str]
"""The text of each part by its label, one line an item, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    rows: list[Row]


def changes(old: Parts, new: Parts) -> list[Change]:
    """The parts that differ, in the order of the page."""
    labels = dict.fromkeys([*new, *old])
    return [
        Change(label, compare(old.get(label, ""), new.get(label, "")))
        for label in labels
        if _lines(old.get(label, "")) != _lines(new.get(label, ""))
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def readable(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """With what ``said`` reads: a constant number of queries more."""
    return revisions.select_related("rating").prefetch_related(
        "texts",
        "questions",
        "replies",
        "evidence__version",
        Prefetch("evidence__link__decisions", Decision.objects.with_claims()),
        "evidence__document__article",
        "evidence__document__addresses",
        Prefetch("evidence__snapshot", Snapshot.objects.defer("text", "blocks", "headers")),
    )


def said(revision: Revision) -> Parts:
    """What a kept revision says. It comes from ``readable``."""
    return parts(
        rating=str(revision.rating),
        texts={
            (text.language, part): getattr(text, part)
            for text in revision.texts.all()
            for part in ("statement", "summary", "reasoning")
        },
        evidence=[
            (line.stance, line.weight, named(line.version, line.link, line.snapshot), line.note)
            for line in revision.evidence.all()
        ],
        questions=[(row.question, row.answer, row.source_url) for row in revision.questions.all()],
        replies=[
            (row.asked, str(row.asked_on), row.answer, str(row.answered_on or ""))
            for row in revision.replies.all()
        ],
        note=(revision.get_correction_display(), revision.public_note),
    )


def parts(
    *,
    rating: str,
    texts: Mapping[tuple[str, str], str],
    evidence: Iterable[tuple[str, str, str, str]],
    questions: Iterable[Iterable[str]],
    replies: Iterable[Iterable[str]],
    note: Iterable[str] = (),
) -> Parts:
    """Lines of evidence are stance, weight, what it is and note; the others as they are kept."""
    labels = {
        "statement": _("Reviewed statement"),
        "summary": _("Summary"),
        "reasoning": _("Reasoning"),
    }
    found = {_("Rating"): rating}
    for code, language in LANGUAGE_CHOICES:
        for part, label in labels.items():
            found[f"{label} · {language}"] = texts.get((code, part), "")
    found[_("Evidence")] = _each(
        (_label(Stance, stance), _label(Weight, weight), what, remark)
        for stance, weight, what, remark in evidence
    )
    found[_("Questions")] = _each(questions)
    found[_("Right of reply")] = _each(replies)
    found[_("Correction")] = _joined(note)
    return found


def named(version: ClaimVersion | None, link: Link | None, snapshot: Snapshot | None) -> str:
    """What a line of evidence is about."""
    about = [version.statement] if version else []
    if not version and link and link.decision:
        about = [each.statement for each in link.decision.versions]
    if snapshot is not None:
        document, seen = snapshot.document, timezone.localtime(snapshot.taken_at)
        article = getattr(document, "article", None)
        file = document.file_name or _("A file")
        address = document.address.url if document.address else file
        about.append(f"{article or address} ({seen:%Y-%m-%d %H:%M})")
    return " ↔ ".join(about)


def _label(choices: type[Stance] | type[Weight], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def _each(items: Iterable[Iterable[str]]) -> str:
    return "\n".join(_joined(" ".join(text.split()) for text in item) for item in items)


def _joined(said: Iterable[str]) -> str:
    return " · ".join(each for each in said if each)
