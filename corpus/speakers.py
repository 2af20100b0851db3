"""Who is speaking: the name a text gives with a verb of saying."""

import re
from dataclasses import dataclass

from corpus.speech import (
    AUXILIARIES,
    BODIES,
    DETERMINERS,
    LINKS,
    NO_NAMES,
    PERSONAL,
    POSSESSIVE,
    PREPOSITIONS,
    SPEECH_VERBS,
)

_TOKEN = re.compile(r"(?:[A-Z]\.)+(?=\s)|[^\W\d_][\w’'.-]*[\w’']|[^\W\d_]|\d[\d.,]*|[^\w\s]")
_RECORDED_BY = re.compile(r"\bas \w+ by\b")
PRONOUN = "he"


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whoever does the saying: a name, a pronoun, or nobody the text names."""

    name: str | None = None
    pronoun: bool = False


def speaker_before(lead: str, *, ends_sentence: bool) -> str | None:
    """Name the speaker of what follows a lead-in.

    Parameters
    ----------
    lead : str
        The words of the sentence up to the quotation, other quotations blanked out.
    ends_sentence : bool
        Whether the quotation follows as a block of its own: then a verb in a relative clause
        ("who had complained") does not lead it in.

    Returns
    -------
    str or None
        A name; `PRONOUN` when a pronoun stands for it; None when the text does not say.

    Examples
    --------
    >>> speaker_before("General Knox, back in London, told the Cabinet:", ends_sentence=True)
    'General Knox'
    """
    tokens = _tokens(_RECORDED_BY.sub(lambda m: "as " + "·" * 3, lead))
    by = _named_by(tokens)
    if by:
        return by
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i].casefold() not in SPEECH_VERBS:
            continue
        if ends_sentence and _in_relative_clause(tokens, i):
            continue
        subject = _inverted(tokens, i) or _subject_left(tokens, i)
        if subject.name or subject.pronoun:
            return subject.name or PRONOUN
    return _author_of(tokens)


def speaker_after(rest: str) -> str | None:
    """Name the speaker of what went before: "said Knox", "Knox replied", "by General Knox".

    Parameters
    ----------
    rest : str
        The words of the sentence from the quotation on.

    Returns
    -------
    str or None
        As for `speaker_before`.
    """
    tokens = _tokens(rest)
    while tokens and tokens[0] in ",–—-":
        tokens = tokens[1:]
    if not tokens:
        return None
    if tokens[0] == "by":
        return _name_run(tokens, 1)
    if tokens[0].casefold() in SPEECH_VERBS:
        return _name_in_chunk(tokens, 1) or (PRONOUN if _pronoun_at(tokens, 1) else None)
    verb = next((i for i, t in enumerate(tokens[:8]) if t.casefold() in SPEECH_VERBS), 0)
    if verb and not any(t in ",;:–—(" for t in tokens[:verb]):
        subject = _subject_left(tokens, verb)
        return subject.name or (PRONOUN if subject.pronoun else None)
    return None


def main_name(sentence: str) -> str | None:
    """Name whom a sentence is about, to stand for "he" or "she" in the next.

    Returns
    -------
    str or None
        The name at the head of a clause, or else the first that is no object; None without one.
    """
    tokens = _tokens(sentence)
    names = []
    for i in range(len(tokens)):
        before = tokens[i - 1] if i else "."
        if _is_name(tokens, i) and not (i and _is_name(tokens, i - 1)):
            run = _name_run(tokens, i)
            if run and not _is_body(run) and before.casefold() not in PREPOSITIONS | DETERMINERS:
                names.append((before in ".,;:–—(" or before.casefold() in LINKS, run))
    heads = [name for head, name in names if head]
    return (heads or [name for _, name in names] or [None])[0]


def starts_with_pronoun(sentence: str) -> bool:
    """Tell whether "he", "she" or the like is the subject near the start of a sentence."""
    tokens = [token.casefold() for token in _tokens(sentence)[:3]]
    return any(token in PERSONAL | POSSESSIVE for token in tokens)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _is_name(tokens: list[str], i: int) -> bool:
    token = tokens[i].removeprefix("ex-")
    return token[:1].isupper() and token.casefold() not in NO_NAMES


def _is_body(name: str) -> bool:
    return any(word.casefold() in BODIES for word in name.split())


def _name_run(tokens: list[str], i: int) -> str | None:
    """Read the name that begins at a token."""
    words: list[str] = []
    while i < len(tokens) and (_is_name(tokens, i) or words and _is_particle(tokens, i)):
        words.append(tokens[i])
        i += 1
    if not words or words[-1].endswith(("’s", "'s", "s’")):
        return None
    if len(words) == 1 and i < len(tokens) and _is_adjective(words[0]) and tokens[i].islower():
        return None
    return " ".join(words)


def _is_particle(tokens: list[str], i: int) -> bool:
    return tokens[i] in ("de", "la", "von", "van", "du", "der") and (
        i + 1 < len(tokens) and tokens[i + 1][:1].isupper()
    )


def _is_adjective(word: str) -> bool:
    return word.endswith(("an", "ish", "ch", "ese", "ist", "ian")) or len(word) == 1


def _name_in_chunk(tokens: list[str], i: int) -> str | None:
    """Read the name in "a soldier delegate Ostromoukhov", from its first word on."""
    for at in range(i, min(i + 6, len(tokens))):
        if tokens[at].casefold() in PREPOSITIONS | LINKS or not tokens[at][0].isalpha():
            return None
        if _is_name(tokens, at):
            return _name_run(tokens, at)
    return None


def _pronoun_at(tokens: list[str], i: int) -> bool:
    return i < len(tokens) and tokens[i].casefold() in PERSONAL


def _named_by(tokens: list[str]) -> str | None:
    """Read "… by Lenin as", "in the words of Reed," and "according to Reed" before a quotation."""
    tail = [t.casefold() for t in tokens]
    end = len(tail)
    while end and tail[end - 1] in ("as", ",", ":", "“", "the", "a"):
        end -= 1
    start = end
    while start and _is_name(tokens, start - 1):
        start -= 1
    if start == end or start == 0:
        return None
    before = tail[max(0, start - 3) : start]
    as_named = before[-1] == "by" and "as" in tail[end:]
    if as_named or before[-2:] in (["words", "of"], ["according", "to"], ["phrase", "of"]):
        return _name_run(tokens[:end], start)
    return None


def _author_of(tokens: list[str]) -> str | None:
    """Read "a proclamation written by Lenin" where nobody is said to speak."""
    for i in range(len(tokens) - 2, 0, -1):
        if tokens[i] == "by" and tokens[i - 1] in ("written", "drafted", "signed", "issued"):
            return _name_run(tokens, i + 1)
    return None


def _inverted(tokens: list[str], verb: int) -> _Subject | None:
    """Read "At first, writes Philips Price, …" and "as Reed writes"."""
    if verb and tokens[verb - 1] in (",", "·") or verb and tokens[verb - 1].casefold() == "as":
        name = _name_in_chunk(tokens, verb + 1)
        if name:
            return _Subject(name)
    return None


def _in_relative_clause(tokens: list[str], verb: int) -> bool:
    for i in range(verb - 1, -1, -1):
        if tokens[i] in (",", ";", ")", "–", "—"):
            return False
        if tokens[i].casefold() in ("who", "which", "whom"):
            return i > 0 and tokens[i - 1] in (",", "(")
    return False


def _subject_left(tokens: list[str], verb: int) -> _Subject:
    at = verb - 1
    for _ in range(8):
        while at >= 0 and (
            tokens[at].casefold() in AUXILIARIES
            or tokens[at].endswith("ly")
            and tokens[at].islower()
        ):
            at -= 1
        if at < 0:
            return _Subject()
        token = tokens[at].casefold()
        if token in PERSONAL:
            return _Subject(pronoun=True)
        if token == "who":
            at -= 2 if tokens[at - 1] == "," else 1
        elif token == ",":
            at = _opening(tokens, at, ",") - 1
        elif token == ")":
            at = _opening(tokens, at, "(") - 1
        elif not token[0].isalnum() or token in LINKS:
            return _Subject()
        else:
            start = _chunk_start(tokens, at)
            if start == 0 or tokens[start - 1].casefold() not in PREPOSITIONS:
                return _chunk_subject(tokens, start, at)
            if at < verb - 1 and tokens[at + 1 : at + 3] == [",", "who"]:
                return _chunk_subject(tokens, start, at)
            at = start - 2
    return _Subject()


def _opening(tokens: list[str], close: int, mark: str) -> int:
    for i in range(close - 1, max(-1, close - 25), -1):
        if tokens[i] == mark:
            return i
    return 0


def _chunk_start(tokens: list[str], end: int) -> int:
    start = end
    while start > 0:
        before = tokens[start - 1].casefold()
        if before in PREPOSITIONS | LINKS | SPEECH_VERBS or not before[0].isalnum():
            break
        if before == "who" or before in PERSONAL:
            break
        start -= 1
    return start


def _chunk_subject(tokens: list[str], start: int, end: int) -> _Subject:
    chunk = tokens[start : end + 1]
    at = len(chunk) - 1
    while at >= 0 and not _is_name(chunk, at):
        at -= 1
    if at >= 0 and (at == len(chunk) - 1 or _is_name(chunk, at)):
        first = at
        while first > 0 and (_is_name(chunk, first - 1) or _is_particle(chunk, first - 1)):
            first -= 1
        if at == len(chunk) - 1:
            return _Subject(_name_run(chunk, first))
    return _Subject(pronoun=chunk[0].casefold() in POSSESSIVE)
