from itertools import product

import pytest

from app.domain.entities.organisation import ROLES
from app.domain.policy import Action, Actor, Role, governed_fields, may
from app.domain.policy_grants import GRANTS
from app.domain.schema import ENTITIES

LETTERS = {
    "R": Action.READ,
    "C": Action.CREATE,
    "U": Action.UPDATE,
    "D": Action.DELETE,
    "A": Action.APPROVE,
    "Q": Action.PROPOSE,
    "S": Action.ASSIGN,
    "T": Action.COMMENT,
    "F": Action.CONFIRM,
    "P": Action.PRINT,
}
COLUMNS = (
    *("rep", "sector_head", "sector_admin", "group_management", "group_marketing"),
    *("finance", "custodian", "service", "inspector", "system_admin"),
)
# domain.md 5.2, written out by hand: o = own accounts, p = pool of the own sector, s = own sector,
# g = all, - = nothing.
MATRIX = """
company           g:R    g:R       g:R     g:R   g:RCU   g:R    g:R   g:R   g:R  g:RCU
sector            g:R    g:R       g:R     g:R   g:RCU   g:R    g:R   g:R   g:R  g:RCU
user              g:R    g:R,s:Q   g:R,s:Q g:RA  g:RCU   g:R    g:R   g:R   g:R  g:RCU
account           o:RCUQ,p:R s:RCUDQS  s:RCUDS g:RA  g:RCUDS s:RUA  s:R   s:R   g:R  -
contact           o:RCUD s:RCUD    s:RCUD  g:R   g:RCUD  s:R    s:R   s:R   g:R  -
product           g:R    g:R       g:R     g:R   g:RCUD  g:RA   -     g:R   g:R  -
price_list        g:R    g:R       g:R     g:R   g:RCUD  g:RA   -     g:R   g:R  -
price             g:R    g:R       g:R     g:R   g:RCUD  g:RA   -     g:R   g:R  -
visit_plan        o:RCUD s:RTS     s:R     g:RS  g:R     -      -     -     g:R  -
visit_log         o:RCU  s:RTS     s:R     g:RS  g:R     -      -     -     g:R  -
stock_count       o:RCU  s:RTS     s:R     g:RS  g:R     -      -     -     g:R  -
commitment        o:RCUD s:RTS     s:R     g:RS  g:R     -      -     -     g:R  -
contract_template g:R    g:R       g:R     g:R   g:RCUD  g:RA   g:R   -     g:R  -
clause_block      g:R    g:R       g:R     g:R   g:RCUD  g:RA   g:R   -     g:R  -
contract          o:RCUDP s:RUA    s:R     g:RA  g:R     s:RA   s:RU  -     g:R  -
contract_line     o:RCUD s:R       s:R     g:R   g:R     s:R    s:R   -     g:R  -
print_record      o:RC   s:R       s:R     g:R   g:R     s:R    s:R   -     g:R  -
contract_event    o:RC   s:RC      s:R     g:R   g:R     s:RC   s:R   -     g:R  -
contract_loan     o:R    s:R       s:R     g:R   g:R     s:R    s:RCU -     g:R  -
contract_sending  o:RC   s:R       s:R     g:R   g:R     s:R    s:R   -     g:R  -
contract_return   o:RC   s:RC      s:R     g:R   g:R     s:RC   s:R   -     g:R  -
pen_signature     o:RC   s:R       s:R     g:R   g:R     s:R    s:R   -     g:R  -
receivable        o:R    s:R       -       g:R   g:R     s:RCUF -     -     g:R  -
collection        o:RCU  s:R       -       g:R   g:R     s:RCUF -     -     g:R  -
sales_record      o:RQ   s:RA      s:R     g:R   g:R     s:R    -     -     g:R  -
sales_plan        o:RCU  s:RA      s:R     g:R   g:R     s:R    -     -     g:R  -
attachment        o:RCD  s:RC      s:R     g:R   g:R     s:RC   s:RC  s:RC  g:RC -
conflict          o:RU   s:RU      s:RU    g:R   g:RU    -      -     -     -    -
complaint         o:RCF  s:RA      s:R     g:R   g:R     -      -     s:RCU g:R  -
setting             g:R    g:R       g:R     g:R   g:RCU   g:R    g:R   g:R   g:R  g:RCU
product_cost        -      -         -       g:R   g:RCU   g:RCU  -     -     -    -
company_target      -      g:R       -       g:RCU g:RCU   g:R    -     -     -    -
credit_policy       g:R    g:R       -       g:RA  g:R     g:RC   g:R   -     g:R  -
blacklist_mark      g:R    g:R       g:R     g:R   g:R     g:R    g:R   g:R   g:R  g:R
blacklist_key       g:R    g:R       g:R     g:R   g:R     g:R    g:R   g:R   g:R  g:R
blacklist_entry     -      s:RCU     -       g:RA  g:RCU   s:RCU  -     s:RCU g:RCU -
good_customer       o:R    s:RCU     -       g:RCU g:R     s:RCU  -     -     g:R  -
demand_plan         o:RCUD s:RCUD    s:R     g:R   g:R     s:R    -     -     g:R  -
channel_sale        o:RCUD s:RCUD    s:R     g:R   g:R     s:R    -     -     g:R  -
selling_expense     o:RCD  s:RCA     s:R     g:RA  g:R     s:R    -     -     g:R  -
expense_budget      o:R    s:RCU     s:R     g:RCU g:R     s:R    -     -     g:R  -
share_target        -      s:R       s:R     g:RCU g:RCU   s:R    -     -     g:R  -
debt_mark           o:R    s:R       -       g:RA  g:R     s:RCA  -     -     g:R  -
collection_course   o:R    s:R       -       g:R   g:R     s:RC   -     -     g:R  -
designated_account  g:R    g:R       g:R     g:R   g:R     g:RCU  g:R   g:R   g:R  g:R
evaluation_scheme   g:R    g:R       g:R     g:RA  g:RCUA  g:R    -     -     g:R  -
competitor          g:RC   g:RCU     g:R     g:R   g:RCUD  g:R    -     -     g:R  -
contact_private     o:RCUD s:R       -       -     -       -      -     -     -    -
confidence_look     o:RC   s:RC      -       -     -       -      -     -     -    -
account_member      o:R    s:RCUD    s:RCUD  g:R   g:RCUD  s:R    -     -     g:R  -
owner_change        o:R    s:R       s:R     g:R   g:R     s:R    -     -     g:R  -
trip                o:RCUD s:RCUTS   s:R     g:RS  g:R     s:R    -     -     g:R  -
warning             o:RCU  s:RCU     s:R     g:R   g:R     s:RU   -     s:R   g:R  -
visit_addendum      o:RC   s:RT      s:R     g:R   g:R     s:R    -     -     g:R  -
incident            o:RC   s:RT      s:R     g:R   g:R     s:R    -     -     g:R  -
competitor_sighting o:RC   s:RT      s:R     g:R   g:R     s:R    -     -     g:R  -
customer_need       o:RCU  s:RU      s:R     g:R   g:RU    s:R    -     -     g:R  -
visit_comment       o:R    s:RC      s:R     g:R   g:R     s:R    -     -     g:R  -
account_relation    o:RCUD s:RCUD    s:R     g:R   g:RCUD  s:R    -     -     g:R  -
inspection          -      s:RC      -       g:RC  g:R     -      -     -     g:RC -
task                o:RU   s:RCU     s:R     g:RCU g:R     s:R    -     -     g:R  -
collection_match    o:R    s:R       -       g:R   g:R     s:RCUF -     -     g:R  -
statement           o:RCU  s:R       -       g:R   g:R     s:RCU  -     -     g:R  -
debt_event          o:RC   s:R       -       g:R   g:R     s:RCU  -     -     g:R  -
credit_investigation o:RCU s:RCU     -       g:R   g:R     s:RCUD -     -     g:R  -
credit_limit        o:RCQ  s:RCQ     -       g:RA  g:R     s:RCUA -     -     g:R  -
security            o:RCU  s:RCU     -       g:R   g:R     s:RCUD -     -     g:R  -
credit_measure      o:RCU  s:RCU     -       g:R   g:R     s:RCUD -     -     g:R  -
red_flag            o:RCU  s:RCU     -       g:R   g:R     s:RCUD -     -     g:R  -
evaluation          o:RCU  s:RCU     s:R     g:R   g:R     s:R    -     -     g:RC -
field_order         o:RCUD s:RA      s:R     g:R   g:R     s:R    -     s:R   g:R  -
field_order_line    o:RCUD s:RA      s:R     g:R   g:R     s:R    -     s:R   g:R  -
distribution_plan   o:RCU  s:RCUA    s:R     g:R   g:R     s:R    -     -     g:R  -
account_merge     o:RC   s:RCU     s:RCU   g:R   g:RCU   -      -     -     g:R  -
file_exchange       o:RCU  s:R,o:RCU s:R,o:RCU g:RCU g:RCU o:RCU  o:RCU o:RCU g:RCU g:RCU
letter            o:RC   s:RC      s:R     g:R   g:R     s:RC   -     s:RC  g:R  -
quotation         o:RCU  s:R       s:R     g:R   g:R     s:R    -     -     g:R  -
quotation_line    o:RCU  s:R       s:R     g:R   g:R     s:R    -     -     g:R  -
owner_request     o:RC,p:RC s:RCU  s:RCU   g:R   g:RCU   -      -     -     g:R  -
"""
SITUATIONS = {
    "own": {"account_owner_id": "me", "account_sector_id": "north"},
    "colleague": {"account_owner_id": "other", "account_sector_id": "north"},
    "elsewhere": {"account_owner_id": "other", "account_sector_id": "south"},
    "own_elsewhere": {"account_owner_id": "me", "account_sector_id": "south"},
    "ownerless": {"account_owner_id": None, "account_sector_id": None},
    "pooled": {"account_owner_id": None, "account_sector_id": "north"},
    "bare": {},
}
RELEVANT = {
    *("visit_plan", "visit_log", "stock_count", "commitment"),
    *("visit_addendum", "incident", "competitor_sighting"),
}
WATCHED = {("warning", "finance"): "W1", ("warning", "service"): "W9"}
"""These see only some warnings; `test_life` of the warnings asks about the others."""
COVERED = {
    "o": {"own"},
    "p": {"pooled"},
    "s": {"own", "colleague", "pooled"},
    "g": set(SITUATIONS),
}


