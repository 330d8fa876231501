"""Bodies, read strictly: UTF-8 JSON as RFC 8259 has it, and nothing Python alone understands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class JsonBody(JSONParser):
    """Refuses NaN, lone surrogates and nesting deep enough to exhaust the stack."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return orjson.loads(stream.read())
        except orjson.JSONDecodeError as error:
            raise ParseError(_("This is not JSON: %(why)s") % {"why": error}) from error
