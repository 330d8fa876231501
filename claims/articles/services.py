"""Take documents in, look at an address again."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claims.articles import copying, fetching
from claims.articles.blocks import stored
from claims.articles.copies import (
    CLEANER,
    Copy,
    canonical,
    explained,
    opening,
    read_copy,
    stated_address,
    stated_fields,
)
from claims.articles.corrections import carry_over
from claims.articles.models import (
    Article,
    Document,
    DocumentAddress,
    DocumentKind,
    Look,
    Snapshot,
)
from claims.errors import Duplicate
from claims.ledger import services as ledger
from claims.people.models import Actor, User, require
from claims.people.rules import Act
from claims.reference.models import EntityName, Source, SourceDomain
from claims.text import urls
from claims.work.services import wake_on_commit


def take_in(
    *, raw: bytes, by: Actor, content_type: str = "", url: str = "", filename: str = ""
) -> Article:
    """Keep an article that came as a file or as pasted text; its reading becomes due.

    ``url`` is where the giver says it was published. Raises ``ValidationError`` with a message
    for a person when there is no article in ``raw``, and ``Duplicate`` when its text or its
    address is kept already. Then no article is written; but a known text that had no address
    keeps ``url`` as its address when the giver may correct articles.
    """
    require(by, Act.ADD_ARTICLE)
    address = canonical(url) if url else ""
    return _keep(read_copy(raw, content_type, url), address=address, by=by, name=filename)


class NotFetched(ValidationError):
    """No page came from an address. ``passing`` says whether one may come later, and
    ``retry_after`` when the server would like to be asked again, as its header says it."""

    def __init__(self, message: str, *, passing: bool, retry_after: str = "") -> None:
        super().__init__(message, code="not_fetched")
        self.passing, self.retry_after = passing, retry_after


_PASSING = frozenset({404, 408, 425, 429})  # and whatever goes wrong at the server (5xx)


def take_in_url(*, url: str, by: Actor, stated_at: dt.datetime | None = None) -> Article:
    """Fetch an address and keep what is there as an article. Raises as ``take_in``, and
    ``NotFetched`` when there is no page.

    ``stated_at`` is when a feed says it was published; it counts where the page does not say so.
    """
    require(by, Act.ADD_ARTICLE)
    address = canonical(url)
    known = Document.objects.at_address(address).first()
    if known is not None:
        raise duplicate(known)
    answer = fetched(url)
    copy = read_copy(answer.body, answer.header("content-type"), answer.url, answer.headers)
    address = stated_address(copy, address)
    return _keep(copy, address=address, by=by, answer=answer, stated_at=stated_at)


def fetched(url: str) -> fetching.Fetched:
    """What an address gives. Raises ``NotFetched`` when that is no page."""
    try:
        answer = fetching.fetch(url, allowed_origins=_allowed_origins())
    except fetching.FetchError as error:
        passing = isinstance(error, fetching.Unreachable)
        raise NotFetched(explained(error), passing=passing) from error
    if answer.status >= 400:
        raise NotFetched(
            _("The address answered with an error (%(status)d).") % {"status": answer.status},
            passing=answer.status >= 500 or answer.status in _PASSING,
            retry_after=answer.header("retry-after"),
        )
    return answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address said when it was looked at again; ``copy`` is there when the bytes are not
    those of the newest snapshot, ``retry_after`` when the server would rather be asked later."""

    outcome: Look.Outcome
    status: int | None = None
    etag: str = ""
    last_modified: str = ""
    message: str = ""
    copy: Copy | None = None
    retry_after: str = ""


def look_again(*, document: Document, by: Actor) -> Look:
    """Look at a document's address and keep a new snapshot when what it says has changed.

    Always returns the recorded look; what could not be fetched is an outcome, not an error.
    Raises ``ValidationError`` when the document has no address.
    """
    require(by, Act.ADD_ARTICLE)
    address = document.address
    if address is None:
        raise ValidationError(_("This document has no address to look at."), code="no_address")
    last = document.looks.exclude(etag="", last_modified="").first()
    newest = document.snapshots.order_by("-number").values_list("sha256", flat=True)[:1]
    answer = ask(
        address.url,
        last=last,
        known=newest[0],
        exhibit=document.kind == DocumentKind.EXHIBIT,
    )
    return record(document, answer, by=by)


