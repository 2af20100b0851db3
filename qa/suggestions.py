"""Questions to begin with: made from a source's sentences, each known to be answered."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.model import Passage, PassageKind, Source, Voice

_T = TypeVar("_T")
_WANTED = 3
_TRIES, _SOURCES = 24, 6
"""How many questions are tried, of how many sources; each try takes as long as an answer."""
_VERBS = {
    "said": "say",
    "wrote": "write",
    "declared": "declare",
    "announced": "announce",
    "replied": "reply",
    "proposed": "propose",
    "demanded": "demand",
    "ordered": "order",
    "offered": "offer",
    "decided": "decide",
    "argued": "argue",
    "discovered": "discover",
    "noted": "note",
    "promised": "promise",
}
_NAME = r"(?:(?:the )?[A-Z][\w’-]+(?: (?:of (?:the )?)?[A-Z][\w’-]+)*)"
_DID = re.compile(rf"(?<![\w’] )(?:^|(?<=[;,–—] ))(?P<name>{_NAME}) (?P<verb>{'|'.join(_VERBS)})\b")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_ON_DATE = re.compile(rf"\b[Oo]n (?P<date>(?:{_MONTH}) \d{{1,2}}|\d{{1,2}} (?:{_MONTH}))\b(?![-–])")
_GLOSSED = re.compile(
    r"\bthe (?P<name>(?:[A-Z][\w’-]+ )*[A-Z][\w’-]+s)$|(?<!the )\b(?P<person>[A-Z][\w’-]+)$"
)
_NOT_NAMES = frozenset(
    "He She It They We I You This That These Those There What Who His Her But And Yet So Then Now "
    "When While As If For Or Nor Both Neither Either Some Many All Others".split()
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question made from a sentence.

    Attributes
    ----------
    question : str
        The question.
    passage_id : str
        The passage that answers it.
    kind : str
        The pattern it was made by.
    """

    question: str
    passage_id: str
    kind: str


def suggest_questions(
    sources: Sequence[Source], answers_with: Callable[[str, str], float]
) -> list[str]:
    """Suggest up to three questions, of different sources and kinds, that the sources answer.

    Parameters
    ----------
    sources : sequence of Source
        Where questions are made from; of many a few are taken, evenly.
    answers_with : callable
        Given a question and a passage's id, the confidence in [0, 1] that it is answered from
        that passage; 0 when it is not. It is called two dozen times at most.

    Returns
    -------
    list of str
        The surest first, then the surest of another source and of another kind, as far as
        there are any.
    """
    heard = _spread(sources, _SOURCES)
    known = [
        _Known(answers_with(each.question, each.passage_id), source.id, each)
        for source in heard
        for each in _worth_trying(source, _TRIES // len(heard))
    ]
    return [each.suggestion.question for each in _mixed(known)]


@dataclass(frozen=True, slots=True)
class _Known:
    """How surely a question is answered, and by which source."""

    confidence: float
    source_id: str
    suggestion: Suggestion


def _mixed(known: Iterable[_Known]) -> list[_Known]:
    """Take the surest time and again, of the source and the kind that was taken least."""
    left = [each for each in known if each.confidence > 0]
    sources: Counter[str] = Counter()
    kinds: Counter[str] = Counter()

    def key(each: _Known) -> tuple[int, int, float]:
        return sources[each.source_id], kinds[each.suggestion.kind], -each.confidence

    taken: list[_Known] = []
    while left and len(taken) < _WANTED:
        taken.append(best := min(left, key=key))
        left.remove(best)
        sources[best.source_id] += 1
        kinds[best.suggestion.kind] += 1
    return taken


def _worth_trying(source: Source, tries: int) -> Iterator[Suggestion]:
    """Take a few of each kind, evenly over the text."""
    made = list(_made_from(source))
    kinds = list(dict.fromkeys(each.kind for each in made))
    for kind in kinds:
        of_kind = [each for each in made if each.kind == kind]
        yield from dict.fromkeys(_spread(of_kind, tries // len(kinds)))


def _spread(found: Sequence[_T], at_most: int) -> list[_T]:
    """Take some of a sequence, evenly."""
    step = max(1, len(found) // at_most)
    return list(found[::step])[:at_most]


def _made_from(source: Source) -> Iterator[Suggestion]:
    for passage in source.passages:
        if passage.kind is PassageKind.NOTE:
            continue
        yield from _glossed_terms(passage)
        for sentence in passage.sentences:
            if sentence.voice is Voice.AUTHOR:
                text = passage.text[sentence.start : sentence.end]
                yield from _from_sentence(text, passage.id)


def _from_sentence(text: str, passage_id: str) -> Iterator[Suggestion]:
    for found in _DID.finditer(text):
        if found["name"].split()[0] not in _NOT_NAMES:
            question = f"What did {found['name']} {_VERBS[found['verb']]}?"
            yield Suggestion(question, passage_id, "did")
    if dated := _ON_DATE.search(text):
        yield Suggestion(f"What happened on {dated['date']}?", passage_id, "date")


def _glossed_terms(passage: Passage) -> Iterator[Suggestion]:
    """Ask about the terms that a short note explains."""
    for note in passage.notes:
        if note.resolved or any(character.isdigit() for character in note.text):
            continue
        found = _GLOSSED.search(passage.text[: note.position])
        if re.match(r"\s*[A-Z]", passage.text[note.position :]):
            continue
        if found and found["name"]:
            yield Suggestion(f"Who were the {found['name']}?", note.id, "term")
        elif found and found["person"].split()[0] not in _NOT_NAMES:
            yield Suggestion(f"Who was {found['person']}?", note.id, "term")
