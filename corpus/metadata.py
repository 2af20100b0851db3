"""Title, author and date as a document's own head or first lines give them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import takewhile
from typing import Any

from corpus.lines import LONGEST_HEADING, looks_like_heading
from corpus.model import Provenance
from corpus.sentences import split_sentences
from corpus.speech import MONTHS, NO_NAMES, PREPOSITIONS
from corpus.syntax import plain_words

_DATES = ("date", "dcterms.date", "DC.date", "dc.date", "article:published_time")
_AUTHORS = ("author", "creator", "dc.creator", "DC.creator")
_WORD = r"(?:(?:[A-ZÀ-ÖØ-Þ]\.-?)+|[JS]r\.|[A-ZÀ-ÖØ-Þ](?:[\w’'-]*\w)?)"
_PERSON = rf"{_WORD}(?:\s(?:{_WORD}|de|du|des|von|van|der|den|la|le|di|da|del)){{1,5}}"
_DEGREES = r"(?:,\s[A-Z][A-Za-z]*\.[A-Za-z.]*)*"
_DATE = rf"\(?(?P<date>(?:(?:\d{{1,2}}\s)?(?:{'|'.join(MONTHS)})\s)?(?:1[4-9]|20)\d\d)\)?\.?"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY)\s(?P<author>{_PERSON}(?:(?:,|,?\s(?:and|AND|&))\s{_PERSON})*){_DEGREES}\.?"
    rf"(?:,?\s(?i:{_DATE}))?"
)
_DATED = re.compile(_DATE, re.IGNORECASE)
_NO_AUTHOR = (NO_NAMES | PREPOSITIONS) - MONTHS - {"and"}
_MOST_LINES = 4
_LABELLED = re.compile(
    r"(?:chapter|part|book|section|volume|vol|act|letter|lecture|introduction|preface|foreword|"
    r"contents|prologue|appendix)\b|[IVXLC]+\b|\d",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:(?:First|Originally)\s)?(?i:(?:re)?(?:printed|published|issued)|delivered|read)\s"
    r"(?:in|by|for|at|before|from|as)\s.{5,200}"
    r"\b(?:1[4-9]|20)\d\d\)?(?:,\spp?\.?\s?[\d–-]+)?"
)
_LONG_WORD = re.compile(r"\w{4,}")
_FEWEST_LONG_WORDS = 4
_SHARE_OF_CAPITALS = 0.8
_LONGEST_SUBTITLE = 300


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The blocks at the top of a text that tell what it is and by whom.

    Attributes
    ----------
    blocks : int
        How many there are; 0 where nothing tells for certain.
    provenance : Provenance
        What they say.
    """

    blocks: int = 0
    provenance: Provenance = Provenance("", "")


def from_head(meta: Mapping[str, Any]) -> Provenance:
    """Read the head of a document.

    Parameters
    ----------
    meta : mapping
        As pandoc writes it in JSON.

    Returns
    -------
    Provenance
        Empty where it says nothing.
    """
    return Provenance(
        title=_words(meta.get("title")),
        author=_first(meta, _AUTHORS),
        date=_first(meta, _DATES),
        rights=_words(meta.get("rights")),
    )


def together(first: Provenance, second: Provenance) -> Provenance:
    """Fill what the first leaves empty from the second."""
    return Provenance(
        **{f.name: getattr(first, f.name) or getattr(second, f.name) for f in fields(Provenance)}
    )


def find_title_page(words: Sequence[str], gaps: Sequence[int]) -> TitlePage:
    """Read a title, a subtitle, "By" and a name, a date, and where it was printed.

    Parameters
    ----------
    words : sequence of str
        The text's blocks from the top.
    gaps : sequence of int
        The blank lines before each: where there are none, a title goes on.

    Returns
    -------
    TitlePage
        Empty unless a title is followed by its author's name, or by a subtitle too long to be
        the heading of a section.

    Examples
    --------
    >>> page = find_title_page(["The Plague Year", "By Josiah Wren", "It came."], [0, 1, 2])
    >>> page.blocks, page.provenance.title, page.provenance.author
    (2, 'The Plague Year', 'Josiah Wren')
    """
    for i in range(1, min(_MOST_LINES, len(words) - 1)):
        if not (looks_like_heading(words[i - 1]) or i > 1 and _is_subtitle(words[i - 1])):
            break
        until = i + (2 if words[i].casefold() == "by" else 1)
        byline = _byline(" ".join(words[i:until]))
        dated = _DATED.fullmatch(words[until]) if byline and until < len(words) else None
        after = until + (dated is not None)
        if byline and after < len(words):
            date = byline["date"] or (dated["date"] if dated else "")
            told = Provenance(_title(words[:i], gaps), byline["author"], date)
            return _with_imprint(TitlePage(after, told), words)
    return _by_subtitle(words, gaps)


