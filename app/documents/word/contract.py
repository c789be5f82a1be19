"""A contract as a Word file: the words of the PDF, for the other side to edit and send back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from app.documents.word.clauses import article_markup, opening_markup
from app.documents.word.front import first_page, parties_table
from app.documents.word.goods import goods_markup
from app.documents.word.markup import Look, Span, field, paragraph, run
from app.documents.word.package import WordParts, pack_word
from app.documents.word.signing import notice_markup, seal_table
from app.domain.contracts.clauses.parts import Annex, ContractTemplate
from app.domain.contracts.wording.filling import fill_wording, plain_words
from app.domain.contracts.wording.fingerprint import contract_fingerprint, shown_fingerprint
from app.domain.contracts.wording.numbering import ContractText, number_contract
from app.domain.contracts.wording.passages import annex_number_words, end_words

DRAFT_WORDS = "草稿　未生效"
_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A finished Word file.

    Attributes:
        docx: The file; equal input gives equal bytes.
        sha256: Its hash, 64 lower-case hexadecimal digits.
        fingerprint: Full fingerprint of words and values, as the PDF carries it.
    """

    docx: bytes
    sha256: str
    fingerprint: str


def write_word_contract(
    template: ContractTemplate, values: Mapping[str, Any], *, is_draft: bool
) -> WordDocument:
    """Write a contract as a Word file.

    Args:
        template: Parsed template.
        values: The contract's values as JSON.
        is_draft: Whether it carries the draft mark, as its PDF would.

    Raises:
        ValidationError: A value does not fit its field, or a reference leads nowhere.

    Source: paper.md sections 1 to 9.
    """
    text = number_contract(template, values)
    fingerprint = contract_fingerprint(template, values)
    shown = shown_fingerprint(fingerprint)
    header, number = template.header, str(text.values.get("contract_no") or "")
    title = header.name.zh + (f" {header.name.en}" if text.is_bilingual else "")
    supplier = text.values.get(f"party_{header.supplier}") or {}
    mark = _draft_mark() if is_draft else ""
    docx = pack_word(
        WordParts(
            title=f"{title} {number}".strip(),
            author=str(supplier.get("name") or ""),
            mark=fingerprint,
            body="".join(_body(text)),
            head=paragraph([Span(f"{title}\t{number}")], Look("Head"), extra=mark),
            first_head=paragraph([], Look("Small"), extra=mark),
            foot=_foot(text, number, shown, is_draft=is_draft),
        )
    )
    return WordDocument(docx, hashlib.sha256(docx).hexdigest(), fingerprint)


def _body(text: ContractText) -> Iterator[str]:
    yield from first_page(text)
    yield parties_table(text)
    yield opening_markup(text)
    for article in text.articles:
        yield from article_markup(text, article)
    if text.standard_terms:
        yield from notice_markup(text)
    yield seal_table(text)
    yield paragraph([Span(end_words(text))], Look("Label", "center"))
    for annex in text.template.annexes:
        yield from _annex(text, annex)


def _annex(text: ContractText, annex: Annex) -> Iterator[str]:
    number = annex_number_words(text, annex)
    title = annex.title.zh + (f"　{annex.title.en}" if text.is_bilingual else "")
    yield _PAGE_BREAK
    yield paragraph([Span(title)], Look("Article", "center", stays=True))
    yield paragraph([Span(number)], Look("Label", "center", stays=True))
    words = plain_words(fill_wording(text, annex.wording.zh, "zh"))
    yield paragraph([Span(words)], Look("Clause", "both"))
    if text.is_bilingual:
        english = plain_words(fill_wording(text, annex.wording.en, "en"))
        yield paragraph([Span(english)], Look("PairEnglish"))
    yield from goods_markup(text, annex.table_field)
    if annex.is_signed:
        yield seal_table(text)


def _foot(text: ContractText, number: str, fingerprint: str, *, is_draft: bool) -> str:
    header = text.template.header
    versions = f"文本 {header.code}-{header.version}／条款库 {header.library_version}"
    draft = "　·　草稿，不得签署" if is_draft else ""
    pages = (
        run(Span("\t第 "))
        + field("PAGE", "1")
        + run(Span(" 页　共 "))
        + field("NUMPAGES", "1")
        + run(Span(" 页"))
    )
    first = paragraph([Span(f"合同编号 {number}")], Look("Foot"), extra=pages)
    words = f"{versions}{draft}　·　文本指纹 {fingerprint}"
    return first + paragraph([Span(words)], Look("Small"))


def _draft_mark() -> str:
    """Return the words across every page, as Word keeps its own watermarks."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:420pt;height:84pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    shape_type = (
        '<v:shapetype id="draft" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    words = quoteattr(DRAFT_WORDS)
    return (
        f'<w:r><w:pict>{shape_type}<v:shape id="draftMark" type="#draft" style="{style}"'
        ' fillcolor="#e6e6e6" stroked="f">'
        f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string={words}/>'
        "</v:shape></w:pict></w:r>"
    )
