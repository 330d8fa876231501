"""The admin's doors, answered by the table of rules; people and their keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import allauth.account.admin
import allauth.mfa.admin  # noqa: F401  (both register what is registered anew below)
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Field, Model, QuerySet, URLField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.errors import Conflict
from claims.people import erasing, services
from claims.people.models import ApiKey, Interest, InterestStatement, User
from claims.people.rules import Act, Role, Scope

if TYPE_CHECKING:  # these are generic for type checkers only
    Records = admin.ModelAdmin[Any]
    TabularRows = admin.TabularInline[Any, Any]
    Form = forms.ModelForm[Any]
    Accounts = UserAdmin[User]
else:
    Records, TabularRows, Form = admin.ModelAdmin, admin.TabularInline, forms.ModelForm
    Accounts = UserAdmin


HTTPS_ASSUMED: dict[type[Field[Any, Any]], Mapping[str, Any]] = {
    URLField: {"assume_scheme": "https"}
}


def curates(request: HttpRequest) -> bool:
    """Whether the caller is one of those the admin lets change things."""
    user = request.user
    return isinstance(user, User) and (user.is_superuser or Role.CURATOR in user.roles)


def reads(request: HttpRequest) -> bool:
    """Curators and superusers work here; editors look things up."""
    user = request.user
    return curates(request) or (isinstance(user, User) and Role.EDITOR in user.roles)


def may(request: HttpRequest, act: Act) -> bool:
    return isinstance(request.user, User) and request.user.may(act)


class ByVerbs(Records):
    """Changes rows by verbs; what a verb refuses is shown as a message over the same page."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, Conflict) as refusal:
            return self.refused(request, refusal)

    def refused(self, request: HttpRequest, refusal: ValidationError | Conflict) -> HttpResponse:
        """Back to the page with what the verb said; its transaction is rolled back."""
        said = refusal.message if isinstance(refusal, Conflict) else " ".join(refusal.messages)
        self.message_user(request, said, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())


