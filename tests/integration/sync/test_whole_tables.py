"""A first sync brings whole tables: nothing is missing, nothing lies open, nothing is foreign."""

import pytest

from app.domain.schema import ENTITIES
from app.store import facts
from app.store.held.table_images import read_received
from server.services.company.office import Office
from server.services.rounds import images, snapshots
from server.store.bulk import load_records
from sync.errors import OfflineError
from sync.wire import codec
from sync.wire.messages import SyncAnswer, SyncRequest
from tests.support.device import fresh_id
from tests.support.server import ORG, make_server
from tests.support.synced_device import PASSWORD, enrolled

CONTACTS = 900
MARKER = "莲花池畔的秘密备注"


@pytest.fixture(autouse=True)
def _small_tables(monkeypatch):
    monkeypatch.setattr(snapshots, "WORTH_ROWS", 10)
    monkeypatch.setattr(images, "_PIECE_BYTES", 65_536)


@pytest.fixture
def server(tmp_path):
    with make_server(tmp_path) as running:
        sector = running.add_sector()
        for login in ("anna", "ben"):
            running.owners = getattr(running, "owners", {})
            running.owners[login] = running.add_user(login, PASSWORD, ("rep",), sector)
        running.accounts = [
            running.add_record("account", account(running.owners["anna"], sector, number))
            for number in range(20)
        ]
        contacts = [
            (fresh_id(), {"account_id": running.accounts[n % 20], "name": f"联系人{n}"})
            for n in range(CONTACTS - 1)
        ]
        secret = {"account_id": running.accounts[0], "name": "林秀珍", "remark": MARKER}
        load_records(running.database, ORG, "contact", [*contacts, (fresh_id(), secret)], now=1)
        yield running


def account(owner, sector, number):
    names = {"name": f"百禾粮油{number}", "type": "dealer", "status": "active"}
    return {**names, "owner_id": owner, "sector_id": sector}


@pytest.fixture
def device(server, tmp_path):
    made = []

    def make(login="anna"):
        one = enrolled(server, tmp_path / f"{login}{len(made)}", login)
        made.append(one)
        return one

    yield make
    for one in made:
        one.workspace.store.close()


def answers_of(one):
    """Note every answer that a device gets."""
    seen, carry = [], one.wire.call

    def call(method, path, **rest):
        raw = carry(method, path, **rest)
        if path == "/v1/sync":
            seen.append(codec.decode(raw, SyncAnswer))
        return raw

    one.wire.call = call
    return seen


def pieces_in(answers):
    return [a.page.piece for a in answers if a.page is not None and a.page.piece is not None]


def one_row(one, sql):
    with one.workspace.store.snapshot() as look:
        return look.connection.exec_driver_sql(sql).one()


def take_rows_only(one):
    with one.workspace.store.unit_of_work() as work:
        work.facts.write(facts.ROWS_ONLY, b"1")
        work.commit()


def everything(one):
    return {entity: one.everything(entity) for entity in ENTITIES}


def staged(one):
    with one.workspace.store.snapshot() as look:
        return read_received(look).path


def test_whole_tables_bring_what_rows_bring(device):
    whole, row_by_row = device(), device()
    seen = answers_of(whole)
    take_rows_only(row_by_row)
    seen_rows = answers_of(row_by_row)
    assert whole.sync().rows_received == row_by_row.sync().rows_received
    assert {piece.entity for piece in pieces_in(seen)} == {"account", "contact"}
    assert len([piece for piece in pieces_in(seen) if piece.entity == "contact"]) > 2
    assert pieces_in(seen_rows) == []
    assert everything(whole) == everything(row_by_row)
    for sql in (
        "SELECT count(*), min(words) FROM card_pending",
        "SELECT count(*), count(DISTINCT sort_key) FROM account_card",
    ):
        assert one_row(whole, sql) == one_row(row_by_row, sql)


def test_the_file_of_a_table_never_shows_what_is_in_it(device):
    one = device()
    files, carry = [], one.network.handle_request

    def watch(request):
        if staged(one).exists():
            files.append(staged(one).read_bytes())
        return carry(request)

    one.network.handle_request = watch
    one.sync()
    assert max(map(len, files)) > 100_000
    for content in files:
        assert MARKER.encode() not in content
        assert b"SQLite format" not in content
        assert b"contact" not in content
    assert not staged(one).exists()


def cut_after(one, answers):
    """Let the line break after some answers; return what mends it."""
    carry, left = one.network.handle_request, [answers]

    def cut(request):
        left[0] -= 1
        if left[0] < 0:
            one.network.offline = True
        return carry(request)

    one.network.handle_request = cut

    def mend():
        one.network.handle_request, one.network.offline = carry, False

    return mend


def test_a_broken_line_goes_on_at_the_piece_where_it_broke(device):
    one, other = device(), device()
    other.sync()
    mend = cut_after(one, 5)
    with pytest.raises(OfflineError):
        one.sync()
    with one.workspace.store.snapshot() as look:
        come = read_received(look).next_piece
    assert come >= 2
    mend()
    seen = answers_of(one)
    one.sync()
    assert pieces_in(seen)[0].index == come
    assert everything(one) == everything(other)


