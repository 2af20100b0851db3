"""Questions to begin with: made from a source's sentences, each known to be answered."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Passage, PassageKind, Source, Voice

_WANTED = 3
_TRIED_OF_A_KIND = 8
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
    """Suggest up to three questions, of different kinds, that the sources answer.

    Parameters
    ----------
    sources : sequence of Source
        Where questions are made from.
    answers_with : callable
        Given a question and a passage's id, the confidence in [0, 1] that it is answered from
        that passage; 0 when it is not.

    Returns
    -------
    list of str
        The surest of each kind first.
    """
    made = [suggestion for source in sources for suggestion in _made_from(source)]
    best: list[tuple[float, str]] = []
    spare: list[tuple[float, str]] = []
    for kind in dict.fromkeys(suggestion.kind for suggestion in made):
        scored = _surest(_spread([s for s in made if s.kind == kind]), answers_with)
        best += scored[:1]
        spare += scored[1:]
    ordered = sorted(best, reverse=True) + sorted(spare, reverse=True)
    return list(dict.fromkeys(question for _, question in ordered))[:_WANTED]


def _surest(
    suggestions: Iterable[Suggestion], answers_with: Callable[[str, str], float]
) -> list[tuple[float, str]]:
    scored = [(answers_with(s.question, s.passage_id), s.question) for s in suggestions]
    return sorted((pair for pair in scored if pair[0] > 0), reverse=True)


def _spread(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Take a few, evenly over the text."""
    step = max(1, len(suggestions) // _TRIED_OF_A_KIND)
    return list(suggestions[::step])[:_TRIED_OF_A_KIND]


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
