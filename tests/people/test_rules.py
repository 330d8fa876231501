"""Who may do what, sentence by sentence."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from claims.people.models import Machine, require, require_person
from claims.people.rules import ALLOWED, GRANTED, Act, Role, Scope, roles_allow, scopes_allow
from tests.factories import Newsroom, person

NOBODY: set[Role] = set()
EVERY_ROLE = set(Role)
DESK = {Role.REVIEWER, Role.EDITOR}

SENTENCES = [
    ("whoever has a role sees the desk", Act.SEE_DESK, EVERY_ROLE),
    ("whoever has a role may bring in an article", Act.ADD_ARTICLE, EVERY_ROLE),
    (
        "the desk and the curators set right what a page says of itself",
        Act.CORRECT_ARTICLE,
        DESK | {Role.CURATOR},
    ),
    ("editors and curators follow feeds", Act.KEEP_FEED, {Role.EDITOR, Role.CURATOR}),
    ("the desk says better what a claim states", Act.EDIT_CLAIM, DESK),
    ("the desk decides how claims relate", Act.DECIDE_LINK, DESK),
    ("the desk opens questions", Act.KEEP_MATTER, DESK),
    ("the desk writes verdicts", Act.DRAFT_VERDICT, DESK),
    ("only editors approve", Act.APPROVE_VERDICT, {Role.EDITOR}),
    ("only editors publish", Act.PUBLISH_VERDICT, {Role.EDITOR}),
    ("only editors withdraw", Act.WITHDRAW_VERDICT, {Role.EDITOR}),
    ("the desk asks for a re-check", Act.REQUEST_RECHECK, DESK),
    ("the desk resolves findings", Act.RESOLVE_FINDING, DESK),
    ("whoever has a role watches verdicts and is told of them", Act.WATCH, EVERY_ROLE),
    ("only editors say where events are sent", Act.KEEP_WEBHOOKS, {Role.EDITOR}),
    ("curators alone keep the reference data", Act.CURATE_REFERENCE, {Role.CURATOR}),
    ("whoever has a role declares their interests", Act.DECLARE_INTERESTS, EVERY_ROLE),
    ("curators see the interests of all", Act.SEE_INTERESTS, {Role.CURATOR}),
    ("no role keeps the people; that is for superusers", Act.KEEP_PEOPLE, NOBODY),
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("sentence", "act", "roles"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_a_role_may_do_what_the_sentence_says(
    sentence: str, act: Act, roles: set[Role], role: Role
) -> None:
    assert roles_allow(frozenset({role}), act) == (role in roles), sentence


def test_there_is_a_sentence_for_every_act_and_a_rule_for_every_sentence() -> None:
    assert {act for _sentence, act, _roles in SENTENCES} == set(Act) == set(ALLOWED)


def test_roles_add_up_and_no_role_allows_nothing() -> None:
    both = frozenset({Role.CONTRIBUTOR, Role.CURATOR})
    assert roles_allow(both, Act.CURATE_REFERENCE)
    assert not roles_allow(both, Act.DRAFT_VERDICT)
    assert not any(roles_allow(frozenset(), act) for act in Act)


@pytest.mark.parametrize(
    ("scope", "act", "allowed"),
    [
        (Scope.READ, Act.SEE_DESK, True),
        (Scope.READ, Act.ADD_ARTICLE, False),
        (Scope.ARTICLES, Act.ADD_ARTICLE, True),
        (Scope.ARTICLES, Act.DECIDE_LINK, False),
        (Scope.LINKS, Act.DECIDE_LINK, True),
        (Scope.LINKS, Act.DRAFT_VERDICT, False),
        (Scope.VERDICTS, Act.APPROVE_VERDICT, True),
        (Scope.VERDICTS, Act.PUBLISH_VERDICT, False),
        (Scope.PUBLISH, Act.PUBLISH_VERDICT, True),
        (Scope.PUBLISH, Act.WITHDRAW_VERDICT, True),
        (Scope.RECHECKS, Act.REQUEST_RECHECK, True),
        (Scope.RECHECKS, Act.SEE_DESK, False),
    ],
)
def test_a_scope_grants_its_own_acts(scope: Scope, act: Act, allowed: bool) -> None:
    assert scopes_allow(frozenset({scope}), act) == allowed


def test_no_key_can_keep_people_or_reference_data() -> None:
    assert set(GRANTED) == set(Scope)
    granted = frozenset().union(*GRANTED.values())
    assert not granted & {Act.KEEP_PEOPLE, Act.CURATE_REFERENCE}


def test_a_person_may_do_what_their_groups_allow(newsroom: Newsroom) -> None:
    assert newsroom.minjun.may(Act.DRAFT_VERDICT)
    assert not newsroom.minjun.may(Act.APPROVE_VERDICT)
    assert not newsroom.stranger.may(Act.SEE_DESK)
    newsroom.seoyeon.is_active = False
    assert not newsroom.seoyeon.may(Act.APPROVE_VERDICT)
    root = person("root", superuser=True)
    assert all(root.may(act) for act in Act)


def test_a_machine_does_what_code_lets_it_and_never_what_only_a_person_may(
    newsroom: Newsroom,
) -> None:
    machine = Machine("extraction")
    require(machine, Act.KEEP_PEOPLE)
    with pytest.raises(PermissionDenied):
        require_person(machine, Act.DECIDE_LINK)
    with pytest.raises(PermissionDenied):
        require(newsroom.hana, Act.DECIDE_LINK)
    assert require_person(newsroom.minjun, Act.DECIDE_LINK) == newsroom.minjun


def test_nobody_signed_in_may_do_nothing() -> None:
    for act in Act:
        with pytest.raises(PermissionDenied):
            require(AnonymousUser(), act)  # type: ignore[arg-type]
