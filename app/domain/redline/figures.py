"""The figures of a text: numbers, amounts, percentages, dates, capitals."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from app.domain.redline.folding import folded

_DATE = r"\d{2,4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_NUMBER = (
    r"[¥$]?\d+(?:,\d{3})*(?:\.\d+)?"
    r"(?:%|‰|万元|亿元|元|个月|工作日|日|天|年|月|份|吨|台|件|箱|只|套|次|小时)?"
)
_CAPITALS = r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}[元圆](?:[零壹贰叁肆伍陆柒捌玖角分]+)?[整正]?"
_CHINESE = r"[一二三四五六七八九十百千两]+(?:个月|日|天|年|份|成|倍|次|小时|个工作日)"
_SHARE = r"[一二三四五六七八九十百千万]+分之[一二三四五六七八九十百千万]+"
_FIGURE = re.compile(f"{_DATE}|{_CAPITALS}|{_SHARE}|{_NUMBER}|{_CHINESE}")
_BETWEEN = re.compile(r"(?<=[\d%])\s+(?=[\d¥￥])")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that became another; empty where one is only on one side."""

    sent: str
    returned: str


def figures_of(text: str) -> list[str]:
    """Return the figures of a text in order, each in the compared spelling."""
    # Two figures side by side stay two, though white space counts for nothing elsewhere.
    return _FIGURE.findall(folded(_BETWEEN.sub("|", text)))


def figure_changes(sent: str, returned: str) -> tuple[FigureChange, ...]:
    """Return the figures that are not on both sides, paired in their order."""
    old, new = figures_of(sent), figures_of(returned)
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    lost = _in_order(old, gone)
    found = _in_order(new, come)
    count = max(len(lost), len(found))
    lost += [""] * (count - len(lost))
    found += [""] * (count - len(found))
    return tuple(FigureChange(*pair) for pair in zip(lost, found, strict=True))


def _in_order(figures: list[str], wanted: Counter[str]) -> list[str]:
    left, made = Counter(wanted), []
    for figure in reversed(figures):
        if left[figure] > 0:
            left[figure] -= 1
            made.append(figure)
    return made[::-1]
