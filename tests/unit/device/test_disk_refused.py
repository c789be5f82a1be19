from __future__ import annotations

import sys

import pytest

from app.device import disk_kind
from app.device.errors import NetworkShareError
from app.device.paths import create_profile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the mount table is Linux's")


def test_a_profile_on_a_network_share_is_refused(tmp_path, monkeypatch):
    table = tmp_path / "mounts"
    table.write_text(
        f"22 1 254:0 / / rw - ext4 /dev/vda rw\n30 22 0:4 / {tmp_path}/share rw - nfs4 a:/b rw\n"
    )
    monkeypatch.setattr(disk_kind, "MOUNT_TABLE", table)

    create_profile(tmp_path / "local", server_id="s", user_id="u")
    with pytest.raises(NetworkShareError) as refused:
        create_profile(tmp_path / "share" / "x", server_id="s", user_id="u")
    assert refused.value.params == {"file_system": "nfs4"}
