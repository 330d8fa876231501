"""Keep which original reports an article's claims rest on, as its chains of attribution tell."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from claims.articles.models import Article
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.links import originals, origins
from claims.links.candidates import features, of_claims
from claims.links.frames import Told
from claims.links.models import ClaimOrigin, Origin
from claims.links.originals import Days, Original
from claims.links.reporters import can_be, person_and_body, plain
from claims.people.models import Machine
from claims.reference.models import Entity

RESOLVER = Machine("origins")

KNOWN = 2000
"""Most kept origins that are asked whether an article names them, the newest first."""

COMPARED = 500
"""Most claims that rest on known reports of an article's reporters and are compared with it, the
newest first."""

ARTICLES = 20
"""Most articles that name such reports and are asked whether they are of one matter with it, the
newest first."""

_LOCK = 0x6F726967  # "orig"; taken before any row and before the ledger's
_KEY_LENGTH = 200


@dataclass(slots=True)
class _Known:
    """A kept origin as ``origins`` sees it."""

    row: Origin
    original: Original


def resolve(claims: Sequence[Claim]) -> None:
    """Say anew what the claims of one article, as ``candidates.of_article`` loads them, rest on.

    Call it in a transaction of its own; doing so twice changes nothing. Two articles that name one
    report at once see each other, because the resolving holds a lock until its transaction ends.
    What a person named or took away stays. A constant number of queries.
    """
    if not claims:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    article = claims[0].article
    found = origins.resolve([_told(claim) for claim in claims], article=_text(article))
    rows = _kept(found, article)
    wanted = {claim.pk: rows[id(original)] for claim, original in zip(claims, found, strict=True)}
    if _replace(claims, wanted):
        named = sorted({str(row.public_id) for row in wanted.values()})
        ledger.append("article.origins_found", subject=article, by=RESOLVER, origins=named)


def _text(article: Article) -> str:
    """What tells texts apart, as ``Features.article``: a copy's is the original's."""
    return str(article.copy_of_id or article.pk)


def _told(claim: Claim) -> Told:
    place = min(
        claim.current.anchors.all() if claim.current else (),
        key=lambda anchor: anchor.snapshot_id,
        default=None,
    )
    if place is None:
        return Told(features(claim), "", 0)
    return Told(features(claim), place.quote, place.start or 0)


def _kept(found: Iterable[Original], article: Article) -> dict[int, Origin]:
    """The row of each original, by its identity: a known one, else a new one. What the article says
    itself and what it has from somebody it does not name are two originals of one key."""
    distinct = list({id(one): one for one in found}.values())
    keys = {id(one): _key(one, article, number) for number, one in enumerate(distinct)}
    known = _known(distinct, keys.values())
    itself = {each.row.pk for each in known if each.original.article == _text(article)}
    rows: dict[str, Origin] = {}
    new: list[Origin] = []
    entities = _entities(distinct)
    for one in distinct:
        key = keys[id(one)]
        row = rows.get(key) or _match(one, key, known, itself | {each.pk for each in rows.values()})
        if row is None:
            row = _row(one, key, article, entities)
            new.append(row)
        elif one.article and row.article_id is None:
            row.article_id = int(one.article)
            row.save(update_fields=["article"])
        rows[key] = row
    Origin.objects.bulk_create(new)
    return {id(one): rows[keys[id(one)]] for one in distinct}


def _key(one: Original, article: Article, number: int) -> str:
    """What the machine knows a report by: the article that it is, else its reporter, the days it
    can be of, and where it was named first."""
    if one.article:
        return f"article:{one.article}"
    first, last = one.days or ("", "")
    return f"{_who(one.key)}|{first}|{last}|{article.pk}.{number}"


def _who(name: str) -> str:
    return name.replace("|", " ")[:_KEY_LENGTH]


def _known(distinct: Sequence[Original], keys: Iterable[str]) -> list[_Known]:
    """The kept origins that one of these may be, the oldest first. Three queries."""
    asked = Q(key__in=list(keys))
    texts = [int(one.article) for one in distinct if one.article]
    asked |= Q(article__in=texts)
    dated = [one for one in distinct if one.days]
    if dated:
        reporters = {name for one in dated for name in one.reporters}
        near = originals.ZONES + originals.RECENT
        first = originals.earlier(min(one.days[0] for one in dated if one.days), near)
        last = originals.later(max(one.days[1] for one in dated if one.days), near)
        theirs = Q(reporter__slug__in=reporters) | Q(reporter__merged_into__slug__in=reporters)
        for name in reporters:
            theirs |= Q(key__startswith=f"{_who(name)}|")
        asked |= theirs & (
            Q(reported_on__range=(first, last))
            | Q(reported_on=None, claims__claim__article__published_on__range=(first, last))
        )
        # A reporter may be named in two languages, or for short: then the day is stated in both.
        for one in dated:
            if one.stated:
                day = Q(
                    reported_on__range=(
                        originals.earlier(one.stated[0], originals.ZONES),
                        originals.later(one.stated[1], originals.ZONES),
                    )
                )
                asked |= day & Q(medium__in=originals.media_like(one.medium))
    rows = list(
        Origin.objects.filter(asked)
        .select_related("reporter__merged_into", "merged_into__reporter__merged_into")
        .order_by("-pk")
        .distinct()[:KNOWN]
    )[::-1]
    survivors = {row.pk: row.merged_into or row for row in rows}
    known: dict[int, _Known] = {}
    for row in rows:
        root = survivors[row.pk]
        for each in (row, root):
            known.setdefault(each.pk, _Known(root, original_of(each)))
    likely = [
        each
        for each in known.values()
        if any(originals.may_be_one(one, each.original) for one in dated)
    ]
    roots = {each.row.pk for each in likely}
    about, contexts = _about(roots)
    for found in likely:
        found.original.about = about[found.row.pk]
        found.original.contexts = contexts[found.row.pk]
    return list(known.values())


_Spoken = defaultdict[int, list[Mapping[str, float]]]


def _about(roots: Collection[int]) -> tuple[_Spoken, _Spoken]:
    """What the claims that rest on known origins speak of, and what their articles do, by the
    surviving origin's key."""
    resting = ClaimOrigin.objects.filter(
        Q(origin__in=roots) | Q(origin__merged_into__in=roots), removed_at=None
    )
    of = list(
        resting.order_by("-pk").values_list(
            "claim", "claim__article", "origin", "origin__merged_into"
        )[:COMPARED]
    )
    articles = list(dict.fromkeys(article for _claim, article, *_o in of))[:ARTICLES]
    told: dict[int, list[Mapping[str, float]]] = defaultdict(list)
    terms = {}
    for claim in of_claims({key for key, *_o in of}, articles=articles):
        terms[claim.pk] = originals.spoken_of(features(claim))
        told[claim.article_id].append(terms[claim.pk])
    about: _Spoken = defaultdict(list)
    contexts: _Spoken = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for claim_id, article, origin, survivor in of:
        root = survivor or origin
        if claim_id in terms:
            about[root].append(terms[claim_id])
        if article in articles and (root, article) not in seen:
            seen.add((root, article))
            contexts[root].append(originals.context_of(told[article]))
    return about, contexts


