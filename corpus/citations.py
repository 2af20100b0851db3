"""Full references in the text of notes: where they begin and end, author and title."""

import re
import unicodedata
from dataclasses import dataclass

from corpus.archival import is_archival
from corpus.authors import CAP, LIFE, PERSONS, SURNAME, TO_TITLE, by_initials, find_author, surnames
from corpus.sentences import split_sentences
from corpus.speech import BODIES, MONTHS, NO_NAMES

_SMALL = "the|of|and|in|on|to|a|for|that|with|by"
_POSSESSIVE = re.compile(
    rf"(?P<author>{CAP}[\w-]+(?:\s{CAP}[\w-]+){{0,3}})’s\s(?:[a-z]+\s)?"
    rf"(?P<title>{CAP}[\w’-]+(?:\s(?:{CAP}[\w’-]+|{_SMALL}))*\s{CAP}[\w’-]+)"
)
_CONTINUES = re.compile(r"(?:Vol|Part|Book|Volume)s?\.?\s")
_LOCATED = re.compile(
    r"\b1[5-9]\d\d\b|\b20[0-2]\d\b|\bpp?\.?\s?\d|\bVols?\.?\s|\bvols?\.\s?[\divxlc]|\bNos?\.?\s?\d"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been|did|does|do|will|would|can|could|may|might|should|"
    r"gives?|gave|says?|said|learn|provides?|provided|refers?|see|begins)\b"
)
_BACKWARD = re.compile(r"\b(?:(?:op|loc|art)\.?\s?cit|ibid|idem)\b", re.IGNORECASE)
_LED_IN = re.compile(
    r"(?:(?:but|and|as)\s)?(?:(?:quoted|cited|printed)\s(?:in|by|from)|see(?:\salso)?|cf\.?|compare)"
    r"[,:]?\s(?=[A-Z“‘\"])",
    re.IGNORECASE,
)
_SURNAME_ALONE = re.compile(
    rf"(?P<author>{SURNAME}),\s[“‘\"]?(?P<title>{CAP}[\w’-]*[a-zà-ÿ])(?!,\s\(?\d{{4}})\b"
)
_NO_SURNAME = NO_NAMES | BODIES
_NO_TITLE = MONTHS | frozenset("vol vols part book no nos chap chapter preface appendix".split())
_EDITORS = (
    re.compile(rf"\b(?:eds?|tr|trans)\b\.?,?\s(?:by\s)?(?P<names>{PERSONS})"),
    re.compile(rf"\bin:?\s(?P<names>{PERSONS})(?=,?\s\(?eds?\b)"),
)
_LEADS_IN = re.compile(r"(?:^|\b(?:in|by|from|see|cf|also|to|of|and)\.?:?|[:;])\s*$", re.IGNORECASE)
_PAGES = re.compile(r",?\s*\bpp?\.?\s?\d[\d\s,–\-a-z]*$|(?<=\d\)),\s\d[\d\s,–-]*$")
_COMMENT = re.compile(r"\s[–—]\s(?=[a-z])|\s\[[^\]]*Ed\.?\]\s*\.?$")
_TITLE_END = re.compile(
    r",?\s\(in [A-Z]\w+\)|,\s(?:Vols?|Nos?)\b|,\seds?,|\.\s(?=(?:Vol|Part|Book)s?\b)|,\s\(?\d{4}"
    r"|\s\[|,\s(?:eds?|trans|tr)\.\s"
)
_TITLED = re.compile(r"[“‘]([^\s”’]+\s?){1,8}[”’]|\"([^\s\"]+\s?){1,8}\"")
_PAGED = re.compile(
    r"\b(?:(?:pp?|vols?|nos?|books?|bk|parts?|chs?|chapters?|fols?|cols?|tom|liv)\b\.?\s?[\divxlc]"
    r"|(?:op|loc|art)\.?\s?cit\b|ibid\b)",
    re.IGNORECASE,
)
_MOST_WORDS = 3
_CITING = frozenset(
    "and in of the from by also see cf to a on for with et al cit passim quoted cited journal note"
    " abridged translation translated reprinted edition".split()
)
_SHORTEST_TITLE = 3
_QUOTES = {"“": "”", "‘": "’", '"': '"'}
_IMPRINT = re.compile(r"\s\((?:[^()]*\s)?\d{4}\)|\([^()]*$|\[[^\[\]]*$")
_CORPORATE = re.compile(
    r"(?:Institute|Academy|Society|Ministry|Department|University)(?:\s(?:of|for)\b[^,]*)?,\s"
)
_SPLIT = re.compile(r";\s+(?:and\s+)?|,?\s+and\s+(?=in\s)")


