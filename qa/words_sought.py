"""Questions for what somebody says, answered from the sentences that are that person's words."""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.model import Passage, Sentence, Source, Voice
from index.lexical import analyse
from qa.choosing import Chosen, Passages, Scored

_NAME = r"(?P<name>[A-ZÀ-Þ][\w’'-]*(?: (?:(?:de|of|van|von) )?[A-ZÀ-Þ][\w’'-]*){0,3})"
_SAY = (
    r"(?:sa(?:y|id)|writ(?:e|ten)|t(?:ell|old)|argued?|declared?|claim(?:ed)?|report(?:ed)?|repl"
    r"(?:y|ied)|answer(?:ed)?|cabled?|telegraph(?:ed)?|remark(?:ed)?|admit(?:ted)?|promised?"
    r"|complain(?:ed)?)"
)
_ASKS = re.compile(
    rf"^what (?:exactly )?(?:did|does|do|had|has) {_NAME} (?:once |also |later )?{_SAY}\b"
    rf"(?P<topic>[^?]*)\??$"
)
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]\w+")
"""Words that must stand as they are asked for: a "Letter on Tactics" is none about tactics."""
_BLOCK = 320
"""Characters of somebody's words that are quoted from one passage; one sentence at least."""


def words_sought(
    question: str,
    ranked: Sequence[Scored],
    index: Passages,
    source_ids: Sequence[str] | None = None,
) -> list[Chosen]:
    """Find the words of the person whose words a question asks for.

    Parameters
    ----------
    question : str
        A stand-alone question.
    ranked : sequence of Scored
        The sentences found for it, best first.
    index : Passages
        Knows the sources.
    source_ids : sequence of str, optional
        The sources asked.

    Returns
    -------
    list of Chosen
        What the sources quote of the person, one span a passage, what was found best first; with a
        subject, or somebody spoken to, only where all its words stand there or right before it.
        Empty where the question asks for nobody's words.
    """
    asked = _ASKS.match(question[:1].lower() + question[1:])
    if asked is None:
        return []
    wanted = frozenset(_folded(asked["name"]))
    topic, named = _stems(asked["topic"]), set(_CAPITAL.findall(asked["topic"]))
    names = index.sources if source_ids is None else source_ids
    order = {
        (scored.passage.id, scored.sentence.start): place for place, scored in enumerate(ranked)
    }
    found = [
        (min(order.get((passage.id, s.start), len(order)) for s in theirs), passage, theirs)
        for name in names
        for lead, passage in _after_another(index.sources[name])
        if (theirs := _words_of(passage, wanted))
        and topic <= _stems(around := f"{lead} {passage.text}")
        and named <= set(_CAPITAL.findall(around))
    ]
    found.sort(key=lambda each: each[0])
    return [_span(passage, theirs, order) for _, passage, theirs in found]


def _after_another(source: Source) -> Iterator[tuple[str, Passage]]:
    """Yield each passage with the text of the one before it."""
    lead = ""
    for passage in source.passages:
        yield lead, passage
        lead = passage.text


def _words_of(passage: Passage, wanted: frozenset[str]) -> list[Sentence]:
    """Pick the sentences of a passage that are a person's words."""
    return [
        sentence
        for sentence in passage.sentences
        if sentence.voice is Voice.QUOTED
        and sentence.speaker
        and _same_person(wanted, sentence.speaker)
    ]


def _same_person(wanted: frozenset[str], speaker: str) -> bool:
    """Whether a name asked for is the speaker's, or a part of it that holds the last name."""
    named = _folded(speaker)
    return wanted <= set(named) or (named[-1] in wanted and set(named) <= wanted)


def _span(
    passage: Passage, theirs: Sequence[Sentence], order: Mapping[tuple[str, int], int]
) -> Chosen:
    """Take the sentence that was found best, with those of theirs that follow it."""
    best = min(theirs, key=lambda s: order.get((passage.id, s.start), len(order)))
    end = best.end
    for sentence in theirs[theirs.index(best) + 1 :]:
        if sentence.end - best.start > _BLOCK:
            break
        end = sentence.end
    return Chosen(passage, best.start, end, 1.0, looked_up=True)


def _stems(text: str) -> frozenset[str]:
    return frozenset(term.stem for term in analyse(text) if not term.stop)


def _folded(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))
