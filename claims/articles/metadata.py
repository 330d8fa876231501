"""What a page says of itself: title, outlet, by-line, date, address, language.

Every value carries the evidence it rests on; what the page does not say stays empty, never a
guess. The markup made for machines is asked first, then the words of the page's imprint
(by-lines, date lines, copyright lines).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from claims.articles import dates, wording
from claims.articles.dates import PublishedDate
from claims.articles.hints import hinted
from claims.articles.walking import Piece, squeezed
from claims.text.findings import BlockClass


@dataclass(frozen=True, slots=True)
class Stated:
    """A value with the evidence for it, such as ``meta og:title``; both empty if unknown."""

    value: str = ""
    evidence: str = ""


UNKNOWN = Stated()


@dataclass(slots=True)
class Markup:
    """The statements a page makes to machines, in the order in which they are to be asked."""

    meta: dict[str, str] = field(default_factory=dict)
    linked_data: list[dict[str, Any]] = field(default_factory=list)
    canonical: str = ""
    language: str = ""
    head_title: str = ""
    times: list[tuple[str, bool]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")
_IMAGE_SOURCES = ("src", "data-src", "data-org-src", "data-original", "data-lazy-src")
_LONGEST_DATA = 500_000
_MOST_IMAGES = 200


def read_markup(root: etree._Element) -> Markup:
    """Collect what ``root`` states in meta, link, time and image elements and JSON-LD."""
    markup = Markup()
    for element in root.iter("html", "meta", "link", "title", "script", "time", "img"):
        tag = element.tag
        if tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            markup.meta.setdefault(name.strip().lower(), squeezed(element.get("content", "")))
        elif tag == "html":
            markup.language = element.get("lang", "") or element.get("xml:lang", "")
        elif tag == "link" and "canonical" in element.get("rel", "").lower().split():
            markup.canonical = markup.canonical or element.get("href", "").strip()
        elif tag == "title":
            markup.head_title = markup.head_title or squeezed(element.text or "")
        elif tag == "script" and "ld+json" in element.get("type", "").lower():
            markup.linked_data.extend(_articles(element.text or ""))
        elif tag == "time" and element.get("datetime"):
            marked = element.get("pubdate") is not None
            marked |= "datepublished" in element.get("itemprop", "").lower()
            if marked or _may_be_publication(element):
                markup.times.append((element.get("datetime", ""), marked))
        elif tag == "img" and len(markup.images) < _MOST_IMAGES:
            markup.images.extend(element.get(name, "") for name in _IMAGE_SOURCES)
    markup.linked_data = _own(markup)
    return markup


_OTHERS = frozenset({BlockClass.TEASER, BlockClass.COMMENT, BlockClass.NAVIGATION})
_ANCESTORS_READ = 12
_MODIFIED = re.compile(r"modif|updat|edited", re.IGNORECASE)
_UPDATED_BEFORE = re.compile(
    r"(?:수정|업데이트|갱신|updated|modified|edited)(?:일|시간)?(?: on| at)?\s{0,3}[:：|]?\s{0,3}$",
    re.IGNORECASE,
)


def _may_be_publication(element: etree._Element) -> bool:
    """Whether a time element is not of an update, and of no other article or comment."""
    if _MODIFIED.search(f"{element.get('itemprop', '')} {element.get('class', '')}"):
        return False
    previous, parent = element.getprevious(), element.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else ""
    within = previous.text if previous is not None and not (before or "").strip() else ""
    if any(_UPDATED_BEFORE.search((text or "")[-40:]) for text in (before, within, element.text)):
        return False
    return not any(
        hinted(above, str(above.tag))[0] in _OTHERS
        for above in islice(element.iterancestors(), _ANCESTORS_READ)
        if isinstance(above.tag, str)
    )


def _own(markup: Markup) -> list[dict[str, Any]]:
    """The articles of the linked data that can be this one: lists of others say as much."""
    nodes = markup.linked_data
    if len(nodes) < 2:
        return nodes
    addresses = {markup.canonical, markup.meta.get("og:url", "")} - {""}
    title = _bare(markup.meta.get("og:title", "") or markup.head_title)
    same = [
        node
        for node in nodes
        if addresses & set(_addresses(node))
        or (len(_bare(node.get("headline"))) > 5 and title.startswith(_bare(node.get("headline"))))
    ]
    if same:
        return same
    stated = {(_plain(node.get("headline")), _plain(node.get("datePublished"))) for node in nodes}
    return nodes if len(stated) == 1 else []


def _addresses(node: dict[str, Any]) -> Iterator[str]:
    for value in (node.get("url"), node.get("@id"), node.get("mainEntityOfPage")):
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _bare(value: Any) -> str:
    return "".join(filter(str.isalnum, _plain(value).lower()))


def _articles(source: str) -> Iterator[dict[str, Any]]:
    if len(source) > _LONGEST_DATA:
        return
    try:
        waiting = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.append(node.get("@graph"))
            kinds = node.get("@type")
            if any(
                isinstance(kind, str) and _ARTICLE_TYPE.search(kind)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield node


_TITLE_META = ("og:title", "twitter:title", "dc.title", "headline", "title")
_AUTHOR_META = ("author", "article:author", "dable:author", "byl", "dc.creator", "parsely-author")
_DATE_META = (
    "article:published_time", "og:article:published_time", "article:published",
    "datepublished", "pubdate", "publishdate", "publish-date", "publish_date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date",
    "article_date_original", "regdate", "date",
)  # fmt: skip
_SITE_META = ("og:site_name", "application-name", "twitter:site")
_TITLE_TAIL = re.compile(r"\s{1,4}(?:[|–—-]|::?|<|>)\s{1,4}(?P<tail>[^|–—<>]{1,30})$")
_PORTALS = re.compile(
    r"네이버|다음|네이트|카카오|daum|naver|nate|msn|yahoo|google|줌\b|zum\b", re.I
)


def titles(markup: Markup) -> list[Stated]:
    """The titles the markup states, the most specific first, without the site's name."""
    site = markup.meta.get("og:site_name", "")
    found = [
        Stated(_plain(node.get("headline")), "json-ld headline") for node in markup.linked_data
    ]
    found += [Stated(markup.meta.get(name, ""), f"meta {name}") for name in _TITLE_META]
    found = [Stated(_without_site(each.value, site), each.evidence) for each in found]
    bare = markup.head_title
    while match := _TITLE_TAIL.search(bare):
        bare = bare[: match.start()].rstrip()
    found.append(Stated(bare, "title element"))
    return [each for each in found if each.value and each.value != site]


