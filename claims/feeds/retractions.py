"""Mark what a publisher takes back: documents that the entries of a feed of retractions name."""

from __future__ import annotations

from collections.abc import Sequence

from claims.articles.models import Article, DocumentAddress, Retraction
from claims.articles.services import source_of
from claims.feeds.models import Feed
from claims.feeds.rules import StatedEntry
from claims.ledger import services as ledger
from claims.people.models import Actor
from claims.text import urls
from claims.work.services import wake_on_commit


def note(feed: Feed, entries: Sequence[StatedEntry], *, by: Actor) -> int:
    """Keep the notices that name a document kept here, each once; return how many are new.

    An entry names a document by its own address or by one that it links to. Call it in the
    transaction of the poll. A constant number of queries, and one for each new notice's entry.
    """
    named = {url for entry in entries for url in entry.addresses}
    rows = list(DocumentAddress.objects.filter(url__in=named).select_related("document"))
    trusted = _trusted(feed, rows)
    documents = {row.url: row.document for row in rows}
    told: dict[tuple[int, str, bool], Retraction] = {}
    for entry in entries:
        for url in entry.addresses:
            if (document := documents.get(url)) is None:
                continue
            told[document.pk, entry.url, url in trusted] = Retraction(
                document=document,
                url=entry.url,
                title=entry.title[:500],
                stated_at=entry.published_at,
                is_trusted=url in trusted,
            )
    known = Retraction.objects.filter(document__in={row.document_id for row in rows})
    for document_id, url, was_trusted in known.values_list("document", "url", "is_trusted"):
        told.pop((document_id, url, False), None)
        if was_trusted:
            told.pop((document_id, url, True), None)
    Retraction.objects.bulk_create(told.values(), ignore_conflicts=True)
    ledger.append_many(
        [
            (
                "document.retracted",
                notice.document,
                {
                    "url": notice.url,
                    "title": notice.title,
                    "feed": str(feed.public_id),
                    "is_trusted": notice.is_trusted,
                },
            )
            for notice in told.values()
        ],
        by=by,
    )
    if told:
        wake_on_commit("follow")
    return len(told)


def _trusted(feed: Feed, rows: Sequence[DocumentAddress]) -> set[str]:
    """The addresses of whose documents the feed says for their publisher that they are retracted:
    all in an index that a curator named as one, else those of its own outlet. A shared host does
    not make two outlets one: of its own site are only those of no outlet, or all if it is of none.
    Two queries.
    """
    if feed.purpose == Feed.Purpose.RETRACTION_INDEX:
        return {row.url for row in rows}
    site, source = urls.site(feed.url), feed.source or source_of(feed.url)
    documents = {row.document_id for row in rows}
    outlets = dict(Article.objects.filter(pk__in=documents).values_list("pk", "source"))
    mine = source.pk if source else None
    trusted = set()
    for row in rows:
        its = outlets.get(row.document_id)
        is_own = its == mine if its and mine else urls.site(row.url) == site
        if is_own:
            trusted.add(row.url)
    return trusted
