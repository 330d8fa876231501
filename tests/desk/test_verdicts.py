"""Verdicts at the desk: what is typed is never lost, what is not allowed says why, and what is
under re-check shows it beside the rating."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from claims.articles.models import Document
from claims.desk.forms.lines import QuestionLine, ReplyLine
from claims.desk.steps import Standing, offers
from claims.people import services as people
from claims.people.models import InterestStatement
from claims.people.rules import Act, Role, roles_allow
from claims.verdicts import services
from claims.verdicts.models import Revision, Stage, Verdict
from tests.api import world as worlds
from tests.api.world import World
from tests.desk.conftest import SignIn

TIED = "연고가 있다"
LACKS = "신고가 없다"


def why_not(role: Role, **standing: Any) -> dict[str, str]:
    """What somebody with this role can not do at the stage where the verdict is, and why."""
    every = offers(Standing(**standing), lambda act: roles_allow(frozenset({role}), act))
    return {offer.name: offer.why_not for offer in every if offer.here and offer.why_not}


@pytest.mark.parametrize(
    ("standing", "name", "because"),
    [
        ({"stage": Stage.IN_REVIEW, "is_own": True}, "approve", "own revision"),
        ({"stage": Stage.IN_REVIEW, "has_statement": False}, "approve", "your interests"),
        ({"stage": Stage.DRAFT, "has_statement": False}, "submit", "your interests"),
        ({"stage": Stage.APPROVED, "has_statement": False}, "publish", "your interests"),
        ({"stage": Stage.DRAFT, "own_tie": TIED}, "revise", TIED),
        ({"stage": Stage.APPROVED, "authors_lack": LACKS}, "publish", LACKS),
        ({"stage": Stage.DRAFT, "others_tie": TIED}, "submit", TIED),
        ({"stage": Stage.APPROVED, "others_tie": TIED}, "publish", TIED),
        ({"stage": Stage.DRAFT, "was_approved": True}, "submit", "sent back"),
    ],
)
def test_an_editor_is_told_why_a_step_of_this_stage_is_not_theirs(
    standing: dict[str, Any], name: str, because: str
) -> None:
    with translation.override("en"):
        assert because in why_not(Role.EDITOR, **standing)[name]


@pytest.mark.parametrize(
    ("stage", "is_public", "here"),
    [
        (Stage.DRAFT, False, {"submit"}),
        (Stage.IN_REVIEW, False, {"approve", "send_back"}),
        (Stage.APPROVED, False, {"publish", "send_back"}),
        (Stage.PUBLISHED, True, {"withdraw", "recheck"}),
        (Stage.DRAFT, True, {"submit", "withdraw", "recheck"}),
        (Stage.WITHDRAWN, False, set()),
    ],
)
def test_each_stage_offers_an_editor_its_steps(
    stage: Stage, is_public: bool, here: set[str]
) -> None:
    every = offers(Standing(stage, is_public=is_public), lambda _act: True)
    able = {offer.name for offer in every if not offer.why_not}
    assert able == here | {"revise", "assign", "resolve"}
    assert all(offer.why_not for offer in every if not offer.here)


@given(
    st.sampled_from(Role),
    st.builds(Standing, st.sampled_from(Stage), *[st.booleans()] * 4, st.sampled_from(["", TIED])),
)
def test_nothing_is_offered_that_the_table_of_rules_forbids(role: Role, standing: Standing) -> None:
    roles = frozenset({role})
    for offer in offers(standing, lambda act: roles_allow(roles, act)):
        acts = {"approve": Act.APPROVE_VERDICT, "publish": Act.PUBLISH_VERDICT}
        if not roles_allow(roles, acts.get(offer.name, Act.DRAFT_VERDICT)):
            assert offer.why_not


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"question": "몇 척인가?"}, set()),
        ({"question": "", "answer": "세 척"}, {"question"}),
        ({"question": "몇 척인가?", "source_url": "https://yard.example/"}, {"answer"}),
        ({"question": "몇 척인가?", "answer": "셋", "source_url": "배"}, {"source_url"}),
        ({"question": " ", "answer": ""}, set()),
    ],
)
def test_a_question_is_faulted_where_it_is_wrong(typed: dict[str, str], faults: set[str]) -> None:
    assert set(filled(QuestionLine, typed).errors) == faults


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"asked": "해송조선", "asked_on": "2026-03-02"}, set()),
        ({"asked_on": "2026-03-02"}, {"asked"}),
        ({"asked": "해송조선"}, {"asked_on"}),
        ({"asked": "해송조선", "asked_on": "2999-03-02"}, {"asked_on"}),
        ({"asked": "해송조선", "asked_on": "2026-03-02", "answer": "아니다"}, {"answered_on"}),
        ({"asked": "해송조선", "asked_on": "2026-03-02", "answered_on": "2026-03-03"}, {"answer"}),
        (
            {
                "asked": "해송조선",
                "asked_on": "2026-03-02",
                "answer": "아니다",
                "answered_on": "2026-03-01",
            },
            {"answered_on"},
        ),
    ],
)
def test_a_right_of_reply_is_faulted_where_it_is_wrong(
    typed: dict[str, str], faults: set[str]
) -> None:
    assert set(filled(ReplyLine, typed).errors) == faults


def filled(kind: type[QuestionLine] | type[ReplyLine], typed: dict[str, str]) -> Any:
    post = QueryDict(mutable=True)
    post.update({f"{kind.kind}-a1-{name}": value for name, value in typed.items()})
    return kind(post, prefix=f"{kind.kind}-a1")


@pytest.fixture
def reviewer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.reviewer)


def text(world: World, **more: Any) -> dict[str, Any]:
    return {
        "rating": world.rating.pk,
        "language": "ko",
        "statement_ko": "노조는 인상안을 거부했다.",
        "summary_ko": "회의록에 그렇게 적혀 있다.",
        "claim": [str(world.refused.public_id)],
    } | more


ASKED = {
    "question": ["question-a1"],
    "question-a1-question": "표결은 몇 대 몇이었나?",
    "question-a1-answer": "31 대 12였다.",
    "question-a1-source_url": "https://yard.example/minutes",
    "reply": ["reply-a1"],
    "reply-a1-asked": "해송조선 홍보실",
    "reply-a1-asked_on": "2026-03-02",
    "reply-a1-answer": "",
    "reply-a1-answered_on": "",
}


def revising(verdict: Verdict) -> str:
    return reverse("desk:verdict-revise", args=[verdict.public_id])


def test_a_draft_carries_questions_replies_and_a_document_as_it_was_seen(
    world: World, reviewer: Client
) -> None:
    """The buttons work without a script: what is typed comes back, and no fault is found."""
    address = reverse("desk:verdict-add")
    file = SimpleUploadedFile("minutes.csv", "찬성,31\n반대,12\n".encode(), "text/csv")
    typed = text(world, rating="", **ASKED)
    page = reviewer.post(address, typed | {"add": "exhibit", "exhibit_file": file})
    assert page.status_code == 200
    assert not page.context["form"].errors
    (row,) = page.context["rows"]
    assert row.snapshot.document == Document.objects.get(kind="exhibit")
    shown = page.content.decode()
    assert "표결은 몇 대 몇이었나?" in shown
    assert "해송조선 홍보실" in shown
    assert "<bdi>minutes.csv</bdi>" in shown

    unsaid = reviewer.post(address, typed | {"evidence": [row.prefix]})
    assert unsaid.status_code == 400
    assert set(unsaid.context["form"].errors) == {"rating"}
    assert set(unsaid.context["rows"][0].errors) == {"stance"}

    said = {f"{row.prefix}-stance": "supports", f"{row.prefix}-weight": "decisive"}
    reviewer.post(address, typed | said | {"evidence": [row.prefix], "rating": world.rating.pk})
    revision = Revision.objects.get()
    line, question, reply = (
        revision.evidence.get(),
        revision.questions.get(),
        revision.replies.get(),
    )
    assert (line.stance, line.weight, line.snapshot) == ("supports", "decisive", row.snapshot)
    assert question.answer == "31 대 12였다."
    assert (reply.asked, reply.asked_on) == ("해송조선 홍보실", dt.date(2026, 3, 2))

    verdict = Verdict.objects.get()
    shown = reviewer.get(reverse("desk:verdict", args=[verdict.public_id])).content.decode()
    assert all(each in shown for each in ("31 대 12였다.", "해송조선 홍보실", "text/csv"))
    again = reviewer.get(revising(verdict))
    assert not again.context["changes"]
    assert len(again.context["editor"].questions) == 1


def test_a_row_is_added_and_removed_without_a_script(world: World, reviewer: Client) -> None:
    address = reverse("desk:verdict-add")
    more = reviewer.post(address, text(world, **ASKED, add="question"))
    assert [line.is_blank for line in more.context["editor"].questions] == [False, True]
    less = reviewer.post(address, text(world, **ASKED, remove="question-a1"))
    assert not less.context["editor"].questions
    assert len(less.context["editor"].replies) == 1
    assert not Verdict.objects.exists()


def test_who_comes_late_sees_both_texts_and_goes_on_from_there(
    world: World, reviewer: Client, signed_in: SignIn
) -> None:
    verdict = worlds.drafted(world)
    theirs = text(world, expected_revision=1, summary_ko="편집자의 요약이다.")
    assert signed_in(world.editor).post(revising(verdict), theirs).status_code == 302
    mine = text(world, expected_revision=1, summary_ko="검토자의 요약이다.", **ASKED)
    late = reviewer.post(revising(verdict), mine)
    assert late.status_code == 409
    (beside,) = (c.rows for c in late.context["against_theirs"] if "요약" in c.label)
    assert [run.text for row in beside for run in row.old if run.marked] == ["편집자의"]
    assert [run.text for row in beside for run in row.new if run.marked] == ["검토자의"]
    assert "표결은 몇 대 몇이었나?" in late.content.decode()
    assert late.context["form"]["expected_revision"].value() == "2"
    assert reviewer.post(revising(verdict), mine | {"expected_revision": 2}).status_code == 302
    assert Revision.objects.filter(verdict=verdict).count() == 3


def test_somebody_tied_to_what_is_named_keeps_what_they_typed(
    world: World, reviewer: Client
) -> None:
    people.declare_interests(
        by=world.reviewer, text="주주", entities=[world.yard], valid_until=timezone.localdate()
    )
    refused = reviewer.post(reverse("desk:verdict-add"), text(world, summary_ko="애써 쓴 요약"))
    assert refused.status_code == 403
    assert "애써 쓴 요약" in refused.content.decode()
    assert "해송조선" in str(refused.context["form"].non_field_errors())


def test_a_correction_is_laid_beside_what_the_public_reads(world: World, reviewer: Client) -> None:
    verdict = worlds.published(world).verdict
    address = reverse("desk:verdict-difference", args=[verdict.public_id])
    shown = reviewer.post(address, text(world, summary_ko="다른 말이다."))
    changed = {change.label.partition(" · ")[0] for change in shown.context["changes"]}
    assert shown.context["public"].number == 1
    assert "요약" in changed
    assert "증거" in changed  # a line of evidence that is left out is a change as well


def test_an_alarm_stands_beside_the_rating_with_its_reasons(world: World, reviewer: Client) -> None:
    verdict = worlds.published(world).verdict
    page = reverse("desk:verdict", args=[verdict.public_id])
    calm = reviewer.get(page)
    assert calm.context["alarm"] is None
    finding = worlds.found(verdict)
    alarmed = reviewer.get(page)
    assert list(alarmed.context["alarm"].findings) == [finding]
    assert verdict.pk in reviewer.get(reverse("desk:verdicts")).context["flagged"]


def test_the_list_is_narrowed_to_what_is_mine(world: World, signed_in: SignIn) -> None:
    alarmed = worlds.published(world).verdict
    worlds.found(alarmed)
    waiting = worlds.drafted(world, "노조는 다시 표결한다.")
    services.submit(verdict=waiting, by=world.reviewer, expected_revision=1)
    services.assign(verdict=waiting, to=world.chief, by=world.editor)

    def listed(user: Any, only: str) -> set[Verdict]:
        page = signed_in(user).get(reverse("desk:verdicts"), {"only": only})
        return set(page.context["page"])

    assert listed(world.chief, "recheck") == {alarmed}
    assert listed(world.chief, "mine") == {waiting}
    assert listed(world.chief, "approval") == {waiting}
    assert listed(world.reviewer, "approval") == set()
    assert listed(world.chief, "") == {alarmed, waiting}


def test_a_verdict_is_taken_and_given_and_its_findings_go_home(
    world: World, reviewer: Client, signed_in: SignIn
) -> None:
    verdict = worlds.published(world).verdict
    finding = worlds.found(verdict)
    assign = reverse("desk:verdict-assign", args=[verdict.public_id])
    reviewer.post(assign, {"to": str(world.editor.public_id)})
    assert Verdict.objects.get().assignee == world.editor
    reviewer.post(assign, {"to": str(world.contributor.public_id)})
    assert Verdict.objects.get().assignee == world.editor  # who can not write it does not get it
    reviewer.post(assign)
    assert Verdict.objects.get().assignee == world.reviewer
    assert list(reviewer.get(reverse("desk:home")).context["needs"].my_findings) == [finding]
    others = signed_in(world.editor).get(reverse("desk:home")).context["needs"]
    assert (list(others.my_findings), list(others.findings)) == ([], [finding])


def test_nothing_to_declare_is_one_click_and_opens_the_next_step(
    world: World, reviewer: Client
) -> None:
    verdict = worlds.drafted(world)
    page = reverse("desk:verdict", args=[verdict.public_id])
    people.declare_interests(
        by=world.reviewer, text="끝나 가는 것", entities=[], valid_until=timezone.localdate()
    )
    assert reviewer.get(reverse("desk:home")).context["needs"].interests.runs_out_soon
    InterestStatement.objects.create(  # as if it had been made last year
        user=world.reviewer, made_on=dt.date(2025, 1, 1), valid_until=dt.date(2025, 12, 31)
    )
    kept_from = reviewer.get(page).context["kept_from"]
    assert [(o.name, o.needs_statement) for o in kept_from if o.name == "submit"] == [
        ("submit", True)
    ]
    done = reviewer.post(reverse("desk:interests-none"), follow=True)
    assert done.context["present"].holds
    assert "submit" in reviewer.get(page).context["may"]
    assert reviewer.get(reverse("desk:home")).context["needs"].interests is None


def test_an_entity_is_found_chosen_and_kept(world: World, reviewer: Client) -> None:
    address, yard = reverse("desk:interests"), str(world.yard.public_id)
    looked = reviewer.post(address, {"find": "yes", "q": "해송", "text": "주주다"})
    assert [entity.pk for entity in looked.context["offered"]] == [world.yard.pk]
    assert looked.context["form"]["text"].value() == "주주다"
    beside = reviewer.get(reverse("desk:entity-options"), {"q": "파도", "entity": yard})
    assert [entity.pk for entity in beside.context["chosen"]] == [world.yard.pk]
    assert len(beside.context["offered"]) == 1
    until = timezone.localdate() + dt.timedelta(days=30)
    empty = reviewer.post(address, {"valid_until": until.isoformat()})
    assert empty.status_code == 400
    reviewer.post(address, {"text": "주주다", "entity": yard, "valid_until": until.isoformat()})
    statement = InterestStatement.objects.filter(user=world.reviewer).latest("pk")
    assert (statement.text, statement.valid_until) == ("주주다", until)
    assert [row.entity for row in statement.interests.all()] == [world.yard]
