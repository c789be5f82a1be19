"""An unfinished visit: everything that the form holds, as it is kept between two keystrokes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class StockLine:
    """One product counted at the account; None where nothing was counted.

    Attributes:
        product_id: The product.
        warehouse: Units in the warehouse.
        shelf: Units on the shelves.
    """

    product_id: str
    warehouse: int | None = None
    shelf: int | None = None

    @property
    def counted(self) -> int | None:
        """Warehouse and shelf together; None when neither was counted."""
        if self.warehouse is None and self.shelf is None:
            return None
        return (self.warehouse or 0) + (self.shelf or 0)


@dataclass(frozen=True, slots=True)
class CollectionLine:
    """Money taken in.

    Attributes:
        amount_minor: In minor units; None while nothing was entered.
        means: "transfer", "draft", "cash", "wechat" or "alipay".
        payer: Who paid.
        remark: Free words.
        designated_account_id: The company's account it was paid into; empty while not said.
    """

    amount_minor: int | None = None
    means: str = "transfer"
    payer: str = ""
    remark: str = ""
    designated_account_id: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the line says nothing yet."""
        return self.amount_minor is None and not self.payer.strip() and not self.remark.strip()


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """Something promised to the account."""

    content: str = ""
    due_on: date | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the line says nothing yet; a day alone is only the form's proposal."""
        return not self.content.strip()


@dataclass(frozen=True, slots=True)
class SightingLine:
    """Something seen of a competitor.

    Attributes:
        competitor: Its name, as typed.
        product: Which goods.
        price_minor: Their price in minor units; None when it was not seen.
        activity: What it does here.
    """

    competitor: str = ""
    product: str = ""
    price_minor: int | None = None
    activity: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the line says nothing yet."""
        words = (self.competitor, self.product, self.activity)
        return self.price_minor is None and not any(word.strip() for word in words)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """Something the customer needs or wishes; `kind` is one of the kinds of a customer need."""

    kind: str = "product"
    content: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the line says nothing yet; a kind alone is only the form's proposal."""
        return not self.content.strip()


@dataclass(frozen=True, slots=True)
class FileLine:
    """A photo that lies sealed on this device.

    Attributes:
        sha256: Of the plain bytes, 64 hexadecimal digits.
        size_bytes: Of the plain bytes.
        media_type: "image/jpeg" or "image/png".
        file_name: As it was chosen.
        caption: What is to be seen.
        thumbnail_sha256: Of the small picture that travels ahead; empty when there is none.
        thumbnail_bytes: Its size.
    """

    sha256: str
    size_bytes: int = 0
    media_type: str = ""
    file_name: str = ""
    caption: str = ""
    thumbnail_sha256: str = ""
    thumbnail_bytes: int = 0

    @property
    def digests(self) -> tuple[str, ...]:
        """The files that belong to the photo."""
        return tuple(digest for digest in (self.sha256, self.thumbnail_sha256) if digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """A visit that was checked in and is not finished.

    Attributes:
        account_id: The account visited.
        plan_id: The planned visit that this carries out; empty when it was not planned.
        started_at: Check-in, milliseconds since 1970 UTC.
        ended_at: Check-out; None while the visit goes on.
        zone: IANA name of the zone at check-in.
        way: "visit", "phone", "wechat", "letter" or "email".
        purposes: Words from the list of purposes.
        contact_ids: Persons met.
        content: What was said and seen.
        result: What came of it.
        findings: Words for the situation on site.
        competitor_facts: What competitors do here.
        requests: What the account asks for.
        mood: "good", "plain", "tense" or empty.
        next_step: What is to be done next.
        next_visit_on: Day of the next visit; None for none.
        collect_next: The next visit is to bring money.
        confirmed_blocks: Blocks of the file that are still right.
        stock: Counted products.
        collections: Money taken in.
        promises: Given during this visit.
        sightings: What was seen of competitors, one record each.
        needs: What the customer needs or wishes, one record each.
        photos: Taken during this visit.
        extra: What a newer version of the program wrote; kept untouched.
    """

    account_id: str
    started_at: int
    zone: str
    plan_id: str = ""
    ended_at: int | None = None
    way: str = "visit"
    purposes: tuple[str, ...] = ()
    contact_ids: tuple[str, ...] = ()
    content: str = ""
    result: str = ""
    findings: tuple[str, ...] = ()
    competitor_facts: str = ""
    requests: str = ""
    mood: str = ""
    next_step: str = ""
    next_visit_on: date | None = None
    collect_next: bool = False
    confirmed_blocks: tuple[str, ...] = ()
    stock: tuple[StockLine, ...] = ()
    collections: tuple[CollectionLine, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    sightings: tuple[SightingLine, ...] = ()
    needs: tuple[NeedLine, ...] = ()
    photos: tuple[FileLine, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was noted since check-in; planned purposes do not count."""
        plain = VisitDraft(
            account_id=self.account_id,
            started_at=self.started_at,
            zone=self.zone,
            plan_id=self.plan_id,
            ended_at=self.ended_at,
            purposes=self.purposes,
            next_visit_on=self.next_visit_on,
            extra=self.extra,
        )
        return self == plain

    def with_value(self, name: str, value: object) -> VisitDraft:
        """Return the draft with another value in one field."""
        return dataclasses.replace(self, **{name: value})  # type: ignore[arg-type]
