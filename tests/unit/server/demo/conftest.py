"""One small demo, made once for all tests of the demo."""

import datetime as dt
from collections import defaultdict

import pytest

from server.demo.generate import DEMO_SEED, generate

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="session")
def today():
    return TODAY


@pytest.fixture(scope="session")
def small():
    """Rows of the small demo by entity."""
    rows = defaultdict(list)
    for entity, batch in generate("small", DEMO_SEED, TODAY):
        rows[entity] += batch
    return rows