@pytest.mark.parametrize("spoil", ["lost", "cut", "changed", "grown"])
def test_a_file_that_is_not_what_it_was_is_never_loaded(device, spoil):
    one, other = device(), device()
    other.sync()
    mend = cut_after(one, 5)
    with pytest.raises(OfflineError):
        one.sync()
    path = staged(one)
    content = path.read_bytes()
    match spoil:
        case "lost":
            path.unlink()
        case "cut":
            path.write_bytes(content[:-1000] + bytes(1000))
        case "changed":
            path.write_bytes(content[:70_000] + b"?" + content[70_001:])
        case "grown":
            path.write_bytes(content + b"left by a crash")
    mend()
    seen = answers_of(one)
    one.sync()
    assert everything(one) == everything(other)
    assert not path.exists()
    takes_rows = any(a.page.parts and a.page.parts[-1].entity == "contact" for a in seen)
    assert takes_rows is (spoil != "grown")


def test_work_saved_while_a_table_comes_stays_on_top_of_it(server, device):
    one = device()
    one.sync()
    changed, gone = list(one.everything("contact"))[:2]
    with one.workspace.store.unit_of_work() as work:
        work.facts.write(facts.CURSOR, b"")
        work.commit()
    seen, made = answers_of(one), []
    carry = one.wire.call

    def working(method, path, *, body=b"", **rest):
        if path == "/v1/sync" and codec.decode(body, SyncRequest).groups:
            raise OfflineError
        raw = carry(method, path, body=body, **rest)
        if not made and is_last_of(pieces_in(seen), "contact"):
            made.append(one.create("contact", account_id=server.accounts[0], name="新来的"))
            one.edit("contact", changed, name="改过的名字")
            one.delete("contact", gone)
        return raw

    one.wire.call = working
    one.engine._ahead.begin = lambda _request: None
    with pytest.raises(OfflineError):
        sync_twice(one)
    assert one.read("contact", made[0])["name"] == "新来的"
    assert one.read("contact", changed)["name"] == "改过的名字"
    assert one.read("contact", gone) is None
    one.wire.call = carry
    one.sync()
    assert len(one.everything("contact")) == CONTACTS


def sync_twice(one):
    one.sync()
    one.sync()


def is_last_of(pieces, entity):
    return pieces and pieces[-1].entity == entity and pieces[-1].index + 1 == pieces[-1].count


def test_what_left_the_book_is_not_in_a_table_that_was_ready(server, device):
    first = device()
    first.sync()
    office = Office(server.database, ORG, "", server.clock)
    office.edit("account", server.accounts[0], {"owner_id": server.owners["ben"]})
    second = device()
    seen = answers_of(second)
    second.sync()
    assert pieces_in(seen)
    assert all(server.accounts[0] not in raw_ids(answer) for answer in seen)
    assert second.read("account", server.accounts[0]) is None
    first.sync()
    assert everything(first) == everything(second)


def raw_ids(answer):
    return {gone.record_id for gone in answer.page.gone} if answer.page else set()


def test_what_leaves_the_book_between_two_pieces_is_not_in_those_that_follow(server, device):
    one, other = device(), device()
    office = Office(server.database, ORG, "", server.clock)
    carry, seen, moved = one.network.handle_request, answers_of(one), []

    def moving(request):
        if not moved and any(piece.entity == "contact" for piece in pieces_in(seen)):
            moved.append(server.accounts[0])
            office.edit("account", server.accounts[0], {"owner_id": server.owners["ben"]})
        return carry(request)

    one.network.handle_request = moving
    one.sync()
    names = [piece.image for piece in pieces_in(seen) if piece.entity == "contact"]
    assert len(set(names)) == 2
    other.sync()
    assert everything(one) == everything(other)
    assert one.read("account", server.accounts[0]) is None


def test_what_changed_since_a_table_was_made_follows_from_the_log(server, device):
    first = device()
    first.sync()
    name = "改在表做好之后"
    first.edit("account", server.accounts[3], name=name)
    added = first.create("contact", account_id=server.accounts[3], name="后来的人")
    first.sync()
    second = device()
    seen = answers_of(second)
    second.sync()
    assert pieces_in(seen)
    assert second.read("account", server.accounts[3])["name"] == name
    assert second.read("contact", added)["name"] == "后来的人"
    assert everything(first) == everything(second)


def test_the_same_table_is_built_once_for_all_devices(server, device, monkeypatch):
    built, build = [], images.build_table

    def noted(name, *rest, **more):
        built.append(name)
        return build(name, *rest, **more)

    monkeypatch.setattr(images, "build_table", noted)
    first = device()
    first.sync()
    for number in range(2):
        first.edit("account", server.accounts[number], name="几处改动不必重做")
        first.sync()
        device().sync()
    assert sorted(built) == ["account", "contact"]
