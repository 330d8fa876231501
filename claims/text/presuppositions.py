"""Claims made in passing, inside a clause that claims something else."""

from __future__ import annotations

from claims.text import presuppositions_ko
from claims.text.clauses import Clause


def presuppositions(text: str, clause: Clause, language: str) -> list[Clause]:
    """The noun phrases that claim something themselves; Korean only."""
    return presuppositions_ko.presuppositions(text, clause) if language == "ko" else []