def ask(url: str, *, last: Look | None, known: bytes | memoryview, exhibit: bool = False) -> Answer:
    """Fetch an address again and say what became of it; nothing is written.

    ``last`` is the newest look that had validators, ``known`` the SHA-256 of the newest snapshot's
    bytes: the same bytes are not read again. An ``exhibit`` may be something other than text.
    """
    try:
        answer = fetching.fetch(
            url,
            allowed_origins=_allowed_origins(),
            etag=(last.etag or None) if last else None,
            last_modified=(last.last_modified or None) if last else None,
        )
    except fetching.FetchError as error:
        return Answer(Look.Outcome.FAILED, message=explained(error))
    status, retry_after = answer.status, answer.header("retry-after")
    if answer.not_modified:
        etag, modified = (last.etag, last.last_modified) if last else ("", "")
        return Answer(Look.Outcome.UNCHANGED, status, etag, modified)
    if status in (404, 410):
        return Answer(Look.Outcome.GONE, status)
    if status >= 400:
        message = _("The address answered with an error (%(status)d).") % {"status": status}
        return Answer(Look.Outcome.FAILED, status, message=message, retry_after=retry_after)
    validators = answer.header("etag")[:300], answer.header("last-modified")[:100]
    if hashlib.sha256(answer.body).digest() == bytes(known):
        return Answer(Look.Outcome.UNCHANGED, status, *validators)
    try:
        kind = answer.header("content-type")
        copy = read_copy(answer.body, kind, answer.url, answer.headers, exhibit=exhibit)
    except ValidationError as error:
        return Answer(Look.Outcome.FAILED, status, message=" ".join(error.messages))
    return Answer(Look.Outcome.CHANGED, status, *validators, copy=copy)


def record(document: Document, answer: Answer, *, by: Actor) -> Look:
    """Write the look that brought ``answer``, and a new snapshot where the text is another one."""
    look = look_of(document, answer)
    if answer.copy is None:
        return _record(look, by)
    raw_name = keep_raw(answer.copy.raw)
    with transaction.atomic():
        # One writer a document, so that two looks at once do not both number a snapshot.
        Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
        latest = document.latest_snapshot
        if bytes(latest.text_sha256) == answer.copy.text_sha256:
            look.outcome = Look.Outcome.UNCHANGED
            return _record(look, by)
        number = latest.number + 1
        look.snapshot = take_snapshot(document, answer.copy, number=number, raw_name=raw_name)
        carry_over(latest, look.snapshot)
        return _record(look, by)


def look_of(document: Document, answer: Answer) -> Look:
    """The row, not yet written, of a look that brought ``answer``."""
    return Look(
        document=document,
        outcome=answer.outcome,
        status=answer.status,
        etag=answer.etag,
        last_modified=answer.last_modified,
        message=answer.message[:300],
    )


def _keep(
    copy: Copy,
    *,
    address: str,
    by: Actor,
    name: str = "",
    answer: fetching.Fetched | None = None,
    stated_at: dt.datetime | None = None,
) -> Article:
    """Write the article, its first snapshot and its address in one transaction."""
    known = _already_kept(copy, address)
    if known is not None:
        _state_address(known, address, by)
        raise duplicate(known)
    raw_name = keep_raw(copy.raw)
    page = copy.page
    source = source_of(copy.url) or _named_source(page.outlet or page.site_name)
    try:
        with transaction.atomic():
            article = Article.objects.create(
                kind=DocumentKind.ARTICLE,
                fingerprint=copy.text_sha256,
                added_by=by if isinstance(by, User) else None,
                source=source,
                opening=opening(page),
                language=page.language or "und",
                **stated_fields(page, source, stated_at),
            )
            if address:
                DocumentAddress.objects.create(
                    document=article, url=address, stated_by="fetch" if answer else "person"
                )
            snapshot = take_snapshot(article, copy, number=1, raw_name=raw_name)
            if answer is not None:
                Look.objects.create(
                    document=article,
                    outcome=Look.Outcome.CHANGED,
                    status=answer.status,
                    etag=answer.header("etag")[:300],
                    last_modified=answer.header("last-modified")[:100],
                    snapshot=snapshot,
                )
            copying.mark(article, snapshot)
            ledger.append(
                "article.added",
                subject=article,
                by=by,
                title=article.title,
                url=address,
                copy_of=str(article.copy_of.public_id) if article.copy_of else None,
                file=name.encode("utf-8", "replace").decode(),  # names are bytes on disk
                snapshot=str(snapshot.public_id),
                sha256=bytes(snapshot.sha256).hex(),
            )
            wake_on_commit("follow")
    except IntegrityError:
        # Somebody brought in the same text or address between the look above and the insert.
        known = _already_kept(copy, address)
        if known is None:
            raise
        raise duplicate(known) from None
    return article


