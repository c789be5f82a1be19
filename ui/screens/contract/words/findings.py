"""Findings of the checks as sentences, and the field each of them stands beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from app.domain.contracts.checks.findings import Finding
from app.domain.errors import DomainError
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.contract.opened.plan import FormGroup
from ui.screens.contract.opened.sheet import NUMBER_FIELD, PART
from ui.screens.contract.rows import FieldNote, FindingView, Level, ReviewView
from ui.texts import _, sentence

REQUIRED = frozenset({"contract.field.required", "contract.party.incomplete"})
_USEFUL = "contract.party.blank"
_PART_OF_PARTY = {
    "contract.party.uscc_wrong": "uscc",
    "contract.party.uscc_doubtful": "uscc",
    "contract.party.name_differs": "name",
    "contract.party.same": "name",
    "contract.party.account_not_designated": "account",
    "contract.bank.changed": "account",
    "contract.authority.expired": "poa_to",
}
# The number is given by the office: the rep cannot mend its form.
_NOT_FOR_REPS = frozenset({"contract.no.form"})


class FindingWords:
    """Puts findings into words, with the labels of one form.

    Args:
        groups: The form.
        checked: Names of the fields that are checked at all.
        formats: Spells money and days.
    """

    def __init__(
        self, groups: tuple[FormGroup, ...], checked: frozenset[str], formats: Formats
    ) -> None:
        self._checked = checked
        self.formats = formats
        self._labels = {field.name: field.label for group in groups for field in group.fields}
        self._groups = {field.name: group.title for group in groups for field in group.fields}
        self._order = {name: place for place, name in enumerate(self._labels)}

    def review(self, findings: Iterable[Finding], quiet: frozenset[str]) -> ReviewView:
        """Return the check list.

        Args:
            findings: What the checks found.
            quiet: Fields that were not looked at yet: that they are empty is counted, but not
                said beside them.
        """
        wanted = [each for each in findings if each.code not in _NOT_FOR_REPS]
        pairs = [(each, self._view(each)) for each in wanted]
        pairs.sort(key=lambda pair: (pair[1].level != "error", self._place(pair[1].target)))
        notes: dict[str, FieldNote] = {}
        for finding, view in pairs:
            is_hushed = finding.code in {*REQUIRED, _USEFUL} and view.target in quiet
            if view.target and not is_hushed:
                notes.setdefault(view.target, FieldNote(view.level, view.words))
        views = tuple(view for _finding, view in pairs)
        errors = sum(view.level == "error" for view in views)
        passed = len(self._checked - {view.target for view in views})
        return ReviewView(views, errors, len(views) - errors, passed, notes)

    def refusal(self, error: DomainError, values: Mapping[str, object]) -> FindingView:
        """Return why the paper could not be set, with the field it stands in."""
        target = str(error.params.get("field", ""))
        if error.code == "document.glyph.missing":
            target = field_with(str(error.params["character"]), values)
        return self._found("error", sentence(error), target)

    def names(self) -> tuple[str, ...]:
        """Return the names of all fields."""
        return tuple(self._labels)

    def _place(self, name: str) -> int:
        return self._order.get(name, len(self._order))

    def _view(self, finding: Finding) -> FindingView:
        return self._found(finding.level, self._words(finding), place_of(finding))

    def _found(self, level: Level, words: str, target: str) -> FindingView:
        known = target if target in self._labels else ""
        group = self._groups.get(known, "")
        label = self._labels.get(known, "")
        place = f"{group}·{label}" if PART in known else label
        return FindingView(level, words, place, group, known)

    def _words(self, finding: Finding) -> str:
        if finding.code == "contract.party.incomplete":
            return sentence("contract.field.required")
        if finding.code == _USEFUL:
            return _("Better filled in: the other side pays and writes to it.")
        params = {name: self._param(name, value) for name, value in finding.params.items()}
        return sentence(finding.code, params)

    def _param(self, name: str, value: object) -> object:
        if name.endswith("_minor") and isinstance(value, int):
            return self.formats.money(value)
        if name == "role":
            return choice_label("user", "roles", str(value))
        if name == "ended":
            return self.formats.full_day(dt.date.fromisoformat(str(value)))
        if name in {"field", "other"}:
            return self._labels.get(str(value), value)
        return value


def located(finding: FindingView) -> str:
    """Return the sentence of a finding with the label of its field before it."""
    if not finding.place:
        return finding.words
    return _("{place}: {words}").format(place=finding.place, words=finding.words)


def place_of(finding: Finding) -> str:
    """Return the field of the form that a finding belongs to."""
    part = str(finding.params.get("missing", "")) or _PART_OF_PARTY.get(finding.code, "")
    if part and finding.field:
        return f"{finding.field}{PART}{part}"
    return finding.field


def field_with(character: str, values: Mapping[str, object]) -> str:
    """Return the name of the first field that holds a character; empty if none does."""
    for name, value in values.items():
        if name == NUMBER_FIELD:
            continue
        match value:
            case dict():
                for part, words in value.items():
                    if character in str(words):
                        return f"{name}{PART}{part}"
            case list() if any(character in _line_words(line) for line in value):
                return name
            case str() if character in value:
                return name
    return ""


def _line_words(line: object) -> str:
    return " ".join(str(cell) for cell in line.values()) if isinstance(line, dict) else str(line)
