"""A rep's store with colleagues of every role."""

from __future__ import annotations

import pytest

from tests.support.record_crew import record_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = record_workspace(tmp_path)
    yield workspace
    workspace.store.close()
