"""A contract as a PDF: from template and values to bytes, page count and hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.contract.articles import article_blocks, filled_row, opening_row, plain_row
from app.documents.contract.goods import goods_table
from app.documents.contract.parties import parties_block
from app.documents.contract.signing import notice_box, seal_places
from app.documents.setting.blocks import Block, Gap, Group, PageBreak
from app.documents.setting.flow import lay_out
from app.documents.setting.fonts import FontSet
from app.documents.setting.furniture import Furniture
from app.documents.setting.masthead import first_head
from app.documents.setting.page import BODY_LEADING, BODY_SIZE
from app.documents.setting.pdf_file import FileTitle, write_pdf
from app.documents.setting.typesetting import Style
from app.documents.signatures.pen_marks import PenMark
from app.domain.contracts.clauses.parts import Annex, ContractTemplate
from app.domain.contracts.paper_logo import Logo
from app.domain.contracts.wording.filling import fill_wording
from app.domain.contracts.wording.fingerprint import contract_fingerprint, shown_fingerprint
from app.domain.contracts.wording.numbering import ContractText, number_contract
from app.domain.contracts.wording.passages import annex_number_words, end_words

_SECRET, _SECRET_BILINGUAL = "商业秘密", "商业秘密 BUSINESS SECRET"
_DRAFT_WORDS = "草稿　未生效"
_QR_VERSION = "RB1"
_SIGNING_AIR, _TIGHT_AIR = 8.0, 4.0
_SEAL_HEIGHT, _TIGHT_SEAL_HEIGHT, _ANNEX_SEAL_HEIGHT = 190.0, 172.0, 168.0


@dataclass(frozen=True, slots=True)
class PrintCopy:
    """Which copy is printed: 第 `number` 份 共 `total` 份; a draft may not be signed.

    Attributes:
        number: Which copy.
        total: Of how many.
        draft: Whether it may not be signed.
        logo: The company's image for the masthead; None prints the mark of the house.
        confidential: Whether every sheet carries 商业秘密 in its head.
    """

    number: int
    total: int
    draft: bool
    logo: Logo | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A finished paper.

    Attributes:
        pdf: The file; equal input gives equal bytes.
        pages: Number of pages.
        sha256: Hash of the file, 64 lower-case hexadecimal digits.
        fingerprint: Full fingerprint of words and values, 64 upper-case digits; the sheets
            show its first sixteen.
    """

    pdf: bytes
    pages: int
    sha256: str
    fingerprint: str


def render_contract(
    template: ContractTemplate,
    values: Mapping[str, Any],
    copy: PrintCopy,
    fonts: FontSet,
    pens: tuple[PenMark, ...] = (),
) -> RenderedDocument:
    """Print a contract.

    Args:
        template: Parsed template.
        values: The contract's values as JSON, see `complete_values`.
        copy: Which copy, and whether it is a draft.
        fonts: The loaded fonts.
        pens: Signatures that were drawn on a screen; a copy with them is another file.

    Raises:
        MissingGlyphError: A character cannot be drawn; nothing is ever printed silently blank.
        PageOverflowError: A part is higher than a page.
        ValidationError: A value does not fit its field, or a reference leads nowhere.

    Source: paper.md.
    """
    text = number_contract(template, values)
    fingerprint = contract_fingerprint(template, values)
    pages = lay_out(_contract_blocks(text, fonts, pens, copy.logo))
    furniture = _furniture(text, copy, shown_fingerprint(fingerprint))
    party = text.values.get(f"party_{template.header.supplier}") or {}
    title = FileTitle(f"{furniture.title} {furniture.number}", str(party.get("name") or ""))
    draft = _DRAFT_WORDS if copy.draft else ""
    pdf = write_pdf([(pages, furniture)], fonts, title, draft_words=draft)
    digest = hashlib.sha256(pdf).hexdigest()
    return RenderedDocument(pdf, len(pages), digest, fingerprint)


