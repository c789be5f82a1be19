"""Everything that is wrong with a template's text, each with its place; nothing is carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from app.domain.contracts.clauses.placeholders import placeholder_names
from app.domain.contracts.texts.bounds import tables_of, texts_of
from app.domain.contracts.texts.lint import TemplateFault, template_faults
from app.domain.contracts.texts.remarks import Remarks
from app.domain.contracts.texts.template import read_parts
from app.domain.contracts.texts.text import Table, TemplateText
from app.domain.contracts.texts.words import Part, PlacedWords, words_fault, words_of
from app.domain.errors import ValidationError

_ID = re.compile(r"[A-Za-z][\w.-]{0,59}", re.ASCII)
_CODE = re.compile(r"[A-Z]{2}", re.ASCII)
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,2}", re.ASCII)
_FILLER = "…"
_PREAMBLE = "preamble"


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """One thing that is wrong, or that its author should look at.

    Attributes:
        level: What is an error keeps a version from being approved; a warning does not.
        code: Stable dotted name of the sentence.
        part: What it stands in.
        place: Id of the clause, article or annex, or name of the field.
        article: Id of the article that the clause stands in; empty elsewhere.
        language: "zh" or "en" where only one wording is wrong.
        params: Values for the sentence.
    """

    level: Literal["error", "warning"]
    code: str
    part: Part = "text"
    place: str = ""
    article: str = ""
    language: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The place in one word, as a refusal names it: `payment/payment.invoice (en)`."""
        parts = "/".join(part for part in (self.article, self.place) if part) or self.part
        return f"{parts} ({self.language})" if self.language else parts


def review_text(text: TemplateText, remarks: Remarks) -> tuple[TemplateFinding, ...]:
    """Return all findings, errors first, each group in the order of the text.

    Args:
        text: Read within its bounds.
        remarks: What its author noted beside it.

    Source: contract template format 1 (FORMAT.md); contracts.md d.4 rule 10.
    """
    places = _Places(text)
    found = [*unsafe_findings(text), *_blank_findings(text), *_header_findings(text)]
    found += [*_id_findings(text), *_form_findings(text, places)]
    found += [*_remark_findings(remarks, places), *_unused_findings(text)]
    return tuple(sorted(found, key=lambda one: (one.level != "error", places.order(one.place))))


def unsafe_findings(text: TemplateText) -> Iterator[TemplateFinding]:
    """Yield texts that no paper may carry; a draft that holds one is not even kept."""
    seen: set[str] = set()
    for words in words_of(text):
        seen.add(words.words)
        if fault := words_fault(words.words):
            yield _at(words, *fault)
    for rest in {*texts_of(text.body), *texts_of(text.library)} - seen:
        if fault := words_fault(rest):
            yield TemplateFinding("error", fault[0], params=fault[1])


class _Places:
    """Where clauses, articles and fields of a text stand."""

    def __init__(self, text: TemplateText) -> None:
        self._articles = {str(c.get("id")): str(a.get("id")) for a, c, _block in text.clauses()}
        self._order = {place: at for at, place in enumerate(self._articles)}
        self._own_articles = frozenset(str(each.get("id")) for each in text.articles())
        self._fields = frozenset(str(each.get("name")) for each in text.fields())
        self._annexes = frozenset(str(e.get("id")) for e in tables_of(text.body, "annex"))

    def order(self, place: str) -> int:
        """Return how far down the text a clause stands; what is no clause comes first."""
        return self._order.get(place, -1)

    def finding(self, level: Literal["error", "warning"], fault: TemplateFault) -> TemplateFinding:
        """Return a fault with what its place is."""
        params, place, part = dict(fault.params), fault.place, self._part(fault.place)
        if not place and "id" in params:
            place, part = str(params["id"]), self._part(str(params["id"]))
        article = self._articles.get(place, "")
        return TemplateFinding(level, fault.code, part, place, article, fault.language, params)

    def within(self, where: str) -> str:
        """Return the id of the clause, article or field that a reader's place speaks of."""
        names = sorted((*self._articles, *self._own_articles, *self._fields), key=len)
        return next((name for name in reversed(names) if f".{name}" in where), "")

    def _part(self, place: str) -> Part:
        if place in self._articles:
            return "clause"
        if place in self._own_articles:
            return "article"
        if place in self._annexes:
            return "annex"
        if place in self._fields:
            return "field"
        return "header" if place == _PREAMBLE else "text"


