"""What belongs to the file of an account: people, team, promises, complaints, incidents."""

from __future__ import annotations

from ui.screens.records.kind import RecordKind, Section

_GROUP = "customer_files"

KINDS = (
    RecordKind(
        entity="contact",
        group=_GROUP,
        icon="user-round",
        name="name",
        columns=("post", "mobile", "decision_role", "influence", "relationship"),
        order="name",
        rises=True,
        sections=(
            Section("", ("name", "sex", "post", "department", "roles")),
            Section("reach", ("mobile", "phone", "email", "wechat", "address")),
            Section(
                "relation",
                (
                    *("influence", "decision_role", "relationship", "relationship_owner_id"),
                    *("attitude", "preferences"),
                ),
            ),
            Section(
                "person",
                (
                    *("born_on", "education", "personality", "hobbies", "ability", "career"),
                    "remark",
                ),
            ),
        ),
    ),
    RecordKind(
        entity="account_member",
        group=_GROUP,
        icon="users-round",
        name="user_id",
        columns=("role", "from_on", "to_on"),
        order="from_on",
    ),
    RecordKind(
        entity="owner_change",
        group=_GROUP,
        icon="history",
        name="kind",
        columns=("from_user_id", "to_user_id", "changed_at", "changed_by"),
        order="changed_at",
    ),
    RecordKind(
        entity="commitment",
        group=_GROUP,
        icon="handshake",
        name="content",
        columns=("contact_id", "owner_id", "due_on", "state"),
        order="due_on",
        sections=(
            Section("", ("content", "due_on", "contact_id", "visit_log_id")),
            Section("state", ("state", "kept_on", "owner_id")),
        ),
    ),
    RecordKind(
        entity="complaint",
        group=_GROUP,
        papers=("complaint_reply",),
        icon="message-square-warning",
        name="content",
        columns=("kind", "subject", "received_at", "answer_due_on", "state"),
        order="received_at",
        sections=(
            Section("", ("number", "kind", "subject", "complainant", "content", "demand")),
            Section(
                "handling", ("received_at", "received_by", "answer_due_on", "state", "outcome")
            ),
        ),
    ),
    RecordKind(
        entity="task",
        group=_GROUP,
        icon="list-checks",
        name="content",
        columns=("assignee_id", "given_by", "due_on", "state"),
        order="due_on",
        sections=(
            Section("", ("content", "due_on", "assignee_id", "visit_log_id")),
            Section("state", ("state", "done_on", "answer", "given_by")),
        ),
    ),
    RecordKind(
        entity="account_relation",
        group=_GROUP,
        icon="link-2",
        name="other_id",
        columns=("kind", "remark"),
        order="kind",
        rises=True,
    ),
    RecordKind(
        entity="inspection",
        group=_GROUP,
        icon="scale",
        name="content",
        columns=("inspected_on", "visit_held", "people", "stock", "result"),
        order="inspected_on",
    ),
    RecordKind(
        entity="visit_comment",
        group=_GROUP,
        icon="message-square-text",
        name="content",
        columns=("visit_log_id", "written_at", "author_id"),
        sections=(Section("", ("visit_log_id", "content", "written_at", "author_id")),),
    ),
    RecordKind(
        entity="incident",
        group=_GROUP,
        icon="octagon-alert",
        name="kind",
        columns=("content", "happened_on", "author_id"),
    ),
    RecordKind(
        entity="visit_addendum",
        group=_GROUP,
        icon="notebook-pen",
        name="content",
        columns=("visit_log_id", "written_at", "author_id"),
        sections=(Section("", ("visit_log_id", "content", "written_at", "author_id")),),
    ),
)