def read_matrix():
    for line in MATRIX.strip().splitlines():
        entity, *cells = line.split()
        for role, cell in zip(COLUMNS, cells, strict=True):
            parts = [] if cell == "-" else [part.split(":") for part in cell.split(",")]
            yield (
                entity,
                role,
                {
                    (LETTERS[letter], situation)
                    for reach, letters in parts
                    for letter in letters
                    for situation in COVERED[reach]
                },
            )


def actor(*roles):
    return Actor("me", frozenset(Role(role) for role in roles), "north")


def test_the_matrix_names_every_entity_and_every_role():
    cells = [(entity, role) for entity, role, _ in read_matrix()]
    assert set(cells) == set(product(ENTITIES, ROLES))
    assert set(GRANTS) == set(ENTITIES)
    assert len(cells) == len(set(cells))
    assert {role.value for role in Role} == set(ROLES)


@pytest.mark.parametrize(
    ("entity", "role", "expected"),
    [pytest.param(*cell, id="-".join(cell[:2])) for cell in read_matrix()],
)
def test_every_role_may_exactly_what_the_matrix_says(entity, role, expected):
    if entity == "account" and role == "rep":
        # A new account has no owner yet; the rep who opens its file becomes it.
        expected = {cell for cell in expected if cell[0] is not Action.CREATE} | {
            (Action.CREATE, situation) for situation in ("own", "ownerless", "pooled", "bare")
        }
    if entity == "account" and role in {"sector_head", "sector_admin"}:
        expected = expected | {(Action.CREATE, "ownerless"), (Action.CREATE, "bare")}
    more = {"rule": WATCHED[entity, role]} if (entity, role) in WATCHED else {}
    permitted = {
        (action, situation)
        for action, (situation, record) in product(Action, SITUATIONS.items())
        if may(actor(role), action, entity, {**record, **more})
    }
    assert permitted == expected


