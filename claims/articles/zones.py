"""What the words of a piece say it is: credit, caption, copyright line, teaser, board meta.

The rules read the beginning and the end of a piece, never all of it, so their cost does not
grow with its length. Order: cut off what is glued to a piece, judge each piece alone, then
in its sequence (a heading such as "related articles" rules what follows it), then by its
place (title, subheadings, stubs after the end). What no rule claims is body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from claims.articles import wording
from claims.articles.walking import Piece, ends_sentence
from claims.text.findings import BlockClass

STATED_TITLE = "the title the page states"
_EDGE = 240
"""How much of each end of a piece is read, in characters."""
_SHORT = 60
_TITLE_LENGTH = 160
_SENTENCE_INSIDE = re.compile(r"[.?!…~](?:[\s\"'”’)\]]|$)")
_SUBTITLES = frozenset({"markup: subtitle", "markup: subheading", "markup: subheadline"})
_BYLINES = (wording.DATELINE, wording.BYLINE_TAIL, wording.CREDIT_TAIL, wording.ENGLISH_BYLINE)


def classified(pieces: Iterable[Piece], titles: Iterable[str]) -> list[Piece]:
    """The pieces, cut where two things were glued together, every one with its class.

    ``titles`` are the titles the page states of itself. Cost: linear in the text.
    """
    found = [part for piece in pieces for part in _cut(piece)]
    for piece in found:
        if piece.kind is None or piece.kind is BlockClass.NAVIGATION:
            kind, evidence = _judged(piece)
            if piece.kind is None or kind is BlockClass.COPYRIGHT:
                piece.kind, piece.evidence = kind, evidence
    _rule_sequences(found)
    _mark_titles(found, {_bare(title) for title in titles if title})
    _place(found)
    return found


def _cut(piece: Piece) -> Iterator[Piece]:
    """Datelines, by-lines, date lines and headings glued to a text, each a piece of its own."""
    if piece.kind is not None:
        yield piece
        return
    text = piece.text
    # In a sentence, a date behind a word of publishing is news, not the imprint.
    stamp = wording.STAMP.match(text) if piece.is_sentence else wording.STAMP.search(text, 0, _EDGE)
    if stamp:
        if before := text[: stamp.start()].rstrip(" |·-"):
            yield replace(piece, text=before)
        rest = text[stamp.end() :]
        cut = stamp.end() if len(rest) >= _EDGE or ends_sentence(rest) else len(text)
        yield replace(
            piece,
            text=text[len(before) : cut].strip(),
            kind=BlockClass.CREDIT,
            evidence="text: date",
        )
        text = text[cut:].strip()
    if dateline := wording.DATELINE.match(text):
        line = dateline[0].strip()
        yield replace(piece, text=line, kind=BlockClass.CREDIT, evidence="text: dateline")
        text = text[dateline.end() :].strip()
    tail: list[Piece] = []
    for start, kind, evidence in _tails(text):
        tail.insert(0, replace(piece, text=text[start:].strip(), kind=kind, evidence=evidence))
        text = text[:start].rstrip()
    if text:
        yield replace(piece, text=text)
    yield from tail


def _tails(text: str) -> Iterator[tuple[int, BlockClass | None, str]]:
    """Where each thing glued to the end of ``text`` begins, last first."""
    end = len(text)
    edge = max(0, end - _EDGE)
    if wording.COMMENT_NOTE.search(text, edge) and (
        found := wording.COMMENTS_BEGIN.search(text, edge)
    ):
        end = found.end()
        yield end, BlockClass.COMMENT, "text: comments"
    for pattern, evidence in (
        (wording.CREDIT_TAIL, "text: credit"),
        (wording.BYLINE_TAIL, "text: by-line"),
    ):
        body = text[:end].rstrip() if end < len(text) else text
        found = pattern.search(body, max(0, len(body) - _SHORT))
        if found and found.start() and ends_sentence(body[: found.start()].rstrip()):
            end = found.start()
            yield end, BlockClass.CREDIT, evidence
    glued = [found.end() for found in wording.GLUED.finditer(text, max(0, end - _SHORT), end)]
    if glued and not ends_sentence(text[:end].rstrip()):
        yield glued[-1], None, ""


def _judged(piece: Piece) -> tuple[BlockClass | None, str]:
    """What a piece says it is, by itself."""
    text = piece.text
    if len(text) > _EDGE:
        return None, ""
    told = "다." in text or "요." in text
    if wording.COPYRIGHT.search(text) and (
        not told or wording.COPYRIGHT.match(text.lstrip("<([ "))
    ):
        return BlockClass.COPYRIGHT, "text: copyright"
    noted = "댓글" in text and len(text) <= 120 and wording.COMMENT_NOTE.search(text)
    if noted or wording.COMMENT_HEAD.match(text):
        return BlockClass.COMMENT, "text: comments"
    if wording.POLL.match(text):
        return BlockClass.POLL, "text: poll"
    if wording.SUMMARY_HEAD.match(text):
        return BlockClass.SUMMARY, "text: summary heading"
    if wording.TEASER_HEAD.match(text):
        return BlockClass.TEASER, "text: teaser heading"
    if wording.TEASER_LINE.match(text) and not piece.is_sentence:
        return BlockClass.TEASER, "text: teaser"
    if wording.PHOTO.match(text) and not told:
        return BlockClass.CREDIT, "text: photo credit"
    found = wording.CAPTION_END.search(text, max(0, len(text) - _SHORT))
    if found and text.count("다.") <= 1:
        bare = found.start() <= 1
        kind = BlockClass.CREDIT if bare else BlockClass.CAPTION
        return kind, "text: agency credit at the end"
    if any(pattern.fullmatch(text) for pattern in _BYLINES):
        return BlockClass.CREDIT, "text: by-line"
    if wording.BARE_STAMP.match(text) or (wording.STAMP.match(text) and not told):
        return BlockClass.CREDIT, "text: date"
    if wording.FURNITURE.match(text) or wording.TAGS_LINE.match(text) or wording.TRAIL.match(text):
        return BlockClass.NAVIGATION, "text: page furniture"
    return None, ""


def _rule_sequences(pieces: list[Piece]) -> None:
    """Let a heading of teasers, comments or a summary rule the pieces it stands over."""
    ahead = sum(len(piece.text) for piece in pieces if piece.kind is None and piece.is_sentence)
    behind = 0
    mode: BlockClass | None = None
    lines = 0
    for piece in pieces:
        is_body = piece.kind is None and piece.is_sentence
        ahead -= len(piece.text) if is_body else 0
        if piece.evidence == "text: teaser heading":
            mode = BlockClass.TEASER
        elif piece.kind is BlockClass.COMMENT and behind > ahead:
            mode = BlockClass.COMMENT
        elif piece.evidence == "text: summary heading":
            mode, lines = BlockClass.SUMMARY, 0
        elif piece.kind is None and mode:
            lines += 1
            over = mode is BlockClass.TEASER and is_body and len(piece.text) >= 80
            over |= mode is BlockClass.SUMMARY and not _is_summary_line(piece, lines, ahead)
            if over:
                mode = None
            else:
                piece.kind, piece.evidence = mode, f"text: under a {mode.value} heading"
        behind += len(piece.text) if is_body and mode is None else 0


def _is_summary_line(piece: Piece, number: int, ahead: int) -> bool:
    if wording.BULLET.match(piece.text):
        return number <= 8
    return number <= 3 and len(piece.text) < 120 and ahead > 3 * len(piece.text)


def _mark_titles(pieces: list[Piece], titles: set[str]) -> None:
    """The title wherever it stands: as the page states it, else a first heading or line."""
    seen = False
    for piece in pieces:
        if not titles:
            break
        if piece.kind in (None, BlockClass.SUMMARY) and len(piece.text) <= 2 * _TITLE_LENGTH:
            bare = _bare(piece.text)
            if bare and any(_same_title(bare, title) for title in titles):
                piece.kind = BlockClass.TITLE
                piece.evidence = "repeats the title" if seen else STATED_TITLE
                seen = True
    if seen or not any(piece.kind is None and piece.is_sentence for piece in pieces):
        return
    lead = []
    for piece in pieces:
        if piece.kind is None:
            if piece.is_sentence and not piece.heading:
                break
            lead.append(piece)
    for piece in sorted(lead, key=lambda piece: piece.heading or 9):
        if 6 <= len(piece.text) <= _TITLE_LENGTH and not (piece.linked and not piece.heading):
            piece.kind, piece.evidence = BlockClass.TITLE, "first line before the text"
            if piece.heading:
                piece.evidence = f"first heading (h{piece.heading})"
            break


def _same_title(bare: str, title: str) -> bool:
    return bare == title or (len(bare) >= 12 and title.startswith(bare))


def _bare(text: str) -> str:
    """Letters and digits only, for comparing titles."""
    return "".join(character for character in text.lower() if character.isalnum())


def _place(pieces: list[Piece]) -> None:
    """Judge what is left by where it stands."""
    body = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind is None and piece.inside and piece.is_sentence
    ]
    first, last = (body[0], body[-1]) if body else (0, len(pieces))
    titled = any(piece.kind is BlockClass.TITLE for piece in pieces)
    leading = _leading(pieces)
    for index, piece in enumerate(pieces):
        stub = len(piece.text) <= _SHORT and not ends_sentence(piece.text)
        if (
            piece.kind is BlockClass.SUMMARY
            and piece.evidence in _SUBTITLES
            and index > first
            and stub
        ):
            piece.kind = BlockClass.SUBHEADING
        if piece.kind is not None:
            continue
        if not piece.inside:
            piece.kind, piece.evidence = _outside(piece, before=titled and index < first)
        elif body and index > last and stub and not wording.SUBHEAD_MARK.match(piece.text):
            piece.kind, piece.evidence = (
                BlockClass.NAVIGATION,
                "text: a stub after the end",
            )
        elif (
            body
            and first < index < last
            and stub
            and (piece.strong or index in leading or wording.SUBHEAD_MARK.match(piece.text))
        ):
            piece.kind, piece.evidence = (
                BlockClass.SUBHEADING,
                "text: a heading in the text",
            )
        elif piece.heading and index < last:
            piece.kind, piece.evidence = (
                BlockClass.SUBHEADING,
                f"markup: h{piece.heading}",
            )
        elif body and index < first and titled and not _SENTENCE_INSIDE.search(piece.text):
            kind = BlockClass.SUMMARY if len(piece.text) >= 10 else BlockClass.NAVIGATION
            piece.kind, piece.evidence = kind, "text: between title and text"
        else:
            piece.kind = BlockClass.BODY


def _outside(piece: Piece, *, before: bool) -> tuple[BlockClass, str]:
    if before and not piece.linked and (piece.heading or piece.is_sentence):
        kind = BlockClass.SUMMARY
    elif piece.is_sentence and not piece.linked:
        kind = BlockClass.TEASER
    else:
        kind = BlockClass.NAVIGATION
    return kind, "markup: outside the article"


def _leading(pieces: list[Piece]) -> set[int]:
    """Where the next piece of unknown class is a sentence, as it is after a heading."""
    found = set()
    leads = False
    for index in range(len(pieces) - 1, -1, -1):
        if leads:
            found.add(index)
        if pieces[index].kind is None:
            leads = pieces[index].is_sentence
    return found