def _without_site(title: str, site: str) -> str:
    match = _TITLE_TAIL.search(title)
    if match and (match["tail"].strip() == site or _PORTALS.search(match["tail"])):
        return title[: match.start()].rstrip()
    return title


def _plain(value: Any) -> str:
    return squeezed(value)[:500] if isinstance(value, str) else ""


def _names(value: Any) -> list[str]:
    """The names in a JSON-LD author or publisher: a string, an object, or a list of them."""
    values = value if isinstance(value, list) else [value]
    named = [each.get("name") if isinstance(each, dict) else each for each in values[:10]]
    return [name for name in map(_plain, named) if name]


def bodies(markup: Markup) -> list[str]:
    """The text of the article as the linked data carries it, at most one."""
    found = [node["articleBody"] for node in markup.linked_data if "articleBody" in node]
    return [body for body in found if isinstance(body, str)][:1]


_ROLE = re.compile(r"(?:기자|특파원|논설위원|편집위원|평론가|칼럼니스트|앵커|PD|통신원|교수)$")
_BYLINE = re.compile(
    r"(?P<names>(?<=[)\]】]\s)[가-힣]{3}(?:\s[가-힣]{3}){1,3}"
    r"|[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3})"
    r"\s?(?P<role>(?:선임|전문|인턴|객원|수습)?기자|특파원|논설위원|편집위원|평론가|통신원)"
)
_ENGLISH_BYLINE = re.compile(
    r"^[Bb][Yy]:?\s(?P<names>[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,4}"
    r"(?:(?:,| and|, and)\s[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,4}){0,3})"
)


_SIGNED = re.compile(r"^[(\[/]?(?P<name>[가-힣]{2,4})\s?[(<\[/|]?\s?[\w.+-]{1,40}@[\w-]{1,40}\.")
_NOT_BY = frozenset({"text: photo credit", "text: credit", "text: crew", "markup: credit"})
_NO_NAME = re.compile(r"^(?:관리자|운영자|편집부|편집국|보도국|뉴스룸|취재팀|[가-힣]*뉴스팀)$")


