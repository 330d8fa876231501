"""How many queries each page takes, as a baseline in git; a page of many takes as many as one.

After a wanted change, run with ``QUERY_COUNTS=write`` and look at the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.links import matters, naming
from claims.links.models import Matter, Origin
from tests.api import world as worlds
from tests.api.asking import API
from tests.api.world import World

BASELINE = Path(__file__).with_name("query_counts.json")


def enlarge(world: World, start: int, end: int) -> None:
    """More of everything, all of it shown in lists and on the pages that are counted."""
    draft = worlds.drafted(world)
    for n in range(start, end):
        name = worlds.entity(f"firm-{n}", f"회사{n}", f"Firm {n}")
        mine = worlds.claim(world.daily, f"조선소 {n}번 부두에서 노조가 모였다.", names=name)
        theirs = worlds.claim(world.weekly, f"조선소 {n}번 부두에는 아무도 없었다.", names=name)
        worlds.proposed(mine, theirs)
        for matter in Matter.objects.all():
            matters.place(matter=matter, claim=mine, by=world.reviewer)
        for origin in Origin.objects.all():
            naming.rest_on(origin=origin, claim=mine, by=world.reviewer)
        verdict = worlds.published(world, f"{n}번째 모임이 있었다.").verdict
        worlds.found(verdict, f"quote-{n}")
        worlds.found(draft, f"draft-{n}")


def pages(world: World) -> dict[str, str]:
    link = worlds.decided(world)
    verdict = worlds.drafted(world)
    finding = worlds.found(verdict)
    matter = matters.open_matter(by=world.reviewer, question_ko="노조는 거부했는가?")
    matters.place(matter=matter, claim=world.refused, by=world.reviewer)
    named = naming.name_origin(claim=world.refused, by=world.reviewer, description="노조의 공고")
    origin = named.origin
    return {
        "me": "me",
        "entities": "entities",
        "entity": f"entities/{world.yard.public_id}",
        "sources": "sources",
        "scales": "scales",
        "articles": "articles",
        "article": f"articles/{world.daily.public_id}",
        "article claims": f"articles/{world.daily.public_id}/claims",
        "article runs": f"articles/{world.daily.public_id}/runs",
        "article snapshots": f"articles/{world.daily.public_id}/snapshots",
        "claims": "claims",
        "claims naming an entity": f"claims?entity={world.yard.public_id}&kind=quantity",
        "claim": f"claims/{world.refused.public_id}",
        "links": "links",
        "links undecided": "links?state=undecided&relation=contradicts",
        "links next": "links/next",
        "link": f"links/{link.public_id}",
        "matters": "matters",
        "matter": f"matters/{matter.public_id}",
        "matter suggestions": f"matters/{matter.public_id}/suggestions",
        "matter timeline": f"matters/{matter.public_id}/timeline",
        "matter disagreements": f"matters/{matter.public_id}/disagreements",
        "matter sources": f"matters/{matter.public_id}/sources",
        "matter members": f"matters/{matter.public_id}/members",
        "matter articles": f"matters/{matter.public_id}/articles",
        "matter origins": f"matters/{matter.public_id}/origins",
        "origins": "origins",
        "origin claims": f"origins/{origin.public_id}/claims",
        "verdicts": "verdicts",
        "verdict": f"verdicts/{verdict.public_id}",
        "rechecks": "rechecks",
        "watching": "watching",
        "queues": "queues",
        "hosts": "hosts",
        "notices": "notices",
        "preferences": "me/preferences",
        "findings": "findings",
        "finding": f"findings/{finding.public_id}",
        "ledger": "ledger",
        "search": "search?q=조선소",
        "publications": "publications",
    }


def counted(client: APIClient, addresses: dict[str, str]) -> dict[str, int]:
    counts = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(f"{API}/{address}")
        assert response.status_code == 200, response.content
        counts[name] = len(queries)
    return counts


def test_pages_take_as_many_queries_as_before_and_no_more_for_many(world: World) -> None:
    addresses = pages(world)
    enlarge(world, 0, 2)
    client = worlds.program(world.reviewer)
    client.get(f"{API}/me")  # notes the use of the key, once a minute
    few = counted(client, addresses)
    enlarge(world, 2, 6)
    assert counted(client, addresses) == few, "a page takes more queries when it shows more"
    if os.environ.get("QUERY_COUNTS") == "write":
        BASELINE.write_text(json.dumps(few, indent=2) + "\n", encoding="utf-8")
    assert few == json.loads(BASELINE.read_text(encoding="utf-8"))
