"""What the words of a piece say it is: credit, caption, copyright line, teaser, board meta.

The rules read the beginning and the end of a piece, never all of it, so their cost does not
grow with its length. Order: cut off what is glued to a piece, judge each piece alone
(``judging.py``), then in its sequence (a heading such as "related articles" rules what follows
it), then by its place (title, subheadings, stubs after the end). What no rule claims is body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.articles import wording
from claims.articles.cutting import SHORT, cut
from claims.articles.judging import judged
from claims.articles.lines import ends_sentence
from claims.articles.walking import Piece
from claims.text.findings import BlockClass

STATED_TITLE = "the title the page states"
_TITLE_LENGTH = 160
_HEADLINE = 10
_SENTENCE_INSIDE = re.compile(r"[.?!…~](?:[\s\"'”’)\]]|$)")
_SUBTITLES = frozenset({"markup: subtitle", "markup: subheading", "markup: subheadline"})


def classified(pieces: Iterable[Piece], titles: Iterable[str]) -> list[Piece]:
    """The pieces, cut where two things were glued together, every one with its class.

    ``titles`` are the titles the page states of itself. Cost: linear in the text.
    """
    found = [part for piece in pieces for part in cut(piece)]
    for piece in found:
        if piece.kind is None or piece.kind is BlockClass.NAVIGATION:
            kind, evidence = judged(piece)
            if kind and (piece.kind is None or kind is BlockClass.COPYRIGHT):
                piece.kind, piece.evidence = kind, evidence
    _rule_sequences(found)
    _rule_ends(found)
    _rule_cards(found)
    _mark_titles(found, {_bare(title) for title in titles if title})
    _place(found)
    return found


def _rule_sequences(pieces: list[Piece]) -> None:
    """Let a heading of teasers, comments, a poll or a summary rule the pieces it stands over."""
    ahead = sum(len(piece.text) for piece in pieces if piece.kind is None and piece.is_sentence)
    behind = 0
    mode: BlockClass | None = None
    lines = 0
    last: Piece | None = None
    for piece in pieces:
        is_body = piece.kind is None and piece.is_sentence
        ahead -= len(piece.text) if is_body else 0
        if piece.evidence == "text: teaser heading":
            mode = BlockClass.TEASER
        elif piece.kind is BlockClass.COMMENT and behind > ahead:
            mode = BlockClass.COMMENT
        elif piece.kind is BlockClass.POLL:
            mode, lines = BlockClass.POLL, 0
        elif piece.evidence == "text: summary heading":
            mode, lines = BlockClass.SUMMARY, 0
        elif piece.kind is None and mode:
            lines += 1
            left = ahead + len(piece.text) if is_body else ahead
            summed_up = mode is BlockClass.SUMMARY and last and _parts(last, piece, lines)
            if summed_up or _ends_mode(piece, mode, lines, left, behind):
                mode = None
            else:
                piece.kind, piece.evidence = mode, f"text: under a {mode.value} heading"
        behind += len(piece.text) if is_body and mode is None else 0
        last = piece


def _parts(last: Piece, piece: Piece, line: int) -> bool:
    """Whether the lines of a summary are over between two pieces: another look, or a gap."""
    if wording.BULLET.match(piece.text) or line == 1:
        return False
    return piece.apart or (piece.is_sentence and not last.is_sentence)


def _ends_mode(piece: Piece, mode: BlockClass, line: int, ahead: int, behind: int) -> bool:
    """Whether the article goes on with ``piece``, the ``line``-th under a heading."""
    if mode is BlockClass.TEASER:
        # Teasers are headlines; in the midst of an article its next sentence ends them.
        return piece.is_sentence and (len(piece.text) >= 80 or ahead > 0.3 * behind)
    if mode is BlockClass.SUMMARY:
        return not _is_summary_line(piece, line, ahead)
    if mode is BlockClass.POLL:
        return line > 10 or piece.is_sentence or not wording.POLL_OPTION.match(piece.text)
    return False


def _is_summary_line(piece: Piece, number: int, ahead: int) -> bool:
    if wording.BULLET.match(piece.text):
        return number <= 8
    return number <= 3 and len(piece.text) < 120 and ahead > 3 * len(piece.text)


def _rule_ends(pieces: list[Piece]) -> None:
    """After the copyright line or the last by-line, headlines and what they lead are others'.

    The article goes on all the same when a whole sentence comes next.
    """
    total = sum(len(piece.text) for piece in pieces if piece.kind is None and piece.is_sentence)
    behind = 0
    ended = others = False
    for piece in pieces:
        if _is_end(piece) and behind * 10 >= 7 * total > 0:
            ended = True
        elif others and piece.evidence == "text: by-line and date":
            piece.kind, piece.evidence = BlockClass.TEASER, "text: after the end"
        elif piece.kind is None and ended:
            whole = piece.is_sentence and len(piece.text) >= SHORT and not _is_clipped(piece)
            if whole and not others:
                ended = False
            else:
                others = True
                piece.kind, piece.evidence = BlockClass.TEASER, "text: after the end"
        behind += len(piece.text) if piece.kind is None and piece.is_sentence else 0


def _rule_cards(pieces: list[Piece]) -> None:
    """A by-line with a day after the article ends a card; its headline and lead are before it."""
    total = sum(len(piece.text) for piece in pieces if piece.kind is None and piece.is_sentence)
    behind = 0
    for index, piece in enumerate(pieces):
        if behind * 10 >= 7 * total > 0 and wording.TEASER_CARD.search(piece.text[-SHORT:]):
            for start in range(index - 1, max(index - 4, -1), -1):
                if not _is_of_card(pieces[start]):
                    break
                if not pieces[start].is_sentence:
                    for part in pieces[start : index + 1]:
                        part.kind = BlockClass.TEASER
                        part.evidence = "text: a card of another article"
                    break
        behind += len(piece.text) if piece.kind is None and piece.is_sentence else 0


def _is_of_card(piece: Piece) -> bool:
    short = len(piece.text) < SHORT or not piece.is_sentence
    return piece.kind is None and (short or _is_clipped(piece))


def _is_clipped(piece: Piece) -> bool:
    return piece.text.endswith(("…", "...", "··"))


def _is_end(piece: Piece) -> bool:
    return piece.kind is BlockClass.COPYRIGHT or (
        piece.kind is BlockClass.CREDIT and piece.evidence in ("text: by-line", "text: sign-off")
    )


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
    longest = max((len(piece.text) for piece in lead), default=0)
    for piece in sorted(lead, key=lambda piece: piece.heading or 9):
        if not piece.heading and 2 * len(piece.text) < min(longest, 2 * _HEADLINE):
            continue  # the name of a section, not a headline
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
        stub = (
            len(piece.text) <= SHORT
            and not ends_sentence(piece.text)
            and not wording.KOREAN_END.search(piece.text[-8:])
        )
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
        elif piece.linked and not piece.heading and body and index > first:
            piece.kind, piece.evidence = BlockClass.TEASER, "markup: a link"
        elif piece.row and stub and piece.inside:
            piece.kind, piece.evidence = BlockClass.BODY, "markup: a row of a table"
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
