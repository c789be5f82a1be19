"""Reads articles, clauses, library blocks, annexes and their conditions."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.contracts.clauses.parts import (
    Annex,
    Article,
    ChoiceIs,
    Clause,
    Condition,
    Filled,
    FlagIs,
    SubClause,
)
from app.domain.contracts.texts.field_reading import known_value, read_wording
from app.domain.contracts.texts.toml_tables import TomlTable
from app.domain.errors import ValidationError

_STANDARD_REASONS = (
    "risk",
    "short_period",
    "price_change",
    "credit",
    "payment_account",
    "silence",
    "setoff",
    "condition",
    "policy_change",
    "return_limit",
    "penalty",
    "territory",
    "authority_limit",
    "joint_liability",
    "retention",
    "termination",
    "notice",
    "jurisdiction",
    "language",
)


def read_blocks(library: TomlTable) -> Mapping[str, tuple[Clause, ...]]:
    """Read the library's blocks of clauses by their ids."""
    blocks: dict[str, tuple[Clause, ...]] = {}
    for table in library.tables("block"):
        blocks[table.text("id")] = tuple(_read_clause(each) for each in table.tables("item"))
        table.finish()
    return blocks


def read_article(table: TomlTable, blocks: Mapping[str, tuple[Clause, ...]]) -> Article:
    """Read one `[[article]]`; the clauses of the blocks it uses follow its own.

    Raises:
        ValidationError: `template.block.unknown` and those of the table.
    """
    clauses = [_read_clause(each) for each in table.tables("item")]
    for use in table.tables("use"):
        block = use.text("block")
        use.finish()
        if block not in blocks:
            raise ValidationError("template.block.unknown", where=table.where, block=block)
        clauses += blocks[block]
    article = Article(
        id=table.text("id"),
        group=table.integer("group"),
        title=read_wording(table, "title_"),
        when=_read_condition(table),
        clauses=tuple(clauses),
    )
    table.finish()
    return article


def read_annex(table: TomlTable) -> Annex:
    """Read one `[[annex]]`."""
    annex = Annex(
        id=table.text("id"),
        title=read_wording(table, "title_"),
        wording=read_wording(table),
        table_field=table.text("table"),
        number_field=table.text("number_field"),
        is_signed=table.flag("sign"),
    )
    table.finish()
    return annex


def _read_clause(table: TomlTable) -> Clause:
    reason = known_value(table, "std", _STANDARD_REASONS) if "std" in table else ""
    clause = Clause(
        id=table.text("id"),
        wording=read_wording(table),
        fixed=table.flag("fixed"),
        standard_reason=reason,
        when=_read_condition(table),
        points=tuple(_read_point(each) for each in table.tables("sub")),
        list_field=table.text_or_empty("list"),
        table_field=table.text_or_empty("table"),
    )
    table.finish()
    return clause


def _read_point(table: TomlTable) -> SubClause:
    point = SubClause(read_wording(table), _read_condition(table))
    table.finish()
    return point


def _read_condition(table: TomlTable) -> Condition | None:
    """Read `when`: exactly one of the four shapes of the format, never a combination."""
    when = table.anything("when")
    match when:
        case None:
            return None
        case {"flag": str(name), **rest} if set(rest) <= {"is"}:
            wanted = rest.get("is", True)
            if isinstance(wanted, bool):
                return FlagIs(name, wanted)
        case {"field": str(name), "filled": bool(wanted), **rest} if not rest:
            return Filled(name, wanted)
        case {"field": str(name), "is": str(value), **rest} if not rest:
            return ChoiceIs(name, (value,))
        case {"field": str(name), "is": [str(), *_] as values, **rest} if not rest:
            if all(isinstance(value, str) for value in values):
                return ChoiceIs(name, tuple(values))
    raise ValidationError("template.condition.malformed", where=table.where)
