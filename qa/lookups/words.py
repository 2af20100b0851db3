"""Questions for what somebody says, answered from the sentences that are that person's words."""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.model import Passage, Sentence, Source, Voice
from index.lexical import content_stems
from qa.checks.speakers import name_words
from qa.choosing import Chosen, Passages, Scored

_NAME = (
    r"(?P<name>the (?!(?:author|writer|text|article|book|source|notes?)\b)[a-z][\w’'-]+"
    r"|[A-ZÀ-Þ][\w’'-]*(?: (?:(?:de|of|van|von) )?[A-ZÀ-Þ][\w’'-]*){0,3})"
)
_SAY = (
    r"(?:sa(?:y|id)|writ(?:e|ten)|t(?:ell|old)|argued?|declared?|claim(?:ed)?|report(?:ed)?|repl"
    r"(?:y|ied)|answer(?:ed)?|cabled?|telegraph(?:ed)?|remark(?:ed)?|admit(?:ted)?|promised?"
    r"|complain(?:ed)?)"
)
_ASKS = re.compile(
    rf"^what (?:exactly )?(?:did|does|do|had|has) {_NAME} (?:once |also |later )?{_SAY}\b"
    rf"(?P<topic>[^?]*)\??$"
)
_REPORTS = re.compile(rf"(?P<subject>[^.;:“”]{{2,90}}?) (?:\w+ly |also |then |had )?{_SAY}\b")
_PRONOUN = re.compile(r"(?:he|she|they)\b")
_SUBJECT = 40
"""Characters with which a sentence names whom it is about."""
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
        What the sources quote or report of the person, one span a passage, what was found best
        first; with a subject, or somebody spoken to, only where all its words stand there or right
        before it. Empty where the question asks for nobody's words.
    """
    asked = _ASKS.match(question[:1].lower() + question[1:])
    if asked is None:
        return []
    wanted = name_words(asked["name"])
    topic, named = content_stems(asked["topic"]), set(_CAPITAL.findall(asked["topic"]))
    asked_of = index.sources if source_ids is None else source_ids
    order = {
        (scored.passage.id, scored.sentence.start): place for place, scored in enumerate(ranked)
    }
    found = [
        (min(order.get((passage.id, s.start), len(order)) for s in theirs), passage, theirs)
        for source_id in asked_of
        for lead, passage in _after_another(index.sources[source_id])
        if (theirs := _words_of(passage, wanted))
        and topic <= content_stems(around := f"{lead} {passage.text}")
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
    """Pick the sentences of a passage that are a person's words, else those that report them."""
    return [
        sentence
        for sentence in passage.sentences
        if sentence.voice is Voice.QUOTED
        and sentence.speaker
        and _same_person(wanted, sentence.speaker)
    ] or list(_reported(passage, wanted))


def _reported(passage: Passage, wanted: frozenset[str]) -> Iterator[Sentence]:
    """Yield the sentences that begin with a person and a verb of saying.

    A pronoun is the person with whom the sentence before it begins, or that one's pronoun.
    """
    theirs = False
    for sentence in passage.sentences:
        text = passage.text[sentence.start : sentence.end]
        reports = _REPORTS.match(text)
        subject = (reports["subject"] if reports else text[:_SUBJECT]).lower()
        if not _PRONOUN.match(subject):
            theirs = wanted <= frozenset(re.findall(r"\w+", subject))
        if theirs and reports:
            yield sentence


def _same_person(wanted: frozenset[str], speaker: str) -> bool:
    """Whether one of two names, without titles, is the other or a part of it."""
    named = name_words(speaker)
    return wanted <= named or named <= wanted


def _span(
    passage: Passage, theirs: Sequence[Sentence], order: Mapping[tuple[str, int], int]
) -> Chosen:
    """Take the sentence that was found best, with those of theirs right after it."""
    best = min(theirs, key=lambda s: order.get((passage.id, s.start), len(order)))
    end = best.end
    for sentence in passage.sentences[passage.sentences.index(best) + 1 :]:
        if sentence not in theirs or sentence.end - best.start > _BLOCK:
            break
        end = sentence.end
    return Chosen(passage, best.start, end, 1.0, looked_up=True)
