"""The life of one contract, as its page tells it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.fields import FieldValue
from app.store.reads.contracts.life import HappeningRow, Kin, LifeRows, LoanRow
from app.store.records import Record

__all__ = ["ContractLife", "HappeningRow", "Kin", "LoanRow", "life_of"]


@dataclass(frozen=True, slots=True)
class ContractLife:
    """What happened to a contract's paper, and under it.

    Days are ISO texts, None where nothing happened yet.

    Attributes:
        drafted_by: Name of who drafted it.
        reviewed_by: Name of who decided about it.
        reviewed_at: Milliseconds since 1970 UTC.
        signed_on: Day of the customer's signature.
        signatory: Who signed for the customer.
        valid_to_on: Last day.
        effective_on: Day on which the own company signed too.
        ended_on: First day without it.
        end_reason: Why it ended, or what was broken.
        original_received_on: Day on which the custodian got the original.
        received_by: Name of the custodian.
        archive_category: Category of the archive.
        shelf_mark: Its place on the shelf.
        is_notarised: Whether it was notarised.
        is_secured: Whether a security stands behind it.
        happenings: What happened under it, newest first.
        loans: When the original was out, newest first.
        kin: Contracts that came before and after it.
    """

    drafted_by: str
    reviewed_by: str
    reviewed_at: int | None
    signed_on: str | None
    signatory: str
    valid_to_on: str | None
    effective_on: str | None
    ended_on: str | None
    end_reason: str
    original_received_on: str | None
    received_by: str
    archive_category: str
    shelf_mark: str
    is_notarised: bool
    is_secured: bool
    happenings: tuple[HappeningRow, ...]
    loans: tuple[LoanRow, ...]
    kin: tuple[Kin, ...]

    @property
    def open_loan(self) -> LoanRow | None:
        """The loan that is not back yet; None while the original is in the archive."""
        return next((loan for loan in self.loans if loan.returned_on is None), None)


def life_of(contract: Record, rows: LifeRows) -> ContractLife:
    """Join a contract's own days with what stands under it."""
    fields = contract.fields
    reviewed_at = fields["reviewed_at"]
    return ContractLife(
        drafted_by=rows.names.get(str(fields["drafted_by"]), ""),
        reviewed_by=rows.names.get(str(fields["reviewed_by"]), ""),
        reviewed_at=int(reviewed_at) if reviewed_at is not None else None,
        signed_on=_day(fields["signed_on"]),
        signatory=str(fields["signatory"] or ""),
        valid_to_on=_day(fields["valid_to_on"]),
        effective_on=_day(fields["effective_on"]),
        ended_on=_day(fields["ended_on"]),
        end_reason=str(fields["end_reason"] or ""),
        original_received_on=_day(fields["original_received_on"]),
        received_by=rows.names.get(str(fields["original_received_by"]), ""),
        archive_category=str(fields["archive_category"] or ""),
        shelf_mark=str(fields["shelf_mark"] or ""),
        is_notarised=bool(fields["notarised"]),
        is_secured=bool(fields["secured"]),
        happenings=rows.happenings,
        loans=rows.loans,
        kin=rows.kin,
    )


def _day(value: FieldValue) -> str | None:
    return str(value) if value else None
