"""What the markup of one element says its text is: tag, class, id, role, itemprop.

Class names are read as words (``newsCaption`` is "news" and "caption"), never as substrings:
"header" is not "head" and "downloads" holds no ad.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from claims.text.findings import BlockClass

_MARKS = ("class", "id", "role", "itemprop", "data-role")
_MARKS_READ = 400
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[가-힣]+|\d+")

_TAG_ZONES = {
    "nav": BlockClass.NAVIGATION,
    "footer": BlockClass.NAVIGATION,
    "form": BlockClass.NAVIGATION,
    "button": BlockClass.NAVIGATION,
    "select": BlockClass.NAVIGATION,
    "textarea": BlockClass.NAVIGATION,
    "menu": BlockClass.NAVIGATION,
    "dialog": BlockClass.NAVIGATION,
    "aside": BlockClass.TEASER,
    "figure": BlockClass.CAPTION,
    "figcaption": BlockClass.CAPTION,
    "time": BlockClass.CREDIT,
}
_WORD_ZONES = {
    BlockClass.COMMENT: "comment comments reply replies disqus cmt cbox livere respond 댓글",
    BlockClass.POLL: "poll polls vote survey quiz reaction reactions emotion likeit 투표 설문",
    BlockClass.COPYRIGHT: "copyright copyrights",
    BlockClass.TEASER: "related relation relate recommend recommended recommendation ranking"
    " popular teaser promo promotion trending latest readmore mostread recirculation taboola"
    " outbrain dable 관련기사",
    BlockClass.CAPTION: "caption captions figcaption imgdesc",
    BlockClass.CREDIT: "byline reporter journalist author writer credit dateline pubdate regdate"
    " datetime timestamp datestamp dateline pubtime 기자",
    BlockClass.SUMMARY: "summary abstract dek standfirst subtitle subheadline subheading 요약",
    BlockClass.NAVIGATION: "nav navi navigation gnb lnb snb menu breadcrumb breadcrumbs paging"
    " pagination pager footer sidebar toolbar util utility btn button buttons share sns social"
    " login search skip blind banner ad ads adv advertisement sponsor sponsored popup modal"
    " cookie subscribe subscription newsletter tags hashtag hashtags keyword keywords tooltip"
    " paywall advert advertorial dfp adsbygoogle",
}
_ZONE_OF_WORD = {word: zone for zone, words in _WORD_ZONES.items() for word in words.split()}
_STORY = frozenset(["article", "news", "story", "post", "entry", "view"])
_TEXT = frozenset(
    [
        "body",
        "content",
        "contents",
        "text",
        "txt",
        "view",
        "cont",
        "con",
        "cnt",
        "detail",
        "area",
        "main",
    ]
)
_DESCRIBING = frozenset(["desc", "txt", "text", "info", "credit", "source"])


@lru_cache(maxsize=4096)
def _words(marks: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORDS.findall(marks))


def hinted(element: etree._Element, tag: str) -> tuple[BlockClass | None, str, bool]:
    """The zone the markup of one element names, the evidence, and whether it names the story."""
    words: tuple[str, ...] = ()
    if element.attrib:
        words = _words(" ".join(element.get(name, "") for name in _MARKS)[:_MARKS_READ])
    named = tag in ("article", "main") or bool(
        not _STORY.isdisjoint(words) and not _TEXT.isdisjoint(words)
    )
    for word in words:
        zone = _ZONE_OF_WORD.get(word)
        if zone:
            return zone, f"markup: {word}", named
    if not {"img", "image", "photo", "figure"}.isdisjoint(words) and not _DESCRIBING.isdisjoint(
        words
    ):
        return BlockClass.CAPTION, "markup: image text", named
    if {"sub", "tit"} <= set(words) or {"sub", "title"} <= set(words):
        return BlockClass.SUMMARY, "markup: subtitle", named
    tag_zone = _TAG_ZONES.get(tag)
    return tag_zone, f"markup: <{tag}>" if tag_zone else "", named
