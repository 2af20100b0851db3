from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.blocks import find_blocks
from corpus.markfree import take_out_of
from corpus.model import PassageKind, Provenance
from corpus.reader import read_text

LINE = "the soldiers and the workers of the capital met in the great hall"


def texts(text: str) -> list[str]:
    return [take_out_of(text, block.spans, []).text for block in find_blocks(text)]


def test_a_line_break_becomes_a_space() -> None:
    assert texts(f"{LINE}\n  {LINE}\r\n{LINE}\n{LINE}\nshort")[0] == " ".join(
        [LINE] * 4 + ["short"]
    )


def test_hyphens_that_part_words_go_and_those_of_compounds_stay() -> None:
    text = f"{LINE} and know-\nledge of {LINE}\nthe well-\nknown man was well-known; {LINE}\n{LINE}"
    (joined,) = texts(text)
    assert "knowledge of" in joined
    assert "the well-known man was well-known" in joined


def test_a_hyphen_stays_between_two_words_and_before_a_capital() -> None:
    text = f"the great\nhall and the hall-\ngreat of Anglo-\nSaxons; {LINE}\n{LINE}\n{LINE}\n{LINE}"
    assert texts(text)[0].startswith("the great hall and the hall-great of Anglo-Saxons; ")


def test_after_a_dash_no_space_comes() -> None:
    assert "hall--the soldiers" in texts(f"{LINE}--\n{LINE}\n{LINE}\n{LINE}")[0]


def test_paragraphs_that_begin_with_an_indented_line() -> None:
    paragraph = f"    {LINE}\n" + f"{LINE}\n" * 5
    assert len(find_blocks(paragraph * 4)) == 4


def test_notes_on_lines_of_their_own_are_parted() -> None:
    notes = "".join(f"{n}. {LINE}\n{LINE}.\n" for n in range(1, 4))
    assert [words[:2] for words in texts(f"{LINE}\n{LINE}\n\n{notes}")[1:]] == ["1.", "2.", "3."]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from("peace war mar- ket well- known -- Knox. 1917".split()), min_size=60)
)
def test_whatever_is_wrapped_keeps_its_letters(words: list[str]) -> None:
    lines = [" ".join(words[i : i + 12]) + " and so on and on it went" for i in range(0, 60, 12)]
    source = read_text("\n".join(lines).encode(), source_id="s", provenance=Provenance("", ""))
    running = "".join(p.text for p in source.passages if p.kind is not PassageKind.NOTE)
    assert [c for c in running if c.isalnum()] == [c for c in "".join(lines) if c.isalnum()]
