"""Articles and clauses of a contract in Word, in Chinese alone or in two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.documents.word.goods import goods_markup
from app.documents.word.markup import CellOfTable, Look, Span, flowing_row, paragraph, table
from app.documents.word.package import TEXT_WIDTH
from app.domain.contracts.wording.filling import (
    FilledIn,
    Piece,
    Ticked,
    Words,
    clause_points,
    fill_wording,
)
from app.domain.contracts.wording.numbering import (
    ContractText,
    NumberedArticle,
    NumberedClause,
    chinese_number,
)

STANDARD_MARK = "▲"
_INDENT, _POINT_INDENT = 720, 540
_CHINESE = int(TEXT_WIDTH * 0.45)
_PAIR = (_CHINESE, TEXT_WIDTH - _CHINESE)
_HAIR = (
    '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
    "</w:pPr></w:p>"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A clause or point in both languages."""

    label_zh: str
    label_en: str
    zh: tuple[Piece, ...]
    en: tuple[Piece, ...]
    is_point: bool
    is_standard: bool


def opening_markup(text: ContractText) -> str:
    """Return the sentence before the first article."""
    preamble = text.template.header.preamble
    if not text.is_bilingual:
        return paragraph([Span(f"　　{preamble.zh}")], Look("Clause", "both"))
    row = _pair(
        paragraph([Span(preamble.zh)], Look("Pair", "both")),
        paragraph([Span(preamble.en)], Look("PairEnglish")),
    )
    return _pairs([row])


def article_markup(text: ContractText, article: NumberedArticle) -> Iterator[str]:
    """Yield the heading of an article and its clauses.

    Raises:
        ValidationError: A reference points to a clause that is switched off.

    Source: paper.md sections 4 and 9.
    """
    lines = [_heading(text, article)]
    for numbered in article.clauses:
        lines += _clause_lines(text, numbered)
        if numbered.clause.table_field:
            yield _together(text, lines)
            yield from goods_markup(text, numbered.clause.table_field)
            lines = []
    yield _together(text, lines)


def _together(text: ContractText, lines: list[str]) -> str:
    return _pairs(lines) if text.is_bilingual and lines else "".join(lines)


def _heading(text: ContractText, article: NumberedArticle) -> str:
    title, look = article.article.title, Look("Article", stays=True)
    chinese = paragraph([Span(f"第{chinese_number(article.number)}条　{title.zh}")], look)
    if not text.is_bilingual:
        return chinese
    return _pair(chinese, paragraph([Span(f"Article {article.number}  {title.en}")], look))


def _clause_lines(text: ContractText, numbered: NumberedClause) -> Iterator[str]:
    clause, is_standard = numbered.clause, bool(numbered.clause.standard_reason)
    number = (STANDARD_MARK if is_standard else "") + numbered.number
    zh = fill_wording(text, clause.wording.zh, "zh")
    en = fill_wording(text, clause.wording.en, "en")
    yield _line(text, _Line(number, number, zh, en, is_point=False, is_standard=is_standard))
    for place, point in enumerate(clause_points(text, clause), start=1):
        labels = (f"（{place}）", f"({place})")
        line = _Line(*labels, point.zh, point.en, is_point=True, is_standard=is_standard)
        yield _line(text, line)


def _line(text: ContractText, line: _Line) -> str:
    indent = _INDENT + (_POINT_INDENT if line.is_point else 0)
    hanging = _POINT_INDENT if line.is_point else _INDENT
    style = "Pair" if text.is_bilingual else "Clause"
    chinese = paragraph(
        spans_of(line.label_zh, line.zh, is_bold=line.is_standard),
        Look(style, "both", indent, hanging),
    )
    if not text.is_bilingual:
        return chinese
    english = paragraph(
        spans_of(line.label_en, line.en, is_bold=line.is_standard),
        Look("PairEnglish", "left", indent, hanging),
    )
    return _pair(chinese, english)


def spans_of(label: str, pieces: Iterable[Piece], *, is_bold: bool) -> Iterator[Span]:
    """Yield a label and the pieces behind it: values underlined, options with their boxes."""
    yield Span(f"{label}\t", is_bold)
    for piece in pieces:
        match piece:
            case Words(words):
                yield Span(words, is_bold)
            case FilledIn(words):
                yield Span(words, is_bold, is_underlined=True)
            case Ticked(label=words, is_chosen=is_chosen):
                yield Span(("√" if is_chosen else "□") + words, is_bold)


def _pair(chinese: str, english: str) -> str:
    return flowing_row([CellOfTable(chinese, _PAIR[0]), CellOfTable(english, _PAIR[1])])


def _pairs(rows: Iterable[str]) -> str:
    # Word joins tables that touch: a thin paragraph keeps them apart.
    return table(rows, _PAIR, is_ruled=False) + _HAIR
