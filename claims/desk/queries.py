"""What the desk asks across stages. Each function says how many queries it makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from claims.articles.models import Article, Snapshot
from claims.desk.comparing import PairRow, pair_rows
from claims.desk.interests import OnFile, on_file
from claims.extraction.models import Claim, Run
from claims.links.models import Link, LinkSearch
from claims.people.models import User
from claims.people.rules import Act
from claims.rechecks.models import Finding, Recheck
from claims.verdicts.models import Stage, Verdict
from claims.work.models import WorkState

SHOWN = 6  # of each list on the first page; the rest is one click away


@dataclass(frozen=True, slots=True)
class Needs:
    """What waits for one person. Lists a role cannot act on stay empty."""

    pairs: Sequence[PairRow]
    pairs_count: int
    reviews: Sequence[Verdict]
    approved: Sequence[Verdict]
    drafts: Sequence[Verdict]
    my_findings: Sequence[Finding]
    findings: Sequence[Finding]
    findings_count: int
    interests: OnFile | None
    stopped_runs: Sequence[Run]
    stopped_searches: Sequence[LinkSearch]
    stopped_rechecks: Sequence[Recheck]
    articles: Sequence[Article]

    @property
    def stopped_count(self) -> int:
        return len(self.stopped_runs) + len(self.stopped_searches) + len(self.stopped_rechecks)

    @property
    def nothing(self) -> bool:
        return not (
            self.pairs
            or self.reviews
            or self.approved
            or self.drafts
            or self.findings_count
            or self.interests
            or self.stopped_count
        )


def needs_of(user: User) -> Needs:
    """A constant number of queries, fewer for roles that can do less."""
    pairs = Link.objects.to_decide() if user.may(Act.DECIDE_LINK) else Link.objects.none()
    findings = Finding.objects.open()
    if not user.may(Act.RESOLVE_FINDING):
        findings = findings.none()
    verdicts = Verdict.objects.for_display()
    reviews = verdicts.filter(stage=Stage.IN_REVIEW).exclude(current__author=user)
    approved = verdicts.filter(stage=Stage.APPROVED)
    on_record = on_file(user) if user.may(Act.DRAFT_VERDICT) else None
    return Needs(
        pairs=pair_rows(list(pairs.most_consequential_first().for_display()[:SHOWN])),
        pairs_count=pairs.count(),
        reviews=list(reviews[:SHOWN]) if user.may(Act.APPROVE_VERDICT) else [],
        approved=list(approved[:SHOWN]) if user.may(Act.PUBLISH_VERDICT) else [],
        drafts=list(verdicts.filter(stage=Stage.DRAFT, current__author=user)[:SHOWN]),
        my_findings=list(findings.filter(verdict__assignee=user).for_display()[:SHOWN]),
        findings=list(findings.exclude(verdict__assignee=user).for_display()[:SHOWN]),
        findings_count=findings.count(),
        interests=on_record if on_record and on_record.runs_out_soon else None,
        stopped_runs=list(
            Run.objects.filter(state=WorkState.STOPPED).select_related(
                "snapshot__document__article"
            )[:SHOWN]
        ),
        stopped_searches=list(
            LinkSearch.objects.filter(state=WorkState.STOPPED).select_related("article")[:SHOWN]
        ),
        stopped_rechecks=list(
            Recheck.objects.filter(state=WorkState.STOPPED).for_display()[:SHOWN]
        ),
        articles=list(Article.objects.with_source()[:SHOWN]),
    )


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list; ``state`` is its newest reading's, empty before the first."""

    article: Article
    claims: int
    state: str


def article_rows(articles: Iterable[Article]) -> list[ArticleRow]:
    """Counts and states for one page of articles. Two queries."""
    page = list(articles)
    keys = [article.pk for article in page]
    counts = dict(
        Claim.objects.in_text()
        .filter(article__in=keys)
        .order_by()
        .values_list("article")
        .annotate(Count("pk"))
    )
    states = dict(
        Run.objects.filter(snapshot__document__in=keys)
        .order_by("pk")
        .values_list("snapshot__document", "state")
    )
    return [
        ArticleRow(article, counts.get(article.pk, 0), states.get(article.pk, ""))
        for article in page
    ]


def snapshots_of(article: Article) -> list[Snapshot]:
    """Newest first, without their texts. One query."""
    return list(article.snapshots.newest_first().defer("text", "blocks", "headers"))


def claims_of(article: Article) -> list[Claim]:
    """The article's standing claims in the order of the text, ready to be shown."""
    claims = list(Claim.objects.standing().filter(article=article).for_display())
    return sorted(claims, key=_place)


def _place(claim: Claim) -> tuple[int, int]:
    anchors = claim.current.anchors.all() if claim.current else []
    starts = [anchor.start for anchor in anchors if anchor.start is not None]
    return (starts[-1] if starts else 1_000_000_000, claim.pk)
