"""Who is behind an account: contacts, what is confided about them, and our own team."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Merge,
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
    note("family", personal=True, merge=Merge.LATEST),
    note("beliefs", personal=True, merge=Merge.LATEST),
    note("lifestyle", personal=True, merge=Merge.LATEST),
    note("harmony", personal=True, merge=Merge.LATEST),
    note("health", personal=True, merge=Merge.LATEST),
    note("habits", personal=True, merge=Merge.LATEST),
    note("standing", personal=True, merge=Merge.LATEST),
    note("background", personal=True, merge=Merge.LATEST),
    note("authority_links", personal=True, merge=Merge.LATEST),
    since=3,
)
"""The personal values travel and rest sealed, see `app.domain.accounts.confidences`; two sealed
texts cannot be put together, so the later one counts.

Source: domain.md 2.2, R006.
"""

CONFIDENCE_LOOK = entity(
    "confidence_look",
    Scope.ACCOUNT,
    Custody.APPEND,
    reference("account_id", "account", required=True),
    reference("contact_id", "contact", required=True),
    reference("looked_by", "user", required=True),
    moment("looked_at", required=True),
    since=4,
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
