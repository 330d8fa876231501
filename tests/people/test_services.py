"""Accounts and API keys: made by those who may, kept as hashes, on record."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from claims.ledger.models import Entry
from claims.people.models import ApiKey, User
from claims.people.rules import Role, Scope
from claims.people.services import LONGEST_LIFE, enrol, issue_key, key_for, revoke_key
from tests.factories import PASSWORD, SETUP, Newsroom, content_of, person

DAY = dt.timedelta(days=1)


def issued(user: User, *scopes: str, days: float = 30) -> tuple[ApiKey, str]:
    expires_at = timezone.now() + days * DAY
    return issue_key(
        user=user, name="스크립트", scopes=scopes or (Scope.READ,), expires_at=expires_at, by=user
    )


def test_an_account_has_its_roles_and_an_entry_in_the_ledger(newsroom: Newsroom) -> None:
    root = person("root", superuser=True)
    made = enrol(
        username="yuna", password=PASSWORD, by=root, roles=["curator", "reviewer"], email=""
    )
    assert made.roles == {Role.CURATOR, Role.REVIEWER}
    assert made.check_password(PASSWORD)
    assert made.is_staff
    assert not made.is_superuser
    entry = Entry.objects.about(made).get()
    assert entry.kind == "user.enrolled"
    assert entry.body.actor == root
    assert PASSWORD not in str(entry.body.content)


@pytest.mark.parametrize(
    "said",
    [
        {"username": "minjun"},
        {"username": ""},
        {"username": "두 낱말"},
        {"password": "12345678"},
        {"password": "yuna-kim-desk", "username": "yuna-kim-desk"},
        {"roles": ["publisher"]},
        {"roles": ["editor", "nobody"]},
        {"email": "not an address"},
        {"display_name": "이" * 81},
    ],
    ids=lambda said: " ".join(said),
)
def test_an_account_that_cannot_be_is_refused_and_nothing_is_written(
    newsroom: Newsroom, said: dict[str, object]
) -> None:
    before = (User.objects.count(), Entry.objects.count())
    values = {"username": "yuna", "password": PASSWORD, "roles": ["editor"], "by": SETUP} | said
    with pytest.raises(ValidationError):
        enrol(**values)  # type: ignore[arg-type]
    assert (User.objects.count(), Entry.objects.count()) == before


def test_only_who_keeps_the_people_makes_accounts(newsroom: Newsroom) -> None:
    for by in (newsroom.seoyeon, newsroom.jiho, newsroom.stranger):
        with pytest.raises(PermissionDenied):
            enrol(username="yuna", password=PASSWORD, by=by, roles=["editor"])


def test_a_key_is_shown_once_and_only_its_hash_is_kept(newsroom: Newsroom) -> None:
    key, secret = issued(newsroom.minjun, Scope.ARTICLES, Scope.READ, Scope.READ)
    assert secret.startswith("fc_")
    assert len(secret) > 40
    assert key.scopes == ["articles", "read"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(k)::text FROM claims_apikey k")
        assert secret[8:] not in cursor.fetchone()[0]
    body = content_of(Entry.objects.about(key).get())
    assert secret[8:] not in str(body)
    assert body["scopes"] == ["articles", "read"]


def test_the_right_secret_finds_the_key_and_notes_its_use(newsroom: Newsroom) -> None:
    key, secret = issued(newsroom.minjun)
    now = timezone.now()
    assert key_for(secret + "x", now=now) is None
    assert key_for("", now=now) is None
    found = key_for(secret, now=now)
    assert found == key
    assert found is not None
    assert found.user == newsroom.minjun
    key.refresh_from_db()
    assert key.last_used_at == now
    key_for(secret, now=now + dt.timedelta(seconds=30))
    key.refresh_from_db()
    assert key.last_used_at == now
    key_for(secret, now=now + dt.timedelta(seconds=90))
    key.refresh_from_db()
    assert key.last_used_at == now + dt.timedelta(seconds=90)


def test_a_key_ends_by_time_by_revocation_and_with_its_owner(newsroom: Newsroom) -> None:
    now = timezone.now()
    short, secret = issued(newsroom.minjun, days=1)
    assert key_for(secret, now=now + 2 * DAY) is None

    key, secret = issued(newsroom.minjun)
    revoke_key(key=key, by=newsroom.minjun)
    revoke_key(key=key, by=newsroom.minjun)
    assert key_for(secret, now=now) is None
    assert [entry.kind for entry in Entry.objects.about(key)] == [
        "api_key.revoked",
        "api_key.issued",
    ]

    _key, secret = issued(newsroom.hana)
    User.objects.filter(pk=newsroom.hana.pk).update(is_active=False)
    assert key_for(secret, now=now) is None
    assert short.pk


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [
        ("스크립트", [], 1),
        ("스크립트", ["everything"], 1),
        ("스크립트", ["read"], 0),
        ("스크립트", ["read"], -1),
        ("스크립트", ["read"], LONGEST_LIFE.days + 1),
        ("  ", ["read"], 1),
        ("긴" * 81, ["read"], 1),
    ],
)
def test_a_key_that_cannot_be_is_refused(
    newsroom: Newsroom, name: str, scopes: list[str], days: float
) -> None:
    with pytest.raises(ValidationError):
        issue_key(
            user=newsroom.minjun,
            name=name,
            scopes=scopes,
            expires_at=timezone.now() + days * DAY,
            by=newsroom.minjun,
        )
    assert not ApiKey.objects.exists()


def test_people_make_and_revoke_keys_for_themselves_only(newsroom: Newsroom) -> None:
    expires_at = timezone.now() + DAY
    with pytest.raises(PermissionDenied):
        issue_key(
            user=newsroom.minjun,
            name="빌린 열쇠",
            scopes=["read"],
            expires_at=expires_at,
            by=newsroom.seoyeon,
        )
    with pytest.raises(PermissionDenied):
        issued(newsroom.stranger)
    key, secret = issued(newsroom.minjun)
    with pytest.raises(PermissionDenied):
        revoke_key(key=key, by=newsroom.seoyeon)
    assert key_for(secret, now=timezone.now()) == key
    revoke_key(key=key, by=person("root", superuser=True))
    assert key_for(secret, now=timezone.now()) is None


def test_the_database_refuses_a_key_that_ends_before_it_begins(newsroom: Newsroom) -> None:
    key, _secret = issued(newsroom.minjun)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiKey.objects.filter(pk=key.pk).update(expires_at=key.created_at)
