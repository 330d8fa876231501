"""A file's name as it may be shown, whatever somebody called the file."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.articles.file_names import LONGEST, shown_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("회의록 3차.pdf", "회의록 3차.pdf"),
        (unicodedata.normalize("NFD", "회의록.pdf"), "회의록.pdf"),
        ("minutes\u202efdp.exe", "minutesfdp.exe"),
        ("\u2067a\u2069\u200b\u0000\r\n b.csv", "a b.csv"),
        ("C:\\Users\\somebody\\표.xlsx", "표.xlsx"),
        ("/home/somebody/표.xlsx", "표.xlsx"),
        ("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"),
        ("\udcff\udcfe", ""),
        ("\u200f", ""),
        ("", ""),
        ("가" * 300 + ".pdf", "가" * (LONGEST - 5) + "….pdf"),
        ("가" * 300, "가" * (LONGEST - 1) + "…"),
        ("가." + "나" * 300, "가." + "나" * (LONGEST - 3) + "…"),
    ],
)
def test_a_name_is_made_fit_to_be_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@given(st.text(max_size=400))
def test_whatever_the_name_nothing_unseen_is_left_and_it_is_short(name: str) -> None:
    shown = shown_name(name)
    assert len(shown) <= LONGEST
    assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp") for each in shown)
    assert shown_name(shown) == shown
