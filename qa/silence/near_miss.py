"""A near miss explained: what the nearest passages mention of a question, and what they lack."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from corpus.model import Passage, Sentence
from index.lexical import analyse, content_stems
from qa.checks.figures import FigureKind, figures
from qa.prose import quoted
from qa.question import PAST, AnswerType, Expectation, expected_answer
from qa.silence.stretches import Stretch, stretches

_READ = 8
"""Nearest sentences looked at."""
_SLOWER = 0.1
"""What each place down the order takes from a sentence's weight."""
_TELLING = 0.25
"""Share of the weight of a question's words from which a mention is worth telling."""
_SECOND = 0.4
"""Share of the first stretch's weight from which a second is told too."""
_HER = "wife mother sister daughter queen widow girl woman aunt niece bride lady princess empress"
_HIM = "husband father brother son king man boy uncle nephew lord prince emperor nobleman"
_THEM = {**dict.fromkeys(_HER.split(), "her"), **dict.fromkeys(_HIM.split(), "him")}
_KIN = "|".join(_THEM)
_ASKS_NAME = re.compile(
    r"\b(?:called|named)\W*$|[’']s?\s+names?\b|\b(?:what|which)\s+(?:names?|titles?)\b|"
    r"\b(?:names?|titles?)\s+(?:of|is|was|were|are|did|given)\b",
    re.I,
)
_NAMED_PERSON = re.compile(
    rf"\bnames?\s+of\s+(?:[\w’'-]+\s+){{0,3}}?(?P<of>{_KIN})\b(?![’'])|"
    rf"\b(?P<called>{_KIN})\s+(?:called|named)\b|\b(?P<whose>{_KIN})[’']s\s+names?\b|"
    rf"^who\s+(?:is|was)\s+(?:[\w’'-]+\s+){{1,3}}?(?P<who>{_KIN})\W*$",
    re.I,
)
_HOW = r"how\s+(?:many|much|long|far|high|deep|old|tall|wide|big|large|heavy|thick|fast|often)"
_ASKING = re.compile(
    rf"\b(?:who|whom|whose|when|where|why|{_HOW}|how|"
    r"(?:which|what)(?=\s+(?P<phrase>[^?,;]+)))\b",
    re.I,
)
_MEASURE = re.compile(rf"\b{_HOW}\b", re.I)
_MOST_WORDS = 3
_PLURAL = re.compile(r"[^s’']s$|^(?:people|men|women|children|feet|\w+men)$")
_LIGHT = content_stems(
    "list tell describe explain say said says think thinks thought give given take took taken place"
    " happen happened mean call find found mention know known"
)
"""Words of asking, or that go with any noun: that the source has them tells nothing."""
_NAMES = "name names named title titles called"
_WHEN = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|spring|summer|autumn|winter|centur\w+|midnight|"
    r"noon|morning|evening|afternoon|night|dawn|days?|weeks?|months?|years?|hours?|o[’']clock|"
    r"yesterday|today|ago|minutes?|moment)\b",
    re.I,
)
_DEFINED = re.compile(r"^(?P<word>who|what)\s+(?P<verb>is|are|was|were)\b", re.I)
_VERBS = frozenset("is are was were did does do had has have would will can could should".split())
_CLOSED_BY = {"‘": "’", "(": ")", "[": "]"}
"""What a stretch takes with it from before its first word, if it is closed within it."""
_DATED = frozenset("year date month day century hour".split())


class Found(Protocol):
    """A sentence found for a question."""

    @property
    def passage(self) -> Passage:
        """Where it stands."""

    @property
    def sentence(self) -> Sentence:
        """Its span."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What the nearest sentence mentions of a question.

    Attributes
    ----------
    mentions : tuple of str
        One stretch of it or two, verbatim and in quotation marks.
    sentence : str
        The sentence.
    """

    mentions: tuple[str, ...]
    sentence: str


def nearest_mention(
    question: str,
    nearest: Sequence[Found],
    idf: Callable[[str], float],
    absent: Collection[str] = (),
) -> NearMiss | None:
    """Find the sentence that mentions most of a question's own words in one or two stretches.

    Parameters
    ----------
    question : str
        A stand-alone question.
    nearest : sequence of Found
        Sentences of the nearest passages, best first.
    idf : callable
        Weight of a stem.
    absent : collection of str
        Words of it that are known to stand nowhere.

    Returns
    -------
    NearMiss or None
        None where no sentence mentions enough of it.
    """
    asked = _telling(question) - {term.stem for words in absent for term in analyse(words)}
    whole = sum(idf(stem) for stem in asked)
    best, most = None, _TELLING * whole
    for place, found in enumerate(nearest[:_READ]):
        sentence = found.passage.text[found.sentence.start : found.sentence.end]
        found_there = stretches(sentence, asked, idf)
        told = _worth_telling([s for s in found_there if _noun_there(question, sentence, s)])
        weight = sum(stretch.weight for stretch in told) * (1 - _SLOWER * place)
        if told and weight > most:
            most = weight
            best = NearMiss(tuple(_mention(sentence, s) for s in told), sentence)
    return best


def lacks(question: str, near: NearMiss) -> str:
    """Say what of the question's answer the sentence lacks, as the end of "It mentions ..., but".

    It says that something is not there only where nothing of its kind is; elsewhere only that it
    was not found.
    """
    expectation = expected_answer(question)
    pronoun = _pronoun(question, near)
    said = _lacks_kind(question, expectation, near.sentence, pronoun)
    return said or _nothing_found(question, expectation, pronoun)


