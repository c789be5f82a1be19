"""Opens a store file: notices what happened to it meanwhile, and brings it to today's form."""

from __future__ import annotations

from pathlib import Path

from app.store.file.engine import open_engine
from app.store.file.open_mark import OpenMark
from app.store.journal import GroupCodec
from app.store.migrate import prepare_store
from app.store.soundness.lost_log import look_for_log, note_loss
from app.store.unit_of_work import Store


def open_store(database: Path, key_hex: str, codec: GroupCodec) -> Store:
    """Open the store in a file, made if new. Nobody else may have it open.

    Args:
        database: The file; its folder exists.
        key_hex: The 32-byte database key as 64 hexadecimal digits.
        codec: How the journal's groups become bytes.

    Raises:
        StoreFault: The database is damaged, foreign, newer, or the disk refused.
        OSError: The disk refused.
    """
    mark = OpenMark(database)
    is_log_gone = look_for_log(mark, database)
    engine = open_engine(database, key_hex)
    try:
        prepare_store(engine)
        store = Store(engine, codec, mark)
        note_loss(store, mark, is_log_gone=is_log_gone)
    except BaseException:
        engine.dispose()
        raise
    return store
