"""The head of the first page: mark, registered name, title, number, date and place."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.setting.blocks import Block
from app.documents.setting.fonts import FontSet
from app.documents.setting.page import FINE_RULE, STRONG_RULE, TYPE_WIDTH
from app.documents.setting.sheet import Point, Sheet
from app.documents.setting.typesetting import Paragraph, Style, set_text
from app.domain.contracts.paper_logo import Logo
from app.domain.contracts.wording.facts import contract_facts_words
from app.domain.contracts.wording.numbering import ContractText

_MARK_SIDE, _NAME_LEFT, _NAME_SIZE, _NAME_LEADING = 19.0, 27.0, 10.0, 13.0
_ENGLISH_SIZE, _HEAD_HEIGHT, _RULE_GAP = 7.0, 32.0, 2.0
_TITLE_SIZE, _TITLE_SPACING, _TITLE_DROP, _TITLE_ENGLISH = 23.0, 7.0, 40.0, 11.5
_FACTS_DROP, _FACTS_DROP_ENGLISH, _BELOW_FACTS = 55.0, 70.0, 14.0
_FACT_SHARES = (0.40, 0.27, 0.33)
_FACT_SIZE, _FACT_LEADING, _LABEL_SIZE, _LABEL_LEADING = 9.6, 12.5, 7.6, 11.0
_LONG_NAME = 2
_LOGO_HEIGHT, _LOGO_WIDEST, _LOGO_GAP = 26.0, 130.0, 8.0
_LOGO_DROP = 2.0


@dataclass(frozen=True, slots=True)
class _Fact:
    label: Paragraph
    value: Paragraph
    left: float


@dataclass(frozen=True, slots=True)
class FirstHead(Block):
    """Masthead, title and the three facts of a contract."""

    fonts: FontSet
    company: Paragraph
    company_en: str
    title: str
    title_en: str
    facts: tuple[_Fact, ...]
    logo: Logo | None = None

    @property
    def _facts_top(self) -> float:
        drop = _FACTS_DROP_ENGLISH if self.title_en else _FACTS_DROP
        return masthead_height(self.company) + drop

    @property
    def height(self) -> float:
        """Height it takes; long names and places make it higher."""
        facts = max(fact.label.height + fact.value.height for fact in self.facts)
        return self._facts_top + facts + _BELOW_FACTS

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw it from the mark down to the facts."""
        foot = draw_masthead(
            sheet, self.fonts, (x, top), self.company, self.company_en, logo=self.logo
        )
        self._draw_title(sheet, x + TYPE_WIDTH / 2, foot - _TITLE_DROP)
        for fact in self.facts:
            fact.label.draw(sheet, x + fact.left, top - self._facts_top)
            fact.value.draw(sheet, x + fact.left, top - self._facts_top - fact.label.height)

    def _draw_title(self, sheet: Sheet, middle: float, y: float) -> None:
        sheet.say(
            self.title,
            self.fonts.serif_bold,
            _TITLE_SIZE,
            (middle, y),
            align="center",
            spacing=_TITLE_SPACING,
        )
        if self.title_en:
            at = (middle, y - 17)
            sheet.say(self.title_en, self.fonts.serif, _TITLE_ENGLISH, at, align="center")


def _name_left(logo: Logo | None) -> float:
    return _NAME_LEFT if logo is None else _logo_box(logo)[0] + _LOGO_GAP


def _logo_box(logo: Logo) -> tuple[float, float]:
    """Return width and height of the company's image on paper, its shape kept."""
    scale = min(_LOGO_HEIGHT / logo.height, _LOGO_WIDEST / logo.width)
    return logo.width * scale, logo.height * scale


