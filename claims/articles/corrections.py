"""Correct what a page was understood to be: what it says of itself, and what its blocks are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.articles.blocks import (
    PERSON,
    BadBlocks,
    Fault,
    carried,
    changed,
    corrected,
    stored,
)
from claims.articles.models import Article, Classification, Snapshot
from claims.errors import LostUpdate
from claims.ledger import services as ledger
from claims.people.models import Actor, User, require, require_person
from claims.people.rules import Act
from claims.reference.models import Source
from claims.text.findings import Block, BlockClass, Grain
from claims.work.services import wake_on_commit


class Kept(Enum):
    """A field that a correction says nothing about, where None says that it is unknown."""

    AS_IT_IS = "as it is"


_FAULTS = {
    Fault.OUTSIDE: gettext_lazy("A block lies outside the text (at character %(at)d)."),
    Fault.OVERLAP: gettext_lazy("Blocks overlap or are out of order (at character %(at)d)."),
    Fault.BLANK: gettext_lazy("A block has no words (at character %(at)d)."),
    Fault.LEFT_OUT: gettext_lazy("Words are left out of all blocks (at character %(at)d)."),
}


def correct(
    *,
    article: Article,
    by: Actor,
    expected_revision: int,
    title: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    source: Source | Kept | None = Kept.AS_IT_IS,
    published_on: dt.date | Kept | None = Kept.AS_IT_IS,
    published_grain: str | None = None,
) -> Article:
    """Set right what the page was understood to say of itself; only what is given changes.

    An empty text, or None for the source and the date, says that it is unknown. The evidence of
    a corrected field becomes ``person``. A new date without a precision is one of a day; the
    hour is kept only where day and precision stay. Raises ``LostUpdate`` when the article was
    corrected since ``expected_revision``.
    """
    require(by, Act.CORRECT_ARTICLE)
    with transaction.atomic():
        row = _locked(article.pk, expected_revision)
        changes: dict[str, Any] = {}
        for field, value in (("title", title), ("outlet", outlet), ("byline", byline)):
            if value is not None:
                changes |= {field: value.strip(), f"{field}_evidence": PERSON}
        if not isinstance(source, Kept):
            changes["source"] = source
        if not isinstance(published_on, Kept) or published_grain is not None:
            day = row.published_on if isinstance(published_on, Kept) else published_on
            changes |= _dated(row, day, published_grain)
        before = {name: _plain(getattr(row, name)) for name in changes}
        after = {name: _plain(value) for name, value in changes.items()}
        if before == after:
            return row
        _save(row, changes)
        ledger.append("article.corrected", subject=row, by=by, before=before, after=after)
        wake_on_commit("follow")
    return row


def classify(
    *, snapshot: Snapshot, by: Actor, expected_revision: int, blocks: Iterable[Block]
) -> Article:
    """Say what the blocks of an article's newest snapshot are, all of them in the order of the
    text: set other classes, cut blocks, join neighbours. The article is to be read again.

    The evidence of ``blocks`` is not looked at: what differs from the present blocks is the
    person's. A block said to be the title gives the article its title, unless a person gave it
    one. Blocks as they are already change nothing. Raises ``ValidationError`` for blocks that do
    not fit the text (``claims.articles.blocks.corrected``), and ``LostUpdate`` when the article
    was corrected since ``expected_revision`` or has a newer snapshot.
    """
    person = require_person(by, Act.CORRECT_ARTICLE)
    with transaction.atomic():
        row = _locked(snapshot.document_id, expected_revision)
        newest = row.latest_snapshot
        if newest.pk != snapshot.pk:
            raise LostUpdate(
                _("The page has a newer snapshot by now; its blocks are other ones."),
                current=row.revision,
            )
        present = newest.typed_blocks
        try:
            after = corrected(newest.text, present, blocks)
        except BadBlocks as error:
            raise ValidationError(
                {"blocks": _FAULTS[error.fault] % {"at": error.start}}, code=error.fault.value
            ) from error
        if after == present:
            return row
        _classify(newest, after, person)
        gone, made = changed(present, after)
        titles = [b for b in made if b.kind is BlockClass.TITLE and b.evidence == PERSON]
        changes: dict[str, Any] = {}
        if len(titles) == 1 and row.title_evidence != PERSON:
            title = newest.text[titles[0].start : titles[0].end]
            length = Article._meta.get_field("title").max_length
            changes = {"title": title[:length], "title_evidence": PERSON}
        before = {name: getattr(row, name) for name in changes}
        _save(row, changes)
        ledger.append(
            "article.classified",
            subject=row,
            by=by,
            snapshot=str(newest.public_id),
            before=before | {"blocks": [stored(block)[:3] for block in gone]},
            after=changes | {"blocks": [stored(block)[:3] for block in made]},
        )
        wake_on_commit("follow")
    return row


def _locked(key: int, expected_revision: int) -> Article:
    """The article and its document, so that no snapshot is taken meanwhile."""
    rows = Article.objects.select_for_update(of=("self", "document_ptr"), no_key=True)
    row = rows.get(pk=key)
    if row.revision != expected_revision:
        raise LostUpdate(
            _("The article was corrected by somebody else meanwhile."), current=row.revision
        )
    return row


def _dated(row: Article, day: dt.date | None, grain: str | None) -> dict[str, Any]:
    """The fields of a date as a person gives it; None: unknown."""
    if day is None:
        given: tuple[dt.date | None, str] = (None, "")
    elif grain is None and day == row.published_on:
        given = (day, row.published_grain)
    else:
        given = (day, Grain.DAY.value if grain is None else grain)
    changes = {
        "published_on": given[0],
        "published_grain": given[1],
        "published_evidence": PERSON,
    }
    if given != (row.published_on, row.published_grain):
        changes["published_at"] = None
    return changes


def _save(row: Article, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.revision += 1
    row.full_clean()
    row.save(update_fields=[*changes, "revision"])


def _classify(snapshot: Snapshot, blocks: Iterable[Block], by: User | None) -> None:
    """Keep what the blocks are. The caller holds the document's row."""
    Classification.objects.create(
        snapshot=snapshot,
        number=snapshot.classifications.count() + 1,
        blocks=[stored(block) for block in blocks],
        made_by=by,
    )


def carry_over(old: Snapshot, new: Snapshot) -> None:
    """What persons said of the old snapshot's blocks holds for the same words in the new one.

    The caller holds the document's row.
    """
    corrections = old.typed_blocks
    if all(block.evidence != PERSON for block in corrections):
        return
    cleaned = new.typed_blocks
    blocks = carried(old.text, old.cleaned_blocks, corrections, new.text, cleaned)
    if blocks != cleaned:
        _classify(new, blocks, None)


def _plain(value: Any) -> Any:
    """A field's value as the ledger keeps it."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Source) else value
