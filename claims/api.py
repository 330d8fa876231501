"""Index of the stages' endpoints, in the order of the flow. No address ends with a slash."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from claims.articles.api import Articles, Snapshots
from claims.articles.exhibits_api import Exhibits
from claims.desk.api import Search
from claims.desk.watching_api import Hosts, Queues, WatchedRechecks
from claims.extraction.api import ArticleClaims, ArticleRuns, Claims
from claims.feeds.api import FeedEntries, FeedPolls, Feeds
from claims.ledger.api import Ledger
from claims.links.api import Links
from claims.links.matters_api import Matters
from claims.links.origins_api import ClaimTally, Origins
from claims.notices.api import Deliveries, Notices, Preferences, Watching, Webhooks
from claims.people.api import InterestStatements, Me
from claims.publication.api import (
    PublicationDetail,
    Publications,
    PublicationVersion,
    Publishing,
)
from claims.rechecks.api import Findings, Rechecks, VerdictRechecks
from claims.reference.api import Entities, Scales, Sources
from claims.verdicts.api import Verdicts

router = SimpleRouter(trailing_slash=False, use_regex_path=False)
router.register("ledger", Ledger, "ledger")
router.register("interests", InterestStatements, "interests")
router.register("entities", Entities, "entity")
router.register("sources", Sources, "source")
router.register("scales", Scales, "scale")
router.register("feeds", Feeds, "feed")
router.register("articles", Articles, "article")
router.register("exhibits", Exhibits, "exhibit")
router.register("snapshots", Snapshots, "snapshot")
router.register("claims", Claims, "claim")
router.register("links", Links, "link")
router.register("matters", Matters, "matter")
router.register("origins", Origins, "origin")
router.register("verdicts", Verdicts, "verdict")
router.register("rechecks", Rechecks, "recheck")
router.register("findings", Findings, "finding")
router.register("notices", Notices, "notice")
router.register("webhooks", Webhooks, "webhook")
router.register("watching", WatchedRechecks, "watching")
router.register("hosts", Hosts, "host")

urlpatterns: list[URLPattern | URLResolver] = [
    path("me", Me.as_view(), name="me"),
    path(
        "me/interests",
        InterestStatements.as_view({"get": "own", "post": "declare"}, pagination_class=None),
        name="my-interests",
    ),
    *router.urls,
    path("feeds/<uuid:id>/entries", FeedEntries.as_view({"get": "list"}), name="feed-entries"),
    path("feeds/<uuid:id>/polls", FeedPolls.as_view({"get": "list"}), name="feed-polls"),
    path(
        "articles/<uuid:id>/claims", ArticleClaims.as_view({"get": "list"}), name="article-claims"
    ),
    path("claims/<uuid:id>/origins", ClaimTally.as_view({"get": "retrieve"}), name="claim-origins"),
    path("articles/<uuid:id>/runs", ArticleRuns.as_view({"get": "list"}), name="article-runs"),
    path("verdicts/<uuid:id>/publish", Publishing.as_view({"post": "publish"}), name="publish"),
    path("verdicts/<uuid:id>/withdraw", Publishing.as_view({"post": "withdraw"}), name="withdraw"),
    path(
        "verdicts/<uuid:id>/publications",
        Publishing.as_view({"get": "publications"}),
        name="verdict-publications",
    ),
    path(
        "verdicts/<uuid:id>/rechecks",
        VerdictRechecks.as_view({"post": "create"}),
        name="verdict-rechecks",
    ),
    path("publications", Publications.as_view(), name="publications"),
    path("publications/<uuid:id>", PublicationDetail.as_view(), name="publication"),
    path(
        "publications/<uuid:id>/<int:number>",
        PublicationVersion.as_view(),
        name="publication-version",
    ),
    path("me/preferences", Preferences.as_view(), name="preferences"),
    path("verdicts/<uuid:id>/watch", Watching.as_view({"post": "watch"}), name="watch"),
    path("verdicts/<uuid:id>/unwatch", Watching.as_view({"post": "unwatch"}), name="unwatch"),
    path(
        "webhooks/<uuid:id>/deliveries",
        Deliveries.as_view({"get": "list"}),
        name="webhook-deliveries",
    ),
    path("queues", Queues.as_view(), name="queues"),
    path("search", Search.as_view(), name="search"),
]
