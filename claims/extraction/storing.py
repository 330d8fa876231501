"""Write a reading to the database: claims, versions, anchors and facets."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson
from django.db.models import Max, Model, Prefetch, Q

from claims.articles.models import Article, Snapshot
from claims.extraction import indexing
from claims.extraction.models import (
    Anchor,
    AnchorState,
    Attribution,
    Claim,
    ClaimVersion,
    Directive,
    Mention,
    Quantity,
    Run,
    Time,
)
from claims.extraction.rules import Known, Read, match, squeezed
from claims.people.models import User
from claims.text.features import lemmas
from claims.text.findings import FoundClaim, Reading
from claims.work.models import WorkState

_FACETS: tuple[tuple[type[Model], str], ...] = (
    (Attribution, "attributions"),
    (Quantity, "quantities"),
    (Time, "times"),
    (Mention, "mentions"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many claims a reading brought, changed, and no longer found (that the one before it
    had found)."""

    new: int
    changed: int
    lost: int


def store(run: Run, article: Article, snapshot: Snapshot, reading: Reading) -> Outcome:
    """Store ``reading`` in the caller's transaction, which holds the article's row.

    What a person retired stays retired: its words are read over. A reading that ends after that
    of a newer snapshot loses nothing. A constant number of queries, whatever the number of
    claims.
    """
    known = list(
        Claim.objects.filter(article=article)
        .select_related("current")
        .prefetch_related(
            Prefetch("versions", ClaimVersion.objects.order_by("number")), "versions__anchors"
        )
    )
    by_key = {claim.pk: claim for claim in known}
    keys = match(
        [_known(claim) for claim in known],
        [Read(found.quote, found.start) for found in reading.claims],
    )
    standing = [claim for claim in known if claim.retired_at is None]

    new = [
        (Claim(article=article, last_run=run), found)
        for found, key in zip(reading.claims, keys, strict=True)
        if key is None
    ]
    Claim.objects.bulk_create(claim for claim, _found in new)
    read_again = {
        key: found
        for found, key in zip(reading.claims, keys, strict=True)
        if key is not None and by_key[key].retired_at is None
    }

    versions: list[tuple[Claim, ClaimVersion, FoundClaim]] = [
        (claim, _version(claim, found, run, reading.language, number=1), found)
        for claim, found in new
    ]
    for key, found in read_again.items():
        claim = by_key[key]
        past = list(claim.versions.all())
        version = _version(claim, found, run, reading.language, number=past[-1].number + 1)
        last_by_machine = next((v for v in reversed(past) if v.run_id is not None), None)
        if (
            last_by_machine is None
            or bytes(last_by_machine.digest) != version.digest
            or _stood_elsewhere(last_by_machine, snapshot, found)
        ):
            versions.append((claim, version, found))
    ClaimVersion.objects.bulk_create(version for _claim, version, _found in versions)
    _store_facets(versions)
    _point_to_newest(versions)

    anchors = [
        Anchor(
            version=version,
            snapshot=snapshot,
            state=AnchorState.EXACT,
            start=found.start,
            end=found.end,
            quote=found.quote,
        )
        for _claim, version, found in versions
    ]
    for claim in standing:
        again = read_again.get(claim.pk)
        older = [_anchor_again(v, snapshot, again) for v in claim.versions.all()]
        anchors += [anchor for anchor in older if anchor is not None]
    Anchor.objects.bulk_create(anchors)

    readings = Run.objects.filter(snapshot__document=article, state=WorkState.DONE)
    before = readings.filter(pk__lt=run.pk).aggregate(newest=Max("pk"))["newest"] or 0
    lost = [
        claim
        for claim in standing
        if claim.pk not in read_again and before <= (claim.last_run_id or 0) < run.pk
    ]
    older_run = Q(last_run=None) | Q(last_run__lt=run.pk)
    Claim.objects.filter(older_run, pk__in=read_again).update(last_run=run)
    indexing.update(Claim.objects.filter(article=article))
    return Outcome(new=len(new), changed=len(versions) - len(new), lost=len(lost))


def copied(
    version: ClaimVersion, *, number: int, author: User, changes: Mapping[str, Any]
) -> ClaimVersion:
    """A person's version: as ``version`` but for ``changes``, with its facets and anchors."""
    values = {
        field.attname: getattr(version, field.attname)
        for field in ClaimVersion._meta.concrete_fields
        if field.name not in ("id", "number", "run", "author", "made_at", "digest")
    }
    values |= changes
    made = ClaimVersion(number=number, author=author, **values)
    made.digest = _digest({name: str(value) for name, value in sorted(values.items())})
    made.full_clean(exclude=["claim"])
    made.save(force_insert=True)
    for model, related in _FACETS:
        rows = list(getattr(version, related).all())
        for row in rows:
            _as_of(row, made)
        model._default_manager.bulk_create(rows)
    directive = Directive.objects.filter(version=version).first()
    if directive is not None:
        _as_of(directive, made)
        directive.save(force_insert=True)
    anchors = list(version.anchors.all())
    for anchor in anchors:
        _as_of(anchor, made)
    Anchor.objects.bulk_create(anchors)
    return made


def _as_of(row: Any, version: ClaimVersion) -> None:
    row.pk = None
    row._state.adding = True
    row.version = version


def _known(claim: Claim) -> Known:
    """Where the claim last stood: the newest anchor that has a span, of its newest version."""
    anchors = [a for v in claim.versions.all() for a in v.anchors.all() if a.start is not None]
    newest = max(anchors, key=lambda a: (a.snapshot_id, a.version_id))
    return Known(claim.pk, newest.quote, newest.start or 0, claim.retired_at is not None)


