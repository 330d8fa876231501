"""What the attribution rules of both languages hand over."""

from __future__ import annotations

from dataclasses import dataclass

from claims.text.findings import FoundVoice


@dataclass(frozen=True, slots=True)
class Frame:
    """The stretch of a sentence that some voices answer for.

    ``core`` is a place inside the words reported, so that a clause which holds it belongs to the
    frame however much else the clause holds. ``rank`` orders frames, outermost first.
    """

    voices: tuple[FoundVoice, ...]
    start: int
    end: int
    core: int
    rank: int
