"""What the office does, beside and above the reps: governed fields, owners, people, imports."""

from __future__ import annotations

import datetime as dt
from random import Random

from app.domain.fields import FieldValue
from app.domain.ids import id_from
from app.domain.schema import join_labels
from server.services.company.office import Office
from server.services.moments import milliseconds
from server.services.rounds.horizon import tidy_departures
from server.store.bulk import load_records
from tests.simulation import words
from tests.simulation.central import Central
from tests.simulation.chance import VirtualClock
from tests.simulation.company import EAST, NORTH, ORG, REPS
from tests.simulation.model import REST, Truth, Values, Writer
from tests.simulation.reference import Reference
from tests.simulation.violation import expect

_MEETING = 0.5
_LONGEST_ABSENCE = dt.timedelta(minutes=10)
"""Half a year in life; a schedule has no such patience."""


class OfficeWork:
    """The office's side of a schedule."""

    def __init__(self, central: Central, reference: Reference, clock: VirtualClock) -> None:
        self.central = central
        self.reference = reference
        self._clock = clock

    def act(self, chance: Random) -> str:
        """Do one of the office's daily things."""
        match chance.choice(("govern", "govern", "govern", "approve", "import")):
            case "govern":
                return self._edit("account", _governed(chance), chance)
            case "approve":
                state = chance.choice(("approved", "returned", "draft"))
                return self._edit("contract", {"state": state}, chance)
            case _:
                return self._import(chance)

    def move(self, chance: Random) -> str:
        """Give an account to somebody else, or a person another place."""
        match chance.choice(("owner", "owner", "owner", "sector", "role", "role")):
            case "owner":
                owner = chance.choice((*(rep.id for rep in REPS), None))
                values: dict[str, FieldValue] = {"owner_id": owner}
                if chance.random() < 0.3:
                    values["sector_id"] = chance.choice((EAST, NORTH))
                return self._edit("account", values, chance)
            case "sector":
                return self._place(chance, "sector_id", (EAST, NORTH))
            case _:
                return self._place(chance, "roles", ("rep", "sector_head"))

    def forget_deletions(self) -> str:
        """Purge old departures, as a server does that must not grow for ever."""
        purged = tidy_departures(
            self.central.database,
            ORG,
            clock=self._clock,
            longest_absence=_LONGEST_ABSENCE,
            least_kept=dt.timedelta(0),
        )
        return f"{purged} departures purged"

    def _edit(self, entity: str, values: Values, chance: Random) -> str:
        there = [
            truth
            for truth in self.reference.records.values()
            if truth.entity == entity and not truth.deleted
        ]
        if not there:
            return f"finds no {entity}"
        truth = chance.choice(there[:2] if chance.random() < _MEETING else there)
        office = Office(self.central.database, ORG, "", self._clock)
        revision = office.edit(entity, truth.id, values)
        self.reference.office_edits(truth.key, values, milliseconds(self._clock()))
        expect(revision == truth.revision + 1, f"office wrote revision {revision} of {truth}")
        return f"{entity}:{truth.id[-4:]} {sorted(values)}"

    def _import(self, chance: Random) -> str:
        accounts = [
            truth
            for truth in self.reference.records.values()
            if truth.entity == "account" and not truth.deleted
        ]
        if not accounts:
            return "finds nothing to import for"
        account = chance.choice(accounts)
        now = milliseconds(self._clock())
        record_id = id_from(milliseconds=now, entropy=chance.getrandbits(74))
        body: dict[str, FieldValue] = {
            "account_id": account.id,
            "issued_on": words.day(chance),
            "due_on": words.day(chance),
            "amount_minor": words.amount(chance),
        }
        load_records(self.central.database, ORG, "receivable", [(record_id, body)], now=now)
        writers = {REST: Writer(1, at=now)}
        self.reference.adopt(
            Truth("receivable", record_id, body, 1, writers, account.book, account.id)
        )
        return f"imports for {account.id[-4:]}"

    def _place(self, chance: Random, column: str, words_: tuple[str, ...]) -> str:
        member = self.reference.members[chance.choice(REPS).id]
        value = chance.choice(words_)
        self.central.database.write(
            lambda work: work.run(
                f"UPDATE app_user SET {column} = ? WHERE org = ? AND id = ?",
                (join_labels([value]), ORG, member.id),
            )
        )
        if column == "roles":
            member.role = value
        else:
            member.sector = value
        member.moves += 1
        self.reference.version += 1
        return f"{member.id[-4:]} {column} {value[-4:]}"


def _governed(chance: Random) -> Values:
    values: dict[str, FieldValue] = {
        "credit_limit_minor": words.amount(chance),
        "class": chance.choice(("A", "B", "C")),
        "segment": chance.choice(("maintain", "gold", "abandon")),
        "uscc": words.number(chance),
        "phone": words.number(chance),
        "brands": words.labels(chance),
        "remark": words.maybe_phrase(chance),
    }
    return {name: values[name] for name in chance.sample(sorted(values), 2)}
