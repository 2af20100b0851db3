"""Who is speaking at a place of a source, as far as its words say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Passage, PassageKind
from qa.alignment import fold
from qa.quotemarks import Span, quoted_spans
from qa.wording import SAY

_TITLES = frozenset(
    "mr mrs miss ms dr sir lord lady madame monsieur canon bishop archbishop father general colonel"
    " captain professor king queen prince princess pope abbe saint st president judge count the of"
    " and de von van".split()
)
_NAME = (
    r"(?:(?:the |old |young )?(?:(?:Mr|Mrs|Ms|Dr|St|Prof)\.? )?[A-ZÀ-Þ][\w’'-]*\.?"
    r"(?: (?:of |de |von |the )?[A-ZÀ-Þ][\w’'-]*)*)"
)
_NOUN = r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Mm]y|[Oo]ur)(?: [\w’'-]+){1,4}?)"
_PRONOUN = r"(?:I|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|[Ii]t|who)"
_WHO = rf"(?P<who>{_NAME}|{_NOUN}|{_PRONOUN})"
_BETWEEN = r"(?:(?:,[^,“”]{0,90},)? (?:[a-z]+ ){0,3}?| )"
_AFTER = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^[\s,.!?—–-]*(?:\w+ly )?{SAY}(?: again)? {_WHO}(?=\W|$)",
        rf"^[\s,.!?—–-]*{_WHO}{_BETWEEN}{SAY}\b",
        rf"^[\s,.!?—–-]*was {_WHO}[’']s? (?:\w+ )?(?:answer|comment|reply|remark|verdict|retort)\b",
        rf"^[\s,.!?—–-]*(?:was the \w+ of|by) {_WHO}(?=\W|$)",
        rf"^[\s,.!?—–-]*[^.“”]{{0,60}}\b(?:{SAY}|described) by {_WHO}(?=\W|$)",
    )
)
_BEFORE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[Ii]n the words of|[Aa]ccording to|remarked by|said by) {_WHO}(?=[\s,])[^.;]{{0,40}}$",
        rf"{_WHO}[’']s?,? (?:own )?(?:\w+ )?"
        rf"(?:phrase|words?|answer|comment|reply|remark|verdict|question|saying|line|cry)\b[^.;]{{0,40}}$",
        rf"(?:^|.*\W){_WHO}{_BETWEEN}{SAY}\b[^.;“”]{{0,120}}$",
        rf"(?:^|.*\W){SAY} {_WHO}[\s,:—–-]*$",
    )
)
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[“‘\"'(]?[A-ZÀ-Þ])")
_REACH = 400
_GAP = 90
_BACK = 10


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
    """

    quoted: bool
    before: str
    after: tuple[str, ...]
    context: str


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
        frames.append(_plain(passages, number, start, end))
    return frames[::-1]


def speaker_of(frame: Frame) -> str | None:
    """Return the person a frame says is speaking: a name, a description or a pronoun."""
    for text in frame.after:
        for pattern in _AFTER:
            if match := pattern.search(text):
                return match["who"]
    for pattern in _BEFORE:
        if match := pattern.search(frame.before):
            return match["who"]
    return None


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell who it is, folded; of "X's mother", the mother."""
    head = re.split(r"[’']s?\s+", name)[-1].split(" in ")[0]
    words = [fold(re.sub(r"[’']s?$", "", word)) for word in re.split(r"[\s–—-]+", head)]
    telling = [word for word in words if word and word not in _TITLES]
    return frozenset(telling or words)


def _levels(text: str, at: int) -> list[tuple[int, int, list[Span]]]:
    """Return the quotations around a place, outermost first: where each level reads, its spans."""
    levels = []
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
    while first and _joined(text[spans[first - 1][1] : spans[first][0]]):
        first -= 1
    while last + 1 < len(spans) and _joined(text[spans[last][1] : spans[last + 1][0]]):
        last += 1
    gaps = [text[spans[i][1] + 1 : spans[i + 1][0] - 1] for i in range(first, last)]
    tail = text[spans[last][1] + 1 :][:_REACH]
    stop = _SENTENCE_END.search(tail)
    after = (*gaps, tail[: stop.start() + 1] if stop else tail)
    lead = text[: max(0, spans[first][0] - 1)]
    return Frame(True, _last_sentence(lead), after, lead)


def _joined(gap: str) -> bool:
    """Whether what stands between two quotations only interrupts one: “...,” he said, “...”."""
    inner = gap.strip("“”‘’\"' ")
    return (
        0 < len(inner) < _GAP
        and not re.search(r"[.!?]\s+\S", inner)
        and bool(re.search(rf"\b{SAY}\b", inner))
    )


def _last_sentence(text: str) -> str:
    """Return the end of a text from where its last sentence begins."""
    tail = text[-_REACH:]
    ends = [m.end() for m in _SENTENCE_END.finditer(tail)]
    return tail[ends[-1] :] if ends else tail


def _lead_in(passages: Sequence[Passage], number: int, frame: Frame) -> Frame:
    """Return the frame of a quotation that fills its passage: what led in to it."""
    context: list[str] = []
    for back in range(number - 1, max(-1, number - 1 - _BACK), -1):
        text = passages[back].text.rstrip()
        context.insert(0, text)
        spans = quoted_spans(text)
        if passages[back].kind is PassageKind.BLOCK_QUOTATION:
            continue
        opens = bool(spans) and spans[0][0] <= 1
        if opens and len(text) - spans[-1][1] < 2:
            after = tuple(text[a[1] + 1 : b[0] - 1] for a, b in zip(spans, spans[1:], strict=False))
            if any(re.search(rf"\b{SAY}\b", gap) for gap in after):
                return Frame(True, "", after, "\n".join(context))
            continue
        return Frame(True, _last_sentence(text), frame.after, "\n".join(context))
    return Frame(True, "", frame.after, "\n".join(context))


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
        return Frame(True, led.before, (), f"{led.context}\n{frame.context}")
    return frame
