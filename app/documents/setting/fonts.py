"""The five fonts of the house: widths, coverage and registration for embedding."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from app.documents.setting.line_rules import Kind, kind_of
from app.domain.errors import DomainError

_UNITS_PER_EM = 1000
_PRINTABLE_BLANKS = frozenset(" \u00a0\u3000")
_LINE_END = "\n"


class MissingGlyphError(DomainError):
    """A character cannot be printed, because the font holds no picture of it."""

    def __init__(self, character: str) -> None:
        super().__init__(
            "document.glyph.missing", character=character, codepoint=f"U+{ord(character):04X}"
        )


class Metrics(dict[str, tuple[float, Kind]]):
    """Width in em and kind of each character, looked up in the font once.

    Looking a character up is also the pre-flight: nothing is ever measured, and so nothing
    printed, that the font cannot draw.
    """

    def __init__(self, glyphs: dict[int, int], widths: dict[int, float]) -> None:
        super().__init__({_LINE_END: (0.0, Kind.SPACE)})
        self._glyphs, self._widths = glyphs, widths

    def __missing__(self, character: str) -> tuple[float, Kind]:
        code = ord(" " if character in _PRINTABLE_BLANKS - {"\u3000"} else character)
        if code not in self._glyphs:
            raise MissingGlyphError(character)
        found = (self._widths[code] / _UNITS_PER_EM, kind_of(character))
        self[character] = found
        return found


class Face:
    """One font file.

    Attributes:
        name: PostScript name, also the name it is registered under.
        font: ReportLab's font object.
        metrics: Widths and kinds by character.
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.path = path
        self.font = _registered_font(path)
        self.metrics = Metrics(self.font.face.charToGlyph, self.font.face.charWidths)

    def covers(self, character: str) -> bool:
        """Return whether the font can draw a character."""
        return character in _PRINTABLE_BLANKS or ord(character) in self.font.face.charToGlyph

    def width_of(self, text: str) -> float:
        """Return the width of a text in em, without any gaps.

        Raises:
            MissingGlyphError: A character cannot be drawn.
        """
        metrics = self.metrics
        return sum(metrics[character][0] for character in text)


def _registered_font(path: Path) -> Any:
    """Return the font from ReportLab's registry, which is one per process, or add it."""
    # ReportLab takes a tenth of a second to import: only who prints pays for it.
    from reportlab import rl_config  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    # Page streams stay binary: text encoding makes them a quarter larger and takes longer.
    rl_config.useA85 = 0
    if path.stem not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(path.stem, str(path), asciiReadable=False, shapable=False))
    return pdfmetrics.getFont(path.stem)


class FontSet:
    """The faces of the house; each file is read when its face is first used.

    Attributes:
        outlines: Words already turned into outlines, because parsing them takes long.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.outlines: dict[str, str] = {}

    @cached_property
    def serif(self) -> Face:
        """The face of everything that binds."""
        return self._face("NotoSerifSC-Regular")

    @cached_property
    def serif_bold(self) -> Face:
        """The face of standard terms and of names."""
        return self._face("NotoSerifSC-Bold")

    @cached_property
    def sans(self) -> Face:
        """The face of labels and tables."""
        return self._face("NotoSansSC-Regular")

    @cached_property
    def sans_medium(self) -> Face:
        """The face between regular and bold, for letters."""
        return self._face("NotoSansSC-Medium")

    @cached_property
    def sans_bold(self) -> Face:
        """The face of headings."""
        return self._face("NotoSansSC-SemiBold")

    def _face(self, name: str) -> Face:
        return Face(self._folder / f"{name}.ttf")


def load_fonts(folder: Path) -> FontSet:
    """Prepare the fonts in a folder; keep the result for the life of the program.

    Raises:
        FileNotFoundError: The folder does not exist, so the installation is broken.
    """
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return FontSet(folder)
