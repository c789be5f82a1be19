import io
import zipfile

import pytest

from app.domain.errors import ValidationError
from app.exchange import word_files
from app.exchange.returned_files import read_returned

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body, comments="", head="", notes=""):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"{head}<w:document {SPACE}><w:body>{body}</w:body></w:document>"
        )
        if comments:
            archive.writestr("word/comments.xml", f"<w:comments {SPACE}>{comments}</w:comments>")
        if notes:
            archive.writestr("word/footnotes.xml", f"<w:footnotes {SPACE}>{notes}</w:footnotes>")
    return buffer.getvalue()


def run(text, tag="t"):
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def paragraph(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def refused(content, name="x.docx"):
    with pytest.raises(ValidationError) as caught:
        read_returned(content, name)
    return caught.value.code


def test_inserted_letters_are_read_and_deleted_ones_remembered():
    body = paragraph(
        run("付款期限为"),
        f'<w:del w:author="谢瑾" w:date="2026-11-20T08:00:00Z">{run("30", "delText")}</w:del>',
        f'<w:ins w:author="谢瑾" w:date="2026-11-20T08:00:00Z">{run("90")}</w:ins>',
        run("日"),
    )

    found = read_returned(word(body), "x.docx")

    (line,) = found.paragraphs
    assert (line.text, line.original, line.authors) == (
        "付款期限为90日",
        "付款期限为30日",
        ("谢瑾",),
    )
    assert [(each.is_out, each.text, each.day) for each in found.tracked] == [
        (True, "30", "2026-11-20"),
        (False, "90", "2026-11-20"),
    ]


def test_letters_moved_with_tracking_stand_where_they_went():
    moved_from = f'<w:moveFrom w:author="a">{run("甲方付款")}</w:moveFrom>'
    moved_to = f'<w:moveTo w:author="a">{run("甲方付款")}</w:moveTo>'

    found = read_returned(word(paragraph(moved_from) + paragraph(moved_to)), "x.docx")

    assert [line.text for line in found.paragraphs] == ["", "甲方付款"]
    assert [line.original for line in found.paragraphs] == ["甲方付款", ""]


def test_cells_tabs_and_breaks_are_kept_apart():
    cell = f"<w:tc>{paragraph(run('台'))}</w:tc>"
    body = f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>" + paragraph(
        run("6.1"), "<w:r><w:tab/></w:r>", run("甲"), "<w:r><w:br/></w:r>", run("乙")
    )

    found = read_returned(word(body), "x.docx")

    assert [line.text for line in found.paragraphs] == ["台", "台", "6.1\t甲\n乙"]


def test_hidden_letters_are_counted_and_remarks_read():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗语</w:t></w:r>"
    remark = f'<w:comment w:author="谢瑾">{paragraph(run("账期太短"))}</w:comment>'

    found = read_returned(word(paragraph(run("明"), hidden), remark), "x.docx")

    assert found.hidden_letters == 2
    assert [(each.author, each.text) for each in found.remarks] == [("谢瑾", "账期太短")]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph(run('盒'))}</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent xmlns:mc='x'><mc:Choice>{box}</mc:Choice>"
    both += f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"

    found = read_returned(word(paragraph(run("前"), both)), "x.docx")

    assert sorted(line.text for line in found.paragraphs) == ["前", "盒"]


def test_a_document_type_is_refused():
    head = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    assert refused(word(paragraph(run("&b;")), head=head)) == "returned.damaged"


def test_a_bomb_is_refused():
    assert refused(word(paragraph(run("零" * 30_000_000)))) in {
        "returned.bomb",
        "returned.too_long",
    }


def test_deep_nesting_is_refused():
    depth = word_files.DEEPEST + 1

    assert refused(word("<w:sdt>" * depth + "</w:sdt>" * depth)) == "returned.damaged"


def test_too_many_letters_are_refused(monkeypatch):
    monkeypatch.setattr(word_files, "MOST_LETTERS", 10)

    assert refused(word(paragraph(run("一二三四五六七八九十甲")))) == "returned.too_long"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "returned.old_word"),
        (b"PK\x03\x04 no archive", "returned.damaged"),
        (b"%PDF-1.7 no file", "returned.damaged"),
        (b"\xff\x00\x81\xfe\x00", "returned.no_text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(content, code):
    assert refused(content) == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_the_encodings_of_the_trade(encoding):
    found = read_returned("6.1\t付款期限\n台\t36".encode(encoding), "x.txt")

    assert [line.text for line in found.paragraphs] == ["6.1\t付款期限", "台", "36"]


def test_a_footnote_is_read_as_a_part_of_the_text():
    note = f"<w:footnote>{paragraph(run('上述期限按工作日计算'))}</w:footnote>"

    found = read_returned(word(paragraph(run("正文")), notes=note), "x.docx")

    assert [line.text for line in found.paragraphs] == ["正文", "上述期限按工作日计算"]
