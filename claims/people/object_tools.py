"""Verbs in the admin, beside rows that are only looked at: a button above the row, a page that asks
what the verb needs, and what the verb refuses above what was typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Self

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.forms.models import modelform_factory
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.errors import Conflict, add_to_form
from claims.people.admin import ReadOnly, Records, may, reads
from claims.people.models import User
from claims.people.rules import Act

_AS_IN_THE_ADMIN: dict[type[forms.Widget], str] = {
    forms.TextInput: "vTextField",
    forms.Textarea: "vLargeTextField",
    forms.RadioSelect: "radiolist",
}


class Tool(forms.Form):
    """What one verb asks. ``row`` is what it is used on; None where it makes one."""

    name: ClassVar[str]
    """Its part of the address."""
    label: ClassVar[Any]
    """The button, and the heading of its page."""
    hint: ClassVar[Any] = ""
    """What comes of it."""
    done: ClassVar[Any]
    """What is said when it is done."""
    act: ClassVar[Act]

    def __init__(self, data: QueryDict | None = None, *, row: Any = None) -> None:
        super().__init__(data, initial=None if row is None else dict(self.as_seen(row)))
        self.row = row
        for field in self.fields.values():
            if name := _AS_IN_THE_ADMIN.get(type(field.widget)):
                field.widget.attrs.setdefault("class", name)

    @staticmethod
    def as_seen(row: Any) -> Mapping[str, Any]:
        """What the fields hold before anybody typed; the hidden ones say what was seen."""
        return {}

    @classmethod
    def fits(cls, row: Any) -> bool:
        """Whether the button is shown. Who comes without it is answered by the verb."""
        return True

    def use(self, by: User) -> Model:
        """Call the verb with what was typed; the answer is what is shown next."""
        raise NotImplementedError

    def seeing(self, row: Any) -> Self:
        """What was typed, by somebody who has seen ``row`` as it is now."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for field in type(self)(row=row).hidden_fields():
            value = field.value()
            data[field.html_name] = "" if value is None else str(value)
        return type(self)(data, row=row)


class WithTools(ReadOnly):
    """Rows that are looked at, and changed by tools alone."""

    change_form_template = "admin/claims/with_tools.html"
    tools: ClassVar[Sequence[type[Tool]]] = ()
    adding: ClassVar[type[Tool] | None] = None
    told: ClassVar[list[str]] = []
    """What a tool's page shows of its row: names of fields and of columns."""
    lists: ClassVar[Mapping[type[Model], str]] = {}
    """Whose rows have a list of their own, by the field in which they point here."""

    def get_urls(self) -> list[URLPattern]:
        pages = [
            path(
                f"<int:pk>/{tool.name}/",
                self.admin_site.admin_view(partial(self.tool_view, tool)),
                name=self._page(tool.name),
            )
            for tool in self.tools
        ]
        return [*pages, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.adding is not None and reads(request) and may(request, self.adding.act)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if self.adding is None:
            raise PermissionDenied
        return self._ask(request, self.adding)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST":  # "save as new" would need the right to add and no verb
            raise PermissionDenied
        return super().changeform_view(request, object_id, form_url, extra_context)

    def tool_view(self, tool: type[Tool], request: HttpRequest, pk: int) -> HttpResponse:
        return self._ask(request, tool, self._row(request, pk))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        tools = [
            (reverse(f"admin:{self._page(tool.name)}", args=[obj.pk]), tool.label)
            for tool in self.tools
            if may(request, tool.act) and tool.fits(obj)
        ]
        lists = [
            (
                reverse(f"admin:claims_{model._meta.model_name}_changelist")
                + f"?{field}__id__exact={obj.pk}",
                model._meta.verbose_name_plural,
            )
            for model, field in self.lists.items()
        ]
        return super().render_change_form(
            request, context | {"tools": tools, "lists": lists}, add, change, form_url, obj
        )

    def _ask(self, request: HttpRequest, tool: type[Tool], row: Any = None) -> HttpResponse:
        """The page of a tool, and what comes of it."""
        is_sent = request.method == "POST"
        if not reads(request) or not (is_sent or may(request, tool.act)):
            raise PermissionDenied
        form, status = tool(request.POST if is_sent else None, row=row), 200
        try:
            if form.is_valid():
                shown = form.use(request.user)  # type: ignore[arg-type]
                self.message_user(request, tool.done, messages.SUCCESS)
                return HttpResponseRedirect(_address(shown))
            status = 400 if is_sent else 200
        except Conflict as refusal:
            row = row and self._row(request, row.pk)
            form, status = form.seeing(row), 409
            add_to_form(form, refusal)
        except (ValidationError, PermissionDenied) as refusal:
            status = 403 if isinstance(refusal, PermissionDenied) else 400
            add_to_form(form, refusal)
        return TemplateResponse(
            request, "admin/claims/tool.html", self._context(request, form), status=status
        )

    def _context(self, request: HttpRequest, form: Tool) -> dict[str, Any]:
        row = form.row
        asked: Any = [(None, {"fields": [field.name for field in form.visible_fields()]})]
        told: Any = [(None, {"fields": self.told})]
        shown = modelform_factory(self.model, fields=())(instance=row)
        return {
            **self.admin_site.each_context(request),
            "title": form.label,
            "opts": self.opts,
            "original": row,
            "form": form,
            "told": AdminForm(shown, told, {}, self.told, self) if row else (),
            "asked": AdminForm(form, asked, {}, model_admin=self),  # type: ignore[arg-type]
            "media": self.media + form.media,
        }

    def _row(self, request: HttpRequest, pk: int) -> Any:
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def _page(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"


class Search(AutocompleteSelect):
    """Found by typing. What cannot be a key is not shown again: no page sends it, and the widget
    would look it up."""

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        keys = [key for key in value if key.isdecimal() and len(key) < 20]
        return super().optgroups(name, keys, attrs)


def looked_up(
    model: type[Model], field: str, *, label: Any = None, **more: Any
) -> forms.ModelChoiceField[Any]:
    """One of the rows that ``field`` of the model may point to, found by typing."""
    pointer: Any = model._meta.get_field(field)
    return forms.ModelChoiceField(
        pointer.related_model._default_manager.all(),
        label=label or capfirst(pointer.verbose_name),
        widget=Search(pointer, admin.site),
        **more,
    )


def each(
    page: Records,
    request: HttpRequest,
    rows: Iterable[Any],
    verb: Callable[[Any], object],
    named: Callable[[Any], object] = str,
) -> int:
    """Use a verb on every chosen row of a list, and count where it did. What it refuses is said of
    that row, and the others go on."""
    done = 0
    for row in rows:
        try:
            verb(row)
            done += 1
        except (Conflict, ValidationError, PermissionDenied) as refusal:
            said = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else refusal
            page.message_user(request, f"{named(row)}: {said}", messages.ERROR)
    return done


def refuse_history(over: dt.datetime | None) -> None:
    """Raise ``Conflict`` for a row that tells of what is over: the verb would be used on what came
    after it."""
    if over is not None:
        raise Conflict(_("This is over already. Nothing was changed."), code="over")


def _address(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
