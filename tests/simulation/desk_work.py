"""What is done at a table: contracts with lines, conflicts, refused work, and what may not be."""

from __future__ import annotations

from app.commands.sync.centre import give_up_refused, resend_refused
from app.commands.sync.conflicts import decide_conflicts
from tests.simulation import words
from tests.simulation.company import TEMPLATE
from tests.simulation.field_device import FieldDevice
from tests.simulation.pen import Pen


def draft_contract(pen: Pen) -> None:
    if account := pen.any_of("account"):
        contract = pen.create(
            "contract",
            account_id=account.id,
            template_id=TEMPLATE,
            state="draft",
            drafted_by=pen.author.user_id,
            terms="{}",
            total_minor=words.amount(pen.chance),
        )
        for position in range(pen.chance.randint(1, 4)):
            _add_line(pen, account.id, contract, position)


def _add_line(pen: Pen, account_id: str, contract_id: str, position: int) -> None:
    pen.create(
        "contract_line",
        account_id=account_id,
        contract_id=contract_id,
        position=position,
        name=words.phrase(pen.chance),
        quantity=str(pen.chance.randint(1, 90)),
        unit_price_minor=words.amount(pen.chance),
    )


def change_contract(pen: Pen) -> None:
    """The total and a line change together; a signed contract refuses both."""
    contract = pen.any_of("contract")
    if contract is None:
        return
    lines = pen.all_of("contract_line", "contract_id = ?", contract.id)
    account_id = str(contract.fields["account_id"])
    match pen.chance.choice(("line", "line", "less", "more", "sign", "delete")):
        case "line" if lines:
            line, price = pen.chance.choice(lines), words.amount(pen.chance)
            pen.edit("contract_line", line, unit_price_minor=price)
        case "less" if lines:
            pen.delete("contract_line", pen.chance.choice(lines))
        case "more":
            _add_line(pen, account_id, contract.id, len(lines))
        case "sign":
            state = pen.chance.choice(("in_review", "in_review", "void", "printed", "signed"))
            fields = {"void_reason": words.phrase(pen.chance)} if state == "void" else {}
            pen.edit("contract", contract.id, state=state, **fields)
            return
        case "delete":
            for line in lines:
                pen.delete("contract_line", line)
            pen.delete("contract", contract.id)
            return
    pen.edit("contract", contract.id, total_minor=words.amount(pen.chance))


def reach_too_far(pen: Pen) -> None:
    """Write what only the office writes, with honest work in the same unit."""
    account = pen.any_of("account")
    if account is None:
        return
    if pen.chance.random() < 0.5:
        pen.create("contact", account_id=account.id, name=words.phrase(pen.chance))
    else:
        content = words.phrase(pen.chance)
        pen.create("complaint", account_id=account.id, kind="complaint", content=content)
    match pen.chance.choice(("limit", "number", "owner", "new")):
        case "limit":
            pen.edit("account", account.id, credit_limit_minor=words.amount(pen.chance))
        case "number":
            pen.edit("account", account.id, number="KH-99999", phone=words.number(pen.chance))
        case "owner":
            pen.edit("account", account.id, frozen=pen.chance.choice((0, 1)))
        case _:
            money = {"amount_minor": words.amount(pen.chance), "state": "confirmed"}
            day = words.day(pen.chance)
            pen.create("collection", account_id=account.id, collected_on=day, means="cash", **money)


def decide_conflict(device: FieldDevice, chance) -> None:
    found = device.rows("SELECT id FROM conflict WHERE state = 'open' ORDER BY id")
    if found:
        decision = chance.choice(("kept", "reversed"))
        decide_conflicts(device.workspace, {str(chance.choice(found)[0]): decision})


def mend_refused(device: FieldDevice, chance) -> None:
    found = device.rows(
        "SELECT device_seq FROM journal_group WHERE state = 'refused' ORDER BY device_seq"
    )
    if found:
        mend = chance.choice((resend_refused, give_up_refused))
        mend(device.workspace, int(chance.choice(found)[0]))
