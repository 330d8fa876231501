"""Names that a claim means without saying them: of the subject it takes up from before, and of what
a directive is on that names nothing itself (이마저도 금지했다).

They stand where the text last said them, outside of the claim's own span: that tells them from
the claim's own names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claims.text.findings import Direction, FoundDirective, FoundMention
from claims.text.names import Gazetteer

REACH = 200
"""Code points, two or three sentences, within which a directive goes on with the one before it."""

_HANGUL = re.compile(r"[가-힣]")
_OBJECT = re.compile(r"(?P<what>[가-힣A-Za-z0-9]{1,20}?)(?:을|를)(?=\s)")
_ACT = re.compile(
    r"(?:구매|구입|사용|이용|활용|판매|수출|수입|반입|통관|도입|생산|거래|공급|접근|조달|유통|주문)$"
)
# What stands before it is another clause: 긴장을 완화하기 위해 …, 금지하는 대신 ….
_BREAK = re.compile(r"(?:위해|위한|대신|따라|때문에|이유로|[으하]며|면서|하고|지만)\s")
_ADDITION = re.compile(r"\[([^\[\]]+)\]")


def restored(
    statement: str, gazetteer: Gazetteer, said: Mapping[str, FoundMention]
) -> list[FoundMention]:
    """The names in what a statement adds in square brackets; ``said`` is where each was last."""
    return [
        said[one.key]
        for addition in _ADDITION.finditer(statement)
        for one in gazetteer.find(statement, addition.start(1), addition.end(1))
        if one.key in said
    ]


def thing(directive: FoundDirective, named: Sequence[FoundMention]) -> Sequence[FoundMention]:
    """What a directive is on, of the names of its claim: a product, else the company named last
    before the act that neither gives nor gets it; none where it names neither."""
    parties = directive.issuer, directive.addressee
    for kind in ("product", "company"):
        found = [
            one
            for one in named
            if one.kind == kind and not any(one.original in party for party in parties)
        ]
        before = [one for one in found if one.end <= directive.start]
        if found:
            return before[-1:] or found[:1]
    return ()


def is_near(start: int, earlier: FoundDirective | None) -> bool:
    """Whether what begins there may go on with a directive before it."""
    return earlier is not None and start - earlier.end <= REACH


def goes_on(
    text: str, start: int, directive: FoundDirective, earlier: FoundDirective | None
) -> bool:
    """Whether the directive of a claim that begins at ``start`` is on what the one before it is on:
    it stands near it, names no object but an act (구매를 금지했다), and does not promote where that
    one restricts."""
    if earlier is None or not is_near(directive.start, earlier):
        return False
    said = text[start : directive.end]
    own = said[max((one.end() for one in _BREAK.finditer(said)), default=0) :]
    return (
        all(_ACT.search(one["what"]) for one in _OBJECT.finditer(own))
        and _HANGUL.search(own) is not None
        and (directive.direction is Direction.PROMOTIVE)
        == (earlier.direction is Direction.PROMOTIVE)
    )


def unsaid(meant: Sequence[FoundMention], named: Sequence[FoundMention]) -> list[FoundMention]:
    """Those of the names meant that a claim does not say itself, each once."""
    own = {one.key for one in named}
    return [one for key, one in {one.key: one for one in meant}.items() if key not in own]
