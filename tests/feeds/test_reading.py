"""Feeds of every dialect, and what only claims to be one."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.feeds import reading, rules
from claims.feeds.reading import NotAFeed, Reading

URL = "https://river.example/rss/all.xml"
NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
SEOUL = ZoneInfo("Asia/Seoul")
MORNING = dt.datetime(2026, 11, 20, 9, 30, tzinfo=SEOUL)


def read(raw: bytes | str, content_type: str = "application/xml") -> Reading:
    raw = raw.encode() if isinstance(raw, str) else raw
    return reading.read(raw, content_type=content_type, url=URL, zone=SEOUL, now=NOW)


def rss(items: str, *, declared: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{declared}<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>강변일보</title>'
        f"<link>https://river.example/</link>{items}</channel></rss>"
    )


DIALECTS = {
    "RSS 0.91": """<?xml version="1.0"?><!DOCTYPE rss PUBLIC
        "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.test/rss-0.91.dtd">
        <rss version="0.91"><channel><title>강변일보</title><item><title>다리 열려</title>
        <link>https://river.example/news/1</link></item></channel></rss>""",
    "RSS 0.92": """<rss version="0.92"><channel><title>강변일보</title><item>
        <title>다리 열려</title><link>/news/1</link></item></channel></rss>""",
    "RSS 1.0": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://river.example/"><title>강변일보</title></channel>
        <item rdf:about="https://river.example/news/1"><title>다리 열려</title>
        <link>https://river.example/news/1</link><dc:date>2026-11-20T00:30:00Z</dc:date></item>
        </rdf:RDF>""",
    "RSS 2.0": rss(
        "<item><title>다리 열려</title><guid>https://river.example/news/1</guid>"
        "<pubDate>Fri, 20 Nov 2026 09:30:00 +0900</pubDate></item>"
    ),
    "Atom 0.3": """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>강변일보</title>
        <entry><title>다리 열려</title><link rel="alternate" type="text/html" href="../news/1"/>
        <issued>2026-11-20T09:30:00+09:00</issued></entry></feed>""",
    "Atom 1.0": """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://river.example/">
        <title type="xhtml"><div>강변<b>일보</b></div></title>
        <link rel="self" href="rss/all.xml"/>
        <entry><id>tag:river.example,2026:1</id>
        <title type="html">다리 &lt;b&gt;열려&lt;/b&gt;</title>
        <link rel="enclosure" href="sound.mp3"/><link rel="alternate" href="news/1"/>
        <published>2026-11-20T09:30:00+09:00</published>
        <updated>2026-11-21T00:00:00Z</updated></entry></feed>""",
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_names_the_same_page(dialect: str) -> None:
    found = read(DIALECTS[dialect])
    assert found.title == "강변일보"
    [entry] = found.entries
    assert (entry.url, entry.title) == ("https://river.example/news/1", "다리 열려")
    assert entry.published_at == (None if dialect.startswith("RSS 0.") else MORNING)


@pytest.mark.parametrize("charset", ["euc-kr", "cp949", "utf-8", "utf-16"])
def test_korean_encodings_are_read_by_what_they_are(charset: str) -> None:
    feed = rss("<item><title>똠방각하의 다리</title><link>https://river.example/1</link></item>")
    if charset == "euc-kr":
        feed = feed.replace("똠방각하", "나룻배")
    raw = feed.replace('encoding="utf-8"', f'encoding="{charset}"').encode(charset)
    assert read(raw, "text/xml").entries[0].title.endswith("의 다리")
    assert read(raw, "text/xml").title == "강변일보"


@pytest.mark.parametrize(
    ("stated", "read_as"),
    [
        ("Fri, 20 Nov 2026 09:30:00 +0900", MORNING),
        ("Fri, 20 Nov 2026 00:30:00 GMT", MORNING),
        ("Fri, 20 Nov 2026 09:30:00 KST", MORNING),
        ("2026-11-20T00:30:00Z", MORNING),
        # without an offset: in the publisher's zone
        ("2026-11-20 09:30:00", MORNING),
        ("2026-11-20T09:30:00", MORNING),
        # a day has no hour, and a clock that is a year ahead is wrong
        ("2026-11-20", None),
        ("Sat, 20 Nov 2027 09:30:00 +0900", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_read_with_their_zone(stated: str, read_as: dt.datetime | None) -> None:
    feed = rss(f"<item><link>https://river.example/1</link><pubDate>{stated}</pubDate></item>")
    assert read(feed).entries[0].published_at == read_as


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/news/1", "https://river.example/news/1"),
        ("2026/다리", "https://river.example/rss/2026/%EB%8B%A4%EB%A6%AC"),
        ("//sea.example/a", "https://sea.example/a"),
        ("<![CDATA[https://river.example/a?x=1&y=2]]>", "https://river.example/a?x=1&y=2"),
        ("https://river.example/a?x=1&amp;y=2", "https://river.example/a?x=1&y=2"),
        # a bare ampersand is no XML and yet what many feeds have
        ("https://river.example/a?x=1&y=2", "https://river.example/a?x=1&y=2"),
        ("\n https://river.example/a \n", "https://river.example/a"),
    ],
)
def test_an_address_is_read_as_it_is_meant(link: str, address: str) -> None:
    assert [e.url for e in read(rss(f"<item><link>{link}</link></item>")).entries] == [address]


@pytest.mark.parametrize(
    "entry",
    [
        "<item><title>no address</title></item>",
        "<item><link>javascript:alert(1)</link></item>",
        "<item><link>data:text/html,hello</link></item>",
        "<item><link>file:///etc/passwd</link></item>",
        f"<item><link>{URL}</link></item>",
        '<item><guid isPermaLink="false">https://river.example/1</guid></item>',
        "<item><link></link></item>",
    ],
)
def test_an_entry_that_names_no_page_is_left_out(entry: str) -> None:
    found = read(rss(entry + "<item><link>https://river.example/2</link></item>"))
    assert [e.url for e in found.entries] == ["https://river.example/2"]


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<![CDATA[<속보> 다리 <b>열려</b>]]>", "<속보> 다리 열려"),
        ("물가 &amp; 금리", "물가 & 금리"),
        ("물가 & 금리", "물가 & 금리"),
        ("&lt;b&gt;물가&lt;/b&gt;", "물가"),
        ("물가&middot;금리&nbsp;동결", "물가·금리 동결"),
        ("<![CDATA[<script>alert(1)</script>물가]]>", "물가"),
        ("  물가\n  금리 ", "물가 금리"),
        ("&unheard; of", "&unheard; of"),
        ("물&#xD800;가&#0;", "물\ufffd가\ufffd"),
    ],
)
def test_a_title_is_plain_text(markup: str, title: str) -> None:
    feed = rss(f"<item><title>{markup}</title><link>https://river.example/1</link></item>")
    assert read(feed).entries[0].title == title


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(rss("")) == Reading("강변일보", ())


def test_a_feed_that_ends_too_early_gives_what_came() -> None:
    feed = rss("<item><link>https://river.example/1</link></item><item><link>https://river")
    assert read(feed[: feed.rindex("</channel>")]).entries[0].url == "https://river.example/1"


def test_a_prefix_that_is_not_bound_spoils_nothing() -> None:
    feed = rss(
        '<media:x/><item a:b="1"><c:date>x</c:date><link>https://river.example/1</link></item>'
    )
    assert read(feed).entries[0].url == "https://river.example/1"


# --- what is no feed ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("", "아무것도"),
        (" \n ", "아무것도"),
        (
            "<!doctype html><html><head></head><body>글</body></html>",
            "웹 페이지",
        ),
        ("<html><body><rss version='2.0'></rss></body></html>", "웹 페이지"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "JSON"),
        ("그냥 글이다.", "RSS"),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>', "RSS"),
        ("<opml version='2.0'><body/></opml>", "RSS"),
        ("<" * 100_000, "RSS"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "텍스트"),
        (b"PK\x03\x04" + bytes(500), "텍스트"),
        (b"<rss>" + b"a" * reading.MAX_BYTES, "5MB"),
    ],
    ids="empty blank page page-around json text sitemap opml brackets png zip large".split(),
)
def test_what_is_no_feed_is_refused_with_a_reason(raw: bytes | str, why: str) -> None:
    with pytest.raises(NotAFeed, match=why):
        read(raw)


LINK = "<link>https://river.example/1</link>"


def entities(count: int) -> str:
    names = [f"e{n}" for n in range(count)]
    rows = [
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    ]
    return f'<!DOCTYPE rss [<!ENTITY e0 "haha">{"".join(rows)}]>'


@pytest.mark.parametrize(
    "feed",
    [
        rss(f"<item><title>&e20;</title>{LINK}</item>", declared=entities(21)),
        rss(
            f"<item><title>{'&a;' * 100_000}</title>{LINK}</item>",
            declared=f'<!DOCTYPE rss [<!ENTITY a "{"a" * 500_000}">]>',
        ),
        rss(
            f"<item><title>&a;</title>{LINK}</item>",
            declared='<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        ),
        rss(
            f"<item><title>&a;</title>{LINK}</item>",
            declared='<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/dtd">',
        ),
    ],
    ids="billion-laughs quadratic external-file external-dtd".split(),
)
def test_declared_entities_stand_for_nothing(feed: str) -> None:
    [entry] = read(feed).entries
    assert entry.url == "https://river.example/1"
    assert len(entry.title) <= 4000
    assert set(entry.title) <= set("&ae20;")


@pytest.mark.parametrize(
    "raw",
    [
        rss("<item><description>" + "<a>" * 100_000),
        rss("<item>" * 100_000),
        rss("<![CDATA[" * 100_000),
        rss('<a b="' * 100_000),
        rss("<!--" * 100_000),
        rss("&" * 500_000),
        rss("<item><title>" + "<" * 500_000),
        rss("]]>" * 100_000),
        rss("<item>" + "<link/>" * 500_000 + "</item>"),
        rss("<title>a</title>" * 200_000),
        rss("").replace("<channel", "<channel " + " ".join(f'a{n}="b"' for n in range(200_000))),
    ],
    ids=(
        "nested items cdata attributes comments ampersands brackets ends links titles"
        " named-attributes"
    ).split(),
)
def test_hostile_markup_costs_no_more_than_its_length(raw: str) -> None:
    assert read(raw).entries == ()


def test_of_a_huge_feed_the_top_is_read() -> None:
    items = (f"<item><link>https://river.example/{n}</link></item>" for n in range(60_000))
    found = read(rss("".join(items)))
    assert len(found.entries) == rules.READ_AT_MOST
    assert found.entries[-1].url == f"https://river.example/{rules.READ_AT_MOST - 1}"


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(rss),
        st.lists(
            st.sampled_from(
                """<item> </item> <title> </title> <link> <![CDATA[ ]]> & ; <rss> <feed> <entry >
                <!DOCTYPE [ https://a.example/ 가""".split()
            ),
            max_size=40,
        ).map("".join),
    )
)
def test_whatever_comes_is_read_or_refused(raw: bytes | str) -> None:
    found = Reading("", ())
    with contextlib.suppress(NotAFeed):
        found = read(raw)
    assert all(entry.url.startswith(("http://", "https://")) for entry in found.entries)


def test_what_the_text_of_an_entry_links_to_is_read_where_it_is_asked_for() -> None:
    body = (
        '<rss version="2.0"><channel><title>알림</title><item><title>바로잡습니다</title>'
        "<link>https://river.example/notices/1</link><description><![CDATA[<p>지난 <a"
        ' href="https://river.example/news/7?a=1&amp;b=2">기사</a>를 취소합니다.</p>]]>'
        "</description>"
        "</item></channel></rss>"
    ).encode()
    given = {
        "content_type": "application/rss+xml",
        "url": "https://river.example/feed",
        "zone": dt.UTC,
        "now": dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
    }
    plain, linking = (
        reading.read(body, with_links=wanted, **given).entries[0]  # type: ignore[arg-type]
        for wanted in (False, True)
    )
    assert plain.addresses == ("https://river.example/notices/1",)
    assert linking.addresses == (
        "https://river.example/notices/1",
        "https://river.example/news/7?a=1&b=2",
    )
