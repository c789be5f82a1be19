import pytest

from app.domain.contracts.wording.fingerprint import contract_fingerprint, shown_fingerprint

# Printed on the approved proofs of the house's paper design.
PRINTED = {
    "normal-sale": "F1D8-019E-CE1D-1BA1",
    "normal-distribution": "7EBF-A2EE-A0E7-A3EA",
    "normal-frame": "E4CF-8196-A97B-1DCD",
    "minimum-sale": "1D03-6570-7201-3C8A",
    "extreme-sale": "584C-8AE0-9608-36B4",
    "bilingual-distribution": "0830-43AC-A376-9F2F",
}


@pytest.mark.parametrize(("name", "shown"), PRINTED.items())
def test_the_fingerprint_is_the_one_printed_on_the_proof(name, shown, example):
    assert shown_fingerprint(contract_fingerprint(*example(name))) == shown


def test_one_changed_value_changes_the_fingerprint(example):
    template, values = example("normal-sale")
    changed = values | {"pay_days": 6}
    assert contract_fingerprint(template, values) != contract_fingerprint(template, changed)


def test_a_default_written_out_changes_nothing(example):
    template, values = example("normal-sale")
    del values["demand_days"]
    assert contract_fingerprint(template, values) == contract_fingerprint(*example("normal-sale"))
