"""Who is speaking at a place of a source, as far as its words say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import Passage, PassageKind
from qa.checks.alignment import fold
from qa.checks.quotemarks import Span, quoted_spans
from qa.checks.wording import SAY

_TITLES = frozenset(
    "mr mrs miss ms dr sir lord lady madame monsieur canon bishop archbishop father general colonel"
    " captain professor king queen prince princess pope abbe saint st president judge count the of"
    " and de von van".split()
)
_NAME = (
    r"(?:(?:the |old |young )?(?:(?:Mr|Mrs|Ms|Dr|St|Prof)\. )?(?!I\b)[A-ZÀ-Þ]\w*(?:[’'-]\w+)*\.?"
    r"(?: (?:of |de |von |the )?[A-ZÀ-Þ]\w*(?:[’'-]\w+)*)*)"
)
_NOUN = (
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Mm]y|[Oo]ur)"
    r"(?: (?!(?:and|or|but|who|when|as|in|on|at|to|of|by|for|with|from|that|which|is|was|were"
    r"|had|has|would|then|also)\b)[\w’'-]+){1,3})"
)
_PRONOUN = r"(?:I|[Hh]e|[Ss]he|[Tt]hey|[Ww]e)"
_WHO = rf"(?P<who>{_NAME}|{_NOUN}|{_PRONOUN})"
_ADVERB = (
    r"(?:\w+ly|himself|herself|themselves|then|also|once|afterwards|only|has|had|would|used to|may)"
)
_NEXT = rf"(?: {_ADVERB}){{0,3}} (?!\w+ing\b){SAY}\b"
_WORDS = r"(?:phrase|words?|answer|comment|reply|remark|verdict|question|saying|line|cry|retort)"
_LED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Ii]n the words of|[Aa]ccording to|remarked by|said by) {_WHO}"
        r"(?=[\s,])[^.;]{0,40}$",
        rf"{_WHO}[’']s?,? (?:own )?(?:\w+ )?{_WORDS}\b[^.;]{{0,40}}$",
        rf"(?:^|.*\W){_WHO}(?:,[^,“”;]{{0,90}},)?{_NEXT}[^.;“”]{{0,120}}$",
        rf"(?:^|.*\W)(?P<who>{_NAME}|{_NOUN}),? who\b[^.;“”]{{0,90}}? {SAY}\b[^.;“”]{{0,60}}$",
        rf"(?:^|.*\W){SAY} {_WHO}[\s,:—–-]*$",
    )
)
_FOLLOWED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^[\s,.!?—–-]*(?:\w+ly )?{SAY}(?: again)? {_WHO}(?=\W|$)",
        rf"^[\s,.!?—–-]*{_WHO}(?:,[^,“”;]{{0,90}},)?{_NEXT}",
        rf"^[\s,.!?—–-]*was {_WHO}[’']s? (?:\w+ )?{_WORDS}\b",
        rf"^[\s,.!?—–-]*(?:was the \w+ of|by) {_WHO}(?=\W|$)",
        rf"^[\s,.!?—–-]*[^.,“”–—]{{0,40}}\b(?:{SAY}|described) by {_WHO}(?=\W|$)",
    )
)
_LOOSE = re.compile(rf"(?:^|.*\W)(?P<who>{_NAME})[^.;“”]{{1,160}}? {SAY}\b[^.;“”]{{0,60}}$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Rev|Hon|Gen|Col|Capt|Lt|Sgt|vol|no|pp?|cf)|\b[A-Z])\.$"
)
_OPENERS = frozenset(
    "the a an and but or if when while then there this that these those it he she they we i you in"
    " on at to for from with by as so yet no not now here thus having being after before once"
    " what who which where why how his her its our my their all some such one even though although"
    " because since until upon every each many most much both nor thereupon wherefore hereupon"
    " whereupon again also however therefore moreover meanwhile finally perhaps indeed said".split()
)
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[“‘\"'(]?[A-ZÀ-Þ])")
_SPEAKING_PRONOUNS = frozenset("I He he She she They they We we".split())
_QUALIFIED = re.compile(r" (?:in|with|at|on|from|of the) ")
_REACH = 400
_ENDS = frozenset(".!?")
_GAP = 90
_BACK = 30


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around some words of a source and may say whose they are.

    Attributes
    ----------
    quoted : bool
        Whether the words stand in quotation marks, or in a block quotation.
    before : str
        The sentence they stand in or are led in by, up to them.
    after : tuple of str
        What follows the quotation, and what interrupts it, up to the end of the sentence.
    context : str
        What comes before in the passage, or in those leading in.
    sentence : str
        The sentence the words stand in, up to them.
    block : bool
        Whether the quotation fills its passage.
    """

    quoted: bool
    before: str
    after: tuple[str, ...]
    context: str
    sentence: str = ""
    block: bool = False


