"""What of a claim only names who told it."""

import pytest

from claims.links.facets import Voice
from claims.links.tellers import blanked, zones

OUTLET = Voice("새벽신문", "outlet")
PEOPLE = Voice("소식통", "anonymous")
BODY = Voice("미국 노동부", "named")


@pytest.mark.parametrize(
    ("text", "voices", "left"),
    [
        ("일본 매체 새벽신문을 인용해 공장이 멈췄다고 했다.", [OUTLET], "공장이 멈췄다고 했다."),
        ("새벽신문은 8일 소식통 2명을 인용해 비가 왔다고 했다.", [OUTLET], "비가 왔다고 했다."),
        ("사정에 밝은 소식통에 따르면, 시장은 사퇴한다.", [PEOPLE], ", 시장은 사퇴한다."),
        ("14일 새벽신문은 시장이 사퇴한다고 보도했다.", [OUTLET], "시장이 사퇴한다고 보도했다."),
        # A body that is named belongs to the matter, and so does what nobody tells.
        ("미국 노동부에 따르면 실업률이 올랐다.", [BODY], "미국 노동부에 따르면 실업률이 올랐다."),
        ("새벽신문은 노조와 합의했다.", [], "새벽신문은 노조와 합의했다."),
    ],
)  # fmt: skip
def test_the_words_of_the_telling_are_no_part_of_the_claim(
    text: str, voices: list[Voice], left: str
) -> None:
    assert blanked(text, zones(text, "ko", voices)).strip() == left


def test_places_stay_the_same() -> None:
    text = "새벽신문은 8일 공장이 멈췄다고 보도했다."
    without = blanked(text, zones(text, "ko", [OUTLET]))
    assert len(without) == len(text)
    assert without.index("공장") == text.index("공장")
