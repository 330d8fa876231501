"""What was folded into a proposal comes forward when the claim that stood for it goes."""

from __future__ import annotations

from claims.articles.models import Article
from claims.extraction import services as extraction
from claims.ledger.models import Entry
from claims.links import services as links
from claims.links.models import LinkSearch
from claims.work.services import drain
from tests.factories import Newsroom, entity
from tests.links.test_proposals import naming, search, waiting


def test_what_was_folded_is_proposed_when_the_claim_that_stood_for_it_is_retired(
    newsroom: Newsroom,
) -> None:
    h20, nvidia = entity("H20", "product"), entity("엔비디아")
    names = ("엔비디아", nvidia), ("H20", h20)
    original = naming("엔비디아는 H20 매출의 15%를 정부에 낸다.", *names, percent=15)
    copy = naming("엔비디아는 H20 매출의 15%를 정부에 낸다!", *names, percent=15)
    Article.objects.filter(pk=copy.article_id).update(copy_of=original.article_id)
    mine = naming("엔비디아는 H20 매출의 15%를 미국에 낸다고 했다.", *names, percent=15)
    search(mine)
    [before] = waiting()
    shown, folded = (original, copy) if original in (before.a, before.b) else (copy, original)
    extraction.retire(claim=shown, by=newsroom.minjun, because="둘이다")
    assert waiting() == []
    links.follow(Entry.objects.get(kind="claim.retired"))
    assert [row.article for row in LinkSearch.objects.waiting()] == [mine.article]
    drain(LinkSearch, links.perform)
    [after] = waiting()
    assert {after.a, after.b} == {folded, mine}
