"""Links, matters and origins are changed in the admin by the verbs of the desk, and by nothing
else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from claims.extraction import services as extraction
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links import matters, naming
from claims.links.models import ClaimOrigin, Link, Matter, MatterMember, MatterRefusal, Origin
from claims.people.models import User
from claims.people.rules import Role
from tests.admin.conftest import signed_in
from tests.admin.test_changes import kinds, said
from tests.api import world as worlds
from tests.api.world import World


@pytest.fixture
def keeper(world: World) -> User:
    """A curator who works at the desk as well."""
    return worlds.person("keeper", Role.CURATOR, Role.REVIEWER)


@pytest.fixture
def client(keeper: User) -> Client:
    return signed_in(keeper)


@pytest.fixture
def pair(world: World) -> Link:
    return worlds.proposed(world.refused, world.accepted)


@pytest.fixture
def asked(world: World) -> Matter:
    """A question with a claim under it and another refused."""
    made = matters.open_matter(by=world.reviewer, question_ko="노조는 받아들였나?")
    matters.place(matter=made, claim=world.refused, by=world.reviewer)
    matters.refuse(matter=made, claim=world.accepted, by=world.reviewer)
    return made


@pytest.fixture
def notice(world: World) -> Origin:
    said = naming.name_origin(claim=world.refused, by=world.reviewer, description="공시")
    return said.origin


def page(row: Any, tool: str = "change") -> str:
    return reverse(f"admin:claims_{row._meta.model_name}_{tool}", args=[row.pk])


def add_page(model: type[Any]) -> str:
    return reverse(f"admin:claims_{model._meta.model_name}_add")


def filled(response: Any, **typed: Any) -> dict[str, Any]:
    """What a browser sends back: the form as it came, and what was typed."""
    form = {field.html_name: field.value() for field in response.context["form"]}
    return {name: value for name, value in (form | typed).items() if value is not None}


def use(client: Client, row: Any, tool: str, **typed: Any) -> Any:
    """Open a tool's page, fill it in and send it."""
    address = page(row, tool)
    opened = client.get(address)
    assert opened.status_code == 200
    return client.post(address, filled(opened, **typed))


def act(client: Client, model: type[Any], action: str, *rows: Any) -> Any:
    address = reverse(f"admin:claims_{model._meta.model_name}_changelist")
    return client.post(address, {"action": action, "_selected_action": [row.pk for row in rows]})


def errors(response: Any, field: str | None = None) -> str:
    form = response.context["form"]
    return " ".join(form.non_field_errors() if field is None else form.errors[field])


# What is typed, and what the decision then says: relation, later side, independence.
DECISIONS = [
    ("accept", {}, ("contradicts", "", "unknown")),
    ("accept", {"independence": "independent"}, ("contradicts", "", "independent")),
    ("decide", {}, ("contradicts", "", "unknown")),
    ("decide", {"relation": "qualifies"}, ("qualifies", "", "unknown")),
    ("decide", {"relation": "supersedes", "later": "b"}, ("supersedes", "b", "unknown")),
    (
        "decide",
        {"relation": "repeats", "independence": "shared_origin"},
        ("repeats", "", "shared_origin"),
    ),
    ("dismiss", {}, ("not_comparable", "", "unknown")),
]


@pytest.mark.parametrize(("tool", "typed", "decided"), DECISIONS)
def test_a_pair_is_decided(
    client: Client,
    keeper: User,
    pair: Link,
    tool: str,
    typed: dict[str, str],
    decided: tuple[str, str, str],
) -> None:
    response = use(client, pair, tool, rationale="회의록을 보았다.", **typed)
    assert response["Location"] == page(pair)
    decision = Link.objects.get(pk=pair.pk).decision
    assert decision is not None
    assert (decision.relation, decision.later, decision.independence) == decided
    assert (decision.by, decision.rationale) == (keeper, "회의록을 보았다.")
    assert decision.proposal == pair.proposal
    assert kinds()[0] == "link.decided"


