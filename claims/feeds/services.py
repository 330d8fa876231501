"""Subscribe to feeds, look at them when it is due, and take in the pages they name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles import fetching
from claims.articles import services as articles
from claims.articles.copies import canonical, explained
from claims.articles.models import Document
from claims.articles.politeness import turn
from claims.errors import Conflict, Duplicate, LostUpdate
from claims.feeds import reading, retractions, rules
from claims.feeds.models import Feed, FeedEntry, Poll
from claims.ledger import services as ledger
from claims.people.models import Actor, Machine, User, require
from claims.people.rules import Act
from claims.people.services import lock_account
from claims.reference.models import Source
from claims.work.models import WorkState
from claims.work.services import demand, fail, finish, put_off, stop, wake_on_commit

FEEDS = Machine("feeds")
POLLS_KEPT = dt.timedelta(days=30)
_LONGEST_TURN_SECONDS = 2.0  # that a worker waits for a host before it does something else
_LIMITS = fetching.Limits(max_bytes=reading.MAX_BYTES)


class _Unset:
    """The default of a field that stays as it is, where None is a value."""


UNSET = _Unset()


def subscribe(
    *,
    url: str,
    by: Actor,
    source: Source | None = None,
    minutes: int = 30,
    title: str = "",
    purpose: str = Feed.Purpose.ARTICLES,
) -> Feed:
    """Fetch a feed and keep it; what it names comes in from now on, looked at every ``minutes``.

    A feed of ``retractions`` brings nothing in: what its entries name is marked as retracted where
    it is kept here. They are believed of the feed's own site and outlet; a ``retraction_index`` is
    believed of all. What a feed is for stays.

    Raises ``ValidationError`` with a message for a person when what is there is no feed or the
    person was erased meanwhile, and ``Duplicate`` when it is subscribed to already. Without a title
    the feed's own is kept.
    """
    require(by, Act.KEEP_FEED)
    _refuse_known(url)
    feed = Feed(
        url=url.strip(),
        title=title.strip(),
        purpose=purpose,
        source=source,
        minutes=minutes,
        added_by=by if isinstance(by, User) else None,
    )
    _check(feed)
    seen = _readable(feed)
    feed.title = feed.title or seen.title[:300]
    try:
        with transaction.atomic():
            if feed.added_by is not None:
                lock_account(feed.added_by)
            feed.save()
            Poll.objects.create(
                feed=feed, state=WorkState.DONE, finished_at=timezone.now(), **_note(feed, seen)
            )
            _await_next(feed)
            ledger.append(
                "feed.subscribed",
                subject=feed,
                by=by,
                url=feed.url,
                minutes=minutes,
                title=title,
                purpose=purpose,
            )
            _refuse_known(url, but=feed)  # appending is one at a time, so nobody is between
    except IntegrityError:
        _refuse_known(url)
        raise
    return feed


def change(
    *,
    feed: Feed,
    by: Actor,
    expected_revision: int,
    url: str | None = None,
    title: str | None = None,
    source: Source | _Unset | None = UNSET,
    minutes: int | None = None,
) -> Feed:
    """Change what is given. Another address is fetched first, as ``subscribe`` does.

    Raises ``LostUpdate`` when the feed was changed since ``expected_revision``.
    """
    require(by, Act.KEEP_FEED)
    given: dict[str, Any] = {
        "url": url.strip() if url is not None else UNSET,
        "title": title.strip() if title is not None else UNSET,
        "source": source,
        "minutes": minutes if minutes is not None else UNSET,
    }
    changes = {name: value for name, value in given.items() if value is not UNSET}
    feed = Feed.objects.select_related("source").get(pk=feed.pk)  # a form may have changed it
    moved = "url" in changes and changes["url"] != feed.url
    if moved:
        _refuse_known(changes["url"], but=feed)
        _readable(Feed(url=changes["url"], source=feed.source))
        changes |= {"etag": "", "last_modified": ""}
    with transaction.atomic():
        row = _locked(feed)
        if row.revision != expected_revision:
            raise LostUpdate(
                _("The feed was changed by somebody else meanwhile."), current=row.revision
            )
        before = {name: _plain(getattr(row, name)) for name in given if name in changes}
        after = {name: _plain(changes[name]) for name in before}
        if before == after:
            return row
        for name, value in changes.items():
            setattr(row, name, value)
        row.revision += 1
        _check(row)
        row.save(update_fields=[*changes, "revision"])
        if row.paused_at is None and (moved or "minutes" in changes):
            _await_next(row, at_once=moved)
        ledger.append("feed.changed", subject=row, by=by, before=before, after=after)
        _refuse_known(row.url, but=row)
    return row


def pause(*, feed: Feed, by: Actor, reason: str = "") -> Feed:
    """Look at the feed no more until it is resumed; doing so twice changes nothing.

    A look that is going on is given up.
    """
    require(by, Act.KEEP_FEED)
    with transaction.atomic():
        row = _locked(feed)
        if row.paused_at is None:
            row.polls.filter(state=WorkState.WAITING).delete()
            _pause(row, by=by, reason=reason)
    return row


def resume(*, feed: Feed, by: Actor) -> Feed:
    """Look at a paused feed again, now and by its interval; doing so twice changes nothing."""
    require(by, Act.KEEP_FEED)
    with transaction.atomic():
        row = _locked(feed)
        if row.paused_at is not None:
            row.paused_at = None
            row.save(update_fields=["paused_at"])
            _await_next(row, at_once=True)
            ledger.append("feed.resumed", subject=row, by=by)
    return row


def poll_now(*, feed: Feed, by: Actor) -> Poll:
    """Make the next look due now. Raises ``Conflict`` for a paused feed."""
    require(by, Act.KEEP_FEED)
    with transaction.atomic():
        row = _locked(feed)
        if row.paused_at is not None:
            raise Conflict(_("The feed is paused: resume it first."), code="paused")
        poll = _await_next(row, at_once=True)
        ledger.append("feed.poll_requested", subject=row, by=by)
    return poll


def perform_poll(poll: Poll) -> None:
    """Look at a feed under a poll's lease: its new entries, and the next look, become due.

    What could not be looked at is an outcome, not an error. A feed that says it is gone for good
    (410) is paused.
    """
    feed = poll.feed
    with turn(feed.url, patience=_LONGEST_TURN_SECONDS) as taken:
        if taken.wait:
            put_off(poll, seconds=taken.wait)
            return
        seen = _look(feed)
        taken.rest = seen.wait.total_seconds()
    with transaction.atomic():
        feed = _locked(feed)
        noted = _note(feed, seen)
        Poll.objects.filter(pk=poll.pk).update(**noted)
        if seen.status == 410:
            _pause(feed, by=FEEDS, reason="gone")
        if finish(poll) and feed.paused_at is None:
            _await_next(feed, wait=seen.wait)
        old = timezone.now() - POLLS_KEPT
        feed.polls.filter(state=WorkState.DONE, finished_at__lt=old).delete()


def perform_entry(entry: FeedEntry) -> None:
    """Take in the page that an entry names, under its lease.

    What is known already is linked to. A page that may come later is tried again; where there is
    no article, that is the end of it.
    """
    with turn(entry.url, patience=_LONGEST_TURN_SECONDS) as taken:
        if taken.wait:
            put_off(entry, seconds=taken.wait)
        else:
            taken.rest = _take_in(entry).total_seconds()


def _take_in(entry: FeedEntry) -> dt.timedelta:
    """Take in an entry's page; for how long the host would like to be left alone."""
    try:
        # With the fetch inside: what a lost lease rolls back is not there at the next attempt.
        with transaction.atomic():
            document, was_known = _document(entry)
            FeedEntry.objects.filter(pk=entry.pk).update(
                document=document, was_known=was_known, message=""
            )
            finish(entry)
    except articles.NotFetched as error:
        message = " ".join(error.messages)[:300]
        if error.passing:
            wait = rules.asked_to_wait(error.retry_after, now=timezone.now())
            fail(entry, error, seconds=wait.total_seconds(), message=message)
            return wait
        stop(entry, error, message=message)
    except ValidationError as error:
        stop(entry, error, message=" ".join(error.messages)[:300])
    return dt.timedelta()


