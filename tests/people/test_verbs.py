"""Every verb for everybody: who may call it is what the table of rules says, and no verb is left
out of the table below.

A verb is a public function that takes ``by``. It is called with arguments that no verb can use:
who may not is refused before any of them is looked at, who may gets as far as looking.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

import claims
from claims.people.models import Machine, User
from claims.people.rules import Act, Role, roles_allow

# verb, the act it needs, and whether the workbench itself may do it
TABLE = """
articles.copying.state_copy             correct_article     people
articles.corrections.classify           correct_article     people
articles.corrections.correct            correct_article     machines too
articles.exhibits.keep_exhibit          add_article         machines too
articles.host_rules.pause_host          keep_feed           machines too
articles.host_rules.resume_host         keep_feed           machines too
articles.host_rules.set_politeness      keep_feed           machines too
articles.services.look_again            add_article         machines too
articles.services.take_in               add_article         machines too
articles.services.take_in_url           add_article         machines too
extraction.aliases.accept               curate_reference    people
extraction.aliases.dismiss              curate_reference    people
extraction.services.edit_claim          edit_claim          people
extraction.services.retire              edit_claim          machines too
feeds.services.change                   keep_feed           machines too
feeds.services.pause                    keep_feed           machines too
feeds.services.poll_now                 keep_feed           machines too
feeds.services.resume                   keep_feed           machines too
feeds.services.subscribe                keep_feed           machines too
links.matters.ask_otherwise             keep_matter         people
links.matters.merge                     keep_matter         people
links.matters.open_matter               keep_matter         people
links.matters.place                     keep_matter         people
links.matters.refuse                    keep_matter         people
links.matters.remove                    keep_matter         people
links.matters.split                     keep_matter         people
links.matters.take_back_refusal         keep_matter         people
links.naming.merge                      decide_link         people
links.naming.name_origin                decide_link         people
links.naming.rest_on                    decide_link         people
links.naming.split                      decide_link         people
links.naming.take_away                  decide_link         people
links.services.accept                   decide_link         people
links.services.decide                   decide_link         people
links.services.dismiss                  decide_link         people
links.services.link                     decide_link         machines too
links.services.undo                     decide_link         people
notices.services.prefer                 watch               people
notices.services.read                   watch               people
notices.services.read_all               watch               people
notices.services.unwatch                watch               people
notices.services.watch                  watch               people
notices.webhooks.add_endpoint           keep_webhooks       people
notices.webhooks.disable                keep_webhooks       people
notices.webhooks.enable                 keep_webhooks       people
notices.webhooks.rotate                 keep_webhooks       people
notices.webhooks.send_test              keep_webhooks       people
people.erasing.ask_to_erase             keep_people         machines too
people.erasing.erase_person             keep_people         machines too
people.services.change_account          keep_people         machines too
people.services.declare_interests       declare_interests   people
people.services.enrol                   keep_people         machines too
people.services.issue_key               keep_people         machines too
people.services.remove_second_factor    keep_people         machines too
people.services.revoke_key              keep_people         machines too
publication.services.publish            publish_verdict     people
publication.services.withdraw           withdraw_verdict    people
rechecks.policies.remove_policy         curate_reference    machines too
rechecks.policies.save_policy           curate_reference    machines too
rechecks.services.request               request_recheck     machines too
rechecks.services.resolve               resolve_finding     people
reference.services.merge_entities       curate_reference    machines too
reference.services.name_entity          curate_reference    machines too
reference.services.remove_directive_term curate_reference   machines too
reference.services.save_directive_term  curate_reference    machines too
reference.services.save_entity          curate_reference    machines too
reference.services.save_rating          curate_reference    machines too
reference.services.save_rating_scale    curate_reference    machines too
reference.services.save_source          curate_reference    machines too
reference.services.set_domains          curate_reference    machines too
reference.services.split_entity         curate_reference    machines too
verdicts.services.approve               approve_verdict     people
verdicts.services.assign                draft_verdict       people
verdicts.services.attach                draft_verdict       people
verdicts.services.detach                draft_verdict       people
verdicts.services.draft                 draft_verdict       people
verdicts.services.revise                draft_verdict       people
verdicts.services.send_back             draft_verdict       people
verdicts.services.submit                draft_verdict       people
work.services.retry                     request_recheck     machines too
"""
# They record for a verb, which has asked.
STEPS = {
    "articles.looking.look_at",
    "articles.services.record",
    "feeds.retractions.note",
    "ledger.services.append",
    "ledger.services.append_many",
}
# Whose key it is decides, so these are asked about somebody else's.
GIVEN: dict[str, dict[str, Any]] = {
    "people.services.revoke_key": {"key": SimpleNamespace(user=object())},
}
RULES = {
    name: (Act(act), who == "people")
    for name, act, who in (line.split(maxsplit=2) for line in TABLE.strip().splitlines())
}


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Those of every stage; the desk only calls them."""
    for found in pkgutil.walk_packages(claims.__path__, "claims."):
        if found.name.startswith(("claims.migrations", "claims.management", "claims.desk")):
            continue
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            if not inspect.isfunction(function) or function.__module__ != found.name:
                continue
            by = inspect.signature(function).parameters.get("by")
            if by and by.kind is by.KEYWORD_ONLY and not name.startswith("_"):
                yield f"{found.name.removeprefix('claims.')}.{name}", function


VERBS = dict(verbs())


def test_no_verb_is_left_out() -> None:
    assert set(VERBS) - STEPS == set(RULES)


def gets_in(name: str, by: object) -> bool:
    """Whether the verb looks at what it was given."""
    verb = VERBS[name]
    needed = [p for p in inspect.signature(verb).parameters.values() if p.default is p.empty]
    given = {p.name: object() for p in needed if p.name != "by"} | GIVEN.get(name, {})
    try:
        with transaction.atomic():
            verb(by=by, **given)
    except PermissionDenied:
        return False
    except Exception:  # whatever comes of such arguments
        return True
    return True


def somebody(*roles: Role, **said: bool) -> User:
    made = User.objects.create(username=f"somebody-{User.objects.count()}", **said)
    made.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    return made


@pytest.mark.parametrize("role", Role)
@pytest.mark.django_db
def test_a_role_may_call_what_the_table_says(role: Role) -> None:
    person = somebody(role)
    allowed = {
        name for name, (act, _people) in RULES.items() if roles_allow(frozenset({role}), act)
    }
    assert {name for name in RULES if gets_in(name, person)} == allowed


@pytest.mark.django_db
def test_a_superuser_may_call_every_verb() -> None:
    boss = somebody(is_superuser=True)
    assert [name for name in RULES if not gets_in(name, boss)] == []


@pytest.mark.django_db
def test_who_has_no_role_or_is_switched_off_or_signed_out_may_call_none() -> None:
    nobody: tuple[object, ...] = (
        somebody(),
        somebody(*Role, is_active=False),
        somebody(is_superuser=True, is_active=False),
        AnonymousUser(),
        None,
    )
    for by in nobody:
        assert [name for name in RULES if gets_in(name, by)] == [], by


@pytest.mark.django_db
def test_a_machine_may_call_only_what_is_not_a_persons_to_do() -> None:
    allowed = {name for name, (_act, people) in RULES.items() if not people}
    assert {name for name in RULES if gets_in(name, Machine("tests"))} == allowed
