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

from claims.articles.walking import Piece, ends_sentence
from claims.text.findings import BlockClass

_EDGE = 240
"""How much of each end of a piece is read, in characters."""
_SHORT = 60
_TITLE_LENGTH = 160

_AGENCY = (
    r"(?:연합뉴스(?:TV)?|뉴시스|뉴스1|뉴스핌|로이터|신화(?:통신|사)?|타스|교도|블룸버그|게티이미지(?:뱅크|스|코리아)?"
    r"|셔터스톡|픽사베이|자료\s?사진|Getty Images|Reuters|Bloomberg|Xinhua|Shutterstock|Pixabay|Unsplash"
    r"|AP|AFP|EPA|UPI|DPA)"
)
_ROLE = (
    r"(?:기자|특파원|통신원|객원기자|인턴기자|선임기자|전문기자|논설위원|편집위원|평론가|앵커|PD)"
)
_NAME = r"[가-힣]{2,4}"
_MAIL = r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}"

_DATELINE = re.compile(
    r"(?:[(\[【〔<]\s?[가-힣A-Za-z·, ]{1,30}\s?=\s?[가-힣A-Za-z0-9· ]{2,20}[)\]】〕>]"
    rf"(?:\s?{_NAME}(?:[·,]\s?{_NAME}){{0,3}}\s?{_ROLE}(?:[·,]\s?{_NAME}\s?{_ROLE}){{0,2}})?"
    rf"|[(\[【〔]\s?[가-힣A-Za-z0-9]{{2,12}}\s{_NAME}(?:[·,]\s?{_NAME}){{0,3}}\s?{_ROLE}\s?[)\]】〕]"
    rf"|{_NAME}(?:[·,]\s?{_NAME}){{0,3}}\s?{_ROLE}(?=\s?=)"
    r"|[A-Z][A-Z .]{2,30}(?:,\s[A-Z][A-Za-z.]{2,12}\s\d{1,2})?\s\([A-Z][A-Za-z ]{1,30}\)(?=\s[-–—])"
    r")\s?[=\-–—:]?\s{0,2}"
)
_BYLINE_TAIL = re.compile(
    rf"(?:[/(\[]?\s?(?:{_NAME}(?:[·,]\s?{_NAME}){{0,3}}\s?{_ROLE}|[가-힣A-Za-z]{{2,12}}=?\s?{_NAME}\s?{_ROLE})"
    rf"\s?(?:[(<\[]?\s?{_MAIL}\s?[)>\]]?)?[)\]]?|[(<\[]?\s?{_MAIL}\s?[)>\]]?)$"
)
_CREDIT_TAIL = re.compile(
    r"(?:\d{4}[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?\s?)?[ⓒ©]\s?(?:[A-Za-z가-힣0-9]{2,12}\s?[=·/ ]\s?)?[A-Za-z가-힣0-9]{2,15}$"
)
_PHOTO = re.compile(
    r"^[/\[(<|▲▶]{0,2}\s?(?:사진|그래픽|자료|영상|이미지|일러스트|출처|Photo|Photograph|Image|Source|Credit)"
    r"(?:\s?(?:제공|출처|자료|by|credit))?\s?[=:/]|^[ⓒ©]|^(?:Photo|Image)s? (?:by|courtesy)\b",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    rf"(?:^|[.\])/=|,]|[가-힣]\s)\s?[\[(/|]?\s?(?:사진\s?[=:]\s?)?[ⓒ©]?\s?"
    rf"(?:(?:[A-Z]{{2,5}}|신화|로이터|타스|교도|EPA|AFP)\s?[=·/-]?\s?)?{_AGENCY}(?:\s?(?:제공|DB|사진|캡처|캡쳐))?\s?[\])]?\.?$"
)
_COPYRIGHT = re.compile(
    r"무단\s?(?:전재|복제|배포|도용)|재배포\s?(?:및[^.]{0,12})?금지|저작권자|all rights reserved"
    r"|copyright\s?(?:[ⓒ©]|\(c\)|\d{4})|[ⓒ©]\s?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_COMMENT_HEAD = re.compile(
    r"^(?:댓글\s?(?:\d+|쓰기|보기|입력|목록)?\s?개?|(?:전체|독자)\s?댓글.{0,12}|한\s?줄\s?의견|의견\s?\d+"
    r"|\d*\s?comments?(?: \(?\d+\)?)?|leave a (?:comment|reply)|join the conversation)$",
    re.IGNORECASE,
)
_COMMENT_NOTE = re.compile(
    r"등록된 댓글이 없|댓글\s?(?:등록|작성|쓰기)[은이가]?\s|로그인\s?(?:한|후|하)[^.]{0,20}댓글|첫\s?(?:번째)?\s?댓글을"
)
_POLL = re.compile(
    r"^(?:\[?(?:설문|투표|여론조사|POLL)\]?\s?[:：\]]|이 기사[를가에]? (?:어떻게|추천|평가|어떠)|(?:좋아요|추천해요|슬퍼요|화나요|훈훈해요|후속기사)"
    r"(?:\s?\d+)?(?:\s|$)|vote\b.{0,40}$|poll:)",
    re.IGNORECASE,
)
_TEASER_HEAD = re.compile(
    r"^[\[<【▶■◆\s#]{0,3}(?:함께\s?(?:보면|읽으면|볼|읽을)\s?(?:좋은|만한|수)?.{0,10}"
    r"|관련\s?(?:기사|뉴스|글|자료|콘텐츠|포스트|링크|키워드)|(?:추천|인기|주요|최신|실시간|오늘의|핫|화제의)\s?(?:주요\s?)?(?:기사|뉴스|글|포스트|콘텐츠|이슈)"
    r"|많이\s?본\s?(?:기사|뉴스|글)?|가장 많이 (?:본|읽은).{0,8}|이\s?시각\s?(?:주요|많이|추천).{0,10}|(?:이\s?기자의\s?)?다른\s?(?:기사|글|뉴스).{0,8}"
    r"|(?:이전|다음)\s?(?:글|기사)|related(?: (?:articles?|stories|posts?|news|coverage|topics))?"
    r"|(?:read|see) (?:more|also|next)|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|recommended(?: (?:for you|stories|reading))?|more (?:from|on|stories|news|in)\b.{0,30}"
    r"|most (?:read|popular|viewed)|trending(?: now)?|top stories|latest (?:news|stories)|what to read next)"
    r"\s?[\]>】:：]?\s?(?:더\s?보기)?$",
    re.IGNORECASE,
)
_TEASER_LINE = re.compile(
    r"^(?:[▶▷☞☛►➤]|\[?관련\s?(?:기사|뉴스|자료)\]?[\s:：]|관련자료\s|이전(?:글|기사)?\s{0,2}[:：▲]|다음(?:글|기사)?\s{0,2}[:：▼]"
    r"|(?:read more|see also|related)\s?:)",
    re.IGNORECASE,
)
_SUMMARY_HEAD = re.compile(
    r"^[\[<【■◆\s]{0,3}(?:(?:기사\s?)?(?:세|3|한|1|다섯|5)\s?줄\s?요약|(?:AI|핵심|기사|본문|내용)\s?(?:자동\s?)?요약|요약(?:봇|보기)?|핵심\s?포인트"
    r"|editor['’]?s?['’]?\s?(?:pick|note)s?|에디터\s?(?:픽|노트)|key (?:points|takeaways)|summary|at a glance|in brief|tl;?dr)"
    r"\s?[\]>】:：]?$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[-–•·∙*◦‣○●▲△✔✅]|\d{1,2}[.)]|[①-⑩])\s?")
