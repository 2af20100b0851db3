import pytest

from corpus.bundled import load_bundled
from corpus.lookup import find_passage
from corpus.model import Passage, PassageKind, Provenance, Voice
from corpus.reader import read_text
from corpus.voices import quotations


def passages(text: str) -> tuple[Passage, ...]:
    data = f"Title\n\n{text}".encode()
    return read_text(data, source_id="s", provenance=Provenance("Title", "A")).passages


def voices(text: str) -> list[tuple[str, str | None]]:
    return [(s.voice.value, s.speaker) for p in passages(text) for s in p.sentences]


def test_a_sentence_mostly_quoted_is_the_speakers() -> None:
    text = "“Thank God, perhaps there will soon be peace,” said Ivan Petrov. He was glad."
    assert voices(text) == [("quoted", "Ivan Petrov"), ("author", None)]


def test_a_sentence_mostly_the_authors_is_not() -> None:
    text = "Knox told the Cabinet, at great length and to the surprise of all, that it was “over”."
    assert voices(text) == [("author", None)]


def test_an_exchange_alternates() -> None:
    text = (
        "Smith was there. He said, “We are not responsible to you.” “You do hold the power?” "
        "replied Jones. “No, we do not.”"
    )
    assert [speaker for _, speaker in voices(text)] == [None, "Smith", "Jones", "Smith"]


def test_a_quotation_over_two_sentences_keeps_its_speaker() -> None:
    text = "“It is late. It is far too late to do anything,” said Anna Karlovna."
    assert voices(text) == [("quoted", "Anna Karlovna")] * 2


def test_a_block_quotation_over_two_paragraphs_keeps_its_speaker() -> None:
    text = "Reed was there. He wrote:\n\n“It was cold in the city.\n\n“It was not over yet.”"
    assert voices(text)[2:] == [("quoted", "Reed"), ("quoted", "Reed")]


@pytest.mark.parametrize("letter", ["    It is dark. We are alone.", '"It is dark. We are alone."'])
def test_what_is_set_apart_after_a_lead_in_is_its_writers(letter: str) -> None:
    lead_in = "Mompley wrote to his patron, Sir George Savile, after his own wife had died:"
    text = f"The year was dark.\n\n{lead_in}\n\n{letter}\n\nNobody replied to it."
    quoted = ("quoted", "Mompley")
    assert voices(text) == [("author", None), ("author", None), quoted, quoted, ("author", None)]


def test_notes_and_their_editors() -> None:
    text = (
        "The night was long.i\n\nNotes\n\n"
        "i A long night [in 1917 –Ed] by all accounts. The source is lost –Ed."
    )
    *_, note = passages(text)
    assert [s.voice for s in note.sentences] == [Voice.NOTE, Voice.EDITOR]


def test_quotations_of_a_passage_with_their_speakers() -> None:
    (source,) = load_bundled()
    found = {p.text[q.start : q.end]: q.speaker for p in source.passages for q in quotations(p)}
    assert found["three fine fellows"] == "General Knox"
    assert found["simply admirable"] == "Professor Bernard Pares"
    assert found["answer bullet with bullet, and shell with shell"] == "Kamenev"
    assert found["what is needed is the bony hand of hunger and poverty"] == "Ryabushinsky"
    assert found["to delay the uprising would be fatal"] == "Lenin"
    assert found["strikebreakers"] == "Lenin"
    assert found["a programme of conquest"] == "British Socialist Party"
    assert found["strong character"] is None


def test_a_block_quotation_is_one_quotation_without_its_marks() -> None:
    (source,) = load_bundled()
    passage = find_passage(source, "p0018")
    (whole,) = quotations(passage)
    assert (passage.text[0], passage.text[-1]) == ('"', "”")
    assert (whole.start, whole.end, whole.speaker) == (1, len(passage.text) - 1, "Guchkov")


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("A letter from Bowers home is the best description of what followed.", "Bowers"),
        ("The diary of Bowers and the account by Meares differ on what followed.", None),
        ("The ponies were lost on the ice that night.", None),
    ],
)
def test_whose_letter_was_named_before_wrote_what_follows(before: str, speaker: str | None) -> None:
    text = f"{before}\n\n“We packed up camp. It took us six hours.\n\n“Nobody slept that night.”"
    quoted = [p for p in passages(text) if p.kind is PassageKind.BLOCK_QUOTATION]
    assert [s.speaker for p in quoted for s in p.sentences] == [speaker] * 3
