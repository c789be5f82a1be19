"""A book that is opened again begins without what a crash left behind."""

import io

from app.device.device_key import DeviceKey
from app.profiles import NewProfile, make_profile, open_profile
from tests.support.real_device import PASSPHRASE, surroundings


def test_what_a_crash_left_half_written_is_gone_and_whole_files_stay(tmp_path):
    around = surroundings(tmp_path)
    new = NewProfile(
        root=tmp_path / "profiles",
        server_id="5e" * 16,
        epoch="e0" * 16,
        user_id="c0ffee00" * 4,
        device_id="d0" * 16,
        device_key=DeviceKey.generate(),
    )
    book = make_profile(new, PASSPHRASE, around)
    kept, _size = book.workspace.files.store_file(io.BytesIO(b"a photo"))
    left = book.paths.attachments / "a.part"
    left.write_bytes(b"half a photo")
    book.close()
    book = open_profile(book.paths, PASSPHRASE, around)
    assert not left.exists()
    assert book.workspace.files.is_intact(kept)
    book.close()
