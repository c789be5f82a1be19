"""The end of a contract: notice of standard terms and the places for seal and signature."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.documents.setting.blocks import Block
from app.documents.setting.fonts import FontSet
from app.documents.setting.marks import SEAL_RADIUS, draw_seal_circle
from app.documents.setting.page import (
    BLACK,
    FINE_RULE,
    HINT_GREY,
    RULE_GREY,
    STRONG_RULE,
    TYPE_WIDTH,
)
from app.documents.setting.sheet import Sheet
from app.documents.setting.typesetting import Paragraph, Style, set_text
from app.documents.signatures.pen_marks import PenMark, draw_pen_mark
from app.domain.contracts.clauses.parts import PartyLetter
from app.domain.contracts.wording.filling import party_words
from app.domain.contracts.wording.notice_words import (
    confirmation_words,
    english_confirmation_words,
    english_notice_words,
    notice_words,
)
from app.domain.contracts.wording.numbering import ContractText
from app.domain.contracts.wording.sign_lines import (
    DATE_BLANK,
    SEAL_WORDS,
    WRITING_LINES,
    writing_lines,
)

_HALF = TYPE_WIDTH / 2
_NOTICE_INSET, _NOTICE_TOP, _NOTICE_FRAME = 10.0, 13.0, 0.8
_NOTICE_AIR, _ENGLISH_AIR, _NOTICE_MARGIN = 44.0, 3.0, 6.0
_SIGN_RULE_Y, _WRITING_RULE = 15.0, 0.45
_GUTTER, _COLUMN_INSET = 10.0, 20.0
_NAME_DROP, _NAME_LINES, _SEAL_LIFT = 27.0, 2, 8.0
_LINE_STEP, _LINE_FOOT = 31.0, 38.0
_SEAL_WORD_GREY, _SEAL_WORD_SIZE = 0.5, 6.6
_LABEL_LEFT, _LABEL_LEFT_ENGLISH = 24.0, 66.0
_HINT_SIZE, _HINT_DROP = 6.0, 11.0


@dataclass(frozen=True, slots=True)
class NoticeBox(Block):
    """Which clauses the other side was told about, with its own signature line."""

    paragraphs: tuple[Paragraph, ...]
    sign_label: Paragraph
    date_label: Paragraph

    @property
    def height(self) -> float:
        """Height it takes."""
        texts = sum(each.height for each in self.paragraphs)
        return texts + _ENGLISH_AIR * (len(self.paragraphs) - 1) + _NOTICE_AIR

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the frame, the texts and the two lines to write on."""
        foot = top - self.height
        frame_height = self.height - 2 * _NOTICE_MARGIN
        sheet.frame(x, foot + _NOTICE_MARGIN, TYPE_WIDTH, frame_height, weight=_NOTICE_FRAME)
        y = top - _NOTICE_TOP
        for paragraph in self.paragraphs:
            paragraph.draw(sheet, x + _NOTICE_INSET, y)
            y -= paragraph.height + _ENGLISH_AIR
        rule = foot + _SIGN_RULE_Y
        left = 232 - 6 - self.sign_label.natural_width
        self.sign_label.draw(sheet, x + left, rule + 11)
        sheet.across(x + 232, rule, 86, weight=_WRITING_RULE)
        date_left = 366 - self.date_label.natural_width
        self.date_label.draw(sheet, x + date_left, rule + 11)
        sheet.across(x + 372, rule, TYPE_WIDTH - 12 - 372, weight=_WRITING_RULE)


def notice_box(text: ContractText, fonts: FontSet) -> NoticeBox:
    """Set the notice that the law asks of whoever supplies the text.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: Civil Code, article 496; paper.md section 6.
    """
    english, other = text.is_bilingual, party_words(text.template.header.buyer, "zh")
    width = TYPE_WIDTH - 2 * _NOTICE_INSET
    bold = Style(fonts.serif_bold, 9.2, 14.4, "justify")
    confirmation = confirmation_words(text)
    paragraphs = [set_text(notice_words(text), bold, width)]
    if english:
        style = Style(fonts.serif_bold, 8.2, 11.4)
        paragraphs.append(set_text(english_notice_words(text), style, width))
    paragraphs.append(set_text(confirmation, Style(fonts.serif, 9.2, 15), width))
    if english:
        style = Style(fonts.serif, 8.2, 11.4)
        paragraphs.append(set_text(english_confirmation_words(text), style, width))
    label = Style(fonts.sans, 8.4, 12)
    sign = f"{other}代表签字" + ("\u00a0\u00a0Signed" if english else "")
    date = "日期" + ("\u00a0\u00a0Date" if english else "")
    return NoticeBox(tuple(paragraphs), set_text(sign, label, 110), set_text(date, label, 60))