_SUBHEAD_MARK = re.compile(
    r"^[■◆◇□▲△●○◈▣❚#][^#]|^<[^<>]{2,50}>$|^\[[^\[\]]{2,50}\]$|^【[^】]{2,50}】$"
)
_WHEN = r"(?:20\d\d[.\-/년]\s?\d{1,2}[.\-/월]\s?\d{1,2}|\d{1,2}[.\-/]\d{1,2}(?![.\d])|\d{1,2}:\d\d)"
_STAMP = re.compile(
    rf"(?:작성(?:일|일시|시간)?|등록(?:일|일시)?|(?:기사\s?)?입력(?:일|시간)?|승인|송고(?:시간)?|최종\s?(?:수정|업데이트)|수정(?:일)?|업데이트|게재(?:일)?|발행(?:일)?"
    rf"|posted(?: on)?|published(?: on)?|updated(?: on)?)\s{{0,2}}[:：|]?\s{{0,2}}{_WHEN}",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:조회\s?(?:수)?\s?[:：]?\s?[\d,]+|추천\s?(?:수)?\s?[:：]?\s?\d+|목록|인쇄|공유(?:하기)?|스크랩|글자\s?(?:크기|크게|작게).{0,12}|(?:기사\s?)?(?:구독|저장|제보)(?:하기)?"
    r"|본문\s?(?:바로가기|듣기).{0,10}|메뉴.{0,6}|홈|TOP|맨\s?위로|닫기|더\s?보기|로그인|회원가입|검색|이메일|URL\s?복사.{0,8}|(?:페이스북|트위터|카카오(?:톡|스토리)|네이버|밴드|링크)[\s가-힣]{0,20}"
    r"|share(?: this)?.{0,20}|print|subscribe.{0,20}|sign (?:in|up)|log ?in|menu|home|search|advertisement|ad|skip to .{1,20})$",
    re.IGNORECASE,
)
_TAGS_LINE = re.compile(r"^(?:#[^\s#]{1,30}[\s,]{0,2})+$")
_TRAIL = re.compile(r"^(?:홈|HOME|Home)\s?[>›»]")
_LEAD_PIECES = 6


