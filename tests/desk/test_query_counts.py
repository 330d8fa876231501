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
from claims.links import services as links
from claims.publication import services as publication
from claims.verdicts import services as verdicts
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
        "matter split": reverse("desk:matter-split", args=[matter.public_id]),
        "matter merge": reverse("desk:matter-merge", args=[matter.public_id]),
        "verdicts": reverse("desk:verdicts"),
        "verdict": reverse("desk:verdict", args=[verdict.public_id]),
        "verdict editor": reverse("desk:verdict-revise", args=[verdict.public_id]),
        "verdict anew": reverse("desk:verdict-add") + f"?claim={claim}",
        "verdict changes": reverse("desk:verdict-changes", args=[verdict.public_id]),
        "verdicts under re-check": reverse("desk:verdicts") + "?only=recheck",
        "rechecks": reverse("desk:rechecks"),
        "hosts": reverse("desk:hosts"),
        "notices": reverse("desk:notices"),
        "notice preferences": reverse("desk:notice-preferences"),
        "webhooks": reverse("desk:webhooks"),
        "search": reverse("desk:search") + "?q=조선소",
        "picker": reverse("desk:claim-options") + "?q=조선소&name=claim",
        "interests": reverse("desk:interests"),
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


def test_each_link_named_as_evidence_shows_both_its_claims_and_takes_no_more_queries(
    world: World, signed_in: SignIn
) -> None:
    client, counts = signed_in(world.editor), []
    for size in (1, 4):
        said = [f"{size}척 가운데 {n}번 배가 떠났다." for n in range(2 * size)]
        made = [worlds.claim(world.daily, each) for each in said]
        pairs = [
            links.link(first=first, second=second, by=world.reviewer)
            for first, second in zip(made[::2], made[1::2], strict=True)
        ]
        for pair in pairs:
            links.decide(link=pair, by=world.reviewer, expected_revision=0, relation="contradicts")
        verdict = verdicts.draft(
            by=world.reviewer,
            rating=world.rating,
            wordings=[verdicts.Wording("ko", "배가 떠났다.", "배가 모두 떠났다.")],
            claims=[world.refused],
            evidence=[verdicts.Evidence("context", link=pair) for pair in pairs],
        )
        verdicts.submit(verdict=verdict, by=world.reviewer, expected_revision=1)
        verdicts.approve(verdict=verdict, by=world.editor, expected_revision=1)
        with CaptureQueriesContext(connection) as publishing:
            publication.publish(verdict=verdict, by=world.editor, expected_revision=1)
        counts.append(len(publishing))  # the next request empties the log
        with CaptureQueriesContext(connection) as reading:
            page = client.get(reverse("desk:verdict", args=[verdict.public_id])).content.decode()
        counts.append(len(reading))
        public = client.get(reverse("public:verdict", args=[verdict.public_id])).content.decode()
        assert [each for each in said if each not in page or each not in public] == []
    assert all(counts)
    assert counts[:2] == counts[2:]


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
