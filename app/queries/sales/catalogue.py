"""Questions about products and what they cost: the list of a day, and one product's sheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.errors import NotFoundError
from app.domain.schema import split_labels
from app.store.reads.sales import prices as reads
from app.store.reads.sales.prices import CatalogueLine, PriceVersion
from app.workspace import Workspace

__all__ = ["CatalogueLine", "PriceVersion", "ProductSheet", "list_catalogue", "read_product"]


@dataclass(frozen=True, slots=True)
class ProductSheet:
    """What a rep must be able to say about a product, in plain words.

    Attributes:
        id: Product.
        code: Article number.
        name: Name.
        name_en: In English; empty when there is none.
        specification: Size and packing.
        unit: What is counted.
        packaging: How it is packed.
        knowledge: What it is.
        performance: What it does.
        use: How it is used.
        cautions: What to take care of.
        substitute: Name of what replaces it; empty without one.
        related: Article numbers of what goes with it.
        prices: Every version of its price, the latest first.
    """

    id: str
    code: str
    name: str
    name_en: str
    specification: str
    unit: str
    packaging: str
    knowledge: str
    performance: str
    use: str
    cautions: str
    substitute: str
    related: tuple[str, ...]
    prices: tuple[PriceVersion, ...]


def list_catalogue(
    workspace: Workspace, text: str = "", *, day: dt.date | None = None
) -> tuple[CatalogueLine, ...]:
    """Return products with their price of a day, by the lists of the user's own company.

    Args:
        workspace: Store and clock.
        text: Part of a name, a number, a kind or a specification; empty for all.
        day: Whose prices; None for today.

    Source: domain.md 2.8; R277.
    """
    with workspace.store.snapshot() as look:
        company = reads.read_own_company(look, workspace.user_id)
        found = reads.list_catalogue(look, day or workspace.today(), company)
    words = text.casefold().split()
    return tuple(line for line in found if all(word in _spoken(line) for word in words))


def read_product(workspace: Workspace, product_id: str) -> ProductSheet:
    """Return the sheet of a product with the history of its price.

    Raises:
        NotFoundError: The product is not on this device.
    """
    with workspace.store.snapshot() as look:
        product = look.records.read("product", product_id)
        if product is None:
            raise NotFoundError("record.unknown", entity="product")
        substitute = look.records.read("product", str(product.fields["substitute_id"]))
        prices = reads.read_price_history(look, product_id)
    plain = {name: str(value or "") for name, value in product.fields.items()}
    return ProductSheet(
        id=product_id,
        substitute=str(substitute.fields["name"]) if substitute else "",
        related=split_labels(product.fields["related_codes"]),
        prices=prices,
        **{name: plain[name] for name in _SHEET},
    )


_SHEET = (
    *("code", "name", "name_en", "specification", "unit", "packaging"),
    *("knowledge", "performance", "use", "cautions"),
)


def _spoken(line: CatalogueLine) -> str:
    parts = (line.code, line.name, line.name_en, line.brand, line.kind, line.specification)
    return " ".join(parts).casefold()
