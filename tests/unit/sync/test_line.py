"""The line keeps its connection, makes it anew when the server let go, and hides nothing."""

import socket
import threading

import pytest

from sync.line import KeptLine

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 5\r\n\r\nhello"


class Script:
    """A server that answers the requests of each connection with what is written for them."""

    def __init__(self, *connections):
        self._connections = list(connections)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.requests = []
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self):
        for answers in self._connections:
            line, _ = self._listener.accept()
            with line:
                for answer in answers:
                    self.requests.append(_request(line))
                    line.sendall(answer)

    def close(self):
        self._listener.close()
        self._thread.join()


def _request(line):
    data = b""
    while b"\r\n\r\n" not in data:
        data += line.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += line.recv(65_536)
    return head + b"\r\n\r\n" + body


@pytest.fixture
def serve():
    made = []

    def start(*connections):
        made.append(Script(*connections))
        return made[-1]

    yield start
    for script in made:
        script.close()


def post(line, body=b"x", largest=1000):
    return line.carry("POST", "/v1/sync", headers={"a": "b"}, body=body, largest=largest)


def test_several_requests_share_a_connection(serve):
    script = serve([ANSWER, ANSWER])
    line = KeptLine(script.address)
    answers = [post(line), post(line)]
    line.close()
    assert [(a.status, a.body, a.headers["content-type"]) for a in answers] == [
        (200, b"hello", "text/plain")
    ] * 2
    assert script.requests[0].startswith(b"POST /v1/sync HTTP/1.1\r\nhost: 127.0.0.1:")
    assert script.requests[0].endswith(b"\r\na: b\r\ncontent-length: 1\r\n\r\nx")


def test_a_connection_that_was_closed_while_idle_is_made_anew(serve):
    script = serve([ANSWER], [ANSWER])
    line = KeptLine(script.address)
    assert post(line).body == post(line, b"again").body
    line.close()
    assert [request[-5:] for request in script.requests] == [b"1\r\n\r\nx"[-5:], b"again"]


def test_a_server_that_closes_at_once_is_no_answer(serve):
    line = KeptLine(serve([b""]).address)
    with pytest.raises(OSError):  # noqa: PT011 - any failure of the line
        post(line)


def test_an_answer_in_chunks_is_put_together(serve):
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    script = serve([head + b"3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", ANSWER])
    line = KeptLine(script.address)
    assert post(line).body == post(line).body == b"hello"
    line.close()


def test_no_more_is_read_than_was_asked_for(serve):
    line = KeptLine(serve([ANSWER]).address)
    assert post(line, largest=2).body == b"hel"


@pytest.mark.parametrize(
    "answer", [b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort"]
)
def test_what_is_no_answer_is_a_broken_line(serve, answer):
    line = KeptLine(serve([answer]).address)
    with pytest.raises(OSError):  # noqa: PT011 - any failure of the line
        post(line)


def test_a_header_cannot_smuggle_another():
    line = KeptLine("http://127.0.0.1:9")
    with pytest.raises(ValueError, match="two lines"):
        line.carry("GET", "/", headers={"a": "b\r\nc: d"}, body=b"", largest=1)


def test_a_request_that_waits_is_ended_from_another_thread():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        line = KeptLine(f"http://127.0.0.1:{listener.getsockname()[1]}", read_seconds=60)
        failed = threading.Event()

        def wait():
            with pytest.raises(OSError):  # noqa: PT011 - any failure of the line
                post(line)
            failed.set()

        thread = threading.Thread(target=wait)
        thread.start()
        with listener.accept()[0] as server:
            _request(server)
            line.break_off()
            assert failed.wait(10)
        thread.join()
        with pytest.raises(ConnectionAbortedError):
            post(line)
