"""Whether somebody may approve the discounts of a contract."""

from __future__ import annotations

import datetime as dt

from app.domain.contracts.judging import check_discounts
from app.store.reads.contracts.facts import discounts_of
from app.store.reads.contracts.page import ContractRecords, read_contract_records
from app.store.rights import Rights
from app.store.unit_of_work import Snapshot


def check_authority(look: Snapshot, user_id: str, contract_id: str, today: dt.date) -> None:
    """Refuse an approval beyond the discounts that the user may grant.

    Raises:
        NotAllowedError: `contract.discount.authority`.
    """
    found = read_contract_records(look, contract_id)
    if found is not None:
        check_found(look, Rights(look.connection, look.records), user_id, found, today)


def check_found(
    look: Snapshot, rights: Rights, user_id: str, found: ContractRecords, today: dt.date
) -> None:
    """As `check_authority`, for a contract that was read already; unknown roles judge nothing.

    Raises:
        NotAllowedError: `contract.discount.authority`.
    """
    user = rights.actor(user_id)
    if user is not None and user.roles:
        lines, terms = discounts_of(look, found, today)
        check_discounts(lines, terms, user.roles)
