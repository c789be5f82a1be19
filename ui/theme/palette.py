"""Qt's palette from the tokens: selection, placeholder, link, tool tip and disabled ink."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from ui.theme.theme import Theme

_R = QPalette.ColorRole


def build_palette(theme: Theme) -> QPalette:
    """Return the palette of a theme."""
    palette = QPalette()
    for role, name in (
        (_R.Window, "canvas"),
        (_R.WindowText, "text"),
        (_R.Base, "surface"),
        (_R.AlternateBase, "sunken"),
        (_R.Text, "text"),
        (_R.Button, "surface"),
        (_R.ButtonText, "text"),
        (_R.BrightText, "on_solid"),
        (_R.Highlight, "solid"),
        (_R.HighlightedText, "on_solid"),
        (_R.PlaceholderText, "text3"),
        (_R.ToolTipBase, "raised"),
        (_R.ToolTipText, "text"),
        (_R.Link, "accent"),
        (_R.LinkVisited, "accent"),
        (_R.Accent, "accent"),
        (_R.Light, "line"),
        (_R.Midlight, "line"),
        (_R.Mid, "line2"),
        (_R.Dark, "line3"),
        (_R.Shadow, "shadow"),
    ):
        palette.setColor(role, theme.colour(name))
    for role in (_R.WindowText, _R.Text, _R.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return palette
