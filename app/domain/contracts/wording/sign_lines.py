"""The lines to write on at the place of signature."""

from __future__ import annotations

DATE_BLANK = "　　　　年　　　月　　　日"
SEAL_WORDS = "公章或合同专用章"
WRITING_LINES = (
    ("签字", "法定代表人或授权代表", "Signature"),
    ("姓名", "正楷", "Name"),
    ("日期", "", "Date"),
)
"""Chinese label, hint, English label. Source: paper.md section 6."""
