"""Files that are part of a contract: what they are called and how the paper lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from app.domain.contracts.clauses.drawable import undrawable
from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.wording.values import ENGLISH_SUFFIX
from app.domain.errors import ValidationError
from app.domain.fields import FieldValue
from app.domain.file_kinds import (  # fmt: skip
    JPEG,
    OLD_SHEET,
    OLD_SLIDES,
    OLD_WORD,
    PDF,
    PNG,
    SHEET,
    SLIDES,
    TEXT,
    WORD,
)
from app.domain.schema import split_labels

ANNEXES = "annexes"
"""Field of a text that lists the annexes."""

SUBJECT = "contract"
LONGEST_TITLE = 120
MOST_ANNEXES = 30
_GROUP = 8
_ENDS = " ；。;."
_DETAILS = re.compile(r"(?:（[^（）]*SHA-256：[0-9a-f ]{71}）| \([^()]*SHA-256: [0-9a-f ]{71}\))+$")
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys((JPEG, PNG), ("图片", "picture")),
        **dict.fromkeys((WORD, OLD_WORD), ("Word 文件", "Word file")),
        **dict.fromkeys((SHEET, OLD_SHEET), ("Excel 文件", "Excel file")),
        **dict.fromkeys((SLIDES, OLD_SLIDES), ("PowerPoint 文件", "PowerPoint file")),
        PDF: ("PDF 文件", "PDF file"),
        TEXT: ("文本文件", "text file"),
    }
)
_ANY_KIND = ("文件", "file")


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """One file that is part of a contract.

    Attributes:
        id: Of its record.
        title: What the contract calls it.
        media_type: What it is.
        size_bytes: Of the file.
        pages: Of a PDF; 0 where nobody counted.
        sha256: Of the file, 64 lower-case hexadecimal digits.
    """

    id: str
    title: str
    media_type: str
    size_bytes: int
    pages: int
    sha256: str


def annex_of(record_id: str, fields: Mapping[str, FieldValue]) -> AnnexFile:
    """Read an annex from the record of its file."""
    return AnnexFile(
        id=record_id,
        title=str(fields.get("caption") or ""),
        media_type=str(fields.get("media_type") or ""),
        size_bytes=int(fields.get("size_bytes") or 0),
        pages=int(fields.get("pages") or 0),
        sha256=str(fields.get("sha256") or ""),
    )


def annexes_in_force(files: Iterable[AnnexFile], dropped: FieldValue) -> tuple[AnnexFile, ...]:
    """Return the files that are part of a contract, in the order in which they were added.

    A file that was added stays for good; the contract notes those that its draft did without.

    Args:
        files: All that were ever added.
        dropped: Field `dropped_annexes` of the contract.
    """
    gone = frozenset(split_labels(dropped))
    return tuple(sorted((one for one in files if one.id not in gone), key=lambda one: one.id))


def with_annexes(values: Mapping[str, Any], annexes: Iterable[AnnexFile]) -> dict[str, Any]:
    """Return values whose list of annexes names every file with its digest.

    A file stands on the line that names it, others follow in the order in which they were added.
    Without files nothing is changed.

    Args:
        values: As they were typed.
        annexes: The files, oldest first.

    Source: contracts.md d.4 rule 10; decision 30.
    """
    by_title: dict[str, list[AnnexFile]] = {}
    for annex in annexes:
        by_title.setdefault(annex.title, []).append(annex)
    if not by_title:
        return dict(values)
    typed = [str(line) for line in values.get(ANNEXES) or []]
    titles = [annex_title(line) for line in typed]
    titles += [title for title in by_title if title not in titles]
    listed = {ANNEXES: _lines(titles, titles, by_title, "zh")}
    if values.get("bilingual"):
        english = [annex_title(str(line)) for line in values.get(ANNEXES + ENGLISH_SUFFIX) or []]
        shown = [*english, *titles[len(english) :]]
        listed[ANNEXES + ENGLISH_SUFFIX] = _lines(shown, titles, by_title, "en")
    return {**values, **listed}


def lists_annexes(template: ContractTemplate) -> bool:
    """Return whether a text prints a list of annexes; a file that no paper names is none."""
    clauses = (clause for article in template.articles for clause in article.clauses)
    return ANNEXES in template.fields and any(clause.list_field == ANNEXES for clause in clauses)


def annex_title(line: str) -> str:
    """Return what a line of the list calls its annex, without what is said of a file."""
    return _DETAILS.sub("", line.strip(_ENDS)).strip(_ENDS)


def shown_digest(sha256: str) -> str:
    """Return a digest as it is printed: eight groups of eight digits, which a line may break."""
    return " ".join(sha256[start : start + _GROUP] for start in range(0, len(sha256), _GROUP))


def unnamed_titles(typed: Iterable[str], annexes: Iterable[AnnexFile]) -> tuple[str, ...]:
    """Return what a list of annexes names without a file."""
    there = {annex.title for annex in annexes}
    titles = dict.fromkeys(annex_title(str(line)) for line in typed)
    return tuple(title for title in titles if title and title not in there)


def checked_title(title: str) -> str:
    """Return the name of an annex, in one line.

    Raises:
        ValidationError: `contract.annex.title` for none or a long one, with `most`;
            `contract.annex.letter` for a `character` that no paper can show.
    """
    whole = annex_title(" ".join(title.split()))
    if not whole or len(whole) > LONGEST_TITLE:
        raise ValidationError("contract.annex.title", most=LONGEST_TITLE)
    strange = undrawable(whole)
    if strange:
        raise ValidationError("contract.annex.letter", character=strange)
    return whole


def _lines(
    shown: Sequence[str],
    titles: Sequence[str],
    by_title: Mapping[str, Sequence[AnnexFile]],
    language: str,
) -> list[str]:
    """Return the lines of the list, each closed as the points of a list are."""
    end, last = ("；", "。") if language == "zh" else (";", ".")
    lines = [
        words + "".join(_details(annex, language) for annex in by_title.get(title, ()))
        for words, title in zip(shown, titles, strict=False)
    ]
    return [*(line + end for line in lines[:-1]), lines[-1] + last]


def _details(annex: AnnexFile, language: str) -> str:
    zh, en = _KINDS.get(annex.media_type, _ANY_KIND)
    digest = shown_digest(annex.sha256)
    if language == "zh":
        pages = f"{annex.pages} 页，" if annex.pages else ""
        return f"（{zh}，{pages}{annex.size_bytes:,} 字节，SHA-256：{digest}）"
    pages = f"{annex.pages} page{'s' if annex.pages > 1 else ''}, " if annex.pages else ""
    return f" ({en}, {pages}{annex.size_bytes:,} bytes, SHA-256: {digest})"
