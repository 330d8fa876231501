"""Compile the message catalogues that are newer than what was compiled from them.

Babel does it, so no gettext tools need to be installed: ``python -m factcheck.local.messages``.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(root: Path) -> list[Path]:
    """Write the ``.mo`` beside each ``.po`` below ``root``; return those that were written."""
    written = []
    for source in sorted(root.glob("*/locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name)
        # Written aside and renamed: a process starting at this moment reads a whole file.
        fresh = compiled.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(compiled)
        written.append(compiled)
    return written


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).resolve().parents[2]):
        print(path)
