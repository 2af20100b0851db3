"""Whether some words of a source are the words of the person they are given to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Passage
from qa.alignment import fold
from qa.speakers import Frame, frames_at, name_words, speaker_of
from qa.wording import SAY

_FIRST = frozenset({"i", "we"})
_PRONOUNS = _FIRST | frozenset({"he", "she", "they", "it", "who"})
_ADDRESSED = re.compile(r"\b(?:to|tell|told|tells|asked|asks|informed|addressed|answered)\s+(?:\w+\s+)?$")
_AUTHOR = re.compile(r"^(?:the )?(?:author|writer)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Authorship:
    """Whose words they are, as far as the source says.

    Attributes
    ----------
    agrees : bool
        Whether the person named can have said them.
    speaker : str or None
        Who is speaking, as the source names them; the author's name for the author's own words.
    confidence : float
        In [0, 1].
    """

    agrees: bool
    speaker: str | None
    confidence: float


def authorship(
    name: str,
    passages: Sequence[Passage],
    number: int,
    span: tuple[int, int],
    *,
    author: str,
) -> Authorship:
    """Judge whether the words at a span are a person's.

    Parameters
    ----------
    name : str
        Whom they are given to.
    passages : sequence of Passage
        The source's passages, in order.
    number : int
        Which passage the words stand in.
    span : tuple of int
        Where, in its text.
    author : str
        Who wrote the source.
    """
    frames = frames_at(passages, number, *span)
    told = _named_speaker(passages[number], span)
    wanted = name_words(name)
    if _AUTHOR.match(name) or wanted & name_words(author):
        return _by_author(frames, wanted, author, told)
    if told and wanted & name_words(told):
        return Authorship(True, told, 0.95)
    return _by_other(frames, name, wanted, author)


def _named_speaker(passage: Passage, span: tuple[int, int]) -> str | None:
    """Return the speaker a sentence's reader found for the span, where one sentence holds it."""
    for sentence in passage.sentences:
        if sentence.start <= span[0] and span[1] <= sentence.end:
            return sentence.speaker
    return None


def _by_author(
    frames: list[Frame], wanted: frozenset[str], author: str, told: str | None
) -> Authorship:
    """Judge words given to the author: they are, unless somebody else is named as speaking."""
    for frame in frames:
        who = speaker_of(frame) if frame.quoted else _reporting(frame)
        if who is None or _folded(who) in _FIRST:
            continue
        if _words(who) & (wanted | name_words(author)):
            return Authorship(True, who, 0.95)
        if _folded(who) not in _PRONOUNS:
            return Authorship(False, who, 0.8)
        return Authorship(False, told, 0.6)
    if told and not _words(told) & (wanted | name_words(author)):
        return Authorship(False, told, 0.7)
    return Authorship(True, author or None, 0.9)


def _reporting(frame: Frame) -> str | None:
    """Return the person whose words are reported without marks, right before them."""
    clause = re.split(r"[.;:?!]\s", frame.before)[-1]
    match = re.search(
        rf"([A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'-]*)*) (?:has |had |once )?{SAY} ?(?:it|them|him|her|that)?"
        r"(?: to| that| as)? ?$",
        clause,
    )
    return match[1] if match else None


def _by_other(
    frames: list[Frame], name: str, wanted: frozenset[str], author: str
) -> Authorship:
    """Judge words given to somebody who isn't the author."""
    for frame in frames:
        if not frame.quoted:
            break
        who = speaker_of(frame)
        if who is None:
            continue
        if wanted & _words(who):
            return Authorship(True, who, 0.95)
        if _folded(who) in _FIRST:
            if _mentions(wanted, frame.context):
                return Authorship(False, who, 0.7)
            continue
        if _folded(who) not in _PRONOUNS:
            return _against(frame, who, name, wanted)
    return _unnamed(frames, name, wanted, author)


def _against(frame: Frame, who: str, name: str, wanted: frozenset[str]) -> Authorship:
    """Judge where somebody is named as speaking who isn't called what the statement calls them."""
    described = not re.search(r"[A-ZÀ-Þ]", who[1:])
    same_sentence = _mentions(wanted, frame.before.replace(who, " "))
    if described and not same_sentence and _mentions(wanted, frame.context):
        return Authorship(True, who, 0.5)
    if described and name == name.lower():
        return Authorship(False, who, 0.5)
    return Authorship(False, who, 0.9)


def _unnamed(
    frames: list[Frame], name: str, wanted: frozenset[str], author: str
) -> Authorship:
    """Judge where the source names no speaker: the person must stand nearby, and not as a listener."""
    outer = frames[-1]
    quoted = any(frame.quoted for frame in frames)
    near = "\n".join([outer.before, *outer.after]) if not quoted else "\n".join(
        [outer.context[-3000:], outer.before, *outer.after]
    )
    if _mentions(wanted, near):
        return Authorship(True, name, 0.7)
    if quoted and name == name.lower():
        return Authorship(True, None, 0.5)
    return Authorship(False, None if quoted else (author or None), 0.85)


def _mentions(wanted: frozenset[str], text: str) -> bool:
    """Whether a text names the person other than as the one spoken to."""
    for match in _WORD.finditer(text):
        if fold(re.sub(r"[’']s?$", "", match[0])) in wanted:
            if not _ADDRESSED.search(text[max(0, match.start() - 40) : match.start()]):
                return True
    return False


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(re.sub(r"[’']s?$", "", w[0])) for w in _WORD.finditer(text))


def _folded(text: str) -> str:
    return text.strip().lower()
