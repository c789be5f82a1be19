"""The lines to write on at the place of signature."""

from __future__ import annotations

DATE_BLANK = "　　　　年　　　月　　　日"
SEAL_WORDS = "公章或合同专用章"
WRITING_LINES = (
    ("签字", "法定代表人或授权代表", "Signature", "legal or authorised representative"),
    ("姓名", "正楷", "Name", "in block letters"),
    ("日期", "", "Date", ""),
)
"""Chinese label and hint, English label and hint. Source: paper.md section 6."""


def writing_lines(*, is_bilingual: bool) -> tuple[tuple[str, str], ...]:
    """Return label and hint of each line to write on; one without a hint holds the date."""
    if not is_bilingual:
        return tuple((zh, hint) for zh, hint, _, _ in WRITING_LINES)
    return tuple(
        (f"{zh} {en}", f"{hint} {hint_en}".strip()) for zh, hint, en, hint_en in WRITING_LINES
    )
