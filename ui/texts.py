"""Every sentence the user reads, in the chosen language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal

from app.domain.errors import DomainError
from ui.po_file import Catalogue, message_key, parse_po
from ui.resources import resource_folder

Language = Literal["zh_CN", "en"]

_FALLBACK = "This did not work ({code})"


class _Filler(Formatter):
    """Puts values into a sentence: plain names only, and a missing one shows its name."""

    def get_field(
        self, field_name: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> tuple[object, str]:
        """Look a name up without following dots or brackets into the value."""
        del args
        return kwargs.get(field_name, f"{{{field_name}}}"), field_name


class Texts:
    """The catalogues of one language, read when the first text is asked for.

    Args:
        language: "zh_CN" or "en".
        folder: Holds one folder a language with any number of .po files.
    """

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self._folder = folder / language
        self._catalogue: Catalogue | None = None

    def find(self, key: str) -> tuple[str, ...]:
        """Return the forms of a message, empty if it has no translation."""
        if self._catalogue is None:
            self._catalogue = read_catalogues(self._folder)
        return self._catalogue.get(key, ())

    def plural(self, singular: str, plural: str, count: int) -> str:
        """Return the form for a count: Chinese has one, English two."""
        forms = self.find(singular) or (singular, plural)
        return forms[0] if len(forms) == 1 or count == 1 else forms[1]


def read_catalogues(folder: Path) -> Catalogue:
    """Return all messages of a folder's .po files.

    Raises:
        PoSyntaxError: A file is malformed.
    """
    merged: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.po")):
        merged.update(parse_po(path.read_text("utf-8-sig")))
    return merged


@lru_cache(maxsize=4)
def _texts_in(code: str, folder: Path) -> Texts:
    """Return the texts of a language; who changes back and forth reads its catalogues once."""
    return Texts(code, folder)


class _Installed:
    """The language of this process: like the clock's zone, there is exactly one."""

    texts = Texts("en", resource_folder() / "locale")


def install_language(code: str, folder: Path | None = None) -> None:
    """Make all texts speak a language from now on.

    Args:
        code: "zh_CN" or "en"; a language without catalogues speaks English.
        folder: Where the catalogues lie; the product's own when left out.
    """
    _Installed.texts = _texts_in(code, folder or resource_folder() / "locale")


def current_language() -> Language:
    """Return "zh_CN" or "en"."""
    return "zh_CN" if _Installed.texts.language == "zh_CN" else "en"


def _(msgid: str) -> str:
    """Return the text for an English sentence."""
    forms = _Installed.texts.find(msgid)
    return forms[0] if forms else msgid


def n_(singular: str, plural: str, count: int) -> str:
    """Return the text that fits a count; the caller fills `{count}`."""
    return _Installed.texts.plural(singular, plural, count)


def p_(context: str, msgid: str) -> str:
    """Return the text for a word that means different things in different places."""
    forms = _Installed.texts.find(message_key(msgid, context))
    return forms[0] if forms else msgid


def sentence(error: DomainError | str, params: Mapping[str, object] | None = None) -> str:
    """Return the sentence for an error code, with its values filled in.

    Args:
        error: An error, or a code that came over the wire.
        params: The values of a code; an error brings its own.
    """
    code = error.code if isinstance(error, DomainError) else error
    values = dict(error.params) if isinstance(error, DomainError) else {}
    values.update(params or {})
    forms = _Installed.texts.find(code)
    if not forms:
        return _(_FALLBACK).format(code=code)
    try:
        return _Filler().vformat(forms[0], (), values)
    except ValueError:
        return _(_FALLBACK).format(code=code)