@dataclass(frozen=True, slots=True)
class SealPlaces(Block):
    """Places for seal, signature, name and date of both parties.

    The dashed circle only shows where the seal goes: it lies over the date (骑年盖月) and is
    never a picture of a seal.
    """

    fonts: FontSet
    heads: tuple[Paragraph, ...]
    names: tuple[Paragraph, ...]
    is_bilingual: bool
    base_height: float
    pens: tuple[PenMark, ...] = ()

    @property
    def height(self) -> float:
        """Height it takes; a very long name makes it higher."""
        room = _NAME_LINES * self.names[0].style.leading
        more = max(name.height for name in self.names) - room
        return self.base_height + max(more, 0.0)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw both columns."""
        foot = top - self.height
        sheet.across(x, top, TYPE_WIDTH, weight=STRONG_RULE)
        middle = x + _HALF
        sheet.line((middle, top - 6), (middle, foot + 10), weight=FINE_RULE, gray=RULE_GREY)
        for left, head, name in zip((x, middle + _GUTTER), self.heads, self.names, strict=True):
            head.draw(sheet, left, top - 12)
            name.draw(sheet, left, top - _NAME_DROP)
            self._draw_seal_guide(sheet, left, foot)
            self._draw_writing_lines(sheet, left, foot)
        for pen in self.pens:
            self._draw_pen(sheet, pen, x if pen.party == "a" else middle + _GUTTER, foot)

    def _draw_pen(self, sheet: Sheet, pen: PenMark, left: float, foot: float) -> None:
        """Draw strokes on the first line, in place of the hint below it."""
        start = left + (_LABEL_LEFT_ENGLISH if self.is_bilingual else _LABEL_LEFT)
        end = left + _HALF - _COLUMN_INSET - 4
        y = foot + _LINE_FOOT + (len(WRITING_LINES) - 1) * _LINE_STEP - 3
        draw_pen_mark(sheet, pen, self.fonts, x=start, y=y, width=end - start)

    def _draw_seal_guide(self, sheet: Sheet, left: float, foot: float) -> None:
        radius = SEAL_RADIUS
        x, y = left + _HALF - _COLUMN_INSET - radius, foot + radius + _SEAL_LIFT
        draw_seal_circle(sheet, (x, y))
        at = (x, y + radius - 13)
        sheet.say(
            SEAL_WORDS,
            self.fonts.sans,
            _SEAL_WORD_SIZE,
            at,
            align="center",
            gray=_SEAL_WORD_GREY,
        )

    def _draw_writing_lines(self, sheet: Sheet, left: float, foot: float) -> None:
        label_style = Style(self.fonts.sans, 8.6, 12)
        start = left + (_LABEL_LEFT_ENGLISH if self.is_bilingual else _LABEL_LEFT)
        end = left + _HALF - _COLUMN_INSET - 4
        for place, (words, hint) in enumerate(writing_lines(is_bilingual=self.is_bilingual)):
            y = foot + _LINE_FOOT + (len(WRITING_LINES) - 1 - place) * _LINE_STEP
            label = words.replace(" ", "\u00a0")
            set_text(label, label_style, 80).draw(sheet, left, y + 11)
            if not hint:
                blank = Style(self.fonts.serif, 9.4, 12)
                set_text(DATE_BLANK, blank, end - start).draw(sheet, start, y + 11.5)
            sheet.across(start, y - 3, end - start, weight=_WRITING_RULE, gray=BLACK)
            at = (left, y - _HINT_DROP)
            sheet.say(hint, self.fonts.sans, _HINT_SIZE, at, gray=HINT_GREY)


def seal_places(
    text: ContractText,
    fonts: FontSet,
    *,
    base_height: float,
    pens: tuple[PenMark, ...] = (),
) -> SealPlaces:
    """Set the seal places of a contract or, lower, of one of its annexes.

    Args:
        text: The contract.
        fonts: The loaded fonts.
        base_height: Height with names of usual length.
        pens: Signatures that were drawn on a screen.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 6.
    """
    letters: tuple[PartyLetter, ...] = ("a", "b")
    english = text.is_bilingual
    head_style = Style(fonts.sans_bold, 9.2, 13)
    heads = []
    for letter in letters:
        words = f"{party_words(letter, 'zh')}（盖章）"
        words += f" {party_words(letter, 'en')} (seal)" if english else ""
        heads.append(set_text(words, head_style, _HALF - _GUTTER))
    parties = [text.values.get(f"party_{letter}") or {} for letter in letters]
    names = tuple(_party_name(str(party.get("name") or ""), fonts) for party in parties)
    return SealPlaces(fonts, tuple(heads), names, english, base_height, pens)


def _party_name(name: str, fonts: FontSet) -> Paragraph:
    """Set a name on two lines if it can be done, in smaller type if it must."""
    style = Style(fonts.serif_bold, 10.5, 15)
    width = _HALF - _COLUMN_INSET
    paragraph = set_text(name, style, width)
    for size in (9.2, 8.0):
        if len(paragraph.lines) <= _NAME_LINES:
            break
        paragraph = set_text(name, replace(style, size=size), width)
    return paragraph
