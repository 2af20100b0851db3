import time
from pathlib import Path

import pytest

from corpus.bundled import TEXTS, load_bundled, load_folder
from corpus.errors import BadProvenance, UnreadableSource
from corpus.model import PassageKind, Source, Voice

# Label, what stands before and after the mark, and its paragraph: read off the page by hand.
ANCHORS = [
    ("i", " him and his wife:", "", 1),
    ("ii", " of by the Guchkov", " Governmen", 2),
    ("iii", " 10 per 914 yards.", " “When the", 3),
    ("iv", " end to this war.”", "", 3),
    ("v", " of the question”!", " This did ", 4),
    ("vi", "nts and no horse).", " French am", 7),
    ("vii", "sfy the peasantry.", "", 7),
    ("viii", "the Black Hundreds", " would sti", 8),
    ("ix", "heir part to play.", " Similarly", 8),
    ("x", "overnment itself.”", " But for t", 8),
    ("xi", "erred them to us.”", " And while", 10),
    ("xii", "of their province.", "", 11),
    ("xiii", "red to their care.", " The Law C", 12),
    ("xiv", "private property.”", "", 12),
    ("xv", " Office. He wrote:", "", 14),
    ("xvi", "ght up to the end.", " Some acco", 16),
    ("xvii", "ed by the Soviet.”", "", 18),
    ("xviii", " had “real power”.", "", 19),
    ("xix", "ovincial Soviets.”", "", 23),
    ("xx", "ms this situation.", "", 24),
    ("xxi", "s the right place”", " – and Sir", 27),
    ("xxii", "still circulating.", " Finally, ", 28),
    ("xxiii", "stion was dropped.", " The worke", 28),
    ("xxiv", "n the same sense).", "", 29),
    ("xxv", "e petty bourgeois”", ").", 31),
    ("xxvi", "n from its minutes", " that the ", 35),
    ("xxvii", "o the Russian GHQ.", "", 35),
    ("xxviii", " earlier articles,", " it was sh", 36),
    ("xxix", "y-bourgeois wave”,", " swamping ", 36),
    ("xxxi", "lled by Shingaryov", " + Kerensk", 40),
    ("xxxii", "rkers’ Deputies’.”", "", 40),
    ("xxxiii", "anising Committee,", " Trotsky a", 42),
    ("xxxiv", " Trotsky and Co).”", "", 42),
    ("xxxv", "aving for Russia”.", " It ran:", 43),
    ("xxxvi", "rch 20 – April 8),", " Lenin dev", 45),
    ("xxxvii", "kers’ government”.", "", 45),
    ("xxxviii", "tionary defencism”", " – notably", 47),
    ("xxxix", "workers’ militias,", " soon numb", 48),
    ("xl", "eatures were that:", "", 49),
    ("xli", "rsed the decision.", " The 7th A", 56),
    ("xlii", "th 11 abstentions.", "", 56),
    ("xliii", " the armed forces.", "", 57),
    ("xliv", "shed in the 1930s.", " When A M ", 58),
    ("xlv", " ‘War to Victory!’", "", 60),
    ("xlvi", " and other cities.", " Meanwhile", 63),
    ("xlvii", "minate in Russia”.", "", 65),
    ("xlviii", "s of many Soviets.", "", 66),
    ("xlix", "legates out of 211", " – althoug", 67),
    ("l", "gainst the Allies.", " More radi", 70),
    ("lii", "ng the Bolsheviks.", " It came w", 72),
    ("liii", "ky Prime Minister;", " the next ", 75),
    ("liv", "ld afford to pay.”", "", 78),
    ("lvi", "t its endorsement.", " During th", 80),
    ("lvii", "incipal decisions.", "", 81),
    ("lviii", "ans were cowards.”", "", 84),
    ("lix", "olshevik majority.", " Army Comm", 92),
    ("lx", "Council, resigned.", "", 94),
    ("lxi", "sia were fixed on.", " On Octobe", 96),
    ("lxii", " Must Assume Power", " and Marxi", 96),
    ("lxiii", " and Insurrection,", " insisting", 96),
    ("lxiv", "viets (October 14)", " and an ar", 96),
    ("lxv", "ooker (October 21)", " – driving", 96),
    ("lxvi", "e massive volumes.", "", 99),
    ("lxvii", "g would be fatal”.", " He arrive", 101),
    ("lxviii", "and the garrison.”", "", 103),
    ("lxix", " “open conspiracy”", ".", 111),
]
LOST = {"xxx": (36, 40), "li": (70, 72), "lv": (78, 80)}


