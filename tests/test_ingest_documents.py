"""PDF and Word documents: paragraphs, tables, what their properties say, and what cannot be read."""

from __future__ import annotations

import docx
import pytest

from factdesk import ingest
from factdesk.errors import BadInput
from factdesk.ingest.document import Document
from made_documents import STORY, Line, pdf, raw_pdf, saved, word, word_of

LEADING = 14.0


def read_pdf(*pages: list[Line], **info: str) -> Document:
    return ingest.read(pdf(pages, info), name="story.pdf")


def lines(*words: str, x: float = 72, y: float = 700, size: float = 11) -> list[Line]:
    return [(line, x, y - LEADING * number, size) for number, line in enumerate(words)]


def read_word(body: str) -> Document:
    return ingest.read(word_of(body.encode()), name="story.docx")


# --- PDF -------------------------------------------------------------------------------------------


def test_lines_of_print_become_paragraphs_parted_at_a_gap() -> None:
    text = read_pdf(
        lines("The mayor of Freedonia presented the budget of the", "town on Monday, in the old hall.")
        + lines("The opposition was not there. It had said that it", "would stay away from the hall.", y=660)
    ).text
    assert text == (
        "The mayor of Freedonia presented the budget of the town on Monday, in the old hall.\n\n"
        "The opposition was not there. It had said that it would stay away from the hall."
    )


def test_an_indent_begins_a_paragraph() -> None:
    text = read_pdf(
        [
            ("The mayor of Freedonia presented the budget of the town.", 72, 700, 11),
            ("The opposition was not there. It had said that it will", 86, 686, 11),
            ("stay away.", 72, 672, 11),
        ]
    ).text
    assert text.split("\n\n")[1] == "The opposition was not there. It had said that it will stay away."


def test_words_broken_at_a_hyphen_are_whole_again_and_others_keep_theirs() -> None:
    text = read_pdf(
        lines(
            "The mayor of Freedonia presented the extra-",
            "ordinary budget and the well-known plan for in-",
            "frastructure in a way that is well-",
            "known in the town.",
        )
    ).text
    assert text == (
        "The mayor of Freedonia presented the extraordinary budget and the well-known plan for "
        "infrastructure in a way that is well-known in the town."
    )


def test_columns_are_read_one_after_the_other_and_a_sentence_goes_on_over_their_edge() -> None:
    left = lines("The mayor presented the big", "budget of the small town of", "Freedonia, which is over")
    right = lines("the one of last year, and of", "the year before that one.", x=320)
    assert read_pdf(left + right).text == (
        "The mayor presented the big budget of the small town of Freedonia, which is over the one of last "
        "year, and of the year before that one."
    )


def test_running_heads_and_page_numbers_are_left_out_and_a_sentence_goes_on_over_the_page() -> None:
    pages = [
        [
            ("The Freedonia Review", 72, 800, 9),
            *lines(
                f"This is page {number} of a story that is told in full and", "has no end on this page, for"
            ),
            *lines("it goes on with one more line that is filled", "and goes", y=640),
            (f"{number}", 300, 30, 9),
        ]
        for number in (1, 2, 3)
    ]
    found = read_pdf(*pages)
    assert "Review" not in found.text
    assert found.text.count("\n\n1") == 0
    assert any("repeat at the head or foot" in remark for remark in found.remarks)


def test_a_heading_in_larger_type_is_one_paragraph_and_the_title() -> None:
    heading: list[Line] = [
        ("Freedonia builds a second bridge", 72, 760, 20),
        ("over its only river", 72, 736, 20),
    ]
    found = read_pdf(heading + lines("The mayor presented the budget.", "Nobody was there, it seems."))
    assert found.title == "Freedonia builds a second bridge over its only river"
    assert found.text.startswith(f"{found.title}\n\nThe mayor")


def test_the_properties_of_a_pdf_propose_title_and_author_and_its_day_is_only_a_remark() -> None:
    found = read_pdf(lines(*STORY), Title="A second bridge", Author="Ann Example", CreationDate="D:20220615")
    assert (found.title, found.author, str(found.published)) == ("A second bridge", "Ann Example", "")
    assert any("made on 2022-06-15" in remark for remark in found.remarks)
    assert read_pdf(lines(*STORY), Title="Microsoft Word - draft7.docx").title != "draft7.docx"


def test_a_day_on_a_line_of_its_own_near_the_head_is_proposed() -> None:
    found = read_pdf([("Published June 15, 2022", 72, 760, 11), *lines(*STORY)])
    assert (str(found.published), found.published_basis) == ("2022-06-15", "a line at the head of the text")


def test_a_page_without_text_is_told_and_a_document_of_them_is_refused() -> None:
    assert any("page 2" in remark for remark in read_pdf(lines(*STORY), []).remarks)
    with pytest.raises(BadInput, match=r"story\.pdf: the PDF holds pictures of pages and no text"):
        read_pdf([], [])


def test_a_pdf_with_a_password_is_refused() -> None:
    secret = f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -1/O({'x' * 32})/U({'y' * 32})>>/ID[(a)(a)]"
    with pytest.raises(BadInput, match="has a password"):
        ingest.read(raw_pdf([b""], trailer=secret), name="secret.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", pdf([lines("words")])[:200]])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"story\.pdf: "):
        ingest.read(data, name="story.pdf")


# --- Word ------------------------------------------------------------------------------------------


def test_a_word_document_gives_paragraphs_tables_and_properties_in_order() -> None:
    made = docx.Document()
    made.add_heading("A second bridge", 0)
    made.add_paragraph(STORY[0])
    table = made.add_table(rows=0, cols=2)
    for left, right in (("Year", "Million"), ("2024", "14.2")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right
    made.add_paragraph(STORY[1])
    made.core_properties.author = "Ann Example"
    found = ingest.read(saved(made), name="story.docx")
    assert found.text == f"A second bridge\n\n{STORY[0]}\n\nYear | Million\n2024 | 14.2\n\n{STORY[1]}"
    assert (found.title, found.author) == ("A second bridge", "Ann Example")


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    found = read_word(
        "<w:p><w:r><w:t xml:space='preserve'>The bridge costs </w:t></w:r>"
        "<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:t>14.2</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> million.</w:t></w:r></w:p>"
    )
    assert found.text == "The bridge costs 14.2 million."
    assert any("tracked changes" in remark for remark in found.remarks)


def test_words_in_content_controls_and_links_are_read_and_text_boxes_told() -> None:
    found = read_word(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>and more</w:t></w:r></w:p>"
        "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    )
    assert found.text == "In a control.\n\nA link\tand more"
    assert "Left out: text boxes." in found.remarks


def test_a_day_in_the_properties_of_a_word_document_is_only_a_remark() -> None:
    found = ingest.read(word(), name="story.docx")
    assert str(found.published) == ""
    assert any("last saved on" in remark for remark in found.remarks)


@pytest.mark.parametrize("data", [word_of(b""), word()[:3000], b"PK\x03\x04word/" + b"x" * 100])
def test_a_word_document_without_text_or_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"story\.docx: the Word document"):
        ingest.read(data, name="story.docx")


def test_a_text_survives_the_way_through_word() -> None:
    text = ingest.read(word("Zoë said “yes” 😀", "עברית"), name="a.docx").text
    assert text == "Zoë said “yes” 😀\n\nעברית"