def test_a_decision_is_taken_back_and_stays_in_the_history(client: Client, pair: Link) -> None:
    use(client, pair, "dismiss")
    use(client, pair, "undo", rationale="섣불렀다.")
    link = Link.objects.get(pk=pair.pk)
    assert link.decision is None
    assert list(link.decisions.values_list("relation", "rationale")) == [
        ("not_comparable", ""),
        ("", "섣불렀다."),
    ]
    late = client.post(page(pair, "undo"), {"expected_revision": link.revision})
    assert late.status_code == 409


def test_the_page_shows_what_is_decided_on(client: Client, world: World, pair: Link) -> None:
    use(client, pair, "decide", relation="supersedes", later="a", rationale="하루 뒤의 기사다.")
    shown = client.get(page(pair, "decide")).content.decode()
    for words in (str(world.refused), str(world.accepted), "90 %", "하루 뒤의 기사다."):
        assert words in shown
    form = client.get(page(pair, "decide")).context["form"]
    assert (form["relation"].value(), form["later"].value()) == ("supersedes", "a")


def test_of_two_people_at_once_one_wins_and_the_other_is_told(
    client: Client, editor: Client, world: World, pair: Link
) -> None:
    address = page(pair, "decide")
    mine = filled(client.get(address), relation="repeats", rationale="같은 문장이다.")
    use(editor, pair, "decide", relation="qualifies")
    late = client.post(address, mine)
    assert late.status_code == 409
    assert "editor" in errors(late)
    assert Link.objects.get(pk=pair.pk).revision == 1
    kept = filled(late)
    assert (kept["relation"], kept["rationale"]) == ("repeats", "같은 문장이다.")
    assert client.post(address, kept).status_code == 302  # who has read what changed may insist
    decision = Link.objects.get(pk=pair.pk).decision
    assert decision is not None
    assert (decision.relation, decision.number) == ("repeats", 2)


def _edited(world: World, pair: Link) -> None:
    extraction.edit_claim(
        claim=world.refused, by=world.reviewer, expected_version=1, statement="노조가 거부했다."
    )


def _proposed_anew(world: World, pair: Link) -> None:
    worlds.propose(pair, relation="qualifies", ground=b"two")


def _retired(world: World, pair: Link) -> None:
    extraction.retire(claim=world.refused, by=world.reviewer, because="두 주장이었다")


@pytest.mark.parametrize("tool", ["accept", "decide", "dismiss"])
@pytest.mark.parametrize("change", [_edited, _proposed_anew, _retired])
def test_what_changed_meanwhile_is_told_before_anything_is_decided(
    client: Client, world: World, pair: Link, tool: str, change: Any
) -> None:
    address = page(pair, tool)
    mine = filled(client.get(address), rationale="어제 읽은 대로다.")
    change(world, pair)
    late = client.post(address, mine)
    assert late.status_code == 409
    assert errors(late)
    assert filled(late)["rationale"] == "어제 읽은 대로다."
    assert Link.objects.get(pk=pair.pk).decision is None


BAD_DECISIONS = [
    ({"relation": "supersedes", "later": ""}, "later"),
    ({"relation": "repeats", "later": "a"}, "later"),
    ({"relation": "agrees"}, "relation"),
    ({"rationale": "길" * 2001}, "rationale"),
    ({"rationale": "\0"}, "rationale"),
    ({"expected_revision": "now"}, "expected_revision"),
    ({"seen_a": ""}, "seen_a"),
    ({"proposal": "0190f3c4-0000-7000-8000-000000000000"}, None),
]


@pytest.mark.parametrize(("typed", "field"), BAD_DECISIONS)
def test_bad_input_decides_nothing_and_stays_in_the_form(
    client: Client, pair: Link, typed: dict[str, str], field: str | None
) -> None:
    response = use(client, pair, "decide", **{"rationale": "그래서다."} | typed)
    assert response.status_code == 400
    assert errors(response, field) in response.content.decode()
    assert filled(response)["rationale"] == typed.get("rationale", "그래서다.")
    assert not pair.decisions.exists()


