"""The line between devices and server, with everything that happens to requests on the way."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

import httpx
import msgspec

from sync.wire import codec
from sync.wire.messages import MEDIA_TYPE, PROBLEM_TYPE, Problem, SyncAnswer
from tests.simulation.asgi_call import Answer, Call
from tests.simulation.central import Central
from tests.simulation.chance import maybe
from tests.simulation.faults import NETWORK

SYNC, DIGESTS = "/v1/sync", "/v1/digests"
_LATE_STEPS = 40
_MOST_LOOKS = 400
_HTML = {"content-type": "text/html; charset=utf-8"}


class KilledError(BaseException):
    """The program ended here; like a real kill, nothing in it can catch this."""


@dataclass
class Parked:
    """A request that somebody on the way still holds."""

    device_id: str
    call: Call
    due: int


@dataclass
class Network:
    """All lines to one server.

    Attributes:
        central: The server.
        rates: By fault, how often.
        observe: Told after each request that the server may have worked on, with the device.
        meanwhile: Told while a device waits for an answer.
        played: Told which fault strikes, and where.
        chance: Of the step that runs.
        step: Its number.
        parked: Requests still to arrive.
        kill_in: By device, how many requests it still sends before it is killed.
        calm: Whether all faults are over.
    """

    central: Central
    rates: Mapping[str, float]
    observe: Callable[[str, Call], None]
    meanwhile: Callable[[str], None]
    played: Callable[[str, str], None]
    chance: Random = field(default_factory=Random)
    step: int = 0
    parked: list[Parked] = field(default_factory=list)
    kill_in: dict[str, int] = field(default_factory=dict)
    calm: bool = False

    @contextlib.contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Let nothing go wrong: a person who signs in tries until it works."""
        calm, self.calm = self.calm, True
        try:
            yield
        finally:
            self.calm = calm

    def carry(self, device_id: str, call: Call) -> httpx.Response:
        """Bring a request to the server and its answer back, or do to it what the fault says."""
        left = self.kill_in.pop(device_id, None)
        if left is not None and left <= 0:
            self._killed_while_waiting(device_id, call)
        if left is not None:
            self.kill_in[device_id] = left - 1
        self.meanwhile(device_id)
        response = self._carry(self._draw(), device_id, call)
        self.meanwhile(device_id)
        return response

    def _carry(self, fault: str, device_id: str, call: Call) -> httpx.Response:
        if fault:
            self.played(fault, f"{device_id[-4:]} {call.path}")
            return getattr(self, f"_{fault.lower()}")(device_id, call)
        return self._fine(device_id, call)

    def deliver_late(self, *, everything: bool = False) -> None:
        """Let requests arrive that were given up long ago."""
        due = [one for one in self.parked if everything or one.due <= self.step]
        for one in due:
            self.parked.remove(one)
            self.central.call(one.call)
            if one.call.path == SYNC:
                self.observe(one.device_id, one.call)

    def _draw(self) -> str:
        if self.calm:
            return ""
        found = (fault for fault in NETWORK if maybe(self.chance, self.rates.get(fault, 0)))
        return next(found, "")

    def _ask(self, device_id: str, call: Call) -> Answer:
        answer = self.central.call(call)
        self.observe(device_id, call)
        return answer

    def _killed_while_waiting(self, device_id: str, call: Call) -> None:
        if maybe(self.chance, 0.5):
            self._ask(device_id, call)
        raise KilledError

    def _fine(self, device_id: str, call: Call) -> httpx.Response:
        return _response(self._ask(device_id, call))

    def _f1(self, _device_id: str, _call: Call) -> httpx.Response:
        raise httpx.ConnectError("lost")

    def _f2(self, device_id: str, call: Call) -> httpx.Response:
        self._ask(device_id, call)
        raise self.chance.choice((httpx.ReadTimeout, httpx.ReadError))("answer lost")

    def _f3(self, device_id: str, call: Call) -> httpx.Response:
        answers = [self._ask(device_id, call)]
        if maybe(self.chance, 0.5):
            self._park(device_id, call)
        else:
            answers.append(self._ask(device_id, call))
        return _response(self.chance.choice(answers))

    def _f4(self, device_id: str, call: Call) -> httpx.Response:
        self._park(device_id, call)
        raise httpx.ReadTimeout("given up")

    def _f5(self, device_id: str, call: Call) -> httpx.Response:
        if maybe(self.chance, 0.5):
            self.central.call_in_part(call, self.chance.randrange(len(call.body) + 1))
            self.observe(device_id, call)
            raise httpx.WriteError("cut")
        answer = self._ask(device_id, call)
        kept = answer.body[: self.chance.randrange(len(answer.body) + 1)]
        if maybe(self.chance, 0.5):
            return httpx.Response(answer.status, headers=answer.headers, stream=_Broken(kept))
        return _response(Answer(answer.status, answer.headers, kept))

    def _f6(self, device_id: str, call: Call) -> httpx.Response:
        if maybe(self.chance, 0.2):
            answer = self.central.call_with_full_disk(call, self.chance)
            self.observe(device_id, call)
            return _response(answer)
        if maybe(self.chance, 0.3):
            self._ask(device_id, call)  # the proxy gave up, the server did not
        status = self.chance.choice((500, 502, 503, 504, 429, 408, 0))
        if status == 0:
            raise httpx.ConnectTimeout("busy")
        if maybe(self.chance, 0.5):
            return _response(Answer(status, _HTML, b"<h1>Busy</h1>"))
        problem = codec.encode_json(Problem(code="server.fault", status=status))
        headers = {"content-type": PROBLEM_TYPE, "retry-after": "30"}
        return _response(Answer(status, headers, problem))

    def _f7(self, device_id: str, call: Call) -> httpx.Response:
        strangers = (
            lambda: Answer(200, _HTML, b"<html>Welcome to the hotel</html>"),
            lambda: Answer(302, {"location": "https://portal.test/"}, b""),
            lambda: Answer(511, _HTML, b"<html>Sign in to the network</html>"),
            lambda: Answer(200, {}, b""),
            lambda: Answer(200, {"content-type": MEDIA_TYPE}, b"\x00\x80"),
            lambda: _from_another_server(self._ask(device_id, call)),
        )
        return _response(self.chance.choice(strangers)())

    def _f9(self, device_id: str, call: Call) -> httpx.Response:
        match self.chance.choice(("before", "during", "during", "after", "restart")):
            case "before":
                self.central.crash()
            case "during":
                self.central.call_and_die(call, self.chance.randrange(1, _MOST_LOOKS))
            case "after":
                self.central.call(call)
                self.central.crash()
            case _:
                self.central.restart()
                return self._fine(device_id, call)
        self.observe(device_id, call)
        raise httpx.ReadError("server gone")

    def _f10(self, device_id: str, call: Call) -> httpx.Response:
        cut = self.central.power_cut(self.chance)
        self.central.call_and_die(call, self.chance.randrange(1, _MOST_LOOKS), cut)
        self.observe(device_id, call)
        raise httpx.ReadError("server dark")

    def _f13(self, device_id: str, call: Call) -> httpx.Response:
        response = self._fine(device_id, call)
        self.asleep()
        return response

    def asleep(self) -> None:
        """Replaced by the world, which owns the clock."""

    def _park(self, device_id: str, call: Call) -> None:
        due = self.step + self.chance.randint(1, _LATE_STEPS)
        self.parked.append(Parked(device_id, call, due))


class Line(httpx.BaseTransport):
    """One device's end of the network."""

    def __init__(self, network: Network, device_id: str) -> None:
        self._network = network
        self.device_id = device_id

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        headers = tuple((name.lower(), value) for name, value in request.headers.raw)
        call = Call(request.method, request.url.raw_path.decode(), headers, request.read())
        return self._network.carry(self.device_id, call)


class _Broken(httpx.SyncByteStream):
    """An answer that ends too early, with an error."""

    def __init__(self, kept: bytes) -> None:
        self._kept = kept

    def __iter__(self) -> Iterator[bytes]:
        yield self._kept
        raise httpx.RemoteProtocolError("cut")


def _response(answer: Answer) -> httpx.Response:
    # As a stream: the product reads bodies piece by piece and stops at its limit.
    stream = httpx.ByteStream(answer.body)
    return httpx.Response(answer.status, headers=answer.headers, stream=stream)


def _from_another_server(answer: Answer) -> Answer:
    if answer.headers.get("content-type") != MEDIA_TYPE:
        return answer
    message = codec.decode(answer.body, SyncAnswer)
    stranger = msgspec.structs.replace(message, server_id="another")
    return Answer(answer.status, answer.headers, codec.encode(stranger))
