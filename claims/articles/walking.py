"""From HTML to pieces of visible text, in reading order, with what the markup says of them.

The tree is walked with a loop, never by recursion, and in time linear in its size. libxml2
stops at 2,048 levels and drops what comes after; a page nested deeper than that is no longer
read as a tree: its tags are stripped and its text kept.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from claims.articles.hints import hinted
from claims.articles.lines import ends_sentence, paragraphs
from claims.text.findings import BlockClass

_BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
# Not "head": where its end is left out, as HTML allows, libxml2 takes article and main into it.
_UNSEEN_TAGS = frozenset(
    [
        "applet",
        "audio",
        "canvas",
        "datalist",
        "embed",
        "frameset",
        "iframe",
        "map",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "script",
        "style",
        "svg",
        "template",
        "title",
        "video",
    ]
)
_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\t\n\r\x0b\x0c"),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        *[0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF],
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),  # halves of pairs, which JSON may escape and UTF-8 cannot hold
    ]
)
_WHOLE_ZONES = frozenset(
    {
        BlockClass.COMMENT,
        BlockClass.POLL,
        BlockClass.COPYRIGHT,
        BlockClass.TEASER,
        BlockClass.NAVIGATION,
    }
)
"""Zones that rule everything inside them; the others say something of one piece."""
_SETTING_OFF = frozenset(
    {BlockClass.CAPTION, BlockClass.CREDIT, BlockClass.COPYRIGHT, BlockClass.SUMMARY}
)
"""Zones that set even an inline element off from the text around it; a marked keyword or a
button-like link is part of its sentence."""
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_DEEPEST = 2000
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)|<[!?]")
_SENTENCE_WEIGHT = 30
_WIDE = re.compile(r"[가-힣\u3040-\u30ff\u4e00-\u9fff]")
_LONGEST_CELL = 60


@dataclass(slots=True)
class Piece:
    """A run of visible text between two boundaries, white space collapsed, NFC.

    ``kind`` is None while nothing is known. ``heading`` is 1 to 6 for h1 to h6. ``inside`` is
    False outside the element that holds the article, where one is known. ``row`` numbers the
    row of a table that it is a cell of, 0 outside tables. ``apart`` says that a blank line is
    before it.
    """

    text: str
    kind: BlockClass | None = None
    evidence: str = ""
    heading: int = 0
    strong: bool = False
    inside: bool = True
    linked: bool = False
    row: int = 0
    apart: bool = False

    @property
    def is_sentence(self) -> bool:
        """Long enough for a sentence, and ended as one; a Hangul syllable weighs two letters."""
        length = len(self.text)
        if length < _SENTENCE_WEIGHT:
            length += len(_WIDE.findall(self.text))
        return length >= _SENTENCE_WEIGHT and ends_sentence(self.text)


@dataclass(slots=True)
class _Line:
    """What stands between two line breaks: parts of text, and characters by their markup."""

    parts: list[str] = field(default_factory=list)
    total: int = 0
    strong: int = 0
    linked: int = 0


@dataclass(slots=True)
class _Frame:
    """An open element, kept after it closes: where the text mass lies is known only then.

    ``outside`` is true of the frame of the page, outside every block of it.
    """

    parent: int
    hint: BlockClass | None
    evidence: str
    named: bool
    outside: bool = False
    mass: int = 0
    kind: BlockClass | None = None
    inside: bool = True


def squeezed(text: str) -> str:
    """``text`` in NFC, every run of white space one space, invisible characters removed."""
    return unicodedata.normalize("NFC", " ".join(text.translate(_INVISIBLE).split()))


def parsed(text: str) -> etree._Element | None:
    """The tree of ``text``, or None where libxml2 makes none of it."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.translate(_INVISIBLE).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError):
        return None


