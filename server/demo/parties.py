"""The two sides of a contract, with all that the party clause asks for."""

from __future__ import annotations

from dataclasses import dataclass

from server.demo.organisation import Company
from server.demo.seeds import Seeds
from server.demo.world import Dealing, World

Party = dict[str, str]

_BANKS = ("禾信银行", "同泽银行", "江川商业银行", "瑞源农村银行", "示例银行")
_BANKING_SHARE = 0.9
_ACCOUNT_STEP = 79_193


@dataclass(frozen=True, slots=True)
class Bank:
    """An account at an invented bank."""

    name: str
    account: str


def bank_of(world: World, dealing: Dealing) -> Bank | None:
    """Return the dealer's own bank account; a few live without."""
    profile = dealing.profile
    chance = world.seeds.stream("bank", profile.index)
    if chance.random() > _BANKING_SHARE and not profile.featured:
        return None
    branch = f"{chance.choice(_BANKS)}{profile.city.stem}{profile.district}支行"
    return Bank(branch, f"{profile.city.code[:4]}0000{(profile.index + 1) * _ACCOUNT_STEP:011d}")


def account_party(world: World, dealing: Dealing) -> Party:
    """Return the account's side, signed by its head."""
    profile = dealing.profile
    bank = bank_of(world, dealing)
    head = profile.contacts[0].name
    return {
        "name": profile.name.full,
        "uscc": profile.uscc,
        "address": profile.address,
        "legal_rep": head,
        "signatory": head,
        "signatory_post": "总经理" if profile.is_company else "经营者",
        "phone": profile.phone,
        "email": f"kh{profile.index + 1:05d}@dealer.example.com",
        "bank": bank.name if bank else "",
        "account": bank.account if bank else "",
        "cnaps": "",
        "tax_no": profile.uscc,
        "service_address": profile.address,
    }


def company_party(seeds: Seeds, company: Company) -> Party:
    """Return our side, signed with a power of attorney for this year and the next."""
    source = company.source
    year = seeds.today.year
    copied = {key: source[key] for key in ("name", "address", "phone", "email", "bank", "cnaps")}
    english = {key: source[key] for key in ("name_en", "address_en", "bank_en")}
    return {
        **copied,
        **english,
        "uscc": company.uscc,
        "legal_rep": source["legal_representative"],
        "signatory": source["signatory"],
        "signatory_post": source["signatory_post"],
        "signatory_post_en": source["signatory_post_en"],
        "account": source["bank_account"],
        "tax_no": company.uscc,
        "service_address": source["address"],
        "poa_no": f"禾授〔{year}〕031 号",
        "poa_to": f"{year + 1}-12-31",
    }
