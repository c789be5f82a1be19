"""Bugs of the server: what a careless change of its services would do."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from app.domain.changes import Operation
from server.services.rights.books import subscribed_books
from server.services.rounds.chain import Link, _read
from server.store.change_log import list_books, read_counters
from tests.simulation.planting import PlantedBug


def _nothing(_original):
    return lambda *_args, **_names: None


def _true(_original):
    return lambda *_args, **_names: True


def _false(_original):
    return lambda *_args, **_names: False


def _nobody(_original):
    return lambda *_args, **_names: []


def _no_dedupe(original):
    def follow_chain(device, groups, seen, **offered):
        chain = original(device, groups, seen, **offered)
        links = tuple(
            Link(link.sent, group=_read(link.sent.body)) if link.seen else link
            for link in chain.links
        )
        return replace(chain, links=links)

    return follow_chain


def _remembered_twice(original):
    def add_seen(work, org, device_id, seen):
        for group in seen:
            work.run(
                "DELETE FROM group_seen WHERE org = ? AND device_id = ? AND device_seq = ?",
                (org, device_id, group.device_seq),
            )
        original(work, org, device_id, seen)

    return add_seen


def _replay_always_applied(original):
    def answered(link):
        answer = original(link)
        results = tuple(
            msgspec.structs.replace(result, outcome="applied") for result in answer.results
        )
        return msgspec.structs.replace(answer, outcome="applied", results=results)

    return answered


def _answer_before_commit(original):  # noqa: ARG001 - replaced, as every planted fault does
    """The work of one transaction is committed when the next one begins, after the answer."""
    late = {}

    def write_once(self, work):
        _commit_late(self)
        pooled = self.engine.raw_connection()
        connection = pooled.dbapi_connection
        self._begin(connection, is_writing=True)
        try:
            result = work(_transaction(self, connection))
        except BaseException:
            connection.rollback()
            pooled.close()
            raise
        late[id(self)] = pooled
        return result

    def _commit_late(self):
        pooled = late.pop(id(self), None)
        if pooled is not None and pooled.dbapi_connection is not None:
            pooled.dbapi_connection.commit()
            pooled.close()

    write_once.commit_late = _commit_late
    return write_once


def _reads_after_late_commit(original):
    def reading(self):
        type(self)._write_once.commit_late(self)
        return original(self)

    return reading


def _transaction(database, connection):
    from server.store.database import Transaction  # noqa: PLC0415 - replaced while planting

    return Transaction(connection, database._spelling, database._spelled)


def _device_clock_decides(original):
    def merge(desk, entity, operation, record):
        newer = {
            name: pair
            for name, pair in operation.fields.items()
            if record.stamp(name).at <= desk.group.made_at
        }
        return original(desk, entity, _with_fields(operation, newer), record)

    return merge


def _with_fields(operation: Operation, fields) -> Operation:
    return replace(operation, fields=fields)


def _group_in_part(original):
    def refuse(self, desk, seq, failed, error):
        self._working.keep()
        return original(self, desk, seq, failed, error)

    return refuse


def _every_book(_original):
    def subscribed(work, org, **who):
        own = subscribed_books(work, org, **who)
        return tuple(dict.fromkeys((*own, *sorted(list_books(work, org)))))

    return subscribed


def _only_deletions_told(original):
    def remove(self, entity, record_id, reason, *, book_now, is_deleted):
        if is_deleted:
            original(self, entity, record_id, reason, book_now=book_now, is_deleted=is_deleted)
        else:
            self.room -= 1

    return remove


def _deleted_comes_back(original):
    def existing(self, operation):
        return msgspec.structs.replace(original(self, operation), is_deleted=False)

    return existing


def _mine_wins(_original):
    return lambda _base, _theirs, mine: mine


def _without_office(original):
    def merge_operation(entity, operation, current, *, changed_by_others, **_governed):
        return original(entity, operation, current, changed_by_others=changed_by_others)

    return merge_operation


def _nobody_else_writes(original):
    def merge_operation(entity, operation, current, **_others):
        return original(entity, operation, current, changed_by_others=())

    return merge_operation


def _edits_keep_their_place(original):
    def save_records(work, org, *, fresh, known):
        original(work, org, fresh=fresh, known=[(record, 1) for record, _ in known])

    return save_records


def _place_given_twice(_original):
    return lambda places, book: places[book] + 1


def _cursor_beyond_the_page(original):
    def fill_book(self, work, page, book, *, after, until):
        original(self, work, page, book, after=after, until=until)
        return until

    return fill_book


def _snapshot_as_of_its_end(original):
    def fill(self, filling, at):
        goes_on = original(self, filling, at)
        if goes_on is None:
            at.books.update(read_counters(filling.work, 1, at.books))
        return goes_on

    return fill


def _deletion_wins(original):
    def keep(desk, entity, operation, record):
        revision = record.revision + 1
        gone = msgspec.structs.replace(record, revision=revision, is_deleted=True)
        desk.write(gone, operation, {})
        return original(desk, entity, operation, gone)

    return keep


PLANTED_ON_SERVER = {
    "no-dedupe": PlantedBug(
        "a unit sent again is worked on again",
        "server.services.rounds.push:follow_chain",
        _no_dedupe,
        also=(("server.services.rounds.push:add_seen", _remembered_twice),),
    ),
    "kept-place-is-an-answer": PlantedBug(
        "a unit whose place was kept is not worked on when its contents come",
        "server.services.rounds.chain:_keeps_place",
        _false,
    ),
    "replay-says-applied": PlantedBug(
        "a refused unit sent again is answered as accepted",
        "server.services.rounds.push:_answered",
        _replay_always_applied,
    ),
    "answer-before-commit": PlantedBug(
        "the answer is given before the commit",
        "server.store.database:Database._write_once",
        _answer_before_commit,
        also=(("server.store.database:Database.reading", _reads_after_late_commit),),
    ),
    "device-clock-decides": PlantedBug(
        "the later clock wins, not the server's order",
        "server.services.operating.editing:_merge",
        _device_clock_decides,
    ),
    "conflict-dropped": PlantedBug(
        "the value that lost is not kept",
        "server.services.desk.desk:Desk.write_conflict",
        _nothing,
    ),
    "group-in-part": PlantedBug(
        "what came before the refused operation of a unit stays",
        "server.services.rounds.push:_Desks._refuse",
        _group_in_part,
    ),
    "scope-leak": PlantedBug(
        "everybody holds every book",
        "server.services.rounds.sync:subscribed_books",
        _every_book,
        also=(("server.services.rights.permission:ReadFilter.shows", _true),),
    ),
    "moves-not-told": PlantedBug(
        "the old owner is not told that an account moved",
        "server.services.rounds.page:Page.remove",
        _only_deletions_told,
    ),
    "children-left-behind": PlantedBug(
        "an account moves without what stands under it",
        "server.services.company.office:read_children",
        _nobody,
    ),
    "deleted-comes-back": PlantedBug(
        "an edit brings a deleted record back",
        "server.services.desk.desk:Desk.existing",
        _deleted_comes_back,
    ),
    "deletion-wins": PlantedBug(
        "a deletion takes with it what its author had not seen",
        "server.services.operating.deleting:_keep",
        _deletion_wins,
    ),
    "labels-replaced": PlantedBug(
        "a set of words is replaced and not united",
        "app.domain.merge:merge_labels",
        _mine_wins,
    ),
    "office-overwritten": PlantedBug(
        "a device writes over what the office governs",
        "server.services.operating.editing:merge_operation",
        _without_office,
    ),
    "silent-overwrite": PlantedBug(
        "whoever comes last wins, and nobody hears of it",
        "server.services.operating.editing:merge_operation",
        _nobody_else_writes,
    ),
    "edit-keeps-its-place": PlantedBug(
        "an edit does not move its record in the log",
        "server.services.desk.working_set:save_records",
        _edits_keep_their_place,
    ),
    "place-given-twice": PlantedBug(
        "two changes share a place in the log",
        "server.services.desk.working_set:_next",
        _place_given_twice,
    ),
    "cursor-beyond-the-page": PlantedBug(
        "the cursor passes rows that did not fit on the page",
        "server.services.rounds.pull:Pull._fill_book",
        _cursor_beyond_the_page,
    ),
    "snapshot-as-of-its-end": PlantedBug(
        "what changes during a first sync is missed",
        "server.services.rounds.snapshots:Snapshots.fill",
        _snapshot_as_of_its_end,
    ),
    "departures-stay": PlantedBug(
        "a record that came back to a book is still told as gone",
        "server.services.desk.working_set:forget_departures",
        _nothing,
    ),
    "numbers-lost": PlantedBug(
        "the number of a refused account is used up",
        "server.services.numbers.running:NumberSource.drop",
        _nothing,
    ),
    "own-revisions-count-as-seen": PlantedBug(
        "a record that only its sender wrote is taken for what the sender holds",
        "server.services.desk.desk:Desk.is_held",
        _true,
    ),
}
