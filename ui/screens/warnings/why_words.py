"""Says in a sentence why a rule warns, from the numbers that led to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal

from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.warnings.evidence_words import Evidence, EvidenceWords, whole
from ui.texts import _, p_

_TENTHS = 10


class WhyWords(EvidenceWords):
    """Spells evidence in one language and for one day."""

    def __init__(self, formats: Formats, today: dt.date) -> None:
        super().__init__(formats, today)
        self._rules: Mapping[str, Callable[[Evidence, str], str]] = {
            "W1": self._arrears,
            "W2": self._progress,
            "W3": self._expense,
            "W4": self._loss,
            "W5": self._incident,
            "W6": self._credit,
            "W7": self._receivables,
            "W8": self._stock,
            "W9": self._complaints,
            "W10": self._papers,
            "W11": self._inactivity,
            "W12": self._promise,
            "W13": self._pattern,
        }

    def why(self, rule: str, evidence: Evidence, other_name: str = "") -> str:
        """Return why a rule warns; empty where its numbers are not known.

        Args:
            rule: Code of the rule.
            evidence: The numbers.
            other_name: Of the product or account that they name.
        """
        spell = self._rules.get(rule)
        words = spell(evidence, other_name) if spell is not None and evidence else ""
        gone = evidence.get("cleared_on")
        if gone:
            words = self._joined(
                words, _("Since {day} this is no longer so.").format(day=self._day(gone))
            )
        return words

    def _arrears(self, found: Evidence, _name: str) -> str:
        owed, line = whole(found, "owed_minor"), whole(found, "line_minor")
        values = {"owed": self._money(owed), "line": self._money(line)}
        basis = found.get("basis")
        if basis == "unlimited":
            words = _("Owes {owed}; the watch value is {line}.").format(**values)
        elif basis == "expired":
            words = _("Owes {owed}, and its limit has expired.").format(**values)
        elif line == 0:
            words = _("Owes {owed} without any credit.").format(**values)
        else:
            share = self._formats.percent(Decimal(owed) / line)
            words = _("Owes {owed} of a limit of {line}: {share} are used.").format(
                **values, share=share
            )
        orders = whole(found, "orders_minor")
        if not orders:
            return words
        more = _("Open orders add {orders}.").format(orders=self._money(orders))
        return self._joined(words, more)

    def _progress(self, found: Evidence, _name: str) -> str:
        parts = []
        if "month_minor" in found:
            month = self._money(whole(found, "month_minor"))
            parts.append(_("Bought {month} this month.").format(month=month))
        if "planned_minor" in found:
            planned = self._money(whole(found, "planned_minor"))
            parts.append(_("Planned by today: {planned}.").format(planned=planned))
        if "last_year_minor" in found:
            before = self._money(whole(found, "last_year_minor"))
            parts.append(_("The same days of last year: {before}.").format(before=before))
        parts += self._over_days(found)
        if "elapsed_days" in found:
            words = _("Usually buys every {usual}; the last time was {elapsed} ago.")
            parts.append(words.format(usual=self._days(found, "usual_days"),
                                      elapsed=self._days(found, "elapsed_days")))  # fmt: skip
        return self._joined(*parts)

    def _over_days(self, found: Evidence) -> list[str]:
        """Spell a comparison over the days in which the account usually buys several times."""
        if "bought_minor" not in found:
            return []
        words = _("Bought {bought} in the last {days}.")
        bought = self._money(whole(found, "bought_minor"))
        parts = [words.format(bought=bought, days=self._days(found, "window_days"))]
        if "window_planned_minor" in found:
            planned = self._money(whole(found, "window_planned_minor"))
            parts.append(_("Planned for these days: {planned}.").format(planned=planned))
        if "window_last_year_minor" in found:
            before = self._money(whole(found, "window_last_year_minor"))
            parts.append(_("The same days of last year: {before}.").format(before=before))
        return parts

    def _expense(self, found: Evidence, _name: str) -> str:
        spent = self._money(whole(found, "spent_minor"))
        if "budget_minor" in found:
            words = _("Spent {spent} this month; the budget is {budget}.")
            return words.format(spent=spent, budget=self._money(whole(found, "budget_minor")))
        words = _("Spent {spent} this month; the mean of the months before is {mean}.")
        return words.format(spent=spent, mean=self._money(whole(found, "mean_minor")))

    def _loss(self, found: Evidence, _name: str) -> str:
        usual = max(round(whole(found, "usual_tenth_days") / _TENTHS), 1)
        values = {
            "usual": self._formats.days(usual),
            "elapsed": self._days(found, "elapsed_days"),
        }
        if found.get("state") == "lost":
            words = _("Usually buys every {usual}; nothing for {elapsed}: it counts as lost.")
            return words.format(**values)
        words = _("Usually buys every {usual}; nothing for {elapsed}. Lost from {day} on.")
        return words.format(**values, day=self._day(found.get("lost_on")))

    def _incident(self, found: Evidence, _name: str) -> str:
        kind = choice_label("incident", "kind", str(found.get("kind")))
        day = self._day(found.get("happened_on"))
        return _("Reported for {day}: {kind}.").format(day=day, kind=kind)

    def _credit(self, found: Evidence, name: str) -> str:
        parts = []
        if "barred_account" in found:
            words = _("A related account is on the blacklist: {name}.")
            parts.append(words.format(name=name or _("unknown")))
        before, latest = found.get("before_verdict"), found.get("latest_verdict")
        if before and latest and before != latest:
            words = _("The verdict fell from “{before}” to “{latest}”.")
            parts.append(words.format(before=_verdict(before), latest=_verdict(latest)))
        parts += [
            _("{ratio} fell from {before} to {now}.").format(
                ratio=_ratio(ratio),
                before=self._number(found, f"{ratio}_before_bp"),
                now=self._number(found, f"{ratio}_bp"),
            )
            for ratio in str(found.get("fallen") or "").split(",")
            if ratio
        ]
        return self._joined(*parts)

    def _receivables(self, found: Evidence, _name: str) -> str:
        words = _(
            "The company's receivables are {ratio} of its assets; the line is {line}."
            " New credit sales need approval of the top."
        )
        return words.format(
            ratio=self._bp(whole(found, "ratio_bp")), line=self._bp(whole(found, "line_bp"))
        )

    def _stock(self, found: Evidence, name: str) -> str:
        left = whole(found, "left_days")
        values = {
            "name": name or _("unknown"),
            "left": self._formats.days(left),
            "quantity": self._formats.count(whole(found, "quantity")),
            "day": self._day(found.get("counted_on")),
        }
        if left <= 0 and not whole(found, "quantity"):
            return _("{name}: nothing left at the count of {day}.").format(**values)
        words = _("{name}: {quantity} left at the count of {day}, enough for {left}.")
        return words.format(**values)

    def _complaints(self, found: Evidence, _name: str) -> str:
        window = self._days(found, "window_days")
        parts = []
        if whole(found, "complaints"):
            words = _("{count} complaints within {window}.")
            count = self._formats.count(whole(found, "complaints"))
            parts.append(words.format(count=count, window=window))
        if "rate_bp" in found:
            words = _("{rate} of what it bought within {window} came back ({amount}).")
            parts.append(
                words.format(
                    rate=self._bp(whole(found, "rate_bp")),
                    window=window,
                    amount=self._money(whole(found, "returned_minor")),
                )
            )
        return self._joined(*parts)

    def _papers(self, found: Evidence, _name: str) -> str:
        if found.get("kind") == "ending":
            words = _("The last contract ends on {day}: {left}.")
            left = self._formats.days_left(whole(found, "left_days"))
            return words.format(day=self._full_day(found.get("ends_on")), left=left)
        bought = self._day(found.get("last_sale_on"))
        if "ended_on" in found:
            words = _("Bought on {bought}, but its last contract ended on {day}.")
            return words.format(bought=bought, day=self._full_day(found.get("ended_on")))
        return _("Bought on {bought} without any contract.").format(bought=bought)

    def _pattern(self, found: Evidence, _name: str) -> str:
        flags = [flag for flag in str(found.get("flags") or "").split(",") if flag]
        parts = []
        if flags:
            comma = p_("list", ", ")
            signs = comma.join(choice_label("red_flag", "flags", flag) for flag in flags)
            parts.append(_("Signs of a feigned order: {signs}.").format(signs=signs))
        if whole(found, "is_doubted"):
            parts.append(_("The last evaluation suspects false enthusiasm."))
        return self._joined(*parts)

    def _inactivity(self, found: Evidence, _name: str) -> str:
        parts = []
        if "idle_days" in found:
            words = _("A prospect without any contact for {idle}.")
            parts.append(words.format(idle=self._days(found, "idle_days")))
        if "agreed_on" in found:
            words = _("The contact agreed on for {day} did not take place.")
            parts.append(words.format(day=self._day(found.get("agreed_on"))))
        return self._joined(*parts)

    def _promise(self, found: Evidence, _name: str) -> str:
        late = self._days(found, "late_days")
        words = _("A promise was due on {day} and is {late} late.")
        said = words.format(day=self._day(found.get("due_on")), late=late)
        count = whole(found, "count")
        if count <= 1:
            return said
        more = _("{count} promises are late.").format(count=self._formats.count(count))
        return self._joined(said, more)


def _verdict(value: object) -> str:
    return choice_label("credit_investigation", "verdict", str(value))


def _ratio(name: str) -> str:
    match name:
        case "current":
            return _("Current ratio")
        case "quick":
            return _("Quick ratio")
        case "profit_on_sales":
            return _("Profit on sales")
        case _:
            return _("Profit on equity")
