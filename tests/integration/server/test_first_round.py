"""Smoke."""
from __future__ import annotations
from tests.support.server import make_server
from tests.support.device import BareDevice, created, edited, fresh_id

def test_smoke(tmp_path):
    with make_server(tmp_path) as s:
        sec = s.add_sector()
        s.add_user("li", "correct horse", ("rep",), sec)
        with s.client() as c:
            d = BareDevice(c, "li").enrol()
            print(d.pull(), d.rows)
            a = fresh_id()
            print(d.push(created("account", a, name="华信", type="dealer", status="prospect")))
            print(d.rows[("account", a)])
            print(d.push(created("contact", account_id=a, name="王")))
            print(d.push(edited("account", a, 1, name=("华信", "华信2"))))
            assert d.rows[("account", a)]["name"]=="华信"
            print(c.get("/v1/health").text, c.get("/nope").text)
