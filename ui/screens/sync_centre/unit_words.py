"""Units of work in words: a list entry, and what was written in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.changes import Op, Operation
from app.queries.sync.centre import (
    ACKNOWLEDGED,
    REFUSED,
    WAITING,
    RefusedUnit,
    SyncUnit,
    UnitStep,
)
from ui.field_texts import entity_label, field_label
from ui.screens.sync_centre.rows import (
    ActionWords,
    FieldLine,
    ListRow,
    RecordBlock,
    UnitWords,
)
from ui.screens.sync_centre.value_words import Words, is_shown
from ui.texts import _, n_, p_, sentence
from ui.theme.tokens import Tone

_ICONS: Mapping[str, str] = {
    "account": "building-2",
    "contact": "user-round",
    "visit_log": "notebook-pen",
    "visit_plan": "calendar-days",
    "contract": "file-text",
    "contract_line": "file-text",
    "print_record": "printer",
    "contract_sending": "file-text",
    "contract_return": "file-text",
    "pen_signature": "signature",
    "complaint": "message-square-warning",
    "commitment": "handshake",
    "collection": "banknote",
    "stock_count": "boxes",
    "attachment": "image",
    "conflict": "git-compare-arrows",
}
_LEADING = (
    "visit_log",
    "contract",
    "account",
    "complaint",
    "conflict",
    "contact",
    "collection",
    "visit_plan",
)
"""Of several records in one unit, the first of these kinds says what the unit is about."""

_CONTRACT_FACTS = frozenset(
    {"print_record", "contract_sending", "contract_return", "pen_signature"}
)
_FACTS = _CONTRACT_FACTS | {"visit_log", "stock_count", "collection", "attachment"}
"""Written once: the name of the kind says enough."""

_SHOWN_LABELS = 3
_CONTRACT_PARTS = _CONTRACT_FACTS | {"contract", "contract_line"}


def icon_of(entity: str) -> str:
    """Return the icon of a kind of record."""
    return _ICONS.get(entity, "pencil")


def unit_row(unit: SyncUnit, words: Words) -> ListRow:
    """Return the list entry of a unit."""
    tag, tone, icon = _state(unit)
    return ListRow(
        key=unit_key(unit),
        icon=icon_of(leading(unit).entity),
        title=unit_title(unit, words),
        note=_reason(unit, words) if unit.state == REFUSED else _note(unit, words),
        tag=tag,
        tone=tone,
        tag_icon=icon,
    )


def unit_key(unit: SyncUnit) -> str:
    """Return the key of a unit's entry."""
    return f"unit:{unit.device_seq}"


def leading(unit: SyncUnit) -> Operation:
    """Return the operation that says what a unit is about."""
    operations = unit.operations

    def rank(operation: Operation) -> int:
        known = operation.entity in _LEADING
        return _LEADING.index(operation.entity) if known else len(_LEADING)

    return min(operations, key=rank)


def unit_title(unit: SyncUnit, words: Words) -> str:
    """Return what was done and to whom: "拜访日志·广源调味品批发部"."""
    operation = leading(unit)
    account = words.account(operation.entity, operation.record_id)
    own = words.directory.name(operation.record_id)
    whom = account or own
    return "·".join(part for part in (_deed(operation), whom) if part)


def unit_words(unit: SyncUnit, words: Words) -> UnitWords:
    """Return a unit that waits or is done, in detail."""
    tag, tone, icon = _state(unit)
    return UnitWords(
        key=unit_key(unit),
        title=unit_title(unit, words),
        tag=tag,
        tone=tone,
        tag_icon=icon,
        note=_size_note(unit, words),
        blocks=_blocks(unit, unit.operations, words),
        actions=_ways(unit, words),
    )


def refused_words(refused: RefusedUnit, words: Words) -> UnitWords:
    """Return a refused unit, in detail, with what can be done about it."""
    unit, later = refused.unit, refused.later
    tag, tone, icon = _state(unit)
    operations = [op for one in (unit, *later) for op in one.operations]
    advice = _("Nothing is lost: repair it and send it again, keep it in a file, or give it up.")
    if later:
        more = n_(
            "{count} later change stands on it and goes with it.",
            "{count} later changes stand on it and go with it.",
            len(later),
        )
        advice = f"{advice} {more.format(count=len(later))}"
    return UnitWords(
        key=unit_key(unit),
        title=unit_title(unit, words),
        tag=tag,
        tone=tone,
        tag_icon=icon,
        note=_size_note(unit, words),
        reason=_reason(unit, words),
        advice=advice,
        blocks=_blocks(unit, operations, words),
        actions=(
            ActionWords("give_up", _("Give up…"), "trash-2", "danger"),
            ActionWords("export", _("Export…"), "download"),
            *_ways(unit, words),
            ActionWords("resend", _("Send again"), "send", "primary"),
        ),
    )


def _deed(operation: Operation) -> str:
    kind = entity_label(operation.entity)
    match operation.op:
        case Op.CREATE if operation.entity in _FACTS:
            return kind
        case Op.CREATE:
            return _("New {kind}").format(kind=kind.lower())
        case Op.EDIT if operation.entity == "conflict":
            return _("Conflict decided")
        case Op.EDIT:
            return _("{kind} changed").format(kind=kind)
        case Op.DELETE:
            return _("{kind} deleted").format(kind=kind)


