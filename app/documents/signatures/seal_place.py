"""Finds the place of a party's seal on the finished pages of a contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.documents.setting.marks import SEAL_RADIUS
from app.documents.setting.page import LEFT, TYPE_WIDTH
from app.domain.contracts.clauses.parts import PartyLetter
from app.domain.contracts.wording.sign_lines import SEAL_WORDS

_WORDS_BELOW_EDGE = 13.0
"""Distance of the words in the guide circle from its upper edge, as `signing` draws them."""


@dataclass(frozen=True, slots=True)
class SealPlace:
    """The guide circle of a seal.

    Attributes:
        page: From 1.
        x: Middle, in points from the left edge of the page.
        y: Middle, in points from the foot of the page.
        radius: In points.
    """

    page: int
    x: float
    y: float
    radius: float = SEAL_RADIUS


def find_seal_place(pdf: bytes, party: PartyLetter) -> SealPlace | None:
    """Return the first seal place of a party; None in a PDF that we did not make.

    PDFium is not thread-safe: call this on the work lane only.
    """
    # A native library: only who signs pays for it.
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            found = _on_page(text, party, number + 1)
            text.close()
            page.close()
            if found is not None:
                return found
    finally:
        document.close()
    return None


def _on_page(text: Any, party: PartyLetter, number: int) -> SealPlace | None:
    middle = LEFT + TYPE_WIDTH / 2
    search = text.search(SEAL_WORDS)
    while (hit := search.get_next()) is not None:
        index, count = hit
        boxes = [text.get_charbox(index + at) for at in range(count)]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        x = (left + right) / 2
        if (x < middle) == (party == "a"):
            foot = min(box[1] for box in boxes)
            return SealPlace(number, x, foot - SEAL_RADIUS + _WORDS_BELOW_EDGE)
    return None