def byline(markup: Markup, pieces: Iterable[Piece]) -> Stated:
    """Who wrote it: JSON-LD, meta, then the credits of the text."""
    for node in markup.linked_data:
        if names := [name for name in _names(node.get("author")) if _is_person(name)]:
            return Stated(", ".join(names), "json-ld author")
    for name in _AUTHOR_META:
        if _is_person(markup.meta.get(name, "")):
            return Stated(markup.meta[name][:300], f"meta {name}")
    for piece in pieces:
        if piece.kind is not BlockClass.CREDIT or piece.evidence in _NOT_BY:
            continue
        if korean := _BYLINE.search(piece.text[:200]):
            return Stated(f"{korean['names']} {korean['role']}", piece.evidence)
        if signed := _SIGNED.match(piece.text):
            return Stated(signed["name"], piece.evidence)
        if english := _ENGLISH_BYLINE.match(piece.text[:200]):
            return Stated(english["names"], piece.evidence)
    return UNKNOWN


def _is_person(name: str) -> bool:
    """Whether an author field can be a person: no address, no handle, no name of an outlet."""
    if not 2 <= len(name) <= 100 or "/" in name or name.startswith("@") or "|" in name:
        return False
    korean = re.fullmatch(r"[가-힣]{2,4}(?:[·, ]+[가-힣]{2,4}){0,3}", name)
    if _NO_NAME.search(name):
        return False
    if _ROLE.search(name) or "@" in name:
        return True
    if korean:
        return not re.search(r"(?:뉴스|일보|신문|방송|타임스|경제|닷컴|미디어)$", name)
    word, between = r"[A-Z][\w.'’-]{0,30}", r"[\s,&]{1,4}(?:and\s)?"
    return bool(re.fullmatch(rf"(?![A-Z][\s,&]){word}(?:{between}{word}){{1,12}}", name))


_COPYRIGHT_NAME = re.compile(
    r"(?:[ⓒ©]|\([cC]\)|저작권자|copyright(?! [ⓒ©(]))\s{0,2}"
    r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:20)?\d\d)?)?"
    r"[\s,.:]{0,3}(?P<name>(?:주식회사\s|\(주\)\s?)?[가-힣A-Za-z0-9][가-힣A-Za-z0-9&.' -]{1,40}?)"
    r"(?=\s?(?:[.,|>\])/·]|&\s?[\w-]{1,30}\.|무단|All [Rr]ights|ALL RIGHTS|재배포|\(|$))",
    re.IGNORECASE,
)
_DATELINE_OUTLET = re.compile(
    r"^[(\[【〔<][^=)\]】〕>]{1,30}=\s?(?![가-힣·, ]{2,16}\s?(?:[가-힣]{2})?(?:기자|특파원))"
    r"(?P<name>[가-힣A-Za-z0-9]{2,15})"
)
_OUTLET_NAME = re.compile(
    r"(?P<name>[가-힣A-Za-z0-9]{1,8}"
    r"(?:뉴스|신문|일보|경제|투데이|데일리|타임스|방송|통신|저널|미디어|닷컴))(?=[\s\])】〕>=|])"
)


_SIGN_OFF_OUTLET = re.compile(
    r"(?:^|\s)(?P<name>[A-Z가-힣][A-Za-z가-힣0-9]{1,9})\s?뉴스\s[가-힣]{2,4}(?:입|이었|였습)"
    r"|(?:^|\s)(?P<channel>[A-Z]{3,5}|연합뉴스TV|TV조선|채널A)\s[가-힣]{2,4}(?:입|이었|였습)"
)


def outlet(markup: Markup, pieces: Iterable[Piece]) -> Stated:
    """Who published it. A portal that only carries the text is not the outlet."""
    for node in markup.linked_data:
        for name in _names(node.get("publisher")):
            if not _PORTALS.search(name):
                return Stated(name, "json-ld publisher")
    author = markup.meta.get("og:article:author", "") or markup.meta.get("article:author", "")
    carried = author.split("|")[0].strip() if "|" in author else ""
    if carried and not _PORTALS.search(carried):
        return Stated(carried, "meta og:article:author")
    site = site_name(markup)
    if site.value and not _PORTALS.search(site.value):
        return site
    found = list(pieces)
    for piece in found:
        if piece.kind is BlockClass.COPYRIGHT and (
            match := _COPYRIGHT_NAME.search(piece.text[:300])
        ):
            return Stated(match["name"].strip(), "text: copyright line")
    for piece in found:
        if piece.evidence == "text: dateline" and (
            match := _DATELINE_OUTLET.match(piece.text) or _OUTLET_NAME.search(piece.text)
        ):
            return Stated(match["name"], "text: dateline")
    for piece in found:
        if piece.evidence == "text: sign-off" and (match := _SIGN_OFF_OUTLET.search(piece.text)):
            return Stated(match["name"] or match["channel"], "text: sign-off")
    return UNKNOWN


