"""Marks and notes in the forms that plain texts have."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.markfree import level
from corpus.model import NoteKind, PassageKind, Provenance, Source
from corpus.numerals import to_roman
from corpus.reader import read_text

LONG = "The soldiers and the workers of the capital met in the great hall that evening"


def read(text: str) -> Source:
    source = read_text(text.encode(), source_id="s", provenance=Provenance("", ""))
    for passage in source.passages:
        pieces = "".join(source.text[s.source_start : s.source_end] for s in passage.segments)
        assert level(pieces) == level(passage.text)
    return source


def hanging(source: Source) -> dict[str, list[tuple[str, str]]]:
    """Give, by passage, the words before each mark and the note's words."""
    return {
        p.id.partition(":")[2]: [(p.text[: n.position].split()[-1], n.text) for n in p.notes]
        for p in source.passages
        if p.notes
    }


SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FORMS: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
    "roman": (to_roman, lambda n: f"{to_roman(n)} "),
    "arabic": (str, lambda n: f"{n}. "),
    "superscript": (
        lambda n: str(n).translate(SUPERSCRIPTS),
        lambda n: str(n).translate(SUPERSCRIPTS),
    ),
    "bracket": (lambda n: f"[{n}]", lambda n: f"[{n}] "),
    "spaced bracket": (lambda n: f" [{n}]", lambda n: f"{n} "),
    "parenthesis": (lambda n: f"({n})", lambda n: f"({n}) "),
    "caret": (lambda n: f"^{n}", lambda n: f"{n}. "),
    "footnote": (lambda n: f"[{n}]", lambda n: f"[Footnote {n}: "),
}
WORDS = st.sampled_from(
    "Kollontai Knox civil public tax real will Guchkov the of soldiers general mild vivid war "
    "peace “peace” 1917 (not) Lenin’s 1,200 3.5 [sic] (a) p.7 alibi metal oxen".split()
)


@st.composite
def books(draw: st.DrawFn) -> tuple[str, list[str], set[tuple[int, int]]]:
    """A book in chapters: its text, its paragraphs without marks, and the marks that are left."""
    mark, label = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    at_chapters = draw(st.booleans())
    text, plain, kept = "", [], set()
    waiting: list[str] = []
    for chapter in range(draw(st.integers(1, 3))):
        text += f"\n\n\nChapter {to_roman(chapter + 1).upper()}\n\n"
        first = len(waiting) if not at_chapters else 0
        for place in range(draw(st.integers(4, 9))):
            number = first + place + 1
            words = f"{LONG} {' '.join(draw(st.lists(WORDS, min_size=2, max_size=8)))} ended"
            lost = place > 0 and draw(st.integers(0, 11)) == 0
            text += f"{words}.{'' if lost else mark(number)} And so on.\n\n"
            plain.append(f"{words}. And so on.")
            if not lost:
                kept.add((len(plain), number))
            close = "]" if "Footnote" in label(1) else ""
            waiting.append(f"{label(number)}This is note {number} of all.{close}\n\n")
        if at_chapters:
            text += "NOTES\n\n" + "".join(waiting)
            waiting = []
    return text + ("NOTES\n\n" + "".join(waiting) if waiting else ""), plain, kept


@settings(max_examples=80, deadline=None)
@given(books())
def test_planted_marks_of_every_form(book: tuple[str, list[str], set[tuple[int, int]]]) -> None:
    text, plain, kept = book
    source = read(text)
    running = [p for p in source.passages if p.kind is not PassageKind.NOTE]
    assert [p.text for p in running] == plain
    found = {(p.paragraph, int(note.text.split()[3])) for p in running for note in p.notes}
    assert found == kept
    assert len(source.integrity.lost_marks) == len(plain) - len(kept)
    assert all(p.text[n.position - 7 : n.position] == " ended." for p in running for n in p.notes)


