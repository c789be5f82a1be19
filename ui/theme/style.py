"""The style sheet for what Qt draws itself: entry boxes, menus, scroll bars."""

from __future__ import annotations

from string import Template

from ui.theme.theme import Theme
from ui.theme.tokens import TYPE

_SHEET = Template("""
QAbstractScrollArea { background: transparent; border: none; }
QTableView, QTreeView, QListView { background: transparent; border: none; outline: 0; }
QToolTip { background: $raised; color: $text; border: 1px solid $line2; padding: 4px 8px;
  font-size: ${meta}px; }
QLineEdit, QComboBox, QPlainTextEdit {
  background: $surface; color: $text; border: 1px solid $line2; border-radius: 6px; padding: 0 9px;
  min-height: ${inner}px; selection-background-color: $solid; selection-color: $on_solid; }
QComboBox { padding: 0 11px; }
QPlainTextEdit { padding: 4px 5px; min-height: 0; }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover { border-color: $line3; }
QLineEdit[state="error"], QComboBox[state="error"], QPlainTextEdit[state="error"] {
  border: 1px solid $bad_fill; }
QLineEdit[state="warning"], QComboBox[state="warning"], QPlainTextEdit[state="warning"] {
  border: 1px solid $warn_fill; }
QLineEdit:focus, QComboBox:focus, QComboBox:on {
  border: 2px solid $focus; padding: 0 8px; min-height: ${focused}px; }
QComboBox:focus, QComboBox:on { padding: 0 10px; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: 3px 4px; }
QLineEdit[big="true"], QComboBox[big="true"] { min-height: ${big}px; border-radius: 8px; }
QLineEdit[big="true"]:focus, QComboBox[big="true"]:focus { min-height: ${big_focused}px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
  background: $sunken; color: $disabled; border-color: $line; }
QLineEdit:read-only, QPlainTextEdit:read-only {
  background: transparent; border-color: transparent; }
QLineEdit[look="search"] { background: $sunken; border-color: $line; font-size: ${dense}px; }
QLineEdit[look="bare"] { background: transparent; border: none; padding: 0; min-height: 0; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
  background: $raised; color: $text; border: 1px solid $line2; outline: 0;
  selection-background-color: $selected; selection-color: $text; }
QMenu { background: $raised; color: $text; border: 1px solid $line2; padding: 6px;
  font-size: ${dense}px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 6px; background: transparent; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 5px 4px; }
QMenu::icon { padding-left: 8px; }
QHeaderView { background: transparent; border: none; }
QSplitter::handle { background: $line; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; border: none; }
QScrollBar::handle { background: $line2; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $line3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
""")

_BORDERS = 2
_BIG_CONTROL = 40


def build_style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme; sizes follow its density and text size."""
    control = theme.px(theme.density.control)
    big = theme.px(_BIG_CONTROL)
    sizes = {
        "inner": control - _BORDERS,
        "focused": control - 2 * _BORDERS,
        "big": big - _BORDERS,
        "big_focused": big - 2 * _BORDERS,
        "meta": round(TYPE["meta"][0] * theme.scale),
        "dense": round(TYPE["dense"][0] * theme.scale),
    }
    return _SHEET.substitute(theme.codes, **{name: str(size) for name, size in sizes.items()})