@pytest.mark.parametrize(("entity", "role", "expected"), list(read_matrix()))
def test_asking_in_general_means_somewhere(entity, role, expected):
    somewhere = {action for action, _ in expected}
    if role == "service" and entity in RELEVANT:
        somewhere = {Action.READ}
    assert {action for action in Action if may(actor(role), action, entity)} == somewhere


@pytest.mark.parametrize("field", sorted(governed_fields("account")))
def test_a_rep_never_writes_what_the_office_governs_but_may_propose_it(field):
    own = SITUATIONS["own"]
    assert not may(actor("rep"), Action.UPDATE, "account", own, field)
    assert not may(actor("rep"), Action.CREATE, "account", own, field)
    assert may(actor("rep"), Action.PROPOSE, "account", own, field)


def test_the_governed_fields_hold_limit_class_owner_and_number():
    wanted = {"credit_limit_minor", "class", "owner_id", "number", "blacklisted", "frozen"}
    assert wanted <= governed_fields("account")
    assert "number" not in governed_fields("contract")  # a device takes it from its block
    assert governed_fields("nonsense") == frozenset()


@pytest.mark.parametrize(
    ("field", "writers"),
    [
        ("credit_limit_minor", {"finance"}),
        ("credit_unlimited", {"finance"}),
        ("owner_id", {"sector_head", "sector_admin", "group_marketing"}),
        ("sector_id", {"group_marketing"}),
        ("blacklisted", set()),
        ("frozen", {"sector_head", "group_marketing"}),
        ("class", set()),
        ("number", set()),
        ("open_orders_minor", set()),
        ("name", {"rep", "sector_head", "sector_admin", "group_marketing"}),
    ],
)
def test_each_field_of_an_account_has_its_writers(field, writers):
    own = SITUATIONS["own"]
    found = {role for role in ROLES if may(actor(role), Action.UPDATE, "account", own, field)}
    assert found == writers


