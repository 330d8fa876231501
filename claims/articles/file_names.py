"""Names of files that people send, made fit to be shown."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120  # characters
_LONGEST_ENDING = 12
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""General categories of what is not seen: controls, marks of direction (Unicode TR 36, 3.1: they
make an ending look like another), surrogates, private and unassigned characters, line ends."""


def shown_name(name: str) -> str:
    """The last part of a path, NFC, without what is not seen, of at most ``LONGEST`` characters;
    of a longer one the beginning and the ending. Empty where nothing is left."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(
        " " if character.isspace() else character
        for character in last
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    )
    short = " ".join(unicodedata.normalize("NFC", seen).split())
    if len(short) <= LONGEST:
        return short
    stem, dot, ending = short.rpartition(".")
    kept = f"…{dot}{ending}" if stem and len(ending) <= _LONGEST_ENDING else "…"
    return short[: LONGEST - len(kept)] + kept
