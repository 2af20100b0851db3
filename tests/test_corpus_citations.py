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


@pytest.mark.parametrize(
    ("note", "author", "title"),
    [
        ("Eric Pell, The Age of Lamps (Wick, 1962), p. 5.", "Eric Pell", "The Age of Lamps"),
        ("Norman H. Pell, Lamps (Wick, 1962).", "Norman H. Pell", "Lamps"),
        ('Mary Pell, "On Boats", The Engineer, 9 May 1889, p. 4.', "Mary Pell", "On Boats"),
        ("Quoted in Asa Pell: Boats, vol. ii, p. 4.", "Asa Pell", "Boats"),
        ("Laurens van der Pell, Boats (Wick, 1962).", "Laurens van der Pell", "Boats"),
        ("W. de la Mare, Boats, Wick, 1921.", "W. de la Mare", "Boats"),
        (
            "Sir John Pell, The Lamp of the North, Wick, 1921.",
            "Sir John Pell",
            "The Lamp of the North",
        ),
        ("Lord Pell, Lamps of the North (Wick, 1903).", "Lord Pell", "Lamps of the North"),
        ("Rabin Tagore, Songs of the North (Wick, 1913).", "Rabin Tagore", "Songs of the North"),
        ("Mary Pell and John Horn, Boats (Wick, 1902).", "Mary Pell and John Horn", "Boats"),
        (
            "Ann Pell, John Horn and E. P. Rook, Boats, p. 4.",
            "Ann Pell, John Horn and E. P. Rook",
            "Boats",
        ),
        ("Mary Pell (ed.), Boats (Wick, 1902).", "Mary Pell", "Boats"),
        ("Professor A. J. Pell, Boats (Wick, 1902).", "Professor A. J. Pell", "Boats"),
        ("Beatrice and Sidney Pell, Boats (Wick, 1902).", "Beatrice and Sidney Pell", "Boats"),
        ("Thomas Pell: The Boats, vol. ii.", "Thomas Pell", "The Boats"),
        ("M. Pell (eds), Boats (Wick, 1902).", "M. Pell", "Boats"),
        ("Pell, Eric, The Age of Lamps (Wick, 1962).", "Pell, Eric", "The Age of Lamps"),
        ("Pell, E. J., Lamps (Wick, 1962).", "Pell, E. J.", "Lamps"),
        ("Mary O'Shea, Lamps (Wick, 1962).", "Mary O'Shea", "Lamps"),
        ("Stuart Hall, Lamps (Wick, 1962).", "Stuart Hall", "Lamps"),
        (
            "Henry Pell: Society the Form of Man, Wick, 1879.",
            "Henry Pell",
            "Society the Form of Man",
        ),
    ],
)
def test_first_names_are_authors(note: str, author: str, title: str) -> None:
    (work,) = cited(note)
    assert (work.author, work.title) == (author, title)


@pytest.mark.parametrize(
    "note",
    [
        "War Cabinet Minutes, Report on Lamps, 1917, p. 4.",
        "Public Record Office, War Cabinet Papers, 1917.",
        "Irish Folklore Commission, Tales of the North, p. 3.",
        "Manchester Guardian, “The Lamps”, 3 May 1912.",
        "Manchester Guardian, 3 May 1912.",
        "Victoria County History, The North, vol. ii, p. 3.",
        "Henry Pell Society, Collections of the North, 1912, p. 4.",
        "Great Expectations, Penguin, London, 1965, p. 1.",
        "Great Expectations, Hutchinson & Co, London, 1965, p. 1.",
        "Histoire de France, Hachette, Paris, 1912, p. 3.",
        "Ann Pell’s Diary, The North, 1912, p. 3.",
        "Ann Pell, Wick, 3 May 1912, p. 4.",
        "Ann Pell, New York, 1912, p. 4.",
        "Ann Pell, Keeper of the Lamp of Wick, 1912.",
        "Ann Pell, Lady Wick, vol. ii.",
        "Lord Mayor, Address to the Council, 1903, p. 3.",
    ],
)
def test_papers_archives_bodies_and_offices_are_no_authors(note: str) -> None:
    assert [work.author for work in cited(note)] == [""]


def test_what_is_said_of_a_person_is_no_title() -> None:
    assert cited("Ann Pell, Elder Sister of John, was hanged in 1887.") == []
    assert cited("Ann Pell, Flower of the North (1830–1903).") == []


def test_an_op_cit_may_call_an_author_or_an_editor_by_surname_only() -> None:
    (work,) = cited("Ann Pell, “Lamps”, in John Horn (ed.), Boats (Wick, 1954), p. 11.")
    assert work.surnames == {"pell", "horn"}


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
        "Western Morning News, 4 June 1884.",
        "Quoted in the Daily News, 5 June 1884; The Times (London), Saturday 6 June 1884.",
        "Letter to Sheila Rowan, 3 November 1930. Tierney Papers, Galway.",
        "Loveday Hocking to Peter Nance, 5 May 1911, Hocking Papers.",
        "Marx to Engels, 5 May 1860.",
        "Minutes of the Overwithen Committee, 1906, box 3.",
        "Con Feeney, recorded by the Irish Folklore Commission in 1937.",
        "Interview with Jack Hale, 12 May 1978.",
        "Jack Hale, interview with the author, 12 May 1978.",
        "Ann Pell, Diary, 3 March 1885, in private hands.",
        "Aldham Foundry Company, Letter Book, 17 December 1885.",
        "British Library, Add. MS 43672.",
        "Public Record Office, HO 45/123.",
        "50 & 51 Vict. c. 61.",
    ],
)
def test_references_to_archives_and_newspapers(sentence: str) -> None:
    assert only_cites(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Battle of the Ayle, 4 June 1884.",
        "The Overwithen Committee, 1906.",
        "The Western Morning News, a Liberal paper founded in 1860.",
        "Returned to Galway, 3 May 1911.",
        "Thrale kept the minutes, box 3.",
        "Letter to Sheila Rowan, 3 November 1930, refusing the money.",
        "Letter to Sheila Rowan, 3 November 1930. Rowan never answered it.",
        "Hocking Papers, box 3. The box holds nothing else of hers.",
        "Western Morning News, 4 June 1884, but the Mercury puts the loss higher.",
        "The Daily News, 5 June 1884, called him a fool.",
    ],
)
def test_notes_that_say_something_of_archives_and_newspapers(sentence: str) -> None:
    assert not only_cites(sentence)


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
