"""What the dialog that plans a visit offers: the account's people."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import NotFoundError
from app.store.reads.accounts.page import list_contacts
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PlanSubject:
    """Whom a visit can be planned with.

    Attributes:
        account_id: The account.
        name: Its name.
        contacts: Id, name and post of its people.
    """

    account_id: str
    name: str
    contacts: tuple[tuple[str, str, str], ...]


def read_plan_subject(workspace: Workspace, account_id: str) -> PlanSubject:
    """Return an account with its people, as the dialog that plans a visit offers them.

    Raises:
        NotFoundError: The account is not on this device.
    """
    with workspace.store.snapshot() as look:
        account = look.records.read("account", account_id)
        if account is None:
            raise NotFoundError("record.unknown", entity="account")
        people = list_contacts(look, account_id)
    contacts = tuple(
        (person.id, str(person.fields["name"] or ""), str(person.fields["post"] or ""))
        for person in people
    )
    return PlanSubject(account_id, str(account.fields["name"]), contacts)
