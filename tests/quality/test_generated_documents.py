"""Documents that are made from the code say what the code says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from app.domain.schema_page import render_schema_page
from tests.support.source_tree import ROOT

# A document's path and the function that returns its text: add a line when a generator exists.
GENERATED: Mapping[str, Callable[[], str]] = {"docs/DATA_MODEL.md": render_schema_page}


def stale(generated: Mapping[str, Callable[[], str]], root=ROOT) -> list[str]:
    return [
        name
        for name, write in generated.items()
        if not (root / name).is_file() or (root / name).read_text("utf-8") != write()
    ]


def test_every_generated_document_is_in_step():
    assert stale(GENERATED) == []


@pytest.mark.parametrize("kept", ["yesterday's schema\n", None])
def test_a_document_out_of_step_is_seen(kept, tmp_path):
    if kept is not None:
        (tmp_path / "MODEL.md").write_text(kept)
    assert stale({"MODEL.md": lambda: "today's schema\n"}, tmp_path) == ["MODEL.md"]
