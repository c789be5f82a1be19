"""Companies, sectors, users: who works here and on whose behalf; read-only on devices."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    choice,
    date,
    document,
    entity,
    labels,
    reference,
    text,
)

ROLES = (
    "rep",
    "sector_head",
    "sector_admin",
    "group_management",
    "group_marketing",
    "finance",
    "custodian",
    "service",
    "inspector",
    "system_admin",
)

_LOGO_LENGTH = 100_000

COMPANY = entity(
    "company",
    Scope.COMPANY,
    Custody.SERVER,
    text("name", required=True),
    text("name_en"),
    text("code"),
    text("uscc"),
    text("address"),
    text("address_en"),
    text("legal_representative"),
    text("phone"),
    text("email"),
    text("bank"),
    text("bank_en"),
    text("bank_account"),
    text("cnaps"),
    text("tax_number"),
    text("sign_place"),
    document("logo", length=_LOGO_LENGTH),
)

SECTOR = entity(
    "sector",
    Scope.COMPANY,
    Custody.SERVER,
    text("name", required=True),
    text("name_en"),
    text("code"),
    reference("company_id", "company"),
    text("zone"),
)

USER = entity(
    "user",
    Scope.COMPANY,
    Custody.SERVER,
    text("name", required=True, personal=True),
    text("login", required=True),
    labels("roles", *ROLES),
    reference("sector_id", "sector"),
    text("area"),
    text("post"),
    text("phone", personal=True),
    choice("state", "active", "frozen", "left"),
    date("away_since_on"),
)
