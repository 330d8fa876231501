"""How many queries each page takes, as a baseline in git; a page of many takes as many as one.

After a wanted change, run with ``QUERY_COUNTS=write`` and look at the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.links import matters
from tests.api import world as worlds
from tests.api.test_query_counts import enlarge
from tests.api.world import World
from tests.desk.conftest import SignIn

BASELINE = Path(__file__).with_name("query_counts.json")


def pages(world: World) -> dict[str, str]:
    link = worlds.decided(world)
    verdict = worlds.published(world).verdict
    worlds.found(verdict)
    matter = matters.open_matter(by=world.reviewer, question_ko="노조는 거부했는가?")
    matters.place(matter=matter, claim=world.refused, by=world.reviewer)
    article, claim = world.daily.public_id, world.refused.public_id
    return {
        "home": reverse("desk:home"),
        "articles": reverse("desk:articles"),
        "article": reverse("desk:article", args=[article]),
        "article with a claim": reverse("desk:article", args=[article]) + f"?claim={claim}",
        "links": reverse("desk:links"),
        "links decided": reverse("desk:links") + "?state=decided",
        "link": reverse("desk:link", args=[link.public_id]),
        "claim": reverse("desk:claim", args=[claim]),
        "matters": reverse("desk:matters"),
        "matter": reverse("desk:matter", args=[matter.public_id]),
        "verdicts": reverse("desk:verdicts"),
        "verdict": reverse("desk:verdict", args=[verdict.public_id]),
        "verdict editor": reverse("desk:verdict-revise", args=[verdict.public_id]),
        "verdict anew": reverse("desk:verdict-add") + f"?claim={claim}",
        "verdict changes": reverse("desk:verdict-changes", args=[verdict.public_id]),
        "rechecks": reverse("desk:rechecks"),
        "search": reverse("desk:search") + "?q=조선소",
        "picker": reverse("desk:claim-options") + "?q=조선소&name=claim",
        "keys": reverse("desk:keys"),
        "public list": reverse("public:verdicts"),
        "public verdict": reverse("public:verdict", args=[verdict.public_id]),
    }


def counted(client: Client, addresses: dict[str, str]) -> dict[str, int]:
    counts = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200, f"{name}: {response.status_code}"
        counts[name] = len(queries)
    return counts


def test_pages_take_as_many_queries_as_before_and_no_more_for_many(
    world: World, signed_in: SignIn
) -> None:
    addresses = pages(world)
    enlarge(world, 0, 2)
    client = signed_in(world.editor)
    few = counted(client, addresses)
    enlarge(world, 2, 6)
    assert counted(client, addresses) == few, "a page takes more queries when it shows more"
    if os.environ.get("QUERY_COUNTS") == "write":
        BASELINE.write_text(json.dumps(few, indent=2) + "\n", encoding="utf-8")
    assert few == json.loads(BASELINE.read_text(encoding="utf-8"))