def test_numbering_that_starts_again_in_notes_gathered_at_the_end() -> None:
    chapters = [(f"{LONG}.1 It rained.2", "One of {}.", "Two of {}.")] * 3
    body = "\n\n\n".join(f"Part {c}\n\n{text}" for c, (text, *_) in enumerate(chapters, start=1))
    notes = "\n\n".join(f"Part {c}\n\n1. One of {c}.\n\n2. Two of {c}." for c in range(1, 4))
    source = read(f"{body}\n\n\nNotes\n\n{notes}")
    assert hanging(source) == {
        f"p000{c}": [("evening.", f"One of {c}."), ("rained.", f"Two of {c}.")] for c in (1, 2, 3)
    }
    assert [n.number for n in source.notes] == [1, 2, 3, 4, 5, 6]
    assert [n.label for n in source.notes] == ["1", "2"] * 3


def test_notes_at_the_foot_of_pages_with_running_titles_and_page_numbers() -> None:
    pages = [
        f"{10 + page}   A SHORT HISTORY\n\n{LONG}\nand then went home to sleep.{page} On the morrow"
        f" the great\n"
        f"procession formed up in the street outside and sang as\n\n"
        f"{page} Note of page {page}, which is long enough to be wrapped at\nthe end of a line.\n"
        for page in range(1, 6)
    ]
    source = read("\n".join(pages) + "\n16   A SHORT HISTORY\n\nall went home.\n")
    assert len(source.notes) == 5
    assert all(n.anchor and n.kind is NoteKind.FOOTNOTE for n in source.notes)
    assert source.notes[1].text == (
        "Note of page 2, which is long enough to be wrapped at the end of a line."
    )
    running = [p for p in source.passages if p.kind is not PassageKind.NOTE]
    assert not any("HISTORY" in p.text for p in running)


def test_asterisks_and_daggers_start_again_on_every_page() -> None:
    page = f"{LONG}.* It rained.† All went home.\n\n* First note.\n\n† Second note.\n"
    source = read("\f".join([page] * 3))
    assert hanging(source) == {
        f"p000{n}": [("evening.", "First note."), ("rained.", "Second note.")] for n in (1, 2, 3)
    }


def test_footnotes_in_brackets_after_their_paragraph() -> None:
    source = read(
        f"{LONG}.[1] It rained.[2]\n\n[Footnote 1: See [Knox], p. 5.]\n\n"
        f"[Footnote 2: A long one.\n\nIn two paragraphs.]\n\n{LONG} again.[3]\n\n"
        "[Footnote 3: Ibid.]\n\nThe end came soon."
    )
    assert [n.text for n in source.notes] == [
        "See [Knox], p. 5.",
        "A long one.\n\nIn two paragraphs.",
        "Ibid.",
    ]
    assert source.integrity.linked == 3
    assert [p.paragraph for p in source.passages[:3]] == [1, 2, 3]


def test_a_paragraph_that_a_footnote_cuts_is_mended() -> None:
    source = read(f"{LONG}.[A] Then they\n\n[Footnote A: So it was.]\n\nall went home.\n\nThe end.")
    assert source.passages[0].text == f"{LONG}. Then they all went home."
    assert hanging(source)["p0001"] == [("evening.", "So it was.")]


def test_notes_that_hang_on_notes() -> None:
    source = read(
        f"{LONG}.[1] It rained.[3] It stopped.[4]\n\nNotes\n\n"
        "[1] So says Knox;[2] others differ.\n\n[2] In his book.\n\n[3] Heavily.\n\n[4] At last."
    )
    inner = source.notes[1]
    assert inner.anchor is not None
    assert (inner.anchor.passage_id, inner.anchor.before) == ("s:n1", "So says Knox;")
    assert source.notes[0].text == "So says Knox; others differ."
    assert [note.id for p in source.passages if p.id == "s:n1" for note in p.notes] == ["s:n2"]
    assert source.passages[2].paragraph == 1


def test_two_kinds_of_notes_side_by_side() -> None:
    source = read(
        f"{LONG}.* It rained.1 It stopped.2 It froze.3\n\n* The translator’s.\n\n{LONG} again.4\n\n"
        "Notes\n\n1. One.\n\n2. Two.\n\n3. Three.\n\n4. Four."
    )
    assert [(n.label, n.number) for n in source.notes] == [
        ("*", 1), ("1", 2), ("2", 3), ("3", 4), ("4", 5),
    ]  # fmt: skip
    assert source.integrity.linked == 5


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}:\n\n1. First they met.\n\n2. Then they voted.\n\n{LONG}.",
        f"{LONG}: (1) they met; (2) they voted.\n\n(1) First.\n\n(2) Second.\n\n{LONG}.",
        f"* {LONG}\n\n* {LONG}\n\n{LONG}.",
        f"{LONG} of 1917.\n\n* * *\n\n{LONG}.",
    ],
)
def test_lists_are_no_notes(text: str) -> None:
    source = read(text)
    assert source.notes == ()
    assert source.integrity.lost_marks == ()


