"""Who is behind an account: contacts, what is confided about them, and our own team."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    choice,
    date,
    entity,
    labels,
    moment,
    note,
    reference,
    text,
)

CONTACT = entity(
    "contact",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    text("name", required=True, searchable=True, personal=True),
    choice("sex", "female", "male", personal=True),
    text("post"),
    text("department"),
    labels(
        "roles",
        *("owner", "manager", "legal_representative", "signatory", "buyer", "payer"),
        *("warehouse", "shop_assistant", "salesperson"),
    ),
    choice("influence", "key", "strong", "some", "little"),
    choice("decision_role", "decides", "influences", "uses", "none"),
    text("mobile", searchable=True, personal=True),
    text("phone", personal=True),
    text("email", personal=True),
    text("wechat", personal=True),
    text("address", personal=True, length=500),
    date("born_on", personal=True),
    note("personality", personal=True),
    note("hobbies", personal=True),
    text("education", personal=True),
    note("ability"),
    note("career", personal=True),
    choice("relationship", "close", "good", "plain", "tense"),
    reference("relationship_owner_id", "user"),
    note("preferences", personal=True),
    choice("attitude", "supporter", "neutral", "opponent"),
    note("remark"),
)

CONTACT_PRIVATE = entity(
    "contact_private",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("contact_id", "contact", required=True),
    note("purpose", required=True),
    note("family", personal=True),
    note("beliefs", personal=True),
    note("lifestyle", personal=True),
    note("harmony", personal=True),
    note("health", personal=True),
    note("habits", personal=True),
    note("standing", personal=True),
    note("background", personal=True),
    note("authority_links", personal=True),
    since=3,
)

ACCOUNT_MEMBER = entity(
    "account_member",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("user_id", "user", required=True),
    choice("role", "deputy", "member", "supervisor", required=True),
    date("from_on"),
    date("to_on"),
    since=3,
)

OWNER_CHANGE = entity(
    "owner_change",
    Scope.ACCOUNT,
    Custody.SERVER,
    reference("account_id", "account", required=True),
    reference("from_user_id", "user"),
    reference("to_user_id", "user"),
    choice("kind", "opened", "claimed", "handed_over", "transferred", "released", required=True),
    moment("changed_at", required=True),
    reference("changed_by", "user"),
    note("reason"),
    since=3,
)
