"""What a notice says, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.notices.models import Notice

_SAID: dict[str, Promise] = {
    "verdict.published": _("The verdict was published."),
    "verdict.corrected": _("A correction was published."),
    "verdict.withdrawn": _("The verdict was withdrawn."),
    "verdict.assigned": _("You look after this verdict now."),
    "recheck.finished": _("A re-check needs a person."),
}


def in_words(notice: Notice) -> str:
    """One sentence or, of a finding, its kind."""
    if notice.finding is not None:
        return notice.finding.get_kind_display()
    return str(_SAID.get(notice.kind, notice.kind))
