"""`recount people`: who may come in at a desk with accounts, for who lost the way in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli import options as given

if TYPE_CHECKING:
    from recount.desk.people import Doer
    from recount.desk.roles import Role
    from recount.store.people import Person

people_app = typer.Typer(
    help="The people of a desk with accounts: invite, change roles, close accounts, make new links.",
    no_args_is_help=True,
)
RECORD = Path("record")
Name = Annotated[str, typer.Argument(metavar="NAME", help="Who.")]
Address = Annotated[str, typer.Option(metavar="URL", help="Where the desk is reached, for the link.")]
_ADDRESS = "http://127.0.0.1:8000"


@people_app.command("list", epilog="Example: recount people list --record raqqa")
def list_(record: given.RecordFolder = RECORD, json: given.Json = False) -> None:
    """Who has an account: name, role, and whether it is open."""
    from rich.table import Table

    from recount.cli.lines import print_json
    from recount.cli.screen import show
    from recount.cli.text import shown
    from recount.desk.people import people

    found = people(record)
    if json:
        print_json(
            [
                {"name": one.name, "role": one.role, "account": _state(one), "made": one.made.isoformat()}
                for one in found
            ]
        )
        return
    table = Table("Name", "Role", "Account", "Made", box=None, pad_edge=False)
    for one in found:
        table.add_row(shown(one.name), one.role, _state(one), f"{one.made.day} {one.made:%b %Y}")
    show(table if found else "Nobody has an account.")


@people_app.command(epilog="Example: recount people invite Rami --role coder --address https://desk.example.org")
def invite(
    name: Name,
    role: Annotated[str, typer.Option(metavar="ROLE", help="reader, coder, reviewer or admin.")] = "coder",
    record: given.RecordFolder = RECORD,
    address: Address = _ADDRESS,
) -> None:
    """Make an account, and print the link by which its owner chooses a password. It can be followed once."""
    from recount.desk import people

    _, code = people.invite(record, name, _role(role), _doer())
    print(f"{address.rstrip('/')}/setup?code={code}")


@people_app.command(epilog="Example: recount people link Amal --address https://desk.example.org")
def link(name: Name, record: given.RecordFolder = RECORD, address: Address = _ADDRESS) -> None:
    """Print a link by which somebody chooses another password. It can be followed once, within three days."""
    from recount.desk import people

    _, code = people.reset(record, name, _doer())
    print(f"{address.rstrip('/')}/setup?code={code}")


@people_app.command(epilog="Example: recount people role Rami reviewer --record raqqa")
def role(
    name: Name,
    to: Annotated[str, typer.Argument(metavar="ROLE", help="reader, coder, reviewer or admin.")],
    record: given.RecordFolder = RECORD,
) -> None:
    """Change what somebody may do; they sign in anew then."""
    from recount.cli.screen import tell
    from recount.desk import people

    person = people.set_role(record, name, _role(to), _doer())
    tell(f"{person.name}: {person.role}")


@people_app.command(epilog="Example: recount people close Rami --record raqqa")
def close(name: Name, record: given.RecordFolder = RECORD) -> None:
    """Close an account: its sessions and tokens end now. What was judged under its name stays."""
    from recount.cli.screen import tell
    from recount.desk import people

    tell(f"{people.close_account(record, name, _doer()).name}: closed")


@people_app.command("open", epilog="Example: recount people open Rami --record raqqa")
def open_(name: Name, record: given.RecordFolder = RECORD) -> None:
    """Open a closed account again."""
    from recount.cli.screen import tell
    from recount.desk import people

    tell(f"{people.open_account(record, name, _doer()).name}: open")


def _role(word: str) -> Role:
    from recount.desk.roles import ROLES, role_named

    try:
        return role_named(word)
    except ValueError:
        choices = ", ".join(one.word for one in ROLES)
        raise typer.BadParameter(f"{word!r} is none: choose {choices}.", param_hint="ROLE") from None


def _doer() -> Doer:
    from recount.desk.people import Doer

    return Doer("", given.user_here())


def _state(person: Person) -> str:
    if person.disabled is not None:
        return "closed"
    return "open" if person.password else "waits for its link to be followed"
