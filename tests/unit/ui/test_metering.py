"""Photos over connections that cost by the byte."""

from __future__ import annotations

import pytest

from app.device.settings import MeteredMode, ProfileSettings
from ui.online.metering import Metering
from ui.preferences import Preferences


@pytest.mark.parametrize(
    ("mode", "is_metered", "may_go"),
    [
        (MeteredMode.ASK_SYSTEM, False, True),
        (MeteredMode.ASK_SYSTEM, True, False),
        (MeteredMode.NEVER, True, True),
        (MeteredMode.ALWAYS, False, False),
    ],
)
def test_photos_wait_on_a_connection_that_costs_unless_the_user_allows_it(
    qapp, mode, is_metered, may_go
):
    metering = Metering(Preferences(qapp, ProfileSettings(metered_mode=mode)))
    metering.note_metered(is_metered)
    assert metering.files_may_go() is may_go