def _by_subtitle(words: Sequence[str], gaps: Sequence[int]) -> TitlePage:
    """Read a title without an author's name by the long subtitle under it."""
    top = words[: min(_MOST_LINES, len(words) - 1)]
    count = len(list(takewhile(looks_like_heading, top)))
    if not count or _LABELLED.match(top[0]) or count == len(top) or not _is_subtitle(top[count]):
        return TitlePage()
    page = TitlePage(count + 1, Provenance(_title(top[:count], gaps), ""))
    return _with_imprint(page, words)


def _with_imprint(page: TitlePage, words: Sequence[str]) -> TitlePage:
    """Add the line that says where a text was printed: "First printed in the Review, 1934"."""
    if page.blocks + 1 >= len(words) or not _PRINTED.fullmatch(words[page.blocks]):
        return page
    told = replace(page.provenance, publication=words[page.blocks])
    return TitlePage(page.blocks + 1, told)


def _is_subtitle(text: str) -> bool:
    """Tell a subtitle too long for a heading from a paragraph: it is written in capitals.

    A paragraph that lost its end has none on most of its words.
    """
    words = _LONG_WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    return (
        len(text) <= _LONGEST_SUBTITLE
        and text[:1].isupper()
        and (text[-1].isalnum() or text[-1] in ")]")
        and len(words) >= _FEWEST_LONG_WORDS
        and capitals >= _SHARE_OF_CAPITALS * len(words)
        and not text.isupper()
        and len(split_sentences(text)) == 1
    )


def said_at_top(provenance: Provenance) -> frozenset[str]:
    """Give the lines in which a text may say its title, author and date, each as `bare` has it."""
    authors = re.split(r"\s*(?:;|\band\b|&)\s*", provenance.author)
    told = {bare(words) for words in (provenance.title, provenance.date, *authors)}
    told |= {f"by {name}" for name in (*told, bare(provenance.author))} | {bare(provenance.author)}
    told |= set(re.findall(r"\d{4}", provenance.date))
    return frozenset(told - {"", "by", "by "})


def bare(text: str) -> str:
    """Give the words of a line in lower case, without signs."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _first(meta: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((words for name in names if (words := _words(meta.get(name)))), "")


def _words(value: Any) -> str:  # noqa: ANN401 - as pandoc has it
    if value is None:
        return ""
    kind, content = value["t"], value["c"]
    if kind == "MetaInlines":
        return plain_words(content)
    if kind == "MetaBlocks":
        return " ".join(plain_words(b["c"]) for b in content if b["t"] in ("Para", "Plain"))
    if kind == "MetaList":
        return " and ".join(words for item in content if (words := _words(item)))
    if kind == "MetaMap":
        return _words(content.get("name") or content.get("literal"))
    return content if isinstance(content, str) else ""


def _byline(line: str) -> re.Match[str] | None:
    """Read "By Josiah Wren", but not "By Order of the Board"."""
    match = _BYLINE.fullmatch(line) if len(line) <= LONGEST_HEADING else None
    words = {word.casefold() for word in re.findall(r"\w{2,}", match["author"])} if match else ()
    return None if _NO_AUTHOR.intersection(words) else match


def _title(words: Sequence[str], gaps: Sequence[int]) -> str:
    """Join the lines of a title; a long subtitle is left out, since every citation names it."""
    title = words[0]
    for line, gap in zip(words[1:], gaps[1:], strict=False):
        if looks_like_heading(line):
            title += (": " if gap else " ") + line
    return title
