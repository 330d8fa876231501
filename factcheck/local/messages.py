"""Compile the message catalogues that are newer than what was compiled from them.

Babel does it, so no gettext tools need to be installed: ``python -m factcheck.local.messages``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def compile_catalogues(root: Path) -> list[Path]:
    """Write the ``.mo`` beside each ``.po`` below ``root``; return those that were written.

    Raises ``OSError`` where one cannot be written.
    """
    written = []
    for source in sorted(root.glob("*/locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        # Written aside and renamed: a process starting at this moment reads a whole file.
        fresh = source.with_suffix(f".{os.getpid()}.mo")
        _compile(source, fresh)
        fresh.replace(compiled)
        written.append(compiled)
    return written


def compile_where_possible(root: Path) -> None:
    """As ``compile_catalogues``; where one cannot be written, it is told and stays as it is."""
    try:
        compile_catalogues(root)
    except OSError as reason:
        told = f"The message catalogues stay as they are, and some words English: {reason}"
        print(told, file=sys.stderr)


def _compile(source: Path, compiled: Path) -> None:
    # Loading Babel takes longer than most commands do; hardly ever is anything to be compiled.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parents[1].name)
    with compiled.open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).resolve().parents[2]):
        print(path)
