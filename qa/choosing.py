"""Choosing what to quote: one to three spans across the best passages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.model import Note, Passage, PassageKind, Sentence, Source
from index.hit import Hit
from index.lexical import content_stems
from qa.announced import announced
from qa.imprint import Facet, imprint_in
from qa.lookups.notes import notes_sought
from qa.question import AnswerType, Expectation, expected_answer
from qa.quoting import notes_on

_WHOLE_NOTE = 320
"""A note no longer than this many characters is quoted whole."""
_WORTH_QUOTING = 0.05
"""Share of the best score below which a further sentence is left out."""
_OF_SOURCES = content_stems(
    "source reference authority note footnote given cited cites quoted author writer article book"
    " text get come comes from taken story claim statement behind support information document page"
)
_MOST_OF = 0.6
"""Share of what a question for a source speaks of that stands in a note or where it hangs."""
_SURE = 0.3
"""Score from which the sentence found is taken for the one whose source is asked for."""


class Scored(Protocol):
    """A sentence and how well it answers."""

    @property
    def passage(self) -> Passage:
        """Where it stands."""

    @property
    def sentence(self) -> Sentence:
        """Its span and voice."""

    @property
    def score(self) -> float:
        """In [0, 1]; greater is better."""


class Passages(Protocol):
    """What is needed to go from passages to notes and back."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""

    def passage(self, passage_id: str) -> Passage:
        """Find a passage by id."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A span chosen for quoting.

    Attributes
    ----------
    passage : Passage
        Where it stands.
    start, end : int
        Span in the passage's text.
    score : float
        In [0, 1].
    looked_up : bool
        Whether it answers by what it is: a note asked for by its label or by what its mark hangs
        on, a source's imprint, somebody's words, a sentence of the time asked about.
    """

    passage: Passage
    start: int
    end: int
    score: float
    looked_up: bool = False


def choose(
    question: str,
    hits: Sequence[Hit],
    ranked: Sequence[Scored],
    index: Passages,
    *,
    limit: int,
    source_ids: Sequence[str] | None = None,
) -> list[Chosen]:
    """Choose the spans that answer a question, best first.

    Parameters
    ----------
    question : str
        A stand-alone question.
    hits : sequence of Hit
        The passages found, best first.
    ranked : sequence of Scored
        Their sentences, best first.
    index : Passages
        Where notes and passages are looked up.
    limit : int
        Most spans to choose.
    source_ids : sequence of str, optional
        The sources asked.

    Returns
    -------
    list of Chosen
        At most `limit`, no two overlapping.
    """
    expectation = expected_answer(question)
    named = _named_notes(hits, ranked, expectation, index)
    if named:
        return distinct(named)[:limit]
    spans = _notes_asked_for(question, expectation, ranked, index, source_ids)
    best = ranked[0].score if ranked else 0.0
    for scored in ranked[: 2 * limit]:
        if scored.score >= _WORTH_QUOTING * best:
            spans += with_what_it_announces(_span(scored), index)
    return distinct(spans)[:limit]


def choose_imprints(
    facet: Facet, index: Passages, *, limit: int, source_ids: Sequence[str] | None = None
) -> list[Chosen]:
    """Choose what the sources say of themselves; see `choose` and `imprint_in`."""
    asked = index.sources if source_ids is None else source_ids
    found = (imprint_in(index.sources[source_id], facet) for source_id in asked)
    return [
        Chosen(passage, sentence.start, sentence.end, 1.0, looked_up=True)
        for passage, sentence in filter(None, found)
    ][:limit]


def note_span(note: Passage) -> Chosen:
    """Choose a note that is looked up: the whole of it, or of a long one the first sentence."""
    return replace(_whole_or_first(note, 1.0), looked_up=True)


def _named_notes(
    hits: Sequence[Hit], ranked: Sequence[Scored], expectation: Expectation, index: Passages
) -> list[Chosen]:
    """Quote the notes the question names, what they refer back to, and what they hang on."""
    notes, behind, calling = [], [], []
    for hit in hits:
        if not hit.why.named:
            continue
        notes.append(replace(_best_of_note(hit.passage, ranked), looked_up=True))
        behind += _referred_to(hit.passage, index)
        if hit.calling is not None:
            calling.append(_calling_sentence(hit.calling, hit.passage.id))
    asks_reference = expectation.type is AnswerType.REFERENCE
    return notes + (behind + calling if asks_reference else calling + behind)


