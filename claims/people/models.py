"""Users of the newsroom and the keys their programs use."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.ledger.triggers import append_only
from claims.people.public_ids import new_public_id
from claims.people.rules import Act, Role, Scope, roles_allow


class User(AbstractUser):
    """A person of the newsroom. The roles are the names of the groups the person is in."""

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    display_name = models.CharField(_("display name"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def ledger_name(self) -> str:
        return f"user:{self.public_id}"

    @cached_property
    def roles(self) -> frozenset[Role]:
        """One query, then kept on the instance."""
        known = set(Role)
        names = self.groups.values_list("name", flat=True)
        return frozenset(Role(name) for name in names if name in known)

    def may(self, act: Act) -> bool:
        """Whether the table of rules lets this person do ``act``."""
        return self.is_active and (self.is_superuser or roles_allow(self.roles, act))


@dataclass(frozen=True, slots=True)
class Machine:
    """A part of the workbench acting by itself, e.g. ``Machine("extraction")``."""

    name: str

    @property
    def ledger_name(self) -> str:
        return f"machine:{self.name}"


Actor = User | Machine


def require(by: Actor, act: Act) -> None:
    """Let ``by`` do ``act`` or raise ``PermissionDenied``. Machines do only what code lets them."""
    if isinstance(by, Machine):
        return
    if not isinstance(by, User) or not by.may(act):  # nobody signed in is no User either
        raise PermissionDenied(
            _("%(who)s may not do this (%(act)s).") % {"who": by, "act": act.value}
        )


def require_person(by: Actor, act: Act) -> User:
    """As ``require``, for what only a person may ever do."""
    if not isinstance(by, User):
        raise PermissionDenied(_("Only a person may do this (%(act)s).") % {"act": act.value})
    require(by, act)
    return by


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def usable(self, now: dt.datetime) -> ApiKeyQuerySet:
        return self.filter(revoked_at=None, expires_at__gt=now, user__is_active=True)


class ApiKey(models.Model):
    """A program's key: only the SHA-256 of its 256 random bits is kept, so it is shown once.

    A slow password hash would add nothing: a secret of full entropy cannot be guessed.
    """

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="api_keys", verbose_name=_("user"))
    name = models.CharField(_("name"), max_length=80)
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    hint = models.CharField(_("first characters"), max_length=12, editable=False)
    scopes = ArrayField(
        models.CharField(max_length=20, choices=[(s.value, s.value) for s in Scope]),
        verbose_name=_("scopes"),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="api_key_expires_after_creation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @staticmethod
    def digest_of(secret: str) -> bytes:
        return hashlib.sha256(secret.encode()).digest()


class InterestStatementQuerySet(models.QuerySet["InterestStatement"]):
    def in_force(self, day: dt.date) -> InterestStatementQuerySet:
        """Each person's newest statement, where it has not run out on ``day``."""
        newer = InterestStatement.objects.filter(
            user=models.OuterRef("user"), pk__gt=models.OuterRef("pk")
        )
        return self.filter(~models.Exists(newer), made_on__lte=day, valid_until__gte=day)


class InterestStatement(models.Model):
    """What a person declares about conflicts of interest. The newest one counts until it ends.

    ``text`` is empty for one who declares none; ``Interest`` names whom the person is tied to.
    """

    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    user = models.ForeignKey(
        User, models.PROTECT, related_name="interest_statements", verbose_name=_("user")
    )
    text = models.TextField(_("interests"), blank=True)
    made_on = models.DateField(_("declared on"))
    valid_until = models.DateField(_("valid until"))

    objects = InterestStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement of interests")
        verbose_name_plural = _("statements of interests")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("made_on")),
                name="interest_statement_ends_after_it_begins",
            )
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_on}"


class Interest(models.Model):
    """An entity that a person declares to be tied to: no verdict about it is theirs to handle."""

    statement = models.ForeignKey(
        InterestStatement, models.PROTECT, related_name="interests", verbose_name=_("statement")
    )
    entity = models.ForeignKey(
        "claims.Entity", models.PROTECT, related_name="+", verbose_name=_("entity")
    )

    class Meta:
        verbose_name = _("declared interest")
        verbose_name_plural = _("declared interests")
        constraints = [
            models.UniqueConstraint(fields=["statement", "entity"], name="interest_once")
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.statement_id} {self.entity_id}"