def test_a_right_that_was_taken_away_meanwhile_costs_nobody_what_they_wrote(
    client: Client, keeper: User, pair: Link
) -> None:
    address = page(pair, "decide")
    mine = filled(client.get(address), rationale="긴 설명이었다.")
    keeper.groups.remove(Group.objects.get(name=Role.REVIEWER))
    response = client.post(address, mine)
    assert response.status_code == 403
    assert "decide_link" in errors(response)
    assert filled(response)["rationale"] == "긴 설명이었다."
    assert not pair.decisions.exists()


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


def test_two_claims_are_linked_by_hand(client: Client, world: World) -> None:
    both = {"first": world.refused.pk, "second": world.accepted.pk}
    response = client.post(add_page(Link), both)
    link = Link.objects.get()
    assert response["Location"] == page(link)
    assert client.post(add_page(Link), both)["Location"] == page(link)
    twice = client.post(add_page(Link), {"first": world.refused.pk, "second": world.refused.pk})
    assert twice.status_code == 400
    assert filled(twice) == {"first": str(world.refused.pk), "second": str(world.refused.pk)}
    assert Link.objects.count() == 1


def test_a_question_is_opened_and_reworded(client: Client, world: World) -> None:
    empty = client.post(add_page(Matter), {"question_ko": "  ", "question_en": ""})
    assert (empty.status_code, Matter.objects.count()) == (400, 0)
    client.post(add_page(Matter), {"question_ko": "노조는 받아들였나?", "question_en": ""})
    matter = Matter.objects.get()
    address = page(matter, "reword")
    mine = filled(client.get(address), question_en="Did the union accept?")
    matters.ask_otherwise(
        matter=matter, by=world.reviewer, expected_revision=0, question_ko="노조가 받아들였나?"
    )
    late = client.post(address, mine)
    assert late.status_code == 409
    assert filled(late)["question_en"] == "Did the union accept?"
    assert "노조가 받아들였나?" in late.content.decode()  # what it says now, beside what was typed
    assert client.post(address, filled(late, question_ko="노조가 받아들였나?")).status_code == 302
    matter.refresh_from_db()
    assert (matter.question_ko, matter.question_en, matter.revision) == (
        "노조가 받아들였나?",
        "Did the union accept?",
        2,
    )


def held(matter: Matter) -> set[Claim]:
    return {row.claim for row in matter.members.filter(removed_at=None)}


def test_claims_are_put_under_a_question_and_taken_away(
    client: Client, world: World, asked: Matter
) -> None:
    refusal = asked.refusals.get()
    present = use(client, asked, "refuse", claim=world.refused.pk)
    assert present.status_code == 409
    act(client, MatterRefusal, "take_back", refusal)
    assert kinds()[0] == "matter.refusal_taken_back"
    assert said(act(client, MatterRefusal, "take_back", refusal))
    use(client, asked, "refuse", claim=world.accepted.pk)
    assert asked.refusals.filter(taken_back_at=None).exists()
    use(client, asked, "place", claim=world.accepted.pk)
    assert held(asked) == {world.refused, world.accepted}
    act(client, MatterMember, "remove", *asked.members.all())
    assert held(asked) == set()
    assert "이 쟁점" in said(act(client, MatterMember, "remove", *asked.members.all()))
    for nobody in (10**30, "\0", "claim"):
        assert use(client, asked, "place", claim=nobody).status_code == 400
        assert use(client, asked, "split", claims=[nobody]).status_code == 400


def test_who_keeps_no_questions_takes_no_claim_away(curator: Client, asked: Matter) -> None:
    act(curator, MatterMember, "remove", *asked.members.all())
    act(curator, MatterRefusal, "take_back", *asked.refusals.all())
    assert asked.members.filter(removed_at=None).count() == 1
    assert asked.refusals.filter(taken_back_at=None).count() == 1


