"""Joins the map's view and presenter, and reads the ground it stands on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain.errors import DomainError
from app.exchange.map_layers import read_map_layer
from app.planning.gazetteer import read_gazetteer
from ui.charts.flat_region import flatten_layer
from ui.resources import resource_folder
from ui.screens.context import ScreenContext
from ui.screens.map.presenter import Ground, MapPresenter
from ui.screens.map.view import MapScreen
from ui.texts import sentence

_LAYER = "china.geojson"
_PLACES = "places.json"


def build_map(
    context: ScreenContext, own_layer: Callable[[], str] = str
) -> tuple[MapScreen, MapPresenter]:
    """Build the screen.

    Args:
        context: What presenters need.
        own_layer: Gives the file of the organisation's own outlines; empty for the program's.
    """
    view = MapScreen(context.formats, context.workspace)
    presenter = MapPresenter(view, context, lambda: read_ground(own_layer()))
    view.text_typed.connect(presenter.filter_text)
    view.classes_chosen.connect(presenter.filter_classes)
    view.statuses_chosen.connect(presenter.filter_statuses)
    view.late_chosen.connect(lambda only: presenter.filter_late(only=only))
    view.warned_chosen.connect(lambda only: presenter.filter_warned(only=only))
    view.account_chosen.connect(presenter.choose)
    view.group_chosen.connect(presenter.choose_group)
    view.account_opened.connect(context.navigation.open_account)
    view.card.plan_requested.connect(presenter.planning.ask)
    view.plans.submitted.connect(presenter.planning.plan)
    view.switch.left_for.connect(context.navigation.show_screen)
    return view, presenter


def read_ground(own_layer: str) -> Ground:
    """Return the outlines and the table of places; a damaged own layer gives way to the built-in.

    Raises:
        ValidationError: The program's own outlines cannot be read.
    """
    folder = resource_folder() / "maps"
    gazetteer = read_gazetteer((folder / _PLACES).read_text("utf-8"))
    note = ""
    if own_layer:
        try:
            return Ground(flatten_layer(read_map_layer(Path(own_layer))), gazetteer)
        except DomainError as error:
            note = sentence(error)
    return Ground(flatten_layer(read_map_layer(folder / _LAYER)), gazetteer, note)
