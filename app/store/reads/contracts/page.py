"""One contract with its lines, and what filling it in needs to know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.contracts.annexes import AnnexFile, annexes_in_force
from app.domain.contracts.checks.discounts import SETTING as DISCOUNTS
from app.domain.contracts.life import ANNEX
from app.domain.contracts.paid_before import PaidContract, last_paid
from app.domain.fields import FieldValue
from app.store.reads.settings import list_settings
from app.store.records import Record
from app.store.unit_of_work import Snapshot

_STANDS = (
    "{row}.state = 'approved' AND coalesce({row}.valid_from_on, '') <= :today"
    " AND coalesce({row}.valid_to_on, '9999') >= :today"
)


@dataclass(frozen=True, slots=True)
class TemplateSummary:
    """A template that may be used today."""

    id: str
    code: str
    name: str
    name_en: str | None
    version: str
    free_to_sign: bool


@dataclass(frozen=True, slots=True)
class PricedProduct:
    """A product with its price today.

    Attributes:
        id: Product.
        name: Name.
        specification: Specification.
        unit: Unit.
        unit_price_minor: Price including tax; None without a price.
        tax_rate_basis_points: Tax rate in hundredths of a percent.
        price_list_id: The list.
        price_version: Name and version of the list.
    """

    id: str
    name: str
    specification: str | None
    unit: str
    unit_price_minor: int | None
    tax_rate_basis_points: int | None
    price_list_id: str = ""
    price_version: str = ""


@dataclass(frozen=True, slots=True)
class ContractRecords:
    """One contract with everything it stands on.

    Attributes:
        contract: The contract.
        lines: Its goods, in order.
        template: Its template.
        account: The account.
        exposure_minor: What the account owes and has ordered.
        copies_printed: How many copies were printed so far.
        own_accounts: Bank accounts that customers may pay into.
        paid: The contract under which the account paid last.
        authority: Who may grant which discount, as the company sets it: name, JSON, first day.
        annexes: Files that are part of it, oldest first.
        quotation: What it was begun on; None for no quotation.
    """

    contract: Record
    lines: tuple[Record, ...]
    template: Record
    account: Record
    exposure_minor: int
    copies_printed: int
    own_accounts: tuple[str, ...]
    paid: PaidContract | None
    authority: tuple[tuple[str, str, dt.date | None], ...]
    annexes: tuple[AnnexFile, ...] = ()
    quotation: Record | None = None


def list_templates(look: Snapshot, today: str) -> list[TemplateSummary]:
    """Return the approved templates that are valid today; of a version and its next, the next."""
    rows = look.connection.exec_driver_sql(
        "SELECT id, code, name, name_en, version, coalesce(free_to_sign, 0)"
        f" FROM contract_template t WHERE {_STANDS.format(row='t')}"
        " AND NOT EXISTS (SELECT 1 FROM contract_template n WHERE n.previous_id = t.id"
        f" AND {_STANDS.format(row='n')}) ORDER BY code, version",
        {"today": today},
    )
    return [TemplateSummary(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows]


def list_priced_products(look: Snapshot, company_id: FieldValue, today: str) -> list[PricedProduct]:
    """Return products on sale with the price of the company's list that is valid on a day.

    Of two lists valid on one day the one that began last counts.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT p.id, p.name, p.specification, p.unit, r.unit_price_minor,"
        " r.tax_rate_basis_points, l.id, trim(l.name || ' ' || coalesce(l.version, ''))"
        " FROM product p JOIN price r ON r.product_id = p.id"
        " JOIN price_list l ON l.id = r.price_list_id"
        " WHERE coalesce(p.state, 'on_sale') = 'on_sale' AND l.company_id = :company"
        " AND coalesce(l.valid_from_on, '') <= :today"
        " AND coalesce(l.valid_to_on, '9999') >= :today"
        " ORDER BY p.code, p.id, coalesce(l.valid_from_on, ''), l.id",
        {"company": company_id, "today": today},
    )
    return list({str(row[0]): PricedProduct(*row) for row in rows}.values())


def read_contract_records(look: Snapshot, contract_id: str) -> ContractRecords | None:
    """Return a contract with everything it stands on; None when something is missing."""
    contract = look.records.read("contract", contract_id)
    if contract is None:
        return None
    template = look.records.read("contract_template", str(contract.fields["template_id"]))
    account = look.records.read("account", str(contract.fields["account_id"]))
    if template is None or account is None:
        return None
    quoted = contract.fields["quotation_id"]
    return ContractRecords(
        contract=contract,
        lines=read_lines(look, contract_id),
        template=template,
        account=account,
        exposure_minor=_exposure(look, account),
        copies_printed=_copies(look, contract_id),
        own_accounts=_own_accounts(look),
        paid=_last_paid(look, account, contract_id),
        authority=tuple(list_settings(look, DISCOUNTS)),
        annexes=read_annexes(look, contract),
        quotation=look.records.read("quotation", str(quoted)) if quoted else None,
    )