def test_a_question_is_split_merged_and_split_again(
    client: Client, world: World, asked: Matter
) -> None:
    matters.place(matter=asked, claim=world.accepted, by=world.reviewer)
    all_of_them = [world.refused.pk, world.accepted.pk]
    refused = use(client, asked, "split", claims=all_of_them, question_ko="회사는 뭐라 했나?")
    assert refused.status_code == 400
    assert errors(refused, "claims")
    assert filled(refused)["question_ko"] == "회사는 뭐라 했나?"
    use(client, asked, "split", claims=[world.accepted.pk], question_ko="회사는 뭐라 했나?")
    other = Matter.objects.get(split_from=asked)
    assert (held(asked), held(other)) == ({world.refused}, {world.accepted})
    assert use(client, other, "merge", winner=asked.pk)["Location"] == page(asked)
    other.refresh_from_db()
    assert (other.merged_into, held(asked)) == (asked, {world.refused, world.accepted})
    offered = [address for address, _label in client.get(page(other)).context["tools"]]
    assert offered == [page(other, "take-merge-back")]
    assert use(client, other, "merge", winner=asked.pk).status_code == 409
    use(client, other, "take-merge-back", question_en="What did the company say?")
    again = Matter.objects.latest("pk")
    assert str(again) == "회사는 뭐라 했나?"
    assert again.question_en == "What did the company say?"
    assert (held(asked), held(again)) == ({world.refused}, {world.accepted})
    assert use(client, asked, "take-merge-back", question_ko="왜?").status_code == 409


def test_a_claim_that_left_meanwhile_is_not_split_off(
    client: Client, world: World, asked: Matter
) -> None:
    matters.place(matter=asked, claim=world.accepted, by=world.reviewer)
    address = page(asked, "split")
    mine = filled(client.get(address), claims=[world.accepted.pk], question_ko="회사는?")
    matters.remove(matter=asked, claim=world.accepted, by=world.reviewer)
    response = client.post(address, mine)
    assert response.status_code == 400
    assert filled(response)["question_ko"] == "회사는?"
    assert Matter.objects.get() == asked


def test_an_origin_is_named_for_a_claim_and_for_another(client: Client, world: World) -> None:
    typed = {
        "claim": world.refused.pk,
        "description": "11월 3일 공시",
        "reporter": world.yard.pk,
        "reported_on": "2025-11-03",
        "medium": "document",
    }
    wrong = client.post(add_page(Origin), typed | {"reported_on": "어제"})
    assert (wrong.status_code, Origin.objects.count()) == (400, 0)
    assert filled(wrong)["reported_on"] == "어제"
    client.post(add_page(Origin), typed)
    origin = Origin.objects.get()
    assert (origin.reporter, origin.medium) == (world.yard, "document")
    use(client, origin, "rest", claim=world.accepted.pk)
    assert kinds()[0] == "claim.origin_named"
    rests = list(ClaimOrigin.objects.filter(origin=origin, removed_at=None))
    assert {row.claim for row in rests} == {world.refused, world.accepted}
    act(client, ClaimOrigin, "take_away", *rests)
    assert not ClaimOrigin.objects.filter(removed_at=None).exists()
    assert "근거로 하지 않습니다" in said(act(client, ClaimOrigin, "take_away", *rests))


def test_two_origins_become_one_and_two_again(client: Client, world: World, notice: Origin) -> None:
    other = naming.name_origin(
        claim=world.accepted, by=world.reviewer, description="노조 성명"
    ).origin
    itself = use(client, other, "merge", into=other.pk)
    assert itself.status_code == 400
    assert use(client, other, "merge", into=notice.pk)["Location"] == page(notice)
    other.refresh_from_db()
    assert other.merged_into == notice
    assert use(client, other, "rest", claim=world.refused.pk).status_code == 409
    use(client, other, "take-merge-back")
    other.refresh_from_db()
    assert other.merged_into is None
    assert use(client, other, "take-merge-back").status_code == 409


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
