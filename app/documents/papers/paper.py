"""Sets papers other than contracts: blocks in, one file out, with the foot of the house."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.documents.setting.blocks import Block
from app.documents.setting.flow import lay_out
from app.documents.setting.fonts import FontSet
from app.documents.setting.furniture import Furniture
from app.documents.setting.pdf_file import FileTitle, Pages, write_pdf
from app.documents.setting.tongue import Tongue, minute_words
from app.domain.papers.letterhead import Letterhead

_QR_VERSION = "RB1"


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """A paper before it is laid out.

    Attributes:
        title: Of the paper, as in header and footer.
        number: Of the paper; a day or the account's number where it has none.
        letterhead: Who sends it, who printed it.
        blocks: From the head down.
    """

    title: str
    number: str
    letterhead: Letterhead
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """A finished file.

    Attributes:
        pdf: The file; equal input gives equal bytes.
        pages: Number of pages.
        sha256: Hash of the file, 64 lower-case hexadecimal digits.
    """

    pdf: bytes
    pages: int
    sha256: str


def render_papers(
    plans: Iterable[PaperPlan],
    tongue: Tongue,
    fonts: FontSet,
    *,
    title: str,
    author: str,
    went_on: Callable[[], None] = lambda: None,
) -> RenderedPaper:
    """Set papers into one file; each has page numbers of its own.

    Args:
        plans: Taken one at a time, so that a long run can be ended between two of them.
        tongue: Language of the footers.
        fonts: The loaded fonts.
        title: Of the file.
        author: Of the file.
        went_on: Called after every paper; whatever it raises ends the run.

    Raises:
        MissingGlyphError: A character cannot be drawn; nothing is ever printed silently blank.
        PageOverflowError: A part is higher than a page.
    """
    pages = 0

    def laid_out() -> Iterator[tuple[Pages, Furniture]]:
        nonlocal pages
        for plan in plans:
            placed = lay_out(plan.blocks)
            pages += len(placed)
            yield placed, _furniture(plan, tongue)

    pdf = write_pdf(laid_out(), fonts, FileTitle(title, author), went_on=went_on)
    return RenderedPaper(pdf, pages, hashlib.sha256(pdf).hexdigest())


def render_paper(plan: PaperPlan, tongue: Tongue, fonts: FontSet) -> RenderedPaper:
    """Set one paper; see `render_papers`."""
    title = f"{plan.title} {plan.number}".strip()
    author = plan.letterhead.sender.name
    return render_papers([plan], tongue, fonts, title=title, author=author)


def _furniture(plan: PaperPlan, tongue: Tongue) -> Furniture:
    imprint = plan.letterhead.imprint
    printed = tongue.say(f"印制人 {imprint.printed_by}", f"Printed by {imprint.printed_by}")
    house = tongue.say("由 行册 Roadbook 打印", "Printed with Roadbook")
    as_of = minute_words(imprint.as_of)
    data = tongue.say(f"数据截至 {as_of} 同步", f"Data as of {as_of}") if as_of else ""
    none = tongue.say("数据尚未与公司同步", "Data not yet exchanged with the office")
    # Braces in a number must not be taken for the places of the page numbers.
    safe = plan.number.replace("{", "{{").replace("}", "}}")
    pages = {
        "zh": "第 {page} 页　共 {total} 页",
        "en": "Page {page} of {total}",
        "both": "第 {page} 页　共 {total} 页",
    }
    return Furniture(
        title=plan.title,
        number=plan.number,
        foot_lines=(
            f"{plan.title} {plan.number}".strip(),
            f"{house}　·　{printed}　·　{minute_words(imprint.printed_at)}",
            data or none,
        ),
        qr=f"{_QR_VERSION}|{safe}|{{page}}/{{total}}",
        has_seal_guide=False,
        page_words=pages[tongue.language],
    )
