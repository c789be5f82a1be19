"""Service figures: complaints per ten thousand accounts, how many were founded, kept promises."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.figures import Reason, Value, product, quotient

_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class ServiceCounts:
    """What is counted for a period.

    Attributes:
        accounts: Accounts that deal with us.
        complaints: Complaints received; enquiries and praise are none, duplicates were merged.
        judged: Those of them on which somebody decided.
        founded: Those that were right.
        promises_due: Promises that fell due and can be judged; withdrawn ones are none.
        promises_kept: Those of them that were kept in time.
    """

    accounts: int
    complaints: int
    judged: int
    founded: int
    promises_due: int
    promises_kept: int


@dataclass(frozen=True, slots=True)
class Service:
    """The rates with the counts they came from.

    Attributes:
        counts: The counts.
        per_ten_thousand: Complaints ÷ accounts × 10,000.
        founded_rate: Founded ÷ judged.
        promise_keeping: Kept in time ÷ due.
    """

    counts: ServiceCounts
    per_ten_thousand: Value
    founded_rate: Value
    promise_keeping: Value


def service(counts: ServiceCounts) -> Service:
    """Return the rates; n/a without accounts, judgements or promises.

    Source: domain.md 3.31; R134.
    """
    rate = quotient(counts.complaints, counts.accounts, reason=Reason.NO_ACCOUNTS)
    return Service(
        counts=counts,
        per_ten_thousand=product(rate, quotient(_TEN_THOUSAND, 1, reason=Reason.NO_ACCOUNTS)),
        founded_rate=quotient(counts.founded, counts.judged, reason=Reason.NO_DATA),
        promise_keeping=quotient(
            counts.promises_kept, counts.promises_due, reason=Reason.NOTHING_DUE
        ),
    )
