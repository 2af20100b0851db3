"""A source made by hand and an engine that answers from it by shared words."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.errors import UnknownSource
from corpus.model import (
    Anchor,
    Note,
    NoteKind,
    NoteRef,
    Passage,
    PassageKind,
    Provenance,
    Resolution,
    Section,
    Segment,
    Sentence,
    Source,
    Voice,
)
from corpus.report import Integrity, LostMark, Work, WorkUse
from index.hit import Hit, Why
from index.speaking import holds_voice
from qa.errors import BadQuestion
from qa.model import (
    Answer,
    Check,
    CheckKind,
    Difference,
    Evidence,
    Exchange,
    Quote,
    ShortAnswer,
    Stance,
    Verdict,
)

ID = "blyth-1851"

# {i} is a mark; in the source it stands glued to what it follows.
PARAGRAPHS = [
    ("The flood", "The river rose on 3 May 1849 and carried off the mill.{i} Nobody was hurt."),
    (
        "The flood",
        "Mayor Ann Blyth asked for boats. “We have two,” wrote the harbourmaster.{ii} "
        "She bought six more at Leith for £40.",
    ),
    (
        "The rebuilding",
        "The mill was built again by John Carr, a mason of <b>Fife</b>, in 1850.{iii}",
    ),
    ("The rebuilding", "No one has said what became of the old wheel & its maker."),
]
NOTES = [
    ("i", "A Blyth, The Flood of 1849, Leith 1851, p 4."),
    ("ii", "op cit, p 9."),
    ("iii", "Ibid, p 22."),
    ("iv", "Town Minutes, 1850."),
]


def make_source(source_id: str = ID) -> Source:
    """Four paragraphs in two sections and four notes, of which the last has lost its mark."""
    builder = _Builder(source_id)
    return builder.build()


class _Builder:
    def __init__(self, source_id: str) -> None:
        self.id = source_id
        self.text = "The Flood at Blyth\n\n"
        self.passages: list[Passage] = []
        self.anchors: dict[str, Anchor] = {}

    def build(self) -> Source:
        for number, (section, marked) in enumerate(PARAGRAPHS, start=1):
            if section not in self.text:
                self.text += f"{section}\n\n"
            self.passages.append(self._passage(number, section, marked))
        notes = [self._note(n, label, text) for n, (label, text) in enumerate(NOTES, start=1)]
        spans = [p for p in self.passages if p.kind is not PassageKind.NOTE]
        return Source(
            id=self.id,
            provenance=Provenance("The Flood at Blyth", "Ann Blyth", "1851", "Leith", "None left"),
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            text=self.text,
            sections=(Section("The flood", 1, 1, 2), Section("The rebuilding", 1, 3, 4)),
            passages=(*spans, *(self._as_passage(n) for n in notes)),
            notes=tuple(notes),
            works=(self._work(),),
            integrity=Integrity(
                passages=4,
                sentences=7,
                notes=4,
                linked=3,
                lost_marks=(LostMark(f"{self.id}:n4", "iv", f"{self.id}:p0003", 74, None, 0),),
                back_references=2,
                resolved=2,
                ambiguous=0,
                warnings=(),
            ),
        )

    def _passage(self, number: int, section: str, marked: str) -> Passage:
        start, passage_id = len(self.text), f"{self.id}:p{number:04d}"
        text, source, segments, marks = "", "", [], []
        for piece in re.split(r"(\{\w+\})", marked):
            if piece.startswith("{"):
                marks.append((piece[1:-1], len(text), start + len(source)))
                source += piece[1:-1]
            elif piece:
                at = start + len(source)
                segments.append(Segment(len(text), len(text) + len(piece), at, at + len(piece)))
                text, source = text + piece, source + piece
        self.text += source + "\n\n"
        for label, position, at in marks:
            before, after = text[max(0, position - 40) : position], text[position : position + 40]
            self.anchors[label] = Anchor(
                passage_id, position, before, after, at, at + len(label), 1.0
            )
        refs = tuple(self._ref(label, position) for label, position, _ in marks)
        return Passage(
            passage_id,
            self.id,
            PassageKind.PARAGRAPH,
            section,
            number,
            text,
            start,
            start + len(source),
            refs,
            tuple(segments),
            _sentences(text),
        )

    def _resolved(self, label: str) -> tuple[Resolution, ...]:
        surface = {"ii": "op cit", "iii": "Ibid"}.get(label)
        if surface is None:
            return ()
        full = NOTES[0][1].split(", p")[0]
        trace = (f"{self.id}:n2", f"{self.id}:n1") if label == "iii" else (f"{self.id}:n1",)
        return (Resolution(surface, 0, len(surface), full, f"{self.id}:n1", trace),)

    def _ref(self, label: str, position: int) -> NoteRef:
        number = [n for n, _ in NOTES].index(label) + 1
        text = NOTES[number - 1][1]
        return NoteRef(f"{self.id}:n{number}", label, text, position, self._resolved(label))

    def _note(self, number: int, label: str, text: str) -> Note:
        start = len(self.text) + len(label) + 1
        self.text += f"{label} {text}\n\n"
        return Note(
            f"{self.id}:n{number}",
            self.id,
            label,
            number,
            text,
            NoteKind.ENDNOTE,
            self.anchors.get(label),
            self._resolved(label),
            start,
            start + len(text),
        )

    def _as_passage(self, note: Note) -> Passage:
        home = [p for p in self.passages if note.anchor and p.id == note.anchor.passage_id]
        return Passage(
            note.id,
            self.id,
            PassageKind.NOTE,
            home[0].section if home else "",
            home[0].paragraph if home else 0,
            note.text,
            note.source_start,
            note.source_end,
            (),
            (Segment(0, len(note.text), note.source_start, note.source_end),),
            (Sentence(0, len(note.text), Voice.NOTE, None),),
        )

    def _work(self) -> Work:
        uses = [("i", NOTES[0][1], 1), ("ii", "op cit", 2), ("iii", "Ibid", 3)]
        return Work(
            f"{self.id}:w1",
            NOTES[0][1].split(", p")[0],
            "A Blyth",
            "The Flood of 1849",
            tuple(
                WorkUse(f"{self.id}:n{n}", label, surface, f"{self.id}:p{n:04d}")
                for label, surface, n in uses
            ),
        )


def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            m.start(),
            m.end(),
            Voice.QUOTED if m[0].startswith("“") else Voice.AUTHOR,
            "the harbourmaster" if m[0].startswith("“") else None,
        )
        for m in re.finditer(r"\S.*?[.?!](?=\s|$)", text)
    )


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.lower()) if len(w) > 3}


@dataclass(frozen=True)
class Found:
    """What the fake engine hands from `retrieve` to `answer`."""

    question: str
    standalone_question: str
    hits: tuple[Hit, ...]
    timing_ms: dict[str, float]


class FakeEngine:
    """Answers by shared words; "Did she ..." leans on the last question of the history."""

    def __init__(self, *sources: Source) -> None:
        self._sources = {s.id: s for s in sources or (make_source(),)}
        self.histories: list[tuple[Exchange, ...]] = []

    @property
    def sources(self) -> Mapping[str, Source]:
        return self._sources

    def retrieve(
        self,
        question: str,
        *,
        history: Sequence[Exchange] = (),
        source_ids: Sequence[str] | None = None,
        k: int = 8,
    ) -> Found:
        if not question.strip():
            raise BadQuestion("The question is empty.", "Ask a question in words.")
        if len(question) > 2000:
            raise BadQuestion("The question is too long.", "Ask in at most 2,000 characters.")
        self.histories.append(tuple(history))
        understood = question
        if history and question.lower().startswith(("did she", "and ")):
            understood = f"{question} ({history[-1].question})"
        hits = tuple(self.search(understood, k=k, source_ids=source_ids))
        return Found(question, understood, hits, {"retrieve": 1.0})

    def answer(self, retrieval: Found) -> Answer:
        asked = _words(retrieval.standalone_question)
        best = max(
            (
                (
                    len(asked & _words(hit.passage.text[s.start : s.end])),
                    -hit.rank,
                    -s.start,
                    hit,
                    s,
                )
                for hit in retrieval.hits
                for s in hit.passage.sentences
            ),
            default=(0, 0, 0, None, None),
            key=lambda c: c[:3],
        )
        answered = best[0] >= 1 and "rasputin" not in asked
        base = Answer(
            question=retrieval.question,
            standalone_question=retrieval.standalone_question,
            answered=answered,
            answer="The source does not answer this.",
            short_answer=None,
            confidence=0.9 if answered else 0.1,
            quotes=(),
            nearest=() if answered else retrieval.hits[:3],
            hits=retrieval.hits,
            timing_ms={**retrieval.timing_ms, "total": 2.0},
        )
        if not answered:
            return base
        quote = self.quote(best[3].passage, best[4])
        year = re.search(r"\b\d{4}\b", quote.text)
        short = ShortAnswer(year[0], 1, *year.span()) if year else None
        return replace(base, answer=f"{quote.text} [1]", quotes=(quote,), short_answer=short)

    def quote(self, passage: Passage, sentence: Sentence) -> Quote:
        """A whole sentence as a quotation."""
        segments = []
        for s in passage.segments:
            lo, hi = max(s.start, sentence.start), min(s.end, sentence.end)
            if lo < hi:
                shift = s.source_start - s.start
                segments.append(
                    Segment(lo - sentence.start, hi - sentence.start, lo + shift, hi + shift)
                )
        notes = tuple(n for n in passage.notes if sentence.start < n.position <= sentence.end)
        return Quote(
            number=1,
            text=passage.text[sentence.start : sentence.end],
            source_id=passage.source_id,
            passage_id=passage.id,
            section=passage.section,
            paragraph=passage.paragraph,
            start=sentence.start,
            end=sentence.end,
            source_start=segments[0].source_start,
            source_end=segments[-1].source_end,
            voice=sentence.voice,
            speaker=sentence.speaker,
            notes=notes,
            segments=tuple(segments),
            score=0.9,
            citation=f"Ann Blyth, The Flood at Blyth, “{passage.section}”, ¶{passage.paragraph}",
        )

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Exchange] = (),
        source_ids: Sequence[str] | None = None,
        k: int = 8,
    ) -> Answer:
        return self.answer(self.retrieve(question, history=history, source_ids=source_ids, k=k))

    def search(
        self,
        query: str,
        *,
        k: int = 8,
        source_ids: Sequence[str] | None = None,
        kinds: Sequence[PassageKind] | None = None,
        voices: Sequence[Voice] | None = None,
        speaker: str | None = None,
    ) -> list[Hit]:
        if not query.strip():
            raise BadQuestion("The query is empty.", "Search for a word or a phrase.")
        for source_id in source_ids or ():
            if source_id not in self._sources:
                raise UnknownSource(f"No source is called “{source_id}”.", "See `opcit sources`.")
        asked = _words(query)
        scored = [
            (len(asked & _words(p.text)) / max(1, len(asked)), p)
            for s in self._sources.values()
            if source_ids is None or s.id in source_ids
            for p in s.passages
            if kinds is None or p.kind in kinds
            if holds_voice(p, voices, speaker or "")
        ]
        scored.sort(key=lambda pair: -pair[0])
        return [
            Hit(
                rank, score, p, Why(score, score, rank, rank, tuple(sorted(asked & _words(p.text))))
            )
            for rank, (score, p) in enumerate(scored[:k], start=1)
        ]

    def check(
        self,
        text: str,
        *,
        kind: CheckKind | None = None,
        attributed_to: str | None = None,
        source_ids: Sequence[str] | None = None,
    ) -> Check:
        chosen = kind or (CheckKind.QUOTE if "“" in text else CheckKind.CLAIM)
        best = self.search(text, k=1, source_ids=source_ids)[0]
        if best.score == 0:
            return Check(chosen, Verdict.NOT_IN_SOURCE, "absent", 0.8, (), ())
        quote = self.quote(best.passage, best.passage.sentences[0])
        values = [getattr(quote, name) for name in Quote.__dataclass_fields__]
        evidence = Evidence(*values, stance=Stance.AGAINST)
        differences = (Difference("1848", "1849"),)
        return Check(chosen, Verdict.CONTRADICTED, "date", 0.7, (evidence,), differences)

    def suggestions(self, source_ids: Sequence[str] | None = None) -> list[str]:
        return [
            "When did the river rise?",
            "Who asked for boats?",
            "Who built the mill again?",
        ]