def _document(entry: FeedEntry) -> tuple[Document, bool]:
    """The document of an entry, and whether it was here before."""
    try:
        return articles.take_in_url(url=entry.url, by=FEEDS, stated_at=entry.published_at), False
    except Duplicate as known:
        return Document.objects.get(pk=known.existing.pk), True


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look at a feed brought."""

    outcome: Poll.Outcome
    status: int | None = None
    message: str = ""
    title: str = ""
    entries: tuple[rules.StatedEntry, ...] = ()
    etag: str = ""
    last_modified: str = ""
    wait: dt.timedelta = dt.timedelta()


def _look(feed: Feed) -> _Seen:
    """Fetch a feed and read it; it writes nothing."""
    now = timezone.now()
    try:
        answer = fetching.fetch(
            feed.url,
            allowed_origins=frozenset(settings.ALLOWED_PRIVATE_ORIGINS),
            etag=feed.etag or None,
            last_modified=feed.last_modified or None,
            limits=_LIMITS,
        )
    except fetching.TooLarge:
        return _Seen(Poll.Outcome.FAILED, message=reading.too_large())
    except fetching.FetchError as error:
        return _Seen(Poll.Outcome.FAILED, message=explained(error))
    if answer.not_modified:
        return _Seen(Poll.Outcome.UNCHANGED, answer.status)
    if answer.status >= 400:
        return _Seen(
            Poll.Outcome.FAILED,
            answer.status,
            _("The address answered with an error (%(status)d).") % {"status": answer.status},
            wait=rules.asked_to_wait(answer.header("retry-after"), now=now),
        )
    try:
        read = reading.read(
            answer.body,
            content_type=answer.header("content-type"),
            url=answer.url,
            zone=ZoneInfo((feed.source.time_zone if feed.source else "") or settings.TIME_ZONE),
            now=now,
            with_links=feed.tells_of_retractions,
        )
    except reading.NotAFeed as error:
        return _Seen(Poll.Outcome.FAILED, answer.status, str(error))
    moved = canonical(answer.url) != canonical(feed.url)
    return _Seen(
        Poll.Outcome.READ,
        answer.status,
        # Told and not followed for good: whoever stands between could redirect it once.
        _("The feed is at %(url)s now.") % {"url": answer.url} if moved else "",
        title=read.title,
        entries=read.entries,
        etag=answer.header("etag")[:300],
        last_modified=answer.header("last-modified")[:100],
    )


def _readable(feed: Feed) -> _Seen:
    """Look at a feed that a person names. Raises ``ValidationError`` when it cannot be read."""
    seen = _look(feed)
    if seen.outcome != Poll.Outcome.READ:
        raise ValidationError(seen.message, code="not_a_feed")
    return seen


def _note(feed: Feed, seen: _Seen) -> dict[str, Any]:
    """Make the new entries due, one after the other; return what a poll keeps of the look."""
    if feed.tells_of_retractions:
        # Without validators: what is kept later may be named by what the feed says already.
        return _counted(seen, retractions.note(feed, seen.entries, by=FEEDS))
    known = feed.entries.filter(url__in=[entry.url for entry in seen.entries])
    unknown = rules.unknown(seen.entries, known=set(known.values_list("url", flat=True)))
    new = unknown[: rules.BRINGS_AT_MOST]
    now = timezone.now()
    FeedEntry.objects.bulk_create(
        FeedEntry(
            feed=feed,
            url=entry.url,
            title=entry.title[:500],
            published_at=entry.published_at,
            next_attempt_at=now + dt.timedelta(seconds=number * settings.SECONDS_BETWEEN_REQUESTS),
        )
        for number, entry in enumerate(new)
    )
    if seen.outcome == Poll.Outcome.READ:
        # While entries are left, an answer of "unchanged" would hide them.
        complete = len(new) == len(unknown)
        feed.etag = seen.etag if complete else ""
        feed.last_modified = seen.last_modified if complete else ""
        feed.save(update_fields=["etag", "last_modified"])
    if new:
        wake_on_commit("feed-entries")
    return _counted(seen, len(new))


def _counted(seen: _Seen, new: int) -> dict[str, Any]:
    return {
        "outcome": seen.outcome,
        "status": seen.status,
        "message": seen.message[:300],
        "found": len(seen.entries),
        "new": new,
    }


def _await_next(feed: Feed, *, at_once: bool = False, wait: dt.timedelta = dt.timedelta()) -> Poll:
    """The one poll that waits for a feed, due now or by the feed's interval."""
    now = timezone.now()
    due = (
        now
        if at_once
        else rules.next_poll(
            now=now, minutes=feed.minutes, failures=Poll.objects.failures(feed), wait=wait
        )
    )
    if at_once:
        wake_on_commit("feeds")
    return demand(Poll, feed=feed, due=due, defaults={})


