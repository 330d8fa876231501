"""What a person does about being told: watch, read, choose how.

All of this is the person's own and not on the ledger.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.notices.models import Notice, Preference, Watch
from claims.people.models import Actor, User, require_person
from claims.people.rules import Act
from claims.people.services import lock_account
from claims.reference.models import LANGUAGE_CHOICES
from claims.verdicts.models import Verdict


@transaction.atomic
def watch(*, verdict: Verdict, by: Actor) -> Watch:
    """Hear of what happens to the verdict from now on. Doing so twice changes nothing.

    Raises ``ValidationError`` for a person who was erased meanwhile.
    """
    person = lock_account(require_person(by, Act.WATCH))
    row, _is_new = Watch.objects.get_or_create(verdict=verdict, user=person)
    return row


def unwatch(*, verdict: Verdict, by: Actor) -> None:
    """Hear of the verdict no more, unless one looks after it. Doing so twice changes nothing."""
    person = require_person(by, Act.WATCH)
    Watch.objects.filter(verdict=verdict, user=person).delete()


def read(*, notice: Notice, by: Actor) -> None:
    """Take note of a notice of one's own; twice changes nothing. It is not on the ledger.

    Raises ``ValidationError`` for somebody else's.
    """
    person = require_person(by, Act.WATCH)
    if notice.user_id != person.pk:
        raise ValidationError(_("This notice is not yours."))
    _read_of(person, notice=notice.pk)


def read_all(*, by: Actor, up_to: int | None = None) -> int:
    """Take note of all one's notices, or of those up to the key ``up_to``, the newest that was
    seen; return how many."""
    return _read_of(require_person(by, Act.WATCH), up_to=up_to)


@transaction.atomic
def prefer(*, by: Actor, mail: str, language: str) -> Preference:
    """Choose how one is told from now on, and in which language mails are.

    Raises ``ValidationError`` for a way or a language there is not, and for a person who was erased
    meanwhile.
    """
    person = lock_account(require_person(by, Act.WATCH))
    if mail not in Preference.Mail.values:
        raise ValidationError({"mail": _("Choose one of the ways to be told.")})
    if language not in {code for code, _name in LANGUAGE_CHOICES}:
        raise ValidationError({"language": _("Choose one of the languages.")})
    row, _is_new = Preference.objects.update_or_create(
        user=person, defaults={"mail": mail, "language": language}
    )
    return row


def _read_of(person: User, *, notice: int | None = None, up_to: int | None = None) -> int:
    unread = Notice.objects.unread().filter(user=person)
    if notice is not None:
        unread = unread.filter(pk=notice)
    if up_to is not None:
        unread = unread.filter(pk__lte=up_to)
    return unread.update(read_at=timezone.now())
