"""Bugs of devices: what a careless change of the store or the engine would do."""

from __future__ import annotations

import msgspec

from app.domain.changes import Group, Op
from app.store import facts
from app.store.journal import ACKNOWLEDGED, REFUSED, WAITING
from sync.wire import codec
from sync.wire.messages import SentGroup
from tests.simulation.planting import PlantedBug


def _nothing(_original):
    return lambda *_args, **_names: None


def _nothing_to_ask(_original):
    return lambda *_args, **_names: ()


def _whatever_was_sent(_original):
    return lambda _sent, first_waiting: bool(first_waiting)


def _cursor_before_rows(original):
    def apply(self, work, groups, answer, tally):
        if answer.page is not None:
            work.facts.write(facts.CURSOR, answer.page.cursor)
            work.connection.commit()
        original(self, work, groups, answer, tally)

    return apply


def _sent_means_done(original):
    def ask(self, request):
        with self._store.unit_of_work() as work:
            for table in ("journal_group", "journal_operation"):
                sql = f"UPDATE {table} SET state = ? WHERE state = ?"
                work.connection.exec_driver_sql(sql, (ACKNOWLEDGED, WAITING))
            work.commit()
        return original(self, request)

    return ask


def _answers_settled_alone(original):
    def apply(self, work, groups, answer, tally):
        if answer.page is None or not answer.results:
            original(self, work, groups, answer, tally)
            return
        original(self, work, groups, msgspec.structs.replace(answer, page=None), tally)
        work.connection.commit()
        rest = msgspec.structs.replace(answer, results=())
        rest = msgspec.structs.replace(rest, page=msgspec.structs.replace(answer.page, parts=()))
        original(self, work, groups, rest, tally)

    return apply


def _refused_is_dropped(original):
    def settle_group(self, device_seq, state, verdicts, now):
        original(self, device_seq, state, verdicts, now)
        if state == REFUSED:
            for table in ("journal_operation", "journal_group"):
                sql = f"DELETE FROM {table} WHERE device_seq = ?"
                self._connection.exec_driver_sql(sql, (device_seq,))

    return settle_group


def _refused_counts_as_done(original):
    def settle_group(self, device_seq, _state, verdicts, now):
        original(self, device_seq, ACKNOWLEDGED, verdicts, now)

    return settle_group


def _page_without(name):
    def plant(original):
        def apply_page(work, page, *rest):
            return original(work, msgspec.structs.replace(page, **{name: ()}), *rest)

        return apply_page

    return plant


def _merged_is_known(original):
    def accept(work, groups, now):
        return original(work, list(map(_as_it_was_sent, groups)), now)

    return accept


def _as_it_was_sent(group):
    told = tuple(msgspec.structs.replace(one, outcome="applied") for one in group.results)
    return msgspec.structs.replace(group, results=told)


def _chain_breaks_on_retry(_original):
    attempts = iter(range(1, 10**9))

    def sent_groups(groups):
        return tuple(_again(group, next(attempts)) for group in groups)

    def _again(group, attempt):
        body = group.body
        if attempt % 7 == 0:  # as if it had been spelled anew, with the time of the attempt
            held = codec.decode_group(body)
            body = codec.encode_group(
                Group(held.group_id, held.user_id, attempt, held.zone, held.operations)
            )
        digest = codec.chain_digest(group.previous, body)
        return SentGroup(group.device_seq, body, group.previous, digest)

    return sent_groups


def _journal_in_its_own_transaction(original):
    def commit(self, author=None):
        self.connection.commit()
        return original(self, author)

    return commit


def _deletion_not_journalled(original):
    def note(self, operation):
        if operation.op is not Op.DELETE:
            original(self, operation)

    return note


def _base_forgotten(original):
    def read(self, entity, record_id):
        record = original(self, entity, record_id)
        if record is None or entity == "account":
            return record
        return type(record)(record.entity, record.id, record.book, 0, record.fields)

    return read


def _not_synced(pragmas):
    return tuple(pragma.replace("synchronous=FULL", "synchronous=NORMAL") for pragma in pragmas)


PLANTED_ON_DEVICES = {
    "saved-before-synced": PlantedBug(
        "work counts as saved before the disk has it",
        "app.store.file.engine:_PRAGMAS",
        _not_synced,
    ),
    "cursor-before-rows": PlantedBug(
        "the cursor is kept before the rows it stands for",
        "sync.engine:SyncEngine._apply",
        _cursor_before_rows,
    ),
    "unsent-work-covered": PlantedBug(
        "a row that arrives covers unsent work on it",
        "sync.exchange.pull:keep_unsent_work",
        _nothing,
    ),
    "sent-means-done": PlantedBug(
        "work counts as done once it was sent, before any answer",
        "sync.engine:SyncEngine._ask",
        _sent_means_done,
    ),
    "results-without-rows": PlantedBug(
        "rows that come with results are forgotten",
        "sync.engine:SyncEngine._apply",
        _answers_settled_alone,
    ),
    "refused-is-dropped": PlantedBug(
        "refused work leaves the journal",
        "app.store.journal:Journal.settle_group",
        _refused_is_dropped,
    ),
    "refused-counts-as-done": PlantedBug(
        "refused work is shown as accepted",
        "app.store.journal:Journal.settle_group",
        _refused_counts_as_done,
    ),
    "refused-stays-on-the-record": PlantedBug(
        "a refused value stays on the record",
        "sync.exchange.push:take_back",
        _nothing_to_ask,
    ),
    "round-without-end": PlantedBug(
        "what the server does not settle is sent again at once, for ever",
        "sync.engine:goes_on",
        _whatever_was_sent,
        also=(("server.services.rounds.chain:_keeps_place", _nothing_to_ask),),
    ),
    "never-asks-again": PlantedBug(
        "the server's word on a doubtful row is not asked for",
        "sync.exchange.push:note_again",
        _nothing,
    ),
    "gone-is-ignored": PlantedBug(
        "what left or was deleted stays",
        "sync.taking:apply_page",
        _page_without("gone"),
    ),
    "left-books-stay": PlantedBug(
        "the accounts of a book that was taken away stay",
        "sync.taking:apply_page",
        _page_without("left_books"),
    ),
    "revision-not-noted": PlantedBug(
        "the revision of accepted work is not noted",
        "app.store.records:Records.set_revisions",
        _nothing_to_ask,
    ),
    "merged-is-known": PlantedBug(
        "a revision whose row did not come counts as seen",
        "sync.exchange.push:_accept",
        _merged_is_known,
    ),
    "chain-breaks-on-retry": PlantedBug(
        "a unit sent again is spelled anew",
        "sync.engine:sent_groups",
        _chain_breaks_on_retry,
    ),
    "rows-before-journal": PlantedBug(
        "rows are kept before their journal entry",
        "app.store.unit_of_work:UnitOfWork.commit",
        _journal_in_its_own_transaction,
    ),
    "deletion-not-journalled": PlantedBug(
        "a deletion happens on the device only",
        "app.store.unit_of_work:UnitOfWork._note",
        _deletion_not_journalled,
    ),
    "base-forgotten": PlantedBug(
        "an edit does not say which revision it was made on",
        "app.store.records:Records.read",
        _base_forgotten,
    ),
}
