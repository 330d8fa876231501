"""What the desk's templates may ask."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from claims.articles.models import Article
from claims.desk import wording
from claims.desk.corrected import correction_texts, names_text
from claims.extraction.models import ClaimVersion, Quantity, Time
from claims.links.timeline import Period, Step
from claims.links.wording import sentence
from claims.notices.models import Notice, Watch
from claims.notices.wording import in_words as in_words_of_notice
from claims.people.models import User
from claims.people.rules import Act
from claims.publication.rendering import safe_html
from claims.reference.models import Entity
from claims.text.diffs import Row, compare
from claims.verdicts.models import Verdict

register = template.Library()
MOST_COUNTED = 100


@register.filter
def may(user: object, act: str) -> bool:
    """``{% if user|may:"publish_verdict" %}``"""
    return isinstance(user, User) and user.may(Act(act))


@register.filter
def in_words(code: str, table: str) -> wording.Words:
    return wording.in_words(table, code)


@register.filter
def reason_in_words(reason: dict[str, Any]) -> str:
    """Why two claims relate as they do, as a sentence."""
    return sentence(reason)


@register.filter
def language_in_words(code: str) -> wording.Words:
    """Not ``language_name``: that is Django's, which fails for what it does not know."""
    return wording.language_name(code)


@register.filter
def run_note(note: str) -> wording.Words:
    """What did not go as configured in a reading, in words."""
    return wording.run_note(note)


@register.filter
def evidence(code: str) -> wording.Words:
    """What a field or a block rests on, in words."""
    return wording.evidence_text(code)


@register.filter
def worth(level: int) -> wording.Words:
    return wording.WORTH[level]


@register.filter
def base_units(quantity: Quantity) -> str:
    return wording.quantity_text(quantity)


@register.filter
def stated_time(time: Time) -> str:
    return wording.time_text(time.first, time.last, time.grain)


@register.filter
def about_time(version: ClaimVersion) -> str:
    """The time a claim is about, as precisely as it was stated."""
    first, last = version.about_first, version.about_last
    return wording.time_text(first, last, version.about_grain) if first and last else ""


@register.filter
def period(shown: Period) -> str:
    return wording.period_text(shown)


@register.filter
def step_words(step: Step) -> str:
    return wording.step_text(step)


@register.filter
def names(entity: Entity) -> str:
    """Every name once, preferred ones first."""
    return ", ".join(dict.fromkeys(name.text for name in entity.names.all()))


@register.filter
def outlet(article: Article) -> str:
    return wording.outlet_of(article)


@register.filter
def difference(detail: dict[str, Any]) -> list[Row]:
    """What a finding saw before and after, side by side, one of which may be empty. Of a row, only
    the fields that differ, in words."""
    before: Any = detail.get("before") or ""
    after: Any = detail.get("after") or ""
    if isinstance(before or after, dict):
        before, after = correction_texts(str(detail.get("what", "")), before or {}, after or {})
    elif isinstance(before or after, list):
        before, after = names_text(before), names_text(after)
    return compare(str(before), str(after))


@register.filter
def reasoning(markdown: str) -> SafeString:
    """Markdown as the public page will show it; ``safe_html`` lets only structure through."""
    return mark_safe(safe_html(markdown))  # noqa: S308


@register.filter
def kept_html(html: str) -> SafeString:
    """HTML of a published document: it was cleaned before it was kept."""
    return mark_safe(html)  # noqa: S308


@register.filter
def percent(share: float) -> int:
    """Rounded down: only certainty is 100."""
    return int(share * 100)


@register.simple_tag
def chain(version: ClaimVersion, article: Article) -> list[str]:
    return wording.chain_of(version, article)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative sign of the sprite; the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("claims/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], *prefixes: str) -> SafeString:
    """``aria-current`` when the page's route has one of these names."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    if match is None or match.namespace != "desk":
        return SafeString("")
    here = any((match.url_name or "").startswith(prefix) for prefix in prefixes)
    return SafeString('aria-current="page"') if here else SafeString("")


@register.inclusion_tag("desk/parts/strength.html")
def strength(level: int | None, words: str = "") -> dict[str, Any]:
    """The nine steps of a directive's strength."""
    return {"level": level, "words": words, "steps": range(1, 10)}


@register.inclusion_tag("desk/parts/field.html")
def field(bound: BoundField, css: str = "") -> dict[str, Any]:
    return {"field": bound, "css": css}


@register.simple_tag(takes_context=True)
def unread_notices(context: dict[str, Any]) -> int:
    """How many notices the reader has not read, at most ``MOST_COUNTED``. One indexed query."""
    user: User = context["request"].user
    return Notice.objects.unread().filter(user=user).order_by()[:MOST_COUNTED].count()


@register.filter
def notice_words(notice: Notice) -> str:
    """What a notice says."""
    return in_words_of_notice(notice)


@register.simple_tag
def watches(user: User, verdict: Verdict) -> bool:
    """Whether the person watches the verdict. One query."""
    return Watch.objects.filter(user=user, verdict=verdict).exists()


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: object) -> str:
    """The page's query string with some parameters changed; None removes one."""
    request: HttpRequest = context["request"]
    params = request.GET.copy()
    for key, value in changes.items():
        if value is None:
            params.pop(key, None)
        else:
            params[key] = str(value)
    return f"?{params.urlencode()}"


@register.simple_tag(takes_context=True)
def turned(context: dict[str, Any], number: int, parameter: str = "", anchor: str = "") -> str:
    """The address of another page of a list: ``parameter`` is ``page`` unless it is said, and
    ``anchor`` the place where the list stands."""
    address = query(context, **{parameter or "page": number})
    return f"{address}#{anchor}" if anchor else address
