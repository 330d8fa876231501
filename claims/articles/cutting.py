"""Things glued together cut apart: datelines, by-lines, credits, headings stuck to a text.

A copied page loses the boundaries it had: the date line runs on from the headline, the
copyright line from the last sentence. What is cut off has its class by the words it was known
by; the rest is for :mod:`claims.articles.zones` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.articles import signatures, wording
from claims.articles.lines import ends_sentence
from claims.articles.walking import Piece
from claims.text.findings import BlockClass

EDGE = 240
"""How much of each end of a piece is read, in characters."""
SHORT = 60
_SENTENCE_START = re.compile(r"[.?!。？！][\"'”’)\]]{0,2}\s")

_SENTENCE_END = re.compile(r"[.?!。？！…~](?![a-z0-9])[\"'”’)\]]{0,3}\s?")


def cut(piece: Piece) -> Iterator[Piece]:
    """``piece`` as the pieces that were glued together in it, in order; nothing is lost."""
    if piece.kind is not None:
        yield piece
        return
    position = 0
    for found in wording.FOREIGN.finditer(piece.text):
        if part := piece.text[position : found.start()].strip():
            yield from _cut_pictures(replace(piece, text=part))
        position = found.end()
    if part := piece.text[position:].strip():
        yield from _cut_pictures(replace(piece, text=part))


def _cut_pictures(piece: Piece) -> Iterator[Piece]:
    """Credits of pictures between two sentences of one run of text."""
    position = 0
    for found in signatures.PHOTO_INSIDE.finditer(piece.text):
        if found.end() >= len(piece.text):
            break
        yield from _cut_edges(replace(piece, text=piece.text[position : found.start()].strip()))
        credit = found[0].strip()
        yield replace(piece, text=credit, kind=BlockClass.CREDIT, evidence="text: photo credit")
        position = found.end()
    if part := piece.text[position:].strip():
        yield from _cut_edges(replace(piece, text=part))


def _cut_edges(piece: Piece) -> Iterator[Piece]:
    """Date lines, datelines and marks of speakers before a text, what is stuck on behind it."""
    text = piece.text
    if stamp := _stamp(piece):
        if before := text[: stamp.start()].rstrip(" |·-"):
            yield replace(piece, text=before)
        rest = text[stamp.end() :]
        cut = len(text)
        if len(rest) >= EDGE or ends_sentence(rest):
            cut = stamp.end() + wording.buttons_at_start(rest)
        line = text[len(before) : cut].strip()
        yield replace(piece, text=line, kind=BlockClass.CREDIT, evidence="text: date")
        text = text[cut:].strip()
    for pattern, evidence in (
        (signatures.SPEAKER, "text: mark of a speaker"),
        (signatures.DATELINE, "text: dateline"),
    ):
        if found := pattern.match(text):
            line = found[0].strip()
            yield replace(piece, text=line, kind=BlockClass.CREDIT, evidence=evidence)
            text = text[found.end() :].strip()
    tail: list[Piece] = []
    for start, kind, evidence in _tails(text):
        tail.insert(0, replace(piece, text=text[start:].strip(), kind=kind, evidence=evidence))
        text = text[:start].rstrip()
    if text:
        yield replace(piece, text=text)
    yield from tail


def _stamp(piece: Piece) -> re.Match[str] | None:
    """The date line in ``piece``, where there is one.

    In a sentence, a date behind a word of publishing is news, not the imprint; but a whole
    page in one run begins with a headline and the date line behind it.
    """
    text = piece.text
    if wording.LEGAL.search(text, 0, EDGE):
        return None
    if not piece.is_sentence:
        return wording.STAMP.search(text, 0, EDGE)
    found = wording.STAMP.match(text)
    if not found and len(_SENTENCE_START.findall(text, 0, 4 * EDGE)) >= 1:
        found = wording.BOARD_STAMP.search(text, 0, EDGE)
        if found and _SENTENCE_START.search(text, 0, found.start()):
            return None
    return found


def _is_closed(text: str) -> bool:
    """Whether every quotation in ``text`` begins in it too."""
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def _tails(text: str) -> Iterator[tuple[int, BlockClass | None, str]]:
    """Where each thing glued to the end of ``text`` begins, last first."""
    end = len(text)
    edge = max(0, end - EDGE)
    if wording.COMMENT_NOTE.search(text, edge) and (
        found := wording.COMMENTS_BEGIN.search(text, edge)
    ):
        end = found.end()
        yield end, BlockClass.COMMENT, "text: comments"
    pictured = False
    for pattern, evidence in (
        (signatures.CREDIT_TAIL, "text: credit"),
        (signatures.SIGN_OFF, "text: sign-off"),
        (signatures.BYLINE_TAIL, "text: by-line"),
    ):
        body = text[:end].rstrip()
        for stop in _SENTENCE_END.finditer(body, max(0, len(body) - SHORT)):
            if stop.end() < len(body) and pattern.match(body, stop.end()):
                end = stop.end()
                pictured |= pattern is signatures.CREDIT_TAIL
                yield end, BlockClass.CREDIT, evidence
                break
    body = text[:end].rstrip()
    if pictured and signatures.SCENE.search(body, max(0, len(body) - SHORT)):
        # What a credit follows and tells what is to be seen is the picture's caption.
        starts = [found.end() for found in _SENTENCE_START.finditer(body, 0, len(body) - 1)]
        start = next((start for start in reversed(starts) if _is_closed(body[start:])), 0)
        yield start, BlockClass.CAPTION, "text: a scene before a credit"
        end = start
    glued = [found.end() for found in wording.GLUED.finditer(text, max(0, end - SHORT), end)]
    if glued and not ends_sentence(text[:end].rstrip()):
        yield glued[-1], None, ""
