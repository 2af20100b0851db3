from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import find_blocks


def words(text: str) -> list[str]:
    return [text[block.start : block.end] for block in find_blocks(text)]


def test_blank_lines_part_blocks_and_page_breaks_show() -> None:
    blocks = find_blocks("One\n\nTwo\n\n\nThree\nFour\n")
    assert [(b.line, b.gap) for b in blocks] == [(1, 0), (3, 1), (6, 2), (7, 0)]


def test_windows_line_ends() -> None:
    assert words("One\r\n\r\nTwo\r\nThree") == ["One", "Two", "Three"]


def test_ornaments_and_invisible_characters_are_no_words() -> None:
    assert words("\ufeffTitle\n\n\uf06e Originally published.\n\n\u200b\n") == [
        "Title",
        "Originally published.",
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    line = "a line of a text that somebody wrapped by hand at about seventy signs"
    paragraph = "\n".join([line] * 4 + ["short end"])
    assert words(f"{paragraph}\n\n{paragraph}") == [paragraph, paragraph]


def test_a_quotation_after_a_single_line_break_is_a_block_of_its_own() -> None:
    lead = "He commented on " + "many things that he had seen " * 6
    assert len(words(f"{lead.strip()}\n“the large number”")) == 2


@given(st.text(alphabet="ab \n\r\t\f\uf06e", max_size=60))
def test_blocks_hold_all_that_is_no_margin(text: str) -> None:
    blocks = find_blocks(text)
    assert all(a.end <= b.start for a, b in zip(blocks, blocks[1:], strict=False))
    assert sum(text[b.start : b.end].count("a") for b in blocks) == text.count("a")
    for block in blocks:
        assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
