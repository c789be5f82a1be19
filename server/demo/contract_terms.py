"""The values that a contract was filled in with, as the contract page keeps them."""

from __future__ import annotations

import json
from typing import Any

from server.demo.agreements import Agreement
from server.demo.credit import credit_limit_minor
from server.demo.parties import account_party, company_party
from server.demo.reading import read_demo
from server.demo.seeds import iso
from server.demo.world import Dealing, World

_MINOR = 100
_LEVELS = {"sole": "first", "first": "first", "outlet": "outlet"}
_AMBITION = 110
_PER_CENT = 100
_STEP_MINOR = 100_000
_PENALTY_SHARE, _PENALTY_MINOR = 10, 1_000_000
_BASIS_POINTS = 100
_FIRST_ORDER_DAYS = 7
_LEAST_ORDER = "10"


class Terms:
    """Fills in contracts; reads the standing values once."""

    def __init__(self, world: World) -> None:
        """Begin with the values that hold for every account."""
        self._world = world
        self._standing = read_demo("terms")

    def text(self, dealing: Dealing, agreement: Agreement) -> str:
        """Return the values as JSON, sorted, without the goods: those are records of their own."""
        values = self.values(dealing, agreement)
        return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def values(self, dealing: Dealing, agreement: Agreement) -> dict[str, Any]:
        """Return the values by the field names of the template."""
        name = agreement.template.name
        values = {
            **self._standing["common"],
            **self._standing[name],
            **self._shared(dealing, agreement),
        }
        match name:
            case "distribution":
                values |= self._distribution(dealing, agreement)
            case "frame":
                values |= self._frame(dealing, agreement)
        return values

    def _shared(self, dealing: Dealing, agreement: Agreement) -> dict[str, Any]:
        profile = dealing.profile
        company = self._world.price_list(profile.owner).company
        ours = company_party(self._world.seeds, company)
        theirs = account_party(self._world, dealing)
        we_are_first = agreement.template.parsed.header.supplier == "a"
        domain = str(company.source["email"]).partition("@")[2]
        shared: dict[str, Any] = {
            "contract_no": agreement.number or agreement.draft_number,
            "sign_place": company.source["sign_place"],
            "integrity_contact": f"integrity@{domain}",
            "delivery_place": profile.address,
            "consignee": f"{profile.contacts[-1].name}，{profile.contacts[-1].mobile}",
            "party_a": ours if we_are_first else theirs,
            "party_b": theirs if we_are_first else ours,
        }
        return shared | ({"sign_date": iso(agreement.signed)} if agreement.signed else {})

    def _yearly(self, dealing: Dealing, agreement: Agreement) -> dict[str, Any]:
        """Return what both contracts for a year need."""
        limit = credit_limit_minor(self._world, dealing)
        values: dict[str, Any] = {
            "brand": "禾岭、川渡",
            "brand_en": "Heling, Chuandu",
            "valid_from": iso(agreement.begins),
            "valid_to": iso(agreement.ends or agreement.begins),
            "retention": bool(limit),
        }
        if limit:
            values |= {
                "credit_limit": _money(limit),
                "credit_days": dealing.profile.temper.credit_days,
                "redeem_days": 10,
            }
        return values

    def _distribution(self, dealing: Dealing, agreement: Agreement) -> dict[str, Any]:
        profile = dealing.profile
        yearly = self._yearly(dealing, agreement)
        penalty = min(agreement.total_minor // _PENALTY_SHARE, _PENALTY_MINOR)
        return yearly | {
            "target_amount": _money(_ambition(profile.temper.yearly_minor)),
            "level": _LEVELS.get(profile.tier or "", "second"),
            "territory": f"{profile.city.region}{profile.district}",
            "pay_method": "credit" if "credit_limit" in yearly else "prepaid",
            "territory_penalty": _money(penalty // _STEP_MINOR * _STEP_MINOR or _STEP_MINOR),
        }

    def _frame(self, dealing: Dealing, agreement: Agreement) -> dict[str, Any]:
        return self._yearly(dealing, agreement) | {
            "year_volume": _money(_ambition(dealing.profile.temper.yearly_minor)),
            "first_order_no": f"{agreement.number or agreement.draft_number}-01",
            "order_due": iso(agreement.begins + _FIRST_ORDER_DAYS),
            "prices": [
                {
                    "name": self._world.products[line.product].name,
                    "spec": self._world.products[line.product].specification,
                    "unit": self._world.products[line.product].unit,
                    "price": _money(line.price_minor),
                    "rate": str(self._world.products[line.product].rate // _BASIS_POINTS),
                    "moq": _LEAST_ORDER,
                }
                for line in agreement.goods
            ],
        }


def _money(minor: int) -> str:
    return f"{minor // _MINOR}.{minor % _MINOR:02d}"


def _ambition(yearly_minor: int) -> int:
    amount = yearly_minor * _AMBITION // _PER_CENT
    return max(amount // _STEP_MINOR, 1) * _STEP_MINOR