def site_name(markup: Markup) -> Stated:
    """The site the page stands on, as it calls itself."""
    for name in _SITE_META:
        value = markup.meta.get(name, "")
        if value and not value.startswith("@"):
            return Stated(value[:200], f"meta {name}")
    return UNKNOWN


def address(markup: Markup) -> Stated:
    """The address the page gives as its own; absolute and http(s) only."""
    for value, evidence in (
        (markup.canonical, "link canonical"),
        (markup.meta.get("og:url", ""), "meta og:url"),
    ):
        if value.lower().startswith(("http://", "https://")):
            return Stated(value[:2000], evidence)
    return UNKNOWN


def published(markup: Markup, pieces: Iterable[Piece], language: str) -> PublishedDate | None:
    """When it was published: markup, then the imprint's words, then its own address (weak)."""
    zone = dates.SEOUL if language == "ko" else None
    stated = [
        (_plain(node.get("datePublished")), "json-ld", "json-ld datePublished")
        for node in markup.linked_data
    ]
    stated += [(markup.meta.get(name, ""), "meta", f"meta {name}") for name in _DATE_META]
    stated += [(value, "time", "time datetime") for value, marked in markup.times if marked]
    if len({value for value, _ in markup.times}) == 1:
        stated.append((markup.times[0][0], "time", "time datetime"))
    for value, code, evidence in stated:
        found = dates.read(value, code=code, evidence=evidence, zone=zone) if value else None
        if found:
            return found
    before, after = _imprint(pieces)
    if found := dates.read_stamps(before, after, zone):
        return found
    own = dates.in_address(address(markup).value, code="address")
    pictures = [markup.meta.get("og:image", ""), *markup.images]
    images = [dates.in_address(image, code="image") for image in pictures if image]
    dated = [each for each in (own, *images) if each]
    # The address of a picture says when it was put there: it can only complete a date line.
    return dates.completed_by_address(before, dated) or own


_PICTURES = frozenset({"text: photo credit", "text: credit", "text: agency credit at the end"})


def _imprint(pieces: Iterable[Piece]) -> tuple[list[str], list[str]]:
    """The lines that say who and when, before and after the text.

    Left out: credits of pictures, and the legal notice at the foot of Korean pages, whose
    dates of registration and first issue are the paper's.
    """
    before: list[str] = []
    after: list[str] = []
    begun = False
    for piece in pieces:
        begun |= piece.kind is BlockClass.BODY
        imprint = piece.kind is BlockClass.CREDIT and piece.evidence not in _PICTURES
        board = piece.kind is BlockClass.NAVIGATION
        if (imprint or board) and not wording.LEGAL.search(piece.text[:400]):
            if not begun:
                before.append(piece.text)
            elif piece.inside:
                after.append(piece.text)
    return before, after


_SCRIPTS = (
    ("ko", re.compile(r"[가-힣]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_ENGLISH = frozenset("the of and to in that is was for on with said has by from it as at".split())
_SAMPLE = 20_000


def language(markup: Markup, text: str) -> Stated:
    """The language of ``text`` by its letters, and among Latin ones by the page's own word."""
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    if not letters:
        return UNKNOWN
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    if counts["ja"] * 10 > letters:
        return Stated("ja", "text: kana")
    code = max(counts, key=lambda each: counts[each])
    if counts[code] * 4 > letters:
        return Stated(code, "text: script")
    declared = markup.language.strip().lower()[:2]
    words = re.findall(r"[a-z]+", sample.lower())
    if words and sum(word in _ENGLISH for word in words) * 8 > len(words):
        return Stated("en", "text: function words")
    if declared.isalpha() and declared not in dict(_SCRIPTS) and declared != "en":
        return Stated(declared, "html lang")
    return UNKNOWN
