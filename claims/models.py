"""Index of the stages' models."""

from claims.articles.models import Article, Document, DocumentAddress, Look, Snapshot
from claims.extraction.models import (
    Anchor,
    Attribution,
    Claim,
    ClaimSuccession,
    ClaimVersion,
    Directive,
    Mention,
    Quantity,
    Run,
    Time,
)
from claims.ledger.models import Entry, EntryBody
from claims.links.models import (
    ClaimOrigin,
    Decision,
    Link,
    LinkSearch,
    Matter,
    MatterMember,
    Origin,
    Proposal,
)
from claims.people.models import ApiKey, User
from claims.publication.models import Publication
from claims.rechecks.models import Finding, Recheck
from claims.reference.models import (
    DirectiveTerm,
    Entity,
    EntityName,
    Rating,
    RatingScale,
    Source,
    SourceDomain,
)
from claims.verdicts.models import (
    Appearance,
    Approval,
    EvidenceLine,
    Revision,
    RevisionText,
    Verdict,
)
from claims.work.models import LedgerCursor

__all__ = [
    "Anchor",
    "ApiKey",
    "Appearance",
    "Approval",
    "Article",
    "Attribution",
    "Claim",
    "ClaimOrigin",
    "ClaimSuccession",
    "ClaimVersion",
    "Decision",
    "Directive",
    "DirectiveTerm",
    "Document",
    "DocumentAddress",
    "Entity",
    "EntityName",
    "Entry",
    "EntryBody",
    "EvidenceLine",
    "Finding",
    "LedgerCursor",
    "Link",
    "LinkSearch",
    "Look",
    "Matter",
    "MatterMember",
    "Mention",
    "Origin",
    "Proposal",
    "Publication",
    "Quantity",
    "Rating",
    "RatingScale",
    "Recheck",
    "Revision",
    "RevisionText",
    "Run",
    "Snapshot",
    "Source",
    "SourceDomain",
    "Time",
    "User",
    "Verdict",
]
