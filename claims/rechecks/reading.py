"""What of the sources is still to be read and linked before a comparison says anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone

from claims.articles.models import Document
from claims.extraction.models import Run
from claims.ledger.models import Entry
from claims.links.models import LinkSearch
from claims.work.models import LedgerCursor

LONGEST_WAIT = dt.timedelta(minutes=1)
_FOLLOWERS = {"extraction": "snapshot.taken", "links": "extraction.finished"}


def unread(documents: Collection[Document]) -> set[int]:
    """The documents, by key, of which something changed that is not read and linked yet.

    What keeps failing and is put off for longer than ``LONGEST_WAIT``, or what nobody took up for
    as long, is not waited for: the comparison says that it is unread. Four queries.
    """
    now = timezone.now()
    by_id = {document.public_id: document.pk for document in documents}
    positions = dict(
        LedgerCursor.objects.filter(name__in=_FOLLOWERS).values_list("name", "position")
    )
    ahead = Q()
    for name, kind in _FOLLOWERS.items():
        ahead |= Q(kind=kind, seq__gt=positions.get(name, 0))
    lately = Q(at__range=(now - LONGEST_WAIT, now + LONGEST_WAIT))  # ahead: clocks differ
    unfollowed = Entry.objects.filter(ahead, lately, subject_kind="document", subject_id__in=by_id)
    found = {by_id[subject] for subject in unfollowed.values_list("subject_id", flat=True)}
    soon = Q(next_attempt_at__lte=now + LONGEST_WAIT)
    runs = Run.objects.waiting().filter(soon, snapshot__document__in=by_id.values())
    searches = LinkSearch.objects.waiting().filter(soon, article__in=by_id.values())
    found.update(runs.values_list("snapshot__document", flat=True))
    found.update(searches.values_list("article", flat=True))
    return found
