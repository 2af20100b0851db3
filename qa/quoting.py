"""Turning spans of passages into quotations, and proving them against the source."""

from dataclasses import fields

from corpus.markfree import level
from corpus.model import NoteRef, Passage, PassageKind, Segment, Source, Voice
from qa.errors import UnfaithfulQuotation
from qa.model import Evidence, Quote, Stance
from qa.prose import quoted


def make_quote(
    source: Source,
    passage: Passage,
    start: int,
    end: int,
    *,
    number: int,
    score: float,
) -> Quote:
    """Quote a span of a passage, with its notes, its voice and its place in the source.

    Parameters
    ----------
    source : Source
        The passage's source.
    passage : Passage
        Where the span stands.
    start, end : int
        Half-open span in ``passage.text``, in code points.
    number : int
        The quotation's number in the answer, from 1.
    score : float
        How well it answers, in [0, 1].

    Returns
    -------
    Quote
        Verified: its words are those of the passage and of the source.

    Raises
    ------
    UnfaithfulQuotation
        The span does not match the source.
    """
    segments = cut_segments(passage, start, end)
    voice, speaker = _voice(passage, start, end)
    notes = notes_on(passage, start, end)
    quote = Quote(
        number=number,
        text=passage.text[start:end],
        source_id=source.id,
        passage_id=passage.id,
        section=passage.section,
        paragraph=passage.paragraph,
        start=start,
        end=end,
        source_start=segments[0].source_start if segments else passage.source_start,
        source_end=segments[-1].source_end if segments else passage.source_start,
        voice=voice,
        speaker=speaker,
        notes=notes,
        segments=segments,
        score=score,
        citation=cite(source, passage, voice, speaker, notes),
    )
    verify(quote, source, passage)
    return quote


def make_evidence(
    source: Source,
    passage: Passage,
    start: int,
    end: int,
    *,
    number: int,
    score: float,
    stance: Stance,
) -> Evidence:
    """Quote a span that bears on a statement; as `make_quote`, with the way it points."""
    quote = make_quote(source, passage, start, end, number=number, score=score)
    values = {field.name: getattr(quote, field.name) for field in fields(quote)}
    return Evidence(**values, stance=stance)


def verify(quote: Quote, source: Source, passage: Passage) -> None:
    """Check a quotation against its passage and its source.

    Raises
    ------
    UnfaithfulQuotation
        It is empty, or differs from either by so much as one character; a line break of the
        source counts as a space.
    """
    in_passage = passage.text[quote.start : quote.end]
    in_source = "".join(source.text[s.source_start : s.source_end] for s in quote.segments)
    if not quote.text or quote.text != in_passage or level(quote.text) != level(in_source):
        raise UnfaithfulQuotation(
            f"A quotation from {quote.passage_id} does not match the source.",
            "It was withheld. Run `opcit index` to read the source again, and please report this.",
        )


def cut_segments(passage: Passage, start: int, end: int) -> tuple[Segment, ...]:
    """Segments of a passage that cover a span of it, cut to the span."""
    cut = []
    for segment in passage.segments:
        low, high = max(start, segment.start), min(end, segment.end)
        if low < high:
            shift = segment.source_start - segment.start
            cut.append(Segment(low, high, low + shift, high + shift))
    return tuple(cut)


def notes_on(passage: Passage, start: int, end: int) -> tuple[NoteRef, ...]:
    """Pick the notes whose marks stand inside a span or right behind it."""
    return tuple(note for note in passage.notes if start < note.position <= end)


def cite(
    source: Source,
    passage: Passage,
    voice: Voice,
    speaker: str | None,
    notes: tuple[NoteRef, ...],
) -> str:
    """Cite a quotation as a reader would: author, title, place, speaker, notes."""
    provenance = source.provenance
    title = f"“{provenance.title}”" if provenance.title else source.id
    published = ", ".join(part for part in (provenance.publication, provenance.date) if part)
    parts = [", ".join(part for part in (provenance.author, title) if part)]
    if published and provenance.date in provenance.publication:
        published = provenance.publication
    if published:
        parts[0] += f" ({published})"
    if passage.section:
        parts.append(quoted(passage.section))
    parts.append(_place(source, passage))
    if voice is Voice.QUOTED and speaker:
        parts.append(f"quoting {speaker}")
    if voice is Voice.EDITOR:
        parts.append("the editor’s words")
    if notes:
        parts.append(("note " if len(notes) == 1 else "notes ") + ", ".join(n.label for n in notes))
    return ", ".join(parts) + "."


def _place(source: Source, passage: Passage) -> str:
    if passage.kind is PassageKind.NOTE:
        label = next((n.label for n in source.notes if n.id == passage.id), "")
        return f"note {label}".rstrip()
    return f"paragraph {passage.paragraph}"


def _voice(passage: Passage, start: int, end: int) -> tuple[Voice, str | None]:
    """Voice of the sentence that the span shares most with."""
    best, shared = None, 0
    for sentence in passage.sentences:
        overlap = min(end, sentence.end) - max(start, sentence.start)
        if overlap > shared:
            best, shared = sentence, overlap
    if best is None:
        return (Voice.NOTE if passage.kind is PassageKind.NOTE else Voice.AUTHOR), None
    return best.voice, best.speaker
