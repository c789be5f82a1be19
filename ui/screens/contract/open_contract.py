"""One contract that is open: as stored, as typed, and the words of its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from app.domain.contracts.clauses.parts import ContractTemplate, Language
from app.domain.contracts.judging import price_terms
from app.domain.contracts.pricing import judge_prices
from app.domain.contracts.sheet import GoodsLine, Review, price_day, review_contract
from app.queries.contracts.page import (
    ContractSheet,
    PricedProduct,
    list_prices,
    list_products_with_prices,
    read_contract,
)
from app.workspace import Workspace
from ui.formats import Formats
from ui.screens.contract.opened.plan import FormGroup, checked_fields, plan_form
from ui.screens.contract.opened.sheet import FilledSheet
from ui.screens.contract.rows import OriginView
from ui.screens.contract.templates import field_examples, parsed_template
from ui.screens.contract.words.findings import FindingWords
from ui.screens.contract.words.origins import OriginWords
from ui.screens.contract.words.tables import TableWords
from ui.texts import current_language


@dataclass(frozen=True, slots=True)
class OpenContract:
    """What all parts of the page stand on.

    Attributes:
        stored: The contract as it was read.
        sheet: What the form holds; the only part that changes.
        groups: The form.
        products: On sale with today's prices.
        words: Puts findings into sentences.
        tables: Puts tables into words.
        origins: Says where values came from.
    """

    stored: ContractSheet
    sheet: FilledSheet
    groups: tuple[FormGroup, ...]
    products: tuple[PricedProduct, ...]
    words: FindingWords
    tables: TableWords
    origins: OriginWords

    @property
    def template(self) -> ContractTemplate:
        """The parsed template."""
        return self.sheet.template

    @property
    def title(self) -> str:
        """Name of the template in the user's language."""
        language = "zh" if current_language() == "zh_CN" else "en"
        return self.template.header.name.in_language(cast("Language", language))

    def origin_views(self) -> dict[str, OriginView]:
        """Return where each value came from, by field; what was typed last comes with its save."""
        stored = self.stored
        return self.origins.views(self.groups, self.template, stored.terms, stored.origins)

    def changes(self) -> tuple[str, ...]:
        """Return what was typed over files, an earlier contract or the price list."""
        stored = self.stored
        return (
            *self.origins.changes(self.groups, stored.terms, stored.origins),
            *self.origins.prices(stored.lines),
        )

    def judge(self, values: Mapping[str, Any], lines: Sequence[GoodsLine]) -> Review:
        """Return what the checks say about values; pure, for any thread."""
        return review_contract(
            self.template,
            values,
            self.stored.facts,
            has_number=self.stored.can_be_numbered,
            is_approved=self.stored.state == "approved",
            priced=judge_prices(lines, self.tables.price_terms),
        )


def open_contract(workspace: Workspace, contract_id: str, formats: Formats) -> OpenContract:
    """Read a contract and plan its form; for the store lane.

    Raises:
        NotFoundError: The contract, its template or its account is not on this device.
        ValidationError: The template cannot be read.
    """
    stored = read_contract(workspace, contract_id)
    template = parsed_template(stored.template_text, stored.library_text, stored.template_state)
    sheet = FilledSheet(stored, template)
    groups = plan_form(sheet, field_examples(stored.template_text, stored.library_text))
    day = price_day(stored.terms, workspace.today())
    products = tuple(list_products_with_prices(workspace, stored.account_id, day))
    return OpenContract(
        stored=stored,
        sheet=sheet,
        groups=groups,
        products=products,
        words=FindingWords(groups, checked_fields(sheet, groups), formats),
        origins=OriginWords(formats, workspace.moment, workspace.now(), stored.people),
        tables=TableWords(formats, price_terms(list_prices(products), stored.facts)),
    )
