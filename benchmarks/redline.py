"""A contract of 40 pages that comes back as Word: reading and comparing against reading alone."""

from __future__ import annotations

import dataclasses
import json
import random
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.documents.word.contract import write_word_contract
from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.numbering import number_contract
from app.domain.contracts.wording.passages import contract_passages
from app.domain.redline.blocks import Block, sent_blocks
from app.domain.redline.comparison import compare_blocks
from app.exchange.pdf_text import read_pdf_text
from app.exchange.returned_files import read_returned
from benchmarks.frame import Row, medians_ms, report

ROOT = Path(__file__).resolve().parents[1]
LETTERS = 32_000
"""Of 40 pages; a page holds 800."""
_CHANGED = 0.02
_OTHER = "的一是在不了有和人这中大为上个国"
_PATIENCE_SECONDS = 120


def main() -> None:
    """Measure and report."""
    template, values = _example()
    docx = write_word_contract(template, values, is_draft=True).docx
    passages = sent_blocks(contract_passages(number_contract(template, values)))
    sent = _forty_pages(passages)
    returned = [_scribbled(block, random.Random(place)) for place, block in enumerate(sent)]  # noqa: S311 - the same every time
    whole, read = medians_ms(
        lambda: compare_blocks(passages, read_returned(docx, "a.docx").blocks()),
        lambda: read_returned(docx, "a.docx"),
        runs=15,
    )
    compared, equal = medians_ms(
        lambda: compare_blocks(sent, returned), lambda: compare_blocks(sent, sent), runs=7
    )
    rows = [
        Row("fourteen-pages-untouched", whole, "ms", read),
        Row("forty-pages-two-percent-changed", compared, "ms", equal),
    ]
    report("redline", rows, remarks=[_office(docx)])


def _example() -> tuple[ContractTemplate, Mapping[str, Any]]:
    folder = ROOT / "resources" / "contracts"
    template = parse_template(
        *((folder / f"{n}.toml").read_text("utf-8") for n in ("sale", "library"))
    )
    text = (ROOT / "tests" / "fixtures" / "contracts" / "extreme-sale.toml").read_text("utf-8")
    return template, json.loads(json.dumps(tomllib.loads(text)["values"], default=str))


def _forty_pages(passages: Sequence[Block]) -> list[Block]:
    """Return the passages again and again, their letters in another order each time."""
    chance, made = random.Random(1), list(passages)  # noqa: S311 - the same every time
    while sum(len(block.text) for block in made) < LETTERS:
        made += [
            dataclasses.replace(block, text="".join(chance.sample(block.text, len(block.text))))
            for block in passages
        ]
    return made


def _scribbled(block: Block, chance: random.Random) -> Block:
    letters = [chance.choice(_OTHER) if chance.random() < _CHANGED else each for each in block.text]
    return dataclasses.replace(block, text="".join(letters))


def _office(docx: bytes) -> str:
    """Say how many pages an office program makes of the file, or that there is none here."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return "LibreOffice is not installed here: nobody opened the Word file"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "contract.docx"
        source.write_bytes(docx)
        command = (program, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source))
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_SECONDS)
        made = read_pdf_text((Path(folder) / "contract.pdf").read_bytes(), "contract.pdf")
    return f"LibreOffice opens the Word file and makes {made.pages} pages of it"


if __name__ == "__main__":
    main()
