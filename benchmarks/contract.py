"""A four-page contract against the same pages drawn with bare ReportLab."""

from __future__ import annotations

import dataclasses
import io
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.documents.contract import PrintCopy, render_contract
from app.documents.fonts import FontSet, load_fonts
from app.domain.contracts.clauses import ContractTemplate
from app.domain.contracts.template import parse_template
from app.domain.errors import ValidationError
from benchmarks.frame import Row, medians_ms, report

ROOT = Path(__file__).resolve().parents[1]
PAGES = 4
_FURTHER_CLAUSES = 0
"""Group number of clauses that a contract may do without."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text where it stands on a page: left, base line, size, face."""

    left: float
    bottom: float
    size: float
    face: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What stands on one page."""

    words: tuple[Words, ...]
    rules: tuple[tuple[float, float, float, float], ...]


def main() -> None:
    """Measure and report."""
    template, values = _four_pages()
    fonts = load_fonts(ROOT / "resources" / "fonts")
    copy = PrintCopy(1, 4, draft=False)
    made = render_contract(template, values, copy, fonts)
    if made.pages != PAGES:
        raise SystemExit(f"the contract has {made.pages} pages")
    pages = read_drawn(made.pdf)
    ours, bare = medians_ms(
        lambda: render_contract(template, values, copy, fonts),
        lambda: draw_bare(pages, fonts),
        runs=15,
    )
    report("contract", [Row("four-pages", ours, "ms", bare)])


def _four_pages() -> tuple[ContractTemplate, Mapping[str, Any]]:
    """Return the sale contract with as few further clauses as leave four pages."""
    folder = ROOT / "resources" / "contracts"
    texts = [(folder / f"{name}.toml").read_text("utf-8") for name in ("sale", "library")]
    template = parse_template(*texts)
    example = ROOT / "tests" / "fixtures" / "contracts" / "minimum-sale.toml"
    values = tomllib.loads(example.read_text("utf-8"))["values"]
    plain = json.loads(json.dumps(values, default=str))
    fonts = load_fonts(ROOT / "resources" / "fonts")
    further = [a for a in template.articles if a.group == _FURTHER_CLAUSES]
    for dropped in range(len(further) + 1):
        gone = {article.id for article in further[:dropped]}
        kept = tuple(a for a in template.articles if a.id not in gone)
        shorter = dataclasses.replace(template, articles=kept)
        try:
            pages = render_contract(shorter, plain, PrintCopy(1, 4, draft=False), fonts).pages
        except ValidationError:  # another clause refers to the one that was left out
            continue
        if pages == PAGES:
            return shorter, plain
    raise SystemExit("no choice of clauses makes four pages")


def read_drawn(pdf: bytes) -> list[Drawn]:
    """Read words and rules back from the finished file."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - only this benchmark reads files
    from pypdfium2 import raw  # noqa: PLC0415

    document = pdfium.PdfDocument(pdf)
    pages = []
    for page in document:
        textpage = page.get_textpage()
        words = []
        for index in range(textpage.count_rects()):
            left, bottom, right, top = textpage.get_rect(index)
            text = textpage.get_text_bounded(left, bottom, right, top).replace("\r\n", "")
            words.append(Words(left, bottom, max(4.0, (top - bottom) * 0.9), "serif", text))
        paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        rules = [path.get_bounds() for path in paths]
        pages.append(Drawn(tuple(words), tuple(rules)))
    return pages


def draw_bare(pages: list[Drawn], fonts: FontSet) -> bytes:
    """Draw the same words and rules with nothing but ReportLab."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - as the product does

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1, initialFontName=fonts.sans.name)
    for page in pages:
        for words in page.words:
            canvas.setFont(fonts.serif.name, words.size)
            canvas.drawString(words.left, words.bottom, words.text)
        for left, bottom, right, top in page.rules:
            canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


if __name__ == "__main__":
    main()
