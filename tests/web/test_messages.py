"""The interface is complete in Korean: every message translated, none fuzzy, none left over."""

from __future__ import annotations

import string

import pytest
from babel.messages.catalog import Message

from tests.catalogue import is_translated, known, used

USED = {(message.context, message.id) for message in used() if message.id}
KNOWN = [message for message in known() if message.id]


def test_every_message_is_in_the_catalogue() -> None:
    missing = USED - {(message.context, message.id) for message in KNOWN}
    assert not missing, "run python -m tests.catalogue and translate"


def test_no_message_is_left_over() -> None:
    assert not {(message.context, message.id) for message in KNOWN} - USED


def test_every_message_is_translated_and_none_is_fuzzy() -> None:
    assert [m.id for m in KNOWN if not is_translated(m) or m.fuzzy] == []


@pytest.mark.parametrize("message", KNOWN, ids=lambda message: str(message.id)[:40])
def test_a_translation_keeps_the_placeholders(message: Message) -> None:
    ids = message.id if isinstance(message.id, tuple | list) else [message.id]
    texts = message.string if isinstance(message.string, tuple | list) else [message.string]
    for text in texts:
        assert text is not None
        assert placeholders(text) == placeholders(ids[-1])


def placeholders(text: str) -> set[str]:
    percent = {part.partition(")")[0] for part in text.split("%(")[1:]}
    braces = {name for _literal, name, _spec, _conversion in _fields(text) if name}
    return percent | braces


def _fields(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(string.Formatter().parse(text))
    except ValueError:  # a lone brace is not a placeholder
        return []
