"""How good a dealer is: schemes of criteria and the evaluations made by them."""

from __future__ import annotations

from app.domain.fields import (
    Custody,
    Scope,
    choice,
    date,
    document,
    entity,
    flag,
    integer,
    note,
    reference,
    text,
)

EVALUATION_SCHEME = entity(
    "evaluation_scheme",
    Scope.COMPANY,
    Custody.SHARED,
    text("name", required=True),
    text("version", required=True),
    choice("state", "draft", "approved", "withdrawn"),
    date("valid_from_on"),
    document("body", required=True),
    reference("maker_id", "user"),
    reference("approver_id", "user"),
    since=3,
)

EVALUATION = entity(
    "evaluation",
    Scope.ACCOUNT,
    Custody.SHARED,
    reference("account_id", "account", required=True),
    reference("scheme_id", "evaluation_scheme"),
    date("evaluated_on", required=True, indexed=True),
    reference("evaluator_id", "user"),
    text("period"),
    document("scores"),
    integer("total_basis_points"),
    integer("evidence_basis_points"),
    flag("gate_passed"),
    choice("attitude", "active", "average", "passive", "false"),
    note("conclusion"),
    date("next_review_on"),
    choice("state", "draft", "final"),
    since=3,
)
