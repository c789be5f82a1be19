"""Compares the words that poppler finds in a contract with the words of its model."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence

from app.domain.contracts.wording.numbering import ContractText
from app.domain.contracts.wording.passages import contract_passages

PAGE_EDGE = "\x00"
"""Stands where the words around the text of a page were taken away."""
_TAKEN = "\x01"
_SHARING = 3
_AROUND = re.compile(
    r"(购销合同|经销合同|年度框架合同)?"
    r"(PurchaseandSaleContract|DistributionAgreement|AnnualFrameAgreement)?"
    r"([A-Z]{2}-[A-Z0-9-]+?)?合同编号[A-Z]{2}-[A-Z0-9-]+?第\d+份共\d+份.*?"
    r"文本指纹[0-9A-F-]{19}(第\d+页共\d+页)?(骑缝章)?"
)
_OF_PAGES = re.compile(
    r"（本页以下空白，签署见下页）(Blankbelow;signaturesoverleaf)?"
    r"|本页小计(Pagesubtotal)?￥[\d,]+\.\d\d"
)
_STRAIGHT = str.maketrans("’‘“”", "''\"\"")


def squeezed(text: str) -> str:
    """Return a text without white space; English is set with straight quotes."""
    return re.sub(r"\s", "", text).translate(_STRAIGHT)


def poppler_pages(pdf: bytes) -> list[str]:
    """Return the text of each page as poppler finds it, in the order it was drawn."""
    tool = shutil.which("pdftotext")
    assert tool, "poppler is needed"
    found = subprocess.run([tool, "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode().split("\f")[:-1]


def contract_words(pdf: bytes) -> str:
    """Return the words of a contract without what stands around the text of its pages."""
    return "".join(_AROUND.sub(PAGE_EDGE, squeezed(page)) for page in poppler_pages(pdf))


def compare_words(model: ContractText, words: str) -> tuple[list[str], str]:
    """Return what the model says and the paper does not, and what only the paper says.

    A line may be cut in two where a page ends, in two columns beside the other language.
    """
    passages = contract_passages(model)
    words = _OF_PAGES.sub(PAGE_EDGE, words)
    for passage in passages:
        if passage.kind == "goods" and passage.parts[0].startswith("序号"):
            words = _with_one_head(words, passage.parts)
    parts = [part for passage in passages for part in (passage.label, *passage.parts)]
    lines = [squeezed(line) for part in parts for line in part.split("\n")]
    missing = []
    for line in sorted(filter(None, lines), key=len, reverse=True):
        taken = _take(line, words)
        if taken is None:
            missing.append(line)
        else:
            words = taken
    return missing, words.replace(_TAKEN, "").replace(PAGE_EDGE, "")


def _with_one_head(words: str, heads: Sequence[str]) -> str:
    """Take the head away that a table repeats on every further page.

    Where there is no room for both, 品名 and 规格型号 share a column.
    """
    plain = squeezed("".join(heads))
    number, *sharing, rest = (heads[0], *heads[1:_SHARING], "".join(heads[_SHARING:]))
    lines = zip(*(head.split("\n") for head in sharing), strict=True)
    merged = squeezed(number + "".join("／".join(line) for line in lines) + rest)
    words = words.replace(merged, plain)
    first, *others = words.split(plain)
    return plain.join([first, others[0]]) + "".join(others[1:]) if others else words


def _take(line: str, words: str) -> str | None:
    if line in words:
        return words.replace(line, _TAKEN, 1)
    halves = ((line[:cut], line[cut:]) for cut in range(1, len(line)))
    for first, rest in halves:
        if first in words and rest in words:
            return words.replace(first, _TAKEN, 1).replace(rest, _TAKEN, 1)
    return None
