"""What the reader sees in an article that nobody keeps: the path of intake, without a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.articles.copies import Copy, read_copy, stated_fields
from claims.reference.delivered import directive_vocabulary, gazetteer, outlets
from claims.text.findings import DirectiveTerm, Reading
from claims.text.names import Gazetteer
from claims.text.reader import read


@dataclass(frozen=True, slots=True)
class Preview:
    """A cleaned copy, what it says of itself (as fields of ``Article``), and its reading.

    ``given`` is the day of publication that a person knows of where the page states none.
    """

    copy: Copy
    stated: dict[str, Any]
    reading: Reading

    given: dt.date | None = None

    @property
    def published_on(self) -> dt.date | None:
        """The day relative dates were resolved against, where the page states one."""
        return self.stated.get("published_on")

    @property
    def outlet(self) -> str:
        """The slug of the outlet where it is a known source, else its name as printed."""
        name: str = self.stated["outlet"]
        return _outlets().get(name.casefold(), name)


def preview(raw: bytes, *, published: dt.date | None = None) -> Preview:
    """Decode, clean and read ``raw`` with the delivered reference data.

    ``published`` counts where the page states no day. Raises ``ValidationError`` where there is
    no article in the bytes. Cost: linear; the first call of a process loads the analyser.
    """
    copy = read_copy(raw, "", "")
    stated = stated_fields(copy.page, None)
    names, vocabulary = _reference()
    reading = read(
        copy.page.text,
        copy.page.blocks,
        published=stated.get("published_on", published),
        gazetteer=names,
        vocabulary=vocabulary,
    )
    return Preview(copy, stated, reading, published)


@cache
def _reference() -> tuple[Gazetteer, list[DirectiveTerm]]:
    return gazetteer(), directive_vocabulary()


@cache
def _outlets() -> dict[str, str]:
    return outlets()
