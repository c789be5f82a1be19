"""The report of a credit investigation (资信调查报告)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from app.documents.papers.facts import Fact, facts_block
from app.documents.papers.head import HeadWords, paper_head
from app.documents.papers.paper import PaperPlan
from app.documents.papers.tables import Column, plain_table
from app.documents.papers.text import address_row, body_row, heading_row, label_row, line_row
from app.documents.papers.writing import writing_line
from app.documents.setting.blocks import Block, Gap, Group
from app.documents.setting.fonts import FontSet
from app.documents.setting.tables import Table
from app.documents.setting.tongue import Tongue, value_text
from app.domain.analysis.figures import Value
from app.domain.analysis.risk_ratios import RiskFlag
from app.domain.contracts.wording.values import figures
from app.domain.papers.investigation import InvestigationPaper

_ENTITY, _ACCOUNT = "credit_investigation", "account"
_WHO = ("type", "uscc", "legal_representative", "address", "dealings_since_on", "class")
_HOW = (
    *("method", "source_name", "investigator", "ordered_on", "received_on"),
    *("cost_minor", "reliability", "year"),
)
_FIGURES = (
    *("current_assets_minor", "inventory_minor", "current_liabilities_minor"),
    *("total_assets_minor", "equity_minor", "sales_minor", "net_profit_minor"),
    *("receivables_minor",),
)
_FINDINGS = ("payment_ability", "trading_record", "collateral", "operations", "report")
_FLAGS = {
    RiskFlag.UNAUDITED: ("报表未经审计", "the figures are not audited"),
    RiskFlag.NEGATIVE_EQUITY: ("净资产为负", "equity is negative"),
    RiskFlag.LOW_CURRENT: ("流动比率低于 2", "the current ratio is below 2"),
    RiskFlag.LOW_QUICK: ("速动比率低于 1", "the quick ratio is below 1"),
    RiskFlag.LOSS: ("当年亏损", "the year ended with a loss"),
}


def plan_investigation(paper: InvestigationPaper, tongue: Tongue, fonts: FontSet) -> PaperPlan:
    """Set the report.

    Raises:
        MissingGlyphError: A character cannot be drawn.

    Source: R045, R046; domain.md 3.16.
    """
    title = tongue.say("资信调查报告", "Credit investigation report")
    blocks = list(_blocks(paper, tongue, fonts, title))
    return PaperPlan(title, paper.number, paper.letterhead, blocks)


def _blocks(
    paper: InvestigationPaper, tongue: Tongue, fonts: FontSet, title: str
) -> Iterator[Block]:
    say, letterhead = tongue.say, paper.letterhead
    words = HeadWords(title, paper.number, tongue.day(letterhead.day))
    yield paper_head(words, letterhead.sender, tongue, fonts)
    yield line_row(say("内部资料，不得交给客户。", "Internal; not for the customer."), fonts)
    yield address_row(say("调查对象　", "About  "), str(paper.account.get("name") or ""), fonts)
    yield Gap(3)
    who = [
        (
            tongue.label(_ACCOUNT, name),
            value_text(_ACCOUNT, name, paper.account.get(name), tongue, {}),
        )
        for name in _WHO
    ]
    yield facts_block(who, fonts)
    yield heading_row(say("一、调查经过", "1. How it was done"), fonts)
    yield facts_block(_facts(paper, _HOW, tongue), fonts)
    yield heading_row(say("二、财务状况", "2. Figures"), fonts)
    yield from _money(paper, tongue, fonts)
    yield heading_row(say("三、调查内容", "3. Findings"), fonts)
    yield from _findings(paper, tongue, fonts)
    yield heading_row(say("四、结论与建议", "4. Conclusion"), fonts)
    yield _conclusion(paper, tongue, fonts)
    if paper.earlier:
        yield heading_row(say("以往调查", "Earlier investigations"), fonts)
        yield _earlier(paper, tongue, fonts)
    names = (
        (say("调查人", "Investigated by"), 0.34),
        (say("审核人", "Checked by"), 0.33),
        (say("日期", "Date"), 0.33),
    )
    yield Group([Gap(10), writing_line(names, fonts, height=30)], takes_along=True)


def _facts(paper: InvestigationPaper, fields: tuple[str, ...], tongue: Tongue) -> list[Fact]:
    return [
        (tongue.label(_ENTITY, name), value_text(_ENTITY, name, paper.fields.get(name), tongue, {}))
        for name in fields
    ]


def _money(paper: InvestigationPaper, tongue: Tongue, fonts: FontSet) -> Iterator[Block]:
    facts = [fact for fact in _facts(paper, _FIGURES, tongue) if fact[1]]
    if not facts:
        none = tongue.say("未取得财务报表。", "No financial statements were obtained.")
        yield body_row(none, fonts, is_small=True)
        return
    say, ratios = tongue.say, paper.ratios
    yield facts_block(facts, fonts)
    yield Gap(5)
    shown = (
        (say("流动比率", "Current ratio"), _ratio(ratios.current)),
        (say("速动比率", "Quick ratio"), _ratio(ratios.quick)),
        (say("销售净利率", "Profit on sales"), _percent(ratios.profit_on_sales)),
        (say("净资产收益率", "Profit on equity"), _percent(ratios.profit_on_equity)),
    )
    columns = [Column(heading, "right", share=1) for heading, _ in shown]
    yield plain_table(columns, [[words for _, words in shown]], fonts)
    flags = [say(*_FLAGS[flag]) for flag in ratios.flags]
    if flags:
        words = say(f"提示：{'；'.join(flags)}。", f"Note: {'; '.join(flags)}.")
        yield body_row(words, fonts, is_small=True)


def _ratio(value: Value) -> str:
    return f"{float(value):.2f}" if isinstance(value, Fraction) else "—"


def _percent(value: Value) -> str:
    return f"{float(value) * 100:.1f}%" if isinstance(value, Fraction) else "—"


def _findings(paper: InvestigationPaper, tongue: Tongue, fonts: FontSet) -> Iterator[Block]:
    found = [fact for fact in _facts(paper, _FINDINGS, tongue) if fact[1]]
    for label, words in found:
        yield label_row(label, fonts)
        yield body_row(words, fonts, is_small=True, before=0)
    if not found:
        yield body_row(tongue.say("未记录。", "Nothing was noted."), fonts, is_small=True)


def _conclusion(paper: InvestigationPaper, tongue: Tongue, fonts: FontSet) -> Block:
    return facts_block(_facts(paper, ("verdict", "proposed_limit_minor"), tongue), fonts)


def _earlier(paper: InvestigationPaper, tongue: Tongue, fonts: FontSet) -> Table:
    columns = (
        Column(tongue.say("日期", "Date"), "center"),
        Column(tongue.say("结论", "Verdict"), share=1),
        Column(tongue.say("建议额度", "Proposed limit"), "right"),
    )
    rows = [
        (
            day,
            tongue.choice(_ENTITY, "verdict", verdict) if verdict else "",
            "" if minor is None else figures(minor),
        )
        for day, verdict, minor in paper.earlier
    ]
    return plain_table(columns, rows, fonts)
