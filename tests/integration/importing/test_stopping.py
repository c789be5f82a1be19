"""An import that stops half-way goes on, or is taken back; nothing comes twice, nothing is lost."""

from __future__ import annotations

import pytest

from app.commands.accounts.editing import edit_account
from app.commands.exchange.imports import continue_import, run_import
from app.commands.exchange.reverts import revert_import
from app.commands.visits.plans import plan_visit
from app.domain.errors import NotFoundError, ValidationError
from app.domain.importing.headings import Column
from app.domain.importing.plans import Mode
from app.exchange.table_files import look_at_table
from app.queries.exchange.imports import list_exchanges, list_rejected
from tests.support.account_records import ACCOUNT, REP, SECTOR, put
from tests.support.tables import plan_for

NAMES = (
    "甲一商行",
    "乙二超市",
    "丙三门店",
    "丁四批发",
    "戊五粮油",
    "己六酒业",
    "庚七食品",
    "辛八烟酒",
)
ROWS = [(name, "散户王" if at == 4 else "零售商") for at, name in enumerate(NAMES)]


class PulledOutError(Exception):
    """What a test throws where a plug is pulled."""


def names(desk):
    with desk.store.snapshot() as look:
        found = look.connection.exec_driver_sql("SELECT name FROM account WHERE source = 'import'")
        return sorted(found.scalars())


def cut_off(desk, source, plan, after):
    """Take in some batches and die."""
    told = []

    def die(tally):
        told.append(tally)
        if len(told) == after:
            raise PulledOutError

    with pytest.raises(PulledOutError):
        run_import(desk, source, plan, tell=die)
    return list_exchanges(desk)[0].id


@pytest.mark.parametrize("after", [1, 2])
@pytest.mark.usefixtures("small_batches")
def test_an_import_that_was_cut_off_goes_on_where_it_was(desk, made, after):
    source = made(*ROWS)
    exchange_id = cut_off(desk, source, plan_for(desk, source), after)
    assert len(names(desk)) == len([row for row in ROWS[: 3 * after] if row[1] == "零售商"])
    done = continue_import(desk, exchange_id, source)
    assert (done.tally.created, done.tally.rejected, done.is_whole) == (7, 1, True)
    assert names(desk) == sorted(row[0] for row in ROWS if row[1] == "零售商")
    assert [row.line for row in list_rejected(desk, exchange_id)] == [6]


@pytest.mark.usefixtures("small_batches")
def test_a_table_that_breaks_off_in_the_middle_of_a_batch_leaves_whole_batches(desk, made):
    source = made(*ROWS)

    class Broken:
        name, sha256, options = source.name, source.sha256, source.options
        check_unchanged = source.check_unchanged

        def rows(self):
            for row in source.rows():
                if row.line == 6:
                    raise PulledOutError
                yield row

    with pytest.raises(PulledOutError):
        run_import(desk, Broken(), plan_for(desk, source))
    assert names(desk) == sorted(NAMES[:3])
    exchange_id = list_exchanges(desk)[0].id
    assert continue_import(desk, exchange_id, source).tally.created == 7


@pytest.mark.usefixtures("small_batches")
def test_an_import_goes_on_with_the_encoding_that_was_chosen_for_it(desk, tmp_path):
    old = ["甲一商行", "乙二超市", "丙三門店", "丁四米油", "戊五酒坊", "己六水果"]
    path = tmp_path / "旧系统.csv"
    lines = "\r\n".join(["客戶名稱", *old])
    path.write_bytes(lines.encode("big5"))
    chosen = look_at_table(path).take_encoding("big5")
    assert look_at_table(path).encoding != "big5"
    plan = plan_for(desk, chosen, heading_line=1, columns=(Column(0, "客戶名稱", "name"),))
    asked = iter([False, True])
    done = run_import(desk, chosen, plan, should_stop=lambda: next(asked))
    continue_import(desk, done.exchange_id, look_at_table(path))
    assert names(desk) == sorted(old)


@pytest.mark.usefixtures("small_batches")
def test_cancelling_keeps_what_is_in_and_can_be_continued(desk, made):
    source = made(*ROWS)
    asked = iter([False, True])
    done = run_import(desk, source, plan_for(desk, source), should_stop=lambda: next(asked))
    assert (done.tally.created, done.is_whole) == (3, False)
    assert list_exchanges(desk)[0].state == "cancelled"
    assert continue_import(desk, done.exchange_id, source).is_whole


def test_another_file_does_not_go_on_with_an_import(desk, made):
    source = made(*ROWS)
    done = run_import(desk, source, plan_for(desk, source), should_stop=lambda: True)
    other = made(*ROWS[:2], name="另一个.xlsx")
    with pytest.raises(ValidationError, match=r"import\.file\.changed"):
        continue_import(desk, done.exchange_id, other)
    with pytest.raises(NotFoundError):
        continue_import(desk, "f" * 32, source)


