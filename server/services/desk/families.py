"""Finds what stands under an account, and the company's own records, for the few that ask."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.domain.contracts.checks.discounts import DiscountAuthority, read_authority
from app.domain.contracts.pricing import ListPrice
from app.domain.fields import FieldValue
from server.services.desk.working_set import WorkingSet
from server.store.database import Transaction
from server.store.groups import HistoryEntry
from server.store.history import read_histories
from server.store.records import Key, StoredRecord, read_children, read_daughters
from server.store.reference_reads import discount_settings, list_prices, own_bank_accounts


@dataclass(frozen=True, slots=True)
class Families:
    """Reads what a merge of accounts moves, or a print is judged by; other requests never ask.

    The account itself is locked by whoever asks, so nothing can come under it meanwhile.

    Attributes:
        work: The transaction.
        org: Number of the organisation.
        working: Takes in what is read.
    """

    work: Transaction
    org: int
    working: WorkingSet

    def children(self, account_id: str) -> list[StoredRecord]:
        """Return the records under an account, deleted ones too."""
        self.working.learn(read_children(self.work, self.org, account_id))
        return self.working.under(account_id)

    def of_account(self, account_id: str, entity: str) -> list[StoredRecord]:
        """Return the records of one entity under an account, deleted ones too."""
        self.working.learn(read_children(self.work, self.org, account_id, entity))
        return [one for one in self.working.under(account_id) if one.entity == entity]

    def own_accounts(self) -> tuple[str, ...]:
        """Return the bank accounts that customers may pay into."""
        return own_bank_accounts(self.work, self.org)

    def discounts(self, today: date) -> DiscountAuthority:
        """Return who may grant which discount."""
        return read_authority(discount_settings(self.work, self.org), today=today)

    def list_prices(
        self, sector_id: FieldValue, products: Collection[str], day: str
    ) -> dict[str, ListPrice]:
        """Return what products cost on a day by the list of a sector's company."""
        return list_prices(self.work, self.org, sector_id, products, day)

    def daughters(self, account_id: str) -> list[StoredRecord]:
        """Return the accounts whose parent it is."""
        found = read_daughters(self.work, self.org, account_id)
        self.working.learn(found)
        now = (self.working.find(record.key) for record in found)
        return [one for one in now if one is not None and one.body.get("parent_id") == account_id]

    def histories(self, keys: set[Key]) -> list[HistoryEntry]:
        """Return where the revisions of records came from, each record's oldest first."""
        saved = read_histories(self.work, self.org, keys) if keys else []
        fresh = [one for one in self.working.entries() if (one.entity, one.id) in keys]
        return [*saved, *fresh]