def _contract_blocks(
    text: ContractText, fonts: FontSet, pens: tuple[PenMark, ...], logo: Logo | None
) -> list[Block]:
    blocks: list[Block] = [first_head(text, fonts, logo), parties_block(text, fonts), Gap(8)]
    blocks.append(opening_row(text, fonts))
    *articles, last = text.articles
    for article in articles:
        for part in article_blocks(text, article, fonts):
            blocks += part
    *parts, last_clause = article_blocks(text, last, fonts)
    for part in parts:
        blocks += part
    blocks.append(_signing_group(text, last_clause, fonts, pens))
    for annex in text.template.annexes:
        blocks += _annex_blocks(text, annex, fonts)
    return blocks


def _signing_group(
    text: ContractText, last_clause: list[Block], fonts: FontSet, pens: tuple[PenMark, ...]
) -> Group:
    """Tie the last clause to the seal places, so that no signature stands on a page alone."""
    small = Style(fonts.serif, 8.5, 14, "center")
    moved = "（本页以下空白，签署见下页）"
    moved += " Blank below; signatures overleaf" if text.is_bilingual else ""
    note, end = plain_row(moved, small, before=12), plain_row(end_words(text), small)
    notice = notice_box(text, fonts) if text.standard_terms else None

    def group(air: float, height: float, tighter: Group | None = None) -> Group:
        blocks = [*last_clause, Gap(air), *([notice, Gap(air)] if notice else [])]
        seals = seal_places(text, fonts, base_height=height, pens=pens)
        return Group([*blocks, seals, end], note, tighter=tighter)

    return group(_SIGNING_AIR, _SEAL_HEIGHT, group(_TIGHT_AIR, _TIGHT_SEAL_HEIGHT))


def _annex_blocks(text: ContractText, annex: Annex, fonts: FontSet) -> list[Block]:
    title = annex.title.zh + (f"　{annex.title.en}" if text.is_bilingual else "")
    body = Style(fonts.serif, BODY_SIZE, BODY_LEADING, "justify")
    blocks: list[Block] = [
        PageBreak(),
        plain_row(title, Style(fonts.serif_bold, 15, 24, "center")),
        plain_row(annex_number_words(text, annex), Style(fonts.sans, 9, 16, "center")),
        Gap(6),
        filled_row(fill_wording(text, annex.wording.zh, "zh"), body),
    ]
    if text.is_bilingual:
        words = fill_wording(text, annex.wording.en, "en")
        blocks.append(filled_row(words, Style(fonts.serif, 8.4, 11.9), before=3))
    blocks += [Gap(6), goods_table(text, annex.table_field, fonts), Gap(14)]
    if annex.is_signed:
        blocks.append(seal_places(text, fonts, base_height=_ANNEX_SEAL_HEIGHT))
    return blocks


def _furniture(text: ContractText, copy: PrintCopy, fingerprint: str) -> Furniture:
    header, number = text.template.header, str(text.values.get("contract_no") or "")
    versions = f"文本 {header.code}-{header.version}／条款库 {header.library_version}"
    draft = "　·　草稿，不得签署" if copy.draft else ""
    title = header.name.zh + (f" {header.name.en}" if text.is_bilingual else "")
    digits = fingerprint.replace("-", "")
    secret = _SECRET_BILINGUAL if text.is_bilingual else _SECRET
    # Braces in a number must not be taken for the places of the page numbers.
    safe = number.replace("{", "{{").replace("}", "}}")
    return Furniture(
        title=title,
        number=number,
        foot_lines=(
            f"合同编号 {number}",
            f"第 {copy.number} 份　共 {copy.total} 份　·　{versions}{draft}",
            f"文本指纹 {fingerprint}",
        ),
        qr=f"{_QR_VERSION}|{safe}|{{page}}/{{total}}|{copy.number}|{digits}",
        has_seal_guide=True,
        mark=secret if copy.confidential else "",
    )
