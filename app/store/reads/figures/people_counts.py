"""What each person visited and sold in a period."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.analysis.periods import Period
from app.store.reads.figures.account_sales import days_of
from app.store.reads.figures.figure_look import FigureLook
from app.store.reads.figures.work_counts import Moments

# Each part goes along an index that carries what it needs; none reads the wide rows of visits.
_PEOPLE = """
WITH held AS (
  SELECT owner_id, count(*) AS accounts FROM account
  WHERE owner_id > '' AND status NOT IN ('archived', 'lost') GROUP BY owner_id), sold AS (
  SELECT a.owner_id, sum(s.amount_minor) AS minor FROM account a
  CROSS JOIN sales_record s ON s.account_id = a.id AND s.sold_on BETWEEN :first AND :last
  WHERE a.owner_id > '' GROUP BY a.owner_id), called AS (
  SELECT v.author_id, sum(v.visits) AS visits, count(a.id) AS accounts
  FROM (SELECT author_id, account_id, count(*) AS visits FROM visit_log
        WHERE author_id > '' AND started_at >= :begins AND started_at < :ends AND way = 'visit'
        GROUP BY author_id, account_id) v
  LEFT JOIN account a ON a.owner_id = v.author_id AND a.id = v.account_id
   AND a.status NOT IN ('archived', 'lost')
  GROUP BY v.author_id), planned AS (
  SELECT owner_id, count(*) AS due, count(*) FILTER (WHERE state = 'done') AS done
  FROM visit_plan
  WHERE planned_on BETWEEN :first AND :last AND (state <> 'planned' OR planned_on < :last)
  GROUP BY owner_id)
SELECT u.id, u.name, coalesce(h.accounts, 0), coalesce(s.minor, 0), coalesce(c.visits, 0),
       coalesce(c.accounts, 0), coalesce(p.due, 0), coalesce(p.done, 0),
       coalesce(u.away_since_on, '')
FROM user u LEFT JOIN held h ON h.owner_id = u.id LEFT JOIN sold s ON s.owner_id = u.id
LEFT JOIN called c ON c.author_id = u.id LEFT JOIN planned p ON p.owner_id = u.id
WHERE coalesce(h.accounts, s.owner_id, c.visits, p.due) IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class PersonCounts:
    """One person.

    Attributes:
        user_id: The person.
        name: Its name.
        accounts: Accounts it is responsible for, neither lost nor archived.
        sales_minor: Sales of all its accounts less returns.
        visits: Visits it made.
        visited: Those of its accounts that it visited.
        due: Visits it had planned for days that have passed.
        done: Those of them that took place.
        away_since: ISO date of the last log-in, when two weeks have gone by since; empty otherwise,
            and for those who may not know.
    """

    user_id: str
    name: str
    accounts: int
    sales_minor: int
    visits: int
    visited: int
    due: int
    done: int
    away_since: str = ""


def read_people_counts(look: FigureLook, period: Period, moments: Moments) -> list[PersonCounts]:
    """Return everybody who has accounts here, visited or planned, by name.

    Args:
        look: The store.
        period: Days that count.
        moments: The same days as moments, for visits.
    """
    values = {**days_of(period), "begins": moments.begins, "ends": moments.ends}
    return [PersonCounts(*row) for row in look.run(_PEOPLE, values)]
