"""The standard contracts, the six examples, and readers for finished PDF files."""

import tomllib
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from app.documents.contract.paper import PrintCopy, render_contract
from app.documents.setting.fonts import load_fonts
from app.domain.contracts.texts.template import parse_template

ROOT = Path(__file__).parents[3]
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
def fonts():
    return load_fonts(ROOT / "resources" / "fonts")


@pytest.fixture(scope="session")
def template_of():
    library, parsed = (TEMPLATES / "library.toml").read_text("utf8"), {}

    def find(name):
        if name not in parsed:
            parsed[name] = parse_template((TEMPLATES / f"{name}.toml").read_text("utf8"), library)
        return parsed[name]

    return find


@pytest.fixture
def example(template_of):
    """Give template, a fresh copy of the values, and the copy to print."""

    def find(name):
        content = tomllib.loads((EXAMPLES / f"{name}.toml").read_text("utf8"))
        values, about = as_json(content["values"]), content["example"]
        draft = about["state"] != "approved"
        copy = PrintCopy(number=about["copy"], total=values["copies_total"], draft=draft)
        return template_of(about["template"]), values, copy

    return find


@pytest.fixture
def printed(example, fonts):
    """Print an example, perhaps with other values."""

    def render(name, **changes):
        template, values, copy = example(name)
        return render_contract(template, values | changes, copy, fonts)

    return render


@pytest.fixture
def pages_of():
    """Give the text of each page of a PDF without any white space."""

    def read(pdf):
        document = pypdfium2.PdfDocument(pdf)
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append("".join(text_page.get_text_range().split()))
            text_page.close()
            page.close()
        document.close()
        return texts

    return read


@pytest.fixture
def character_boxes():
    """Give left, bottom, right, top of every visible character of a PDF, page by page."""

    def read(pdf):
        document = pypdfium2.PdfDocument(pdf)
        found = []
        for number, page in enumerate(document, start=1):
            text_page = page.get_textpage()
            for place in range(text_page.count_chars()):
                character = chr(pypdfium2.raw.FPDFText_GetUnicode(text_page.raw, place))
                if character.strip():
                    found.append((number, character, *text_page.get_charbox(place)))
            text_page.close()
            page.close()
        document.close()
        return found

    return read