def _telling(question: str) -> frozenset[str]:
    """Return the stems of the words that say what a question is about, not what it asks for."""
    head = expected_answer(question).head
    measures = " ".join(found[0] for found in _MEASURE.finditer(question))
    asked = content_stems(question)
    sought = {t.stem for t in analyse(f"{'' if head in _THEM else head} {measures} {_NAMES}")}
    return asked - sought - _LIGHT


def _noun_there(question: str, sentence: str, stretch: Stretch) -> bool:
    """Whether a word that stands alone is a noun: "lives" is one only where it is asked of."""
    words = sentence[stretch.start : stretch.end]
    bare = words.isalpha() and words.islower() and words.endswith("s")
    return not bare or bool(re.search(rf"\b{words}\b", question, re.I))


def _mention(sentence: str, stretch: Stretch) -> str:
    closing = _CLOSED_BY.get(sentence[stretch.start - 1 : stretch.start])
    closed = closing and re.search(rf"{re.escape(closing)}(?!\w)", sentence[: stretch.end])
    start = stretch.start - bool(closed and closed.start() > stretch.start)
    return f"{stretch.article} {quoted(sentence[start : stretch.end])}".lstrip()


def _worth_telling(found: Sequence[Stretch]) -> list[Stretch]:
    """Keep the weightiest stretch, and a second that adds to it; in the order they stand."""
    if not found:
        return []
    first = found[0]
    second = [
        s for s in found[1:] if s.weight >= _SECOND * first.weight and not s.stems & first.stems
    ]
    return sorted([first, *second[:1]], key=lambda stretch: stretch.start)


def _lacks_kind(question: str, expectation: Expectation, sentence: str, pronoun: str) -> str:
    """Say what kind of thing is lacking, where nothing of that kind stands in the sentence."""
    numbers = figures(sentence)
    dates = any(f.kind in (FigureKind.YEAR, FigureKind.DATE) for f in numbers)
    if expectation.type is AnswerType.NUMBER and not numbers:
        how = _MEASURE.search(question)
        return f"gives no {'number' if not how or how[0].endswith('many') else 'figure'} there"
    if expectation.type is AnswerType.TIME and not dates and not _WHEN.search(sentence):
        return f"gives no {expectation.head if expectation.head in _DATED else 'date'} there"
    if _names_besides(question, sentence):
        return ""
    if pronoun:
        return f"does not name {pronoun} there"
    if expectation.type is AnswerType.PERSON:
        return f"names no {expectation.head or 'one'} there"
    return "gives no name there" if _ASKS_NAME.search(question) else ""


def _nothing_found(question: str, expectation: Expectation, pronoun: str) -> str:
    kind = expectation.type
    if kind is AnswerType.YES_NO:
        return "I found nothing there that settles this"
    if kind is AnswerType.DEFINITION:
        return f"I found nothing there that says {_as_defined(question)}"
    if kind is AnswerType.REFERENCE:
        return "I found no source given for it there"
    if pronoun:
        return f"I found no name for {pronoun} there"
    if _ASKS_NAME.search(question):
        return "I found no such name there"
    words = _question_words(question)
    return (
        f"I found nothing there that says {words}" if words else "I found no answer to this there"
    )


def _as_defined(question: str) -> str:
    found = _DEFINED.match(question)
    if not found:
        return "what that is"
    verb = found["verb"].lower()
    return f"{found['word'].lower()} {'they' if verb in ('are', 'were') else 'that'} {verb}"


def _question_words(question: str) -> str:
    """Return the words that ask, as they may end a sentence: "when and where", "which ship"."""
    words: list[str] = []
    counted = _MEASURE.search(question)
    for found in _ASKING.finditer(question, counted.start() if counted else 0):
        asks = found[0].lower()
        if found["phrase"]:
            asks += _noun_asked(found["phrase"])
            if asks in ("which", "what"):
                break
        if asks.endswith("many"):
            asks += _things_counted(question[found.end() :])
        words.append(asks)
        if not re.match(r"\s+(?:and|or)\b", question[found.end() :]):
            break
    return " and ".join(dict.fromkeys(words))


def _noun_asked(phrase: str) -> str:
    """Return the noun after "which" or "what", with what stands before it; empty if none does."""
    head = expected_answer(f"which {phrase}?").head
    words = phrase.split()[:_MOST_WORDS]
    lowered = [word.lower() for word in words]
    if head not in lowered or lowered[0] in _VERBS or head in PAST:
        return ""
    return "".join(f" {word}" for word in words[: lowered.index(head) + 1])


def _things_counted(following: str) -> str:
    """Return the noun after "how many": the first of the next words that is a plural."""
    words = [
        following[t.start : t.end] for t in takewhile(lambda t: not t.stop, analyse(following))
    ]
    words = words[:_MOST_WORDS]
    plural = next((at for at, word in enumerate(words) if _PLURAL.search(word)), None)
    return "" if plural is None else "".join(f" {word}" for word in words[: plural + 1])


def _pronoun(question: str, near: NearMiss) -> str:
    """Return "her" or "him" where the name of a person is asked for whom the sentence mentions."""
    found = _NAMED_PERSON.search(question)
    person = next(filter(None, found.groups())).lower() if found else ""
    mentioned = re.findall(r"\w+", " ".join(near.mentions).lower())
    return _THEM[person] if person in mentioned else ""


def _names_besides(question: str, sentence: str) -> bool:
    """Whether a sentence holds a name that is not the question's; its first word may be one."""
    asked = {t.stem for t in analyse(question)}
    terms = [t for t in analyse(sentence) if sentence[t.start].isupper()]
    return any(not t.stop and t.stem not in asked for t in terms)
