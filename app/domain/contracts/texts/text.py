"""The text of a template while it is written: articles, clauses and fields as plain tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.contracts.texts.bounds import (
    LARGEST_BODY,
    LARGEST_LIBRARY,
    read_bounded,
    tables_of,
)
from app.domain.contracts.texts.toml_writing import write_toml

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TemplateText:
    """Both documents of a template; a change makes another one, so that it can be undone.

    Attributes:
        body: Header, fields, articles, annexes.
        library: The blocks and common fields that this version uses, as they were when it was
            made.
    """

    body: Table
    library: Table

    def body_text(self) -> str:
        """Return the body as TOML."""
        return write_toml(self.body)

    def library_text(self) -> str:
        """Return the library as TOML."""
        return write_toml(self.library)

    @property
    def header(self) -> Table:
        """What the template says about itself."""
        found = self.body.get("template")
        return found if isinstance(found, Mapping) else {}

    def articles(self) -> list[Table]:
        """Return the articles."""
        return tables_of(self.body, "article")

    def article(self, article_id: str) -> Table | None:
        """Return an article; None without one."""
        return _named(self.articles(), "id", article_id)

    def own_fields(self) -> list[Table]:
        """Return the fields of the template itself."""
        return tables_of(self.body, "field")

    def fields(self) -> list[Table]:
        """Return all fields, those of the library first."""
        return tables_of(self.library, "field") + self.own_fields()

    def blocks(self) -> list[Table]:
        """Return the blocks of the library."""
        return tables_of(self.library, "block")

    def clauses_of(self, article: Table) -> Iterator[tuple[Table, str]]:
        """Yield the clauses of an article with the block each comes from; empty for its own."""
        for clause in tables_of(article, "item"):
            yield clause, ""
        for use in tables_of(article, "use"):
            block = _named(self.blocks(), "id", str(use.get("block")))
            for clause in tables_of(block or {}, "item"):
                yield clause, str(use.get("block"))

    def clauses(self) -> Iterator[tuple[Table, Table, str]]:
        """Yield article, clause and block of every clause, in the order of the paper."""
        for article in self.articles():
            for clause, block in self.clauses_of(article):
                yield article, clause, block

    def clause(self, clause_id: str) -> Table | None:
        """Return a clause by its id, those of blocks included."""
        return next((each for _a, each, _b in self.clauses() if each.get("id") == clause_id), None)

    def with_header(self, **values: Any) -> TemplateText:
        """Return the text with other values in its header."""
        return self._with_body(template={**self.header, **values})

    def with_articles(self, articles: Sequence[Table]) -> TemplateText:
        """Return the text with other articles."""
        return self._with_body(article=list(articles))

    def with_own_fields(self, fields: Sequence[Table]) -> TemplateText:
        """Return the text with other fields of its own."""
        return self._with_body(field=list(fields))

    def _with_body(self, **parts: Any) -> TemplateText:
        body = {**self.body, **parts}
        order = ("format", "template", "field", "article", "annex")
        named = [key for key in order if key in body] + [key for key in body if key not in order]
        kept = {key: body[key] for key in named if body[key] not in ([], ())}
        return TemplateText(kept, self.library)


def read_template_text(body: str, library: str) -> TemplateText:
    """Read both documents within their bounds; whether they fit together is not asked.

    Raises:
        ValidationError: See `read_bounded`.
    """
    return TemplateText(
        read_bounded(body, "template", LARGEST_BODY),
        read_bounded(library, "library", LARGEST_LIBRARY),
    )


def text_fingerprint(body: str, library: str) -> str:
    """Return what ties an approval to the words that were approved: 64 hexadecimal digits."""
    return hashlib.sha256(f"{len(body)}\n{body}\n{library}".encode()).hexdigest()


def _named(tables: Sequence[Table], key: str, value: str) -> Table | None:
    return next((each for each in tables if each.get(key) == value), None)
