"""Proposes a text from the paragraphs of somebody's contract; its author confirms all of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.contracts.clauses.parts import CLAUSE_GROUPS, FURTHER_GROUP, Language
from app.domain.contracts.texts.bounds import LARGEST_LIBRARY, read_bounded
from app.domain.contracts.texts.editing import Written
from app.domain.contracts.texts.remarks import OpenPoint, Remarks
from app.domain.contracts.texts.text import Table, TemplateText

_ARTICLE = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]{1,4}条|Article\s+\d{1,3}|[一二三四五六七八九十]{1,3}、)"
    r"[\s　：:.、]*(.*)"
)
_CLAUSE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,2}|\d{1,2}[、.．])[\s　、.．]*(.+)")
_POINT = re.compile(r"[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)][\s　]*(.+)")
_BLANK = re.compile(r"[_＿]{2,}|\{\{\s*([A-Za-z]\w{0,39})\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_LABEL = re.compile(r"([^\s，。；、：:（）()]{1,16})[：:为是于]?[\s　]*$")
_LONGEST_TITLE = 40
_LONGEST_SENTENCE = 3_900
_MOST_FIELDS = 150
_TOPICS = (
    (9, ("违约", "争议", "纠纷", "仲裁", "breach", "dispute")),
    (6, ("付款", "结算", "结账", "支付", "payment", "settlement")),
    (3, ("交货", "交付", "发送", "运输", "delivery", "dispatch")),
    (4, ("验收", "检验", "inspection", "acceptance")),
    (8, ("订货", "退货", "订、退", "order", "return")),
    (7, ("政策", "返利", "奖励", "policy", "rebate")),
    (5, ("经营", "权限", "区域", "授权", "authority", "territory")),
    (2, ("质量", "包装", "quality", "packing")),
    (10, ("签", "生效", "份数", "signing", "effect")),
    (1, ("标的", "价款", "货物", "品名", "subject", "goods", "price")),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a file.

    Attributes:
        words: Its text.
        is_heading: Whether the file calls it a heading.
        level: 1 and more for numbered ones, counted by their depth; 0 for others.
    """

    words: str
    is_heading: bool = False
    level: int = 0


@dataclass(slots=True)
class _Article:
    title: str
    clauses: list[dict[str, Any]] = field(default_factory=list)


def propose_text(
    paragraphs: Sequence[Paragraph], *, name: str, library: str, today: dt.date
) -> Written:
    """Return a draft: headings become articles, numbered paragraphs clauses, blanks fields.

    Every clause group that is not found becomes an article without words, so that nobody
    overlooks it; every proposed field is an open point, every other language is to be checked.

    Args:
        paragraphs: Of the file, blank ones left out.
        name: Of the file; the title where the file has none.
        library: The clause library that the draft begins with.
        today: First day of its validity.

    Raises:
        ValidationError: The library cannot be read.
    """
    language = _language(paragraphs)
    reader = _Reader(language)
    for paragraph in paragraphs:
        reader.take(paragraph)
    tables = [*_article_tables(reader.articles, language), *_missing(reader.articles)]
    header = _header(reader, name, today, language)
    kept = read_bounded(library, "library", LARGEST_LIBRARY)
    header["library_version"] = kept.get("library_version", "1.0.0")
    body: Table = {"format": 1, "template": header, "field": reader.fields, "article": tables}
    other: Language = "en" if language == "zh" else "zh"
    unchecked = {
        str(clause["id"]): other
        for article in tables
        for clause in article["item"]
        if clause[language]
    }
    return Written(TemplateText(body, kept), Remarks(tuple(reader.points()), unchecked))


