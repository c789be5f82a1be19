"""What the screens call fields and choices, in every language, for reading tables of others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ui.resources import resource_folder
from ui.texts import read_catalogues

_LANGUAGES = ("zh_CN", "en")


def table_words(folder: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """Return by "entity.field" or "entity.field.choice" what it is called.

    Args:
        folder: Where the catalogues lie; the product's own when left out.
    """
    root = folder or resource_folder() / "locale"
    found: dict[str, tuple[str, ...]] = {}
    for language in _LANGUAGES:
        for key, forms in read_catalogues(root / language).items():
            if "." in key and " " not in key:
                found[key] = (*found.get(key, ()), *forms[:1])
    return found
