"""The figures as DuckDB computes them: the same answers, each by one statement."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.analysis.periods import Period, month_of
from app.domain.analysis.same_period import year_earlier

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "account": (
            *("id", "number", "type", "status", "dealings_since_on", "blacklisted", "frozen"),
        ),
        "product": ("id", "code"),
        "product_cost": ("product_id", "cost_minor", "valid_from_on"),
        "sales_record": ("account_id", "product_id", "sold_on", "amount_minor", "quantity"),
        "sales_plan": (
            *("month", "account_id", "product_id", "kind", "specification", "amount_minor"),
            "state",
        ),
        "receivable": ("due_on", "amount_minor", "paid_minor"),
        "stock_count": (
            *("id", "account_id", "product_id", "counted_on", "warehouse_quantity"),
            "shelf_quantity",
        ),
    }
)
"""What the figures are made of."""

_ABC = """
WITH s AS (SELECT account_id, sum(amount_minor)::BIGINT AS minor FROM sales_record
           WHERE sold_on BETWEEN '{first}' AND '{last}' GROUP BY 1),
listed AS (
  SELECT a.id, coalesce(a.number, '') AS number, coalesce(s.minor, 0) AS minor,
         coalesce(a.dealings_since_on, DATE '9999-12-31') AS since,
         coalesce(a.dealings_since_on > DATE '{first}', false) AS fresh
  FROM account a LEFT JOIN s ON s.account_id = a.id
  WHERE s.account_id IS NOT NULL OR a.status IN ('active', 'loyal', 'at_risk', 'lost')),
placed AS (
  SELECT *, CASE WHEN fresh THEN 0 ELSE greatest(minor, 0) END AS counted,
         row_number() OVER place AS rank, sum(counted) OVER () AS total,
         sum(counted) OVER (place ROWS UNBOUNDED PRECEDING) - counted AS before
  FROM listed WINDOW place AS (ORDER BY fresh, minor DESC, since, number))
SELECT id, minor, rank, before::BIGINT,
       CASE WHEN fresh OR total = 0 THEN NULL WHEN minor <= 0 THEN 'C'
            WHEN before * 100 < 75 * total THEN 'A' WHEN before * 100 < 95 * total THEN 'B'
            ELSE 'C' END, counted / total, before / total, (before + counted) / total
FROM placed ORDER BY rank"""
_STRUCTURE = """
WITH s AS (SELECT coalesce(p.code, s.product_id, '') AS code, sum(amount_minor)::BIGINT AS minor
           FROM sales_record s LEFT JOIN product p ON p.id = s.product_id
           WHERE sold_on BETWEEN '{first}' AND '{last}' GROUP BY 1)
SELECT code, minor, minor / sum(minor) OVER (),
       sum(minor) OVER (ORDER BY minor DESC, code ROWS UNBOUNDED PRECEDING) / sum(minor) OVER ()
FROM s ORDER BY minor DESC, code"""
_EARNED = """
SELECT coalesce(p.code, s.product_id, '') AS code, sum(s.amount_minor)::BIGINT AS sales,
       CASE WHEN count(s.quantity * c.cost_minor) = count(*)
            THEN sum(s.quantity * c.cost_minor)::BIGINT END AS cost
FROM sales_record s
ASOF LEFT JOIN (SELECT product_id, cost_minor,
                       coalesce(valid_from_on, DATE '0001-01-01') AS from_on FROM product_cost) c
  ON c.product_id = s.product_id AND s.sold_on >= c.from_on
LEFT JOIN product p ON p.id = s.product_id
WHERE s.sold_on BETWEEN '{first}' AND '{last}' GROUP BY 1"""
_MARGIN = f"""
SELECT code, sales, cost, sales - cost, (sales - cost) / sales FROM ({_EARNED})
ORDER BY sales - cost DESC NULLS LAST, code"""  # noqa: S608 - joined from texts of ours
_TURNED = """
SELECT coalesce(p.code, t.product_id) AS code, sum(o)::BIGINT AS o, sum(c)::BIGINT AS c,
       sum(o + d - c)::BIGINT AS sold, count(*) AS accounts
FROM (
  SELECT e.account_id, e.product_id, e.o, e.c, coalesce(sum(s.quantity), 0) AS d
  FROM (SELECT o.account_id, o.product_id, o.pieces AS o, c.pieces AS c
        FROM ({opening}) o JOIN ({closing}) c USING (account_id, product_id)) e
  LEFT JOIN sales_record s ON s.account_id = e.account_id AND s.product_id = e.product_id
   AND s.sold_on BETWEEN '{first}' AND '{last}'
  GROUP BY ALL) t
LEFT JOIN product p ON p.id = t.product_id WHERE o + d - c >= 0 GROUP BY 1"""
_END = """
SELECT account_id, product_id,
       coalesce(warehouse_quantity, 0) + coalesce(shelf_quantity, 0) AS pieces
FROM stock_count WHERE counted_on BETWEEN DATE '{day}' - 3 AND DATE '{day}' + 3
  AND (warehouse_quantity IS NOT NULL OR shelf_quantity IS NOT NULL)
