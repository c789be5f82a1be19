"""The design tokens: colour roles, type, shape and sizes; no colour is written anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Mode = Literal["light", "dark"]
DensityName = Literal["compact", "comfortable", "touch"]
Tone = Literal["quiet", "accent", "ok", "warn", "bad", "info", "frost"]

TONES: Final[tuple[Tone, ...]] = ("quiet", "accent", "ok", "warn", "bad", "info", "frost")
FAMILY: Final = "Noto Sans SC"


@dataclass(frozen=True, slots=True)
class Density:
    """Heights in logical pixels: a row of one line, a row of two lines, a control."""

    row: int
    row_of_two: int
    control: int


_LIGHT: Final = """
    canvas #F3F2EE  surface #FFFFFF  sunken #FAF9F6  raised #FFFFFF
    hover #F4F3EF  pressed #E8E6E0  selected #E8ECFA
    line #E7E5DF  line2 #D3D0C7  line3 #8C887E
    text #1E1D1A  text2 #55524A  text3 #6C685F  disabled #A5A197
    accent #3A54B4  accent_hover #31489C  accent_soft #E8ECFA  accent_line #C3CDF0
    accent_fill #3A54B4
    solid #3A54B4  solid_hover #31489C  on_solid #FFFFFF  focus #3A54B4
    ok #276749  ok_soft #E5F1E9  ok_fill #3C8F67
    warn #85550A  warn_soft #FBF0D8  warn_fill #BF820C
    bad #AE321C  bad_soft #FBE9E4  bad_fill #CF4A31
    info #2A5F80  info_soft #E3EFF6  info_fill #4A8DB5
    frost #46606F  frost_soft #E7EDF0  frost_fill #7E97A5
    quiet #55524A  quiet_soft #EFEDE8  quiet_fill #A9A59B
    trough #EFEDE8  chosen #FFFFFF  knob #FFFFFF
    c1 #3A54B4  c2 #C67F17  c3 #35A08F  c4 #7A2E5D  c5 #646B72  c6 #4F97D8
    plan #BDB9AE  grid #ECEAE4
    land #F5F3EC  road #FFFFFF  road_edge #E2DED3  water #DCE8EE  park #E3ECDC
    block #ECE9E0
    shadow #24201A
"""

_DARK: Final = """
    canvas #141413  surface #1B1B1A  sunken #20201F  raised #262624
    hover #242422  pressed #2E2E2B  selected #283154
    line #2D2D2A  line2 #45443F  line3 #85827A
    text #EDEBE6  text2 #BDB9B0  text3 #A39F96  disabled #66635C
    accent #9FB1F5  accent_hover #B5C3F8  accent_soft #262E4C  accent_line #43508A
    accent_fill #9FB1F5
    solid #5468CB  solid_hover #4A5EC0  on_solid #FFFFFF  focus #9FB1F5
    ok #8CCBA6  ok_soft #1D3227  ok_fill #4FA67C
    warn #E8BD69  warn_soft #372B14  warn_fill #D49B2E
    bad #F2A08D  bad_soft #42231C  bad_fill #DD6A52
    info #8FC3E3  info_soft #1B3140  info_fill #5C9CC2
    frost #ABC0CC  frost_soft #27323A  frost_fill #7F98A6
    quiet #BDB9B0  quiet_soft #2C2C29  quiet_fill #76736B
    trough #2E2E2B  chosen #2E2E2B  knob #1B1B1A
    c1 #7E93EC  c2 #E0A545  c3 #2C9886  c4 #F2B8D2  c5 #616870  c6 #B9DCF8
    plan #5A5850  grid #292926
    land #20201E  road #2E2E2B  road_edge #191918  water #1A2B34  park #202B20
    block #262624
    shadow #000000
"""


def _table(text: str) -> Mapping[str, str]:
    words = text.split()
    return MappingProxyType(dict(zip(words[::2], words[1::2], strict=True)))


PALETTES: Final[Mapping[Mode, Mapping[str, str]]] = MappingProxyType(
    {"light": _table(_LIGHT), "dark": _table(_DARK)}
)

# Pixel size and weight. The face's own line is 1.448 em high: 14 px stands on 20 px without help.
TYPE: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "micro": (11, 500),
        "meta": (12, 400),
        "meta-m": (12, 500),
        "dense": (13, 400),
        "dense-m": (13, 500),
        "body": (14, 400),
        "body-m": (14, 500),
        "section": (15, 600),
        "entry": (16, 400),
        "title": (20, 600),
        "kpi": (24, 600),
        "display": (26, 600),
    }
)

DENSITIES: Final[Mapping[DensityName, Density]] = MappingProxyType(
    {
        "compact": Density(34, 46, 28),
        "comfortable": Density(40, 52, 32),
        "touch": Density(48, 60, 40),
    }
)

RADIUS_TAG: Final = 4
RADIUS_CONTROL: Final = 6
RADIUS_INSET: Final = 8
RADIUS_CARD: Final = 10
RADIUS_OVERLAY: Final = 12


def colours_of(mode: Mode, *, high_contrast: bool = False) -> Mapping[str, str]:
    """Return every colour role of a mode as #RRGGBB.

    In high contrast the control border becomes the 3.5:1 one and soft grounds become plain, so that
    a border in the state's ink has to carry the shape.
    """
    colours = dict(PALETTES[mode])
    if high_contrast:
        colours["line"] = colours["line2"] = colours["line3"]
        colours["accent_line"] = colours["accent"]
        for tone in TONES:
            colours[f"{tone}_soft"] = colours["surface"]
    return MappingProxyType(colours)
