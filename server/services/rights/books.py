"""Who acts, and which books a user's devices hold."""

from __future__ import annotations

from dataclasses import dataclass

from server.services.rights.shares import NO_SHARES, Shares
from server.store.book_names import COMPANY_BOOK, pool_book, rep_book, sector_book
from server.store.change_log import list_books
from server.store.database import Transaction
from server.store.people import list_user_ids

_GROUP_ROLES = frozenset({"group_management", "group_marketing"})
_SECTOR_ROLES = frozenset(
    {"sector_head", "sector_admin", "inspector", "finance", "service", "custodian"}
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and from where.

    Attributes:
        user_id: The person.
        device_id: The device; "" for the server's own work.
        roles: The person's roles.
        sector_id: The person's sector, if any.
        books: Books that the person may see, in the order in which they are sent.
        shares: Accounts of colleagues on which the person works along; see `shares`.
    """

    user_id: str
    device_id: str
    roles: frozenset[str]
    sector_id: str | None
    books: tuple[str, ...]
    shares: Shares = NO_SHARES

    @property
    def is_office(self) -> bool:
        """Return whether the person writes for the office and not for the field."""
        return bool(self.roles - {"rep"})

    @property
    def partial_books(self) -> frozenset[str]:
        """Books of colleagues of which the person sees the shared accounts only."""
        own = rep_book(self.user_id)
        return frozenset(
            book for book in self.shares.books if book.startswith("rep:") and book != own
        )

    @property
    def view(self) -> str:
        """What the person sees of a record depends on it: the roles, spelled in one way.

        And whose accounts are shared with the person, so that a device whose person joins or
        leaves a team is brought its records anew and compares what it holds.
        """
        return ",".join((*sorted(self.roles), *self.shares.spelled()))


def subscribed_books(
    work: Transaction,
    org: int,
    *,
    user_id: str,
    roles: frozenset[str],
    sector_id: str | None,
    shares: Shares = NO_SHARES,
) -> tuple[str, ...]:
    """Return the books a user's devices hold, in the order in which they are sent.

    Of a book that comes only through shares, they hold the shared accounts.

    Source: design.md section 5; domain.md section 5.1.
    """
    own = {COMPANY_BOOK, rep_book(user_id)}
    if sector_id:
        own.add(sector_book(sector_id))
        if "rep" in roles:  # of what nobody has, a rep reads the account and may claim it
            own.add(pool_book(sector_id))
    if roles & _GROUP_ROLES:
        own.update(list_books(work, org))
    elif sector_id and roles & _SECTOR_ROLES:
        own.add(pool_book(sector_id))
        own.update(rep_book(member) for member in list_user_ids(work, org, sector_id))
    return tuple(sorted(own | shares.books, key=_rank))


def _rank(book: str) -> tuple[int, str]:
    kind = book.partition(":")[0]
    return ("company", "sector", "rep", "pool").index(kind), book
