import pytest

from corpus.backrefs import find_mentions, find_references, resolutions
from corpus.bundled import load_bundled
from corpus.lookup import find_note
from corpus.model import Resolution, Source
from corpus.noted import Noted

KNOX = "A Knox, With the Army, Vol II, London, 1921, p 5."
REED = "J Reed, Ten Days, New York, 1919, p 7."
LENIN = "V I Lenin, The Tasks of the Day, in Collected Works (LCW), Vol 24, p 67."


def resolve(*texts: str, contexts: dict[int, str] | None = None) -> list[tuple[Resolution, ...]]:
    around = [(contexts or {}).get(i, "") for i in range(len(texts))]
    found = resolutions([f"n{i}" for i in range(1, len(texts) + 1)], find_mentions(texts, around))
    for text, resolved in zip(texts, found, strict=True):
        assert all(text[r.start : r.end] == r.surface for r in resolved)
    return found


def only(*texts: str, contexts: dict[int, str] | None = None) -> Resolution:
    """Resolve the one back-reference of the last note."""
    (resolution,) = resolve(*texts, contexts=contexts)[-1]
    return resolution


def test_op_cit_goes_by_the_author() -> None:
    found = only(KNOX, REED, "See Knox, op. cit., p 9.")
    assert (found.surface, found.reference) == ("Knox, op. cit.", KNOX.removesuffix(", p 5."))
    assert (found.note_id, found.trace, found.ambiguous) == ("n1", ("n3", "n1"), False)


@pytest.mark.parametrize(
    "text",
    [
        "Eric Hobsbawm, The Age of Revolution (London, 1962)",
        "Hobsbawm, Eric, The Age of Revolution (London, 1962)",
        "George Rudé and Eric Hobsbawm (eds), The Age of Revolution (London, 1962)",
    ],
)
def test_op_cit_and_ibid_of_an_author_with_a_first_name(text: str) -> None:
    named, again = resolve(f"{text}, p. 5.", REED, "Hobsbawm, op. cit., p. 9.", "Ibid., p. 2.")[2:]
    assert [named[0].reference, again[0].reference] == [text, text]
    assert only(f"{text}, p. 5.", REED, "Eric, op. cit., p. 9.").reference == ""


def test_first_names_tell_authors_of_one_surname_apart() -> None:
    texts = "John Pell, Boats (Wick, 1902), p. 1.", "Mary Pell, Lamps (Wick, 1904), p. 1."
    assert only(*texts, "Pell, op. cit., p. 9.").ambiguous
    assert only(*texts, "J. Pell, op. cit., p. 9.").note_id == "n1"
    assert only(*texts, "See Mary Pell, op. cit., p. 9.").note_id == "n2"
    assert only(*texts, "Ann Pell, op. cit., p. 9.").reference == ""
    compound = "Emmanuel Le Roy Ladurie, Boats (Wick, 1902), p. 1."
    assert only(compound, "Le Roy Ladurie, op. cit.").note_id == "n1"


def test_a_shorter_title_of_one_work_is_no_second_work() -> None:
    full = "John Pell, Three Tracts on the Corn Trade and Laws (Wick, 1902), p. 1."
    assert only(full, "J. Pell, Tracts on the Corn Trade, p. 9.", "Pell, op. cit.").note_id == "n1"
    short = "John Pell, Boats: A History (Wick, 1996), p. 3.", "Pell, Boats, p. 4."
    assert only(*short, "Pell, op. cit.").note_id == "n1"


def test_op_cit_of_a_name_with_an_apostrophe() -> None:
    text = "Mary O'Shea, Lamps (Wick, 1904), p. 1."
    found = only(text, REED, "O’Shea, op. cit., p. 9.")
    assert (found.surface, found.note_id) == ("O’Shea, op. cit.", "n1")


def test_op_cit_in_a_note_of_two_works() -> None:
    both = "Quoted in A Knox, With the Army, London, 1921, p 5, and in J Reed, Ten Days, 1919."
    first, second = resolve(both, "Reed, op cit, p 2; Knox, op cit, p 3.")[1]
    assert (first.reference, second.reference) == (
        "J Reed, Ten Days, 1919",
        "A Knox, With the Army, London, 1921",
    )


def test_an_accent_more_or_less_and_a_possessive() -> None:
    text = "M Paléologue, La Russie, Paris, 1922."
    assert only(text, "I owe this to Paleologue’s work, op cit, p 2.").note_id == "n1"


def test_two_works_by_one_author_are_ambiguous_unless_the_title_is_given() -> None:
    other = "A Knox, Letters from the Front, London, 1922."
    found = only(KNOX, other, "Knox, op cit, p 9.")
    assert found.ambiguous
    assert {found.reference, *found.alternatives} == {
        KNOX.removesuffix(", p 5."),
        other.removesuffix("."),
    }
    titled = only(KNOX, other, "Knox, With the Army, op cit, p 9.")
    assert (titled.note_id, titled.ambiguous) == ("n1", False)


def test_art_cit_and_loc_cit_are_read_as_op_cit() -> None:
    text = "M. Lucas, ‘The Blockade’, Labour Review, vol. 9 (1955), p. 203."
    found = only(text, KNOX, "Quoted in Lucas, art. cit., p. 210.")
    assert (found.surface, found.note_id) == ("Lucas, art. cit.", "n1")
    assert only("Reay, Diary, entry for 2 March 1855.", KNOX, "Reay, loc. cit.").note_id == "n1"


