"""Erase a person's data where the record allows it, and record that it was done.

What a ledger entry's header holds stays: opaque ids, kinds, times and digests, over which the
chain is. So do the decisions, revisions and statements of interests of the person, which name the
account: it then has no name. Texts that people wrote are not searched for names.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ledger import services as ledger
from claims.ledger.models import EntryBody
from claims.people.models import Actor, User, require
from claims.people.rules import Act


@transaction.atomic
def erase_person(*, user: User, by: Actor, why: str) -> int:
    """Empty the ledger's bodies that name ``user`` and the account; return how many bodies.

    The account cannot be used again. The connection must be the owner's: the application may not
    change the ledger. Erasing again empties what came since. Raises ``ValidationError`` without a
    reason, which stays on record and should name nobody.
    """
    require(by, Act.KEEP_PEOPLE)
    if not (why := why.strip()):
        raise ValidationError(_("Say why this person's data is erased."))
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    bodies = (
        EntryBody.objects.annotate(text=Cast("content", TextField()))
        .filter(Q(actor=row) | Q(entry__subject_id=row.public_id) | Q(text__contains=row.public_id))
        .exclude(entry__kind="user.erased")
        .exclude(salt=None)
    )
    erased = EntryBody.objects.filter(pk__in=list(bodies.values_list("pk", flat=True))).update(
        salt=None, content=None, actor=None
    )
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
    row.api_keys.filter(revoked_at=None).update(revoked_at=timezone.now())
    ledger.append("user.erased", subject=row, by=by, why=why, bodies=erased)
    return erased