def test_an_import_at_its_end_does_not_go_on(desk, made):
    source = made(*ROWS)
    done = run_import(desk, source, plan_for(desk, source))
    with pytest.raises(ValidationError, match=r"import\.over"):
        continue_import(desk, done.exchange_id, source)


def as_head(desk):
    """Let the user be somebody who may delete accounts."""
    with desk.store.unit_of_work() as work:
        person = {"id": REP, "name": "周岚", "login": "zhoulan", "sector_id": SECTOR}
        put(work, "user", [{**person, "roles": "sector_head\nrep", "state": "active"}])
        work.commit()


def fields(desk, record_id=ACCOUNT):
    with desk.store.snapshot() as look:
        return dict(look.records.read("account", record_id).fields)


def id_of(desk, name):
    with desk.store.snapshot() as look:
        found = look.connection.exec_driver_sql("SELECT id FROM account WHERE name = ?", (name,))
        return found.scalar_one()


@pytest.mark.usefixtures("small_batches")
def test_taking_back_removes_what_was_made_and_restores_what_was_changed(desk, made):
    as_head(desk)
    before = fields(desk)
    source = made(("百禾粮油商贸行", "零售商", "13900001111", "新城市"), *ROWS)
    done = run_import(desk, source, plan_for(desk, source, mode=Mode.BOTH))
    assert fields(desk) != before
    back = revert_import(desk, done.exchange_id)
    assert (back.restored, back.removed, back.kept_count, back.is_whole) == (1, 7, 0, True)
    assert fields(desk) == before
    assert names(desk) == []
    assert list_exchanges(desk)[0].state == "reverted"


def test_taking_back_keeps_what_somebody_changed_since_and_says_so(desk, made):
    as_head(desk)
    source = made(("百禾粮油商贸行", "零售商", "13900001111"), *ROWS[:3])
    done = run_import(desk, source, plan_for(desk, source, mode=Mode.BOTH))
    edit_account(desk, ACCOUNT, {"phone": "13900002222"})
    edit_account(desk, id_of(desk, NAMES[0]), {"city": "云浦市"})
    plan_visit(desk, id_of(desk, NAMES[1]), desk.today())
    edit_account(desk, id_of(desk, NAMES[2]), {"type": "agent"})
    back = revert_import(desk, done.exchange_id)
    assert (back.restored, back.removed, back.kept_count) == (1, 1, 3)
    assert fields(desk)["phone"] == "13900002222"
    assert fields(desk)["type"] == "dealer"
    assert names(desk) == sorted(NAMES[1:3])
    assert {(one.record_id, one.field) for one in back.kept} == {
        (ACCOUNT, "phone"),
        (id_of(desk, NAMES[1]), ""),
        (id_of(desk, NAMES[2]), "type"),
    }


def test_a_rep_who_may_not_delete_accounts_has_them_archived(desk, made):
    source = made(*ROWS[:2])
    done = run_import(desk, source, plan_for(desk, source))
    back = revert_import(desk, done.exchange_id)
    assert (back.removed, back.archived, back.kept_count) == (0, 2, 0)
    assert fields(desk, id_of(desk, NAMES[0]))["status"] == "archived"


@pytest.mark.usefixtures("small_batches")
def test_taking_back_can_be_stopped_and_begun_again(desk, made):
    as_head(desk)
    source = made(*ROWS)
    done = run_import(desk, source, plan_for(desk, source))
    asked = iter([False, True])
    first = revert_import(desk, done.exchange_id, should_stop=lambda: next(asked))
    assert not first.is_whole
    assert 0 < len(names(desk)) < 7
    assert revert_import(desk, done.exchange_id).is_whole
    assert names(desk) == []


@pytest.mark.usefixtures("small_batches")
def test_an_import_that_was_cut_off_can_be_taken_back(desk, made):
    as_head(desk)
    source = made(*ROWS)
    exchange_id = cut_off(desk, source, plan_for(desk, source), 2)
    assert revert_import(desk, exchange_id).is_whole
    assert names(desk) == []


def test_an_import_is_taken_back_once_and_only_where_it_was_made(desk, made):
    as_head(desk)
    source = made(*ROWS)
    done = run_import(desk, source, plan_for(desk, source))
    revert_import(desk, done.exchange_id)
    with pytest.raises(ValidationError, match=r"import\.revert\.state"):
        revert_import(desk, done.exchange_id)
    with desk.store.unit_of_work() as work:
        note = {"id": "e" * 32, "direction": "in", "subject": "account", "begun_at": 1}
        put(work, "file_exchange", [{**note, "state": "done"}])
        work.commit()
    with pytest.raises(ValidationError, match=r"import\.revert\.elsewhere"):
        revert_import(desk, "e" * 32)
