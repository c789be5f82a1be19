"""Looks for words in everything that contracts and their texts say; needs no network."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.contracts.clauses.parts import ContractTemplate, Language
from app.domain.contracts.sheet import read_terms
from app.domain.contracts.texts.template import parse_template
from app.domain.contracts.wording.text_search import (
    ClauseFinding,
    Snippet,
    ValueFinding,
    find_words,
    pattern_of,
    search_clauses,
    search_values,
)
from app.domain.errors import ValidationError
from app.store.reads.contracts.search import (
    WrittenContract,
    WrittenTemplate,
    ids_of_template,
    list_written_templates,
    stream_contracts,
)
from app.workspace import Workspace

__all__ = ["Snippet", "TemplateFinding", "TextFindings", "contracts_of_text", "search_contracts"]

LEAST_WORDS = 2
"""Characters from which on words are looked for; one alone stands nearly everywhere."""

MOST_CLAUSES = 30
_GOODS, _REMARK = "goods", "remark"

Parse = Callable[[str, str], ContractTemplate]


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """A clause that holds the words, and the text it stands in.

    Attributes:
        template_id: The version of the text.
        name: Its name.
        version: Its version.
        used: How many contracts are made from it.
        clause: The clause.
    """

    template_id: str
    name: str
    version: str
    used: int
    clause: ClauseFinding


@dataclass(frozen=True, slots=True)
class TextFindings:
    """What was found.

    Attributes:
        contracts: First place in each contract by its id, newest contract first.
        clauses: Clauses of the texts, at most `MOST_CLAUSES`.
    """

    contracts: Mapping[str, ValueFinding] = field(default_factory=dict)
    clauses: tuple[TemplateFinding, ...] = ()


def search_contracts(
    workspace: Workspace,
    words: str,
    language: Language,
    parse: Parse = parse_template,
    should_stop: Callable[[], bool] = lambda: False,
) -> TextFindings:
    """Find words in what was filled into contracts, in their goods, and in the clauses of texts.

    Letters large or small, full-width or half-width are the same.

    Args:
        workspace: The store.
        words: As typed.
        language: In which language clauses are read.
        parse: Reads a template; a screen gives one that remembers.
        should_stop: Asked now and then; what was found so far is returned.
    """
    if len(words.strip()) < LEAST_WORDS:
        return TextFindings()
    wanted = pattern_of(words)
    with workspace.store.snapshot() as look:
        templates = list_written_templates(look)
        found = {}
        for written in stream_contracts(look):
            if should_stop():
                break
            if finding := _in_contract(written, wanted):
                found[written.id] = finding
    clauses = _in_templates(templates, wanted, language, parse)
    return TextFindings(found, _mixed(clauses)[:MOST_CLAUSES])


def contracts_of_text(workspace: Workspace, template_id: str) -> tuple[str, ...]:
    """Return the contracts made from one version of a text, newest first."""
    with workspace.store.snapshot() as look:
        return ids_of_template(look, template_id)


def _in_contract(written: WrittenContract, wanted: re.Pattern[str]) -> ValueFinding | None:
    # The raw JSON is asked first: reading it costs several times as much.
    if wanted.search(written.terms) or "\\" in written.terms:
        for finding in search_values(read_terms(written.terms), wanted):
            return finding
    for name, text in ((_GOODS, written.goods), (_REMARK, written.remark)):
        snippet = find_words(text, wanted) if text else None
        if snippet is not None:
            return ValueFinding(name, snippet)
    return None


def _mixed(clauses: Iterator[TemplateFinding]) -> tuple[TemplateFinding, ...]:
    """Return the first clause of each text before the second of any."""
    rank: Counter[str] = Counter()
    ranked = []
    for clause in clauses:
        ranked.append((rank[clause.template_id], clause))
        rank[clause.template_id] += 1
    ranked.sort(key=lambda each: each[0])
    return tuple(clause for _rank, clause in ranked)


def _in_templates(
    templates: list[WrittenTemplate], wanted: re.Pattern[str], language: Language, parse: Parse
) -> Iterator[TemplateFinding]:
    for text in templates:
        if not wanted.search(text.body) and not wanted.search(text.library):
            continue
        try:
            parsed = parse(text.body, text.library)
        except ValidationError:
            continue  # a draft that cannot be read yet
        name = (text.name_en if language == "en" else "") or text.name
        for clause in search_clauses(parsed, wanted, language):
            yield TemplateFinding(text.id, name, text.version, text.used, clause)
