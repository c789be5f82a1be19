"""The three standard contracts as the group's counsel has approved them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.contracts.texts.block import block_of
from app.domain.contracts.texts.bounds import tables_of
from app.domain.contracts.texts.remarks import Remarks, read_points, write_remarks
from app.domain.contracts.texts.template import ContractTemplate, parse_template
from app.domain.contracts.texts.text import Table, TemplateText, read_template_text
from app.domain.fields import FieldValue
from server.demo.organisation import FOUNDED
from server.demo.reading import read_contract_text
from server.demo.seeds import Seeds, make_id, moment

NAMES = ("distribution", "sale", "frame")

VALID_FROM = dt.date(2026, 1, 1)

_STATE = re.compile(r'^state = "draft"', re.MULTILINE)
_FROM = re.compile(r"^valid_from = .*$", re.MULTILINE)
_TO = re.compile(r"^valid_to = (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Template:
    """A contract template with its record id."""

    id: str
    name: str
    body: str
    library: str
    parsed: ContractTemplate
    remarks: Remarks

    @property
    def code(self) -> str:
        """Two letters in the contract number."""
        return self.parsed.header.code


def read_templates(seeds: Seeds) -> tuple[Template, ...]:
    """Read the templates.

    The texts are delivered as drafts; the demo's group has approved them, and their header says
    so, because it is the header that decides whether 草稿 is printed across the page.
    """
    chance = seeds.stream("template")
    library = read_contract_text("library")
    made = []
    for place, name in enumerate(NAMES):
        body = _approved(read_contract_text(name), seeds.today)
        record_id = make_id(moment(FOUNDED, place), chance)
        parsed = parse_template(body, library)
        places = [clause.id for article in parsed.articles for clause in article.clauses]
        remarks = read_points(read_contract_text("counsel"), places, "zh_CN")
        made.append(Template(record_id, name, body, library, parsed, remarks))
    return tuple(made)


def _approved(body: str, today: dt.date) -> str:
    """Write the approval into the header: valid at least until the end of next year."""
    body = _STATE.sub('state = "approved"', body, count=1)
    body = _FROM.sub(f"valid_from = {VALID_FROM.isoformat()}", body, count=1)
    until = dt.date(today.year + 1, 12, 31).isoformat()
    return _TO.sub(lambda found: f"valid_to = {max(found[1], until)}", body, count=1)


def template_rows(templates: tuple[Template, ...]) -> Iterator[dict[str, FieldValue]]:
    """Yield the records of the templates."""
    for template in templates:
        header = template.parsed.header
        yield {
            "id": template.id,
            "code": header.code,
            "name": header.name.zh,
            "name_en": header.name.en,
            "version": header.version,
            "library_version": header.library_version,
            "state": header.state,
            "valid_from_on": header.valid_from.isoformat(),
            "valid_to_on": header.valid_to.isoformat(),
            "free_to_sign": int(header.free_to_sign),
            "body": template.body,
            "library": template.library,
            "remarks": write_remarks(template.remarks),
        }


def block_rows(seeds: Seeds, templates: tuple[Template, ...]) -> Iterator[dict[str, FieldValue]]:
    """Yield the shared blocks of the standard texts as the library of the house."""
    chance = seeds.stream("clause_block")
    text = read_template_text(templates[0].body, templates[0].library)
    for place, block in enumerate(text.blocks()):
        code = str(block["id"])
        article = _article_with(text, code)
        found = block_of(text.library, code)
        if article is not None and found is not None:
            yield {
                "id": make_id(moment(FOUNDED, len(NAMES) + place), chance),
                "code": code,
                "clause_group": article["group"],
                "name": article["title_zh"],
                "name_en": article["title_en"],
                "version": str(text.library["library_version"]),
                "state": "approved",
                "body": found.text(),
            }


def _article_with(text: TemplateText, code: str) -> Table | None:
    for article in text.articles():
        if any(use.get("block") == code for use in tables_of(article, "use")):
            return article
    return None
