"""Make accounts, give out and take back API keys, declare interests."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ledger import services as ledger
from claims.people import erasing
from claims.people.models import (
    Actor,
    ApiKey,
    Interest,
    InterestStatement,
    User,
    require,
    require_person,
)
from claims.people.rules import Act, Role, Scope

if TYPE_CHECKING:  # entities are of a later stage; here they are only pointed to
    from claims.reference.models import Entity

KEY_PREFIX = "fc_"
LONGEST_LIFE = dt.timedelta(days=366)
LONGEST_STATEMENT = dt.timedelta(days=366)
_LONGEST_NAME = 80
_USE_NOTED_EVERY = dt.timedelta(minutes=1)


@transaction.atomic
def enrol(
    *,
    username: str,
    password: str,
    by: Actor,
    roles: Collection[str],
    display_name: str = "",
    email: str = "",
    superuser: bool = False,
) -> User:
    """Make an account. Raises ``ValidationError`` for a name in use, an unknown role or a
    password that the validators refuse."""
    require(by, Act.KEEP_PEOPLE)
    groups = list(Group.objects.filter(name__in=roles))
    if set(roles) - set(Role) or len(groups) != len(set(roles)):
        raise ValidationError(_("Choose roles of: %s") % ", ".join(Role))
    user = User(
        username=username,
        display_name=display_name,
        email=email,
        is_staff=superuser or Role.CURATOR in roles,
        is_superuser=superuser,
    )
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    user.groups.set(groups)
    ledger.append("user.enrolled", subject=user, by=by, roles=sorted(roles), superuser=superuser)
    return user


@transaction.atomic
def change_account(*, user: User, by: Actor, roles: Collection[str] | None = None) -> User:
    """Keep an account as it was changed in memory, and give it exactly ``roles`` if they are given.

    Nobody is deleted: an account is switched off, and the record goes on naming it. Raises
    ``ValidationError`` for a person who was erased.
    """
    require(by, Act.KEEP_PEOPLE)
    old = lock_account(user) if user.pk else None
    before = _account(old) if old else {}
    user.full_clean(exclude=["password"])
    user.save()
    if roles is not None:
        user.groups.set(Group.objects.filter(name__in=roles))
    after = _account(user)
    if before != after:
        ledger.append(
            "user.changed" if old else "user.enrolled",
            subject=user,
            by=by,
            before=before,
            after=after,
        )
    return user


def lock_account(user: User) -> User:
    """The account as it is, locked until the transaction ends, for a change of it or for what is
    issued to it. Raises ``ValidationError`` where its erasure was asked for or done: nobody is to
    bring it back, and nothing is to be in its name that works on."""
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if erasing.was_asked_or_done(row):
        raise ValidationError(
            _("This person was erased: the account cannot be used or changed any more.")
        )
    return row


def _account(user: User) -> dict[str, Any]:
    """What an account may do, as the ledger keeps it: no name and no address of a person."""
    return {
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "active": user.is_active,
        "staff": user.is_staff,
        "superuser": user.is_superuser,
    }


@transaction.atomic
def issue_key(
    *, user: User, name: str, scopes: Collection[str], expires_at: dt.datetime, by: User
) -> tuple[ApiKey, str]:
    """Make a key for ``user`` and return it with its secret, which is shown this once only.

    People make keys for themselves; for others only who keeps the people. Raises
    ``ValidationError`` for a missing name, an unknown scope, a life of more than 366 days and a
    person who was erased.
    """
    if by != user:
        require(by, Act.KEEP_PEOPLE)
    require(by, Act.SEE_DESK)
    lock_account(user)
    unknown = set(scopes) - set(Scope)
    if unknown or not scopes:
        raise ValidationError(_("Choose at least one scope, of: %s") % ", ".join(Scope))
    name = name.strip()
    if not 0 < len(name) <= _LONGEST_NAME:
        raise ValidationError({"name": _("Give the key a name, of at most 80 characters.")})
    now = timezone.now()
    if not now < expires_at <= now + LONGEST_LIFE:
        raise ValidationError(_("A key expires in the future, within 366 days."))
    secret = KEY_PREFIX + secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        user=user,
        name=name,
        digest=ApiKey.digest_of(secret),
        hint=secret[:8],
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=expires_at,
    )
    ledger.append(
        "api_key.issued",
        subject=key,
        by=by,
        owner=user.ledger_name,
        scopes=key.scopes,
        expires_at=expires_at.isoformat(),
    )
    return key, secret


@transaction.atomic
def revoke_key(*, key: ApiKey, by: User) -> None:
    """Make a key useless from now on. Revoking twice changes nothing."""
    if by != key.user:
        require(by, Act.KEEP_PEOPLE)
    revoked = ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now())
    if revoked:
        ledger.append("api_key.revoked", subject=key, by=by, owner=key.user.ledger_name)


@transaction.atomic
def remove_second_factor(*, factor: Authenticator, by: Actor) -> None:
    """Help somebody who lost a second factor: until there is a new one, the password signs in."""
    require(by, Act.KEEP_PEOPLE)
    ledger.append("user.second_factor_removed", subject=factor.user, by=by, factor=factor.type)
    factor.delete()


def key_for(secret: str, *, now: dt.datetime) -> ApiKey | None:
    """The usable key with this secret, with its user; notes its use at most once a minute."""
    key = (
        ApiKey.objects.usable(now)
        .select_related("user")
        .filter(digest=ApiKey.digest_of(secret))
        .first()
    )
    if key and (key.last_used_at is None or now - key.last_used_at > _USE_NOTED_EVERY):
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key


@transaction.atomic
def declare_interests(
    *, by: Actor, text: str, entities: Iterable[Entity], valid_until: dt.date
) -> InterestStatement:
    """State one's own conflicts of interest, in place of what one stated before.

    Without a text and entities it says that there are none. The verdicts that speak of one of
    ``entities`` are not the person's to handle. Raises ``ValidationError`` when ``valid_until``
    has passed in the newsroom's zone or is more than 366 days ahead.
    """
    person = require_person(by, Act.DECLARE_INTERESTS)
    today = timezone.localdate()
    if not today <= valid_until <= today + LONGEST_STATEMENT:
        raise ValidationError(
            {"valid_until": _("A statement holds from today on, for at most 366 days.")}
        )
    tied = list({entity.pk: entity for entity in entities}.values())
    statement = InterestStatement.objects.create(
        user=person, text=text.strip(), made_on=today, valid_until=valid_until
    )
    Interest.objects.bulk_create(Interest(statement=statement, entity=entity) for entity in tied)
    ledger.append(
        "interests.declared",
        subject=statement,
        by=person,
        text=statement.text,
        entities=[str(entity.public_id) for entity in tied],
        valid_until=valid_until.isoformat(),
    )
    return statement
