"""What the rules of both languages say about the term that words a directive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChosenTerm:
    """The term at its place, and how its surroundings turn it.

    ``group`` names the vocabulary's term in the compiled pattern, or is empty where the
    construction itself has the ``strength`` (and is ``promotive``).
    ``reversed``: denied or lifted (허가하지 않, 금지를 해제). ``lifted``: an existing rule ends.
    ``softer``: the strength of the verb that governs a command (물리라고 권고했다), or empty.
    ``only``: a permission hedged in so that it restricts (제한적인 접근만 허가).
    """

    group: str
    start: int
    end: int
    reversed: bool = False
    lifted: bool = False
    only: bool = False
    softer: str = ""
    strength: str = ""
    promotive: bool = False


def is_verb(term: str) -> bool:
    """Whether a term is a Korean verb as dictionaries give it: it says itself what is done."""
    return term.endswith("다")


def group_name(number: int, term: str) -> str:
    """The name of the term's group in a compiled pattern, by which a verb is known again."""
    return f"{'v' if is_verb(term) else 't'}{number}"


def names_verb(group: str) -> bool:
    """Whether the group is that of a verb."""
    return group.startswith("v")
