import pytest

from app.documents.setting.fonts import MissingGlyphError, load_fonts


@pytest.mark.parametrize(
    ("character", "codepoint"),
    [("☑", "U+2611"), ("𠮷", "U+20BB7"), ("\ue000", "U+E000"), ("😀", "U+1F600")],
)
def test_a_character_without_a_picture_is_refused_by_name(character, codepoint, example, printed):
    _, values, _ = example("normal-sale")
    party = values["party_a"] | {"legal_rep": f"谢{character}"}
    with pytest.raises(MissingGlyphError) as refused:
        printed("normal-sale", party_a=party)
    assert refused.value.code == "document.glyph.missing"
    assert refused.value.params == {"character": character, "codepoint": codepoint}


FIELDS = ["contract_no", "sign_place", "packing", "delivery_place"]


@pytest.mark.parametrize("field", FIELDS)
def test_no_place_of_the_paper_swallows_a_missing_character(field, printed):
    with pytest.raises(MissingGlyphError):
        printed("normal-sale", **{field: "甲☑乙"})


def test_a_missing_character_in_a_table_or_a_list_is_refused(example, printed):
    _, values, _ = example("normal-sale")
    row = values["goods"][0] | {"spec": "☑"}
    with pytest.raises(MissingGlyphError):
        printed("normal-sale", goods=[row])
    with pytest.raises(MissingGlyphError):
        printed("normal-sale", annexes=["☑"])


def test_rare_characters_of_names_are_printed(example, printed, pages_of):
    _, values, _ = example("normal-sale")
    party = values["party_a"] | {"legal_rep": "喆堃璟犇镕瑄珺昇玥"}
    assert "喆堃璟犇镕瑄珺昇玥" in pages_of(printed("normal-sale", party_a=party).pdf)[0]


def test_missing_fonts_are_noticed_at_once(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_fonts(tmp_path / "nowhere")
