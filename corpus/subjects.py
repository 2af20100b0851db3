"""The subject of a verb of saying."""

from dataclasses import dataclass

from corpus.names import is_name, is_particle, name_at, name_in_phrase
from corpus.speech import (
    AUXILIARIES,
    DETERMINERS,
    LINKS,
    MONTHS,
    PERSONAL,
    POSSESSIVE,
    PREPOSITIONS,
    SPEECH_VERBS,
)

_FARTHEST = 25
_MOST_STEPS = 8
_BEFORE_INVERTED = frozenset(',”’"')
_PASSIVE = frozenset({"been", "was", "were", "is", "are", "being", "be"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Whoever does the saying.

    Attributes
    ----------
    name : str or None
        As the text names them.
    pronoun : bool
        Whether "he", "it" or "his letter" stands for them.
    """

    name: str | None = None
    pronoun: bool = False


def subject_of(tokens: list[str], verb: int) -> Subject:
    """Find the subject of a verb.

    Parameters
    ----------
    tokens : list of str
        The words of a sentence.
    verb : int
        Which of them is the verb.

    Returns
    -------
    Subject
        Empty when it is a common noun, or cannot be told.
    """
    if tokens[verb].endswith("ing"):
        return _of_participle(tokens, verb)
    if verb and tokens[verb - 1] in _PASSIVE or verb > 1 and tokens[verb - 2] in _PASSIVE:
        by = verb + 1
        named = by < len(tokens) and tokens[by] == "by"
        return Subject(name_in_phrase(tokens, by + 1) if named else None)
    found = _to_the_left(tokens, verb)
    if found.name or found.pronoun:
        return found
    return Subject(_inverted(tokens, verb))


def _inverted(tokens: list[str], verb: int) -> str | None:
    """Read "At first, writes Philips Price, …", "… ,” cried Karelin," and "as Reed writes"."""
    if verb and (tokens[verb - 1] in _BEFORE_INVERTED or tokens[verb - 1].casefold() == "as"):
        return name_in_phrase(tokens, verb + 1)
    return None


def _of_participle(tokens: list[str], verb: int) -> Subject:
    """Read "a blast from Lenin, in a letter, crying" and "the Cabinet met, saying"."""
    end = verb - 1
    while end > 0 and tokens[end] == ",":
        start = end
        while start > 0 and tokens[start - 1] not in (",", ";", "–", "—"):
            start -= 1
        first = end - 1
        while first > start and is_name(tokens, first - 1):
            first -= 1
        if first > start and tokens[first - 1] in ("from", "by"):
            return Subject(name_at(tokens[:end], first))
        if tokens[start].casefold() not in PREPOSITIONS:
            return Subject(name_in_phrase(tokens, start))
        end = start - 1
    return Subject()


def _to_the_left(tokens: list[str], verb: int) -> Subject:
    at = verb - 1
    for _ in range(_MOST_STEPS):
        while at >= 0 and _is_adverbial(tokens[at]):
            at -= 1
        if at < 0:
            return Subject()
        token = tokens[at].casefold()
        if token in PERSONAL:
            return Subject(pronoun=True)
        if token == "who":
            return _before_relative(tokens, at)
        if token in (",", ")"):
            at = _opening(tokens, at) - 1
            continue
        if not token[0].isalnum() or token in LINKS:
            return Subject()
        start = _phrase_start(tokens, at)
        if start == 0 or tokens[start - 1].casefold() not in PREPOSITIONS:
            return _of_phrase(tokens[start : at + 1])
        at = start - 2
    return Subject()


def _is_adverbial(token: str) -> bool:
    return token.casefold() in AUXILIARIES or token.islower() and token.endswith("ly")


def _before_relative(tokens: list[str], who: int) -> Subject:
    """Name whom "who" stands for, whatever preposition is before the name."""
    end = who - 1 if who and tokens[who - 1] == "," else who
    if end < 1:
        return Subject()
    return _of_phrase(tokens[_phrase_start(tokens, end - 1) : end])


def _opening(tokens: list[str], close: int) -> int:
    mark = "(" if tokens[close] == ")" else ","
    for i in range(close - 1, max(-1, close - _FARTHEST), -1):
        if tokens[i] == mark:
            return i
    return 0


def _phrase_start(tokens: list[str], end: int) -> int:
    start = end
    while start > 0 and tokens[start].casefold() not in DETERMINERS:
        before = tokens[start - 1].casefold()
        if before in PREPOSITIONS | LINKS | SPEECH_VERBS | PERSONAL | MONTHS or before == "who":
            break
        if not before[0].isalpha():
            break
        start -= 1
    return start


def _of_phrase(phrase: list[str]) -> Subject:
    last = len(phrase) - 1
    if last < 0:
        return Subject()
    if not is_name(phrase, last):
        return Subject(pronoun=phrase[0].casefold() in POSSESSIVE)
    first = last
    while first > 0 and (is_name(phrase, first - 1) or is_particle(phrase, first - 1)):
        first -= 1
    return Subject(name_at(phrase, first))
