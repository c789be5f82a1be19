from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.analysis.figures import NotAvailable, Reason
from app.domain.analysis.severity import DeclineLevels, Severity, decline_severity


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        ("0.2", Severity.NONE),
        ("0", Severity.NONE),
        ("-0.0001", Severity.NOTICE),
        ("-0.1", Severity.NOTICE),
        ("-0.1001", Severity.WARNING),
        ("-0.3", Severity.WARNING),
        ("-0.3001", Severity.ALARM),
    ],
)
def test_any_decline_is_noticed_and_beyond_the_tolerance_warns(change, severity):
    assert decline_severity(Fraction(change)) is severity


def test_a_figure_that_is_not_available_raises_no_warning():
    assert decline_severity(NotAvailable(Reason.NEW)) is Severity.NONE


def test_the_organisation_sets_its_own_tolerance():
    strict = DeclineLevels(warning=Decimal("0.01"), alarm=Decimal("0.02"))
    assert decline_severity(Fraction("-0.05"), levels=strict) is Severity.ALARM