def _note(unit: SyncUnit, words: Words) -> str:
    when = words.moment(unit.made_at)
    photos = sum(op.entity == "attachment" for op in unit.operations)
    operation = leading(unit)
    if photos and operation.entity != "attachment":
        more = n_("with {count} photo", "with {count} photos", photos).format(count=photos)
    elif operation.op is Op.EDIT and operation.entity != "conflict":
        more = _labels(operation, words)
    else:
        more = _own_name(operation, words)
    return _("{when}, {more}").format(when=when, more=more) if more else when


def _labels(operation: Operation, words: Words) -> str:
    names = [words.label(operation.entity, name) for name in operation.fields if is_shown(name)]
    listed = words.joined(names[:_SHOWN_LABELS])
    rest = len(names) - _SHOWN_LABELS
    return f"{listed} +{rest}" if rest > 0 else listed


def _own_name(operation: Operation, words: Words) -> str:
    if operation.entity in {"account", "conflict", "visit_log"}:
        return ""
    return words.directory.name(operation.record_id)


def _reason(unit: SyncUnit, words: Words) -> str:
    step = unit.refusal
    if step is None:
        return _("The office sent this back without a reason.")
    reason = sentence(step.code, _named(step, words))
    field = step.params.get("field")
    if field is None:
        return reason
    entity = str(step.params.get("entity") or step.operation.entity)
    return _("{field}: {reason}").format(field=field_label(entity, str(field)), reason=reason)


def _named(step: UnitStep, words: Words) -> dict[str, object]:
    """Return the values of a refusal's sentence with names instead of the schema's words."""
    params = dict(step.params)
    entity = str(params.get("entity") or step.operation.entity)
    if "field" in params:
        params["field"] = field_label(entity, str(params["field"]))
    if "entity" in params:
        params["entity"] = entity_label(entity)
    params.setdefault("name", words.directory.name(step.operation.record_id))
    return params


def _size_note(unit: SyncUnit, words: Words) -> str:
    count = len(unit.steps)
    steps = n_("{count} change", "{count} changes", count).format(count=count)
    parts = [
        _("written {when}").format(when=words.moment(unit.made_at)),
        steps,
        words.formats.bytes(unit.size_bytes),
    ]
    if unit.state == WAITING and unit.in_file_at is not None:
        written = words.moment(unit.in_file_at)
        parts.append(_("in the file of {when}, not confirmed yet").format(when=written))
    if unit.state == ACKNOWLEDGED and unit.settled_at is not None:
        parts.append(_("received {when}").format(when=words.moment(unit.settled_at)))
    return "·".join(parts)


def _state(unit: SyncUnit) -> tuple[str, Tone, str]:
    match unit.state:
        case state if state == WAITING and unit.in_file_at is not None:
            return _("In a file"), "info", "file-text"
        case state if state == WAITING:
            return _("Not sent yet"), "info", "cloud-upload"
        case state if state == REFUSED:
            return _("Sent back"), "bad", "circle-x"
        case state if state == ACKNOWLEDGED:
            return p_("sync", "Received"), "ok", "circle-check"
        case _:
            return p_("sync", "Withdrawn"), "quiet", "undo-2"


def _blocks(
    unit: SyncUnit, operations: Iterable[Operation], words: Words
) -> tuple[RecordBlock, ...]:
    blocks = tuple(_block(operation, words) for operation in operations)
    if len(blocks) == 1 and blocks[0].title == unit_title(unit, words):
        return (RecordBlock("", blocks[0].lines),)
    return blocks


def _block(operation: Operation, words: Words) -> RecordBlock:
    own = words.directory.name(operation.record_id)
    title = "·".join(part for part in (_deed(operation), own) if part)
    lines = tuple(
        FieldLine(
            words.label(operation.entity, name),
            words.value(operation.entity, name, before if operation.op is Op.DELETE else after),
            _before(operation, name, words),
        )
        for name, (before, after) in operation.fields.items()
        if is_shown(name) and not before == after is None
    )
    return RecordBlock(title, lines)


def _before(operation: Operation, name: str, words: Words) -> str:
    before = operation.fields[name][0]
    if operation.op is not Op.EDIT or before is None:
        return ""
    return words.value(operation.entity, name, before)


def _ways(unit: SyncUnit, words: Words) -> tuple[ActionWords, ...]:
    """Return the way to the page where the work was done, if it is on this device."""
    operation = leading(unit)
    if operation.entity in _CONTRACT_PARTS:
        return (ActionWords("repair", _("Open contract"), "external-link"),)
    if words.account(operation.entity, operation.record_id):
        return (ActionWords("repair", _("Open account"), "external-link"),)
    return ()


def place_of(unit: SyncUnit, words: Words) -> tuple[str, str]:
    """Return where a unit's work is repaired: "contract" or "account", and its id."""
    operation = leading(unit)
    if operation.entity == "contract":
        return "contract", operation.record_id
    contract = operation.values.get("contract_id")
    if operation.entity in _CONTRACT_PARTS and isinstance(contract, str):
        return "contract", contract
    return "account", words.directory.account_of(operation.entity, operation.record_id)