def original_of(row: Origin) -> Original:
    """A kept origin as it was resolved; of one that a person described what the person said."""
    who, _bar, rest = row.key.partition("|")
    _person, body = person_and_body(row.description)
    reporters = {name for name in (who if rest else "", "".join(body.casefold().split())) if name}
    if row.reporter is not None:
        reporters.add((row.reporter.merged_into or row.reporter).slug)
    stated = (row.reported_on, row.reported_on) if row.reported_on else None
    text = str(row.article_id) if row.article_id else ""
    return Original(
        frozenset(reporters),
        row.description,
        who,
        row.medium,
        stated or _days(rest),
        stated,
        text,
        can_be=can_be(plain(row.description)),
    )


def _days(rest: str) -> Days | None:
    first, _bar, rest = rest.partition("|")
    last = rest.partition("|")[0]
    if not first or not last:
        return None
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


def _match(
    one: Original, key: str, known: Sequence[_Known], taken: Collection[int]
) -> Origin | None:
    """The kept origin that this is: the same text, the same finding, else the report that it most
    surely is and that no other of the article was found to be."""
    by_text = (each for each in known if one.article and each.original.article == one.article)
    by_key = (each for each in known if each.row.key == key)
    for ways in (by_text, by_key):
        if (found := next(ways, None)) is not None:
            return found.row
    free = [each for each in known if each.row.pk not in taken]
    sure, place = max(
        ((originals.sameness(one, each.original), -at) for at, each in enumerate(free)),
        default=(0.0, 0),
    )
    return free[-place].row if sure else None


def _entities(distinct: Iterable[Original]) -> dict[str, Entity]:
    slugs = {name for one in distinct for name in (one.key, *one.reporters) if name}
    return {entity.slug: entity for entity in Entity.objects.filter(slug__in=slugs)}


def _row(one: Original, key: str, article: Article, entities: Mapping[str, Entity]) -> Origin:
    stated = one.stated
    day = stated[0] if stated and stated[0] == stated[1] else None
    description = str(article) if one.article else one.name
    return Origin(
        key=key,
        reporter=next(
            (entities[name] for name in (one.key, *sorted(one.reporters)) if name in entities), None
        ),
        description=description[:300],
        reported_on=day,
        medium=one.medium,
        article_id=int(one.article) if one.article else None,
    )


def _replace(claims: Sequence[Claim], wanted: Mapping[int, Origin]) -> bool:
    """Put the machine's new findings in the place of its old ones; whether anything changed."""
    rows = ClaimOrigin.objects.filter(claim__in=wanted).select_related("origin")
    by_person = {row.claim_id for row in rows if row.by_id and row.removed_at is None}
    of = {row.pk: (row.claim_id, row.origin.merged_into_id or row.origin_id) for row in rows}
    taken_away = {of[row.pk] for row in rows if row.removed_by_id}
    present = {of[row.pk]: row for row in rows if row.by_id is None and row.removed_at is None}
    new = []
    for claim in claims:
        origin = wanted[claim.pk]
        key = (claim.pk, origin.pk)
        if claim.pk in by_person or key in taken_away or claim.current is None:
            continue
        if present.pop(key, None) is None:
            new.append(ClaimOrigin(claim=claim, version=claim.current, origin=origin))
    old = [row.pk for (claim_id, _origin), row in present.items() if claim_id not in by_person]
    ClaimOrigin.objects.filter(pk__in=old).update(removed_at=timezone.now())
    ClaimOrigin.objects.bulk_create(new, ignore_conflicts=True)  # a person was quicker
    return bool(new or old)
