"""Questions and origins are changed in the admin by the verbs of the desk."""

from __future__ import annotations

from django.test import Client

from claims.extraction.models import Claim
from claims.links import matters, naming
from claims.links.models import ClaimOrigin, Matter, MatterMember, MatterRefusal, Origin
from tests.admin.test_changes import kinds, said
from tests.admin.tools import act, add_page, errors, filled, page, use
from tests.api.world import World


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
    assert "이미 끝난" in said(act(client, MatterMember, "remove", *asked.members.all()))
    for nobody in (10**30, "\0", "claim"):
        assert use(client, asked, "place", claim=nobody).status_code == 400
        assert use(client, asked, "split", claims=[nobody]).status_code == 400


def test_a_row_that_is_over_takes_nothing_away_that_came_after_it(
    client: Client, world: World, asked: Matter, notice: Origin
) -> None:
    [member], refusal = asked.members.all(), asked.refusals.get()
    matters.remove(matter=asked, claim=member.claim, by=world.reviewer)
    matters.place(matter=asked, claim=member.claim, by=world.reviewer)
    matters.take_back_refusal(matter=asked, claim=refusal.claim, by=world.reviewer)
    matters.refuse(matter=asked, claim=refusal.claim, by=world.reviewer)
    resting = ClaimOrigin.objects.filter(origin=notice)[0]
    naming.take_away(claim=resting.claim, origin=notice, by=world.reviewer)
    naming.rest_on(claim=resting.claim, origin=notice, by=world.reviewer)
    act(client, MatterMember, "remove", member)
    act(client, MatterRefusal, "take_back", refusal)
    act(client, ClaimOrigin, "take_away", resting)
    assert held(asked) == {member.claim}
    assert asked.refusals.filter(taken_back_at=None).exists()
    assert ClaimOrigin.objects.filter(origin=notice, claim=resting.claim, removed_at=None).exists()


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
    assert "이미 끝난" in said(act(client, ClaimOrigin, "take_away", *rests))


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
