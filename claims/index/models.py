"""The postings: which documents have a term, in packed blocks, and a tail of what is new.

A *document* is one put of a key: its number grows in the order of merging and is never used for
another. What it says never changes; a key that is put again becomes a new document, and the place
of the old one is emptied. Until then a posting of ``HIDDEN`` in the tail says that it is to be.

Rows are found by whole numbers only (a term is the 64-bit hash of its text), so that a put asks
for no term's row and two puts never wait for each other. None has a foreign key: checking it would
cost more than the row.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.work.models import DueWork, WorkState, due_index, stopped_index

DOCUMENTS_A_RUN = 128
"""Documents of one row of ``Documents``."""

KEYS_A_RUN = 64
"""Keys of one row of ``Places``."""

HIDDEN = 0
"""In place of the term of a posting of the tail: what was merged for its key no longer counts."""


class GenerationState(models.TextChoices):
    BUILDING = "building", _("being built")
    LIVE = "live", _("searched")
    RETIRED = "retired", _("retired")


class Generation(models.Model):
    """One whole index. One is searched; another may be built beside it and take its place."""

    state = models.CharField(_("state"), max_length=10, choices=GenerationState)
    documents = models.PositiveIntegerField(
        _("documents"), default=0, help_text=_("merged so far, emptied ones too")
    )
    emptied = models.PositiveIntegerField(
        _("emptied"), default=0, help_text=_("documents whose key was put again or dropped")
    )
    merges = models.PositiveIntegerField(default=0, editable=False)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    live_since = models.DateTimeField(_("searched since"), null=True)
    retired_at = models.DateTimeField(_("retired"), null=True)

    class Meta:
        verbose_name = _("index generation")
        verbose_name_plural = _("index generations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=~models.Q(state=GenerationState.RETIRED),
                name="index_one_live_one_building",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.get_state_display()})"


class Term(models.Model):
    """How many documents have a term (``df``, emptied ones too) and the newest of them, packed.

    All but the newest are in blocks of the same full size, so that their number follows from df.
    """

    pk = models.CompositePrimaryKey("generation", "term")
    generation = models.IntegerField()
    df = models.IntegerField()
    term = models.BigIntegerField()
    head = models.BinaryField()

    class Meta:
        db_table = "claims_index_term"

    def __str__(self) -> str:
        return f"{self.term} in generation {self.generation}"


class Block(models.Model):
    """A full block of the documents that have a term; never changed. Oldest first, from 0."""

    pk = models.CompositePrimaryKey("generation", "term", "number")
    generation = models.IntegerField()
    number = models.IntegerField()
    term = models.BigIntegerField()
    data = models.BinaryField()

    class Meta:
        db_table = "claims_index_block"

    def __str__(self) -> str:
        return f"block {self.number} of {self.term} in generation {self.generation}"


class Documents(models.Model):
    """The keys of a run of documents, four bytes each, 0 for an emptied one.

    ``merge`` is the number of the merge that wrote them last: who has read the others before reads
    these only.
    """

    pk = models.CompositePrimaryKey("generation", "run")
    generation = models.IntegerField()
    run = models.IntegerField()
    merge = models.IntegerField()
    keys = models.BinaryField()

    class Meta:
        db_table = "claims_index_documents"

    def __str__(self) -> str:
        return f"documents {self.run} in generation {self.generation}"


class Places(models.Model):
    """For a run of keys, two numbers each: the key's document plus one (0: none) and a digest
    of its terms."""

    pk = models.CompositePrimaryKey("generation", "run")
    generation = models.IntegerField()
    run = models.IntegerField()
    entries = ArrayField(models.IntegerField())

    class Meta:
        db_table = "claims_index_places"

    def __str__(self) -> str:
        return f"places {self.run} in generation {self.generation}"


class Waiting(models.Model):
    """A key that was put or dropped and is not merged yet, with its terms; without any, it is
    to be dropped."""

    pk = models.CompositePrimaryKey("generation", "key")
    generation = models.IntegerField()
    key = models.IntegerField()
    terms = ArrayField(models.BigIntegerField())

    class Meta:
        db_table = "claims_index_waiting"

    def __str__(self) -> str:
        return f"{self.key} in generation {self.generation}"


class WaitingPosting(models.Model):
    """A term of a waiting key. ``entry`` is the key times 16 plus the level of its length."""

    pk = models.CompositePrimaryKey("generation", "term", "entry")
    generation = models.IntegerField()
    term = models.BigIntegerField()
    entry = models.BigIntegerField()

    class Meta:
        db_table = "claims_index_waiting_posting"

    def __str__(self) -> str:
        return f"{self.term} of {self.entry} in generation {self.generation}"


class Payload(models.Model):
    """What a key's owner keeps beside its postings, to have it at hand for whatever is found.

    The index does not know what the bytes say. Written, replaced and dropped with the postings.
    """

    key = models.BigIntegerField(primary_key=True)
    data = models.BinaryField()

    class Meta:
        db_table = "claims_index_payload"

    def __str__(self) -> str:
        return str(self.key)


class Filling(DueWork):
    """Keys that were stored before there was an index are put into it, step by step.

    ``after`` is the last key that was put.
    """

    after = models.BigIntegerField(_("filled up to"), default=0, editable=False)

    class Meta:
        verbose_name = _("filling of the index")
        verbose_name_plural = _("fillings of the index")
        ordering = ["-pk"]
        indexes = [due_index("filling_due"), stopped_index("filling_stopped")]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=WorkState.WAITING),
                name="filling_one_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"> {self.after}"
