"""What a page says of itself: title, outlet, by-line, date, address, language.

Every value carries the evidence it rests on. What the page does not say is None, never a
guess; a date read from an image's address is marked weak and a person decides.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from claims.text.findings import Grain


@dataclass(frozen=True, slots=True)
class Stated:
    """A value with the evidence for it, such as ``meta property og:title``."""

    value: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """When a page says it was published.

    ``on`` is the day in the outlet's own zone, or the first day of a month (``grain`` is
    month, day, minute or second). ``at`` is the instant, set for minute and second.
    ``code`` names the kind of evidence, stable for rules; ``weak`` marks evidence about
    something else than publication, such as an image's address: a person decides.
    """

    on: dt.date
    grain: Grain
    evidence: str
    code: str
    at: dt.datetime | None = None
    weak: bool = False
