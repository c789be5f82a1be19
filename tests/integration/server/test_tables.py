"""The accounting system's tables come in by the server's door: checked, counted, taken back."""

from __future__ import annotations

import pytest

from app.domain.errors import ValidationError
from app.domain.importing.headings import guess_columns
from app.domain.importing.plans import DEFAULTS, KEYS, ImportPlan, Mode
from app.domain.importing.vocabulary import Vocabulary
from app.exchange.table_files import look_at_table
from app.exchange.table_writing import write_table
from server.__main__ import main
from server.services.company.office import Office
from server.services.desk.provenance import list_provenance
from server.services.tables.imports import TableDoor
from server.services.tables.reverts import revert_table
from server.store.records import each_body
from tests.support.device import created, fresh_id
from tests.support.server import ORG

SALES = ("客户名称", "存货编码", "单据号", "日期", "数量", "金额（万元）")


@pytest.fixture
def door(server):
    return TableDoor(server.database, ORG, "", server.clock)


@pytest.fixture
def product(server):
    return server.add_record("product", {"code": "A-01", "name": "原酿", "unit": "箱"})


@pytest.fixture
def take(door, tmp_path):
    """Return a function that takes a table in."""

    def run(kind, headings, *rows, mode=Mode.BOTH, is_dry=False, key=0):
        path = tmp_path / f"{kind}.xlsx"
        write_table(path, headings, rows)
        vocabulary = Vocabulary(kind, is_office=True)
        table = look_at_table(path)
        first = next(table.rows())
        plan = ImportPlan(
            entity=kind,
            columns=guess_columns(first, vocabulary),
            heading_line=1,
            mode=mode,
            key=KEYS[kind][key],
            defaults=DEFAULTS.get(kind, {}),
        )
        return door.run(table, plan, is_dry=is_dry)

    return run


def bodies(server, entity):
    with server.database.reading() as work:
        return dict(each_body(work, ORG, entity))


def codes(done):
    return [(one.row.line, problem.code) for one in done.rejected for problem in one.problems]


ROWS = [
    ("华信", "A-01", "XS-0001", "2026-11-20", 12, "1.25"),
    ("华信", "A-01", "XS-0002", "2026-11-21", 1, "0.5"),
    ("无此客户", "A-01", "XS-0003", "2026-11-21", 1, "1"),
    ("华信", "B-99", "XS-0004", "2026-11-21", 1, "1"),
]


@pytest.mark.usefixtures("product")
def test_sales_come_in_under_their_accounts_and_reach_the_rep(rep, account, take):
    rep.pull()
    done = take("sales_record", SALES, *ROWS)
    assert (done.tally.created, done.tally.rejected) == (2, 2)
    assert codes(done) == [(4, "import.reference.unknown"), (5, "import.reference.unknown")]
    rep.pull()
    rows = [rep.rows["sales_record", key] for key in sorted(rep.ids("sales_record"))]
    assert sorted((row["amount_minor"], row["account_id"], row["source"]) for row in rows) == [
        (500_000, account, "erp"),
        (1_250_000, account, "erp"),
    ]


@pytest.mark.usefixtures("account", "product")
def test_a_dry_run_tells_the_same_and_writes_nothing(server, take):
    dry = take("sales_record", SALES, *ROWS, is_dry=True)
    assert bodies(server, "sales_record") == {}
    assert bodies(server, "file_exchange") == {}
    done = take("sales_record", SALES, *ROWS)
    assert (dry.tally.fields(), codes(dry)) == (done.tally.fields(), codes(done))


@pytest.mark.usefixtures("account", "product")
def test_the_same_table_again_changes_nothing_and_a_corrected_one_only_what_it_corrects(
    server, take
):
    take("sales_record", SALES, *ROWS)
    before = bodies(server, "sales_record")
    assert take("sales_record", SALES, *ROWS).tally.unchanged == 2
    assert bodies(server, "sales_record") == before
    corrected = [(*ROWS[0][:5], "1.5"), *ROWS[1:]]
    done = take("sales_record", SALES, *corrected)
    assert (done.tally.updated, done.tally.unchanged) == (1, 1)
    assert sorted(one["amount_minor"] for one in bodies(server, "sales_record").values()) == [
        500_000,
        1_500_000,
    ]


@pytest.mark.usefixtures("account", "product")
def test_taking_back_restores_values_and_removes_what_was_new(server, door, take):
    first = take("sales_record", SALES, ROWS[0])
    before = bodies(server, "sales_record")
    second = take("sales_record", SALES, (*ROWS[0][:5], "1.5"), ROWS[1])
    back = revert_table(door, second.id)
    assert (back.restored, back.removed, back.kept) == (1, 1, ())
    assert bodies(server, "sales_record") == before
    with pytest.raises(ValidationError, match=r"import\.revert\.state"):
        revert_table(door, second.id)
    # What was brought up to date since has another revision: it stays, and that is said.
    assert revert_table(door, first.id).removed == 0
    assert bodies(server, "sales_record") == before


