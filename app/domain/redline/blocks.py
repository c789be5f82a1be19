"""A text as blocks that can be compared: clauses, points, lines and cells with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.contracts.wording.passages import Passage
from app.domain.redline.folding import HIDDEN, folded

_LABEL = re.compile(
    r"[\s▲△]*(?:"
    # A heading is a short line of its own; a sentence that begins so only refers to it.
    r"(第[一二三四五六七八九十百]{1,5}条)(?=\s*[^\s。，；,;.]{1,40}(?:\s[^。；]*)?$)"
    r"|(Article\s+\d{1,2})(?=\s+[A-Z][^.;]{1,80}$)"
    r"|(\d{1,2}\.\d{1,2})(?=\s*[^\s\d.,，、；;。%)）款条项元万])"
    r"|([（(]\d{1,2}[）)])(?=\s*\S)"
    r")[\s　]*",
    re.IGNORECASE,
)
_NUMBERED = frozenset({"heading", "clause", "point"})
_CLAUSE_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}")
_ARTICLE = re.compile("第([一二三四五六七八九十]+)条|Article (\\d+)", re.IGNORECASE)
_PAGE_WORDS = re.compile(r"第\s*\d+\s*页\s*共\s*\d+\s*页|^\s*\d+\s*/\s*\d+\s*$")
_FOOT_WORDS = re.compile(
    r"^文本指纹|^[骑缝章]$|^第\s*\d+\s*份\s*共|^骑缝章$|^条款库|^文本\s+[A-Z]{2}-\d"
)
_NUMERALS = "零一二三四五六七八九"
_EDGE_LINES = 8
_REPEATED_PAGES = 3
_SHORT_LINE = 24


@dataclass(frozen=True)
class Block:
    """One block of text.

    Attributes:
        text: Its words without the label, tracked changes accepted.
        label: The number printed before it; "" for none.
        number: Of the clause it belongs to, such as "6.2"; of the article for a heading.
        kind: A kind of passage, or "line" where nobody knows.
        place: What to call it when it has no number, such as a label of the parties' block.
        page: Page it begins on, from 1; 0 where there are no pages.
        original: Its words with tracked changes rejected; the same where nothing was tracked.
        authors: Who tracked changes in it.
    """

    text: str
    label: str = ""
    number: str = ""
    kind: str = "line"
    place: str = ""
    page: int = 0
    original: str | None = None
    authors: tuple[str, ...] = field(default=())

    @cached_property
    def key(self) -> str:
        """The text in the spelling in which texts are compared."""
        return folded(self.text)

    @property
    def before(self) -> str:
        """The text with tracked changes rejected."""
        return self.text if self.original is None else self.original


@dataclass(frozen=True, slots=True)
class ReturnedParagraph:
    """A paragraph, a cell or a line of what came back.

    Attributes:
        text: As it reads with tracked changes accepted.
        original: As it reads with them rejected; None where nothing is tracked.
        page: From 1; 0 where there are no pages.
        authors: Who tracked changes in it.
    """

    text: str
    original: str | None = None
    page: int = 0
    authors: tuple[str, ...] = ()


def sent_blocks(passages: Iterable[Passage]) -> tuple[Block, ...]:
    """Return a contract as blocks: one a clause, one a cell where the paper has cells."""
    return tuple(block for passage in passages for block in _of_passage(passage) if block.key)


def _of_passage(passage: Passage) -> Iterator[Block]:
    number, kind = passage.number, passage.kind
    if kind in _NUMBERED:
        yield Block(passage.text, passage.label, number, kind)
        return
    place = _place(passage)
    if passage.label:
        yield Block(passage.label, "", number, "label", place)
    for part in passage.parts:
        yield Block(part.replace("\n", " "), "", number, kind, place)


def _place(passage: Passage) -> str:
    label = passage.label.split(" ", maxsplit=1)[0]
    if passage.kind == "party":
        party = "甲方" if passage.number == "a" else "乙方"
        return f"{party} {label}".strip()
    if passage.kind == "goods" and len(passage.parts) > 1:
        return " ".join(passage.parts[:2]).replace("\n", " ")
    return label


def paragraph_blocks(paragraphs: Iterable[ReturnedParagraph]) -> tuple[Block, ...]:
    """Return paragraphs and cells as blocks, their numbers taken off."""
    return tuple(_numbered(_labelled(paragraph) for paragraph in paragraphs))


def line_blocks(lines: Sequence[ReturnedParagraph]) -> tuple[Block, ...]:
    """Return the lines of pages as blocks: lines that follow a number belong to it.

    What stands around the text of every page — header, footer — is left out.
    """
    kept = _without_furniture(lines)
    blocks: list[Block] = []
    for line in kept:
        block = _labelled(line)
        if block.label or not blocks or not blocks[-1].label:
            blocks.append(block)
        else:
            last = blocks[-1]
            blocks[-1] = Block(
                _join(last.text, block.text), last.label, kind=last.kind, page=last.page
            )
    return tuple(_numbered(blocks))


def single_lines(lines: Sequence[ReturnedParagraph]) -> tuple[Block, ...]:
    """Return the lines of pages one by one, to be compared with paragraphs and cells."""
    return tuple(_numbered(_labelled(line) for line in _without_furniture(lines)))


def text_paragraphs(text: str) -> tuple[ReturnedParagraph, ...]:
    """Return pasted text as paragraphs; tabs part the cells of a table."""
    made = []
    for line in text.splitlines():
        label = _LABEL.match(line)
        head = line[: label.end()] if label else ""
        first, *cells = line[len(head) :].split("\t")
        made += [head + first, *cells]
    return tuple(ReturnedParagraph(cell) for cell in made if cell.strip())


def _join(above: str, below: str) -> str:
    is_latin = above[-1:].isascii() and below[:1].isascii() and above[-1:].isalpha()
    return f"{above} {below}" if is_latin else above + below


def _labelled(paragraph: ReturnedParagraph) -> Block:
    label, text = split_label(paragraph.text)
    original = paragraph.original
    if original is not None:
        original = split_label(original)[1]
    if not label:
        kind = "line"
    elif _ARTICLE.fullmatch(label):
        kind = "heading"
    else:
        kind = "clause" if _CLAUSE_NUMBER.fullmatch(label) else "point"
    return Block(
        text, label, kind=kind, page=paragraph.page, original=original, authors=paragraph.authors
    )


def split_label(text: str) -> tuple[str, str]:
    """Part a number from the text behind it."""
    found = _LABEL.match(text)
    if not found and (clean := HIDDEN.sub("", text)) != text:
        # A letter that nobody sees must not hide a number.
        found, text = _LABEL.match(clean), text if not _LABEL.match(clean) else clean
    if not found:
        return "", text
    label = next(group for group in found.groups() if group)
    return " ".join(label.split()), text[found.end() :]


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give every block the number of the clause it stands in."""
    number = ""
    for block in blocks:
        if block.kind == "clause":
            number = block.label
        elif block.kind == "heading":
            number = _article_number(block.label)
        if block.key or block.before.strip():
            yield Block(
                block.text,
                block.label,
                number,
                block.kind,
                block.place,
                block.page,
                block.original,
                block.authors,
            )


