"""What a revision is made of, as it is given to the verbs and as it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles.models import Document, Snapshot
from claims.extraction.models import ClaimVersion
from claims.links.models import Link
from claims.people.models import User
from claims.reference.models import LANGUAGE_CHOICES, Rating
from claims.verdicts.models import (
    EvidenceLine,
    Question,
    Reply,
    Revision,
    RevisionText,
    Stance,
    Verdict,
    Weight,
)

_LONGEST_ADDRESS = 2000  # of the column, in characters
_LONGEST_NAME = 200
_is_web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Wording:
    """A revision's text in one language; a translation names its translator."""

    language: str
    statement: str
    summary: str
    reasoning: str = ""
    translator: User | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of evidence: at least one of a claim's version, a link, a document.

    ``snapshot`` is the one of the document that was seen; without it the newest is meant.
    """

    stance: str
    note: str = ""
    version: ClaimVersion | None = None
    link: Link | None = None
    document: Document | None = None
    snapshot: Snapshot | None = None
    weight: str = Weight.STRONG.value


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question that was asked to reach the finding. Without an answer, none was found."""

    question: str
    answer: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class RightOfReply:
    """Who was asked for a comment, on which day, and what they answered, if they did."""

    asked: str
    asked_on: dt.date
    answer: str = ""
    answered_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """All that one revision says; ``wordings`` begins with the language it is written in."""

    rating: Rating
    wordings: Sequence[Wording]
    evidence: Sequence[Evidence] = ()
    questions: Sequence[Inquiry] = ()
    replies: Sequence[RightOfReply] = ()
    correction: str = ""
    public_note: str = ""

    def check(self) -> None:
        """Raise ``ValidationError``, by field, for the first thing that is missing or wrong."""
        _check_wordings(self.wordings)
        _check_evidence(self.evidence)
        _check_questions(self.questions)
        _check_replies(self.replies, today=timezone.localdate())

    def write(self, verdict: Verdict, number: int, author: User) -> Revision:
        """Keep it as the revision ``number`` of a verdict. One query a kind of row, and one for
        each document whose snapshot was not named."""
        revision = Revision.objects.create(
            verdict=verdict,
            number=number,
            rating=self.rating,
            language=self.wordings[0].language,
            author=author,
            correction=self.correction,
            public_note=self.public_note.strip(),
        )
        RevisionText.objects.bulk_create(
            RevisionText(
                revision=revision,
                language=wording.language,
                statement=wording.statement.strip(),
                summary=wording.summary.strip(),
                reasoning=wording.reasoning.strip(),
                translator=(wording.translator or author) if position else None,
            )
            for position, wording in enumerate(self.wordings)
        )
        EvidenceLine.objects.bulk_create(
            EvidenceLine(
                revision=revision,
                position=position,
                stance=line.stance,
                weight=line.weight,
                note=line.note.strip(),
                version=line.version,
                link=line.link,
                document=line.document,
                snapshot=_seen(line),
            )
            for position, line in enumerate(self.evidence)
        )
        Question.objects.bulk_create(
            Question(
                revision=revision,
                position=position,
                question=asked.question.strip(),
                answer=asked.answer.strip(),
                source_url=asked.source_url.strip(),
            )
            for position, asked in enumerate(self.questions)
        )
        Reply.objects.bulk_create(
            Reply(
                revision=revision,
                position=position,
                asked=reply.asked.strip(),
                asked_on=reply.asked_on,
                answer=reply.answer.strip(),
                answered_on=reply.answered_on,
            )
            for position, reply in enumerate(self.replies)
        )
        return revision


def _seen(line: Evidence) -> Snapshot | None:
    if line.document is None:
        return None
    return line.snapshot or line.document.latest_snapshot


def _check_wordings(wordings: Sequence[Wording]) -> None:
    languages = [wording.language for wording in wordings]
    known = {language for language, _name in LANGUAGE_CHOICES}
    if not wordings or len(set(languages)) != len(languages) or not set(languages) <= known:
        raise ValidationError(_("Give the text once for each language."))
    for wording in wordings:
        if not _has_words(wording.statement):
            raise ValidationError({"statement": _("Write the reviewed statement.")})
        if not _has_words(wording.summary):
            raise ValidationError({"summary": _("Write a summary.")})


def _check_evidence(evidence: Sequence[Evidence]) -> None:
    for line in evidence:
        if line.stance not in Stance.values:
            raise ValidationError({"evidence": _("Choose one of the stances.")})
        if line.weight not in Weight.values:
            raise ValidationError({"evidence": _("Choose one of the weights.")})
        if not (line.version or line.link or line.document):
            raise ValidationError({"evidence": _("A line of evidence names something.")})
        named = line.document.pk if line.document else None
        if line.snapshot is not None and line.snapshot.document_id != named:
            raise ValidationError({"evidence": _("This is a snapshot of another document.")})


def _check_questions(questions: Sequence[Inquiry]) -> None:
    for asked in questions:
        if not _has_words(asked.question):
            raise ValidationError({"questions": _("Write the question that was asked.")})
        address = asked.source_url.strip()
        if not address:
            continue
        if not asked.answer.strip():
            raise ValidationError({"questions": _("A source goes with an answer.")})
        try:
            _is_web_address(address)
        except ValidationError as error:
            said = _("This is not a web address: %(url)s") % {"url": address[:200]}
            raise ValidationError({"questions": said}) from error
        if len(address) > _LONGEST_ADDRESS:
            said = _("The address is longer than %(limit)d characters.")
            raise ValidationError({"questions": said % {"limit": _LONGEST_ADDRESS}})


def _check_replies(replies: Sequence[RightOfReply], *, today: dt.date) -> None:
    for reply in replies:
        if not _has_words(reply.asked) or len(reply.asked.strip()) > _LONGEST_NAME:
            raise ValidationError({"replies": _("Say who was asked, in at most 200 characters.")})
        if bool(reply.answer.strip()) != (reply.answered_on is not None):
            raise ValidationError({"replies": _("An answer goes with its date.")})
        if reply.asked_on > (reply.answered_on or today) or (reply.answered_on or today) > today:
            raise ValidationError(
                {"replies": _("First somebody is asked, then they answer, and not after today.")}
            )


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
