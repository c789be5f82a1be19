"""What a file is, is told by its content; what could run is not taken in, whatever its name."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.domain.errors import ValidationError
from app.domain.file_kinds import PDF, SHEET, TEXT, WORD, media_type_of, safe_name


def packed(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"%PDF-1.7 ...", PDF),
        (packed("word/document.xml"), WORD),
        (packed("xl/workbook.xml"), SHEET),
        (OLD + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
        ("银行资信报告\r\n一般".encode(), TEXT),
        ("银行资信报告".encode("gb18030"), TEXT),
    ],
)
def test_content_tells_the_kind(content, kind):
    assert media_type_of(content, "a.exe") == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\x00\x03", "attachment.file_kind"),
        (b"\x7fELF\x02\x01", "attachment.file_kind"),
        (packed("setup.exe"), "attachment.file_kind"),
        (b"PK\x03\x04 torn", "attachment.file_kind"),
        (packed("word/document.xml", "word/vbaProject.bin"), "attachment.macros"),
        (OLD + "_VBA_PROJECTWorkbook".encode("utf-16-le"), "attachment.macros"),
    ],
)
def test_programs_archives_and_macros_are_refused_by_name(content, code):
    with pytest.raises(ValidationError) as caught:
        media_type_of(content, "报告.pdf")
    assert (caught.value.code, caught.value.params["name"]) == (code, "报告.pdf")


@pytest.mark.parametrize(
    ("name", "kind", "safe"),
    [
        ("资信报告.pdf", PDF, "资信报告.pdf"),
        ("run.bat", TEXT, "run.bat.txt"),
        ("../../etc/x.html", TEXT, "_.._etc_x.html.txt"),
        ("a\u202efdp.docx", WORD, "a_fdp.docx"),
        ("...", PDF, "file.pdf"),
    ],
)
def test_a_copy_is_never_called_so_that_it_runs(name, kind, safe):
    assert safe_name(name, kind) == safe
