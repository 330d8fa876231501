"""Carry out ``newsroom.json``: people, outlets, articles, links, matters, verdicts, the change."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from claims.articles import corrections
from claims.articles import services as articles
from claims.articles.models import Article
from claims.errors import Duplicate
from claims.extraction.models import Claim, Run
from claims.ledger.checkpoints import sign_head
from claims.links import matters
from claims.links import services as links
from claims.links.models import Link, LinkSearch, Matter
from claims.people import services as people
from claims.people.models import InterestStatement, Machine, User
from claims.publication import services as publication
from claims.rechecks import services as rechecks
from claims.rechecks.models import Recheck
from claims.reference import services as reference
from claims.reference.models import Entity, Rating, Source
from claims.tasks import settle
from claims.verdicts import services as verdicts
from claims.verdicts.models import RevisionText, Verdict
from seeds import origin

SEEDER = Machine("seed")
PLAN = Path(__file__).parent / "newsroom.json"


class Newsroom:
    """The plan and how far it has been carried out. ``say`` gets one line a step."""

    def __init__(self, *, say: Callable[[str], Any]) -> None:
        self.plan: dict[str, Any] = json.loads(PLAN.read_text(encoding="utf-8"))
        self.say = say
        self.articles: dict[str, Article] = {}
        self.links: dict[str, Link] = {}
        self.matters: dict[str, Matter] = {}

    def bring_in(self, *, password: str) -> None:
        """Everything, in the order of a newsroom's work; what is there already is left alone."""
        for account in self.plan["accounts"]:
            self._enrol(account, password)
        for row in (*self.plan["entities"], *self.plan["outlets"]):
            self._name(row)
        for row in self.plan["articles"]:
            self._article(row)
        self.say("reading and linking")
        _work_until_done()
        for row in self.plan["links"]:
            self._decide(row)
        for row in self.plan["matters"]:
            self._matter(row)
        for row in self.plan["verdicts"]:
            self._verdict(row)
        self._change(self.plan["silent_change"])
        sign_head(timezone.now())

    def _enrol(self, account: dict[str, Any], password: str) -> None:
        known = User.objects.filter(username=account["username"]).first()
        user = known or people.enrol(
            username=account["username"],
            display_name=account["display_name"],
            password=password,
            roles=[account["role"]] if account["role"] else [],
            superuser=account["superuser"],
            by=SEEDER,
        )
        if known is None:
            self.say(f"account {account['username']}")
        today = timezone.localdate()
        if not InterestStatement.objects.in_force(today).filter(user=user).exists():
            people.declare_interests(
                by=user, text="", entities=[], valid_until=today + people.LONGEST_STATEMENT
            )

    def _name(self, row: dict[str, Any]) -> None:
        """An entity of the plan, and its source where it is an outlet."""
        if Entity.objects.filter(slug=row["key"]).exists():
            return
        kind = "outlet" if "domains" in row else row["kind"]
        entity = reference.save_entity(entity=Entity(slug=row["key"], kind=kind), by=SEEDER)
        names = [
            reference.Name(language, text, preferred=position == 0)
            for language, texts in row["names"].items()
            for position, text in enumerate(texts)
        ]
        reference.name_entity(entity=entity, names=names, by=SEEDER)
        if kind == "outlet":
            source = reference.save_source(
                source=Source(entity=entity, country=row["country"], is_wire=row["wire"]),
                by=SEEDER,
            )
            reference.set_domains(source=source, domains=row["domains"], by=SEEDER)

    def _article(self, row: dict[str, Any]) -> None:
        file = row["file"]
        by = User.objects.get(username=row["added_by"])
        try:
            if row["door"] == "url":
                article = articles.take_in_url(url=origin.address(file), by=by)
            else:
                raw = (origin.ARTICLES / file).read_bytes()
                article = articles.take_in(raw=raw, by=by, filename=file)
        except Duplicate as known:
            self.articles[file] = Article.objects.get(pk=known.existing.pk)
            return
        source = Source.objects.get(entity__slug=row["outlet"])
        given: dict[str, Any] = {}
        if article.source_id != source.pk:
            given["source"] = source
        if article.published_on is None:
            given["published_on"] = _day(row["published"])
        if given:
            article = corrections.correct(
                article=article,
                by=User.objects.get(username=row["corrected_by"]),
                expected_revision=article.revision,
                **given,
            )
        self.articles[file] = article
        self.say(f"article {file}")

    def _decide(self, row: dict[str, Any]) -> None:
        by = User.objects.get(username=row["decided_by"])
        a, b = self._claim(row["a"]), self._claim(row["b"])
        link = links.link(first=a, second=b, by=by)
        self.links[row["key"]] = link
        if link.decision is not None:
            return
        later = ""
        if row["later"]:
            named = a if row["later"] == "a" else b
            later = "a" if link.a_id == named.pk else "b"
        links.decide(
            link=link,
            by=by,
            expected_revision=link.revision,
            relation=row["relation"],
            later=later,
            independence=row["independence"],
            rationale=row["rationale"],
        )
        self.say(f"link {row['key']}: {row['relation']}")

    def _matter(self, row: dict[str, Any]) -> None:
        by = User.objects.get(username=row["kept_by"])
        question = row["question"]
        matter = Matter.objects.filter(question_ko=question["ko"]).first()
        if matter is None:
            matter = matters.open_matter(
                by=by, question_ko=question["ko"], question_en=question["en"]
            )
            self.say(f"matter {row['key']}")
        self.matters[row["key"]] = matter
        for member in row["members"]:
            matters.place(matter=matter, claim=self._claim(member), by=by)

    def _verdict(self, row: dict[str, Any]) -> None:
        if RevisionText.objects.filter(statement=row["statement"]["ko"]).exists():
            return
        author = User.objects.get(username=row["author"])
        verdict = verdicts.draft(
            by=author,
            claims=list({c.pk: c for c in map(self._claim, row["appearances"])}.values()),
            matter=self.matters.get(row["matter"]),
            **self._contents(row),
        )
        self.say(f"verdict {row['key']}: {row['state']}")
        if row["state"] == "draft":
            return
        verdicts.submit(verdict=verdict, by=author, expected_revision=1)
        if row["state"] == "in_review":
            return
        approver = User.objects.get(username=row["approver"])
        _release(verdict, 1, approver)
        if correction := row.get("correction"):
            verdicts.revise(
                verdict=verdict,
                by=author,
                expected_revision=1,
                correction=correction["class"],
                public_note=correction["public_note"],
                **self._contents(row | correction),
            )
            verdicts.submit(verdict=verdict, by=author, expected_revision=2)
            _release(verdict, 2, approver)
        if row["state"] == "withdrawn":
            publication.withdraw(
                verdict=verdict, by=approver, expected_revision=1, note=row["withdrawal"]
            )

    def _contents(self, row: dict[str, Any]) -> dict[str, Any]:
        """What a revision is made of; a correction's reasoning may open with a sentence more."""
        opens = row.get("reasoning_opens", {})
        return {
            "rating": Rating.objects.get(scale__key=row["scale"], key=row["rating"]),
            "wordings": [
                verdicts.Wording(
                    language,
                    statement,
                    row["summary"][language],
                    "\n\n".join(filter(None, [opens.get(language), row["reasoning"][language]])),
                )
                for language, statement in row["statement"].items()
            ],
            "evidence": [self._evidence(line) for line in row["evidence"]],
            "questions": [verdicts.Inquiry(**asked) for asked in row.get("questions", ())],
            "replies": [_reply(asked) for asked in row.get("replies", ())],
        }

    def _evidence(self, line: dict[str, Any]) -> verdicts.Evidence:
        return verdicts.Evidence(
            line["stance"],
            line["note"],
            version=self._claim(line["claim"]).current if line.get("claim") else None,
            link=self.links[line["link"]] if line.get("link") else None,
            weight=line.get("weight", "strong"),
        )

    def _change(self, row: dict[str, Any]) -> None:
        """Let the origin change one page silently, and have what rests on it looked at again."""
        if not origin.change(row["article"]):
            return
        planned = next(v for v in self.plan["verdicts"] if v["key"] == row["touches_verdict"])
        verdict = Verdict.objects.get(
            current__texts__statement=planned["statement"]["ko"], current__texts__language="ko"
        )
        by = User.objects.get(username=planned["author"])
        rechecks.request(verdict=verdict, by=by, reason="독자가 원문이 달라졌다고 알려 왔다")
        _work_until_done()
        ended = verdict.rechecks.exclude(outcome="").order_by("-pk").first()
        self.say(f"silent change of {row['article']}: re-check {ended.outcome if ended else '?'}")

    def _claim(self, named: dict[str, str]) -> Claim:
        """The claim whose quote holds the text best; the shortest of those that hold it all."""
        article, wanted = self.articles[named["article"]], named["quote_contains"]
        text = article.snapshots.earliest("number").text
        start = text.index(wanted)
        end = start + len(wanted)
        candidates = []
        for claim in Claim.objects.standing().filter(article=article).select_related("current"):
            anchor = claim.current and claim.current.anchors.earliest("snapshot__number")
            if anchor and anchor.start is not None and anchor.end is not None:
                shared = min(end, anchor.end) - max(start, anchor.start)
                candidates.append((shared, -(anchor.end - anchor.start), claim.pk))
        shared, _length, key = max(candidates)
        if shared <= 0:
            raise LookupError(f"no claim of {named['article']} holds “{wanted}”")
        return Claim.objects.get(pk=key)


