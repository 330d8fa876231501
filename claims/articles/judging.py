"""What the words of one piece say it is, whatever stands around it."""

from __future__ import annotations

from claims.articles import signatures, wording
from claims.articles.cutting import EDGE, SHORT
from claims.articles.lines import ends_sentence
from claims.articles.walking import Piece
from claims.text.findings import BlockClass

_Judgement = tuple[BlockClass | None, str]
_NOTHING: _Judgement = (None, "")
_BYLINES = (
    signatures.DATELINE,
    signatures.BYLINE_TAIL,
    signatures.CREDIT_TAIL,
    signatures.ENGLISH_BYLINE,
)


def judged(piece: Piece) -> _Judgement:
    """What a piece says it is, by itself."""
    text = piece.text
    if len(text) > EDGE:
        return _judged_long(text)
    for judge in (_legal, _said_to_readers, _heading_of_others, _about_a_picture, _imprint):
        kind, evidence = judge(piece, text)
        if kind:
            return kind, evidence
    return None, ""


def _tells(text: str) -> bool:
    """Whether there is a Korean sentence in it, so that it may be news."""
    return any(end in text for end in ("다.", "요.", "다("))


def _judged_long(text: str) -> _Judgement:
    if signatures.COPYRIGHT_START.match(text) or signatures.COPYRIGHT_NOTICE.search(
        text, len(text) - EDGE
    ):
        return BlockClass.COPYRIGHT, "text: copyright"
    if wording.SUMMARY_HEAD.match(text) and len(text) <= 2 * EDGE and _is_headed(text):
        return BlockClass.SUMMARY, "text: summary"
    if wording.TEASER_LINE.match(text) and not ends_sentence(text):
        return BlockClass.TEASER, "text: teaser"
    if wording.NOTICE.match(text):
        return BlockClass.NAVIGATION, "text: notice"
    return _NOTHING


def _is_headed(text: str) -> bool:
    """Whether a summary's head has the summary behind it, set off by a mark or a number."""
    head = wording.SUMMARY_HEAD.match(text)
    rest = text[head.end() :].lstrip(" ]>】)") if head else ""
    return bool(rest) and (
        rest[0] in ":：☞▶|" or bool(wording.BULLET.match(rest)) or text[0] in "[<【"
    )


def _legal(piece: Piece, text: str) -> _Judgement:
    found = signatures.COPYRIGHT.search(text)
    if found and (
        not _tells(text)
        or signatures.COPYRIGHT_START.match(text)
        or signatures.COPYRIGHT_NOTICE.search(text)
    ):
        # "[AFP=연합뉴스 자료사진. 재판매 및 DB 금지]" behind words is a caption's credit.
        pictured = signatures.CAPTION_END.search(text)
        if not pictured:
            return BlockClass.COPYRIGHT, "text: copyright"
    elif signatures.COPYRIGHT_NOTICE.search(text):
        return BlockClass.COPYRIGHT, "text: copyright"
    return _NOTHING


def _said_to_readers(piece: Piece, text: str) -> _Judgement:
    noted = len(text) <= 160 and wording.COMMENT_NOTE.search(text)
    if wording.COMMENT_HEAD.match(text) or (noted and not _reported(text)):
        return BlockClass.COMMENT, "text: comments"
    if wording.POLL.match(text) and not _reported(text):
        return BlockClass.POLL, "text: poll"
    if wording.NOTICE.search(text) and not _reported(text):
        return BlockClass.NAVIGATION, "text: notice"
    if (
        wording.TIP_LINE.match(text)
        or wording.SOLICITING.search(text)
        or wording.ENGLISH_SOLICITING.match(text)
    ) and not _reported(text):
        return BlockClass.NAVIGATION, "text: asks the reader for something"
    return _NOTHING


def _reported(text: str) -> bool:
    """Whether it ends as a sentence of news does, in the plain style no site speaks in."""
    return bool(wording.PLAIN_STYLE.search(text, max(0, len(text) - SHORT)))


def _heading_of_others(piece: Piece, text: str) -> _Judgement:
    head = wording.SUMMARY_HEAD.match(text)
    if head and wording.HEAD_END.match(text, head.end()):
        return BlockClass.SUMMARY, "text: summary heading"
    if head and _is_headed(text):
        return BlockClass.SUMMARY, "text: summary"
    if wording.TEASER_HEAD.match(text):
        return BlockClass.TEASER, "text: teaser heading"
    if wording.TEASER_LINE.match(text) and not piece.is_sentence:
        return BlockClass.TEASER, "text: teaser"
    if wording.TEASER_MORE.search(text):
        return BlockClass.TEASER, "text: leads on"
    return _NOTHING


def _about_a_picture(piece: Piece, text: str) -> _Judgement:
    told = _tells(text)
    if signatures.PHOTO.match(text) and not told:
        return BlockClass.CREDIT, "text: photo credit"
    if signatures.CREW.match(text):
        return BlockClass.CREDIT, "text: crew"
    found = signatures.CAPTION_END.search(text, max(0, len(text) - SHORT))
    if found and text.count("다.") <= 1:
        bare = found.start() <= 1
        kind = BlockClass.CREDIT if bare else BlockClass.CAPTION
        return kind, "text: agency credit at the end"
    found = signatures.CAPTION_SOURCE.search(text, max(0, len(text) - SHORT))
    # A sentence may name the source of its numbers; a picture's caption tells a scene.
    numbers = found and told and signatures.DATA_SOURCE.search(found[0])
    if found and not numbers and text.count("다.") <= 1:
        kind = BlockClass.CREDIT if found.start() <= 1 else BlockClass.CAPTION
        return kind, "text: source of a picture at the end"
    return _NOTHING


def _imprint(piece: Piece, text: str) -> _Judgement:
    if signatures.SPEAKER.fullmatch(text):
        return BlockClass.CREDIT, "text: mark of a speaker"
    if any(pattern.fullmatch(text) for pattern in _BYLINES):
        return BlockClass.CREDIT, "text: by-line"
    if len(text) <= SHORT and signatures.SIGN_OFF.fullmatch(text):
        return BlockClass.CREDIT, "text: sign-off"
    stamped = wording.STAMP.match(text) and not _tells(text)
    if wording.LEGAL.search(text) and not _tells(text) and len(text.split()) > 2:
        return BlockClass.NAVIGATION, "text: legal notice"
    if wording.SIGNED_STAMP.match(text):
        return BlockClass.CREDIT, "text: by-line and date"
    if wording.BARE_STAMP.match(text) or wording.DATED_LINE.match(text) or stamped:
        return BlockClass.CREDIT, "text: date"
    if (
        wording.FURNITURE.match(text)
        or wording.is_buttons(text)
        or wording.TAGS_LINE.match(text)
        or wording.TRAIL.match(text)
    ):
        return BlockClass.NAVIGATION, "text: page furniture"
    return _NOTHING
