"""Questions for what the notes cite, answered from the index of works and from the notes."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.model import Note, Source
from corpus.report import Work
from index.lexical import content_stems
from qa.checks.speakers import name_words
from qa.choosing import Chosen, Passages, distinct, note_span
from qa.prose import quoted

_NOTES = r"(?:foot|end)?notes?"
_AUTHOR = (
    rf"(?:(?:the |this |its )?(?:author|writer|article|book|text|source|essay|{_NOTES})|he|she|it)"
)
_DO = r"(?:does|do|did|is|are|was|were|has|have)"
_CITE = r"(?:cit(?:e|es|ed)|referenced?|mention(?:s|ed)?|refers? to|referred to|named?)"
_CITED = r"(?:cited?|referenced|footnoted)"
_WORKS = r"(?:works?|books?|writings|sources?|articles?|texts?|authorities|references|documents)"
_HOW_OFTEN = r"(?:how often|how many times|where)"
_USES = tuple(
    re.compile(
        rf"(?:{pattern})(?: in (?:the |its )?(?:text|article|book|{_NOTES}))?", re.IGNORECASE
    )
    for pattern in (
        rf"(?:in )?(?:which|what|how many)(?: of the)? {_NOTES} {_CITE} (?P<what>.+?)",
        rf"(?:in )?(?:which|what|how many)(?: of the)? {_NOTES} (?:is|are|was|were) (?P<what>.+?)"
        r" (?:cited|referenced|mentioned|named|referred to)(?: in)?",
        rf"{_HOW_OFTEN} {_DO} {_AUTHOR} {_CITED} (?P<what>.+?)",
        rf"{_HOW_OFTEN} {_DO} (?P<what>.+?) {_CITED}",
        rf"{_DO} {_AUTHOR} (?:ever )?{_CITED} (?P<what>.+?)",
        rf"(?:what|which) {_WORKS} (?:by|of) (?P<what>.+?) {_DO} (?:{_AUTHOR} )?{_CITED}",
    )
)
_LISTS = re.compile(
    rf"(?:what|which) {_WORKS} {_DO} {_AUTHOR} (?:{_CITED}|use|quote|rely on|draw on)"
    r"(?: most| often)*"
    rf"|(?:what|which) {_WORKS} are (?:{_CITED}|used)(?: most| often)*(?: in (?:the )?{_NOTES})?"
    rf"|list (?:all )?(?:the |its )?{_WORKS}(?: {_CITED}| used)?",
    re.IGNORECASE,
)
_NAMES_NOTES = re.compile(r"\bfootnote|\bendnote|\bcit(?:e|es|ed)\b", re.IGNORECASE)
"""Words that leave no doubt of which notes are meant: diplomats send notes too."""
_OWNED = re.compile(rf"(?P<who>.+?)(?:[’']s?)? {_WORKS}", re.IGNORECASE)
_MOST_NAMED, _MOST_LABELS = 3, 20


@dataclass(frozen=True, slots=True)
class Cited:
    """What the notes cite of what a question asks for.

    Attributes
    ----------
    told : str
        How many notes, and which, or that there are none.
    spans : tuple of Chosen
        The notes.
    """

    told: str
    spans: tuple[Chosen, ...]


def works_sought(
    question: str, index: Passages, source_ids: Sequence[str] | None = None
) -> Cited | None:
    """Find what a question asks of the works cited.

    Parameters
    ----------
    question : str
        A stand-alone question.
    index : Passages
        Knows the sources.
    source_ids : sequence of str, optional
        The sources asked.

    Returns
    -------
    Cited or None
        None where nothing of the kind is asked; without spans where no note has it.
    """
    asked = " ".join(question.split()).rstrip(" ?.!")
    lists = _LISTS.fullmatch(asked)
    found = next(filter(None, (pattern.fullmatch(asked) for pattern in _USES)), None)
    if not lists and found is None:
        return None
    sources = [index.sources[i] for i in (index.sources if source_ids is None else source_ids)]
    if lists or found is None:
        return _all_works([source for source in sources if source.works], index)
    what = found["what"].strip(" “”\"'‘’")
    owned = _OWNED.fullmatch(what)
    for sought in [what, *([owned["who"]] if owned else [])]:
        for verb, notes_with in (("cite", _citing), ("mention", _mentioning)):
            notes = [(source, own) for source in sources if (own := notes_with(sought, source))]
            if notes:
                told = _told(verb, sought, notes, len(sources))
                spans = [note_span(index.passage(note.id)) for _, own in notes for note in own]
                return Cited(told, tuple(distinct(spans)))
    asks_of_notes = _NAMES_NOTES.search(asked)
    return Cited(f"No note cites or mentions {quoted(what)}.", ()) if asks_of_notes else None


def _citing(what: str, source: Source) -> list[Note]:
    """Find the notes that use a work, or a work of an author."""
    used = {use.note_id for work in source.works if _is(what, work) for use in work.uses}
    return [note for note in source.notes if note.id in used]


def _mentioning(what: str, source: Source) -> list[Note]:
    """Find the notes that have all words of a phrase."""
    stems = content_stems(what)
    return [note for note in source.notes if stems and stems <= content_stems(note.text)]


def _is(what: str, work: Work) -> bool:
    """Whether a work is what is asked for, by its title or by its author."""
    asked = content_stems(what)
    if asked & content_stems(work.title) and asked <= content_stems(f"{work.author} {work.title}"):
        return True
    names = name_words(what)
    return bool(names) and _has(names, name_words(work.author))


def _has(asked: Collection[str], own: Collection[str]) -> bool:
    """Whether a name asked for is an author's, or is it with more or fewer of its parts."""
    longer = {word for word in own if len(word) > 1}
    return bool(longer) and (set(asked) <= set(own) or longer <= set(asked))


def _told(
    verb: str, what: str, found: Sequence[tuple[Source, Sequence[Note]]], sources: int
) -> str:
    """Say how many notes do something, and which."""
    count = sum(len(notes) for _, notes in found)
    head = f"{count} notes {verb}" if count > 1 else f"One note {verb}s"
    listed = []
    for source, notes in found:
        of = f" of {quoted(source.provenance.title)}" if sources > 1 else ""
        labels = [note.label for note in notes]
        listed.append(f"{_listed(labels[:_MOST_LABELS], len(labels))}{of}")
    return f"{head} {quoted(what)}: {'; '.join(listed)}."


def _all_works(sources: Sequence[Source], index: Passages) -> Cited | None:
    """Tell how many works are cited, and those cited most."""
    if not sources:
        return None
    works = [work for source in sources for work in source.works]
    often = sorted(works, key=lambda work: -len(work.uses))
    named = "; ".join(f"{_named(work)} ({len(work.uses)})" for work in often[:_MOST_NAMED])
    told = f"The notes cite {len(works)} works, most often {named}."
    spans = [note_span(index.passage(work.uses[0].note_id)) for work in often[:_MOST_NAMED]]
    return Cited(told, tuple(distinct(spans)))


def _named(work: Work) -> str:
    return ", ".join(filter(None, (work.author, work.title)))


def _listed(labels: Sequence[str], count: int) -> str:
    if count > len(labels):
        return f"{', '.join(labels)} and {count - len(labels)} more"
    return " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
