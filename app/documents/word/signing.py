"""Notice of standard terms and places for seal and signature in Word."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.word.markup import CellOfTable, Look, Span, paragraph, table, table_row
from app.documents.word.package import TEXT_WIDTH
from app.domain.contracts.clauses.parts import PartyLetter
from app.domain.contracts.wording.filling import party_words
from app.domain.contracts.wording.notice_words import (
    confirmation_words,
    english_confirmation_words,
    english_notice_words,
    notice_words,
)
from app.domain.contracts.wording.numbering import ContractText
from app.domain.contracts.wording.sign_lines import DATE_BLANK, SEAL_WORDS, writing_lines

_HALF = TEXT_WIDTH // 2
_BLANK = "　" * 12


def notice_markup(text: ContractText) -> Iterator[str]:
    """Yield the boxed notice with the line that the other side signs.

    Source: Civil Code, article 496; paper.md section 6.
    """
    other = party_words(text.template.header.buyer, "zh")
    look = Look("Notice")
    lines = paragraph([Span(notice_words(text))], look)
    if text.is_bilingual:
        lines += paragraph([Span(english_notice_words(text))], Look("Notice"))
    lines += paragraph([Span(confirmation_words(text))], Look("Party"))
    if text.is_bilingual:
        lines += paragraph([Span(english_confirmation_words(text))], Look("Party"))
    blank = Span("　" * 7, is_underlined=True)
    lines += paragraph(
        [Span(f"{other}代表签字"), blank, Span("　日期"), blank], Look("Sign", "right")
    )
    row = table_row([CellOfTable(lines, TEXT_WIDTH)])
    yield paragraph([], Look("Small"))
    yield table([row], (TEXT_WIDTH,), is_ruled=True)
    yield paragraph([], Look("Small"))


def seal_table(text: ContractText) -> str:
    """Return the places for seal, signature, name and date of both parties, side by side."""
    letters: tuple[PartyLetter, ...] = ("a", "b")
    cells = [CellOfTable("".join(_place(text, letter)), _HALF) for letter in letters]
    return table([table_row(cells)], (_HALF, _HALF), is_ruled=True) + paragraph([], Look("Small"))


def _place(text: ContractText, letter: PartyLetter) -> Iterator[str]:
    english = text.is_bilingual
    words = f"{party_words(letter, 'zh')}（盖章）"
    words += f" {party_words(letter, 'en')} (seal)" if english else ""
    party = text.values.get(f"party_{letter}") or {}
    yield paragraph([Span(words, is_bold=True)], Look("Party", stays=True))
    yield paragraph([Span(str(party.get("name") or ""), is_bold=True)], Look("Fact", stays=True))
    yield paragraph([Span(SEAL_WORDS)], Look("Label", "right", stays=True))
    for label, hint in writing_lines(is_bilingual=english):
        blank = Span(_BLANK if hint else DATE_BLANK, is_underlined=True)
        yield paragraph([Span(f"{label}　"), blank], Look("Sign", stays=True))
        if hint:
            yield paragraph([Span(hint)], Look("Small", stays=True))