def frames_at(passages: Sequence[Passage], number: int, start: int, end: int) -> list[Frame]:
    """Return the frames around a span of a passage, the innermost quotation first.

    Parameters
    ----------
    passages : sequence of Passage
        The source's passages, in order.
    number : int
        Which of them the span stands in.
    start, end : int
        The span.
    """
    text = passages[number].text
    frames = []
    levels = _levels(text, start)
    for depth, (low, high, spans) in enumerate(levels):
        inner = _marked(text[low:high], spans, start - low)
        if (
            depth == 0
            and not inner.before.strip()
            and not any(a.strip(" ,.—") for a in inner.after)
        ):
            inner = _lead_in(passages, number, inner)
        frames.append(inner)
    if not frames:
        return [_plain(passages, number, start, end)]
    frames[-1] = replace(frames[-1], sentence=_last_sentence(text[:start]))
    return frames[::-1]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody said to be speaking.

    Attributes
    ----------
    who : str
        A name, a description or a pronoun, verbatim.
    sure : bool
        Whether the words stand right beside the verb of speaking.
    """

    who: str
    sure: bool


def speaker_of(frame: Frame) -> Speaker | None:
    """Return who a frame says is speaking, None where it doesn't."""
    led = not re.search(r"[.!?][”’\"']*\s*$", frame.before)
    readings = [(_FOLLOWED, text, True) for text in frame.after[:-1]]
    if led:
        readings.append((_LED, frame.before, True))
    readings += [(_FOLLOWED, text, True) for text in frame.after[-1:]]
    if led:
        readings.append(((_LOOSE,), frame.before, False))
    for patterns, text, sure in readings:
        for pattern in patterns:
            match = pattern.search(text)
            if match and not _opener(match["who"]):
                return Speaker(match["who"], sure)
    return None


def _opener(who: str) -> bool:
    """Whether what looks like a name is only the first word of a sentence."""
    return who not in _SPEAKING_PRONOUNS and who.lower() in _OPENERS


def head_of(name: str) -> str:
    """Return the words of a name that say who it is: of "the piper in X's fable", the piper."""
    return re.split(r"[’']s?\s+", _QUALIFIED.split(name)[0])[-1]