def _article_number(label: str) -> str:
    found = _ARTICLE.fullmatch(label)
    if found is None:
        return ""
    if found[2]:
        return found[2]
    tens, has_ten, ones = found[1].rpartition("十")
    count = _NUMERALS.find(ones) if ones else 0
    if has_ten:
        count += 10 * (_NUMERALS.find(tens) if tens else 1)
    return str(count)


def _without_furniture(lines: Sequence[ReturnedParagraph]) -> list[ReturnedParagraph]:
    pages: dict[int, list[ReturnedParagraph]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges: dict[str, set[int]] = {}
    for page, found in pages.items():
        for line in (*found[:_EDGE_LINES], *found[-_EDGE_LINES:]):
            edges.setdefault(_shape(line.text), set()).add(page)
    repeated = {shape for shape, where in edges.items() if len(where) >= _REPEATED_PAGES}
    kept = []
    for found in pages.values():
        last = len(found) - _EDGE_LINES
        for place, line in enumerate(found):
            is_edge = place < _EDGE_LINES or place >= last
            if not (is_edge and _is_furniture(line.text, repeated)):
                kept.append(line)
    return kept


def _is_furniture(text: str, repeated: set[str]) -> bool:
    if _PAGE_WORDS.search(text) and len(text) <= _SHORT_LINE:
        return True
    return _shape(text) in repeated or bool(_FOOT_WORDS.search(text.strip()))


def _shape(text: str) -> str:
    """A line without its digits: what repeats from page to page but for the number."""
    return re.sub(r"\d+", "#", folded(text))
