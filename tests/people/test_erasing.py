"""A person's data can be erased; the record goes on proving, and tells of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims.articles.exhibits import keep_exhibit
from claims.articles.models import Document
from claims.feeds import services as feeds
from claims.feeds.models import Feed
from claims.ledger import services as ledger
from claims.ledger.models import Entry, EntryBody
from claims.notices import services as notices
from claims.notices import webhooks
from claims.notices.models import Endpoint, Preference, Watch
from claims.people.erasing import ask_to_erase, asked_of, erase_person
from claims.people.models import Machine, User
from claims.people.rules import Act
from claims.people.services import change_account, issue_key
from claims.verdicts.services import assign
from tests.factories import PASSWORD, SETUP, Newsroom, content_of, person, published

BY = Machine("erase_person")


def naming(newsroom: Newsroom) -> list[Entry]:
    """Entries by Minjun, about Minjun, and by others that name Minjun."""
    with transaction.atomic():
        return [
            ledger.append("test.by", subject=newsroom.hana, by=newsroom.minjun, note="적었다"),
            ledger.append("test.about", subject=newsroom.minjun, by=newsroom.hana),
            ledger.append(
                "test.names",
                subject=newsroom.hana,
                by=newsroom.seoyeon,
                who=[newsroom.minjun.ledger_name],
            ),
        ]


def test_what_names_the_person_is_erased_and_the_chain_still_proves(
    newsroom: Newsroom, client: Client
) -> None:
    named = naming(newsroom)
    for keeps in (newsroom.minjun, newsroom.hana):
        name = f"{keeps.username}.pdf"
        keep_exhibit(by=keeps, raw=b"%PDF-1.7 " + name.encode(), filename=name)
    with transaction.atomic():
        other = ledger.append("test.noted", subject=newsroom.hana, by=newsroom.seoyeon)
    hashes = list(Entry.objects.order_by("seq").values_list("hash", flat=True))
    assert client.login(username="minjun", password=PASSWORD)
    count = erase_person(user=newsroom.minjun, by=BY, why="한 사람이 요청함")
    assert count > len(named), "those of making the account are among them"
    for entry in named:
        body = EntryBody.objects.get(entry=entry)
        assert (body.salt, body.content, body.actor) == (None, None, None)
    assert content_of(other)["by"] == newsroom.seoyeon.ledger_name
    assert list(Entry.objects.order_by("seq").values_list("hash", flat=True))[:-1] == hashes
    last = Entry.objects.select_related("body").latest("seq")
    assert (last.kind, last.subject_id) == ("user.erased", newsroom.minjun.public_id)
    assert content_of(last) == {"by": BY.ledger_name, "why": "한 사람이 요청함", "bodies": count}
    assert ledger.first_fault() is None
    kept = Document.objects.order_by("pk").values_list("file_name", flat=True)
    assert list(kept) == ["", "hana.pdf"]
    row = User.objects.get(pk=newsroom.minjun.pk)
    told = {row.username, row.display_name, row.first_name, row.last_name, row.email, str(row)}
    assert not any("minjun" in text.lower() for text in told)
    assert not row.is_active
    assert not row.roles
    assert not row.has_usable_password()
    assert client.get("/desk/").status_code == 302, "the session has ended"


def test_erasing_again_keeps_the_record_of_the_first(newsroom: Newsroom) -> None:
    naming(newsroom)
    erase_person(user=newsroom.minjun, by=BY, why="첫째")
    assert erase_person(user=newsroom.minjun, by=BY, why="둘째") == 0
    kept = [content_of(e) for e in Entry.objects.filter(kind="user.erased").order_by("seq")]
    assert [content["why"] for content in kept] == ["첫째", "둘째"]
    assert ledger.first_fault() is None


def test_nothing_is_issued_to_who_was_erased_by_whomever_and_whatever_was_loaded_before(
    newsroom: Newsroom, settings: Settings, httpserver: HTTPServer
) -> None:
    settings.WEBHOOK_KEY = "webhooks-of-tests-" + "0123456789" * 3
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    rss = "<rss version='2.0'><channel><title>강변일보</title></channel></rss>"
    httpserver.expect_request("/feed").respond_with_data(rss, content_type="application/rss+xml")
    verdict, leaver, keeper = (
        published(newsroom),
        newsroom.seoyeon,
        person("keeper", superuser=True),
    )
    endpoint, _secret = webhooks.add_endpoint(
        url=httpserver.url_for("/hook"), events=["verdict.published"], by=leaver
    )
    as_loaded = User.objects.get(pk=leaver.pk)  # as another request has loaded the account
    assert as_loaded.may(Act.KEEP_WEBHOOKS)
    erase_person(user=leaver, by=BY, why="한 사람이 요청함")
    soon = timezone.now() + dt.timedelta(days=9)
    attempts: dict[str, Callable[[], object]] = {
        "own key": lambda: issue_key(
            user=as_loaded, name="내 키", scopes=["read"], expires_at=soon, by=as_loaded
        ),
        "key by a keeper": lambda: issue_key(
            user=as_loaded, name="남의 키", scopes=["read"], expires_at=soon, by=keeper
        ),
        "watch": lambda: notices.watch(verdict=verdict, by=as_loaded),
        "mails": lambda: notices.prefer(by=as_loaded, mail="each", language="ko"),
        "webhook": lambda: webhooks.add_endpoint(
            url=httpserver.url_for("/other"), events=["verdict.published"], by=as_loaded
        ),
        "secret": lambda: webhooks.rotate(endpoint=endpoint, by=as_loaded),
        "webhook again": lambda: webhooks.enable(endpoint=endpoint, by=as_loaded),
        "feed": lambda: feeds.subscribe(url=httpserver.url_for("/feed"), by=as_loaded),
        "verdict": lambda: assign(verdict=verdict, to=as_loaded, by=newsroom.minjun),
    }
    last = Entry.objects.latest("seq")
    for name, attempt in attempts.items():
        with pytest.raises(ValidationError, match="정보를 지운 사람"):
            pytest.fail(f"{name} was issued: {attempt()}")
    assert not leaver.api_keys.exists()
    assert not Watch.objects.exists()
    assert not Preference.objects.exists()
    assert not Feed.objects.exists()
    assert Endpoint.objects.get().generation == 1
    assert Entry.objects.latest("seq") == last


def test_a_reason_and_the_right_are_needed(newsroom: Newsroom) -> None:
    for why in ("", "  "):
        with pytest.raises(ValidationError):
            erase_person(user=newsroom.minjun, by=SETUP, why=why)
    with pytest.raises(PermissionDenied):
        erase_person(user=newsroom.minjun, by=newsroom.jiho, why="요청")
    assert not Entry.objects.filter(kind="user.erased").exists()


def test_the_command(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="nobody has the username"):
        call_command("erase_person", "nobody", why="요청")
    monkeypatch.setattr("builtins.input", lambda _question: "hana")
    with pytest.raises(CommandError, match="nothing was erased"):
        call_command("erase_person", "minjun", why="요청")
    for wrong in ((), ("minjun", "--asked")):
        with pytest.raises(CommandError, match="name somebody, or say --asked"):
            call_command("erase_person", *wrong, why="요청")
    call_command("erase_person", "hana", why="요청")
    assert not User.objects.filter(username="hana").exists()
    assert User.objects.filter(username="minjun").exists()


# --- asked for in the admin ---------------------------------------------------------------


@pytest.fixture
def keeper(newsroom: Newsroom) -> User:
    return person("keeper", superuser=True)


def test_an_account_is_emptied_when_it_is_asked_and_the_ledger_by_the_owner(
    newsroom: Newsroom, keeper: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = naming(newsroom)
    address = reverse("admin:claims_user_erase", args=[newsroom.minjun.pk])
    client.login(username="keeper", password=PASSWORD)
    assert (
        address
        in client.get(
            reverse("admin:claims_user_change", args=[newsroom.minjun.pk])
        ).content.decode()
    )
    sent = {"username": "minjun", "why": "한 사람이 요청함"}
    asks = client.post(address, sent | {"username": "hana"})
    assert asks["Location"].startswith(reverse("account_reauthenticate")), "who asks, once more"
    goes_on = client.post(asks["Location"], {"password": PASSWORD})
    assert goes_on.status_code == 400, "this is not the username"
    for wrong in ({"why": " "}, {"username": ""}):
        assert client.post(address, sent | wrong).status_code == 400
    assert User.objects.get(pk=newsroom.minjun.pk).is_active
    assert client.post(address, sent)["Location"] == address
    row = User.objects.get(pk=newsroom.minjun.pk)
    assert (row.is_active, row.display_name, row.has_usable_password()) == (False, "", False)
    assert asked_of(row) is not None
    assert EntryBody.objects.get(entry=named[0]).content is not None
    assert "--asked" in client.get(address).content.decode()
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    with pytest.raises(CommandError, match="nothing was erased"):
        call_command("erase_person", "--asked")
    assert EntryBody.objects.get(entry=named[0]).content is not None
    monkeypatch.setattr("builtins.input", lambda _question: "erase")
    for count in (1, 0):
        said = StringIO()
        call_command("erase_person", "--asked", stdout=said)
        assert said.getvalue().count("erased:") == said.getvalue().count(sent["why"]) == count
    assert all(EntryBody.objects.get(entry=entry).content is None for entry in named)
    asked, done = Entry.objects.about(row).filter(kind__startswith="user.eras").order_by("seq")
    assert content_of(asked) == {"by": keeper.ledger_name, "why": sent["why"]}
    assert content_of(done)["why"] == sent["why"]
    assert ledger.first_fault() is None


def test_nobody_brings_an_erased_account_back(
    newsroom: Newsroom, keeper: User, client: Client
) -> None:
    client.login(username="keeper", password=PASSWORD)
    filled = {"username": "minjun", "email": "minjun@paper.example", "is_active": "on"}
    new = {
        "password1": "말-하나-더-적음",
        "password2": "말-하나-더-적음",
        "usable_password": "true",
    }
    sent = {"claims_user_change": filled, "auth_user_password_change": new}
    stale = User.objects.get(pk=newsroom.minjun.pk)
    for erase in (
        lambda: ask_to_erase(user=stale, by=keeper, why="요청"),
        lambda: erase_person(user=stale, by=BY, why="요청"),
    ):
        erase()
        for page, form in sent.items():
            address = reverse(f"admin:{page}", args=[stale.pk])
            said = client.post(address, form, follow=True)
            assert "이 계정은 더 이상 쓰거나 바꿀 수 없습니다" in said.content.decode(), page
        with pytest.raises(ValidationError):  # it was read before, and kept after
            change_account(user=stale, by=keeper)
        row = User.objects.get(pk=stale.pk)
        assert (row.username.partition("-")[0], row.email) == ("erased", "")
        assert (row.is_active, row.has_usable_password()) == (False, False)


def test_only_who_keeps_the_people_asks_and_never_for_themselves(
    newsroom: Newsroom, keeper: User, client: Client
) -> None:
    with pytest.raises(PermissionDenied):
        ask_to_erase(user=newsroom.minjun, by=newsroom.jiho, why="요청")
    with pytest.raises(ValidationError):
        ask_to_erase(user=keeper, by=keeper, why="요청")
    User.objects.filter(pk=newsroom.jiho.pk).update(is_staff=True)
    client.login(username="jiho", password=PASSWORD)
    address = reverse("admin:claims_user_erase", args=[newsroom.minjun.pk])
    assert client.get(address).status_code == 403
    assert not Entry.objects.filter(kind__startswith="user.eras").exists()
