from fractions import Fraction

from app.domain.analysis.field_work import FieldCounts, field_work
from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.service import ServiceCounts, service


def test_the_worked_example_37_complaints_of_14_800_accounts_are_25_per_ten_thousand():
    found = service(ServiceCounts(14_800, 37, 0, 0, 60, 57))
    assert found.per_ten_thousand == 25
    assert found.promise_keeping == Fraction(95, 100)


def test_without_accounts_judgements_or_promises_there_is_no_rate():
    found = service(ServiceCounts(0, 0, 0, 0, 0, 0))
    assert found.per_ten_thousand == NotAvailable(Reason.NO_ACCOUNTS)
    assert found.founded_rate == NotAvailable(Reason.NO_DATA)
    assert found.promise_keeping == NotAvailable(Reason.NOTHING_DUE)


def test_founded_is_counted_among_those_that_were_judged():
    assert service(ServiceCounts(10, 5, 4, 3, 0, 0)).founded_rate == Fraction(3, 4)


def test_the_worked_example_45_of_50_planned_visits_are_90_percent():
    found = field_work(FieldCounts(accounts=40, visited=30, planned=50, done=45))
    assert (found.execution, found.coverage) == (Fraction(9, 10), Fraction(3, 4))


def test_without_planned_visits_there_is_no_execution():
    found = field_work(FieldCounts(0, 0, 0, 0))
    assert found.execution == NotAvailable(Reason.NO_PLAN)
    assert found.coverage == NotAvailable(Reason.NO_ACCOUNTS)