def _pause(feed: Feed, *, by: Actor, reason: str) -> None:
    feed.paused_at = timezone.now()
    feed.save(update_fields=["paused_at"])
    ledger.append("feed.paused", subject=feed, by=by, reason=reason)


def _check(feed: Feed) -> None:
    """Raise ``ValidationError`` for what no feed can have; its address was checked."""
    if not rules.SHORTEST_MINUTES <= feed.minutes <= rules.LONGEST_MINUTES:
        message = _("Give a number of minutes from %(least)d to %(most)d (7 days).") % {
            "least": rules.SHORTEST_MINUTES,
            "most": rules.LONGEST_MINUTES,
        }
        raise ValidationError({"minutes": message})
    feed.full_clean(exclude=["url"])


def _locked(feed: Feed) -> Feed:
    """The feed as it is now; every verb that changes it or its polls takes this lock first."""
    return (
        Feed.objects.select_for_update(of=("self",), no_key=True)
        .select_related("source")
        .get(pk=feed.pk)
    )


def _refuse_known(url: str, *, but: Feed | None = None) -> None:
    """Raise ``Duplicate`` for the address of a feed that is kept, ``ValidationError`` for none.

    Addresses are kept as they were given, since some servers answer only that spelling.
    """
    address = canonical(url)
    for feed in Feed.objects.all():
        if feed != but and canonical(feed.url) == address:
            raise Duplicate(
                _("This feed is subscribed to already: %(feed)s") % {"feed": feed}, existing=feed
            )


def _plain(value: Any) -> Any:
    """A field's value as the ledger keeps it."""
    return str(value.public_id) if isinstance(value, Source) else value