class _Reader:
    """Sorts paragraphs into title, recital, articles, clauses and points."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.title = ""
        self.recital: list[str] = []
        self.articles: list[_Article] = []
        self.fields: list[dict[str, Any]] = []
        self._noted: list[tuple[str, str]] = []

    def take(self, paragraph: Paragraph) -> None:
        """Take the next paragraph."""
        words = paragraph.words.strip()[:_LONGEST_SENTENCE]
        heading = _ARTICLE.fullmatch(words)
        if heading is not None and not (paragraph.level and not paragraph.is_heading):
            self._begin(heading[1].strip() or words)
        elif paragraph.is_heading and self.title and len(words) <= _LONGEST_TITLE:
            self._begin(words)
        elif not self.articles:
            self._before(words)
        elif (point := _POINT.fullmatch(words)) or paragraph.level > 1:
            self._point(point[1] if point else words)
        else:
            found = _CLAUSE.fullmatch(words)
            self._clause(found[1] if found else words)

    def points(self) -> Iterator[OpenPoint]:
        """Yield what the author has to confirm."""
        for number, (place, words) in enumerate(self._noted, 1):
            yield OpenPoint(str(number), place, words)

    def _begin(self, words: str) -> None:
        title, rest = words, ""
        if len(words) > _LONGEST_TITLE:
            title, _sign, rest = words.partition("：" if "：" in words else " ")
            title, rest = (title, rest) if len(title) <= _LONGEST_TITLE else ("", words)
        self.articles.append(_Article(_safe(title)))
        if rest.strip():
            self._clause(rest.strip())

    def _before(self, words: str) -> None:
        if not self.title and len(words) <= _LONGEST_TITLE:
            self.title = _safe(words)
        else:
            self.recital.append(words)

    def _clause(self, words: str) -> None:
        article = self.articles[-1]
        place = f"a{len(self.articles)}.n{len(article.clauses) + 1}"
        clause = {"id": place, "fixed": False, **self._pair(self._with_fields(words, place))}
        article.clauses.append(clause)

    def _point(self, words: str) -> None:
        clauses = self.articles[-1].clauses
        if not clauses:
            self._clause(words)
            return
        pair = self._pair(self._with_fields(words, str(clauses[-1]["id"])))
        clauses[-1].setdefault("sub", []).append(pair)

    def _pair(self, words: str) -> dict[str, str]:
        return {"zh": words, "en": ""} if self._language == "zh" else {"zh": "", "en": words}

    def _with_fields(self, words: str, place: str) -> str:
        parts, last = [], 0
        for found in _BLANK.finditer(words):
            before = words[last : found.start()]
            parts += [_safe(before), self._field(before, found[1] or "", place)]
            last = found.end()
        return "".join([*parts, _safe(words[last:])])

    def _field(self, before: str, named: str, place: str) -> str:
        known = {each["name"] for each in self.fields}
        name = named.lower() if named else f"blank{len(self.fields) + 1}"
        if name not in known and len(self.fields) < _MOST_FIELDS:
            found = _LABEL.search(before)
            label = _safe(found[1]) if found else name
            pair = self._pair(label)
            labels = {"label_zh": pair["zh"], "label_en": pair["en"]}
            made = {"name": name, "type": "text", "group": 1, "required": True, **labels}
            self.fields.append(made)
            self._noted.append((place, f"{{{{{name}}}}} {label}"))
        return f"{{{{{name}}}}}"


def _language(paragraphs: Iterable[Paragraph]) -> Language:
    words = "".join(each.words for each in paragraphs)
    latin = sum(letter.isascii() and letter.isalpha() for letter in words)
    return "en" if latin > len(words) / 2 else "zh"


def _article_tables(articles: Sequence[_Article], language: Language) -> Iterator[Table]:
    for number, article in enumerate(articles, 1):
        titles = {"zh": "", "en": "", language: article.title}
        yield {
            "id": f"a{number}",
            "group": _group(article.title),
            "title_zh": titles["zh"],
            "title_en": titles["en"],
            "item": article.clauses,
        }


def _missing(articles: Sequence[_Article]) -> Iterator[Table]:
    there = {_group(article.title) for article in articles}
    for group in CLAUSE_GROUPS:
        if group not in there:
            clause = {"id": f"g{group}.n1", "fixed": False, "zh": "", "en": ""}
            yield {
                "id": f"g{group}",
                "group": group,
                "title_zh": "",
                "title_en": "",
                "item": [clause],
            }


def _group(title: str) -> int:
    words = title.lower()
    found = (group for group, topics in _TOPICS if any(topic in words for topic in topics))
    return next(found, FURTHER_GROUP)


def _header(reader: _Reader, name: str, today: dt.date, language: Language) -> dict[str, Any]:
    title = reader.title or _safe(name)[:_LONGEST_TITLE]
    recital = _safe("".join(reader.recital))[:_LONGEST_SENTENCE]
    return {
        "id": "imported",
        "code": "HT",
        "name_zh": title if language == "zh" else "",
        "name_en": title if language == "en" else "",
        "version": "1.0.0",
        "library_version": "",
        "state": "draft",
        "valid_from": today,
        "valid_to": dt.date(today.year + 1, 12, 31),
        "free_to_sign": False,
        "supplier": "b",
        "role_zh": {"a": "买方", "b": "卖方"},
        "role_en": {"a": "Buyer", "b": "Seller"},
        "preamble_zh": recital if language == "zh" else "",
        "preamble_en": recital if language == "en" else "",
    }


def _safe(words: str) -> str:
    """Return words in which no brace and no control character stands as if it were a sign."""
    plain = "".join(letter for letter in _BRACES.sub("", words) if letter.isprintable())
    return plain.strip(" \u3000") if not plain.strip() else plain