def classified(pieces: Iterable[Piece], titles: Iterable[str]) -> list[Piece]:
    """The pieces, cut where two things were glued together, every one with its class.

    ``titles`` are the titles the page states of itself. Cost: linear in the text.
    """
    found = [part for piece in pieces for part in _cut(piece)]
    for piece in found:
        if piece.kind is None:
            piece.kind, piece.evidence = _judged(piece)
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
    stamp = _STAMP.search(text, 0, _EDGE)
    if stamp and not (piece.is_sentence and stamp.start()):
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
    if dateline := _DATELINE.match(text):
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


_GLUED = re.compile(r"[다요죠까]\.[\"'”’)]{0,2}(?=[가-힣A-Z0-9\"'“‘\[<■◆▲])")
_COMMENTS = re.compile(r"\s(?=댓글\s?\d+(?:\s|$))")


def _tails(text: str) -> Iterator[tuple[int, BlockClass | None, str]]:
    """Where each thing glued to the end of ``text`` begins, last first."""
    end = len(text)
    edge = max(0, end - _EDGE)
    if _COMMENT_NOTE.search(text, edge) and (found := _COMMENTS.search(text, edge)):
        end = found.end()
        yield end, BlockClass.COMMENT, "text: comments"
    for pattern, evidence in (
        (_CREDIT_TAIL, "text: credit"),
        (_BYLINE_TAIL, "text: by-line"),
    ):
        body = text[:end].rstrip() if end < len(text) else text
        found = pattern.search(body, max(0, len(body) - _SHORT))
        if found and found.start() and ends_sentence(body[: found.start()].rstrip()):
            end = found.start()
            yield end, BlockClass.CREDIT, evidence
    glued = None
    for glued in _GLUED.finditer(text, max(0, end - _SHORT), end):
        pass
    if glued and not ends_sentence(text[:end].rstrip()):
        yield glued.end(), None, ""


