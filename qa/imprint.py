"""Questions about a source itself: who wrote it, when it appeared, what it is about."""

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.model import Passage, Sentence, Source
from index.lexical import analyse
from qa.prose import quoted


class Facet(StrEnum):
    """What is asked of a source."""

    AUTHOR = "author"
    PUBLICATION = "publication"
    TITLE = "title"
    SUBJECT = "subject"


_KINDS = r"(?:article|book|text|source|essay|document|paper|pamphlet|work|piece|study|treatise)"
_IT = rf"(?:(?:this|the) {_KINDS}|this|it)"
_WHAT_IS = r"what(?: is| are|’s|'s)"
_MAIN = r"(?:main|central|overall|chief|key|general)"
_POINT = r"(?:arguments?|points?|ideas?|thesis|message|conclusions?|claims?|findings?)"
_GIST = rf"(?:subject|topic|theme|gist|thesis|conclusion|{_MAIN} (?:subject|topic|theme|{_POINT}))"
_CAME = (
    r"(?:(?:first|originally) )?(?:published|written|printed|composed|appear(?:ed)?|come out"
    r"|issued)(?: first)?"
)
_ASKS = {
    Facet.AUTHOR: rf"who (?:wrote|is|was|are|were) (?:the (?:author|writer)s? of )?{_IT}"
    r"|who (?:is|was|are|were) the (?:author|writer)s?"
    rf"|(?:by whom|who) (?:was|is) {_IT} (?:written|published)(?: by)?",
    Facet.PUBLICATION: rf"(?:when|where|in (?:what|which) (?:year|month|journal|magazine|place)"
    rf"|what year|how long ago) (?:and (?:when|where) )?(?:was|is|did|has) {_IT}(?: been)? {_CAME}"
    r"(?:,? and (?:when|where|in what))?",
    Facet.TITLE: rf"{_WHAT_IS} the (?:title|name) of {_IT}|{_WHAT_IS} {_IT} called"
    rf"|{_WHAT_IS} the title",
    Facet.SUBJECT: rf"{_WHAT_IS} {_IT} (?:mainly |mostly )?about"
    rf"|what does (?:{_IT}|the (?:author|writer)) (?:deal with|cover|discuss|treat|argue|say)"
    rf"|{_WHAT_IS} the {_GIST} of {_IT}|{_WHAT_IS} the (?:author|writer)[’']s {_GIST}"
    rf"|{_WHAT_IS} the {_MAIN} {_POINT}|(?:please )?(?:sum up|summari[sz]e) {_IT}(?: for me)?"
    rf"|(?:please )?(?:give(?: me)?|write|make) (?:a|the) (?:\w+ )?summary of {_IT}",
}
_SOURCE = re.compile(rf"\b{_KINDS}\b", re.IGNORECASE)
_OF_SOURCE = re.compile(rf"\b(?:{_KINDS}|author|writer)\b", re.IGNORECASE)
_PATTERNS = {facet: re.compile(pattern, re.IGNORECASE) for facet, pattern in _ASKS.items()}
_SUM_UP = "Ask about a part of it, or read how it begins and ends."
_LEAST, _SHARE = 3, 0.6
"""Words that a sentence must share with what is known of the source, and the share of them."""
_MOST_SOURCES, _MOST_SECTIONS = 3, 4


def asks_of_source(question: str, *, follows: bool = False) -> Facet | None:
    """Tell what a question asks of a source itself, if it does.

    Parameters
    ----------
    question : str
        A stand-alone question.
    follows : bool
        Whether it follows on others; a bare "this" may then be what was spoken of.

    Examples
    --------
    >>> asks_of_source("Who wrote this article?"), asks_of_source("Who wrote the decree on land?")
    (<Facet.AUTHOR: 'author'>, None)
    """
    asked = " ".join(question.split()).rstrip(" ?.!")
    found = next((facet for facet, pattern in _PATTERNS.items() if pattern.fullmatch(asked)), None)
    named = _OF_SOURCE if found is Facet.SUBJECT else _SOURCE
    return None if follows and not named.search(asked) else found


def imprint_in(source: Source, facet: Facet) -> tuple[Passage, Sentence] | None:
    """Find the sentence with which a source says of itself what is asked; None if it doesn't."""
    known = source.provenance
    told = {
        Facet.AUTHOR: known.author,
        Facet.PUBLICATION: f"{known.publication} {known.date}",
    }.get(facet, "")
    terms = [term for term in analyse(told) if not term.stop]
    wanted = {term.stem for term in terms}
    words = {told[term.start : term.end] for term in terms}
    best: tuple[float, Passage, Sentence] | None = None
    for passage in source.passages:
        if sum(word in passage.text for word in words) < _LEAST:
            continue
        for sentence in passage.sentences:
            said = analyse(passage.text[sentence.start : sentence.end])
            own = {term.stem for term in said if not term.stop}
            shared = len(wanted & own)
            share = 2 * shared / (len(wanted) + len(own))
            if shared >= max(_LEAST, _SHARE * len(wanted)) and (best is None or share > best[0]):
                best = share, passage, sentence
    return best[1:] if best else None


def imprint_text(sources: Sequence[Source], facet: Facet) -> str:
    """Say what is known of sources that do not say it of themselves.

    Parameters
    ----------
    sources : sequence of Source
        Those asked; at most three are told of.
    facet : Facet
        What was asked of them; with the subject go the titles of the sections.
    """
    none = f"No sentence of the source{'s' if len(sources) > 1 else ''} says so"
    if facet is Facet.SUBJECT:
        none = "Opcit quotes what a source says and does not sum it up"
    if len(sources) == 1:
        told = [f"It is recorded as {_recorded(sources[0])}.", *_sections(sources[0], facet)]
    else:
        records = [_recorded(source) for source in sources[:_MOST_SOURCES]]
        told = [f"Recorded are {_and_more(records, len(sources))}."]
    advice = [_SUM_UP] if facet is Facet.SUBJECT else []
    return " ".join([f"{none}.", *told, *advice])


def _recorded(source: Source) -> str:
    known = source.provenance
    by = f" by {known.author}" if known.author else ""
    published = known.publication or known.date
    return f"{quoted(known.title)}{by}{f' ({published})' if published else ''}"


def _sections(source: Source, facet: Facet) -> list[str]:
    titles = [section.title for section in source.sections if section.title]
    if facet is not Facet.SUBJECT or not titles:
        return []
    return [f"Its sections: {_and_more(titles[:_MOST_SECTIONS], len(titles))}."]


def _and_more(named: Sequence[str], count: int) -> str:
    """List some of so many, and say how many more there are."""
    more = count - len(named)
    return "; ".join(named) + (f"; and {more} more" if more else "")
