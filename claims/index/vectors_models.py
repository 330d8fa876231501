"""What is kept of the vectors: a row a claim, and the signs of many side by side.

None has a foreign key: this stage knows numbers and not what a claim is.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vector(models.Model):
    """What the words of one key mean, in 512 numbers of four bits. ``digest`` is of the words."""

    key = models.BigIntegerField(primary_key=True)
    digest = models.BinaryField(max_length=8)
    numbers = models.BinaryField(max_length=256)

    class Meta:
        db_table = "claims_index_vector"

    def __str__(self) -> str:
        return str(self.key)


class SignBlock(models.Model):
    """The signs of 1,024 vectors of one language end to end, never changed.

    One may be of words that its key no longer has, or of a key that was dropped: what is found
    here counts only by its ``Vector``.
    """

    language = models.CharField(max_length=2)
    newest = models.BigIntegerField(db_index=True)
    keys = models.BinaryField()
    signs = models.BinaryField()

    class Meta:
        db_table = "claims_index_sign_block"

    def __str__(self) -> str:
        return f"{self.language} up to {self.newest}"


class SignTail(models.Model):
    """The signs of one vector until there are enough for a block."""

    key = models.BigIntegerField(primary_key=True)
    language = models.CharField(max_length=2)
    signs = models.BinaryField(max_length=64)

    class Meta:
        db_table = "claims_index_sign_tail"

    def __str__(self) -> str:
        return str(self.key)


class VectorFilling(models.Model):
    """How far keys that were stored before there were vectors have been given theirs: one row."""

    after = models.BigIntegerField(_("filled up to"), default=0)

    class Meta:
        db_table = "claims_index_vector_filling"
        verbose_name = _("filling of the vectors")
        verbose_name_plural = _("fillings of the vectors")

    def __str__(self) -> str:
        return f"> {self.after}"
