import pytest

from app.domain.contracts.checks.checking import NAMED_CHECKS
from app.domain.contracts.clauses.check_names import CHECK_NAMES
from app.domain.contracts.clauses.parts import CLAUSE_GROUPS
from app.domain.contracts.texts.template import parse_template
from app.domain.errors import ValidationError


@pytest.mark.parametrize("name", ["sale", "distribution", "frame"])
def test_the_standard_contracts_can_be_read(name, template_of):
    template = template_of(name)
    assert {article.group for article in template.articles} >= set(CLAUSE_GROUPS)
    assert template.header.id == name


@pytest.mark.parametrize("name", ["sale", "distribution", "frame"])
def test_group_numbers_are_article_numbers_up_to_nine(name, template_of):
    groups = [article.group for article in template_of(name).articles][:9]
    assert groups == list(range(1, 10))


def test_every_check_a_template_may_ask_for_can_be_run():
    assert set(NAMED_CHECKS) == CHECK_NAMES


FAULTS = [
    ('check = ["min:1", "max:30"]', 'check = ["least:1"]', "template.check.unknown"),
    ('code = "GX"', 'code = "GX"\ncolour = "red"', "template.key.unknown"),
    ('code = "GX"', "", "template.key.missing"),
    ('code = "GX"', "code = 7", "template.value.wrong_type"),
    ('code = "GX"', "code = ", "template.syntax"),
    ("format = 1", "format = 2", "template.format.unknown"),
    ('supplier = "b"', 'supplier = "c"', "template.value.unknown"),
    ('std = "risk"', 'std = "because"', "template.value.unknown"),
    ("{{warranty_months}}", "{{warranty_years}}", "template.placeholder.unknown"),
    ("{{pay_method:boxes}}", "{{pay_method:stars}}", "template.placeholder.unknown"),
    ("{{delivery_place}}", "{{delivery_place}", "template.placeholder.unknown"),
    ("包装采用{{packing}}", "包装采用{{training}}", "template.placeholders.differ"),
    ("{{@quality.warranty}}所列", "{{@quality.promise}}所列", "template.reference.dangling"),
    ('list = "pay_stages"', 'list = "pay_steps"', "template.field.unknown"),
    ('list = "pay_stages"', 'list = "goods"', "template.field.unknown"),
    ('{ flag = "earnest" }', '{ flag = "earnest", and = true }', "template.condition.malformed"),
    ('{ flag = "earnest" }', '{ flag = "packing" }', "template.condition.malformed"),
    ('{ flag = "earnest" }', '{ flag = "honest" }', "template.field.unknown"),
    ('is = "cod"', 'is = "barter"', "template.condition.malformed"),
    ('id = "payment.cod"', 'id = "payment.prepaid"', "template.id.duplicate"),
    ('block = "force"', 'block = "farce"', "template.block.unknown"),
    ('library_version = "1.0.0"', 'library_version = "2.0.0"', "template.library.differs"),
    ("group = 10", "group = 0", "template.group.missing"),
    ('name = "packing"', 'name = "consignee"', "template.field.duplicate"),
]


@pytest.mark.parametrize(("right", "wrong", "code"), FAULTS)
def test_a_loose_end_in_a_template_is_refused_when_it_is_loaded(
    right, wrong, code, sale_text, library_text
):
    assert right in sale_text
    with pytest.raises(ValidationError) as refused:
        parse_template(sale_text.replace(right, wrong), library_text)
    assert refused.value.code == code
