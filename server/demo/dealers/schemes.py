"""Drafts what dealers are to be judged by next year, so that somebody can approve it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.evaluation.drafts import DraftCriterion, SchemeDraft, spell_scheme
from app.domain.fields import FieldValue
from server.demo.reading import read_demo
from server.demo.seeds import make_id, moment
from server.demo.world import World

Row = dict[str, FieldValue]

_MORNING = 10 * 60
_DRAFTED_DAYS = 3


def scheme_rows(world: World) -> Iterator[Row]:
    """Yield the drafts of evaluation schemes; none is approved, so the built-in one is used."""
    chance = world.seeds.stream("evaluation_scheme")
    since = dt.date(world.seeds.today.year + 1, 1, 1)
    for source in read_demo("dealers")["evaluation_scheme"]:
        criteria = tuple(
            DraftCriterion(part["words"], part["percent"], tuple(part["indicators"]))
            for part in source["criteria"]
        )
        draft = SchemeDraft(
            name=source["name"],
            version=source["version"],
            criteria=criteria,
            gate=source["gate"],
        )
        yield {
            "id": make_id(moment(world.seeds.now - _DRAFTED_DAYS, _MORNING), chance),
            "name": draft.name,
            "version": draft.version,
            "state": "draft",
            "valid_from_on": since.isoformat(),
            "body": spell_scheme(draft, None, {}),
            "maker_id": world.person("group_marketing").id,
        }
