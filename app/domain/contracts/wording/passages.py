"""The words of a filled contract, passage by passage, without any layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.contracts.clauses.parts import Annex, PartyLetter
from app.domain.contracts.wording.facts import contract_facts_words
from app.domain.contracts.wording.filling import (
    clause_points,
    fill_wording,
    party_words,
    plain_words,
)
from app.domain.contracts.wording.goods_cells import blank_note, goods_cells
from app.domain.contracts.wording.notice_words import (
    confirmation_words,
    english_confirmation_words,
    english_notice_words,
    notice_words,
)
from app.domain.contracts.wording.numbering import (
    ContractText,
    NumberedArticle,
    NumberedClause,
    chinese_number,
)
from app.domain.contracts.wording.party_lines import (
    PARTY_LINES,
    party_head,
    party_label,
    party_value,
)
from app.domain.contracts.wording.sign_lines import DATE_BLANK, SEAL_WORDS, writing_lines
from app.domain.contracts.wording.values import value_words

PassageKind = Literal[
    "title", "fact", "party", "heading", "clause", "point", "goods", "total", "notice", "sign"
]


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a contract as it stands on paper.

    Attributes:
        kind: What it is.
        number: Of its clause, such as "6.2"; the article of a heading; "" elsewhere.
        label: What stands before it: the printed number, or the label of a line.
        parts: Its words; several where they stand in cells of their own.
    """

    kind: PassageKind
    number: str
    label: str
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its words in one line, without the label."""
        return "　".join(part.replace("\n", " ") for part in self.parts if part)


def contract_passages(text: ContractText) -> tuple[Passage, ...]:
    """Return every passage of a contract in the order of the paper, Chinese before English.

    Raises:
        ValidationError: A value does not fit its field, or a reference leads nowhere.
    """
    return tuple(_passages(text))


def _passages(text: ContractText) -> Iterator[Passage]:
    yield from _front(text)
    for article in text.articles:
        yield from _article(text, article)
    if text.standard_terms:
        yield Passage("notice", "", "", (notice_words(text),))
        if text.is_bilingual:
            yield Passage("notice", "", "", (english_notice_words(text),))
        yield Passage("notice", "", "", (confirmation_words(text),))
        if text.is_bilingual:
            yield Passage("notice", "", "", (english_confirmation_words(text),))
        other = party_words(text.template.header.buyer, "zh")
        yield Passage("sign", "", "", (f"{other}代表签字　　日期",))
    yield from _seals(text)
    yield Passage("sign", "", "", (end_words(text),))
    for annex in text.template.annexes:
        yield from _annex(text, annex)


def end_words(text: ContractText) -> str:
    """Return what stands below the seals, so that nothing is added there."""
    return "（本页以下无正文）" + (" End of text" if text.is_bilingual else "")


def _front(text: ContractText) -> Iterator[Passage]:
    header = text.template.header
    company = text.values.get(f"party_{header.supplier}") or {}
    yield Passage("title", "", "", (str(company.get("name") or ""),))
    yield Passage("title", "", "", (str(company.get("name_en") or ""),))
    yield Passage("title", "", "", (header.name.zh,))
    if text.is_bilingual:
        yield Passage("title", "", "", (header.name.en,))
    for zh, en, value in contract_facts_words(text):
        yield Passage("fact", "", f"{zh} {en}" if text.is_bilingual else zh, (value,))
    letters: tuple[PartyLetter, ...] = ("a", "b")
    for letter in letters:
        yield Passage("party", letter, "", (party_head(text, letter),))
    for zh, en, key in PARTY_LINES:
        for letter in letters:
            party = text.values.get(f"party_{letter}") or {}
            label = party_label(zh, key, party) + (f" {en}" if text.is_bilingual else "")
            yield Passage("party", letter, label, (party_value(key, party, text.is_bilingual),))
    yield from _both(text, header.preamble.zh, header.preamble.en)


def _both(text: ContractText, zh: str, en: str, number: str = "") -> Iterator[Passage]:
    yield Passage("clause", number, number, (zh,))
    if text.is_bilingual:
        yield Passage("clause", number, number, (en,))


def _article(text: ContractText, article: NumberedArticle) -> Iterator[Passage]:
    title, number = article.article.title, str(article.number)
    yield Passage("heading", number, f"第{chinese_number(article.number)}条", (title.zh,))
    if text.is_bilingual:
        yield Passage("heading", number, f"Article {number}", (title.en,))
    for numbered in article.clauses:
        yield from _clause(text, numbered)


def _clause(text: ContractText, numbered: NumberedClause) -> Iterator[Passage]:
    clause, number = numbered.clause, numbered.number
    zh = plain_words(fill_wording(text, clause.wording.zh, "zh"))
    en = plain_words(fill_wording(text, clause.wording.en, "en")) if text.is_bilingual else ""
    yield from _both(text, zh, en, number)
    for place, point in enumerate(clause_points(text, clause), start=1):
        yield Passage("point", number, f"（{place}）", (plain_words(point.zh),))
        if text.is_bilingual:
            yield Passage("point", number, f"({place})", (plain_words(point.en),))
    if clause.table_field:
        yield from _goods(text, clause.table_field, number)


def _goods(text: ContractText, name: str, number: str) -> Iterator[Passage]:
    cells = goods_cells(text, name)
    heads = [column.heading for column in cells.field.columns]
    words = (f"{head.zh}\n{head.en}" if text.is_bilingual else head.zh for head in heads)
    yield Passage("goods", number, "", tuple(words))
    for row in cells.rows:
        yield Passage("goods", number, "", row)
    yield Passage("goods", number, "", (blank_note(is_bilingual=text.is_bilingual),))
    for total in cells.totals:
        label = f"{total.zh} {total.en}" if text.is_bilingual else total.zh
        yield Passage("total", number, label, (total.value,))


def _seals(text: ContractText) -> Iterator[Passage]:
    english = text.is_bilingual
    letters: tuple[PartyLetter, ...] = ("a", "b")
    for letter in letters:
        words = f"{party_words(letter, 'zh')}（盖章）"
        words += f" {party_words(letter, 'en')} (seal)" if english else ""
        party = text.values.get(f"party_{letter}") or {}
        yield Passage("sign", "", "", (words,))
        yield Passage("sign", "", "", (str(party.get("name") or ""),))
        yield Passage("sign", "", "", (SEAL_WORDS,))
        for label, hint in writing_lines(is_bilingual=english):
            yield Passage("sign", "", "", (label if hint else f"{label}　{DATE_BLANK}",))
            if hint:
                yield Passage("sign", "", "", (hint,))


def annex_number_words(text: ContractText, annex: Annex) -> str:
    """Return the line below the title of an annex that gives its number."""
    field = text.template.fields[annex.number_field]
    number = value_words(field, text.values, form="", language="zh")
    return ("订单编号\u00a0Order No.：" if text.is_bilingual else "订单编号：") + number


def _annex(text: ContractText, annex: Annex) -> Iterator[Passage]:
    title = annex.title.zh + (f"　{annex.title.en}" if text.is_bilingual else "")
    yield Passage("title", "", "", (title,))
    yield Passage("fact", "", "", (annex_number_words(text, annex),))
    zh = plain_words(fill_wording(text, annex.wording.zh, "zh"))
    en = plain_words(fill_wording(text, annex.wording.en, "en")) if text.is_bilingual else ""
    yield from _both(text, zh, en)
    yield from _goods(text, annex.table_field, "")
    if annex.is_signed:
        yield from _seals(text)