def test_op_cit_goes_by_the_editor_too() -> None:
    text = (
        "A Letter, 9 October 1853, in Letters of Thomas Adair, ed. W. Pirie (London, 1880), p. 4."
    )
    assert only(text, KNOX, "Signed with a cross; Pirie, op. cit., p. 300.").note_id == "n1"


def test_a_pointer_is_no_title() -> None:
    notes = [Noted(KNOX, "1"), Noted(REED, "2"), Noted("See note 1 above, at p. 9.", "3")]
    (mention,) = find_references(notes)[2]
    assert (mention.surface, mention.giver, mention.work) == ("note 1", 0, None)


def test_op_cit_of_nobody_is_left_open() -> None:
    found = only(KNOX, "Trotsky, op cit, p 9.")
    assert (found.reference, found.note_id, found.trace) == ("", None, ("n2",))
    assert only("Op cit, p 9.").reference == ""


def test_op_cit_without_a_name_takes_it_from_the_running_text() -> None:
    contexts = {2: "As Knox says of the army"}
    assert only(KNOX, REED, "Op cit, p 9.", contexts=contexts).note_id == "n1"
    assert only(KNOX, REED, "Op cit, p 9.").note_id == "n2"


def test_ibid_of_an_ibid_keeps_the_trace() -> None:
    found = only(KNOX, "Knox, op cit, p 9.", "Ibid, p 10.", "Ibid.")
    assert (found.note_id, found.trace) == ("n1", ("n4", "n3", "n2", "n1"))


def test_ibid_steps_over_notes_that_cite_nothing_and_stays_within_its_own() -> None:
    assert only(KNOX, "A leading Cadet.", "Ibid, p 10.").trace == ("n3", "n1")
    assert only(KNOX, f"{REED} Ibid, p 10.").trace == ("n2",)
    assert only("A leading Cadet.", "Ibid, p 10.").reference == ""


def test_ibid_after_two_works_says_that_it_is_ambiguous() -> None:
    found = only("A Knox, With the Army, London, 1921; J Reed, Ten Days, 1919.", "Ibid, p 2.")
    assert found.ambiguous
    assert (found.reference, found.alternatives) == (
        "J Reed, Ten Days, 1919",
        ("A Knox, With the Army, London, 1921",),
    )


def test_an_abbreviation_and_the_volume_an_ibid_means() -> None:
    first, second = resolve(LENIN, "LCW, Vol 23, p 2.", "Ibid, p 3.")[1:]
    assert first[0].reference.endswith("in Collected Works (LCW)")
    assert (first[0].surface, first[0].trace) == ("LCW, Vol 23", ("n2", "n1"))
    assert (second[0].reference, second[0].note_id) == ("LCW, Vol 23", "n2")


def test_a_numbered_series() -> None:
    given = "He said so (War Cabinet Minutes, 18 April). These minutes are indexed under CAB 23."
    found = only(given, "From War Cabinet Minute 98 we learn it.")
    assert found.surface == "War Cabinet Minute 98"
    assert found.reference == "These minutes are indexed under CAB 23."


BUNDLED = {
    "ix": ["vii"], "xi": ["vii"], "xiii": ["iv"], "xvi": ["x"], "xvii": ["iv"], "xix": ["xv"],
    "xx": ["xviii"], "xxi": ["v"], "xxii": ["iv", "x"], "xxiii": ["v"], "xxiv": ["v"],
    "xxvi": ["v"], "xxvii": ["iii", "v"], "xxix": ["xxv"], "xxxii": ["xxv"], "xxxiv": ["xxv"],
    "xxxv": ["xxv"], "xxxvi": ["xxv"], "xxxvii": ["xxxvi"], "xxxviii": ["xxv"],
    "xl": ["xxxviii", "xxv"], "xlv": ["vii"], "xlvii": ["v"], "xlviii": ["xviii"], "li": ["v"],
    "liv": ["iii"], "lv": ["xviii"], "lvi": ["xviii"], "lviii": ["v"], "lxi": ["xv", "xxxix"],
    "lxii": ["xxv"], "lxiii": ["lxii"], "lxiv": ["lxii"], "lxv": ["lxii"], "lxvii": ["xxv"],
    "lxviii": ["xxv"],
}  # fmt: skip


@pytest.fixture(scope="module")
def source() -> Source:
    return load_bundled()[0]


def test_every_back_reference_of_the_bundled_source(source: Source) -> None:
    found = {
        note.label: [find_note(source, r.note_id or "").label for r in note.resolved]
        for note in source.notes
        if note.resolved
    }
    assert found == BUNDLED
    report = source.integrity
    assert (report.back_references, report.resolved, report.ambiguous) == (40, 40, 0)


def test_a_reference_through_a_note_whose_mark_is_lost(source: Source) -> None:
    (found,) = find_note(source, "lvi").resolved
    assert found.trace == tuple(f"rothstein-1917:n{n}" for n in (56, 55, 18))
    assert found.reference.startswith("A M Andreyev, The Soviets of Workers’")


def test_references_are_verbatim(source: Source) -> None:
    for note in source.notes:
        for found in note.resolved:
            assert found.reference in find_note(source, found.note_id or "").text
            assert (found.trace[0], found.trace[-1]) == (note.id, found.note_id)
