"""Questions whose answer is a note: what is explained, and what stands behind a passage."""

import re
from collections.abc import Iterable

from corpus.citations import only_cites
from corpus.model import Note
from index.lexical import Term, analyse
from qa.question import AnswerType, Expectation

_LONGEST_TERM = 10


def notes_sought(question: str, expectation: Expectation, notes: Iterable[Note]) -> list[Note]:
    """Find the notes whose marks hang on the very words a question asks about.

    "Who were the Black Hundreds?" asks for the note whose mark follows "the Black Hundreds".

    Parameters
    ----------
    question : str
        A stand-alone question.
    expectation : Expectation
        What it asks for; only definitions and references ask for notes.
    notes : iterable of Note
        The notes to look through.

    Returns
    -------
    list of Note
        The one that shares most words first; empty when no note is asked for.
    """
    if expectation.type is AnswerType.DEFINITION:
        asked = analyse(expectation.topic)
    elif expectation.type is AnswerType.REFERENCE:
        asked = analyse(question)
    else:
        return []
    if expectation.type is AnswerType.DEFINITION:
        notes = filter(_explains, notes)
    found = []
    for note in notes:
        shared = [term for term in _words_before_mark(note, asked) if not term.stop]
        if _enough(shared, asked, expectation):
            found.append((len(shared), note))
    return [note for _, note in sorted(found, key=lambda pair: -pair[0])]


def _explains(note: Note) -> bool:
    """Whether a note may say what a term is: it neither only cites nor begins with a heading."""
    first, _, more = note.text.partition("\n\n")
    headed = bool(more) and first[-1:].isalnum()
    return not headed and not only_cites(note.text)


def _enough(shared: list[Term], asked: list[Term], expectation: Expectation) -> bool:
    if expectation.type is AnswerType.REFERENCE:
        return len(shared) > 1
    wanted = [term.stem for term in asked if not term.stop]
    return bool(shared) and shared[-1].stem == wanted[-1] and len(shared) >= len(wanted) / 2


def _words_before_mark(note: Note, asked: list[Term]) -> list[Term]:
    """Longest run of words right before the mark that also stands in the question."""
    if note.anchor is None:
        return []
    before = analyse(re.sub(r"^\S*\s", "", note.anchor.before))[-_LONGEST_TERM:]
    stems = [term.stem for term in asked]
    for length in range(len(before), 0, -1):
        run = [term.stem for term in before[-length:]]
        if any(stems[i : i + length] == run for i in range(len(stems) - length + 1)):
            return before[-length:]
    return []
