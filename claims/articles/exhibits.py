"""Keep a document that is no article as evidence: a page of figures, a PDF, a picture."""

from __future__ import annotations

import hashlib

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from claims.articles import services
from claims.articles.copies import Copy, canonical, read_copy
from claims.articles.fetching import Fetched
from claims.articles.file_names import shown_name
from claims.articles.models import Document, DocumentAddress, DocumentKind, Look
from claims.ledger import services as ledger
from claims.people.models import Actor, User, require
from claims.people.rules import Act
from claims.work.services import wake_on_commit


def keep_exhibit(
    *,
    by: Actor,
    raw: bytes | None = None,
    url: str = "",
    content_type: str = "",
    filename: str = "",
) -> Document:
    """Keep an external document as an exhibit with its first snapshot.

    With ``raw`` it came as a file, and ``url`` says where it was published; without, what is at
    ``url`` is fetched. The bytes are kept whole and hashed; its text is there where it can be
    decoded. Raises ``Duplicate`` when its content or address is kept already (an article's
    address names the article), ``NotFetched`` when there is nothing at ``url``, and
    ``ValidationError`` for neither, or for more bytes than the setting ``ARTICLE_MAX_BYTES``.
    """
    require(by, Act.ADD_ARTICLE)
    if raw is None and not url:
        raise ValidationError(_("Give a file or an address."))
    address = canonical(url) if url else ""
    known = Document.objects.at_address(address).first() if address else None
    if known is not None:
        raise services.duplicate(known)
    answer = None
    if raw is not None:
        copy = read_copy(raw, content_type, address, exhibit=True)
    else:
        answer = services.fetched(url)
        kind = answer.header("content-type")
        copy = read_copy(answer.body, kind, answer.url, answer.headers, exhibit=True)
    return _keep(copy, address=address, by=by, name=filename, answer=answer)


def _keep(copy: Copy, *, address: str, by: Actor, name: str, answer: Fetched | None) -> Document:
    raw_name = services.keep_raw(copy.raw)
    try:
        with transaction.atomic():
            exhibit = Document.objects.create(
                kind=DocumentKind.EXHIBIT,
                fingerprint=copy.text_sha256,
                added_by=by if isinstance(by, User) else None,
                file_name="" if answer else shown_name(name),
            )
            if address:
                DocumentAddress.objects.create(
                    document=exhibit, url=address, stated_by="fetch" if answer else "person"
                )
            snapshot = services.take_snapshot(exhibit, copy, number=1, raw_name=raw_name)
            if answer is not None:
                Look.objects.create(
                    document=exhibit,
                    outcome=Look.Outcome.CHANGED,
                    status=answer.status,
                    etag=answer.header("etag")[:300],
                    last_modified=answer.header("last-modified")[:100],
                    snapshot=snapshot,
                )
            ledger.append(
                "exhibit.kept",
                subject=exhibit,
                by=by,
                url=address,
                file=name.encode("utf-8", "replace").decode(),  # names are bytes on disk
                snapshot=str(snapshot.public_id),
                sha256=hashlib.sha256(copy.raw).hexdigest(),
            )
            wake_on_commit("follow")
    except IntegrityError:
        # The same content is kept already, or somebody brought it in at this moment.
        known = (
            Document.objects.filter(kind=DocumentKind.EXHIBIT, fingerprint=copy.text_sha256).first()
            or Document.objects.at_address(address).first()
        )
        if known is None:
            raise
        raise services.duplicate(known) from None
    return exhibit
