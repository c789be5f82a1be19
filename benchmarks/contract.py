"""A contract on paper: against the same pages drawn with bare ReportLab, and LibreOffice."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.documents.contract.paper import PrintCopy, RenderedDocument, render_contract
from app.documents.setting.fonts import FontSet, load_fonts
from app.documents.word.contract import write_word_contract
from benchmarks.contract_setting import (
    PAGES,
    ROOT,
    Contract,
    contract_of,
    four_pages,
    three_hundred_lines,
)
from benchmarks.frame import Row, duration_ms, medians_ms, report
from benchmarks.peers.libreoffice import LibreOffice
from benchmarks.peers.own_venv import PeerMissingError

_EXAMPLE = "normal-sale"
_FURTHER_FILES = 10
_OFFICE_RUNS = 3
_SECOND_MS = 1000


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
    fonts = load_fonts(ROOT / "resources" / "fonts")
    short = four_pages(fonts)
    if _print(short, fonts).pages != PAGES:
        raise SystemExit("the contract has other pages than it should")
    rows = [
        _against_bare("four-pages", short, fonts),
        _against_bare("three-hundred-lines", three_hundred_lines(), fonts),
    ]
    remarks = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            office = LibreOffice(Path(folder))
            rows += _against_office(office, Path(folder), fonts)
            remarks.append(f"the floor of the libreoffice rows is {office.version}")
    except PeerMissingError as missing:
        remarks.append(str(missing))
    report("contract", rows, remarks=remarks)


def _print(contract: Contract, fonts: FontSet) -> RenderedDocument:
    return render_contract(*contract, PrintCopy(1, 4, draft=False), fonts)


def _against_bare(work: str, contract: Contract, fonts: FontSet) -> Row:
    pages = read_drawn(_print(contract, fonts).pdf)
    ours, bare = medians_ms(
        lambda: _print(contract, fonts), lambda: draw_bare(pages, fonts), runs=15
    )
    return Row(work, ours, "ms", bare)


def _against_office(office: LibreOffice, folder: Path, fonts: FontSet) -> list[Row]:
    """Print an example and have LibreOffice convert the Word file of the same text.

    Three ways to look at it: as each is used, a program that runs and prints against a call of
    LibreOffice; each in a process of its own; and one more file where the process is there, for
    LibreOffice the time of eleven files less that of one, by ten.
    """
    contract = contract_of(_EXAMPLE)
    docx = write_word_contract(*contract, is_draft=False).docx
    files = [folder / f"{number}.docx" for number in range(_FURTHER_FILES + 1)]
    for file in files:
        file.write_bytes(docx)
    office.convert(files[:1])  # makes its profile
    ours, theirs, further, printed = [], [], [], []
    for _run in range(_OFFICE_RUNS):
        one = office.convert(files[:1])
        theirs.append(one * _SECOND_MS)
        further.append((office.convert(files) - one) * _SECOND_MS / _FURTHER_FILES)
        ours.append(duration_ms(lambda: _print_in_a_process(folder / "ours.pdf")))
        printed += [duration_ms(lambda: _print(contract, fonts)) for _each in files[1:]]
    middle = statistics.median
    return [
        Row("libreoffice", middle(printed), "ms", middle(theirs)),
        Row("libreoffice-new-process", middle(ours), "ms", middle(theirs)),
        Row("libreoffice-further-file", middle(printed), "ms", middle(further)),
    ]


def _print_in_a_process(target: Path) -> None:
    module = ("-m", "benchmarks.contract_child", _EXAMPLE, str(target))
    subprocess.run([sys.executable, *module], cwd=ROOT, check=True)


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
