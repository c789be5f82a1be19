"""All planted bugs: the proof that the simulation can find what it looks for."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from tests.simulation.planted_on_devices import PLANTED_ON_DEVICES
from tests.simulation.planted_on_server import PLANTED_ON_SERVER
from tests.simulation.planting import PlantedBug

PLANTED: Mapping[str, PlantedBug] = {**PLANTED_ON_DEVICES, **PLANTED_ON_SERVER}


def planted(name: str) -> contextlib.AbstractContextManager[None]:
    """Switch a bug on for a while; none for an empty name."""
    return PLANTED[name].switched_on() if name else contextlib.nullcontext()
