import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.candidates import Candidate, find_candidates
from corpus.linking import assign
from corpus.markfree import take_out
from corpus.model import Provenance
from corpus.numerals import to_roman
from corpus.reader import read_text

SCORES = st.floats(-3, 8).map(lambda score: round(score, 2))


@st.composite
def candidate_lists(draw: st.DrawFn) -> list[Candidate]:
    tokens = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    found = []
    for token, count in enumerate(tokens, start=1):
        numbers = st.lists(st.integers(1, 5), min_size=count, max_size=count, unique=True)
        for number in draw(numbers):
            found.append(Candidate(number, 10 * token, 10 * token + 1, token, draw(SCORES)))
    return found


def chains(candidates: list[Candidate]) -> list[tuple[Candidate, ...]]:
    """Every chain that rises in place and number, found the slow way."""
    return [
        chain
        for size in range(len(candidates) + 1)
        for chain in itertools.combinations(candidates, size)
        if all(a.token < b.token and a.number < b.number for a, b in itertools.pairwise(chain))
    ]


@given(candidate_lists())
def test_the_best_chain_and_its_confidence_equal_brute_force(found: list[Candidate]) -> None:
    every = chains(found)
    linked = assign(found, range(1, 6))
    best = max(sum(c.score for c in chain) for chain in every)
    places = {(c.number, c.start): c.score for c in found}
    assert math.isclose(sum(places[p.number, p.start] for p in linked), best, abs_tol=1e-9)
    weights = [math.exp(sum(c.score for c in chain)) for chain in every]
    for placed in linked:
        through = sum(
            weight
            for weight, chain in zip(weights, every, strict=True)
            if any((c.number, c.start) == (placed.number, placed.start) for c in chain)
        )
        assert math.isclose(placed.confidence, through / sum(weights), abs_tol=1e-3)


def test_notes_that_are_not_there_are_not_linked() -> None:
    found = [Candidate(1, 5, 6, 1, 5.0), Candidate(2, 9, 11, 2, 5.0)]
    assert [placed.number for placed in assign(found, [2])] == [2]
    assert assign([], [1]) == []


def best_split(sentence: str, notes: int) -> list[str]:
    """Put a sentence among others, link, and give the marks found in it."""
    text = f"The Guchkov letter went to Nicholas and Knox.\n{sentence}"
    found = find_candidates(text, [(0, len(text))], notes)
    return [text[placed.start : placed.end] for placed in assign(found, range(1, notes + 1))]


def test_marks_after_letters_digits_quotes_and_before_punctuation() -> None:
    sentence = "To his wife:i the Guchkovii Government (so “it went”iii) in 211iv – and Knoxv."
    assert best_split(sentence, 5) == ["i", "ii", "iii", "iv", "v"]


def test_a_mark_after_a_year_and_a_full_stop_is_no_decimal() -> None:
    body = "The lamp1 was 10.5 feet high in {}.2 The rest was 2000.5 feet away.3 He left in {}.4"
    notes = "\n".join(f"{n}. A note." for n in range(1, 5))
    for years in ("1884", "1914–18"):
        text = f"{body.format(years, years)}\n\nNOTES\n\n{notes}\n"
        source = read_text(text.encode(), source_id="s", provenance=Provenance("", ""))
        found = [note.anchor and note.anchor.before.split()[-1] for note in source.notes]
        assert found == ["lamp", f"{years}.", "away.", f"{years}."]


def test_words_that_end_like_numerals_hold_no_marks() -> None:
    sentence = "Kollontai, Proletarii, Nicholas II, Vol II and (i) by Kollontai’s alibi."
    assert best_split(sentence, 9) == []


WORDS = st.sampled_from(
    "Kollontai Knox civil public tax real will Guchkov the of soldiers general mild vivid war "
    "peace “peace” 1917 211 (not) Lenin’s Proletarii alibi metal oxen".split()
)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, str, dict[int, int]]:
    """A text with marks glued on, the same without, and each mark's place in the latter."""
    count = draw(st.integers(1, 12))
    plain, marked, places = "", "", {}
    for number in range(1, count + 1):
        sentence = " ".join(draw(st.lists(WORDS, min_size=3, max_size=9)))
        end = draw(st.sampled_from([".", "?", ".”", ";", ",", ")."]))
        plain += f" {sentence}{end}"
        marked += f" {sentence}{end}"
        if draw(st.integers(0, 9)):
            places[number] = len(plain) - 1
            marked += to_roman(number)
    return plain.strip(), marked.strip(), places


@settings(max_examples=60)
@given(marked_texts())
def test_planted_marks_are_found_and_lost_ones_not_guessed(
    planted: tuple[str, str, dict[int, int]],
) -> None:
    plain, marked, places = planted
    count = max(places, default=0)
    found = find_candidates(marked, [(0, len(marked))], count)
    linked = assign(found, range(1, count + 1))
    free = take_out(marked, 0, len(marked), linked)
    assert free.text == plain
    assert {mark.number: position for mark, position in free.marks} == places
    assert "".join(marked[s.source_start : s.source_end] for s in free.segments) == free.text


@settings(max_examples=40)
@given(marked_texts())
def test_a_whole_file_keeps_its_way_back(planted: tuple[str, str, dict[int, int]]) -> None:
    _, marked, places = planted
    count = max(places, default=0)
    notes = "\n\n".join(f"{to_roman(n)} Note number {n}." for n in range(1, count + 1))
    text = f"A Title\n\nBy Someone\n\n{marked}\n\nNotes\n\n{notes}\n"
    source = read_text(text.encode(), source_id="s", provenance=Provenance("A Title", "Someone"))
    assert {n.number for n in source.notes if n.anchor} == set(places)
    assert {m.label for m in source.integrity.lost_marks} == {
        to_roman(n) for n in range(1, count + 1) if n not in places
    }
    for passage in source.passages:
        pieces = [source.text[s.source_start : s.source_end] for s in passage.segments]
        assert "".join(pieces) == passage.text
        assert [s.start for s in passage.segments] == [
            sum(map(len, pieces[:i])) for i in range(len(pieces))
        ]
