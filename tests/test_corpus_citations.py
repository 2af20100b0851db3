import pytest

from corpus.citations import Cited, find_citations, only_cites


def cited(text: str) -> list[Cited]:
    found = find_citations(text, 0)
    assert all(text[work.start : work.end] == work.reference for work in found)
    return found


@pytest.mark.parametrize(
    ("note", "author", "title", "reference"),
    [
        (
            "A Knox, With the Russian Army 1914-1917, Vol II, Hutchinson & Co, 1921, pp 5, 7.",
            "A Knox",
            "With the Russian Army 1914-1917",
            "A Knox, With the Russian Army 1914-1917, Vol II, Hutchinson & Co, 1921",
        ),
        (
            "This is quoted by A V Ignatiev, Relations on the Eve (in Russian), 1966, p 1.",
            "A V Ignatiev",
            "Relations on the Eve",
            "A V Ignatiev, Relations on the Eve (in Russian), 1966",
        ),
        (
            "M Price, My Reminiscences, Allen,1921, p 19 – a book of value [reprinted, 1981 –Ed].",
            "M Price",
            "My Reminiscences",
            "M Price, My Reminiscences, Allen,1921",
        ),
        (
            "I I Mintz, The First Crisis, April 1917, in Voprosy Istorii, No 1, 1967.",
            "I I Mintz",
            "The First Crisis, April 1917",
            "I I Mintz, The First Crisis, April 1917, in Voprosy Istorii, No 1, 1967",
        ),
        (
            "Told by R Page Arnot in his book The Impact in Britain, Lawrence, 1967 [soon –Ed].",
            "R Page Arnot",
            "The Impact in Britain",
            "R Page Arnot in his book The Impact in Britain, Lawrence, 1967",
        ),
        (
            "Russian Year Book, Eyre and Spottiswoode, London, 1913, p 12.",
            "",
            "Russian Year Book",
            "Russian Year Book, Eyre and Spottiswoode, London, 1913",
        ),
        (
            "P N Sobolev, ed, Institute of History, History of October, Progress, Moscow, 1966.",
            "P N Sobolev",
            "History of October",
            "P N Sobolev, ed, Institute of History, History of October, Progress, Moscow, 1966",
        ),
    ],
)
def test_full_references(note: str, author: str, title: str, reference: str) -> None:
    (work,) = cited(note)
    assert (work.author, work.title, work.reference) == (author, title, reference)


@pytest.mark.parametrize(
    ("note", "author", "title"),
    [
        ("R. Pell, Lights of the North (Wick, 1902), p. 88.", "R. Pell", "Lights of the North"),
        ("R. Pell, On the Plague (9th ed., Wick, 1744), p. 1.", "R. Pell", "On the Plague"),
        ("R. Pell: The Early Church, Wick, 1893.", "R. Pell", "The Early Church"),
        ("R. Pell, ‘The Blockade’, Review, vol. 9 (1955), p. 3.", "R. Pell", "The Blockade"),
        ("Pell, “Early Church,” vol. I, p. 162.", "Pell", "Early Church"),
        ("Pell, Diary, entry for 2 March 1855.", "Pell", "Diary"),
        ("Pell, Works, ed. Walter Horn, vol. II, p. 9.", "Pell", "Works"),
        ("Letters of Ann Pell, ed. W. Horn (Wick, 1880), p. 4.", "", "Letters of Ann Pell"),
        ("Quoted in Wick Sentinel, 6 June 1911.", "", "Wick Sentinel"),
        (
            "Report on the Loss of the Barque (1857), vol. i, p. 3.",
            "",
            "Report on the Loss of the Barque",
        ),
        ("Wick, Scotland, 1830, p. 3.", "", "Wick"),
        ("Sentinel, March 1830, p. 3.", "", "Sentinel"),
        ("Chronicle. Vol. 1: The Prelude, Wick, 1936.", "", "Chronicle"),
        ("A Life of Ann H. Pell, Wick, 1936.", "", "A Life of Ann H. Pell"),
    ],
)
def test_titles_are_whole(note: str, author: str, title: str) -> None:
    (work,) = cited(note)
    assert (work.author, work.title) == (author, title)


def test_two_works_in_one_note() -> None:
    note = (
        "Quoted in M N Pokrovsky, ed, Outlines, Vol II, Moscow, 1927, pp 149-50, and in "
        "N Avdeyev, The Revolution (in Russian), [Vol I –Ed], Moscow, 1923, pp 145-146."
    )
    assert [work.author for work in cited(note)] == ["M N Pokrovsky", "N Avdeyev"]
    assert cited(note)[1].reference.endswith("Moscow, 1923")
    assert len(cited("D Antoshkin, Unions, 1925, p 2; A M Pankratova, ed, Labour, 1955.")) == 2


def test_a_work_named_in_a_sentence() -> None:
    (work,) = cited("Here John Reed’s immortal Ten Days That Shook the World begins to speak.")
    assert (work.author, work.title) == ("John Reed", "Ten Days That Shook the World")
    assert cited("It shows the War Cabinet’s manoeuvres and Russia’s Black Sea.") == []


@pytest.mark.parametrize(
    "note",
    [
        "Pokrovsky, op cit, p 134.",
        "Ibid, pp 303-4.",
        "Quoted in Lucas, art. cit., p. 210.",
        "LCW, Vol 35, pp 295-6.",
        "A leading Cadet.",
        "General Knox reported thus to the Chief (War Cabinet Minutes, 18 April 1917).",
        "The letter, reproduced in a journal in April 1967, is in the archives.",
        "War Cabinet Minutes 155, 160, 169 provide details.",
        "",
    ],
)
def test_notes_without_a_full_reference(note: str) -> None:
    assert cited(note) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "J Pell, A History of the Northern Lights, Harbour Press, London, 1921, p 40.",
        "Ibid, p 81.",
        "Quoted by H Stone, ed, Minutes (in Russian), Vol II, 1890, pp 3, 5-6; Pell, op cit.",
        "A Rook, 1917: The Fall of the House.",
        "Rook, “The Early English Church,” I, p. 162.",
    ],
)
def test_mere_references(sentence: str) -> None:
    assert only_cites(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A band of smugglers from Cray, long feared along the coast.",
        "The Seven Years’ War, 1756-1763.",
        "Strathmuir, Lord Advocate of Scotland in 1857.",
        "Pell has shown, op cit, p 40, that the lamp was out.",
        "Commerce mentions these reductions under their dates, p 40, and recalls the others.",
        "“The lamp had been out for the whole of that night and nobody was there,” p 40.",
        "Pell, op cit, p 40.\nThe lamp burned.",
        "",
    ],
)
def test_notes_that_say_something(sentence: str) -> None:
    assert not only_cites(sentence)