def test_only_finance_moves_a_collection_on():
    own = SITUATIONS["own"]
    found = {role for role in ROLES if may(actor(role), Action.UPDATE, "collection", own, "state")}
    assert found == {"finance"}


def test_a_new_account_belongs_to_the_rep_who_opens_it_in_the_own_sector():
    assert may(actor("rep"), Action.CREATE, "account", {"name": "百禾", "owner_id": None})
    assert not may(actor("rep"), Action.CREATE, "account", {"owner_id": "other"})
    assert not may(actor("rep"), Action.CREATE, "account", {"sector_id": "south"})


@pytest.mark.parametrize(
    ("state", "update", "delete"),
    [
        ("draft", True, True),
        ("returned", True, True),
        ("in_review", True, False),
        ("approved", True, False),
        ("printed", True, False),
        ("signed", False, False),
        ("effective", True, False),
        ("terminated", False, False),
    ],
)
def test_a_contract_is_free_only_while_it_is_a_draft(state, update, delete):
    record = {**SITUATIONS["own"], "state": state}
    assert may(actor("rep"), Action.UPDATE, "contract", record) is update
    assert may(actor("rep"), Action.DELETE, "contract", record) is delete
    assert may(actor("rep"), Action.READ, "contract", record)


def test_between_approval_and_signature_only_signing_is_written():
    record = {**SITUATIONS["own"], "state": "approved"}
    assert may(actor("rep"), Action.UPDATE, "contract", record, "signed_on")
    assert not may(actor("rep"), Action.UPDATE, "contract", record, "total_minor")


def test_under_review_nothing_but_voiding_is_written_by_the_rep():
    record = {**SITUATIONS["own"], "state": "in_review"}
    assert may(actor("rep"), Action.UPDATE, "contract", record, "void_reason")
    for field in ("terms", "total_minor", "number", "signed_on", "remark"):
        assert not may(actor("rep"), Action.UPDATE, "contract", record, field)


@pytest.mark.parametrize("role", ["sector_head", "finance", "group_management"])
def test_reviewers_write_their_verdict_and_nothing_else(role):
    record = {**SITUATIONS["colleague"], "state": "in_review"}
    for field in ("state", "review_note", "reviewed_by", "reviewed_at"):
        assert may(actor(role), Action.APPROVE, "contract", record, field)
    assert not may(actor(role), Action.APPROVE, "contract", record, "total_minor")
    assert not may(actor(role), Action.UPDATE, "contract", record, "terms")


