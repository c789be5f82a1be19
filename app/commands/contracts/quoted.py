"""The command that begins a contract on a quotation, once."""

from __future__ import annotations

from app.commands.contracts.beginnings import first_fields
from app.commands.contracts.drafting import approved_text, write_lines
from app.domain.changes import ChangeSet
from app.domain.contracts.origins import Source
from app.domain.contracts.quoted import check_goods_place, check_quoted, quoted_terms
from app.domain.contracts.sheet import total_minor
from app.domain.contracts.texts.template import parse_template
from app.domain.errors import NotFoundError
from app.store.reads.contracts.quoted import find_begun, list_quoted_as_goods
from app.workspace import Workspace


def begin_by_quotation(
    workspace: Workspace, quotation_id: str, template_id: str
) -> tuple[str, ChangeSet]:
    """Begin a contract with the parties of the files and the goods and prices of a quotation.

    What was promised in words becomes special terms. Where a contract was begun on it before,
    that one is returned and nothing is written.

    Raises:
        NotFoundError: The quotation, a product, its account or the text is not on this device.
        NotAllowedError: As `quoted.check_quoted`, `drafting.approved_text` or `first_fields`.
        ValidationError: `contract.quotation.no_goods` for a text without a table of goods.

    Source: domain.md 2.20, 4.5; R089; decision 29.
    """
    with workspace.store.unit_of_work() as work:
        begun = find_begun(work, quotation_id)
        if begun:
            return begun, ChangeSet()
        quotation = work.need("quotation", quotation_id).fields
        account_id = str(quotation["account_id"])
        check_quoted(quotation, account_id, workspace.today())
        text = approved_text(work, template_id)
        template = parse_template(str(text.fields["body"]), str(text.fields["library"]))
        check_goods_place(template)
        lines = list_quoted_as_goods(work, quotation_id)
        if not all(line.name for line in lines):
            raise NotFoundError("record.unknown", entity="product")
        fields = first_fields(
            workspace,
            work,
            account_id,
            text,
            kept=quoted_terms(template, quotation),
            earlier=str(quotation["number"] or ""),
            source=Source.QUOTATION,
        )
        whole = {**fields, "quotation_id": quotation_id, "total_minor": total_minor(lines)}
        contract_id = work.create("contract", whole, workspace.author)
        write_lines(workspace, work, contract_id, account_id, lines)
        return contract_id, work.commit(workspace.author)