def _own_accounts(look: Snapshot) -> tuple[str, ...]:
    """Return the register of accounts for payments; while it is empty, those of the companies."""
    registered = look.connection.exec_driver_sql(
        "SELECT number FROM designated_account WHERE coalesce(state, 'active') = 'active'"
    ).scalars()
    found = tuple(str(number) for number in registered)
    if found:
        return found
    written = look.connection.exec_driver_sql(
        "SELECT bank_account FROM company WHERE bank_account IS NOT NULL"
    ).scalars()
    return tuple(str(number) for number in written)


def read_registered_account(look: Snapshot, company_id: str) -> tuple[str, str] | None:
    """Return bank and number of the account that a company's customers pay into.

    The one in its own record comes first where the register knows it; None without a register.

    Source: R086.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT d.bank, d.number FROM designated_account d"
        " LEFT JOIN company c ON c.id = :company AND c.bank_account = d.number"
        " WHERE coalesce(d.state, 'active') = 'active'"
        " AND coalesce(d.company_id, :company) = :company"
        " ORDER BY c.id IS NULL, coalesce(d.is_deposit_only, 0), d.id LIMIT 1",
        {"company": company_id},
    )
    return next(((str(bank), str(number)) for bank, number in rows), None)


def _last_paid(look: Snapshot, account: Record, contract_id: str) -> PaidContract | None:
    rows = look.connection.exec_driver_sql(
        "SELECT kind, contract_id, happened_on FROM contract_event"
        " WHERE account_id = ? AND kind = 'paid'",
        (account.id,),
    )
    events = [{"kind": row[0], "contract_id": row[1], "happened_on": row[2]} for row in rows]
    if not events:
        return None
    found = look.records.read_many(
        "contract", sorted({str(each["contract_id"]) for each in events})
    )
    contracts = {each: record.fields for each, record in found.items()}
    return last_paid(account.fields, events, contracts, but=contract_id)


def read_lines(look: Snapshot, contract_id: str) -> tuple[Record, ...]:
    """Return the goods of a contract, in order."""
    ids = look.connection.exec_driver_sql(
        "SELECT id FROM contract_line WHERE contract_id = ? ORDER BY position, id", (contract_id,)
    ).scalars()
    wanted = [str(line) for line in ids]
    found = look.records.read_many("contract_line", wanted)
    return tuple(found[line] for line in wanted)


def read_annexes(look: Snapshot, contract: Record) -> tuple[AnnexFile, ...]:
    """Return the files that are part of a contract, oldest first.

    What lies under another account is not: whoever wrote it could not write the contract.
    """
    rows = look.connection.exec_driver_sql(
        "SELECT id, coalesce(caption, ''), coalesce(media_type, ''), size_bytes,"
        " coalesce(pages, 0), sha256 FROM attachment"
        " WHERE subject_id = ? AND purpose = ? AND account_id = ?",
        (contract.id, ANNEX, contract.fields["account_id"]),
    )
    return annexes_in_force((AnnexFile(*row) for row in rows), contract.fields["dropped_annexes"])


def read_contacts(look: Snapshot, account_id: str) -> tuple[Record, ...]:
    """Return the contacts of an account, those who decide first."""
    ids = look.connection.exec_driver_sql(
        "SELECT id FROM contact WHERE account_id = ? ORDER BY decision_role = 'decides' DESC, id",
        (account_id,),
    ).scalars()
    wanted = [str(contact) for contact in ids]
    found = look.records.read_many("contact", wanted)
    return tuple(found[contact] for contact in wanted)


def read_own_company(look: Snapshot, sector_id: FieldValue) -> Record | None:
    """Return the company that a sector belongs to."""
    sector = look.records.read("sector", str(sector_id))
    return look.records.read("company", str(sector.fields["company_id"])) if sector else None


def read_logo_text(look: Snapshot, sector_id: FieldValue) -> str:
    """Return the image of a sector's company; empty for none."""
    found = look.connection.exec_driver_sql(
        "SELECT c.logo FROM sector s JOIN company c ON c.id = s.company_id WHERE s.id = ?",
        (sector_id,),
    ).scalar()
    return str(found or "")


def _exposure(look: Snapshot, account: Record) -> int:
    owed = look.connection.exec_driver_sql(
        "SELECT coalesce(sum(amount_minor - coalesce(paid_minor, 0)), 0) FROM receivable"
        " WHERE account_id = ?",
        (account.id,),
    ).scalar_one()
    return int(owed) + int(account.fields["open_orders_minor"] or 0)


def _copies(look: Snapshot, contract_id: str) -> int:
    return int(
        look.connection.exec_driver_sql(
            "SELECT coalesce(max(copy_number), 0) FROM print_record WHERE contract_id = ?",
            (contract_id,),
        ).scalar_one()
    )
