"""Filters that mean what they say: a misspelt or empty one is an error, not no filter."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError

PAGING = frozenset({"after", "cursor", "page_size"})
_WHOLE = re.compile("-?[0-9]{1,9}")


class WholeFilter(filters.NumberFilter):
    """A whole number in plain digits; ``0.5`` and ``1e0`` are errors."""


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
        if isinstance(self.filters[name], WholeFilter) and not _WHOLE.fullmatch(value):
            return _("Give a whole number.")
        longest = self.filters[name].extra.get("max_length")
        if longest is not None and len(value) > longest:  # before the space around it is taken off
            return _("Say it in at most %(limit)d characters.") % {"limit": longest}
        return ""
