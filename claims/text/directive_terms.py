"""What the rules of both languages say about the term that words a directive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChosenTerm:
    """The term at its place, and how its surroundings turn it.

    ``group`` names the vocabulary's term in the compiled pattern, or is empty where the
    construction itself has the ``strength`` (and is ``promotive``).
    ``reversed``: denied or lifted (허가하지 않, 금지를 해제). ``lifted``: an existing rule ends.
    ``only``: a permission hedged in so that it restricts (제한적인 접근만 허가).
    """

    group: str
    start: int
    end: int
    reversed: bool = False
    lifted: bool = False
    only: bool = False
    strength: str = ""
    promotive: bool = False
