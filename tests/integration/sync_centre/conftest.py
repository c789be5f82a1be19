"""A real server with two reps and their head, and devices of theirs."""

from __future__ import annotations

import pytest

from tests.support.crew import crew_devices, crew_server


@pytest.fixture
def server(tmp_path):
    with crew_server(tmp_path) as running:
        yield running


@pytest.fixture
def device(server, tmp_path):
    with crew_devices(server, tmp_path) as make:
        yield make
