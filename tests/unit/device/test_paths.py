from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.device.disk_kind import NETWORK_FILE_SYSTEMS, file_system_of
from app.device.keychain import NoKeychain
from app.device.paths import (
    clear_temp,
    create_profile,
    default_root,
    list_profiles,
    profile_paths,
)
from app.device.vault import create_slot
from app.device.wipe import destroy_profile

posix = pytest.mark.skipif(os.name == "nt", reason="Windows protects by folder rights")


@posix
def test_folders_and_files_belong_to_their_owner_only(paths, keychain, identity, floor):
    create_slot(paths.key_slot, "river lamp stone violet", keychain, identity, floor=floor)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in [paths.folder, *paths.folder.iterdir()]
    }

    assert modes[paths.key_slot.name] == modes[paths.owner.name] == 0o600
    for folder in (paths.folder, paths.temp, paths.logs, paths.attachments):
        assert modes[folder.name] == 0o700


def test_ids_cannot_leave_the_root_nor_show_in_it(tmp_path):
    paths = create_profile(tmp_path, server_id="../../etc", user_id="chen.xiao/..")

    assert paths.folder.parent == tmp_path
    assert "chen" not in paths.folder.name


def test_two_users_of_one_server_have_two_folders(tmp_path):
    first = profile_paths(tmp_path, server_id="s", user_id="a")
    second = profile_paths(tmp_path, server_id="s", user_id="b")
    joined = profile_paths(tmp_path, server_id="sa", user_id="")

    assert len({first.folder, second.folder, joined.folder}) == 3


def test_profiles_are_listed_and_foreign_folders_left_out(tmp_path):
    made = [create_profile(tmp_path, server_id="s", user_id=user) for user in ("b", "a")]
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "profile.json").write_text('{"server": "s", "user": "a"}')
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "profile.json").write_text("[")

    assert list_profiles(tmp_path) == (made[1], made[0])
    assert list_profiles(tmp_path / "nowhere") == ()


def test_making_a_profile_twice_keeps_it(tmp_path):
    paths = create_profile(tmp_path, server_id="s", user_id="u")
    paths.database.write_bytes(b"kept")

    assert create_profile(tmp_path, server_id="s", user_id="u") == paths
    assert paths.database.read_bytes() == b"kept"


def test_temp_is_empty_after_clearing(paths):
    (paths.temp / "deep").mkdir()
    (paths.temp / "deep" / "preview.pdf").write_bytes(b"x")
    clear_temp(paths)

    assert list(paths.temp.iterdir()) == []


def test_the_default_root_is_the_users_own_folder():
    assert default_root().is_absolute()
    assert default_root().parts[-2:] == ("Roadbook", "profiles")


MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /home rw shared:9 - nfs4 files:/home rw
31 30 0:41 / /home/li/local\\040disk rw - xfs /dev/vdb rw
32 22 0:42 / /mnt/team rw - cifs //files/team rw
33 22 0:43 / /mnt/over rw - ext4 /dev/vdc rw
34 22 0:44 / /mnt/over rw - fuse.sshfs li@host: rw
nonsense
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/home/li/.local", "nfs4"),
        ("/home/li/local disk/x", "xfs"),
        ("/mnt/team/a", "cifs"),
        ("/mnt/teammate", "ext4"),
        ("/mnt/over", "fuse.sshfs"),
    ],
)
def test_the_innermost_mount_tells_the_kind_of_disk(folder, kind):
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_shares_are_known_and_local_disks_are_not_among_them():
    assert {"nfs4", "cifs", "fuse.sshfs"} <= NETWORK_FILE_SYSTEMS
    assert not {"ext4", "xfs", "btrfs", "apfs", "ntfs3", "overlay", "tmpfs"} & NETWORK_FILE_SYSTEMS


def test_a_destroyed_profile_leaves_neither_files_nor_secret(paths, keychain, identity, floor):
    create_slot(paths.key_slot, "river lamp stone violet", keychain, identity, floor=floor)
    paths.database.write_bytes(b"x")
    destroy_profile(paths, keychain)
    destroy_profile(paths, keychain)

    assert not paths.folder.exists()
    assert keychain.secrets == {}


def test_a_damaged_slot_does_not_stop_the_destruction(paths):
    paths.key_slot.write_bytes(b"{")
    destroy_profile(paths, NoKeychain())

    assert not paths.folder.exists()