class ByTheRules(ByVerbs):
    """Shows rows to those who read here; changes them only for ``changed_by``. Nothing is ever
    deleted."""

    changed_by: ClassVar[Act | None] = None
    formfield_overrides = HTTPS_ASSUMED

    def has_module_permission(self, request: HttpRequest) -> bool:
        return reads(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return reads(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.changed_by is not None and curates(request) and may(request, self.changed_by)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnly(ByTheRules):
    """History: to look at, never to touch."""


def id_of(name: str, label: Any) -> Callable[[Any], str]:
    """A column with the public id of the row that ``name`` points to, headed by its ``label``."""

    @admin.display(description=label, ordering=f"{name}__public_id")
    def public_id(row: Any) -> str:
        return str(getattr(row, name).public_id)

    return public_id


class ReadOnlyRows(TabularRows):
    """Rows of history below the row they belong to."""

    extra = 0
    can_delete = False
    formfield_overrides = HTTPS_ASSUMED
    show_change_link = True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return reads(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ByPeopleKeeper(ByVerbs):
    """Accounts and keys: for those who keep the people, whatever their other roles."""

    def _keeps(self, request: HttpRequest) -> bool:
        return may(request, Act.KEEP_PEOPLE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._keeps(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._keeps(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._keeps(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._keeps(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Erase(forms.Form):
    """That somebody is erased: typed out, so that no wrong person is."""

    username = forms.CharField(label=gettext_lazy("Type the username"), max_length=150)
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        help_text=gettext_lazy("Stays on record: name nobody in it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None, *, person: User) -> None:
        super().__init__(data)
        self.person = person

    def clean_username(self) -> str:
        typed: str = self.cleaned_data["username"]
        if typed != self.person.username:
            raise ValidationError(_("This is not the username of this account."))
        return typed


@admin.register(User)
class Users(ByPeopleKeeper, Accounts):
    """People are switched off, never deleted: the record names them."""

    list_display = ("username", "display_name", "email", "role_names", "is_staff", "is_active")
    list_filter = ("groups", "is_active", "is_staff", "is_superuser")
    search_fields = ("username", "display_name", "email")
    readonly_fields = ("public_id", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "email", "public_id")}),
        (gettext_lazy("roles"), {"fields": ("groups", "is_active", "is_staff", "is_superuser")}),
        (gettext_lazy("dates"), {"fields": ("last_login", "date_joined")}),
    )
    filter_horizontal = ("groups",)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.erase)
        return [path("<int:pk>/erase/", view, name="claims_user_erase"), *super().get_urls()]

    @method_decorator(reauthentication_required(allow_get=True))
    def erase(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what is erased and what stays; then do it, for whoever has said once more who they
        are."""
        person = get_object_or_404(User, pk=pk)
        if not self._keeps(request):
            raise PermissionDenied
        form = Erase(request.POST if request.method == "POST" else None, person=person)
        if form.is_valid():
            try:
                erasing.ask_to_erase(user=person, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                self.message_user(request, _("The account is emptied."), messages.SUCCESS)
                return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Erase a person's data"),
            "subtitle": str(person),
            "opts": self.opts,
            "original": person,
            "form": form,
            "asked": erasing.asked_of(person),
        }
        return TemplateResponse(
            request, "admin/claims/user/erase.html", context, status=400 if form.errors else 200
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        groups = form.cleaned_data.get("groups")
        services.change_account(
            user=obj,
            by=request.user,  # type: ignore[arg-type]
            roles=None if groups is None else [group.name for group in groups],
        )

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        """The account stays locked until its password is kept: nobody erases it meanwhile."""
        user = self.get_object(request, unquote(id)) if self._keeps(request) else None
        try:
            with transaction.atomic():
                if user is not None:
                    services.lock_account(user)
                return super().user_change_password(request, id, form_url)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:claims_user_change", args=[id]))

    @admin.display(description=gettext_lazy("roles"))
    def role_names(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())


admin.site.unregister(Group)


@admin.register(Group)
class Roles(ReadOnly):
    """The roles, by the names that the table of rules knows."""

    fields = ("name",)


for registered in (Authenticator, EmailAddress):
    admin.site.unregister(registered)


@admin.register(Authenticator)
class SecondFactors(ByPeopleKeeper):
    """Whoever lost a second factor is helped by removing it; its secret is shown to nobody."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type", "created_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__display_name")
    fields = ("user", "type", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._keeps(request)

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        services.remove_second_factor(factor=obj, by=request.user)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        for factor in queryset:
            self.delete_model(request, factor)


@admin.register(EmailAddress)
class EmailAddresses(ByPeopleKeeper):
    """What people sign in with, to look at; it is changed with the account."""

    list_display = ("email", "user", "primary", "verified")
    list_select_related = ("user",)
    search_fields = ("email", "user__username", "user__display_name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class IssueKey(Form):
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("scopes"),
        choices=[(scope.value, scope.value) for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ApiKey
        fields = ("user", "name", "scopes", "expires_at")


@admin.register(ApiKey)
class ApiKeys(ByPeopleKeeper):
    """Keys are issued and revoked; their secret is shown once, after issuing."""

    list_display = ("name", "user", "hint", "scopes", "expires_at", "revoked_at", "last_used_at")
    list_filter = ("revoked_at", "expires_at")
    list_select_related = ("user",)
    search_fields = ("name", "hint", "user__username", "user__display_name")
    autocomplete_fields = ("user",)
    form = IssueKey
    actions = ("revoke",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"expires_at": timezone.now() + dt.timedelta(days=90)}

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        key, secret = services.issue_key(
            user=obj.user,
            name=obj.name,
            scopes=obj.scopes,
            expires_at=obj.expires_at,
            by=request.user,  # type: ignore[arg-type]
        )
        obj.pk = key.pk
        said = _("The key is %(secret)s — it is shown only now.") % {"secret": secret}
        self.message_user(request, said, messages.WARNING)

    @admin.action(description=gettext_lazy("Revoke the chosen keys"), permissions=["add"])
    def revoke(self, request: HttpRequest, keys: QuerySet[ApiKey]) -> None:
        for key in keys:
            services.revoke_key(key=key, by=request.user)  # type: ignore[arg-type]
        said = ngettext("%(n)d key was revoked.", "%(n)d keys were revoked.", len(keys))
        self.message_user(request, said % {"n": len(keys)}, messages.SUCCESS)


class DeclareInterests(Form):
    entities = forms.ModelMultipleChoiceField(
        Interest._meta.get_field("entity").related_model._default_manager.all(),
        label=gettext_lazy("tied to"),
        required=False,
        widget=AutocompleteSelectMultiple(Interest._meta.get_field("entity"), admin.site),
        help_text=gettext_lazy("No verdict about these is yours to handle."),
    )

    class Meta:
        model = InterestStatement
        fields = ("text", "entities", "valid_until")


class InterestRows(ReadOnlyRows):
    model = Interest
    show_change_link = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


@admin.register(InterestStatement)
class InterestStatements(ByTheRules):
    """People declare their own interests; curators see everybody's. None is ever changed."""

    list_display = ("user", "made_on", "valid_until", "text")
    list_filter = ("valid_until",)
    list_select_related = ("user",)
    search_fields = ("user__username", "user__display_name", "text")
    form = DeclareInterests

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        shown = obj is None or obj.user_id == request.user.pk  # type: ignore[attr-defined]
        return reads(request) and (shown or may(request, Act.SEE_INTERESTS))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(request, Act.DECLARE_INTERESTS)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[InterestStatement]:
        rows: QuerySet[InterestStatement] = super().get_queryset(request)
        return rows if may(request, Act.SEE_INTERESTS) else rows.filter(user=request.user.pk)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return ("user", "text", "made_on", "valid_until") if obj else self.form.Meta.fields

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> Any:
        return (InterestRows,) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"valid_until": timezone.localdate() + services.LONGEST_STATEMENT}

    def save_model(
        self, request: HttpRequest, obj: InterestStatement, form: Any, change: bool
    ) -> None:
        made = services.declare_interests(
            by=request.user,  # type: ignore[arg-type]
            text=obj.text,
            entities=form.cleaned_data["entities"],
            valid_until=obj.valid_until,
        )
        obj.pk = made.pk


@admin.register(Interest)
class Interests(ReadOnly):
    """Whom people are tied to, to look up by entity."""

    list_display = ("entity", "statement")
    list_select_related = ("entity", "statement__user")
    search_fields = ("entity__slug", "entity__names__text", "statement__user__username")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request, Act.SEE_INTERESTS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interest]:
        return super().get_queryset(request).prefetch_related("entity__names")
