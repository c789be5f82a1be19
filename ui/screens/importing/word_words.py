"""Words of the step that asks what the words of a file mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.importing.decisions import Decision, Decisions, Way
from app.domain.importing.proposals import Origin, Proposal
from app.domain.schema import ENTITIES
from app.queries.exchange.words import WordColumn
from ui.field_texts import choice_label, field_label
from ui.formats import Formats
from ui.screens.importing.rows import Choices, WordLine, WordsWords
from ui.texts import _, n_, p_
from ui.theme.tokens import Tone

REJECT, EMPTY = "!", "-"
"""Keys of the two ways out; a value has "=" before it."""


def words_words(
    entity: str,
    lines: Sequence[tuple[WordColumn, Proposal]],
    chosen: Decisions,
    formats: Formats,
) -> WordsWords:
    """Return the words of a file, those that need a decision first in each column."""
    columns = {each.column.field: each for each, _one in lines}
    liners = {name: _Liner(entity, each, formats) for name, each in columns.items()}
    shown = []
    for place, (each, one) in enumerate(lines):
        name = each.column.field
        decision = chosen.get(name, {}).get(one.key)
        shown.append(liners[name].line(place, one, decision))
    open_rows = sum(1 for line in shown if line.key == REJECT)
    note = n_("{count} word rejects its rows", "{count} words reject their rows", open_rows).format(
        count=formats.count(open_rows)
    )
    more_rows = sum(each.more_rows for each in columns.values())
    more = n_(
        "{count} more row holds words that are not listed; it is read as usual.",
        "{count} more rows hold words that are not listed; they are read as usual.",
        more_rows,
    ).format(count=formats.count(more_rows))
    return WordsWords(
        tuple(shown),
        note=note if open_rows else _("every word is understood"),
        more=more if more_rows else "",
    )


class _Liner:
    """Spells the words of one column."""

    def __init__(self, entity: str, each: WordColumn, formats: Formats) -> None:
        self._each, self._formats = each, formats
        self._named = _values(entity, each)
        self._choices = _choices(self._named)
        label = field_label(entity, each.column.field)
        self._column = _("{heading} → {field}").format(heading=each.column.heading, field=label)

    def line(self, place: int, one: Proposal, chosen: Decision | None) -> WordLine:
        """Return one word."""
        decision, named = chosen or one.decision, self._named
        how, tone = _how(one, chosen)
        is_whole = self._each.is_offered_whole
        return WordLine(
            place=place,
            field=self._each.column.field,
            word=one.word,
            column=self._column,
            rows=self._formats.count(one.rows),
            meaning=_meaning(decision, named),
            how=how,
            tone=tone,
            key=_key(decision),
            choices=self._choices if is_whole else _choices(_offered(one, decision, named)),
        )


def _values(entity: str, each: WordColumn) -> Mapping[str, str]:
    """Return by value what it is called."""
    name = each.column.field
    choices = ENTITIES[entity].fields[name].choices
    if choices:
        return {value: choice_label(entity, name, value) for value in choices}
    return dict(sorted(each.names.items(), key=lambda one: one[1]))


def _offered(one: Proposal, decision: Decision, named: Mapping[str, str]) -> Mapping[str, str]:
    wanted = dict.fromkeys((decision.value, one.known, *one.offers))
    return {value: named[value] for value in wanted if value in named}


def _choices(offered: Mapping[str, str]) -> Choices:
    ways = ((REJECT, _("Reject its rows")), (EMPTY, _("Leave it empty")))
    return (*ways, *((f"={value}", words) for value, words in offered.items()))


def _key(decision: Decision) -> str:
    match decision.way:
        case Way.REJECT:
            return REJECT
        case Way.EMPTY:
            return EMPTY
        case Way.TAKE:
            return f"={decision.value}"


def _meaning(decision: Decision, named: Mapping[str, str]) -> str:
    match decision.way:
        case Way.REJECT:
            return _("Reject its rows")
        case Way.EMPTY:
            return _("Leave it empty")
        case Way.TAKE:
            return named.get(decision.value, decision.value)


def _how(one: Proposal, chosen: Decision | None) -> tuple[str, Tone]:
    if chosen is not None:
        return p_("import", "Decided"), "ok"
    match one.origin:
        case Origin.KNOWN:
            return p_("import", "Known"), "quiet"
        case Origin.REMEMBERED:
            return p_("import", "Remembered"), "info"
        case Origin.GUESSED:
            return p_("import", "Guessed"), "warn"
        case Origin.OPEN:
            return p_("import", "Unknown"), "bad"
