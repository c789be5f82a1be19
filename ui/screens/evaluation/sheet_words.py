"""Turns schemes, scores and results of evaluations into words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from app.domain.analysis.evaluation import Caution, Evaluation, Gate, cautions, trend
from app.domain.analysis.figures import Value
from app.queries.evaluation.evaluating import EvaluationPage, SchemeChoice, evaluated
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.screens.evaluation.rows import (
    CriterionView,
    IndicatorView,
    ResultView,
    SheetView,
    TrendLine,
)
from ui.texts import _, p_
from ui.theme.tokens import Tone

_ATTITUDES = ("active", "average", "passive", "false")
_FAR_PLACES = 6


class SheetWords:
    """Spells a sheet in one language and for one day."""

    def __init__(self, formats: Formats, today: dt.date) -> None:
        self._formats, self._today = formats, today

    def sheet(self, page: EvaluationPage, chosen: SchemeChoice) -> SheetView:
        """Return the sheet of a scheme, with the numbers of the last evaluation."""
        known = page.earlier[0].numbers if page.earlier else {}
        scheme, total = chosen.book.scheme, sum(each.weight for each in chosen.book.scheme.criteria)
        return SheetView(
            account=page.account_name,
            schemes=tuple((each.id, each.name or _("Dealer scheme")) for each in page.schemes),
            scheme_id=chosen.id,
            criteria=tuple(
                CriterionView(
                    each.code,
                    self._named(chosen, each.code),
                    self._formats.percent(each.weight / total),
                    each.code == scheme.gate,
                    tuple(
                        IndicatorView(
                            code,
                            self._named(chosen, code),
                            code in chosen.book.measured,
                            known.get(code),
                        )
                        for code in each.indicators
                    ),
                )
                for each in scheme.criteria
            ),
            attitudes=(
                ("", p_("evaluation", "Not said")),
                *((key, choice_label("evaluation", "attitude", key)) for key in _ATTITUDES),
            ),
            today=self._today,
            refusal="" if page.may_write else _("You may read this evaluation, not make one."),
        )

    def result(
        self, page: EvaluationPage, now: Evaluation, review_on: dt.date | None
    ) -> ResultView:
        """Return what a sheet comes to, beside the evaluations before it."""
        earlier = [evaluated(row, page.schemes) for row in page.earlier]
        change = trend([*earlier[:1], now])[-1][2] if earlier else None
        gate, tone, icon = _gate_words(now.gate)
        said = cautions(
            now,
            today=self._today,
            next_review_on=review_on,
            exposure_minor=page.exposure_minor,
            funds_minor=page.funds_minor,
        )
        return ResultView(
            score=self._share(now.score),
            evidence=_("Rests on {share} of the scheme").format(
                share=self._formats.percent(_decimal(now.evidence))
            ),
            change=self._change(change) if change is not None else "",
            gate=gate,
            gate_tone=tone,
            gate_icon=icon,
            by_criterion={each.code: self._points(each.score) for each in now.criteria},
            cautions=tuple(self._caution(each, page) for each in said),
            trend=self._trend(page, earlier),
        )

    def _trend(self, page: EvaluationPage, earlier: list[Evaluation]) -> tuple[TrendLine, ...]:
        changes = {day: change for day, _score, change in trend(earlier)}
        lines = []
        for row, result in zip(page.earlier, earlier, strict=True):
            change = changes.get(row.evaluated_on)
            is_fall = isinstance(change, Fraction) and change < 0
            who = f" · {row.evaluator}" if row.evaluator else ""
            lines.append(
                TrendLine(
                    f"{self._formats.full_day(row.evaluated_on)}{who}",
                    self._share(result.score),
                    self._change(change) if isinstance(change, Fraction) else "",
                    "bad" if is_fall else "text2",
                    _("Gate shut") if result.gate is Gate.SHUT else "",
                )
            )
        return tuple(lines)

    def _caution(self, caution: Caution, page: EvaluationPage) -> str:
        match caution:
            case Caution.FALSE_ENTHUSIASM:
                return _("False enthusiasm is suspected: small orders, credit first.")
            case Caution.EXPOSURE_ABOVE_FUNDS:
                words = _("Debt and open orders of {exposure} exceed its funds of {funds}.")
                return words.format(
                    exposure=self._formats.money_rounded(page.exposure_minor),
                    funds=self._formats.money_rounded(page.funds_minor or 0),
                )
            case Caution.REVIEW_OVERDUE:
                return _("The review is overdue.")

    def _named(self, chosen: SchemeChoice, code: str) -> str:
        words = chosen.book.words.get(code, {}).get(self._formats.language)
        return words or own_words(code)

    def _share(self, value: Value) -> str:
        return self._formats.percent(_decimal(value), 1) if isinstance(value, Fraction) else MISSING

    def _points(self, value: Value) -> str:
        return self._formats.number(_decimal(value)) if isinstance(value, Fraction) else MISSING

    def _change(self, value: Value) -> str:
        if not isinstance(value, Fraction):
            return ""
        return self._formats.percent(_decimal(value), 1, signed=True)


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / value.denominator).quantize(Decimal(1).scaleb(-_FAR_PLACES))


def _gate_words(gate: Gate) -> tuple[str, Tone, str]:
    match gate:
        case Gate.OPEN:
            return _("The gate is open: its credit standing suffices."), "ok", "circle-check"
        case Gate.SHUT:
            words = _("The gate is shut: do not cooperate, whatever the score.")
            return words, "bad", "octagon-alert"
        case Gate.UNKNOWN:
            return _("The gate is not scored yet: credit first."), "warn", "triangle-alert"
        case Gate.NONE:
            return _("This scheme has no gate."), "quiet", "info"


def own_words(code: str) -> str:
    """Return what a code of the program's own scheme is called; others stand for themselves."""
    words = {
        "enthusiasm": _("Enthusiasm"),
        "ability": _("Trading ability"),
        "credit": _("Credit standing"),
        "social": _("Social relations"),
        "attitude": _("Attitude: acts by itself"),
        "behaviour": _("Behaviour: money, people, vehicles"),
        "methods": _("Methods and management"),
        "distribution": _("Distribution, sub-dealers"),
        "capital": _("Capital"),
        "brands": _("Best-selling brands"),
        "facilities": _("Storage, vehicles, staff"),
        "credit_standing": _("Credit standing"),
        "family": _("Family"),
        "social_position": _("Social position"),
    }
    return words.get(code, code)
