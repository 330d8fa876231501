"""Filters that mean what they say: a misspelt or empty one is an error, not no filter."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError

PAGING = frozenset({"after", "cursor", "page_size"})


class Filters(filters.FilterSet):
    """Base of every list's filters. ``is_valid`` raises where a form would only leave out."""

    def is_valid(self) -> bool:
        errors = {name: [fault] for name in self.data or () if (fault := self._fault(name))}
        if errors:
            raise ValidationError(errors)
        return bool(super().is_valid())

    def _fault(self, name: str) -> str:
        if name in PAGING:
            return ""
        if name not in self.filters:
            known = ", ".join(sorted(self.filters))
            return _("There is no such filter. Known here: %(known)s") % {"known": known}
        value = (self.data or {}).get(name)
        if not value:
            return _("Give this filter a value or leave it out.")
        if isinstance(self.filters[name], filters.BooleanFilter) and value not in ("true", "false"):
            return _("Give true or false.")
        return ""
