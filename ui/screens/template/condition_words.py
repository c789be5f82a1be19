"""Conditions of articles and clauses as two choices: which field, and what about it."""

from __future__ import annotations

from typing import Any

from app.domain.contracts.texts.bounds import tables_of
from app.domain.contracts.texts.text import Table, TemplateText
from ui.screens.template.rows import Choices, EditorSpec
from ui.screens.template.version_words import name_in
from ui.texts import _, current_language

FIELD, VALUE = "when.field", "when.value"
_SEVERAL = ","


def condition_specs(text: TemplateText, table: Table) -> tuple[EditorSpec, ...]:
    """Return the two choices of a condition."""
    name, value = _read(table.get("when"))
    fields = [("", _("Always"))]
    fields += [(str(f.get("name")), label_of(f)) for f in text.fields() if f.get("name")]
    known = _field(text, name)
    specs = [EditorSpec(FIELD, _("Printed"), "choice", name, tuple(fields))]
    if known is not None:
        choices = _value_choices(known, value)
        specs.append(EditorSpec(VALUE, _("only if it is"), "choice", value, choices))
    return tuple(specs)


def condition_from(text: TemplateText, table: Table, key: str, chosen: str) -> Table | None:
    """Return the condition after a choice; None for none."""
    name, value = _read(table.get("when"))
    if key == FIELD:
        name, value = chosen, ""
    else:
        value = chosen
    known = _field(text, name)
    if known is None:
        return None
    if not value:
        value = _value_choices(known, "")[0][0]
    return _written(known, name, value)


def condition_words(text: TemplateText, table: Table) -> str:
    """Return a condition as the tree says it; empty for none."""
    name, value = _read(table.get("when"))
    known = _field(text, name)
    if known is None:
        return ""
    words = dict(_value_choices(known, value)).get(value, value)
    return _("only if {field}: {value}").format(field=label_of(known), value=words)


def label_of(field: Table) -> str:
    """Return the label of a field in the user's language; its name while it has none."""
    zh, en = str(field.get("label_zh") or ""), str(field.get("label_en") or "")
    language = current_language()
    return name_in(language, zh, en) or str(field.get("name", ""))


def _read(when: Any) -> tuple[str, str]:
    match when:
        case {"flag": str(name), **rest}:
            return name, "no" if rest.get("is") is False else "yes"
        case {"field": str(name), "filled": filled}:
            return name, "filled" if filled else "empty"
        case {"field": str(name), "is": str(value)}:
            return name, value
        case {"field": str(name), "is": list(values)}:
            return name, _SEVERAL.join(map(str, values))
    return "", ""


def _written(field: Table, name: str, value: str) -> Table:
    if field.get("type") == "flag":
        return {"flag": name} if value == "yes" else {"flag": name, "is": False}
    if field.get("type") == "choice" and value not in {"filled", "empty"}:
        several = value.split(_SEVERAL)
        return {"field": name, "is": several if len(several) > 1 else value}
    return {"field": name, "filled": value != "empty"}


def _value_choices(field: Table, value: str) -> Choices:
    if field.get("type") == "flag":
        return ("yes", _("Yes")), ("no", _("No"))
    filled = (("filled", _("filled in")), ("empty", _("empty")))
    if field.get("type") != "choice":
        return filled
    language = current_language()
    options = {
        str(each.get("value")): name_in(language, str(each.get("zh")), str(each.get("en")))
        for each in tables_of(field, "options")
    }
    choices = tuple(options.items())
    if _SEVERAL in value:
        words = _(" or ").join(options.get(each, each) for each in value.split(_SEVERAL))
        choices = ((value, words), *choices)
    return choices


def _field(text: TemplateText, name: str) -> Table | None:
    if not name:
        return None
    return next((each for each in text.fields() if each.get("name") == name), None)
