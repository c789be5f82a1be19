"""A profile put aside is neither found nor lost."""

import pytest

from app.device.errors import AlreadyOpenError
from app.device.instance_lock import InstanceLock
from app.device.paths import create_profile, list_profiles
from app.device.set_aside import bring_back, set_aside


def test_a_profile_put_aside_is_not_found_but_keeps_its_files(paths, now):
    paths.database.write_bytes(b"sealed")
    aside = set_aside(paths, now=now)
    assert list_profiles(paths.folder.parent) == ()
    assert (aside / paths.database.name).read_bytes() == b"sealed"


def test_its_place_is_free_for_a_new_one(paths, now):
    set_aside(paths, now=now)
    fresh = create_profile(paths.folder.parent, server_id="server-1", user_id="user-7")
    assert list_profiles(paths.folder.parent) == (fresh,)


def test_a_profile_in_use_stays(paths, now):
    with InstanceLock(paths.lock), pytest.raises(AlreadyOpenError):
        set_aside(paths, now=now)
    assert list_profiles(paths.folder.parent) == (paths,)


def test_it_can_be_brought_back(paths, now):
    paths.database.write_bytes(b"sealed")
    bring_back(set_aside(paths, now=now), paths)
    assert list_profiles(paths.folder.parent) == (paths,)
    assert paths.database.read_bytes() == b"sealed"
