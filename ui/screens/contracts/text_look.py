"""Looks into the texts of contracts for the list: which ones, where, and in which clauses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.domain.contracts.clauses.parts import Language
from app.queries.contracts.search import TemplateFinding, contracts_of_text, search_contracts
from app.workspace import Workspace
from ui.screens.contract.templates import parsed_template
from ui.texts import n_

Scope = Literal["row", "text"]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause that holds the words.

    Attributes:
        template_id: The text it stands in.
        head: Article and text.
        snippet: The words with what stands around them.
        used: How many contracts are made from the text, in words.
    """

    template_id: str
    head: str
    snippet: str
    used: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in the texts.

    Attributes:
        places: Words around the place by contract.
        clauses: Clauses of the texts.
    """

    places: Mapping[str, str] = field(default_factory=dict)
    clauses: tuple[ClauseView, ...] = ()


class TextLook:
    """One look, on the store lane.

    Args:
        workspace: The store.
        language: The user's.
        should_stop: Whether somebody typed on meanwhile.
    """

    def __init__(
        self, workspace: Workspace, language: str, should_stop: Callable[[], bool]
    ) -> None:
        self._workspace, self._should_stop = workspace, should_stop
        self._language: Language = "en" if language == "en" else "zh"

    def among(self, words: str, template_id: str) -> tuple[Sequence[str] | None, Findings]:
        """Return which contracts are to be listed, and where the words stand.

        Args:
            words: What is looked for in the texts; empty to look for nothing.
            template_id: A text whose contracts are wanted instead; empty for none.

        Returns:
            None where all contracts are.
        """
        if not words:
            return None, Findings()
        found = search_contracts(
            self._workspace, words, self._language, parsed_template, self._should_stop
        )
        findings = Findings(
            {key: each.snippet.text for key, each in found.contracts.items()},
            tuple(_clause(each) for each in found.clauses),
        )
        if template_id:
            return contracts_of_text(self._workspace, template_id), findings
        return tuple(found.contracts), findings


def _clause(found: TemplateFinding) -> ClauseView:
    used = n_("{count} contract", "{count} contracts", found.used).format(count=found.used)
    head = f"{found.name} {found.version} · {found.clause.title}"
    return ClauseView(found.template_id, head, found.clause.snippet.text, used)