@dataclass(frozen=True, slots=True)
class Cited:
    """A full reference in a note.

    Attributes
    ----------
    note : int
        Index of the note.
    start, end : int
        Span in the note's text, without pages and comments.
    reference : str
        The words of that span.
    author, title : str
        As far as they can be told apart.
    """

    note: int
    start: int
    end: int
    reference: str
    author: str
    title: str

    @property
    def surnames(self) -> frozenset[str]:
        """The words of the author, or of an editor, that a back-reference may use."""
        editors = (found for shape in _EDITORS for found in shape.finditer(self.reference))
        names = [self.author, *(match["names"] for match in editors)]
        return frozenset(plain(word) for name in names for word in surnames(name))


def plain(text: str) -> str:
    """Fold case and drop accents, so that "Paleologue" meets "Paléologue"; straight ' is ’."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("'", "’"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def find_citations(text: str, note: int) -> list[Cited]:
    """Find the full references of a note.

    A reference names an author with initials, or is a bare title, and says where and when: a
    year, a volume, an issue or pages; or it is a title that somebody's name owns. Back-references
    ("op cit") are none.

    Parameters
    ----------
    text : str
        The note.
    note : int
        Its index, to be kept with what is found.

    Returns
    -------
    list of Cited
        In order.
    """
    found = []
    for start, end in _stretches(text):
        cited = _citation(text, start, end, note)
        if cited:
            found.append(cited)
    found += [work for work in _in_prose(text, note) if not _overlaps(work, found)]
    return sorted(found, key=lambda work: work.start)


def only_cites(text: str) -> bool:
    """Tell whether a sentence of a note is a reference and nothing else.

    It gives a page, a volume or an author with a year, refers back, or names a newspaper of a day
    or what lies in an archive; it has no verb of its own, and outside titles in quotation marks and
    brackets hardly a word of the language.

    Examples
    --------
    >>> only_cites("A Knox, With the Russian Army 1914-1917, Vol II, London, 1921, p 542.")
    True
    >>> only_cites("Knox, op cit, p 616; and War Cabinet Papers GT749.")
    True
    >>> only_cites("The Seven Years’ War, 1756-1763.")
    False
    """
    told = re.sub(r"[(\[][^)\]]*[)\]]", " ", _TITLED.sub(" ", text))
    if _FINITE.search(told) or "\n" in text:
        return False
    if is_archival(told):
        return True
    works = find_citations(text, 0)
    by = any(work.author and not _SURNAME_ALONE.match(work.reference) for work in works)
    if not by and not _PAGED.search(text):
        return False
    words = set(re.findall(r"\b[a-z][a-z’'-]+", _PAGED.sub(" ", told)))
    return len(words - _CITING) <= _MOST_WORDS


def _in_prose(text: str, note: int) -> list[Cited]:
    """Find works named in a sentence: "John Reed’s immortal Ten Days That Shook the World"."""
    works = []
    for match in _POSSESSIVE.finditer(text):
        opening = match["author"].split()[0]
        start = match.start() + (len(opening) + 1 if opening.casefold() in NO_NAMES else 0)
        author = text[start : match.end("author")]
        if author and len(match["title"].split()) >= _SHORTEST_TITLE:
            reference = text[start : match.end()]
            works.append(Cited(note, start, match.end(), reference, author, match["title"]))
    return works


def _overlaps(work: Cited, others: list[Cited]) -> bool:
    return any(other.start < work.end and work.start < other.end for other in others)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Cut a note where one reference ends and another may begin."""
    sentences: list[tuple[int, int]] = []
    for start, end in split_sentences(text):
        if sentences and _CONTINUES.match(text, start):
            sentences[-1] = (sentences[-1][0], end)
        else:
            sentences.append((start, end))
    pieces = []
    for start, end in sentences:
        at = start
        for match in _SPLIT.finditer(text, start, end):
            if _balanced(text[at : match.start()]) and not _CONTINUES.match(text, match.end()):
                pieces.append((at, match.start()))
                at = match.end()
        pieces.append((at, end))
    return pieces


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _citation(text: str, start: int, end: int, note: int) -> Cited | None:
    stretch = text[start:end]
    if _BACKWARD.search(stretch) or not _LOCATED.search(stretch):
        return None
    author = _author(stretch)
    if author:
        begin, name_end = author
        return _cited(text, start + begin, start + name_end, end, note)
    led_in = _LED_IN.match(stretch)
    start += led_in.end() if led_in else 0
    stretch = text[start:end]
    if _CONTINUES.match(stretch) or not _is_bare_title(stretch):
        return None
    cited = _cited(text, start, start + _surname_alone(stretch), end, note)
    return cited if len(cited.title) > 1 else None