def _notes_asked_for(
    question: str,
    expectation: Expectation,
    ranked: Sequence[Scored],
    index: Passages,
    source_ids: Sequence[str] | None,
) -> list[Chosen]:
    """Quote the notes that explain a term, or that stand behind the sentence found."""
    sought = notes_sought(question, expectation, _notes_of(index, source_ids))
    if sought:
        note = index.passage(sought[0].id)
        found = [note_span(note)]
        found += _referred_to(note, index) if expectation.type is AnswerType.REFERENCE else []
        anchor = sought[0].anchor
        if anchor is not None:
            found.append(_calling_sentence(index.passage(anchor.passage_id), note.id))
        return found
    if expectation.type is AnswerType.REFERENCE:
        return _notes_behind(question, ranked, index)
    return []


def _notes_of(index: Passages, source_ids: Sequence[str] | None) -> list[Note]:
    asked = index.sources if source_ids is None else source_ids
    return [note for source_id in asked for note in index.sources[source_id].notes]


def _notes_behind(question: str, ranked: Sequence[Scored], index: Passages) -> list[Chosen]:
    """Quote the first note on or after the best sentence of running text, then the sentence.

    A note that comes before any such sentence is itself the one asked for, if it or the passage
    that its mark stands in has most of what the question speaks of.
    """
    for scored in ranked[:3]:
        if scored.passage.kind is PassageKind.NOTE:
            calling = _calling(scored.passage, index)
            if _speaks_of(question, scored.passage, calling):
                beside = [_calling_sentence(calling, scored.passage.id)] if calling else []
                return [note_span(scored.passage), *_referred_to(scored.passage, index), *beside]
            continue
        on = notes_on(scored.passage, scored.sentence.start, scored.sentence.end)
        after = [n for n in scored.passage.notes if n.position > scored.sentence.end]
        if on or after:
            note = index.passage((on or after)[0].id)
            sure = scored.score >= _SURE or _speaks_of(question, note, scored.passage)
            found = [replace(_whole_or_first(note, scored.score), looked_up=sure), _span(scored)]
            return found[:1] + _referred_to(note, index)[:1] + found[1:]
    return []


def _calling(note: Passage, index: Passages) -> Passage | None:
    """Return the passage that a note's mark stands in."""
    notes = index.sources[note.source_id].notes
    anchor = next((own.anchor for own in notes if own.id == note.id), None)
    return index.passage(anchor.passage_id) if anchor else None


def _speaks_of(question: str, note: Passage, calling: Passage | None) -> bool:
    """Whether a note and the passage it hangs on have most words of a question for a source."""
    asked = content_stems(question) - _OF_SOURCES
    held = content_stems(note.text) | (content_stems(calling.text) if calling else frozenset())
    return bool(asked) and len(asked & held) >= _MOST_OF * len(asked)


def _referred_to(note: Passage, index: Passages) -> list[Chosen]:
    """Quote the notes that a note's back-references lead to."""
    by_id = {n.id: n for n in index.sources[note.source_id].notes}
    targets = dict.fromkeys(
        resolution.note_id
        for resolution in by_id[note.id].resolved
        if resolution.note_id and resolution.note_id != note.id
    )
    return [_whole_or_first(index.passage(target), 0.9) for target in targets]


def _best_of_note(note: Passage, ranked: Sequence[Scored]) -> Chosen:
    if len(note.text) <= _WHOLE_NOTE:
        return Chosen(note, 0, len(note.text), 1.0)
    own = next((scored for scored in ranked if scored.passage.id == note.id), None)
    return _span(own) if own else _whole_or_first(note, 1.0)


def _whole_or_first(note: Passage, score: float) -> Chosen:
    whole = len(note.text) <= _WHOLE_NOTE or not note.sentences
    return Chosen(note, 0, len(note.text) if whole else note.sentences[0].end, score)


def _calling_sentence(passage: Passage, note_id: str) -> Chosen:
    position = next((n.position for n in passage.notes if n.id == note_id), 0)
    for sentence in passage.sentences:
        if sentence.start < position <= sentence.end:
            return Chosen(passage, sentence.start, sentence.end, 0.8)
    return Chosen(passage, 0, len(passage.text), 0.8)


def _span(scored: Scored) -> Chosen:
    return Chosen(scored.passage, scored.sentence.start, scored.sentence.end, scored.score)


def with_what_it_announces(span: Chosen, index: Passages) -> list[Chosen]:
    """Put behind a lead-in, as in "He wrote:", the words that it leads to, looked up as it is."""
    source = index.sources[span.passage.source_id]
    following = announced(span.passage, span.start, span.end, source)
    return [span, *(replace(span, passage=p, start=a, end=b) for p, a, b in following)]


def distinct(spans: Iterable[Chosen]) -> list[Chosen]:
    """Drop what overlaps an earlier span, or says the same words again."""
    kept: list[Chosen] = []
    for span in spans:
        words = span.passage.text[span.start : span.end]
        if words and not any(
            words == other.passage.text[other.start : other.end]
            or (
                span.passage.id == other.passage.id
                and span.start < other.end
                and other.start < span.end
            )
            for other in kept
        ):
            kept.append(span)
    return kept