def test_the_custodian_archives_a_signed_contract_and_changes_nothing_else():
    record = {**SITUATIONS["colleague"], "state": "signed"}
    assert may(actor("custodian"), Action.UPDATE, "contract", record, "state")
    assert not may(actor("custodian"), Action.UPDATE, "contract", record, "total_minor")
    assert not may(actor("custodian"), Action.UPDATE, "contract_line", record)


def test_the_lines_of_a_contract_are_bound_with_it():
    record = {**SITUATIONS["own"], "contract_state": "signed"}
    assert not may(actor("rep"), Action.UPDATE, "contract_line", record)
    assert not may(actor("rep"), Action.DELETE, "contract_line", record)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_or_removes_a_print_record(role):
    for action in (Action.UPDATE, Action.DELETE):
        assert not may(actor(role), action, "print_record", SITUATIONS["own"])


@pytest.mark.parametrize(
    ("roles", "action", "entity", "doer"),
    [
        (("rep", "sector_head"), Action.APPROVE, "contract", "drafted_by"),
        (("rep", "finance"), Action.APPROVE, "account", "owner_id"),
        (("finance",), Action.APPROVE, "account", "proposed_by"),
        (("rep", "finance"), Action.CONFIRM, "collection", "collected_by"),
        (("finance",), Action.CONFIRM, "collection", "created_by"),
        (("group_management",), Action.APPROVE, "user", "id"),
        (("system_admin",), Action.UPDATE, "user", "id"),
    ],
)
def test_the_same_person_never_does_both_halves(roles, action, entity, doer):
    record = {**SITUATIONS["own"], doer: "other"}
    assert may(actor(*roles), action, entity, record)
    assert not may(actor(*roles), action, entity, {**record, doer: "me"})


def test_service_reads_only_visits_about_a_complaint():
    record = SITUATIONS["colleague"]
    about = {**record, "purposes": "collection\ncomplaint"}
    assert may(actor("service"), Action.READ, "visit_log", about)
    assert not may(actor("service"), Action.READ, "visit_log", {**record, "purposes": "order"})
    far = {**about, "account_sector_id": "south"}
    assert not may(actor("service"), Action.READ, "visit_log", far)


def test_a_file_is_seen_only_by_those_who_see_what_it_hangs_on():
    record = {**SITUATIONS["colleague"], "subject_entity": "visit_log"}
    assert may(actor("sector_head"), Action.READ, "attachment", record)
    assert not may(actor("finance"), Action.READ, "attachment", record)
    assert may(
        actor("finance"), Action.READ, "attachment", {**record, "subject_entity": "contract"}
    )


def test_the_login_of_a_colleague_is_not_public():
    found = {role for role in ROLES if may(actor(role), Action.READ, "user", {}, "login")}
    assert found == {"sector_admin", "group_management", "group_marketing", "system_admin"}
    assert may(actor("rep"), Action.READ, "user", {}, "name")


def test_who_stays_away_is_told_to_those_above_only():
    found = {role for role in ROLES if may(actor(role), Action.READ, "user", {}, "away_since_on")}
    assert found == {"sector_head", "sector_admin", "group_management", "group_marketing"}


def test_roles_add_up():
    both = actor("rep", "finance")
    assert may(both, Action.READ, "receivable", SITUATIONS["colleague"])
    assert may(both, Action.CREATE, "contact", SITUATIONS["own"])
    assert not may(both, Action.CREATE, "contact", SITUATIONS["colleague"])


@pytest.mark.parametrize("role", ROLES)
def test_a_frozen_user_may_nothing(role):
    frozen = Actor("me", frozenset({Role(role)}), "north", is_frozen=True)
    assert not any(may(frozen, action, entity) for action, entity in product(Action, ENTITIES))


@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_listed_is_forbidden(role):
    assert not any(may(actor(role), action, "nonsense") for action in Action)
    assert not may(Actor("me", frozenset(), "north"), Action.READ, "product")
