"""Erase a person's data where the record allows it, and record that it was done.

Whoever keeps the people asks for it, and the account is emptied at once. The ledger's bodies are
for the owner of the database to empty, which the application is not: the command ``erase_person
--asked`` shows the owner who waits, since whoever breaks into the application could ask, too.

What a ledger entry's header holds stays: opaque ids, kinds, times and digests, over which the
chain is. So do the decisions, revisions and statements of interests of the person, which name the
account: it then has no name. Texts that people wrote are not searched for names.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ledger import services as ledger
from claims.ledger.models import Entry, EntryBody
from claims.people.models import Actor, User, require
from claims.people.rules import Act

ASKED, DONE = "user.erasure_asked", "user.erased"  # both stay as they are, with their reason


@transaction.atomic
def ask_to_erase(*, user: User, by: Actor, why: str) -> None:
    """Empty the account, which cannot be used again, and ask the owner to erase the rest.

    Raises ``ValidationError`` without a reason, which stays on record and should name nobody, and
    for one's own account.
    """
    why = _allowed(by, why)
    if by == user:
        raise ValidationError(_("Somebody else has to erase your data."))
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _empty(row)
    ledger.append(ASKED, subject=row, by=by, why=why)


def asked_of(user: User) -> Entry | None:
    """The entry that asks to erase the person, as long as that was not carried out. One query."""
    last = Entry.objects.about(user).filter(kind__in=(ASKED, DONE)).first()
    return last if last is not None and last.kind == ASKED else None


def was_asked_or_done(user: User) -> bool:
    """Whether the account was ever emptied. One query."""
    return Entry.objects.about(user).filter(kind__in=(ASKED, DONE)).exists()


def asked() -> list[tuple[User, Entry]]:
    """Those who wait to be erased, each with the entry that asks for it."""
    named = Entry.objects.filter(kind=ASKED).values("subject_id")
    people = User.objects.filter(public_id__in=named).order_by("pk")
    return [(user, entry) for user in people if (entry := asked_of(user)) is not None]


@transaction.atomic
def erase_person(*, user: User, by: Actor, why: str) -> int:
    """Empty the ledger's bodies that name ``user`` and the account; return how many bodies.

    The account cannot be used again. The connection must be the owner's: the application may not
    change the ledger. Erasing again empties what came since. Raises ``ValidationError`` without a
    reason, which stays on record and should name nobody.
    """
    why = _allowed(by, why)
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    bodies = (
        EntryBody.objects.annotate(text=Cast("content", TextField()))
        .filter(Q(actor=row) | Q(entry__subject_id=row.public_id) | Q(text__contains=row.public_id))
        .exclude(entry__kind__in=(ASKED, DONE))
        .exclude(salt=None)
    )
    erased = EntryBody.objects.filter(pk__in=list(bodies.values_list("pk", flat=True))).update(
        salt=None, content=None, actor=None
    )
    _empty(row)
    ledger.append(DONE, subject=row, by=by, why=why, bodies=erased)
    return erased


def _allowed(by: Actor, why: str) -> str:
    require(by, Act.KEEP_PEOPLE)
    if not (why := why.strip()):
        raise ValidationError(_("Say why this person's data is erased."))
    return why


def _empty(row: User) -> None:
    row.username = f"erased-{row.public_id.hex[-12:]}"
    row.display_name = row.first_name = row.last_name = row.email = ""
    row.is_active = row.is_staff = row.is_superuser = False
    row.last_login = None
    row.set_unusable_password()
    row.save()
    row.groups.clear()
    row.user_permissions.clear()
    EmailAddress.objects.filter(user=row).delete()
    Authenticator.objects.filter(user=row).delete()
    row.api_keys.update(name="", hint="")
    # Exhibits are of a later stage; people name their files after themselves and others.
    apps.get_model("claims", "Document").objects.filter(added_by=row).update(file_name="")
    row.api_keys.filter(revoked_at=None).update(revoked_at=timezone.now())