QUALIFY row_number() OVER (PARTITION BY account_id, product_id
  ORDER BY abs(counted_on - DATE '{day}'), counted_on, id DESC) = 1"""
_TURNOVER = f"SELECT *, sold / ((o + c) / 2) FROM ({_TURNED}) ORDER BY code"  # noqa: S608 - as above
_CROSS = f"""
SELECT e.code, ((sales - cost)::HUGEINT * 2 * sold)::VARCHAR || '/' || (o + c),
       (sales - cost) / sales * sold / ((o + c) / 2) AS ratio
FROM ({_EARNED}) e JOIN ({_TURNED}) t USING (code) ORDER BY code"""  # noqa: S608 - as above
_PLAN = """
SELECT month, p.minor, s.minor, s.minor / p.minor
FROM (SELECT strftime(sold_on, '%Y-%m') AS month, sum(amount_minor)::BIGINT AS minor
      FROM sales_record WHERE sold_on BETWEEN '{first}' AND '{last}' GROUP BY 1) s
LEFT JOIN (
  SELECT month, sum(minor)::BIGINT AS minor FROM (
    SELECT month, coalesce(sum(amount_minor) FILTER (WHERE product_id IS NULL AND kind IS NULL
      AND specification IS NULL), sum(amount_minor)) AS minor
    FROM sales_plan WHERE coalesce(state, 'agreed') IN ('agreed', 'approved')
    GROUP BY month, account_id) GROUP BY month) p USING (month)
ORDER BY month"""
_SAME = """
SELECT sum(amount_minor) FILTER (WHERE sold_on BETWEEN '{first}' AND '{last}')::BIGINT AS now,
       sum(amount_minor) FILTER (WHERE sold_on BETWEEN '{first_before}' AND '{last_before}')::BIGINT
         AS before, (now - before) / before
FROM sales_record"""
_LOSS = """
WITH bought AS (
  SELECT account_id, count(DISTINCT sold_on) AS days, min(sold_on) AS first_on,
         max(sold_on) AS last_on
  FROM sales_record WHERE amount_minor > 0
   AND sold_on BETWEEN DATE '{last}' - {window_less} AND DATE '{last}' GROUP BY 1),
listed AS (
  SELECT a.id, a.type, coalesce(a.blacklisted, 0) + coalesce(a.frozen, 0) > 0 AS barred,
         days, first_on, last_on, last_on - first_on AS span
  FROM account a LEFT JOIN bought b ON b.account_id = a.id WHERE a.status <> 'archived'),
paced AS (
  SELECT *, CASE WHEN days = 1 THEN sum(span) OVER type ELSE span END::BIGINT AS over,
         CASE WHEN days = 1 THEN sum(days - 1) OVER type ELSE days - 1 END::BIGINT AS under
  FROM listed WINDOW type AS (PARTITION BY type)),
dated AS (
  SELECT *, last_on + ((over * 2 + under - 1) // under)::INTEGER AS risk_on,
         last_on + greatest((over * 3 + under - 1) // under, 60)::INTEGER AS lost_on
  FROM paced)
SELECT id, coalesce(days, 0), lost_on,
       CASE WHEN barred THEN 'not_counted' WHEN days IS NULL THEN 'never_bought'
            WHEN lost_on IS NULL THEN 'unknown' WHEN DATE '{last}' >= lost_on THEN 'lost'
            WHEN DATE '{last}' >= risk_on THEN 'at_risk' ELSE 'active' END,
       risk_on, over / under, (DATE '{last}' - last_on) * under / over
FROM dated"""
_AGEING = """
SELECT {buckets} FROM (
  SELECT DATE '{last}' - due_on AS late, amount_minor - coalesce(paid_minor, 0) AS minor
  FROM receivable)"""
_BUCKETS = ("late <= 0", *(f"late BETWEEN {a} AND {a + 29}" for a in (1, 31, 61)), "late > 90")


def statements(period: Period, window_days: int) -> dict[str, str]:
    """Return the statement of each figure.

    Args:
        period: Days that count.
        window_days: Days whose purchases show the rhythm.
    """
    first, last = period.first_on.isoformat(), period.last_on.isoformat()
    before = year_earlier(period)
    values = {
        "first": first,
        "last": last,
        "first_before": before.first_on.isoformat(),
        "last_before": before.last_on.isoformat(),
        "window_less": window_days - 1,
        "month": month_of(period.last_on),
        "opening": _END.format(day=first),
        "closing": _END.format(day=last),
        "buckets": ", ".join(
            f"coalesce(sum(minor) FILTER (WHERE {late}), 0)::BIGINT" for late in _BUCKETS
        ),
    }
    texts = {
        "abc": _ABC,
        "structure": _STRUCTURE,
        "margin": _MARGIN,
        "turnover": _TURNOVER,
        "cross-ratio": _CROSS,
        "plan": _PLAN,
        "same-period": _SAME,
        "loss": _LOSS,
        "ageing": _AGEING,
    }
    return {name: text.format(**values) for name, text in texts.items()}
