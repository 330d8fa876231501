"""Every model has its pages: they open, cost a bounded number of queries, and keep to the CSP."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, label_for_field
from django.db import connection, models
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.extraction import aliases
from claims.ledger.models import Entry
from claims.links.models import Link, Matter, Origin
from claims.people.models import ApiKey, Interest, InterestStatement, User
from claims.text.aliases import FoundPair
from tests.admin.conftest import signed_in
from tests.api import world as worlds
from tests.api.world import World

# What an index is packed of is numbers for machines: the admin shows its generations.
MODELS = sorted(
    (
        model
        for model in apps.get_app_config("claims").get_models()
        if not model.__module__.startswith("claims.index.") or model in admin.site._registry
    ),
    key=lambda model: model.__name__,
)
ABOUT_PEOPLE = (ApiKey, User)
ADDED_BY_EDITORS = (InterestStatement, Link, Matter, Origin)  # one's own; as at the desk
MOST_QUERIES = 20
SAME_IN_KOREAN = {"ETag", "SHA-256"}
OF_THE_FORM_ALONE = {"entities", "expected_revision", "password1", "password2", "usable_password"}


def address(model: type[models.Model], page: str, *args: object) -> str:
    return reverse(f"admin:claims_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def full(world: World) -> World:
    """Some of everything."""
    from claims.links import matters, naming

    worlds.decided(world)
    worlds.found(worlds.published(world).verdict)
    matter = matters.open_matter(by=world.reviewer, question_ko="노조는 받아들였나?")
    matters.place(matter=matter, claim=world.refused, by=world.reviewer)
    naming.name_origin(claim=world.refused, by=world.reviewer, description="공시")
    worlds.key(world.reviewer)
    aliases.note(world.daily.latest_snapshot, [FoundPair("나루텍", "Narutek", 0, 5)])
    return world


def test_every_model_is_there() -> None:
    assert [model.__name__ for model in MODELS if model not in admin.site._registry] == []


def test_every_heading_is_korean(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = User(is_superuser=True)
    english = []
    for model, page in admin.site._registry.items():
        if model._meta.app_label != "claims":
            continue
        for rows in (page, *(inline(model, admin.site) for inline in page.inlines)):
            shown = {*flatten_fieldsets(rows.get_fieldsets(request))}
            if rows is page:
                shown |= {*page.get_list_display(request)} - {"__str__"}
            for name in shown - OF_THE_FORM_ALONE:
                label = str(label_for_field(name, rows.model, rows))
                if label.isascii() and label not in SAME_IN_KOREAN:
                    english.append((rows.model.__name__, name, label))
    assert english == []


def test_lists_and_rows_open_under_the_policy(full: World, boss: Client) -> None:
    for model in MODELS:
        pages = [address(model, "changelist"), address(model, "changelist") + "?q=a"]
        row = model._default_manager.first()
        if row is not None:
            pages.append(address(model, "change", row.pk))
            tools = getattr(admin.site._registry[model], "tools", ())
            pages += [address(model, tool.name, row.pk) for tool in tools]
        if getattr(admin.site._registry[model], "adding", None):
            pages.append(address(model, "add"))
        for page in pages:
            response = boss.get(page)
            assert response.status_code == 200, page
            keeps_to_the_policy(response.content.decode(), page)
            assert "unsafe" not in response["Content-Security-Policy"]


def keeps_to_the_policy(html: str, page: str) -> None:
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", html), page
    assert not re.search(r"<style\b|\sstyle=|\son\w+=", html), page


def queries_by_list(client: Client) -> dict[str, list[str]]:
    seen = {}
    for model in MODELS:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(model, "changelist")).status_code == 200
        seen[model.__name__] = [query["sql"] for query in queries]
    return seen


def test_a_list_takes_no_more_queries_for_more_rows(full: World, boss: Client) -> None:
    queries_by_list(boss)  # once, so that what is kept between requests is there
    few = queries_by_list(boss)
    for n in range(3):
        name = worlds.entity(f"firm-{n}", f"회사{n}", f"Firm {n}")
        mine = worlds.claim(full.daily, f"{n}번 부두가 열렸다.", names=name)
        worlds.proposed(mine, worlds.claim(full.weekly, f"{n}번 부두가 닫혔다.", names=name))
        worlds.found(worlds.published(full, f"{n}번째 부두.").verdict, f"quote-{n}")
    for listed, many in queries_by_list(boss).items():
        assert len(many) == len(few[listed]), f"{listed}:\n" + "\n".join(many)
        assert len(many) <= MOST_QUERIES, listed


def test_strangers_are_sent_to_the_one_sign_in(world: World) -> None:
    response = Client().get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/")
    assert "next=%2Fadmin%2F" in response.redirect_chain[-1][0]


@pytest.mark.parametrize("name", ["contributor", "reviewer"])
def test_who_does_not_work_here_is_turned_away(world: World, name: str) -> None:
    response = signed_in(getattr(world, name)).get("/admin/", follow=True)
    assert response.status_code == 403


def test_a_staff_mark_without_a_role_opens_no_record(world: World) -> None:
    world.reviewer.is_staff = True
    world.reviewer.save()
    client = signed_in(world.reviewer)
    for model in MODELS:
        assert client.get(address(model, "changelist")).status_code == 403


def test_an_editor_looks_and_does_not_touch(full: World, editor: Client) -> None:
    for model in MODELS:
        expected = 403 if model in (*ABOUT_PEOPLE, Interest) else 200
        page = address(model, "changelist")
        assert editor.get(page).status_code == expected, page
        added = 200 if model in ADDED_BY_EDITORS else 403
        assert editor.get(address(model, "add")).status_code == added, page
        row = model._default_manager.first()
        if row is not None:
            assert editor.post(address(model, "change", row.pk), {}).status_code == 403, page


def test_nothing_is_deleted_not_even_by_a_superuser(full: World, boss: Client) -> None:
    for model in MODELS:
        page = address(model, "changelist")
        rows = model._default_manager
        before = set(rows.values_list("pk", flat=True))
        if not before:
            continue
        delete = address(model, "delete", min(before))
        assert boss.post(delete, {"post": "yes"}).status_code == 403, page
        chosen = {"action": "delete_selected", "_selected_action": list(before), "post": "yes"}
        boss.post(page, chosen)
        assert set(rows.values_list("pk", flat=True)) == before, page


def test_people_and_keys_are_for_superusers(world: World, curator: Client, boss: Client) -> None:
    for model in ABOUT_PEOPLE:
        assert curator.get(address(model, "changelist")).status_code == 403
        assert boss.get(address(model, "changelist")).status_code == 200


def test_a_second_factor_can_be_removed_and_its_secret_is_not_shown(
    world: World, boss: Client, curator: Client
) -> None:
    factor = Authenticator.objects.create(
        user=world.reviewer, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    page = reverse("admin:mfa_authenticator_change", args=[factor.pk])
    assert curator.get(page).status_code == 403
    assert "JBSWY3DPEHPK3PXP" not in boss.get(page).content.decode()
    boss.post(reverse("admin:mfa_authenticator_delete", args=[factor.pk]), {"post": "yes"})
    assert not Authenticator.objects.exists()
    entry = Entry.objects.get(kind="user.second_factor_removed")
    assert (entry.subject_id, entry.body.actor) == (world.reviewer.public_id, world.admin)


@pytest.mark.parametrize(("language", "word"), [("ko", "로그아웃"), ("en", "Log out")])
def test_the_admin_speaks_both_languages(
    world: World, curator: Client, language: str, word: str
) -> None:
    curator.post("/i18n/setlang/", {"language": language, "next": "/admin/"})
    assert word in curator.get("/admin/").content.decode()
