"""Mark what a publisher takes back: documents that the entries of its feed of retractions name."""

from __future__ import annotations

from collections.abc import Sequence

from claims.articles.models import DocumentAddress, Retraction
from claims.feeds.rules import StatedEntry
from claims.ledger import services as ledger
from claims.people.models import Actor
from claims.work.services import wake_on_commit


def note(entries: Sequence[StatedEntry], *, by: Actor) -> int:
    """Keep the notices that name a document kept here, each once; return how many are new.

    An entry names a document by its own address or by one that it links to. Call it in the
    transaction of the poll. A constant number of queries, and one for each new notice's entry.
    """
    named = {url for entry in entries for url in entry.addresses}
    documents = {
        row.url: row.document
        for row in DocumentAddress.objects.filter(url__in=named).select_related("document")
    }
    told = {
        (documents[url].pk, entry.url): Retraction(
            document=documents[url],
            url=entry.url,
            title=entry.title[:500],
            stated_at=entry.published_at,
        )
        for entry in entries
        for url in entry.addresses
        if url in documents
    }
    known = Retraction.objects.filter(document__in={document for document, _url in told})
    for pair in known.values_list("document", "url"):
        told.pop(pair, None)
    Retraction.objects.bulk_create(told.values(), ignore_conflicts=True)
    ledger.append_many(
        [
            (
                "document.retracted",
                notice.document,
                {"url": notice.url, "title": notice.title},
            )
            for notice in told.values()
        ],
        by=by,
    )
    if told:
        wake_on_commit("follow")
    return len(told)
