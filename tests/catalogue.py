"""What the interface says, and what the Korean catalogue knows of it.

No gettext tools are needed: Babel reads the Python files, and Django turns a template into what
Babel can read. ``python -m tests.catalogue`` brings the catalogue up to date: new messages come in
untranslated, unused ones go.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
KOREAN = ROOT / "claims" / "locale" / "ko" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}

_NOISE = (
    b'"Report-Msgid',
    b'"POT-Creation',
    b'"PO-Revision',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Generated-By',
)


def sources() -> Iterator[tuple[Path, str]]:
    """Every file that can speak to a person, as Python source."""
    for folder in ("claims", "factcheck", "seeds"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                yield path, path.read_text(encoding="utf-8")
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
                # Indentation means nothing in a template and something to Python's tokens.
                yield path, "\n".join(line.strip() for line in source.splitlines())


def used() -> Catalog:
    """A catalogue of every message in the code and the templates."""
    catalogue = Catalog(
        locale="ko",
        domain="django",
        project="factcheck-workbench",
        header_comment="# The interface in Korean. python -m tests.catalogue keeps it complete.",
        charset="utf-8",
        fuzzy=False,
    )
    for path, source in sources():
        place = path.relative_to(ROOT).as_posix()
        found = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)
        for _line, message, _comments, context in found:
            catalogue.add(message, locations=[(place, 0)], context=context)
    return catalogue


def known() -> Catalog:
    with KOREAN.open("rb") as file:
        return read_po(file, locale="ko", domain="django")


def is_translated(message: Message) -> bool:
    parts = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(parts) and all(parts)


def update() -> tuple[int, int]:
    """Write the catalogue anew; return how many messages it has and how many lack Korean."""
    fresh, old = used(), known() if KOREAN.exists() else Catalog(locale="ko")
    for message in fresh:
        if message.id:
            translated = old.get(message.id, context=message.context)
            if translated is not None:
                message.string = translated.string
    written = io.BytesIO()
    write_po(written, fresh, sort_output=True, no_location=True, width=0)
    lines = written.getvalue().splitlines(keepends=True)
    # Dates and addresses in the header would change with every run and say nothing.
    KOREAN.write_bytes(b"".join(line for line in lines if not line.startswith(_NOISE)))
    messages = [message for message in fresh if message.id]
    return len(messages), sum(not is_translated(message) for message in messages)


if __name__ == "__main__":
    print("{} messages, {} without Korean".format(*update()))
