"""Where the accounts are that were typed into the command palette, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.store.reads.palette.asking import RECENT
from app.store.search import match_clauses
from app.store.unit_of_work import Snapshot

_CANDIDATES = 40
_NUMBERED = 1_000
_WHOLE_WORD = 3  # the trigram index knows no shorter ones

_LATELY = f"""
(SELECT a.rowid FROM draft d JOIN account a ON a.id = d.subject_id WHERE d.kind = '{RECENT}')
"""
# An account's codes begin with the pinyin of its name and the initials of it: those rank above
# what its contacts and numbers bring. The order of the codes is the order of the pinyin.
_BY_CODES = f"""
SELECT rowid FROM account_codes WHERE {{lead}} {{others}}
ORDER BY CASE WHEN substr(codes, 1, :length) = :run THEN 0
  WHEN substr(codes, instr(codes, ' ') + 1, :length) = :run THEN 1
  WHEN instr(substr(codes, 1, instr(codes, ' ')), :run) THEN 2
  WHEN instr(codes, ' ' || :run) THEN 3 ELSE 4 END, rowid NOT IN {_LATELY}, codes
LIMIT {_CANDIDATES}
"""
# Digits are in everybody's numbers: the first thousand are enough until more of them are typed.
_BY_NUMBER = f"""
SELECT rowid FROM
  (SELECT rowid, codes FROM account_codes WHERE {{lead}} {{others}} LIMIT {_NUMBERED})
ORDER BY NOT instr(codes, ' ' || :run), rowid NOT IN {_LATELY}, codes
LIMIT {_CANDIDATES}
"""
_PEOPLE_BY_CODES = f"""
SELECT rowid FROM account_codes WHERE {{lead}} {{others}}
  AND substr(codes, 1, :length) <> :run AND instr(codes, ' ' || :run)
LIMIT {_CANDIDATES}
"""
_BY_WORDS = f"""
SELECT c.account_rowid FROM account_words w JOIN account_card c ON c.account_rowid = w.rowid
WHERE account_words MATCH :lead {{others}}
ORDER BY CASE WHEN instr(c.sort_key, ' ' || :run) THEN 0
  WHEN instr(c.sort_key, :run) THEN 1 ELSE 2 END,
  c.account_rowid NOT IN {_LATELY}, c.sort_key
LIMIT {_CANDIDATES}
"""
_PEOPLE_BY_WORDS = f"""
SELECT c.account_rowid FROM account_words w JOIN account_card c ON c.account_rowid = w.rowid
WHERE account_words MATCH :lead {{others}} AND NOT instr(c.sort_key, :run)
LIMIT {_CANDIDATES}
"""
_BY_FIRST_LETTER = f"""
SELECT account_rowid FROM account_card WHERE sort_key >= :run AND sort_key < :run || '{{'
ORDER BY account_rowid NOT IN {_LATELY}, sort_key LIMIT {_CANDIDATES}
"""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for: the leading run, and SQL conditions for the others with their values."""

    lead: str
    others: str
    values: dict[str, object]


def find_account_places(look: Snapshot, runs: Sequence[str]) -> list[int]:
    """Return the row numbers of accounts that all runs match, the likeliest first, at most 40.

    A Han run leads the search if there is one, because it is the most telling.
    """
    wanted = _wanted(runs)
    if wanted is None:
        return []
    if len(wanted.lead) == 1 and wanted.lead.isascii() and not wanted.others:
        return _places(look, wanted, _BY_FIRST_LETTER)
    if not wanted.lead.isascii():
        return _places(look, wanted, _BY_WORDS)
    is_number = any(letter.isdigit() for letter in wanted.lead)
    return _places(look, wanted, _BY_NUMBER if is_number else _BY_CODES)


def find_people_places(look: Snapshot, runs: Sequence[str]) -> list[int]:
    """Return the row numbers of accounts that match by something else than their name, at most 40.

    Their contacts are worth a look; a single letter would find everybody and so finds nobody.
    """
    wanted = _wanted(runs)
    if wanted is None or (len(wanted.lead) == 1 and wanted.lead.isascii()):
        return []
    by_codes = wanted.lead.isascii()
    return _places(look, wanted, _PEOPLE_BY_CODES if by_codes else _PEOPLE_BY_WORDS)


def _wanted(runs: Sequence[str]) -> _Wanted | None:
    """Return what is looked for; None when the index knows nothing of what was typed."""
    known = sorted((run for run in runs if match_clauses(run)[0]), key=str.isascii)
    if not known:
        return None
    lead, others = known[0], known[1:]
    values: dict[str, object] = {f"other{at}": run for at, run in enumerate(others)}
    if lead.isascii():
        conditions = [f" AND instr(codes, :other{at})" for at in range(len(others))]
    else:
        clauses, words = match_clauses(" ".join(others))
        values = {f"other{at}": word for at, word in enumerate(words)}
        # The plus sign: asked row by row, the index would be read anew for each of them.
        conditions = [
            f" AND +w.rowid IN ({clause.replace('?', f':other{at}')})"
            for at, clause in enumerate(clauses)
        ]
    values |= {"run": lead, "length": len(lead), "lead": match_clauses(lead)[1][0]}
    return _Wanted(lead, "".join(conditions), values)


def _places(look: Snapshot, wanted: _Wanted, statement: str) -> list[int]:
    is_short = wanted.lead.isascii() and len(wanted.lead) < _WHOLE_WORD
    lead = "instr(codes, :run)" if is_short else "account_codes MATCH :lead"
    if statement is not _BY_FIRST_LETTER:
        statement = statement.format(lead=lead, others=wanted.others)
    rows = look.connection.exec_driver_sql(statement, wanted.values)
    return [int(place) for place in rows.scalars()]
