"""``manage.py link``: look for partners of articles' claims, explain a pair, rebuild the index."""

from __future__ import annotations

import sys
import time
import uuid
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from claims.articles.models import Article, Document
from claims.errors import Conflict
from claims.extraction.indexing import rebuild_index
from claims.extraction.models import Claim
from claims.links import services
from claims.links.candidates import read_at
from claims.links.facets import Span
from claims.links.models import Independence, LinkSearch, Relation
from claims.links.proposing import SideBySide, comparison
from claims.links.wording import sentence
from claims.text.urls import InvalidAddress, canonical
from claims.work.models import WorkState
from claims.work.services import drain


class Command(BaseCommand):
    help = (
        "Look for links of the claims of articles, given by id or web address. Or explain how two"
        " claims relate, or rebuild the index that finds partners. What cannot be done is told on"
        " standard error, and the exit code is 2."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("article", nargs="*", metavar="ARTICLE")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--all", action="store_true", help="of every article, oldest first")
        what.add_argument(
            "--explain",
            nargs=2,
            metavar="CLAIM",
            help="how two claims, by id, relate and why, also when they were never proposed",
        )
        what.add_argument(
            "--rebuild",
            action="store_true",
            help="build the index anew beside the one in use, then use it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        named: list[str] = options["article"]
        if named and (options["all"] or options["explain"] or options["rebuild"]):
            raise CommandError("Give articles or an option, not both.", returncode=2)
        try:
            if options["explain"]:
                self._explain(*options["explain"])
            elif options["rebuild"]:
                self._rebuild()
            elif options["all"]:
                self._link(Article.objects.order_by("pk"))
            elif named:
                self._link([_article(each) for each in named])
            else:
                raise CommandError("Name an article, or see --help.", returncode=2)
        except Conflict as refusal:
            raise CommandError(refusal.message, returncode=2) from None
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages), returncode=2) from None

    def _link(self, articles: Iterable[Article]) -> None:
        """Searches that a worker has taken already are waited for."""
        searches = [services.search(article=article) for article in articles]
        keys = [search.pk for search in searches]
        waiting = LinkSearch.objects.waiting().filter(pk__in=keys)
        with tqdm(total=len(keys), unit="article", disable=None, file=sys.stderr) as bar:
            while left := waiting.filter(last_error="").count():
                drain(LinkSearch, services.perform, seconds=1)
                bar.update(len(keys) - left - bar.n)
                time.sleep(0.1)
            bar.update(len(keys) - bar.n)
        failed = 0
        for search in LinkSearch.objects.filter(pk__in=keys).select_related("article"):
            public_id = search.article.public_id
            if search.state == WorkState.DONE:
                self.stdout.write(f"{public_id}  {search.proposals_made}  {search.article}")
            else:
                self.stderr.write(f"{public_id}: {search.last_error}")
                failed += 1
        if failed:
            raise CommandError(f"{failed} of {len(keys)} not linked.", returncode=2)

    def _explain(self, *named: str) -> None:
        first, second = (_claim(each) for each in named)
        for line in _lines(comparison(first, second)):
            self.stdout.write(line)

    def _rebuild(self) -> None:
        with tqdm(total=Claim.objects.count(), unit="claim", disable=None, file=sys.stderr) as bar:

            def progress(read: int) -> None:
                bar.update(read - bar.n)

            built = rebuild_index(progress)
        self.stdout.write(f"{built} claims in the index")


def _lines(found: SideBySide) -> Iterable[str]:
    said = found.outcome
    for side, claim in (("A", found.a), ("B", found.b)):
        yield f"{side}  {claim.public_id}  {claim}"
    yield ""
    relation = str(Relation(said.relation).label)
    if said.later:
        relation += " " + _("(the later one is %(side)s)") % {"side": said.later.upper()}
    yield f"{relation}  {said.confidence:.0%}  {Independence(said.independence).label}"
    for reason in said.reasons:
        yield f"  {reason.weight:+.2f}  {sentence(reason.as_json())}"
        rests_on = {"A": _words(found.a, reason.a), "B": _words(found.b, reason.b)}
        if words := "  ".join(f"{side} “{quoted}”" for side, quoted in rests_on.items() if quoted):
            yield f"         {words}"


def _words(claim: Claim, span: Span | None) -> str:
    """What stands at a span of the text that a claim was read from; empty where it is all of its
    quote or no part of it."""
    place = read_at(claim)
    if place is None or place.start is None or span is None:
        return ""
    words = place.quote[max(span[0] - place.start, 0) : max(span[1] - place.start, 0)]
    return "" if words == place.quote else words


def _article(named: str) -> Article:
    if "://" in named:
        here = Document.objects.at_address(_address(named)).values("pk")
        article = Article.objects.filter(pk__in=here).first()
    else:
        article = Article.objects.filter(public_id=_id(named)).first()
    if article is None:
        raise CommandError(f"There is no article {named}.", returncode=2)
    return article


def _address(named: str) -> str:
    try:
        return canonical(named)
    except InvalidAddress as error:
        raise CommandError(f"{named}: {error}", returncode=2) from None


def _claim(named: str) -> Claim:
    claim = Claim.objects.filter(public_id=_id(named)).first()
    if claim is None:
        raise CommandError(f"There is no claim {named}.", returncode=2)
    return claim


def _id(named: str) -> uuid.UUID:
    try:
        return uuid.UUID(named)
    except ValueError:
        raise CommandError(f"{named} is no id.", returncode=2) from None