def _at(words: PlacedWords, code: str, params: Mapping[str, object]) -> TemplateFinding:
    place = (words.part, words.place, words.article, words.language)
    return TemplateFinding("error", code, *place, params)


def _blank_findings(text: TemplateText) -> Iterator[TemplateFinding]:
    for words in words_of(text):
        if words.is_needed and not words.words.strip():
            yield _at(words, "template.words.missing", {})


def _header_findings(text: TemplateText) -> Iterator[TemplateFinding]:
    header = text.header
    for key, form, code in (
        ("code", _CODE, "template.code.form"),
        ("version", _VERSION, "template.version.form"),
    ):
        if not form.fullmatch(str(header.get(key, ""))):
            yield TemplateFinding("error", code, "header", key)
    begins, ends = header.get("valid_from"), header.get("valid_to")
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        yield TemplateFinding("error", "template.validity.order", "header", "valid_to")


def _id_findings(text: TemplateText) -> Iterator[TemplateFinding]:
    named: list[tuple[Part, Any]] = [("article", each.get("id")) for each in text.articles()]
    named += [("clause", clause.get("id")) for _a, clause, _b in text.clauses()]
    named += [("field", each.get("name")) for each in text.fields()]
    for part, name in named:
        if not isinstance(name, str) or not _ID.fullmatch(name):
            shown = str(name or "")[:60]
            yield TemplateFinding("error", "template.id.form", part, shown, params={"id": shown})


def _form_findings(text: TemplateText, places: _Places) -> Iterator[TemplateFinding]:
    whole = _filled(text)
    try:
        parsed = read_parts(whole.body_text(), whole.library_text())
    except ValidationError as error:
        params = dict(error.params)
        place = places.within(str(params.pop("where", "")))
        yield places.finding("error", TemplateFault(error.code, place, params=params))
        return
    for fault in template_faults(parsed):
        yield places.finding("error", fault)


def _remark_findings(remarks: Remarks, places: _Places) -> Iterator[TemplateFinding]:
    for place, language in remarks.unchecked.items():
        if places.order(place) >= 0:
            fault = TemplateFault("template.wording.unchecked", place, language)
            yield places.finding("error", fault)
    for point in remarks.open_points():
        fault = TemplateFault("template.point.open", point.place, params={"words": point.words})
        yield places.finding("warning", fault)


def _unused_findings(text: TemplateText) -> Iterator[TemplateFinding]:
    """Yield own fields that are asked for and never printed nor asked about."""
    used: set[str] = set()
    for words in words_of(text):
        used.update(name.partition(":")[0] for name in placeholder_names(words.words))
    for table in _tables(text.body):
        when = table.get("when")
        if isinstance(when, Mapping):
            used.update(str(value) for value in when.values())
        used.update(str(table.get(key)) for key in ("list", "table", "number_field"))
        used.update(str(each).rpartition(":")[2] for each in table.get("check") or ())
    for each in text.own_fields():
        if each.get("name") not in used and each.get("type") not in {"party", "table"}:
            name = str(each.get("name"))
            yield TemplateFinding("warning", "template.field.unused", "field", name)


def _tables(value: Any) -> Iterator[Table]:
    if isinstance(value, Mapping):
        yield value
    for inner in value.values() if isinstance(value, Mapping) else value:
        if isinstance(inner, Mapping | list | tuple):
            yield from _tables(inner)


def _filled(text: TemplateText) -> TemplateText:
    """Return the text with something in every blank wording, so that the rest can be read."""
    body, library = _fill(text.body), _fill(text.library)
    return TemplateText(body, library)


def _fill(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _fill_words(key, inner) for key, inner in value.items()}
    return [_fill(each) for each in value] if isinstance(value, list | tuple) else value


def _fill_words(key: str, value: Any) -> Any:
    is_words = key.rpartition("_")[2] in {"zh", "en"}
    if is_words and isinstance(value, str) and not value.strip():
        return _FILLER
    return _fill(value)
