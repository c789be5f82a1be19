"""The surface a paper is drawn on: rules, panels, shapes and the codes of its characters."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Literal

from app.documents.setting.fonts import Face
from app.documents.setting.page import BLACK

Point = tuple[float, float]


class CharacterCodes(dict[str, tuple[int, str]]):
    """Subset and hexadecimal code of each character of one face in one document."""

    def __init__(self, face: Face, document: Any) -> None:
        super().__init__()
        self._font, self._document = face.font, document

    def __missing__(self, character: str) -> tuple[int, str]:
        ((subset, code),) = self._font.splitString(character, self._document)
        self[character] = found = (subset, code.hex())
        return found

    def font_name(self, subset: int) -> str:
        """Return the name of a subset inside the document."""
        return str(self._font.getSubsetInternalName(subset, self._document))


class Sheet:
    """Collects the drawing operators of one page after another.

    ReportLab keeps the document, its fonts and its file format; the operators are written here,
    because one operator list a line is several times faster than one text object a character.
    Coordinates are points from the lower left corner.
    """

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._operators: list[str] = []
        self._codes: dict[str, CharacterCodes] = {}

    def codes(self, face: Face) -> CharacterCodes:
        """Return the codes of a face in this document."""
        if face.name not in self._codes:
            # ReportLab has no public way to reach the document behind a canvas.
            document = self._canvas._doc  # noqa: SLF001
            self._codes[face.name] = CharacterCodes(face, document)
        return self._codes[face.name]

    def write(self, operators: str) -> None:
        """Add raw operators that leave the graphics state as they found it."""
        self._operators.append(operators)

    def finish_page(self) -> None:
        """Hand the page to the document and begin the next one."""
        self._canvas.addLiteral("\n".join(self._operators))
        self._canvas.showPage()
        self._operators.clear()

    def line(self, start: Point, end: Point, *, weight: float, gray: float = BLACK) -> None:
        """Draw a rule."""
        (x0, y0), (x1, y1) = start, end
        self.write(f"q {weight} w {gray} G {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S Q")

    def across(
        self, x: float, y: float, width: float, *, weight: float, gray: float = BLACK
    ) -> None:
        """Draw a horizontal rule from a point to the right."""
        self.line((x, y), (x + width, y), weight=weight, gray=gray)

    def panel(self, x: float, y: float, width: float, height: float, *, gray: float) -> None:
        """Fill a rectangle."""
        self.write(f"q {gray} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f Q")

    def frame(self, x: float, y: float, width: float, height: float, *, weight: float) -> None:
        """Draw a rectangle's outline."""
        self.write(f"q {weight} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S Q")

    def polygon(self, points: Sequence[Point]) -> None:
        """Fill a closed shape black."""
        (x, y), *rest = points
        edges = " ".join(f"{px:.2f} {py:.2f} l" for px, py in rest)
        self.write(f"q 0 g {x:.2f} {y:.2f} m {edges} h f Q")

    def picture(self, png: bytes, at: Point, width: float, height: float) -> None:
        """Draw a picture with its lower left corner at a point, below everything else."""
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - as heavy as the canvas

        self._canvas.drawImage(
            ImageReader(BytesIO(png)), *at, width=width, height=height, mask="auto"
        )

    def tick_box(self, x: float, y: float, side: float, *, is_ticked: bool) -> None:
        """Draw a check box with its lower left corner at a point."""
        ops = f"q 0.6 w 0 G {x:.2f} {y:.2f} {side:.2f} {side:.2f} re S"
        if is_ticked:
            points = ((0.2, 0.5, "m"), (0.42, 0.24, "l"), (0.84, 0.8, "l"))
            steps = (f"{x + dx * side:.2f} {y + dy * side:.2f} {op}" for dx, dy, op in points)
            ops += f" 1.15 w 1 J {' '.join(steps)} S"
        self.write(f"{ops} Q")

    def say(
        self,
        text: str,
        face: Face,
        size: float,
        at: Point,
        *,
        align: Literal["left", "center", "right"] = "left",
        gray: float = BLACK,
        spacing: float = 0.0,
        at_most: float | None = None,
    ) -> None:
        """Print one line whose baseline runs through a point; too long a text is set smaller.

        Args:
            text: What to print.
            face: In which font.
            size: In which size, in points.
            at: Left end, middle or right end of the line, by `align`.
            align: Which of them.
            gray: Ink.
            spacing: Added between characters, in points.
            at_most: Widest the line may be.

        Raises:
            MissingGlyphError: A character cannot be drawn.
        """
        width = face.width_of(text) * size + spacing * max(len(text) - 1, 0)
        if at_most is not None and width > at_most:
            size, width = size * at_most / width, at_most
        x, y = at
        x -= {"left": 0.0, "center": width / 2, "right": width}[align]
        codes, shown = self.codes(face), list[str]()
        current = -1
        for character in text:
            subset, code = codes[character]
            if subset != current:
                closing = "> Tj " if shown else ""
                shown.append(f"{closing}{codes.font_name(subset)} {size:.3f} Tf <")
                current = subset
            shown.append(code)
        if shown:
            place = f"{spacing:.3f} Tc 1 0 0 1 {x:.2f} {y:.2f} Tm"
            self.write(f"q {gray} g BT {place} {''.join(shown)}> Tj ET Q")
