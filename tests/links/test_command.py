"""``manage.py link``: search, explain, rebuild, and say plainly what cannot be done."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from claims.extraction.models import Claim
from claims.index import services as index
from claims.links.models import Link, Proposal
from tests.factories import Newsroom, article, claim, entity
from tests.links.test_proposals import naming

NOBODY = "00000000-0000-4000-8000-000000000000"
FIRST = "엔비디아는 H20 매출의 15%를 낸다."
SECOND = "엔비디아는 H20 매출의 15%를 정부에 낸다고 했다."


def link(*words: str) -> str:
    out = StringIO()
    call_command("link", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def pair(newsroom: Newsroom) -> tuple[str, str]:
    """The ids of two claims that speak of one thing."""
    names = ("엔비디아", entity("엔비디아")), ("H20", entity("H20", "product"))
    return (
        str(naming(FIRST, *names, percent=15).public_id),
        str(naming(SECOND, *names, percent=15).public_id),
    )


def test_an_article_is_linked_here_and_now(pair: tuple[str, str]) -> None:
    second = str(Claim.objects.get(public_id=pair[1]).article.public_id)
    assert link(second).split()[:2] == [second, "1"]
    lines = link("--all").splitlines()
    assert [line.split()[1] for line in lines] == ["0", "0"]
    assert Proposal.objects.count() == 1


def test_an_article_is_named_by_its_address(newsroom: Newsroom) -> None:
    kept = article("다리는 봄에 다시 열린다.", url="https://naru.example/news/1?utm_source=x")
    assert link("https://naru.example/news/1").startswith(f"{kept.public_id}  0")


def test_a_pair_is_explained_in_the_active_language_without_being_stored(
    pair: tuple[str, str],
) -> None:
    with translation.override("en"):
        english = link("--explain", *pair)
    with translation.override("ko"):
        korean = link("--explain", *pair)
    assert FIRST in english
    assert SECOND in korean
    assert "H20" in english.split("\n\n", 1)[1]
    assert english.split("\n\n", 1)[1] != korean.split("\n\n", 1)[1]
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--explain", "x", "y"],
        ["x"],
        ["https://nowhere.example/"],
        ["https://:80/"],
        [NOBODY],
        ["--explain", NOBODY, NOBODY.replace("0", "1")],
        [NOBODY, "--all"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_ends_with_two(db: None, words: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        link(*words)
    assert refused.value.returncode == 2


def test_a_claim_is_not_compared_with_itself(db: None) -> None:
    one = str(claim().public_id)
    with pytest.raises(CommandError) as refused:
        link("--explain", one, one)
    assert refused.value.returncode == 2


@pytest.mark.django_db(transaction=True)
def test_a_rebuilt_index_finds_what_was_there() -> None:
    names = ("엔비디아", entity("엔비디아")), ("H20", entity("H20", "product"))
    first = naming(FIRST, *names, percent=15)
    assert link("--rebuild").split()[0] == "1"
    [hits] = index.search({0: [f"@{names[1][1].slug}"]}).values()
    assert [hit.key for hit in hits] == [first.pk]
