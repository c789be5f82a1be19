"""Headings and clauses of a contract, in Chinese alone or in two columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.documents.contract.goods import goods_table
from app.documents.setting.blocks import Block, Cell, Gap, Row
from app.documents.setting.characters import Run, TickBox
from app.documents.setting.fonts import FontSet
from app.documents.setting.page import (
    BODY_LEADING,
    BODY_SIZE,
    CHINESE_WIDTH,
    ENGLISH_LEFT,
    TYPE_WIDTH,
)
from app.documents.setting.typesetting import Style, set_runs, set_text
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

_INDENT, _POINT_INDENT = 27.0, 25.0
_LABEL_WIDTH = 40.0
_CLAUSE_AIR, _CLAUSE_AIR_BILINGUAL = 1.2, 3.0
_HEAD_SIZE, _HEAD_SIZE_ENGLISH, _HEAD_LEADING = 11.5, 9.6, 17.0
_HEAD_BEFORE, _HEAD_AFTER = 11.0, 3.5
_CHINESE_SIZE, _CHINESE_LEADING = 9.5, 14.8
_ENGLISH_SIZE, _ENGLISH_LEADING = 8.4, 11.9
# In two columns the numbers stand a little closer to the text.
_BILINGUAL_INDENT, _BILINGUAL_LABEL, _ENGLISH_SHIFT = 25.5, 23.0, 2.0
_TABLE_BEFORE, _TABLE_AFTER = 5.0, 7.0
_SHORT_LABEL = 10


@dataclass(frozen=True, slots=True)
class _Clause:
    """What one row of text holds, whatever the languages."""

    label_zh: str
    label_en: str
    zh: tuple[Piece, ...]
    en: tuple[Piece, ...]
    is_point: bool = False
    is_standard: bool = False
    is_marked: bool = False
    is_kept: bool = False


def runs_of(pieces: tuple[Piece, ...]) -> list[Run | TickBox]:
    """Turn filled pieces into runs: values underlined, short option labels whole."""
    runs: list[Run | TickBox] = []
    for piece in pieces:
        match piece:
            case Words(words):
                runs.append(Run(words))
            case FilledIn(words):
                runs.append(Run(words, is_underlined=True))
            case Ticked(label, is_chosen):
                runs.append(TickBox(is_chosen))
                runs.append(Run(label, is_whole=len(label) <= _SHORT_LABEL))
    return runs


def article_blocks(
    text: ContractText, article: NumberedArticle, fonts: FontSet
) -> Iterator[list[Block]]:
    """Yield the blocks of an article: first its heading, then clause by clause.

    Raises:
        MissingGlyphError: A character cannot be drawn.
        ValidationError: A reference points to a clause that is switched off.

    Source: paper.md sections 4 and 9.
    """
    yield _heading(text, article, fonts)
    for numbered in article.clauses:
        yield list(_clause_blocks(text, numbered, fonts))


def opening_row(text: ContractText, fonts: FontSet) -> Row:
    """Set the sentence before the first article."""
    preamble = text.template.header.preamble
    if not text.is_bilingual:
        style = Style(fonts.serif, BODY_SIZE, BODY_LEADING, "justify")
        return Row((Cell(set_text(f"　　{preamble.zh}", style, TYPE_WIDTH)),))
    chinese, english = _bilingual_styles(fonts, is_standard=False)
    return Row(
        (
            Cell(set_text(preamble.zh, chinese, CHINESE_WIDTH)),
            Cell(set_text(preamble.en, english, TYPE_WIDTH - ENGLISH_LEFT), ENGLISH_LEFT),
        ),
        before=2.0,
    )


def plain_row(text: str, style: Style, before: float = 0.0) -> Row:
    """Set a text over the full width."""
    return Row((Cell(set_text(text, style, TYPE_WIDTH)),), before)


def filled_row(pieces: tuple[Piece, ...], style: Style, before: float = 0.0) -> Row:
    """Set filled wording over the full width, its first line indented by two characters."""
    return Row((Cell(set_runs([Run("　　"), *runs_of(pieces)], style, TYPE_WIDTH)),), before)


def _heading(text: ContractText, article: NumberedArticle, fonts: FontSet) -> list[Block]:
    title = article.article.title
    style = Style(fonts.sans_bold, _HEAD_SIZE, _HEAD_LEADING)
    words = f"第{chinese_number(article.number)}条　{title.zh}"
    width = CHINESE_WIDTH if text.is_bilingual else TYPE_WIDTH
    cells = [Cell(set_text(words, style, width))]
    if text.is_bilingual:
        english = replace(style, size=_HEAD_SIZE_ENGLISH)
        words = f"Article {article.number}  {title.en}"
        cells.append(Cell(set_text(words, english, TYPE_WIDTH - ENGLISH_LEFT), ENGLISH_LEFT))
    row = Row(tuple(cells), before=_HEAD_BEFORE, is_kept=True)
    return [row, Gap(_HEAD_AFTER, is_kept=True)]


def _clause_blocks(text: ContractText, numbered: NumberedClause, fonts: FontSet) -> Iterator[Block]:
    clause, wording = numbered.clause, numbered.clause.wording
    points = clause_points(text, clause)
    standard = bool(clause.standard_reason)
    content = _Clause(
        label_zh=numbered.number,
        label_en=numbered.number,
        zh=fill_wording(text, wording.zh, "zh"),
        en=fill_wording(text, wording.en, "en"),
        is_standard=standard,
        is_marked=standard,
        is_kept=bool(points),
    )
    yield _row(text, content, fonts)
    for number, point in enumerate(points, start=1):
        content = _Clause(
            label_zh=f"（{number}）",
            label_en=f"({number})",
            zh=point.zh,
            en=point.en,
            is_point=True,
            is_standard=standard,
        )
        yield _row(text, content, fonts)
    if clause.table_field:
        yield Gap(_TABLE_BEFORE)
        yield goods_table(text, clause.table_field, fonts)
        yield Gap(_TABLE_AFTER)


def _row(text: ContractText, content: _Clause, fonts: FontSet) -> Row:
    if text.is_bilingual:
        return _bilingual_row(content, fonts)
    face = fonts.serif_bold if content.is_standard else fonts.serif
    style = Style(face, BODY_SIZE, BODY_LEADING, "justify")
    indent = _INDENT + (_POINT_INDENT if content.is_point else 0.0)
    cell = Cell(
        text=set_runs(runs_of(content.zh), style, TYPE_WIDTH - indent),
        left=indent,
        label=set_text(content.label_zh, replace(style, align="left"), _LABEL_WIDTH),
        label_left=indent - _INDENT,
    )
    return Row((cell,), _CLAUSE_AIR, content.is_marked, content.is_kept)


def _bilingual_row(content: _Clause, fonts: FontSet) -> Row:
    """Set a clause as a pair that starts at the same height."""
    chinese, english = _bilingual_styles(fonts, is_standard=content.is_standard)
    indent = _BILINGUAL_INDENT + (_POINT_INDENT if content.is_point else 0.0)
    label_left = indent - _BILINGUAL_LABEL if content.is_point else 0.0
    left = ENGLISH_LEFT + indent - _ENGLISH_SHIFT
    zh = Cell(
        text=set_runs(runs_of(content.zh), chinese, CHINESE_WIDTH - indent),
        left=indent,
        label=set_text(content.label_zh, replace(chinese, align="left"), _LABEL_WIDTH),
        label_left=label_left,
    )
    en = Cell(
        text=set_runs(runs_of(content.en), english, TYPE_WIDTH - left, english=True),
        left=left,
        label=set_text(content.label_en, english, _LABEL_WIDTH),
        label_left=ENGLISH_LEFT + label_left,
    )
    return Row((zh, en), _CLAUSE_AIR_BILINGUAL, content.is_marked, content.is_kept)


def _bilingual_styles(fonts: FontSet, *, is_standard: bool) -> tuple[Style, Style]:
    face = fonts.serif_bold if is_standard else fonts.serif
    chinese = Style(face, _CHINESE_SIZE, _CHINESE_LEADING, "justify")
    return chinese, Style(face, _ENGLISH_SIZE, _ENGLISH_LEADING)