@pytest.mark.usefixtures("account", "product")
def test_what_the_office_wrote_since_stays_and_is_named(server, door, take):
    take("sales_record", SALES, ROWS[0])
    ((record_id, _),) = bodies(server, "sales_record").items()
    second = take("sales_record", SALES, (*ROWS[0][:4], 99, "1.5"))
    office = Office(server.database, ORG, "", server.clock)
    office.edit("sales_record", record_id, {"amount_minor": 7})
    back = revert_table(door, second.id)
    assert back.kept == (("sales_record", record_id, "amount_minor"),)
    body = bodies(server, "sales_record")[record_id]
    assert (body["amount_minor"], body["quantity"]) == (7, 12)


@pytest.mark.usefixtures("account", "product")
def test_a_removed_row_leaves_the_device_of_the_rep(rep, door, take):
    done = take("sales_record", SALES, *ROWS)
    rep.pull()
    assert len(rep.ids("sales_record")) == 2
    revert_table(door, done.id)
    rep.pull()
    assert rep.ids("sales_record") == set()


@pytest.mark.usefixtures("account", "product")
def test_every_value_says_that_it_was_imported(server, take):
    take("sales_record", SALES, ROWS[0])
    take("sales_record", SALES, (*ROWS[0][:5], "1.5"))
    ((record_id, _),) = bodies(server, "sales_record").items()
    with server.database.reading() as work:
        found = list_provenance(work, ORG, "sales_record", record_id)
    assert {one.source for one in found} == {"import"}
    amounts = [(one.value, one.is_current) for one in found if one.field == "amount_minor"]
    assert amounts == [(1_250_000, False), (1_500_000, True)]


def test_products_price_lists_and_prices_come_in_by_the_same_door(server, take):
    take("product", ("编码", "名称", "单位", "状态"), ("A-01", "原酿", "箱", "在售"))
    take("price_list", ("价目表", "版本", "生效日期"), ("华东", "2026-1", "2026年1月1日"))
    prices = ("价目表", "产品编码", "含税单价", "税率")
    done = take(
        "price", prices, ("华东", "A-01", "￥１２８.00", "13%"), ("华北", "A-01", "1", "13%")
    )
    assert (done.tally.created, codes(done)) == (1, [(3, "import.reference.unknown")])
    ((_, body),) = bodies(server, "price").items()
    assert (body["unit_price_minor"], body["tax_rate_basis_points"]) == (12_800, 1_300)


def test_receivables_are_paid_by_the_next_table(server, account, take):
    headings = ("客户名称", "发票号", "开票日期", "到期日", "应收金额", "已收金额")
    take("receivable", headings, ("华信", "00123", "2026-10-01", "2026-11-01", "1,000.00", ""))
    take("receivable", headings, ("华信", "00123", "2026-10-01", "2026-11-01", "1,000.00", "400"))
    ((_, body),) = bodies(server, "receivable").items()
    assert body["document_number"] == "00123"
    assert (body["account_id"], body["paid_minor"]) == (account, 40_000)


def test_a_rep_reads_the_own_notes_of_files_and_a_head_those_of_the_sector(rep, device_of):
    head, other = device_of("head", "sector_head"), device_of("wang")
    note = {"direction": "out", "subject": "account", "begun_at": 1, "state": "running"}
    own = {**note, "owner_id": rep.user_id, "sector_id": rep_sector(rep)}
    note_id = fresh_id()
    assert rep.push(created("file_exchange", note_id, **own))[0].outcome == "applied"
    forged = {**own, "owner_id": other.user_id}
    assert rep.push(created("file_exchange", fresh_id(), **forged))[0].code == "record.not_allowed"
    # The rep's own other laptop, the head, a colleague.
    for device, sees in ((device_of("li"), True), (head, True), (other, False)):
        device.pull()
        assert (note_id in device.ids("file_exchange")) is sees


def rep_sector(device):
    device.pull()
    return device.rows["user", device.user_id]["sector_id"]


def test_the_command_line_takes_a_table_in_and_back(tmp_path, capsys):
    data, path = tmp_path / "data", tmp_path / "p.csv"
    path.write_bytes("货号,品名,计量单位\r\n=1,原酿,箱\r\n,无编码,箱\r\n".encode("gb18030"))
    common = ["--data", str(data)]
    assert main(["init", *common]) == 0
    assert main(["import", "product", str(path), "--dry-run", *common]) == 0
    told = capsys.readouterr().out
    assert "1 new, 0 changed" in told
    assert "nothing was written" in told
    rejected = tmp_path / "rejected.xlsx"
    assert main(["import", "product", str(path), "--rejected", str(rejected), *common]) == 0
    told = capsys.readouterr().out
    assert "rejected, line 3: import.row.no_key" in told
    assert [row.cells[:3] for row in look_at_table(rejected).rows()][1] == ("", "无编码", "箱")
    number = told.split("import ")[1].split(":")[0]
    assert main(["revert", number, *common]) == 0
    assert "0 records have their values back, 1 are gone" in capsys.readouterr().out
    assert main(["revert", number, *common]) == 1
    assert main(["import", "product", str(tmp_path / "none.csv"), *common]) == 1