def _surname_alone(stretch: str) -> int:
    """Give the end of a surname that stands alone before a title: "Reay, Diary, entry for"."""
    match = _SURNAME_ALONE.match(stretch)
    if match is None or match["author"].casefold() in _NO_SURNAME:
        return 0
    return 0 if match["title"].casefold() in _NO_TITLE else match.end("author")


def _author(stretch: str) -> tuple[int, int] | None:
    """Find the author: by initials after any lead-in, by first names at the start."""
    match = by_initials(stretch)
    before = stretch[: match.start()] if match else ""
    initials = match and (_LEADS_IN.search(before) or _FINITE.search(before))
    named = find_author(stretch)
    if (
        named
        and not (match and initials and match.start() < named[0])
        and _is_told(stretch, named[1])
    ):
        return named
    return match.span() if match and initials else None


def _is_told(stretch: str, start: int) -> bool:
    """Tell whether it is said where and when a work stands before anything is said of it."""
    told = LIFE.sub(" ", _TITLED.sub(" ", stretch[start:]))
    located = _LOCATED.search(told)
    return located is not None and not _FINITE.search(told, 0, located.start())


def _is_bare_title(stretch: str) -> bool:
    outside = re.sub(r"[(\[“‘][^)\]”]*[)\]”’]", " ", stretch)
    words = re.findall(r"\w+", outside.split(",")[0])
    return (
        stretch[:1].isupper()
        and "," in outside
        and bool(_LOCATED.search(outside))
        and not _FINITE.search(outside)
        and not (len(words) == 1 and words[0].isupper())
    )


def _cited(text: str, start: int, name_end: int, end: int, note: int) -> Cited:
    comment = _COMMENT.search(text, name_end, end)
    if comment:
        end = comment.start()
    reference = _PAGES.sub("", text[start:end].rstrip(" .,;")).rstrip(" .,;")
    author = text[start:name_end]
    rest = reference[name_end - start :]
    lead = TO_TITLE.match(rest) if author else None
    title = _title(rest[lead.end() :] if lead else rest)
    return Cited(note, start, start + len(reference), reference, author, title)


def _title(rest: str) -> str:
    inside = re.search(r",\sin\s(?:the\s)?(?:journal\s)?(?=[A-Z])", rest)
    title = rest[: inside.start()] if inside else rest
    end = _TITLE_END.search(title)
    if end and not (inside and end[0].startswith(", ") and end[0][-1].isdigit()):
        title = title[: end.start()]
    if not inside:
        body = _CORPORATE.match(title)
        title = title[body.end() if body else 0 :].split(",")[0]
    return _unquoted(without_imprint(title).strip(" ,"))


def _unquoted(title: str) -> str:
    """Take off the quotation marks around a title, or the one that is not closed."""
    if title[:1] not in _QUOTES:
        return title
    closing = title.find(_QUOTES[title[0]], 1)
    return title[1:].rstrip(_QUOTES[title[0]]) if closing in (-1, len(title) - 1) else title


def without_imprint(title: str) -> str:
    """End a title before a bracket that holds its year, or that is opened and not closed.

    Examples
    --------
    >>> without_imprint("Lights of the North (Edinburgh")
    'Lights of the North'
    """
    imprint = _IMPRINT.search(title)
    return title[: imprint.start()].rstrip() if imprint else title