def first_head(text: ContractText, fonts: FontSet, logo: Logo | None = None) -> FirstHead:
    """Set the head of a contract's first page; an image takes the place of the mark.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: paper.md section 3.
    """
    header, english = text.template.header, text.is_bilingual
    company = text.values.get(f"party_{header.supplier}") or {}
    company_en = str(company.get("name_en") or "")
    return FirstHead(
        fonts=fonts,
        company=company_name(str(company.get("name") or ""), fonts, logo),
        company_en=company_en,
        title=header.name.zh,
        title_en=header.name.en if english else "",
        facts=_facts(text, fonts),
        logo=logo,
    )


def company_name(name: str, fonts: FontSet, logo: Logo | None = None) -> Paragraph:
    """Set the name of the house; a long one smaller.

    Raises:
        MissingGlyphError: A character cannot be drawn.
    """
    style = Style(fonts.sans_bold, _NAME_SIZE, _NAME_LEADING)
    width = TYPE_WIDTH - _name_left(logo)
    set_name = set_text(name, style, width)
    if len(set_name.lines) < _LONG_NAME:
        return set_name
    return set_text(name, style.smaller(_NAME_SIZE - 2), width)


def _facts(text: ContractText, fonts: FontSet) -> tuple[_Fact, ...]:
    label_style = Style(fonts.sans, _LABEL_SIZE, _LABEL_LEADING)
    value_style = Style(fonts.serif_bold, _FACT_SIZE, _FACT_LEADING)
    left, made = 0.0, list[_Fact]()
    for (zh, en, value), share in zip(contract_facts_words(text), _FACT_SHARES, strict=True):
        label = f"{zh}\u00a0\u00a0{en}" if text.is_bilingual else zh
        room = TYPE_WIDTH * share - 8
        made.append(
            _Fact(set_text(label, label_style, room), set_text(value, value_style, room), left)
        )
        left += TYPE_WIDTH * share
    return tuple(made)


def masthead_height(company: Paragraph) -> float:
    """Return how far the upper rule lies below the upper edge."""
    return _HEAD_HEIGHT + max(len(company.lines) - 1, 0) * company.style.leading


def draw_masthead(
    sheet: Sheet,
    fonts: FontSet,
    at: Point,
    company: Paragraph,
    company_en: str,
    *,
    logo: Logo | None = None,
) -> float:
    """Draw mark, names and double rule from an upper left corner; return where the rule lies.

    An image of the company takes the place of the mark.
    """
    x, top = at
    left = _name_left(logo)
    if logo is None:
        draw_mark(sheet, x, top - _MARK_SIDE - 5)
    else:
        width, height = _logo_box(logo)
        sheet.picture(logo.png, (x, top - _LOGO_DROP - height), width, height)
    company.draw(sheet, x + left, top - (3 if company_en else 8))
    foot = top - masthead_height(company)
    if company_en:
        room = TYPE_WIDTH - left
        place = (x + left, foot + 7.5)
        sheet.say(company_en, fonts.sans, _ENGLISH_SIZE, place, at_most=room)
    sheet.across(x, foot, TYPE_WIDTH, weight=STRONG_RULE)
    sheet.across(x, foot - _RULE_GAP, TYPE_WIDTH, weight=FINE_RULE)
    return foot


def draw_mark(sheet: Sheet, x: float, y: float) -> None:
    """Draw the mark of the house: an open book with a road in it."""
    curves = (
        "0 .82 m .2 .98 .4 .9 .5 .74 c .6 .9 .8 .98 1 .82 c "
        "1 .12 l .8 .26 .6 .18 .5 .02 c .4 .18 .2 .26 0 .12 c h S"
    )
    # The shape is drawn in a unit square; pen and dashes are scaled back to points.
    pen, road = 1.1 / _MARK_SIDE, 0.9 / _MARK_SIDE
    dash, hole = 2.4 / _MARK_SIDE, 1.8 / _MARK_SIDE
    sheet.write(
        f"q {_MARK_SIDE} 0 0 {_MARK_SIDE} {x:.2f} {y:.2f} cm {pen:.4f} w {curves} "
        f"{road:.4f} w [{dash:.4f} {hole:.4f}] 0 d .5 .06 m .5 .72 l S Q"
    )