def test_notes_without_marks_are_reported_once() -> None:
    source = read(f"{LONG}.\n\nNotes\n\n1. One.\n\n2. Two.\n\n3. Three.")
    assert (source.integrity.notes, source.integrity.linked) == (3, 0)
    assert len(source.integrity.lost_marks) == 3
    said = [w.message for w in source.integrity.warnings if "mark" in w.message]
    assert said == ["No mark of the notes 1 to 3 is in the text."]


def test_a_note_with_a_list_in_it_keeps_it() -> None:
    source = read(
        f"{LONG}.1 It rained.2 It stopped.3\n\nNotes\n\n1. One.\n\n2. These:\n\n1. A list.\n\n"
        "2. Its end.\n\n3. Three."
    )
    assert [n.text for n in source.notes] == [
        "One.",
        "These:\n\n1. A list.\n\n2. Its end.",
        "Three.",
    ]


def test_a_list_before_the_notes_is_no_note() -> None:
    source = read(
        f"{LONG}.1 It rained.2 It stopped.3\n\n1. A list.\n\n2. Its end.\n\n{LONG}.4\n\n"
        "Notes\n\n1. One.\n\n2. Two.\n\n3. Three.\n\n4. Four."
    )
    assert [n.text for n in source.notes] == ["One.", "Two.", "Three.", "Four."]
    assert source.integrity.linked == 4


@pytest.mark.parametrize("number", ["1,200", "3.5", "10:30", "p.12", "1914–18", "£12", "A12"])
def test_numbers_are_no_marks(number: str) -> None:
    notes = "\n\n".join(f"{n}. Note {n}." for n in range(1, 13))
    source = read(f"{LONG} {number} on.\n\nNotes\n\n{notes}")
    assert source.integrity.linked == 0
    assert number in source.passages[0].text


def test_marks_behind_numbers() -> None:
    notes = "\n\n".join(f"{n}. Note {n}." for n in range(1, 13))
    marks = "".join(f"{LONG}.{n} " for n in range(1, 11))
    source = read(f"{marks}In 191711 it was over, at £72,289,67312 in all.\n\nNotes\n\n{notes}")
    assert source.integrity.linked == 12
    assert source.passages[0].text.endswith("In 1917 it was over, at £72,289,673 in all.")


def test_a_hundred_chapters_with_their_notes_gathered_at_the_end_take_little_time() -> None:
    chapters = range(1, 101)
    body = "\n\n".join(f"In year {c} {LONG}.{n} More." for c in chapters for n in range(1, 11))
    notes = "\n\n".join(f"{n}. Note {n} of {c}." for c in chapters for n in range(1, 11))
    start = time.process_time()
    source = read(f"{body}\n\n\nNotes\n\n{notes}")
    assert time.process_time() - start < 5
    for passage in source.passages[:1000]:
        chapter = passage.text.split()[2]
        assert [note.text.split()[-1] for note in passage.notes] == [f"{chapter}."]


def test_a_word_of_a_hundred_thousand_letters_takes_little_time() -> None:
    start = time.process_time()
    read("1" * 100_000 + " and " + "word" + "i" * 100_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_mark_that_stands_first_on_a_line_leaves_no_space(indent: str, newline: str) -> None:
    lines = [LONG, LONG, LONG, "until they got used to it", "[1]. Nobody", LONG, "[2] and", LONG]
    body = newline.join(indent + line for line in lines)
    source = read(f"{body}{newline * 3}NOTES{newline * 2}[1] One.{newline}[2] Two.")
    text = source.passages[0].text
    assert text == f"{LONG} {LONG} {LONG} until they got used to it. Nobody {LONG} and {LONG}"
    assert [text[: n.position].split()[-1] for n in source.passages[0].notes] == ["it", "evening"]
