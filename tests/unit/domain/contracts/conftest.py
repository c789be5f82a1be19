"""The standard contracts and the six examples as JSON values."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from app.domain.contracts.texts.template import parse_template

ROOT = Path(__file__).parents[4]
TEMPLATES = ROOT / "resources" / "contracts"
EXAMPLES = ROOT / "tests" / "fixtures" / "contracts"


def as_json(value):
    match value:
        case dict():
            return {key: as_json(each) for key, each in value.items()}
        case list():
            return [as_json(each) for each in value]
        case date():
            return value.isoformat()
    return value


@pytest.fixture(scope="session")
def library_text():
    return (TEMPLATES / "library.toml").read_text("utf8")


@pytest.fixture(scope="session")
def sale_text():
    return (TEMPLATES / "sale.toml").read_text("utf8")


@pytest.fixture(scope="session")
def template_of(library_text):
    parsed = {}

    def find(name):
        if name not in parsed:
            text = (TEMPLATES / f"{name}.toml").read_text("utf8")
            parsed[name] = parse_template(text, library_text)
        return parsed[name]

    return find


@pytest.fixture
def example(template_of):
    """Give template and a fresh copy of the values of an example."""

    def find(name):
        content = tomllib.loads((EXAMPLES / f"{name}.toml").read_text("utf8"))
        return template_of(content["example"]["template"]), as_json(content["values"])

    return find
