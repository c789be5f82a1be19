"""Values of a new record are cleaned as those of an edit; where nothing is there nothing stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.schema import check_fields, check_new_fields, entity_named

VALUES = (
    st.none() | st.text(max_size=12) | st.integers() | st.sampled_from(["female", "  ", "a\x00"])
)
FIELDS = st.sampled_from([*entity_named("contact").fields, "no_such_field"])


def outcome(check, fields):
    try:
        return check("contact", fields)
    except ValidationError as refused:
        return refused.code, dict(refused.params)


@given(st.dictionaries(FIELDS, VALUES, max_size=6))
def test_a_new_record_is_judged_as_an_edit_is(fields):
    edited = outcome(check_fields, fields)
    made = outcome(check_new_fields, fields)
    if isinstance(edited, dict):
        edited = {name: value for name, value in edited.items() if value is not None}
    assert made == edited


def test_good_values_stand_as_they_are_in_a_mapping_of_their_own():
    given_values = {"name": "林秀珍", "sex": "female"}
    clean = check_new_fields("contact", given_values)
    assert clean == given_values
    assert clean is not given_values


@pytest.mark.parametrize("blank", ["", "   "])
def test_blank_text_is_nothing(blank):
    assert check_new_fields("contact", {"name": "林", "post": blank}) == {"name": "林"}
