"""Who gets in, with what, and for how long."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.store.devices import set_device_state
from server.store.people import set_user_state
from sync.wire import codec
from sync.wire.messages import MEDIA_TYPE, Problem, SyncRequest
from sync.wire.sessions import Session, TokenRequest
from sync.wire.signing import request_text
from tests.support.device import BareDevice, edited, fresh_id
from tests.support.server import ORG


def refusal(response) -> tuple[int, str]:
    return response.status_code, codec.decode_json(response.content, Problem).code


def enrol(device: BareDevice, **other: str):
    return device.post_json("/v1/enrolment", device.sign_in_message(**other))


def test_a_session_names_user_organisation_and_server(server, rep):
    assert rep.session == Session(
        access_token=rep.session.access_token,
        expires_in_seconds=600,
        server_id=server.server.organisation.server_id,
        epoch=server.server.organisation.epoch,
        user_id=rep.user_id,
        user_name="Li",
        org_name="行册集团",
    )


@pytest.mark.usefixtures("rep")
def test_a_wrong_password_and_an_unknown_user_look_the_same(client):
    wrong = enrol(BareDevice(client, "li", "wrong"))
    unknown = enrol(BareDevice(client, "nobody", "wrong"))
    assert refusal(wrong) == refusal(unknown) == (401, "session.denied")
    assert wrong.content == unknown.content


@pytest.mark.usefixtures("rep")
def test_an_unknown_user_costs_a_password_check_as_well(server, client, monkeypatch):
    checked: list[str | None] = []
    passwords = server.server.sessions.passwords
    right = type(passwords).is_right

    def counted(self, stored, password):
        checked.append(stored)
        return right(self, stored, password)

    monkeypatch.setattr(type(passwords), "is_right", counted)
    enrol(BareDevice(client, "nobody", "wrong"))
    assert checked == [None]


@pytest.mark.usefixtures("rep")
def test_guessing_is_slowed_down_more_and_more(server, client):
    guesser = BareDevice(client, "li", "wrong")
    waits = []
    for _ in range(6):
        while refusal(response := enrol(guesser)) == (429, "session.too_many_attempts"):
            waits.append(int(response.headers["Retry-After"]))
            server.clock.advance(timedelta(seconds=waits[-1]))
    assert waits == [1, 2, 4]


@pytest.mark.usefixtures("rep")
def test_the_right_password_waits_as_well_but_only_at_that_address(server, client):
    for _ in range(3):
        enrol(BareDevice(client, "li", "wrong"))
    assert refusal(enrol(BareDevice(client, "li"))) == (429, "session.too_many_attempts")
    now = int(server.clock().timestamp() * 1000)
    server.server.sessions.attempts.check("li", "another address", now=now)
    server.clock.advance(timedelta(seconds=1))
    assert enrol(BareDevice(client, "li")).status_code == 200


@pytest.mark.usefixtures("rep")
def test_a_device_must_hold_the_key_it_shows(client):
    device = BareDevice(client, "li")
    other = b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    assert refusal(enrol(device, public_key=other)) == (401, "session.proof")


@pytest.mark.usefixtures("rep")
@pytest.mark.parametrize(
    "change",
    [
        {"device_id": "laptop"},
        {"public_key": "not base64"},
        {"public_key": ""},
        {"login": "l\x00i"},
        {"login": ""},
        {"device_name": "x" * 300},
        {"password": "x" * 501},
    ],
)
def test_a_sign_in_of_the_wrong_form_is_refused(client, change):
    assert refusal(enrol(BareDevice(client, "li"), **change))[1] in {
        "session.malformed",
        "session.proof",
    }


def test_a_device_enrols_again_with_the_same_key_only(rep, client, device_of):
    assert enrol(rep).status_code == 200
    stolen = BareDevice(client, "li", id=rep.id)
    assert refusal(enrol(stolen)) == (409, "device.taken")
    device_of("wang")
    other = BareDevice(client, "wang", id=rep.id, key=rep.key)
    assert refusal(enrol(other)) == (409, "device.taken")


def test_a_token_is_renewed_by_signing_a_nonce_once(server, rep):
    server.clock.advance(timedelta(seconds=601))
    assert refusal(rep.post()) == (401, "session.expired")
    rep.session = codec.decode_json(rep.renew().content, Session)
    assert rep.post().status_code == 200


def test_a_nonce_is_good_once_and_not_for_long(server, rep, client):
    def answer(nonce: str):
        text = b"\n".join((b"roadbook token 1", rep.id.encode(), nonce.encode()))
        return rep.post_json("/v1/tokens", TokenRequest(rep.id, nonce, rep.sign(text)))

    nonce = client.post("/v1/challenge").json()["nonce"]
    assert answer(nonce).status_code == 200
    assert refusal(answer(nonce)) == (401, "session.nonce")
    late = client.post("/v1/challenge").json()["nonce"]
    server.clock.advance(timedelta(seconds=121))
    assert refusal(answer(late)) == (401, "session.nonce")
    forged = client.post("/v1/challenge").json()["nonce"]
    assert refusal(answer(forged[:4].swapcase() + forged[4:])) == (401, "session.nonce")
    assert refusal(answer("not ours")) == (401, "session.nonce")


def test_only_the_devices_own_key_renews(rep, client):
    thief = BareDevice(client, "li", id=rep.id)
    assert refusal(thief.renew()) == (401, "session.proof")
    nobody = BareDevice(client, "li", id=fresh_id())
    assert refusal(nobody.renew()) == (401, "session.proof")


def test_a_stolen_token_is_worth_nothing_without_the_key(rep, client):
    thief = BareDevice(client, "li", session=rep.session)
    assert refusal(thief.post()) == (401, "session.proof")


@pytest.mark.parametrize("part", ["method", "path", "token", "body"])
def test_a_signature_covers_the_whole_request(rep, client, part):
    token = rep.session.access_token
    body = codec.encode(SyncRequest(1, 1))
    signed = {"method": "POST", "path": "/v1/sync", "token": token, "body": body}
    other = {"method": "GET", "path": "/v1/sync?x", "token": "x", "body": body + b"x"}
    text = request_text(**{**signed, part: other[part]})
    headers = {
        "Authorization": f"Bearer {token}",
        "Roadbook-Proof": rep.sign(text),
        "Content-Type": MEDIA_TYPE,
    }
    response = client.post("/v1/sync", content=body, headers=headers)
    assert refusal(response) == (401, "session.proof")


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}, {"Authorization": "Bearer"}],
)
def test_a_request_without_a_token_is_refused(client, headers):
    given = {"Content-Type": MEDIA_TYPE, **headers}
    response = client.post("/v1/sync", content=b"\x00\x80", headers=given)
    assert refusal(response) == (401, "session.expired")


def test_a_revoked_device_is_refused_at_once(server, rep):
    server.database.write(lambda work: set_device_state(work, ORG, rep.id, "revoked"))
    assert refusal(rep.post()) == (401, "device.revoked")
    assert refusal(rep.renew()) == (401, "device.revoked")
    assert refusal(enrol(rep)) == (401, "device.revoked")


def test_a_revocation_counts_for_a_request_that_is_under_way(server, rep, account, monkeypatch):
    write = server.database.write

    def revoke_first(work):
        write(lambda other: set_device_state(other, ORG, rep.id, "revoked"))
        return write(work)

    monkeypatch.setattr(server.database, "write", revoke_first)
    response = rep.post(rep.group(edited("account", account, 1, city=(None, "苏州"))))
    assert refusal(response) == (401, "device.revoked")
    with server.database.reading() as work:
        assert work.row("SELECT count(*) FROM history")[0] == 0


def test_a_frozen_user_is_refused_at_once(server, rep):
    server.database.write(lambda work: set_user_state(work, ORG, rep.user_id, "frozen"))
    assert refusal(rep.post()) == (401, "user.frozen")
    assert refusal(rep.renew()) == (401, "user.frozen")
    assert refusal(enrol(rep)) == (401, "user.frozen")


def test_nothing_secret_is_stored_readable(server, rep):
    with server.database.reading() as work:
        (stored,) = work.rows("SELECT hash FROM access_token")
        (hashed,) = work.rows("SELECT password_hash FROM app_user WHERE login = 'li'")
    assert rep.session.access_token.encode() not in bytes(stored[0])
    assert hashed[0].startswith("$argon2id$")
