"""One form for every address of a page."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.text.urls import MAX_LENGTH, InvalidAddress, canonical, site

SAME = {
    "scheme, host and default port": (
        "https://paper.example/news/1",
        ["HTTPS://Paper.Example/news/1", "https://paper.example:443/news/1",
         "https://paper.example./news/1", "  https://paper.example/news/1\n"],
    ),
    "the root": ("https://paper.example/", ["https://paper.example", "https://paper.example/?"]),
    "fragment and slash at the end": (
        "https://paper.example/news/1",
        ["https://paper.example/news/1/", "https://paper.example/news/1#comments",
         "https://paper.example/news/./x/../1"],
    ),
    "tracking": (
        "https://paper.example/view?id=7",
        ["https://paper.example/view?utm_source=mail&id=7&utm_medium=x",
         "https://paper.example/view?id=7&fbclid=abc", "https://paper.example/view?gclid=1&id=7&",
         "https://paper.example/view?UTM_Campaign=a&id=7"],
    ),
    "order of the query": (
        "https://paper.example/view?a=1&b=2&b=1",
        ["https://paper.example/view?b=2&a=1&b=1"],
    ),
    "another screen": (
        "https://paper.example/news/1",
        ["https://m.paper.example/news/1", "https://mobile.paper.example/news/1",
         "https://amp.paper.example/news/1/amp", "https://paper.example/news/1.amp",
         "https://paper.example/news/1/amp/", "https://paper.example/amp/news/1",
         "https://paper.example/news/1?amp=1", "https://paper.example/news/1?outputType=amp"],
    ),
    "a Korean paper's AMP view": (
        "https://paper.example/news/articleView.html?idxno=5",
        ["https://paper.example/news/articleViewAmp.html?idxno=5"],
    ),
    "AMP caches": (
        "https://paper.example/news/1",
        ["https://www.google.com/amp/s/paper.example/news/1/amp",
         "https://paper-example.cdn.ampproject.org/c/s/paper.example/news/1",
         "https://www.google.com/amp/s/m.paper.example/news/1?utm_source=x"],
    ),
    "Hangul in the path": (
        "https://paper.example/%EA%B8%B0%EC%82%AC",
        ["https://paper.example/기사", "https://paper.example/%ea%b8%b0%ec%82%ac",
         "https://paper.example/\u1100\u1175\u1109\u1161"],
    ),
    "Hangul in the host": (
        "https://xn--9n2bp8q.example/a",
        ["https://기사.example/a".replace("기사", "실례")],
    ),
    "percent-encoding": (
        "https://paper.example/a~b%2Fc%20d",
        ["https://paper.example/%61%7Eb%2fc d"],
    ),
    "plus and space": ("https://paper.example/s?q=a%20b", ["https://paper.example/s?q=a+b"]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "given_url"),
    [(form, url) for form, urls in SAME.values() for url in [form, *urls]],
)
def test_addresses_of_one_page(expected: str, given_url: str) -> None:
    assert canonical(given_url) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://paper.example/a", "https://paper.example/b"),
        ("https://paper.example/a", "https://paper.example/A"),
        ("https://paper.example/a?id=1", "https://paper.example/a?id=2"),
        ("https://paper.example/a?ref=1", "https://paper.example/a"),
        ("https://paper.example/a?page=2", "https://paper.example/a"),
        ("https://paper.example/a%2Fb", "https://paper.example/a/b"),
        ("https://paper.example/a?b=1&b=2", "https://paper.example/a?b=2&b=1"),
        ("http://paper.example/a", "https://paper.example/a"),
        ("https://www.paper.example/a", "https://paper.example/a"),
        ("https://paper.example:8443/a", "https://paper.example/a"),
        ("https://paper.example/camp", "https://paper.example/c"),
        ("https://paper.example/%B1%E2%BB%E7", "https://paper.example/%EA%B8%B0%EC%82%AC"),
        ("https://m.co.kr/a", "https://co.kr/a"),
    ],
)
def test_addresses_that_stay_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_bytes_of_an_older_encoding_are_kept() -> None:
    assert canonical("http://p.example/%b1%e2?q=%bb%e7") == "http://p.example/%B1%E2?q=%BB%E7"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.paper.example/a", "paper.example"),
        ("http://m.paper.example:8080/", "paper.example"),
        ("https://biz.paper.example/", "biz.paper.example"),
        ("https://www.paper.co.kr/", "paper.co.kr"),
        ("http://127.0.0.1:8000/a", "127.0.0.1"),
        ("http://[2001:DB8::1]/", "2001:db8::1"),
    ],
)
def test_the_site(url: str, expected: str) -> None:
    assert site(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "", "   ", "paper.example/a", "//paper.example/a", "ftp://paper.example/", "mailto:a@b.c",
        "javascript:alert(1)", "http://", "http:///a", "https://user@paper.example/",
        "https://user:secret@paper.example/", "https://paper.example:port/", "http://[::1",
        "http://[nonsense]/", "https://paper..example/", "https://-paper.example/",
        "https://paper.example/\x00", "https://pa\nper.example/", "https://paper.example:99999/",
        "https://\u200b.example/", "https://paper.example/" + "a" * MAX_LENGTH,
        "https://pa per.example/", "https://paper%2eexample/",
    ],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(InvalidAddress) as caught:
        canonical(url)
    assert str(caught.value).endswith(".")


CHARACTERS = st.text(
    st.one_of(st.sampled_from("/.%?&=#+ :@amp-기사\u1100\u1175é;\u037e\u212a"), st.characters()),
    max_size=40,
)


@given(CHARACTERS, CHARACTERS)
@example("/%%341", "a=%")
@example("/amp/amp/x/amp", "amp=1&amp")
@example("//a//", "&&=&=1")
def test_the_form_is_its_own_form(path: str, query: str) -> None:
    url = f"https://m.paper.example/{path}?{query}"
    try:
        once = canonical(url)
    except InvalidAddress:
        return
    assert canonical(once) == once
    assert once.isascii()
    assert site(once) == site(url)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_an_invalid_one(text: str) -> None:
    for url in (text, "http://" + text):
        try:
            once = canonical(url)
        except InvalidAddress:
            continue
        assert canonical(once) == once
