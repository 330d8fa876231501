"""Who may do what: one table. Verbs ask it; views, API and admin only show its answer."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    CURATOR = "curator"


class Act(StrEnum):
    """Everything a person can do that changes a state, and looking at what is not public."""

    SEE_DESK = "see_desk"
    ADD_ARTICLE = "add_article"
    CORRECT_ARTICLE = "correct_article"
    KEEP_FEED = "keep_feed"
    EDIT_CLAIM = "edit_claim"
    DECIDE_LINK = "decide_link"
    KEEP_MATTER = "keep_matter"
    DRAFT_VERDICT = "draft_verdict"
    APPROVE_VERDICT = "approve_verdict"
    PUBLISH_VERDICT = "publish_verdict"
    WITHDRAW_VERDICT = "withdraw_verdict"
    REQUEST_RECHECK = "request_recheck"
    RESOLVE_FINDING = "resolve_finding"
    WATCH = "watch"
    KEEP_WEBHOOKS = "keep_webhooks"
    CURATE_REFERENCE = "curate_reference"
    DECLARE_INTERESTS = "declare_interests"
    SEE_INTERESTS = "see_interests"
    KEEP_PEOPLE = "keep_people"


_ANYONE = frozenset(Role)
_DESK = frozenset({Role.REVIEWER, Role.EDITOR})

ALLOWED: dict[Act, frozenset[Role]] = {
    Act.SEE_DESK: _ANYONE,
    Act.ADD_ARTICLE: _ANYONE,
    Act.CORRECT_ARTICLE: _DESK | {Role.CURATOR},
    Act.KEEP_FEED: frozenset({Role.EDITOR, Role.CURATOR}),
    Act.EDIT_CLAIM: _DESK,
    Act.DECIDE_LINK: _DESK,
    Act.KEEP_MATTER: _DESK,
    Act.DRAFT_VERDICT: _DESK,
    Act.APPROVE_VERDICT: frozenset({Role.EDITOR}),
    Act.PUBLISH_VERDICT: frozenset({Role.EDITOR}),
    Act.WITHDRAW_VERDICT: frozenset({Role.EDITOR}),
    Act.REQUEST_RECHECK: _DESK,
    Act.RESOLVE_FINDING: _DESK,
    Act.WATCH: _ANYONE,
    Act.KEEP_WEBHOOKS: frozenset({Role.EDITOR}),
    Act.CURATE_REFERENCE: frozenset({Role.CURATOR}),
    Act.DECLARE_INTERESTS: _ANYONE,  # one's own
    Act.SEE_INTERESTS: frozenset({Role.CURATOR}),  # everybody's
    Act.KEEP_PEOPLE: frozenset(),  # superusers only
}


class Scope(StrEnum):
    """What an API key may be used for; its owner's roles still apply."""

    READ = "read"
    ARTICLES = "articles"
    LINKS = "links"
    VERDICTS = "verdicts"
    PUBLISH = "publish"
    RECHECKS = "rechecks"


GRANTED: dict[Scope, frozenset[Act]] = {
    Scope.READ: frozenset({Act.SEE_DESK, Act.SEE_INTERESTS}),
    Scope.ARTICLES: frozenset(
        {Act.ADD_ARTICLE, Act.CORRECT_ARTICLE, Act.KEEP_FEED, Act.EDIT_CLAIM}
    ),
    Scope.LINKS: frozenset({Act.DECIDE_LINK, Act.KEEP_MATTER}),
    Scope.VERDICTS: frozenset({Act.DRAFT_VERDICT, Act.APPROVE_VERDICT, Act.DECLARE_INTERESTS}),
    Scope.PUBLISH: frozenset({Act.PUBLISH_VERDICT, Act.WITHDRAW_VERDICT, Act.KEEP_WEBHOOKS}),
    Scope.RECHECKS: frozenset({Act.REQUEST_RECHECK, Act.RESOLVE_FINDING, Act.WATCH}),
}


def roles_allow(roles: frozenset[str], act: Act) -> bool:
    return not ALLOWED[act].isdisjoint(roles)


def scopes_allow(scopes: frozenset[str], act: Act) -> bool:
    return any(act in GRANTED[Scope(scope)] for scope in scopes)
