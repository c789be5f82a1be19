"""The head of any paper but a contract: masthead, title, number and one fact."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.setting.blocks import Block
from app.documents.setting.fonts import FontSet
from app.documents.setting.masthead import company_name, draw_masthead, masthead_height
from app.documents.setting.page import TYPE_WIDTH
from app.documents.setting.sheet import Sheet
from app.documents.setting.tongue import Tongue
from app.documents.setting.typesetting import Paragraph, Style, set_text
from app.domain.papers.letterhead import Sender

_TITLE_SIZE, _TITLE_SPACING, _TITLE_DROP = 20.0, 5.0, 33.0
_TITLE_SIZE_EN, _SECOND_SIZE, _SECOND_DROP = 17.0, 10.5, 15.0
_FACTS_DROP, _FACT_SIZE, _FACT_LEADING, _BELOW = 46.0, 8.4, 12.0, 8.0
_FACT_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What the head of a paper says.

    Attributes:
        title: In the language of the paper.
        second: The English title below a Chinese one; empty for none.
        number: Left below the title.
        fact: Right below the title.
    """

    title: str
    number: str
    fact: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class PaperHead(Block):
    """Masthead, title and the line below it."""

    fonts: FontSet
    sender: Sender
    company: Paragraph
    words: HeadWords
    number: Paragraph
    fact: Paragraph

    @property
    def _facts_top(self) -> float:
        second = _SECOND_DROP if self.words.second else 0.0
        return masthead_height(self.company) + _FACTS_DROP + second

    @property
    def height(self) -> float:
        """Height it takes; long facts make it higher."""
        return self._facts_top + max(self.number.height, self.fact.height) + _BELOW

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw it from the mark down to the facts."""
        foot = draw_masthead(sheet, self.fonts, (x, top), self.company, self.sender.name_en)
        middle, latin = x + TYPE_WIDTH / 2, self.words.title.isascii()
        sheet.say(
            self.words.title,
            self.fonts.serif_bold,
            _TITLE_SIZE_EN if latin else _TITLE_SIZE,
            (middle, foot - _TITLE_DROP),
            align="center",
            spacing=0.0 if latin else _TITLE_SPACING,
            at_most=TYPE_WIDTH,
        )
        if self.words.second:
            at = (middle, foot - _TITLE_DROP - _SECOND_DROP)
            sheet.say(self.words.second, self.fonts.serif, _SECOND_SIZE, at, align="center")
        self.number.draw(sheet, x, top - self._facts_top)
        self.fact.draw(sheet, x + TYPE_WIDTH * _FACT_SHARE, top - self._facts_top)


def paper_head(words: HeadWords, sender: Sender, tongue: Tongue, fonts: FontSet) -> PaperHead:
    """Set the head of a paper.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 11.
    """
    style = Style(fonts.sans, _FACT_SIZE, _FACT_LEADING)
    right = Style(fonts.sans, _FACT_SIZE, _FACT_LEADING, "right")
    number = f"{tongue.say('编号', 'No.')}　{words.number}" if words.number else ""
    room = TYPE_WIDTH * _FACT_SHARE
    return PaperHead(
        fonts=fonts,
        sender=sender,
        company=company_name(sender.name, fonts),
        words=words,
        number=set_text(number, style, room - 8),
        fact=set_text(words.fact, right, room),
    )
