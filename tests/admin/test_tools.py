"""Who comes to the tools of the admin, in which words, and that nothing goes past them."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.ledger.models import Entry
from claims.links.models import Link, Matter, Origin
from tests.admin.conftest import signed_in
from tests.admin.tools import add_page, filled, page
from tests.api.world import World

TOOLS = [
    ("pair", ["accept", "decide", "dismiss"]),
    ("asked", ["reword", "place", "refuse", "split", "merge"]),
    ("notice", ["rest", "merge"]),
]


@pytest.mark.parametrize(("row", "tools"), TOOLS)
def test_tools_are_shown_to_those_who_may_use_them(
    request: pytest.FixtureRequest, client: Client, curator: Client, row: str, tools: list[str]
) -> None:
    shown = request.getfixturevalue(row)
    before = Entry.objects.count()
    offered = [address for address, _label in client.get(page(shown)).context["tools"]]
    assert offered == [page(shown, tool) for tool in tools]
    assert client.get(add_page(type(shown))).status_code == 200
    assert curator.get(page(shown)).context["tools"] == []  # who keeps the reference data alone
    assert curator.get(add_page(type(shown))).status_code == 403
    for tool in tools:
        assert curator.get(page(shown, tool)).status_code == 403
        sent = curator.post(page(shown, tool), filled(client.get(page(shown, tool))))
        assert sent.status_code in (400, 403)
    assert Entry.objects.count() == before


def test_no_form_of_a_row_goes_past_the_verbs(
    boss: Client, world: World, pair: Link, asked: Matter, notice: Origin
) -> None:
    inlines = ("proposals", "decisions", "members", "refusals", "claims")
    rows = {f"{name}-{count}_FORMS": 0 for name in inlines for count in ("TOTAL", "INITIAL")}
    new = {"question_ko": "다른 질문?", "created_by": world.editor.pk, "medium": "post"}
    for shown in (pair, asked, notice):
        before = list(type(shown).objects.values())
        for button in ("_save", "_saveasnew"):
            typed = rows | new | {"description": "다른 글", button: "1"}
            assert boss.post(page(shown), typed).status_code == 403
        assert list(type(shown).objects.values()) == before


def test_a_reviewer_without_the_admin_comes_to_no_tool(world: World, pair: Link) -> None:
    world.reviewer.is_staff = True
    world.reviewer.save()
    reviewer = signed_in(world.reviewer)
    assert reviewer.get(page(pair, "decide")).status_code == 403
    assert reviewer.post(page(pair, "undo"), {"expected_revision": 0}).status_code == 403
    assert reviewer.post(add_page(Matter), {"question_ko": "누가?"}).status_code == 403
    assert not Matter.objects.exists()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_tool_speaks_the_language_of_the_page(
    client: Client, pair: Link, asked: Matter, notice: Origin, language: str
) -> None:
    client.post("/i18n/setlang/", {"language": language, "next": "/admin/"})
    for row in (pair, asked, notice):
        tools = [address for address, _label in client.get(page(row)).context["tools"]]
        for address in (add_page(type(row)), *tools):
            form = client.get(address).context["form"]
            labels = [field.label for field in form.visible_fields()]
            for words in filter(None, map(str, [form.label, form.hint, *labels])):
                assert words.isascii() == (language == "en"), (address, words)