def _judged(piece: Piece) -> tuple[BlockClass | None, str]:
    """What a piece says it is, by itself."""
    text = piece.text
    if len(text) > _EDGE:
        return None, ""
    told = "다." in text or "요." in text
    if _COPYRIGHT.search(text) and (not told or _COPYRIGHT.match(text.lstrip("<([ "))):
        return BlockClass.COPYRIGHT, "text: copyright"
    if _COMMENT_HEAD.match(text) or (_COMMENT_NOTE.search(text) and len(text) <= 120):
        return BlockClass.COMMENT, "text: comments"
    if _POLL.match(text):
        return BlockClass.POLL, "text: poll"
    if _SUMMARY_HEAD.match(text):
        return BlockClass.SUMMARY, "text: summary heading"
    if _TEASER_HEAD.match(text):
        return BlockClass.TEASER, "text: teaser heading"
    if _TEASER_LINE.match(text) and not piece.is_sentence:
        return BlockClass.TEASER, "text: teaser"
    if _PHOTO.match(text) and not told:
        return BlockClass.CREDIT, "text: photo credit"
    if (found := _CAPTION_END.search(text)) and text.count("다.") <= 1:
        bare = found.start() <= 1
        kind = BlockClass.CREDIT if bare else BlockClass.CAPTION
        return kind, "text: agency credit at the end"
    whole = _DATELINE.fullmatch(text) or _BYLINE_TAIL.fullmatch(text)
    if whole or _CREDIT_TAIL.fullmatch(text) or (_STAMP.match(text) and not told):
        return BlockClass.CREDIT, "text: by-line"
    if _FURNITURE.match(text) or _TAGS_LINE.match(text) or _TRAIL.match(text):
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
    if _BULLET.match(piece.text):
        return number <= 8
    return number <= 3 and len(piece.text) < 120 and ahead > 3 * len(piece.text)


def _mark_titles(pieces: list[Piece], titles: set[str]) -> None:
    """The title wherever it stands: as the page states it, else a first heading or line."""
    seen = False
    for piece in pieces:
        if piece.kind in (None, BlockClass.SUMMARY) and len(piece.text) <= 2 * _TITLE_LENGTH:
            bare = _bare(piece.text)
            if bare and any(_same_title(bare, title) for title in titles):
                piece.kind = BlockClass.TITLE
                piece.evidence = "repeats the title" if seen else "the title the page states"
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
    for index, piece in enumerate(pieces):
        stub = len(piece.text) <= _SHORT and not ends_sentence(piece.text)
        if piece.evidence == "markup: subtitle" and index > first and stub:
            piece.kind = BlockClass.SUBHEADING
        if piece.kind is not None:
            continue
        if not piece.inside:
            piece.kind, piece.evidence = _outside(piece, before=index < first)
        elif body and index > last and stub and not _SUBHEAD_MARK.match(piece.text):
            piece.kind, piece.evidence = (
                BlockClass.NAVIGATION,
                "text: a stub after the end",
            )
        elif first < index < last and stub and _is_subheading(piece, pieces, index):
            piece.kind, piece.evidence = (
                BlockClass.SUBHEADING,
                "text: a heading in the text",
            )
        elif piece.heading and index < last:
            piece.kind, piece.evidence = (
                BlockClass.SUBHEADING,
                f"markup: h{piece.heading}",
            )
        elif body and index < first and titled and not ends_sentence(piece.text):
            kind = BlockClass.SUMMARY if len(piece.text) >= 10 else BlockClass.NAVIGATION
            piece.kind, piece.evidence = kind, "text: between title and text"
        else:
            piece.kind = BlockClass.BODY


def _outside(piece: Piece, *, before: bool) -> tuple[BlockClass, str]:
    if piece.is_sentence and not piece.linked:
        kind = BlockClass.SUMMARY if before else BlockClass.TEASER
    else:
        kind = BlockClass.NAVIGATION
    return kind, "markup: outside the article"


def _is_subheading(piece: Piece, pieces: list[Piece], index: int) -> bool:
    if piece.heading or piece.strong or _SUBHEAD_MARK.match(piece.text):
        return True
    following = next((other for other in pieces[index + 1 :] if other.kind is None), None)
    return following is not None and following.is_sentence
