"""What the server does by itself once a day: limits of the day, warning rules."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from server.services.carrying.credit_limits import feed_accounts
from server.services.company.day import company_day
from server.services.company.log_ins import note_absences
from server.services.desk.blacklist import refresh_marks
from server.services.moments import milliseconds
from server.services.warnings.run import Counts, run_warnings
from server.settings import Clock
from server.store.daily_jobs import finish_job, last_done_on, let_job_go, take_job
from server.store.database import Database

JOB = "warnings"
LEASE_SECONDS = 3600
"""Far longer than a run takes. Should one take longer, two do the same and nothing is harmed."""
RETRY_SECONDS = 600
LOOK_SECONDS = 60.0
_LONGEST_END_SECONDS = 20.0
_HOLDER_BYTES = 8
_LOG = logging.getLogger("roadbook.daily")


@dataclass(frozen=True, slots=True)
class DayReport:
    """What was done for a day.

    Attributes:
        marks: Marks of blacklisted accounts that changed.
        fed: Accounts with another limit than the day before.
        absent: People whose notice of two weeks without a log-in came or went.
        warnings: What the warning rules did.
    """

    marks: int
    fed: int
    absent: int
    warnings: Counts


def do_the_day(database: Database, org: int, clock: Clock) -> DayReport:
    """Do what is due daily; done twice, it changes nothing the second time.

    Source: domain.md 4.2 (server daily).
    """
    marks = refresh_marks(database, org, clock)
    fed = feed_accounts(database, org, clock)
    absent = note_absences(database, org, clock)
    return DayReport(marks, fed, absent, run_warnings(database, org, clock))


class DailyJob:
    """Does the day's work once for the organisation, however many processes look."""

    def __init__(self, database: Database, org: int, clock: Clock) -> None:
        self._database, self._org, self._clock = database, org, clock
        self._holder = secrets.token_hex(_HOLDER_BYTES)

    def look(self) -> DayReport | None:
        """Do the day's work if it is due and nobody is at it; None otherwise.

        It is due from midnight of the organisation's zone on; after days in which no process ran,
        once.
        """
        day = self._due_day()
        if day is None or not self._take(day):
            return None
        try:
            report = do_the_day(self._database, self._org, self._clock)
        except BaseException:
            self._put_off()
            raise
        now = milliseconds(self._clock())
        self._database.write(
            lambda work: finish_job(
                work, self._org, JOB, day=day.isoformat(), holder=self._holder, now=now
            )
        )
        _LOG.info("daily_done", extra=_told(day, report))
        return report

    def _due_day(self) -> date | None:
        with self._database.reading() as work:
            day = company_day(work, self._org, self._clock())
            return day if last_done_on(work, self._org, JOB) < day.isoformat() else None

    def _take(self, day: date) -> bool:
        now = milliseconds(self._clock())
        return self._database.write(
            lambda work: take_job(
                work,
                self._org,
                JOB,
                day=day.isoformat(),
                holder=self._holder,
                now=now,
                seconds=LEASE_SECONDS,
            )
        )

    def _put_off(self) -> None:
        until = milliseconds(self._clock()) + RETRY_SECONDS * 1000
        self._database.write(
            lambda work: let_job_go(work, self._org, JOB, holder=self._holder, until=until)
        )


class DailyThread:
    """Looks every minute whether the day's work is due; one quiet thread of the process."""

    def __init__(self, job: DailyJob, told: Callable[[], None]) -> None:
        """Take the work.

        Args:
            job: The day's work.
            told: Wakes devices that wait for news.
        """
        self._job, self._told = job, told
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="daily", daemon=True)

    def start(self) -> None:
        """Begin to look, a minute from now: a process that just began has better things to do."""
        self._thread.start()

    def close(self) -> None:
        """End it; work under way has a moment to finish, else its lease runs out."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(_LONGEST_END_SECONDS)

    def look(self) -> None:
        """Look once; a failure is told in the log and ends nothing."""
        try:
            if self._job.look() is not None:
                self._told()
        except Exception as error:  # noqa: BLE001 - tomorrow's work must not depend on today's fault
            _LOG.warning("daily_failed", extra={"error": type(error).__name__})

    def _run(self) -> None:
        while not self._closing.wait(LOOK_SECONDS):
            self.look()


def _told(day: date, report: DayReport) -> dict[str, object]:
    return {
        "day": day.isoformat(),
        "marks": report.marks,
        "fed": report.fed,
        "absent": report.absent,
        "found": report.warnings.found,
        "raised": report.warnings.raised,
        "changed": report.warnings.changed,
    }