def walked(
    root: etree._Element, *, unseen: bool = False, fragment: bool = False
) -> list[Piece] | None:
    """The visible pieces under ``root`` in reading order, or None if the tree was cut short.

    With ``unseen``, text hidden by an inline style is read as well. In a ``fragment``, line
    feeds outside every block are breaks, as they are in the text it was copied into. Zones
    named by the markup are on the pieces; what the words say is for others to read.
    """
    walk = _Walk(unseen, fragment)
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            depth += 1
            if depth > _DEEPEST:
                return None
            walk.open(element)
        else:
            depth -= 1
            walk.close(element)
    return walk.finish()


class _Walk:
    def __init__(self, unseen: bool, fragment: bool) -> None:
        self._unseen = unseen
        self._fragment = fragment
        self._frames = [_Frame(parent=-1, hint=None, evidence="", named=False)]
        self._open = [0]
        self._boundaries: list[bool] = []
        self._hidden = 0
        self._heading = 0
        self._strong = 0
        self._links = 0
        self._verbatim = 0
        self._rows: list[int] = []
        self._row_count = 0
        self._lines = [_Line()]
        self._pieces: list[tuple[Piece, int]] = []

    def open(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if self._hidden or tag in _UNSEEN_TAGS or self._is_hidden(element):
            self._hidden += 1
            return
        hint, evidence, named = hinted(element, tag)
        boundary = tag in _BLOCK_TAGS or hint in _SETTING_OFF
        if boundary:
            self._flush()
            outside = tag in ("html", "body")
            self._frames.append(_Frame(self._open[-1], hint, evidence, named, outside))
            self._open.append(len(self._frames) - 1)
        self._boundaries.append(boundary)
        self._count(tag, 1)
        if tag == "br":
            self._lines.append(_Line())
        self._add(element.text)

    def close(self, element: etree._Element) -> None:
        if self._hidden:
            self._hidden -= 1
        else:
            if self._boundaries.pop():
                self._flush()
                self._open.pop()
            self._count(str(element.tag), -1)
        if not self._hidden:
            self._add(element.tail)

    def finish(self) -> list[Piece]:
        self._flush()
        frames = self._frames
        for piece, index in self._pieces:
            if piece.is_sentence and not piece.linked:
                frames[index].mass += len(piece.text)
        for frame in reversed(frames[1:]):
            frames[frame.parent].mass += frame.mass
        self._rule(self._main())
        for piece, index in self._pieces:
            frame = frames[index]
            piece.kind, piece.inside = frame.kind, frame.inside
            piece.evidence = frame.evidence if frame.kind else ""
        return list(_with_whole_rows(piece for piece, _ in self._pieces))

    def _is_hidden(self, element: etree._Element) -> bool:
        if element.get("hidden") is not None:
            return True
        return not self._unseen and bool(_HIDING_STYLE.search(element.get("style", "")))

    def _count(self, tag: str, step: int) -> None:
        if tag in _HEADINGS:
            self._heading = int(tag[1]) if step > 0 else 0
        elif tag in ("b", "strong"):
            self._strong += step
        elif tag == "a":
            self._links += step
        elif tag in ("pre", "textarea"):
            self._verbatim += step
        elif tag == "tr" and step > 0:
            self._row_count += 1
            self._rows.append(self._row_count)
        elif tag == "tr":
            self._rows.pop()

    def _add(self, text: str | None) -> None:
        if not text:
            return
        outside = self._fragment and self._frames[self._open[-1]].outside
        if (self._verbatim or outside) and "\n" in text:
            first, *others = text.split("\n")
            self._put(first)
            for other in others:
                self._lines.append(_Line())
                self._put(other)
        else:
            self._put(text)

    def _put(self, text: str) -> None:
        line = self._lines[-1]
        length = len(text.strip())
        line.parts.append(text)
        line.total += length
        line.strong += length if self._strong else 0
        line.linked += length if self._links else 0

    def _flush(self) -> None:
        lines, self._lines = self._lines, [_Line()]
        if len(lines) == 1 and not lines[0].total:
            return
        texts: list[str] = []
        kept: list[_Line] = []
        for line in lines:
            if (
                kept
                and texts[-1]
                and (kept[-1].strong == kept[-1].total) != (line.strong == line.total)
            ):  # a line in bold does not run on into one that is not
                texts.append("")
                kept.append(_Line())
            texts.append(squeezed("".join(line.parts)))
            kept.append(line)
        for run in paragraphs(texts):
            total = sum(line.total for line in kept[run])
            piece = Piece(
                text=squeezed(" ".join(texts[run])),
                heading=self._heading,
                strong=all(line.strong == line.total for line in kept[run]),
                linked=sum(line.linked for line in kept[run]) * 2 > total,
                row=self._rows[-1] if self._rows else 0,
            )
            piece.apart = run.start > 0 and not texts[run.start - 1]
            self._pieces.append((piece, self._open[-1]))

    def _main(self) -> int:
        """The element that holds the article, as far as the markup names it, else the root.

        A name (``article``, ``itemprop=articleBody``, a class such as ``news_body``) is
        believed where at least half of all sentences are inside; the innermost such element.
        """
        frames = self._frames
        best = 0
        for index, frame in enumerate(frames):
            if frame.named and frame.mass * 2 >= frames[0].mass > 0:
                best = index
        return best

    def _holds_too_much(self, frame: _Frame) -> bool:
        """Whether so much of the text is in ``frame`` that its name cannot be meant of all."""
        share = 9 if frame.hint in (BlockClass.COMMENT, BlockClass.TEASER) else 5
        return frame.mass * 10 > share * self._frames[0].mass > 0

    def _rule(self, main: int) -> None:
        """Give every element its zone; what holds the article is never a zone itself."""
        frames = self._frames
        around = set()
        index = main
        while index >= 0:
            around.add(index)
            index = frames[index].parent
        for index, frame in enumerate(frames):
            above = frames[frame.parent] if index else None
            frame.inside = main == 0 or index == main or bool(above and above.inside)
            if index in around:
                frame.inside = main in (0, index)
            elif frame.hint and self._holds_too_much(frame):
                frame.hint = None
                if above:
                    frame.kind, frame.evidence = above.kind, above.evidence
            elif above and above.kind in _WHOLE_ZONES:
                frame.kind, frame.evidence = above.kind, above.evidence
            elif frame.hint:
                frame.kind = frame.hint
            elif above:
                frame.kind, frame.evidence = above.kind, above.evidence


def _with_whole_rows(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, the cells of a row of data one piece; in a table for layout cells stay."""
    for row, cells in groupby(pieces, key=lambda piece: piece.row):
        found = list(cells)
        data = all(len(cell.text) <= _LONGEST_CELL and not cell.is_sentence for cell in found)
        if row and data and len({cell.kind for cell in found}) == 1:
            yield replace(found[0], text=" ".join(cell.text for cell in found))
        else:
            yield from found


def stripped(text: str) -> list[Piece]:
    """The text of a page too deep for a tree: every tag is a boundary, scripts are dropped."""
    parts: list[str] = []
    position = 0
    closed: dict[str, bool] = {}
    while (opening := text.find("<", position)) >= 0:
        parts.append(text[position:opening])
        match = _TAG_NAME.match(text, opening)
        name = (match[1] or "").lower() if match else ""
        end = -1
        if text.startswith("<!--", opening):
            end = _after(text, "-->", opening, closed)
        elif name in ("script", "style"):
            end = _after(text, f"</{name}>", opening, closed)
        if end < 0 and match:
            end = _after(text, ">", opening, closed)
        parts.append("<" if end < 0 else "\n")
        position = opening + 1 if end < 0 else end
    parts.append(text[position:])
    unescaped = html.unescape("".join(parts))
    return [Piece(line) for raw in unescaped.splitlines() if (line := squeezed(raw))]


def _after(text: str, what: str, start: int, absent: dict[str, bool]) -> int:
    """Where ``what`` ends after ``start``, or -1; never searched again once it is absent."""
    if absent.get(what):
        return -1
    found = text.find(what, start)
    if found < 0:
        absent[what] = True
        return -1
    return found + len(what)