@pytest.fixture(scope="module")
def source() -> Source:
    return load_bundled()[0]


def test_every_mark_hangs_where_it_stands(source: Source) -> None:
    found = [
        (n.label, n.anchor.before[-18:], n.anchor.after[:10], int(n.anchor.passage_id[-4:]))
        for n in source.notes
        if n.anchor
    ]
    assert found == ANCHORS


def test_marks_point_into_the_file(source: Source) -> None:
    for note in source.notes:
        assert source.text[note.source_start : note.source_end] == note.text
        if note.anchor:
            assert source.text[note.anchor.source_start : note.anchor.source_end] == note.label
            assert note.anchor.confidence > 0.95


def test_lost_marks_are_reported_between_their_neighbours(source: Source) -> None:
    found = {
        mark.label: (
            int((mark.after_passage_id or "")[-4:]),
            int((mark.before_passage_id or "")[-4:]),
        )
        for mark in source.integrity.lost_marks
    }
    assert found == LOST
    assert {n.label for n in source.notes if n.anchor is None} == set(LOST)


def test_notes_are_numbered_and_are_passages_too(source: Source) -> None:
    assert [n.number for n in source.notes] == list(range(1, 70))
    notes = [p for p in source.passages if p.kind is PassageKind.NOTE]
    assert [p.id for p in notes] == [n.id for n in source.notes]
    by_id = {p.id: p for p in source.passages}
    for note, passage in zip(source.notes, notes, strict=True):
        calling = by_id[note.anchor.passage_id] if note.anchor else None
        assert passage.text == note.text
        assert passage.section == (calling.section if calling else "")
        assert passage.paragraph == (calling.paragraph if calling else 0)
        if calling and note.anchor:
            ref = next(ref for ref in calling.notes if ref.id == note.id)
            assert (ref.position, ref.text) == (note.anchor.position, note.text)


def test_every_passage_maps_back_character_by_character(source: Source) -> None:
    for passage in source.passages:
        pieces = [source.text[s.source_start : s.source_end] for s in passage.segments]
        assert "".join(pieces) == passage.text
        assert all(s.end - s.start == s.source_end - s.source_start for s in passage.segments)
        assert passage.source_start == passage.segments[0].source_start
        for sentence in passage.sentences:
            words = passage.text[sentence.start : sentence.end]
            assert words and words == words.strip()


def test_sections(source: Source) -> None:
    titles = [section.title for section in source.sections]
    assert titles[:3] == ["", "“We want an End to this War”", "Capitalists and Landlords"]
    assert "The “Democratic Conference”" in titles
    assert "Lenin’s Line" in titles
    assert (len(titles), titles[-2:]) == (20, ["The Die Cast", ""])
    conclusions = source.sections[-1]
    assert (conclusions.first_paragraph, conclusions.last_paragraph) == (106, 116)
    assert [s.first_paragraph for s in source.sections[1:]] == [
        s.last_paragraph + 1 for s in source.sections[:-1]
    ]


