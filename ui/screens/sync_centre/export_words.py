"""Refused work as a file: for people as text, for programs as JSON."""

from __future__ import annotations

import json

from app.queries.sync.centre import RefusedUnit
from ui.screens.sync_centre.unit_words import refused_words
from ui.screens.sync_centre.value_words import Words


def export_text(refused: RefusedUnit, words: Words) -> str:
    """Return a refused unit as text to be kept outside of Roadbook."""
    shown = refused_words(refused, words)
    lines = [shown.title, shown.note, shown.reason, ""]
    for block in shown.blocks:
        lines.append(block.title)
        lines += [f"  {line.label}: {line.value}" for line in block.lines]
        lines.append("")
    return "\n".join(lines)


def export_json(refused: RefusedUnit) -> str:
    """Return a refused unit as a program reads it: every field with both values."""
    units = [
        {
            "number": unit.device_seq,
            "made_at": unit.made_at,
            "operations": [
                {
                    "entity": step.operation.entity,
                    "record": step.operation.record_id,
                    "operation": step.operation.op.value,
                    "fields": {name: list(pair) for name, pair in step.operation.fields.items()},
                    "reason": step.code,
                }
                for step in unit.steps
            ],
        }
        for unit in (refused.unit, *refused.later)
    ]
    return json.dumps(units, ensure_ascii=False, indent=2)
