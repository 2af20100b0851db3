"""Whether some words of a source are the words of the person they are given to."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from corpus.model import Passage
from qa.checks.alignment import fold
from qa.checks.gender import spoken_of_as
from qa.checks.quotemarks import quoted_spans
from qa.checks.speakers import Frame, Speaker, belongs, frames_at, head_of, name_words, speaker_of
from qa.checks.wording import SAY

_FIRST = frozenset({"i", "we"})
_PRONOUNS = _FIRST | frozenset({"he", "she", "they", "it", "who"})
_ADDRESSED = re.compile(
    r"\b(?:to|tell|told|tells|asked|asks|informed|addressed|answered)\s+(?:\w+\s+)?$"
)
_AUTHOR = re.compile(r"^(?:the )?(?:author|writer)$", re.IGNORECASE)
_SAYING = re.compile(rf"\b{SAY}\b")
_ENDED = re.compile(r"[.!?][”’\"')]*\s*$")
_NEAR = 3000
_BACK = 8
_PROTAGONIST = 4
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
    title: str,
    held: Container[str],
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
        Who wrote the source; empty where that isn't known.
    title : str
        What the source is called: it often names an author who isn't known otherwise.
    held : container of str
        The words of the source, folded.
    """
    frames = frames_at(passages, number, *span)
    told = _named_speaker(passages[number], span)
    wanted = name_words(name)
    if _AUTHOR.match(name) or wanted & name_words(author):
        return _by_author(frames, wanted, author, told)
    if told and wanted & name_words(told):
        return Authorship(True, told, 0.95)
    narrated = not any(frame.quoted or frame.block for frame in frames)
    if not author and narrated and _may_have_written(wanted, title, held):
        return _by_author(frames, wanted, author, told)
    return _by_other(frames, name, wanted, author, passages[:number])


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
    own = wanted | name_words(author)
    for frame in frames:
        speaker = speaker_of(frame) if frame.quoted else _reporting(frame)
        if speaker is None or _folded(speaker.who) in _FIRST:
            continue
        if _words(speaker.who) & own:
            return Authorship(True, speaker.who, 0.95)
        if _folded(speaker.who) in _PRONOUNS:
            return Authorship(False, told, 0.6)
        return Authorship(False, speaker.who, 0.8 if speaker.sure else 0.6)
    if any(frame.block for frame in frames):
        return Authorship(False, told, 0.6)
    if told and not _words(told) & own:
        return Authorship(False, told, 0.7)
    return Authorship(True, author or None, 0.9)


def _may_have_written(wanted: frozenset[str], title: str, held: Container[str]) -> bool:
    """Whether a source without an author may be a person's: in its title, or nowhere in it."""
    spoken_of = any(word in held or f"{word}s" in held for word in wanted)
    return bool(wanted & _words(title)) or not spoken_of


def _reporting(frame: Frame) -> Speaker | None:
    """Return the person whose words are reported without marks, right before them."""
    clause = re.split(r"[.;:?!]\s", frame.before)[-1]
    match = re.search(
        r"([A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'-]*)*) (?:has |had |once )?"
        rf"{SAY} ?(?:it|them|him|her|that)?"
        r"(?: to| that| as)? ?$",
        clause,
    )
    return Speaker(match[1], True) if match else None


def _by_other(
    frames: list[Frame],
    name: str,
    wanted: frozenset[str],
    author: str,
    earlier: Sequence[Passage],
) -> Authorship:
    """Judge words given to somebody who isn't the author."""
    texts = [*(passage.text for passage in earlier), frames[-1].context]
    for frame in frames:
        speaker = speaker_of(frame) if frame.quoted else None
        if speaker is None:
            continue
        who = _folded(speaker.who)
        if wanted & _words(speaker.who):
            return Authorship(True, speaker.who, 0.95 if speaker.sure else 0.8)
        if who in _FIRST:
            if _mentions(wanted, frame.context):
                return Authorship(False, speaker.who, 0.7)
        elif who == "they" and _one_person(name) and not _mentions(wanted, frame.before):
            return Authorship(False, speaker.who, 0.6)
        elif spoken_of_as(wanted, texts) not in (None, who) and who in ("he", "she"):
            return Authorship(False, None, 0.6)
        elif who not in _PRONOUNS:
            return _against(frame, speaker, name, wanted)
    return _unnamed(frames, name, wanted, author, earlier)


def _one_person(name: str) -> bool:
    """Whether a name is one person's: a word or two, each with a capital."""
    return all(word[:1].isupper() for word in name.split())


def _against(frame: Frame, speaker: Speaker, name: str, wanted: frozenset[str]) -> Authorship:
    """Judge where somebody is said to speak who isn't called what the statement calls them."""
    who = speaker.who
    if not speaker.sure and _mentions(wanted, frame.before):
        return Authorship(True, name, 0.6)
    described = re.match(r"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)\s(?!.*[A-ZÀ-Þ])", who)
    beside = _mentions(wanted, frame.before.replace(who, " "))
    if described and not beside and (_described(name) or _mentions(wanted, frame.context)):
        return Authorship(True, who, 0.5)
    return Authorship(False, who, 0.9 if _one_person(name) else 0.6)


def _unnamed(
    frames: list[Frame],
    name: str,
    wanted: frozenset[str],
    author: str,
    earlier: Sequence[Passage],
) -> Authorship:
    """Judge where nobody is named: the person must stand nearby, and not as a listener."""
    outer = frames[-1]
    beside = "\n".join(
        text for frame in frames for text in (frame.before, frame.sentence, *frame.after)
    )
    if author and not any(f.quoted or f.block for f in frames) and not _reports(outer):
        return Authorship(False, author, 0.7)
    if _mentions(wanted, beside):
        return Authorship(True, name, 0.7)
    if not any(frame.quoted for frame in frames):
        return Authorship(False, author or None, 0.85)
    if _mentions(wanted, outer.context[-_NEAR:]):
        return Authorship(True, name, 0.6)
    if _described(name) and not belongs(name):
        return Authorship(True, None, 0.5)
    before = sum(_mentions(wanted, passage.text) for passage in earlier[-_BACK:])
    if before >= _PROTAGONIST or (before and not _names_somebody(outer.context[-_NEAR:])):
        return Authorship(True, name, 0.6)
    return Authorship(False, None, 0.8)


def _reports(frame: Frame) -> bool:
    """Whether anybody is said to speak in the sentence of some words of the narration."""
    own = "" if _ENDED.search(frame.before) else frame.before
    return bool(_SAYING.search(own) or (frame.after and _SAYING.search(frame.after[-1])))


def _described(name: str) -> bool:
    """Whether somebody is described ("a soldier") rather than named."""
    return not re.search(r"[A-ZÀ-Þ]", head_of(name))


def _names_somebody(text: str) -> bool:
    """Whether a text names anybody, outside quotations and the openings of sentences."""
    for start, end in reversed(quoted_spans(text)):
        text = text[:start] + text[end:]
    return bool(re.search(r"[a-z,] [A-ZÀ-Þ][a-zà-þ]", text))


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
