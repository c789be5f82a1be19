"""What stands beside a limit that is proposed or decided: the rule of the class, the exposure."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.analysis.credit_line import LimitBasis
from app.queries.credit.line import CreditPage, read_credit
from app.queries.records.forms import RecordDetail
from app.workspace import Workspace
from ui.formats import Formats
from ui.texts import _

_LIMIT = "credit_limit"
_OPEN = frozenset({"proposed", "approved"})


def read_advice(workspace: Workspace, detail: RecordDetail) -> CreditPage | None:
    """Return the credit of the account whose limit is to be proposed or decided; None otherwise.

    Raises:
        NotFoundError: The account is not on this device; `record.unknown`.
    """
    account_id = detail.fields.get("account_id")
    if detail.entity != _LIMIT or not account_id or detail.fields.get("state") not in _OPEN:
        return None
    return read_credit(workspace, str(account_id))


def advice_words(page: CreditPage, formats: Formats) -> str:
    """Return the rule of the class and the sums that a limit is measured by, in two lines."""
    return f"{_class_rule(page.standing.grade)}\n{'   '.join(_sums(page, formats))}"


def _class_rule(grade: str) -> str:
    """Source: domain.md 2.4 (limit by class); R048."""
    match grade:
        case "A":
            return _("Class A: may be without limit; the watch value is needed all the same.")
        case "B":
            return _("Class B: a ceiling first, then widened or narrowed by experience.")
        case "C":
            return _("Class C: examine closely, a small limit only.")
        case _:
            return _("No class yet: begin small and let it grow with what was paid.")


def _sums(page: CreditPage, formats: Formats) -> Iterator[str]:
    strip, money = page.strip, formats.money_rounded
    yield _("Owed {money}").format(money=money(strip.owed_minor))
    if strip.overdue_minor > 0:
        yield _("late {money}").format(money=money(strip.overdue_minor))
    yield _("open orders {money}").format(money=money(strip.open_orders_minor))
    yield _in_force(page, formats)
    if strip.payment_rate is not None:
        rate = formats.percent(strip.payment_rate)
        yield _("paid of what was due {share}").format(share=rate)


def _in_force(page: CreditPage, formats: Formats) -> str:
    line, strip = page.line.limit, page.strip
    match strip.basis:
        case LimitBasis.NONE:
            return _("no limit in force")
        case LimitBasis.EXPIRED:
            return _("the limit in force is over")
        case LimitBasis.UNLIMITED:
            words = _("without limit")
        case _:
            words = _("limit in force {money}").format(
                money=formats.money_rounded(line.amount_minor or 0)
            )
    if line.valid_to_on is None:
        return words
    day = formats.full_day(line.valid_to_on)
    return _("{limit} until {day}").format(limit=words, day=day)
