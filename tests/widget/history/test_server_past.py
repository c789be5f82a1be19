"""The question about a record's past on its way to the server and back."""

from __future__ import annotations

from sync.errors import OfflineError
from sync.wire import codec
from sync.wire.past import PastAnswer, PastRequest, PastValue
from ui.online.server_past import ServerPast


class Lane:
    def on_net(self, task, done, failed=None, owner=None):
        del owner
        try:
            result = task()
        except OfflineError as error:
            failed(error)
        else:
            done(result)


class Line:
    def __init__(self, answer=None):
        self.answer, self.asked = answer, None

    def call(self, method, path, *, body=b"", expect):
        del expect
        self.asked = (method, path, codec.decode(body, PastRequest))
        if self.answer is None:
            raise OfflineError
        return codec.encode(self.answer)


def ask(line):
    found, refused = [], []
    ServerPast(Lane(), line).ask(
        "account", "a1", lambda entries, is_cut: found.append((entries, is_cut)), refused.append
    )
    return found, refused


def test_an_answer_arrives_as_entries_with_both_moments():
    value = PastValue("city", None, "苏州市", 3, "孙经理", "台式机", 2_000, 1_000, "offline")
    line = Line(PastAnswer((value,), is_cut=True))
    ((entries, is_cut),), refused = ask(line)
    assert line.asked[:2] == ("POST", "/v1/past")
    assert (line.asked[2].entity, line.asked[2].record_id) == ("account", "a1")
    assert is_cut
    assert refused == []
    (entry,) = entries
    assert (entry.field, entry.value, entry.user) == ("city", "苏州市", "孙经理")
    assert (entry.at, entry.arrived_at, entry.source) == (1_000, 2_000, "offline")


def test_without_a_line_a_sentence_arrives():
    found, (words,) = ask(Line())
    assert found == []
    assert words
