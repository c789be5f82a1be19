"""A form offers no more than a colleague may write."""

from __future__ import annotations

import pytest

from app.domain.policy import Actor, Role
from app.domain.record_rights import may_begin, rights_to, rights_to_new
from app.domain.schema import ENTITIES

OWN = {"account_id": "a", "account_owner_id": "me", "account_sector_id": "s"}
THEIRS = {**OWN, "account_owner_id": "other"}


def actor(*roles):
    return Actor("me", frozenset(roles), "s")


REP = actor(Role.REP)


def test_what_the_office_keeps_nobody_writes_on_a_device():
    finance = actor(Role.FINANCE)
    assert not may_begin(finance, "receivable")
    rights = rights_to(finance, "receivable", OWN)
    assert (rights.fields, rights.deletes) == (frozenset(), False)
    assert rights.refusal == "entity.read_only"


def test_a_fact_of_the_field_is_written_once():
    assert "content" in rights_to_new(REP, "incident", OWN).fields
    rights = rights_to(REP, "incident", OWN)
    assert (rights.fields, rights.refusal) == (frozenset(), "entity.append_only")


def test_a_record_stays_under_its_account():
    assert "account_id" in rights_to_new(REP, "security", OWN).fields
    assert "account_id" not in rights_to(REP, "security", OWN).fields


def test_a_rep_writes_nothing_under_the_account_of_another():
    assert rights_to_new(REP, "security", THEIRS).refusal == "record.not_allowed"
    assert rights_to(REP, "security", THEIRS).fields == frozenset()


def test_what_the_server_fills_in_is_never_asked_for():
    fields = rights_to_new(REP, "complaint", OWN).fields
    assert "content" in fields
    assert "number" not in fields


def test_who_may_delete_is_told_before_the_record_is_made():
    assert rights_to_new(REP, "field_order", OWN).deletes
    assert not rights_to_new(REP, "credit_measure", OWN).deletes
    assert rights_to_new(actor(Role.FINANCE), "credit_measure", OWN).deletes


def test_somebody_frozen_writes_nothing():
    frozen = Actor("me", frozenset({Role.REP}), "s", is_frozen=True)
    assert not may_begin(frozen, "security")


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_colleague_whose_roles_are_unknown_is_left_to_the_server(entity):
    rights = rights_to(None, entity, {})
    is_shared = ENTITIES[entity].custody.value == "shared"
    assert bool(rights.fields) == is_shared