def _stood_elsewhere(version: ClaimVersion, snapshot: Snapshot, found: FoundClaim) -> bool:
    """Whether the version was read from equal words at another place of this very snapshot."""
    return any(
        anchor.snapshot_id == snapshot.pk and anchor.start not in (None, found.start)
        for anchor in version.anchors.all()
    )


def _anchor_again(
    version: ClaimVersion, snapshot: Snapshot, again: FoundClaim | None
) -> Anchor | None:
    """An older version's place in this snapshot, unless it was given one before."""
    places = list(version.anchors.all())
    if any(anchor.snapshot_id == snapshot.pk for anchor in places):
        return None
    own = min(places, key=lambda anchor: anchor.snapshot_id).quote
    if again is not None:
        same = squeezed(again.quote) == squeezed(own)
        return Anchor(
            version=version,
            snapshot=snapshot,
            state=AnchorState.EXACT if same else AnchorState.ALTERED,
            start=again.start,
            end=again.end,
            quote=again.quote,
        )
    start = snapshot.text.find(own)
    if start >= 0:
        return Anchor(
            version=version,
            snapshot=snapshot,
            state=AnchorState.EXACT,
            start=start,
            end=start + len(own),
            quote=own,
        )
    return Anchor(version=version, snapshot=snapshot, state=AnchorState.LOST, quote=own)


def _version(
    claim: Claim, found: FoundClaim, run: Run, language: str, *, number: int
) -> ClaimVersion:
    about = found.about
    return ClaimVersion(
        claim=claim,
        number=number,
        run=run,
        language=language,
        statement=found.statement,
        kind=found.kind.value,
        hedge=found.hedge.value,
        polarity=found.polarity.value,
        check_worthiness=found.check_worthiness,
        reasons=[reason[:60] for reason in found.reasons],
        about_first=about.first if about else None,
        about_last=about.last if about else None,
        about_grain=about.grain.value if about else "",
        lemmas=[lemma[:60] for lemma in found.lemmas or lemmas(found.statement, language)],
        digest=_digest(_content(found)),
    )


def _content(found: FoundClaim) -> dict[str, Any]:
    """What makes two readings of a claim the same: all it says, and not where it stands."""
    return {
        "quote": squeezed(found.quote),
        "statement": found.statement,
        "kind": found.kind.value,
        "hedge": found.hedge.value,
        "polarity": found.polarity.value,
        "check_worthiness": found.check_worthiness,
        "attribution": [[v.name, v.kind.value, v.key] for v in found.attribution],
        "quantities": [
            [str(q.value.normalize()), str(q.value_high), q.unit, q.comparator.value]
            for q in found.quantities
        ],
        "times": [[t.first.isoformat(), t.last.isoformat()] for t in found.times],
        "mentions": sorted({m.key for m in found.mentions}),
        "about": [found.about.first.isoformat(), found.about.last.isoformat()]
        if found.about
        else None,
        "directive": [
            found.directive.strength.value,
            found.directive.direction.value,
            found.directive.status.value,
            found.directive.issuer,
            found.directive.addressee,
            found.directive.object,
            found.directive.act,
        ]
        if found.directive
        else None,
    }


def _digest(content: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()


def _store_facets(versions: Sequence[tuple[Claim, ClaimVersion, FoundClaim]]) -> None:
    rows: dict[type[Model], list[Any]] = defaultdict(list)
    for _claim, version, found in versions:
        for position, voice in enumerate(found.attribution):
            rows[Attribution].append(
                Attribution(
                    version=version,
                    position=position,
                    voice=voice.kind.value,
                    name=voice.name[:200],
                    verb=voice.verb[:60],
                    entity_id=int(voice.key) if voice.key else None,
                    **_place(voice, voice.name),
                )
            )
        for quantity in found.quantities:
            if abs(quantity.value) >= Decimal(10) ** 34:
                continue  # beyond what the column holds; the quote keeps it
            rows[Quantity].append(
                Quantity(
                    version=version,
                    value=quantity.value,
                    value_high=quantity.value_high,
                    unit=quantity.unit[:40],
                    comparator=quantity.comparator.value,
                    **_place(quantity, quantity.original),
                )
            )
        for time in found.times:
            rows[Time].append(
                Time(
                    version=version,
                    first=time.first,
                    last=time.last,
                    grain=time.grain.value,
                    anchor=time.anchor[:10],
                    **_place(time, time.original),
                )
            )
        for mention in found.mentions:
            rows[Mention].append(
                Mention(
                    version=version,
                    entity_id=int(mention.key),
                    **_place(mention, mention.original),
                )
            )
        if found.directive:
            order = found.directive
            rows[Directive].append(
                Directive(
                    version=version,
                    strength=order.strength.value,
                    direction=order.direction.value,
                    status=order.status.value,
                    issuer=order.issuer[:200],
                    addressee=order.addressee[:200],
                    object=order.object[:200],
                    act=order.act[:200],
                    **_place(order, order.original),
                )
            )
    for model, made in rows.items():
        model._default_manager.bulk_create(made)


def _place(found: Any, original: str) -> dict[str, Any]:
    return {"original": original[:300], "start": found.start, "end": found.end}


def _point_to_newest(versions: Sequence[tuple[Claim, ClaimVersion, FoundClaim]]) -> None:
    """The newest reading is current, unless a person has said what the claim states."""
    moved = []
    for claim, version, _found in versions:
        if claim.current is None or claim.current.author_id is None:
            claim.current = version
            moved.append(claim)
    Claim.objects.bulk_update(moved, ["current"], batch_size=500)
