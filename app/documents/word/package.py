"""The parts around the text of a Word file, packed so that equal input gives equal bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}/relationships" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest day a zip can name; the moment of packing must not change the bytes."""

PAGE_WIDTH, PAGE_HEIGHT = 11_906, 16_838
LEFT, RIGHT, TOP, BOTTOM = 1_644, 1_440, 1_417, 1_531
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
"""A4 and the margins of the printed contract, in dxa. Source: paper.md section 1."""

_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
    '<w:headerReference w:type="first" r:id="rId4"/>'
    '<w:footerReference w:type="default" r:id="rId5"/>'
    '<w:footerReference w:type="first" r:id="rId5"/>'
    f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
    f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
    ' w:header="850" w:footer="700" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
_TO_THE_RIGHT = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
_SERIF, _SANS = "宋体", "黑体"
"""Typefaces that every Chinese Windows and macOS office has; what is missing is replaced."""


@dataclass(frozen=True, slots=True)
class WordParts:
    """What differs from file to file.

    Attributes:
        title: Of the document's properties.
        author: Likewise.
        mark: What tells the file apart, kept in its properties; the text's fingerprint.
        body: Finished paragraphs and tables.
        head: Paragraphs of the header from page 2 on.
        first_head: Paragraphs of the first page's header.
        foot: Paragraphs of every footer.
    """

    title: str
    author: str
    mark: str
    body: str
    head: str
    first_head: str
    foot: str


def pack_word(parts: WordParts) -> bytes:
    """Return the file; equal parts give equal bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _entries(parts).items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, (_XML + content).encode())
    return buffer.getvalue()


def _entries(parts: WordParts) -> Mapping[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _properties(parts),
        "word/_rels/document.xml.rels": _relationships(
            *(
                (f"{_OFFICE}/relationships/{kind}", f"{name}.xml")
                for kind, name in (
                    ("styles", "styles"),
                    ("settings", "settings"),
                    ("header", "header"),
                    ("header", "header-first"),
                    ("footer", "footer"),
                )
            )
        ),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{parts.body}{_SECTION}</w:body>"
        "</w:document>",
        "word/styles.xml": _styles(),
        "word/settings.xml": f"<w:settings {_SPACES}>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>',
        "word/header.xml": f"<w:hdr {_SPACES}>{parts.head}</w:hdr>",
        "word/header-first.xml": f"<w:hdr {_SPACES}>{parts.first_head}</w:hdr>",
        "word/footer.xml": f"<w:ftr {_SPACES}>{parts.foot}</w:ftr>",
    }


def _content_types() -> str:
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "header": "header",
        "header-first": "header",
        "footer": "footer",
    }
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{parts}<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relationships(*links: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target={quoteattr(target)}/>'
        for place, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _properties(parts: WordParts) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(parts.title)}</dc:title><dc:creator>{escape(parts.author)}</dc:creator>"
        f"<dc:identifier>{escape(parts.mark)}</dc:identifier></cp:coreProperties>"
    )


def _styles() -> str:
    styles = (
        _style("Normal", 21, "", is_default=True),
        _style("Company", 20, '<w:spacing w:after="60"/>', face=_SANS, is_bold=True, rule="bottom"),
        _style("ContractTitle", 44, '<w:spacing w:before="240" w:after="120"/>', is_bold=True),
        _style("TitleEnglish", 23, '<w:spacing w:after="160"/>'),
        _style("Label", 16, "", face=_SANS),
        _style("Fact", 19, "", is_bold=True),
        _style("Party", 18, ""),
        _style("Clause", 21, '<w:spacing w:before="24" w:line="352" w:lineRule="exact"/>'),
        _style("Pair", 19, '<w:spacing w:before="40" w:line="290" w:lineRule="exact"/>'),
        _style("PairEnglish", 17, '<w:spacing w:before="40" w:line="240" w:lineRule="exact"/>'),
        _style("Article", 23, '<w:spacing w:before="220" w:after="70"/>', face=_SANS, is_bold=True),
        _style("Cell", 17, '<w:spacing w:before="30" w:after="30"/>', face=_SANS),
        _style("Notice", 18, '<w:spacing w:before="40" w:after="40"/>', is_bold=True),
        _style("Small", 15, "", face=_SANS),
        _style("Head", 15, _TO_THE_RIGHT, face=_SANS, rule="bottom"),
        _style("Foot", 15, _TO_THE_RIGHT, face=_SANS, rule="top"),
        _style("Sign", 18, '<w:spacing w:before="200"/>', face=_SANS),
    )
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{_SERIF}"/>'
        '<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return f"<w:styles {_SPACES}>{defaults}{''.join(styles)}{_table_styles()}</w:styles>"


def _style(
    name: str,
    half_points: int,
    spacing: str,
    *,
    face: str = "",
    is_bold: bool = False,
    is_default: bool = False,
    rule: str = "",
) -> str:
    fonts = f'<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="{face}"/>' if face else ""
    bold = "<w:b/><w:bCs/>" if is_bold else ""
    based = "" if is_default else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if is_default else ""
    edge = f'<w:{rule} w:val="single" w:sz="8" w:space="3" w:color="000000"/>' if rule else ""
    border = f"<w:pBdr>{edge}</w:pBdr>" if edge else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"{default}><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{border}{spacing}</w:pPr>"
        f'<w:rPr>{fonts}{bold}<w:sz w:val="{half_points}"/></w:rPr></w:style>'
    )


def _table_styles() -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{weight}" w:space="0" w:color="{ink}"/>'
        for edge, weight, ink in (
            ("top", 8, "000000"),
            ("bottom", 8, "000000"),
            ("insideH", 4, "808080"),
            ("insideV", 4, "808080"),
        )
    )
    margins = (
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        "</w:tblCellMar>"
    )
    return "".join(
        f'<w:style w:type="table" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:tblPr>{rules}{margins}</w:tblPr></w:style>"
        for name, rules in (("Ruled", f"<w:tblBorders>{edges}</w:tblBorders>"), ("Plain", ""))
    )
