from hypothesis import given
from hypothesis import strategies as st

from corpus.noted import Noted
from corpus.places import Place
from corpus.pointers import find_pointers
from corpus.pointing import find_pointing


def targets(*notes: Noted) -> list[tuple[str, int, int]]:
    return [(p.words, p.target, len(p.others)) for p in find_pointers(notes)[-1]]


def test_a_label_leads_to_the_note_that_bears_it() -> None:
    notes = [Noted("Of the harvest.", "1"), Noted("Of the mill.", "2")]
    assert targets(*notes, Noted("For the mill, see note 2.", "3")) == [("note 2", 1, 0)]
    assert targets(*notes, Noted("Cf. notes 1 and 2.", "3")) == [("notes 1", 0, 0), ("2", 1, 0)]
    assert targets(*notes, Noted("See the preceding note.", "3")) == [("preceding note", 1, 0)]


def test_a_place_leads_to_the_note_of_its_chapter() -> None:
    mill = Noted("Built in 1700.", "1", "they came to the mill of Leith", Place(1, 4))
    mayor = Noted("Ann Blyth.", "2", "the mayor spoke", Place(1, 5))
    asking = Noted("Cf. I, 4, note.", "9", "and so to Leith", Place(2, 4))
    assert targets(mill, mayor, asking) == [("I, 4, note", 0, 0)]
    assert targets(mill, mayor, Noted("Cf. c. 7, note.", "9", "", Place(1, 9))) == []


def test_what_nothing_tells_apart_is_left_open() -> None:
    one, two = (Noted("A king.", label, "the king", Place(1, 4)) for label in "12")
    [(_, target, others)] = targets(one, two, Noted("Cf. c. 4, note.", "3", "", Place(1, 6)))
    assert target == 0 and others == 1


def test_the_word_a_note_hangs_on_tells_it_from_others_of_its_chapter() -> None:
    jar = Noted("About nine gallons of the mill.", "1", "it holds six amphoras", Place(1, 4))
    mill = Noted("Built by Blyth in 1700.", "2", "he saw the mill of Leith,", Place(1, 4))
    asking = Noted("Cf. c. 4, note.", "3", "he saw a mill that holds three amphoras,", Place(1, 6))
    assert targets(jar, mill, asking) == [("c. 4, note", 0, 0)]
    assert targets(mill, jar, asking) == [("c. 4, note", 1, 0)]
    later = Noted("It was a mill. Of the size they were, cf. c. 4, note.", "3", asking.context)
    assert [others for _, _, others in targets(jar, mill, later)] != [0]


def test_what_is_asked_for_tells_a_note_from_others_of_its_chapter() -> None:
    blyth = Noted("A friend of Cedd of Leith.", "1", "and with him Blyth", Place(1, 4))
    cedd = Noted("Cc. 15, 16.", "2", "he was succeeded by Cedd,", Place(1, 4))
    asking = Noted("In 688. For Cedd, v. c. 4, note.", "3", "Blyth of Leith", Place(1, 6))
    assert targets(blyth, cedd, asking) == [("c. 4, note", 1, 0)]


def test_a_church_is_another_than_its_saint() -> None:
    saint = Noted("Of the mill.", "1", "he was a friend of Andrew", Place(1, 4))
    porch = Noted("Of the mill.", "2", "Andrew came to the porch", Place(1, 4))
    asking = Noted("Cf. c. 4, note.", "3", "near the church of St. Andrew", Place(1, 6))
    assert targets(saint, porch, asking)[0][2] == 1


def test_notes_of_other_works_are_none() -> None:
    for text in (
        "See Stein’s note.",
        "Tawney, History, p. 231, note 2.",
        "He left a note 3 days ago.",
    ):
        assert find_pointing(text) == []


@given(st.text(alphabet="note cf.IVX,12 9()andsuprahe", max_size=60))
def test_what_points_is_a_part_of_the_note(text: str) -> None:
    for pointing in find_pointing(text):
        assert 0 <= pointing.start < pointing.end <= len(text)
