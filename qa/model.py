"""The words of answering: every value the outside world receives."""

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model import NoteRef, Segment, Voice
from index.hit import Hit


@dataclass(frozen=True, slots=True)
class Exchange:
    """An earlier question of a conversation and its answer.

    Attributes
    ----------
    question : str
        As the user put it, or written out.
    answer : str
        The answer given; empty when there was none.
    """

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span of a source, with its notes.

    ``passage.text[start:end] == text``, and joining ``source.text`` over `segments` gives `text`
    too: marks inside the quotation are what the segments leave out.

    Attributes
    ----------
    number : int
        Its number in the answer, from 1.
    text : str
        The words.
    start, end : int
        Span in the passage's text.
    source_start, source_end : int
        Span in the source's text.
    voice : Voice
        Whose words they are.
    speaker : str or None
        The person quoted, where the text names them.
    notes : tuple of NoteRef
        The notes whose marks stand in it or right after it.
    score : float
        How well it answers, in [0, 1].
    citation : str
        As a reader would cite it: author, title, section, paragraph, notes.
    """

    number: int
    text: str
    source_id: str
    passage_id: str
    section: str
    paragraph: int
    start: int
    end: int
    source_start: int
    source_end: int
    voice: Voice
    speaker: str | None
    notes: tuple[NoteRef, ...]
    segments: tuple[Segment, ...]
    score: float
    citation: str


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The name, date, number or place asked for, inside a quotation.

    Attributes
    ----------
    text : str
        The words.
    quote : int
        Number of the quotation it stands in.
    start, end : int
        Span in that quotation's text.
    """

    text: str
    quote: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source says to a question.

    Attributes
    ----------
    question : str
        As asked.
    standalone_question : str
        As understood, with what earlier turns supply written out.
    answered : bool
        Whether the source answers.
    answer : str
        The quotations with ``[1]`` marks, or a sentence saying that the source does not answer.
    short_answer : ShortAnswer or None
        The words asked for, where the question asks for a name, date, number or place.
    confidence : float
        Estimated probability that the source answers, in [0, 1].
    quotes : tuple of Quote
        One to three when answered, none otherwise.
    nearest : tuple of Hit
        The nearest passages, when not answered; none for a question about the source itself.
    hits : tuple of Hit
        The passages looked at, best first.
    conversation_id, turn_id : str
        Where the answer is kept; empty when it is not.
    timing_ms : dict of str to float
        Milliseconds of each stage and in total.
    check : Check or None
        The verdict, where the question puts a quotation or a claim to the sources.
    parts : tuple of ShortAnswer
        The things asked for one by one, where the question asks for several.
    told : str
        What is told before the quotations, where the question asks what the notes cite: how often
        and in which notes; otherwise empty.
    """

    question: str
    standalone_question: str
    answered: bool
    answer: str
    short_answer: ShortAnswer | None
    confidence: float
    quotes: tuple[Quote, ...]
    nearest: tuple[Hit, ...]
    hits: tuple[Hit, ...]
    conversation_id: str = ""
    turn_id: str = ""
    timing_ms: dict[str, float] = field(default_factory=dict)
    check: "Check | None" = None
    parts: tuple[ShortAnswer, ...] = ()
    told: str = ""


class CheckKind(StrEnum):
    """What kind of statement is checked."""

    CLAIM = "claim"
    QUOTE = "quote"


class Verdict(StrEnum):
    """What the source says of a statement."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_IN_SOURCE = "not_in_source"


class Stance(StrEnum):
    """Which way a piece of evidence points."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Evidence(Quote):
    """A quotation that bears on a statement.

    Attributes
    ----------
    stance : Stance
        Which way it points.
    """

    stance: Stance


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a statement and the source part.

    Attributes
    ----------
    claimed : str
        The statement's words; empty where it leaves something out.
    source : str
        The source's words; empty where the statement adds something.
    aspect : str
        In what they part: "number", "date", "name", "polarity", "quantity", "comparison", "order",
        "speaker", "cause" or "wording"; empty for a quotation.
    explanation : str
        The difference as a sentence ("You say eight years; the source says five years.").
    """

    claimed: str
    source: str
    aspect: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class PartCheck:
    """What a source says of one part of a compound claim, or of a claim beside a quotation.

    Attributes
    ----------
    text : str
        The part as a sentence that stands alone.
    verdict : Verdict
        The judgement on it.
    detail : str
        As in a `Check`.
    confidence : float
        In [0, 1].
    evidence : tuple of Evidence
        The quotations for and against it.
    differences : tuple of Difference
        Where it parts from the source.
    """

    text: str
    verdict: Verdict
    detail: str
    confidence: float
    evidence: tuple[Evidence, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What a source says of a claim or a quotation.

    Attributes
    ----------
    kind : CheckKind
        What was checked.
    verdict : Verdict
        The judgement.
    detail : str
        "exact", "typographic", "altered", "spliced", "misattributed", "paraphrase", "number",
        "name", "date", "polarity", "quantity", "comparison", "order", "speaker", "cause",
        "wording" or "absent".
    confidence : float
        In [0, 1].
    evidence : tuple of Evidence
        The quotations for and against.
    differences : tuple of Difference
        Where statement and source part.
    parts : tuple of PartCheck
        The parts of a compound claim, each judged by itself, or what is claimed beside a quotation,
        on which the verdict says nothing; mostly none.
    """

    kind: CheckKind
    verdict: Verdict
    detail: str
    confidence: float
    evidence: tuple[Evidence, ...]
    differences: tuple[Difference, ...]
    parts: tuple[PartCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer, kept.

    Attributes
    ----------
    id : str
        Unique.
    asked_at : str
        ISO 8601, UTC.
    answer : Answer
        What was answered.
    """

    id: str
    asked_at: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns in order.

    Attributes
    ----------
    id : str
        Unique.
    title : str
        The first question, or the name the user gave it.
    created_at, updated_at : str
        ISO 8601, UTC.
    turns : tuple of Turn
        In order; empty in a listing.
    """

    id: str
    title: str
    created_at: str
    updated_at: str
    turns: tuple[Turn, ...] = ()