def take_snapshot(document: Document, copy: Copy, *, number: int, raw_name: str) -> Snapshot:
    """Write a copy, whose bytes lie under ``raw_name``, as a document's snapshot ``number``."""
    return Snapshot.objects.create(
        document=document,
        number=number,
        url=copy.url,
        sha256=hashlib.sha256(copy.raw).digest(),
        raw=raw_name,
        size=len(copy.raw),
        headers=[list(pair) for pair in copy.headers],
        content_type="".join(filter(str.isprintable, copy.content_type))[:200],
        charset=copy.charset[:40],
        text=copy.page.text,
        text_sha256=copy.text_sha256,
        blocks=[stored(block) for block in copy.page.blocks],
        cleaner=CLEANER,
    )


def _record(look: Look, by: Actor) -> Look:
    """Write one look; what changes the picture of the document also goes to the ledger."""
    with transaction.atomic():
        document = look.document
        before = document.looks.first()
        look.save(force_insert=True)
        if look.outcome == Look.Outcome.CHANGED and look.snapshot:
            ledger.append(
                "snapshot.taken",
                subject=document,
                by=by,
                snapshot=str(look.snapshot.public_id),
                number=look.snapshot.number,
                sha256=bytes(look.snapshot.sha256).hex(),
            )
            wake_on_commit("follow")
        elif look.outcome == Look.Outcome.GONE and (
            before is None or before.outcome != look.outcome
        ):
            ledger.append("document.gone", subject=document, by=by, status=look.status)
            wake_on_commit("follow")
    return look


def _already_kept(copy: Copy, address: str) -> Document | None:
    if address:
        known = Document.objects.at_address(address).first()
        if known is not None:
            return known
    return Document.objects.filter(kind=DocumentKind.ARTICLE, fingerprint=copy.text_sha256).first()


def _state_address(document: Document, address: str, by: Actor) -> None:
    """A known text at a new address: keep the address when the document has none yet.

    From then on it is looked at there, so only who may correct an article can say so this way.
    """
    may = not isinstance(by, User) or by.may(Act.CORRECT_ARTICLE)
    if not address or not may or document.addresses.exists():
        return
    try:
        with transaction.atomic():
            DocumentAddress.objects.create(document=document, url=address, stated_by="person")
            ledger.append("document.address_stated", subject=document, by=by, url=address)
    except IntegrityError:
        return  # somebody stated this address, or another of the document, at this moment


def duplicate(known: Document) -> Duplicate:
    """The refusal that names the document which is here already. One query."""
    article = Article.objects.filter(pk=known.pk).first()
    if article is None:
        return Duplicate(_("This is kept as an exhibit already."), existing=known)
    return Duplicate(
        _("This article is here already: %(title)s") % {"title": article}, existing=article
    )


def source_of(url: str) -> Source | None:
    """The source that publishes on the host of an address or on a domain above it; none for no
    address. One query."""
    if not url:
        return None
    host = urls.site(url)
    parents = [host.split(".", n)[-1] for n in range(host.count("."))]
    by_host = SourceDomain.objects.filter(domain__in=[host, *parents]).select_related("source")
    found = max(by_host, key=lambda row: len(row.domain), default=None)
    return found.source if found else None


def _named_source(outlet: str) -> Source | None:
    """The source by an outlet's name as printed on the page."""
    if not outlet:
        return None
    names = EntityName.objects.filter(text__iexact=outlet, entity__source__isnull=False)
    owners = {name.entity_id: name.entity for name in names.select_related("entity__source")}
    return next(iter(owners.values())).source if len(owners) == 1 else None


def keep_raw(raw: bytes) -> str:
    """Store the bytes under their SHA-256, once, and return their name in the storage."""
    digest = hashlib.sha256(raw).hexdigest()
    name = f"snapshots/{digest[:2]}/{digest}"
    if default_storage.exists(name):
        if default_storage.size(name) == len(raw):
            return name
        default_storage.delete(name)  # torn: its writer was killed
    return default_storage.save(name, ContentFile(raw))


def _allowed_origins() -> frozenset[str]:
    return frozenset(settings.ALLOWED_PRIVATE_ORIGINS)