def belongs(name: str) -> bool:
    """Whether somebody is named by whose they are, like "X's mother"."""
    return bool(re.search(r"[’']s?\s", _QUALIFIED.split(name)[0]))


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell who it is, folded; of "X's mother", the mother."""
    words = [fold(re.sub(r"[’']s?$", "", word)) for word in re.split(r"[\s–—-]+", head_of(name))]
    telling = [word for word in words if word and word not in _TITLES]
    return frozenset(telling or words)


def _levels(text: str, at: int) -> list[tuple[int, int, list[Span]]]:
    """Return the quotations around a place, outermost first: where each level reads, its spans."""
    levels: list[tuple[int, int, list[Span]]] = []
    low, high = 0, len(text)
    while True:
        spans = quoted_spans(text[low:high])
        inside = [s for s in spans if s[0] <= at - low < s[1]]
        if not inside:
            return levels
        levels.append((low, high, spans))
        low, high = low + inside[0][0], low + inside[0][1]


def _marked(text: str, spans: list[Span], at: int) -> Frame:
    """Return the frame of the quotation around a place, joined over short interruptions."""
    here = next(i for i, s in enumerate(spans) if s[0] <= at < s[1])
    first = last = here
    while first and _joined(text, spans[first - 1], spans[first]):
        first -= 1
    while last + 1 < len(spans) and _joined(text, spans[last], spans[last + 1]):
        last += 1
    gaps = [text[spans[i][1] + 1 : spans[i + 1][0] - 1] for i in range(first, last)]
    ended = text[spans[last][1] - 1 : spans[last][1]] in _ENDS
    after = (*gaps, _rest(text[spans[last][1] + 1 :], ended=ended))
    lead = text[: max(0, spans[first][0] - 1)]
    return Frame(True, _last_sentence(lead), after, lead)


def _joined(text: str, left: Span, right: Span) -> bool:
    """Whether what stands between two quotations only interrupts one: “...,” he said, “...”."""
    gap = text[left[1] : right[0]].strip("“”‘’\"' ")
    anew = text[left[1] - 1] == "." and gap[:1].isupper()
    return (
        0 < len(gap) < _GAP
        and not anew
        and not re.search(r"[.!?]\s+\S", gap)
        and bool(re.search(rf"\b{SAY}\b", gap))
    )


def _last_sentence(text: str) -> str:
    """Return the end of a text from where its last sentence begins."""
    tail = text[-_REACH:]
    ends = [m.end() for m in _ends(tail)]
    return tail[ends[-1] :] if ends else tail


def _rest(text: str, *, ended: bool) -> str:
    """Return what follows a place, up to the end of its sentence."""
    tail = text[:_REACH]
    if ended and re.match(r"[”’\"')\]]*\s+[“‘\"'(]?[A-ZÀ-Þ]", tail):
        return ""
    stop = next(_ends(tail), None)
    return tail[: stop.start() + 1] if stop else tail


def _ends(text: str) -> Iterator[re.Match[str]]:
    """Yield the ends of sentences, abbreviations left out."""
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text[: match.start() + 1]):
            yield match


def _lead_in(passages: Sequence[Passage], number: int, frame: Frame) -> Frame:
    """Return the frame of a quotation that fills its passage: what led in to it."""
    context: list[str] = []
    for back in range(number - 1, max(-1, number - 1 - _BACK), -1):
        text = passages[back].text.rstrip()
        context.insert(0, text)
        spans = quoted_spans(text)
        if passages[back].kind is PassageKind.BLOCK_QUOTATION:
            continue
        if spans and spans[0][0] <= 1 and len(text) - spans[-1][1] < 2:
            gaps = [text[a[1] + 1 : b[0] - 1] for a, b in pairwise(spans)]
            if not any(re.search(rf"\b{SAY}\b", gap) for gap in gaps):
                continue
            return Frame(True, "", (*gaps, ""), "\n".join(context), block=True)
        return Frame(True, _last_sentence(text), frame.after, "\n".join(context), block=True)
    return Frame(True, "", frame.after, "\n".join(context), block=True)


def _plain(passages: Sequence[Passage], number: int, start: int, end: int) -> Frame:
    """Return the frame of words in no quotation marks."""
    passage = passages[number]
    before = _last_sentence(passage.text[:start])
    tail = passage.text[end:][:_REACH]
    stop = _SENTENCE_END.search(tail)
    frame = Frame(
        False, before, (tail[: stop.start() + 1] if stop else tail,), passage.text[:start]
    )
    if passage.kind is PassageKind.BLOCK_QUOTATION:
        led = _lead_in(passages, number, frame)
        return Frame(True, led.before, (), f"{led.context}\n{frame.context}", block=True)
    return frame
