"""The pages of matters: what they show and where each button leads."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk import splitting
from claims.desk.matters import LINES
from claims.extraction.models import Claim
from claims.links import matters
from claims.links.models import Matter, MatterRefusal
from tests.api import world as worlds
from tests.api.world import World
from tests.desk.conftest import SignIn

QUESTION = "노조는 인상안을 거부했는가?"


@pytest.fixture
def reviewer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.reviewer)


@pytest.fixture
def matter(world: World) -> Matter:
    made = matters.open_matter(by=world.reviewer, question_ko=QUESTION)
    matters.place(matter=made, claim=world.refused, by=world.reviewer)
    return made


def at(name: str, matter: Matter) -> str:
    return reverse(f"desk:matter{name}", args=[matter.public_id])


def told(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def text_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def under(matter: Matter) -> set[int]:
    return set(matter.members.filter(removed_at=None).values_list("claim", flat=True))


def test_a_suggestion_says_why_and_is_placed_or_refused_by_a_person(
    world: World, reviewer: Client, matter: Matter
) -> None:
    worlds.proposed(world.refused, world.accepted)
    page = reviewer.get(at("", matter))
    [one] = page.context["suggested"]
    assert one.claim == world.accepted
    assert one.why[0].member == world.refused
    assert str(world.accepted.current) in text_of(page)
    assert under(matter) == {world.refused.pk}, "a link places nothing"
    chosen = {"claim": str(world.accepted.public_id), "back": at("", matter)}
    page = reviewer.post(at("-refuse", matter), chosen, follow=True)
    assert page.context["suggested"] == []
    assert [row.claim for row in page.context["refusals"]] == [world.accepted]
    page = reviewer.post(at("-allow", matter), chosen, follow=True)
    assert len(page.context["suggested"]) == 1
    page = reviewer.post(at("-place", matter), chosen, follow=True)
    assert under(matter) == {world.refused.pk, world.accepted.pk}
    [pair] = page.context["disagreements"]
    assert pair.tie.relation == "contradicts"


def test_the_timeline_is_a_table_and_a_list(world: World, reviewer: Client, matter: Matter) -> None:
    page = reviewer.get(at("", matter))
    html = text_of(page)
    assert '<table class="lanes">' in html
    [lane] = page.context["lanes"]
    assert [[step.level for step in cell] for cell in lane.cells] == [[7]]
    assert str(world.refused.current) in html


def test_a_question_is_reworded_on_the_revision_seen(
    world: World, reviewer: Client, matter: Matter
) -> None:
    form = {"question_ko": QUESTION, "question_en": "Did the union refuse?", "expected_revision": 0}
    page = reviewer.post(at("-edit", matter), form, follow=True)
    assert "Did the union refuse?" in text_of(page)
    late = reviewer.post(at("-edit", matter), form | {"question_en": "Really?"})
    assert late.status_code == 409
    assert "Really?" in text_of(late), "what was typed is not lost"
    assert "Did the union refuse?" in text_of(late), "and what it has become is said"
    assert late.context["form"]["expected_revision"].value() == "1"
    for bad in ({"question_ko": "", "question_en": ""}, {"question_ko": "긴" * 301}):
        refused = reviewer.post(at("-edit", matter), form | {"expected_revision": 1} | bad)
        assert refused.status_code == 400
    assert reviewer.post(at("-edit", matter), {"question_ko": QUESTION}).status_code == 400
    matter.refresh_from_db()
    assert (matter.revision, matter.question_en) == (1, "Did the union refuse?")


def test_merging_leads_to_the_winner_and_the_loser_points_there(
    world: World, reviewer: Client, matter: Matter
) -> None:
    winner = matters.open_matter(by=world.reviewer, question_ko="임금은 오르는가?")
    matters.place(matter=winner, claim=world.accepted, by=world.reviewer)
    choice = reviewer.get(at("-merge", matter), {"q": "임금"})
    assert list(choice.context["others"]) == [winner]
    page = reviewer.post(at("-merge", matter), {"into": str(winner.public_id)}, follow=True)
    assert page.context["matter"] == winner
    assert under(winner) == {world.refused.pk, world.accepted.pk}
    loser = reviewer.get(at("", matter))
    assert at("", winner) in text_of(loser)
    assert str(world.refused.current) in text_of(loser)
    assert at("-edit", matter) not in text_of(loser)
    again = reviewer.post(at("-merge", matter), {"into": str(winner.public_id)})
    assert again.status_code == 409
    assert list(reviewer.get(reverse("desk:matters")).context["page"]) == [winner]
    merged = reviewer.get(reverse("desk:matters"), {"state": "merged"})
    assert list(merged.context["page"]) == [matter]


@pytest.mark.parametrize("into", ["", "nonsense", "itself"])
def test_a_merge_into_nothing_or_itself_is_refused(
    reviewer: Client, matter: Matter, into: str
) -> None:
    named = str(matter.public_id) if into == "itself" else into
    response = reviewer.post(at("-merge", matter), {"into": named})
    assert response.status_code == 409
    assert response.context["refused"]


def test_a_merge_is_taken_back_by_a_split_that_is_chosen_already(
    world: World, reviewer: Client, matter: Matter
) -> None:
    winner = matters.open_matter(by=world.reviewer, question_ko="임금은 오르는가?")
    both = worlds.claim(world.weekly, "협상은 끝났다.")
    for under_it in ((winner, world.accepted), (winner, both), (matter, both)):
        matters.place(matter=under_it[0], claim=under_it[1], by=world.reviewer)
    matters.merge(winner=winner, loser=matter, by=world.reviewer)
    address = f"{at('-split', winner)}?of={matter.public_id}"
    page = reviewer.get(address)
    assert {claim.pk: chosen for claim, chosen in page.context["picking"].rows} == {
        world.accepted.pk: False,
        both.pk: True,
        world.refused.pk: True,
    }
    assert page.context["form"].initial["question_ko"] == QUESTION
    made = reviewer.post(address, sent_by(page), follow=True).context["matter"]
    assert made.split_from == winner
    assert under(made) == {world.refused.pk, both.pk}
    assert under(winner) == {world.accepted.pk, both.pk}


def test_a_split_without_claims_or_with_all_keeps_what_was_chosen(
    world: World, reviewer: Client, matter: Matter
) -> None:
    matters.place(matter=matter, claim=world.accepted, by=world.reviewer)
    both = [str(world.refused.public_id), str(world.accepted.public_id)]
    stranger = str(worlds.claim(world.weekly, "협상은 끝났다.").public_id)
    for chosen in ([], both, [stranger], ["nonsense"]):
        page = reviewer.post(at("-split", matter), {"question_ko": "무엇?", "claim": chosen})
        assert page.status_code == 400
        assert page.context["form"].non_field_errors()
        assert page.context["form"]["question_ko"].value() == "무엇?"
    assert Matter.objects.count() == 1


def sent_by(response: Any) -> dict[str, Any]:
    """What the form of the page carries when a button of it is pressed and nothing is touched."""
    picking = response.context["picking"]
    ticked = [str(claim.public_id) for claim, is_chosen in picking.rows if is_chosen]
    html = text_of(response)
    for shown in (f'name="elsewhere" value="{picking.elsewhere}"', f'value="{picking.words}"'):
        assert shown in html
    return {
        "claim": ticked,
        "elsewhere": picking.elsewhere,
        "words": picking.words,
        "q": picking.words,
        "only_chosen": "1" if picking.only_chosen else "",
        "question_ko": response.context["form"]["question_ko"].value() or "",
    }


def shown(response: Any) -> list[Claim]:
    return [claim for claim, _is_chosen in response.context["picking"].rows]


def test_what_is_chosen_for_a_split_lasts_over_pages_and_searches(
    world: World, reviewer: Client, matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "PICKS", 2)
    docks = [worlds.claim(world.daily, f"{n}번 부두가 멈췄다.") for n in range(3)]
    gates = [worlds.claim(world.daily, f"{n}번 갑문이 열렸다.") for n in range(2)]
    for claim in (*docks, *gates):
        matters.place(matter=matter, claim=claim, by=world.reviewer)
    at_split = at("-split", matter)
    page = reviewer.get(at_split)
    assert shown(page) == [world.refused, docks[0]]
    form = sent_by(page) | {"claim": [str(docks[0].public_id)], "question_ko": "멈췄는가?"}
    page = reviewer.post(at_split, form | {"page": "2"})
    assert (page.status_code, shown(page)) == (200, docks[1:])
    assert page.context["picking"].chosen == 1
    page = reviewer.post(at_split, sent_by(page) | {"look": "words", "q": "갑문 열렸다"})
    assert shown(page) == gates
    page = reviewer.post(at_split, sent_by(page) | {"choose": "all", "q": "부두"})
    assert shown(page) == gates, "what was typed is not what the button spoke of"
    page = reviewer.post(
        at_split, sent_by(page) | {"claim": [str(gates[1].public_id)], "page": "1"}
    )
    assert page.context["picking"].chosen == 2
    page = reviewer.post(at_split, sent_by(page) | {"look": "chosen"})
    assert shown(page) == [docks[0], gates[1]]
    assert Matter.objects.get() == matter, "looking splits nothing"
    refused = reviewer.post(at_split, sent_by(page) | {"question_ko": ""})
    assert (refused.status_code, refused.context["picking"].chosen) == (400, 2)
    made = reviewer.post(at_split, sent_by(page), follow=True).context["matter"]
    assert (made.question_ko, under(made)) == ("멈췄는가?", {docks[0].pk, gates[1].pk})
    assert under(matter) == {world.refused.pk, docks[1].pk, docks[2].pk, gates[0].pk}


def test_all_that_words_find_is_chosen_and_left_at_once(
    world: World, reviewer: Client, matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "PICKS", 2)
    docks = [worlds.claim(world.daily, f"{n}번 부두가 멈췄다.") for n in range(3)]
    for claim in docks:
        matters.place(matter=matter, claim=claim, by=world.reviewer)
    at_split = at("-split", matter)
    page = reviewer.post(at_split, {"look": "words", "q": "부두"})
    page = reviewer.post(at_split, sent_by(page) | {"choose": "all"})
    assert page.context["picking"].chosen == 3
    page = reviewer.post(at_split, sent_by(page) | {"look": "words", "q": "0번"})
    page = reviewer.post(at_split, sent_by(page) | {"choose": "none"})
    assert page.context["picking"].chosen == 2
    matters.remove(matter=matter, claim=docks[1], by=world.reviewer)
    late = reviewer.post(at_split, sent_by(page) | {"question_ko": "멈췄는가?"})
    assert (late.status_code, late.context["picking"].gone) == (400, 1)
    assert Matter.objects.get() == matter, "what was chosen and is gone is told, and nothing moved"
    reviewer.post(at_split, sent_by(late) | {"question_ko": "멈췄는가?"})
    assert under(Matter.objects.latest("pk")) == {docks[2].pk}


def test_verdicts_of_a_merged_matter_show_under_the_winner(
    world: World, reviewer: Client, matter: Matter
) -> None:
    verdict = worlds.drafted(world)
    type(verdict).objects.filter(pk=verdict.pk).update(matter=matter)
    winner = matters.open_matter(by=world.reviewer, question_ko="임금은 오르는가?")
    matters.merge(winner=winner, loser=matter, by=world.reviewer)
    for shown in (winner, matter):
        assert reviewer.get(at("", shown)).context["verdicts"] == [verdict]


def test_a_merged_matter_is_not_offered_and_its_claims_are_under_the_winner_once(
    world: World, reviewer: Client, matter: Matter
) -> None:
    winner = matters.open_matter(by=world.reviewer, question_ko="임금은 오르는가?")
    matters.merge(winner=winner, loser=matter, by=world.reviewer)
    page = reviewer.get(reverse("desk:claim", args=[world.refused.public_id]))
    assert list(page.context["matters"]) == [winner]
    other = reviewer.get(reverse("desk:claim", args=[world.accepted.public_id]))
    assert list(other.context["other_matters"]) == [winner]


def test_a_contributor_reads_and_changes_nothing(
    world: World, signed_in: SignIn, matter: Matter
) -> None:
    client = signed_in(world.contributor)
    page = text_of(client.get(at("", matter)))
    assert at("-remove", matter) not in page
    assert at("-edit", matter) not in page
    for name in ("-edit", "-merge", "-split"):
        assert client.get(at(name, matter)).status_code == 403
    for name in ("-place", "-remove", "-refuse", "-allow"):
        sent = client.post(at(name, matter), {"claim": str(world.refused.public_id)})
        assert sent.status_code == 403
    assert under(matter) == {world.refused.pk}
    assert not MatterRefusal.objects.exists()


def test_what_a_verb_refuses_is_told(world: World, reviewer: Client, matter: Matter) -> None:
    sent = {"claim": str(world.accepted.public_id), "back": at("", matter)}
    for name in ("-remove", "-allow"):
        page = reviewer.post(at(name, matter), sent, follow=True)
        assert len(told(page)) == 1
    page = reviewer.post(at("-place", matter), {"claim": "nonsense", "back": "/"}, follow=True)
    assert told(page)


def test_a_long_matter_is_shown_in_pages(world: World, reviewer: Client, matter: Matter) -> None:
    for number in range(45):
        made: Claim = worlds.claim(world.daily, f"조선소 {number}번 부두가 멈췄다.")
        matters.place(matter=matter, claim=made, by=world.reviewer)
    seen = []
    for number, size in ((1, LINES), (2, 46 - LINES)):
        page = reviewer.get(at("", matter), {"page": number})
        [section] = page.context["sections"]
        [group] = section.groups
        assert len(group.shown) == 3
        assert len(group.shown) + len(group.folded) == size
        seen += [line.claim.pk for line in (*group.shown, *group.folded)]
        assert section.chapter.size == 46
    assert set(seen) == under(matter)
    assert 'href="?page=2#timeline"' in reviewer.get(at("", matter)).content.decode()


def test_matters_are_found_by_the_words_of_their_question(
    world: World, reviewer: Client, matter: Matter
) -> None:
    other = matters.open_matter(by=world.reviewer, question_en="Will wages rise?")

    def found(q: str) -> list[Matter]:
        return list(reviewer.get(reverse("desk:matters"), {"q": q}).context["page"])

    assert found("") == [other, matter]
    assert found("인상안 노조") == [matter]
    assert found("WAGES") == [other]
    assert found("인상안 wages") == []
