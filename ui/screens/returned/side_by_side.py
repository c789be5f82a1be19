"""Both texts beside each other as rich text, with what was taken out and put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from app.domain.redline.comparison import Row
from app.domain.redline.wording import Mark, Part
from ui.screens.returned.words import figure_words, place_words, standing_words, tracking_words
from ui.texts import _
from ui.theme.theme import Theme
from ui.theme.tokens import Tone

_Group = list[tuple[int, Row]]
_CELLS = frozenset({"goods", "label", "party", "fact", "total"})
_CELL_GAP = "&nbsp;&nbsp; "


def page_html(rows: Sequence[Row], theme: Theme, *, current: int, only_changes: bool) -> str:
    """Return the table of both texts.

    Args:
        rows: All rows; their places are the anchors.
        theme: Colours and type.
        current: Place of the row that is looked at; -1 for none.
        only_changes: Leave equal rows out.
    """
    ink, quiet, line = (theme.codes[role] for role in ("text", "text3", "line"))
    heads = ("", _("As it was sent"), _("As it came back"))
    cells = "".join(
        f'<th align="left" style="color:{quiet};padding:6px 8px;font-weight:500">{words}</th>'
        for words in heads
    )
    body = "".join(
        _line_html(group, theme, current=current)
        for group in _groups(rows)
        if not only_changes or any(row.is_change for _place, row in group)
    )
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="color:{ink};'
        f'border-bottom:1px solid {line}"><tr>{cells}</tr>{body}</table>'
    )


def _groups(rows: Sequence[Row]) -> Iterator[_Group]:
    """Gather the cells of one line of a table: nobody reads them one below the other."""
    for key, found in groupby(enumerate(rows), key=lambda pair: _line_of(*pair)):
        del key
        yield list(found)


def _line_of(place: int, row: Row) -> tuple[str, int]:
    is_cell = row.kind in _CELLS and bool(row.place) and not row.is_moved
    return (row.place, -1) if is_cell else ("", place)


def _line_html(group: _Group, theme: Theme, *, current: int) -> str:
    quiet = theme.codes["text3"]
    is_current = any(place == current for place, _row in group)
    ground = f' bgcolor="{theme.codes["selected"]}"' if is_current else ""
    anchors = "".join(f'<a name="row{place}"></a>' for place, _row in group)
    head = anchors + escape(place_words(group[0][1]))
    for _place, row in group:
        if row.is_change:
            words, tone = standing_words(row)
            head += f'<br><span style="color:{theme.codes[tone]}">{escape(words)}</span>'
            for more in (figure_words(row), tracking_words(row)):
                head += f'<br><span style="color:{quiet}">{escape(more)}</span>' if more else ""
    sides = [_sides(row, theme) for _place, row in group]
    sent, returned = (_CELL_GAP.join(each[at] for each in sides) for at in (0, 1))
    style = f"padding:6px 8px;border-top:1px solid {theme.codes['line']}"
    return (
        f'<tr{ground}><td width="15%" style="{style};color:{quiet}">{head}</td>'
        f'<td width="42%" style="{style}">{sent}</td>'
        f'<td width="43%" style="{style}">{returned}</td></tr>'
    )


def _sides(row: Row, theme: Theme) -> tuple[str, str]:
    if row.standing == "missing":
        return _marked((Part("out", row.sent),), theme), ""
    if row.standing == "added":
        return "", _marked((Part("in", row.returned),), theme)
    if row.parts:
        left = _marked([part for part in row.parts if part.mark != "in"], theme)
        return left, _marked([part for part in row.parts if part.mark != "out"], theme)
    ink = theme.codes["text" if row.is_change else "text2"]
    left, right = (
        f'<span style="color:{ink}">{_lines(text)}</span>' for text in (row.sent, row.returned)
    )
    return left, right


def _marked(parts: Sequence[Part], theme: Theme) -> str:
    return "".join(_pieces(parts, theme))


def _pieces(parts: Sequence[Part], theme: Theme) -> Iterator[str]:
    looks: dict[Mark, tuple[Tone, str]] = {
        "out": ("bad", "line-through"),
        "in": ("ok", "underline"),
    }
    for part in parts:
        if part.mark == "kept":
            yield _lines(part.text)
            continue
        tone, line = looks[part.mark]
        ink, ground = theme.codes[tone], theme.codes[f"{tone}_soft"]
        yield (
            f'<span style="color:{ink};background-color:{ground};text-decoration:{line}">'
            f"{_lines(part.text)}</span>"
        )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