def test_passages_and_their_kinds(source: Source) -> None:
    running = [p for p in source.passages if p.kind is not PassageKind.NOTE]
    assert [p.paragraph for p in running] == list(range(1, 117))
    assert [p.id for p in running[:2]] == ["rothstein-1917:p0001", "rothstein-1917:p0002"]
    quoted = [p.paragraph for p in running if p.kind is PassageKind.BLOCK_QUOTATION]
    assert quoted == [2, 15, 18, 21, 23, 40, 42, 44, 78, 84, 103]
    listed = [p.paragraph for p in running if p.kind is PassageKind.LIST_ITEM]
    assert listed == [*range(50, 56), *range(107, 115)]
    assert running[0].text.startswith("On 8 April 1917")
    assert running[-1].text.startswith("Originally published in Marxism Today, November 1967")


def test_speakers(source: Source) -> None:
    speakers = {
        p.paragraph: p.sentences[0].speaker
        for p in source.passages
        if p.kind is PassageKind.BLOCK_QUOTATION
    }
    assert speakers == {
        2: "Alexandra Kollontai",
        15: "Morgan Philips Price",
        18: "Guchkov",
        21: "Philips Price",
        23: "Philips Price",
        40: "Lenin",
        42: "Lenin",
        44: "Lenin",
        78: "Tereshchenko",
        84: "General Knox",
        103: "Lenin",
    }


def test_voices(source: Source) -> None:
    by_words = {
        p.text[s.start : s.end]: (s.voice, s.speaker) for p in source.passages for s in p.sentences
    }
    assert by_words["“You hold your powers from the Revolution?” replied Paléologue."] == (
        Voice.QUOTED,
        "Paléologue",
    )
    assert by_words["The title of a book by H G Wells –Ed."][0] is Voice.EDITOR
    assert by_words["A leading Cadet."][0] is Voice.NOTE
    assert by_words["The workers and soldiers had won."] == (Voice.AUTHOR, None)


def test_the_report_says_where_text_is_missing(source: Source) -> None:
    messages = {w.line: w.message for w in source.integrity.warnings}
    assert "breaks off" in messages[97] and "a small minority of the latter, as a" in messages[97]
    assert "short of But there" in messages[174]
    assert "the Petrograd The Central" in messages[197]
    assert {93, 170, 191} <= {line for line, said in messages.items() if "is lost" in said}
    assert (source.integrity.notes, source.integrity.linked) == (69, 66)
    assert source.integrity.passages == 116
    assert source.integrity.sentences == sum(len(p.sentences) for p in source.passages)


def test_provenance_and_identity(source: Source) -> None:
    assert source.id == "rothstein-1917"
    assert source.provenance.author == "Andrew Rothstein"
    assert "Marxism Today" in source.provenance.publication
    assert source.text == (TEXTS / "rothstein-1917.txt").read_bytes().decode("utf-8")
    assert load_bundled() is load_bundled()


def test_loading_is_fast() -> None:
    best = min(_seconds() for _ in range(3))
    assert best < 0.5


def _seconds() -> float:
    start = time.process_time()
    load_folder(TEXTS)
    return time.process_time() - start


def test_a_folder_without_provenance_says_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader.")
    with pytest.raises(BadProvenance, match="letter.txt has no provenance") as caught:
        load_folder(tmp_path)
    assert "letter.toml" in caught.value.hint


def test_an_unreadable_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(b"")
    (tmp_path / "letter.toml").write_text('title = "A Letter"\nauthor = "A Reader"')
    with pytest.raises(UnreadableSource, match="letter.txt: The file is empty"):
        load_folder(tmp_path)
    with pytest.raises(UnreadableSource, match="no folder"):
        load_folder(tmp_path / "elsewhere")


def test_a_folder_of_texts(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("A Letter\n\nDear reader, all is well.\n")
    (tmp_path / "letter.toml").write_text('title = "A Letter"\nauthor = "A Reader"')
    (letter,) = load_folder(tmp_path)
    assert [p.text for p in letter.passages] == ["Dear reader, all is well."]
    assert (letter.notes, letter.works, letter.integrity.lost_marks) == ((), (), ())