def _release(verdict: Verdict, revision: int, by: User) -> None:
    verdicts.approve(verdict=verdict, by=by, expected_revision=revision)
    publication.publish(verdict=verdict, by=by, expected_revision=revision)


def _reply(asked: dict[str, Any]) -> verdicts.RightOfReply:
    days = {name: dt.date.fromisoformat(day) for name, day in asked.items() if name.endswith("_on")}
    return verdicts.RightOfReply(**asked | days)


def _work_until_done() -> None:
    """Do what is due, beside any worker, until nothing that was begun is left."""
    settle()
    now = dt.datetime.now(dt.UTC)
    while (
        Run.objects.waiting().filter(next_attempt_at__lte=now).exists()
        or LinkSearch.objects.waiting().filter(next_attempt_at__lte=now).exists()
        or Recheck.objects.waiting().filter(next_attempt_at__lte=now).exists()
    ):
        time.sleep(0.2)
        settle()
        now = dt.datetime.now(dt.UTC)


def _day(published: str) -> dt.date:
    """The day of the plan's date or time, in the newsroom's zone."""
    if len(published) == len("2025-01-01"):
        return dt.date.fromisoformat(published)
    return dt.datetime.fromisoformat(published).astimezone(ZoneInfo(settings.TIME_ZONE)).date()
