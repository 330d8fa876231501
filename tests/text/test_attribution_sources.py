"""Sources that no reporting verb of their own names: documents, polls, reports that made
something known, posts, and who is meant by a surname or by the sort alone."""

from __future__ import annotations

import pytest

from claims.text.findings import Block, BlockClass, NameEntry
from claims.text.names import Gazetteer
from claims.text.reader import read

GAZETTEER = Gazetteer(
    [
        NameEntry("haneul", "하늘일보", "ko", "outlet"),
        NameEntry("forest", "나래숲청", "ko", "agency"),
        NameEntry("gull", "Gull Review", "en", "outlet"),
        NameEntry("tides", "Tides Agency", "en", "agency"),
    ]
)


def voices(text: str) -> list[str]:
    """The names of the last claim's chain."""
    blocks = [Block(0, len(text), BlockClass.BODY)]
    reading = read(text, blocks, published=None, gazetteer=GAZETTEER, vocabulary=[])
    return [voice.name for voice in reading.claims[-1].attribution]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        # What one reads it in, and whose inquiry it was.
        ("나래숲청이 펴낸 보고서를 보면 산불이 두 배로 늘었다.", ["나래숲청"]),
        ("나래숲청이 낸 주간 자료에 따르면 산불이 늘었다.", ["나래숲청"]),
        ("한국바람협회 조사에서는 회원의 절반이 반대했다.", ["한국바람협회"]),
        ("하늘일보에 실린 논문을 보면 벌이 사라졌다.", ["하늘일보"]),
        ("사진을 보면 나무가 쓰러져 있다.", []),
        # A document that is called by its sort alone is the body's that writes such.
        ("나루지검은 사장을 불렀다. 공소장에 따르면 그는 돈을 숨겼다.", ["나루지검"]),
        # Whose report made it known.
        ("비리는 하늘일보의 단독 보도로 처음 알려졌다.", ["하늘일보"]),
        ("하늘일보가 의혹을 제기하면서 비리가 드러났다.", ["하늘일보"]),
        ("비리는 이웃의 신고로 알려졌다.", []),
        # What somebody told an outlet.
        ('한 선원은 하늘일보에 "배가 낡았다"고 말했다.', ["하늘일보", "한 선원"]),
        # A post; a verdict in so many words.
        ('서가람 작가는 누리집에 "그만두겠다"는 글을 남겼다.', ["서가람 작가"]),
        ('나래숲청은 "방화"라고 규탄했다.', ["나래숲청"]),
        ("나래숲청은 불을 껐다고 털어놨다.", ["나래숲청"]),
        # Who is meant by a surname.
        ('서가람(41)씨가 잡혔다. 서씨는 "모른다"고 말했다.', ["서가람씨"]),
        # A firm whose name tells no sort.
        ("한빛은 공시에서 공장을 판다고 밝혔다. 값은 비밀이라고 회사는 덧붙였다.", ["한빛"]),
    ],
)
def test_korean_sources(text: str, chain: list[str]) -> None:
    assert voices(text) == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        # A document that stands behind the words.
        ("Rain fell on 20 days, data from the Tides Agency showed on Monday.", ["Tides Agency"]),
        ("Half would leave, a survey of nurses by the Nurses Union found.", ["Nurses Union"]),
        ("Half would leave, a Gull Institute poll found.", ["Gull Institute"]),
        ("Half of doctors polled by the Nurses Union said so.", ["Nurses Union"]),
        # What a report said, and whose made it known.
        ("The mayor denied a Gull Review report that the dam leaks.", ["Gull Review"]),
        ("The leak was first reported by the Gull Review.", ["Gull Review"]),
        ("It came from the Gull Review, which reported on May 5 that dams leak.", ["Gull Review"]),
        # A post behind the words, an audience, a person behind her role.
        ("“Nobody pays the toll,” Minister Jane Roe wrote on X late Friday.", ["Jane Roe"]),
        ("The engineer wrote on the wall.", []),
        ("Jane Roe told reporters the road to talks was open.", ["Jane Roe"]),
        ("The city told Jane Roe to leave.", []),
        ("Seoul's top negotiator, Jane Roe, said the talks were over.", ["Jane Roe"]),
        # Who is spoken of says so herself: they, the agency, the indictment.
        ("Prosecutors in Gull Bay charged a man, they said.", ["Prosecutors in Gull Bay"]),
        ("The Tides Agency said it rained. More will fall, the agency said.", ["Tides Agency"]),
        (
            "Prosecutors in Gull Bay said a man was charged. He hid money, according to the"
            " indictment.",
            ["Prosecutors in Gull Bay"],
        ),
        ("The Tides Agency called the plan a mistake.", ["Tides Agency"]),
        ("The Tides Agency called the mayor a day later.", []),
    ],
)
def test_english_sources(text: str, chain: list[str]) -> None:
    assert voices(text) == chain
