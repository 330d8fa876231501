"""``manage.py erase_person``: erase a person's data, as the owner of the database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from claims.people.erasing import asked, erase_person
from claims.people.models import Machine, User
from factcheck.rights import as_owner


class Command(BaseCommand):
    help = (
        "Erase the ledger's bodies that name a person and everything personal of the account, for"
        " ever. The chain of the ledger still proves, and tells that and why it was done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", default="")
        parser.add_argument("--why", default="", help="stays on record; name nobody in it")
        parser.add_argument(
            "--asked", action="store_true", help="everybody for whom it was asked in the admin"
        )
        parser.add_argument("--no-input", action="store_false", dest="interactive")

    def handle(self, *args: Any, **options: Any) -> None:
        name, by = options["username"], Machine("erase_person")
        if options["asked"] == bool(name):
            raise CommandError("name somebody, or say --asked", returncode=2)
        if options["asked"]:
            with as_owner():
                self._erase_asked(by, interactive=options["interactive"])
            return
        with as_owner():
            user = User.objects.filter(username=name).first()
            if user is None:
                raise CommandError(f"nobody has the username {name}", returncode=2)
            if options["interactive"] and input(f"Type {name} to erase for ever: ") != name:
                raise CommandError("nothing was erased")
            try:
                count = erase_person(user=user, by=by, why=options["why"])
            except ValidationError as error:
                raise CommandError("; ".join(error.messages), returncode=2) from error
        self.stdout.write(f"erased: the account, and {count} bodies of the ledger")

    def _erase_asked(self, by: Machine, *, interactive: bool) -> None:
        waiting = asked()
        for user, entry in waiting:
            said = entry.body.content or {}
            by_whom, why = said.get("by", ""), said.get("why", "")
            self.stdout.write(f"{user.public_id}, asked {entry.at:%Y-%m-%d} by {by_whom}: {why}")
        if waiting and interactive and input("Type erase to erase them for ever: ") != "erase":
            raise CommandError("nothing was erased")
        for user, entry in waiting:
            why = (entry.body.content or {}).get("why") or "asked for"
            count = erase_person(user=user, by=by, why=why)
            self.stdout.write(f"erased: {user.public_id}, and {count} bodies of the ledger")
