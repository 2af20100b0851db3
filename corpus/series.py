"""Short names that later notes use: abbreviations and numbered series."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.citations import Cited, plain
from corpus.sentences import split_sentences
from corpus.speech import NO_NAMES

_ABBREVIATED = re.compile(r"(?P<title>[A-Z][\w’-]*(?:\s[\w’-]+){0,5}?)\s\((?P<short>[A-Z]{2,6})\)")
_NUMBERED = re.compile(
    r"(?P<name>(?:[A-Z][\w’-]*\s)+)(?:Nos?\.?\s)?(?P<number>[A-Z]{0,4}\d[\dA-Z/]*(?:,\s\d+)*)\b"
)
_NO_SERIES = frozenset(
    "vol vols part no nos chapter book order spring summer autumn winter".split()
)
_OPENING = "From|In|See|The|And|Also|Cf|By|On|As|This|These"
_HELD = re.compile(r"\b(?:indexed|held|kept|deposited|archives?|published|printed|record)\b", re.I)


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name, what it stands for and the note that explains it.

    Attributes
    ----------
    pattern : re.Pattern of str
        Finds its uses.
    note : int
        Index of the note that first gives it in full.
    reference : str
        The full reference, verbatim from that note.
    title, author : str
        Of the work it stands for.
    """

    pattern: re.Pattern[str]
    note: int
    reference: str
    title: str
    author: str


def find_short_names(texts: Sequence[str], cited: Sequence[Cited]) -> list[ShortName]:
    """Find the abbreviations introduced in references and the numbered series.

    Parameters
    ----------
    texts : sequence of str
        The notes.
    cited : sequence of Cited
        Their full references.

    Returns
    -------
    list of ShortName
        Abbreviations ("LCW") first, then series ("War Cabinet Minute 100").
    """
    return _abbreviations(cited) + _series(texts, cited)


def _abbreviations(cited: Sequence[Cited]) -> list[ShortName]:
    names: dict[str, ShortName] = {}
    for work in cited:
        for match in _ABBREVIATED.finditer(work.reference):
            short = match["short"]
            title = _named_so(match["title"], short)
            if title and short not in names:
                names[short] = ShortName(
                    re.compile(rf"\b{short}\b(?:,?\sVols?\.?\s[\dIVXLC]+)?"),
                    work.note,
                    work.reference[: match.end()],
                    title,
                    work.author,
                )
    return list(names.values())


def _named_so(words: str, short: str) -> str | None:
    """Find the words an abbreviation stands for: its last letters are their first ones."""
    parts = words.split()
    for i in range(len(parts)):
        initials = "".join(part[0] for part in parts[i:] if part[0].isupper())
        if initials and short.endswith(initials) and len(short) - len(initials) <= 1:
            return " ".join(parts[i:])
    return None


def _series(texts: Sequence[str], cited: Sequence[Cited]) -> list[ShortName]:
    names = Counter(
        _key(words)
        for i, text in enumerate(texts)
        for match in _NUMBERED.finditer(text)
        if (words := _series_words(match["name"])) and not _inside(cited, i, match.start())
    )
    found = []
    for key in names:
        form = re.compile(rf"\b{key[0]}\s{key[1]}s?\b", re.IGNORECASE)
        giver = next((i for i, text in enumerate(texts) if form.search(text)), None)
        if giver is None:
            continue  # Its words are accented, or stand on two lines.
        given = form.search(texts[giver])
        if given and not _numbered_at(texts[giver], given.start()):
            found.append(_short_name(key, form, giver, texts[giver]))
    return found


def _series_words(name: str) -> list[str]:
    words = name.split()
    while words and words[0].casefold() in NO_NAMES:
        words = words[1:]
    if any(word.casefold() in _NO_SERIES | NO_NAMES for word in words):
        return []
    return words if len(words) > 1 else []


def _key(words: Sequence[str]) -> tuple[str, str]:
    return plain(words[-2]), plain(words[-1]).removesuffix("s")


def _inside(cited: Sequence[Cited], note: int, at: int) -> bool:
    return any(c.note == note and c.start <= at < c.end for c in cited)


def _numbered_at(text: str, at: int) -> bool:
    return any(m.start() <= at < m.end() for m in _NUMBERED.finditer(text))


def _short_name(key: tuple[str, str], form: re.Pattern[str], giver: int, text: str) -> ShortName:
    given = form.search(text)
    where = given.start() if given else 0
    before = re.search(r"(?:[A-Z][\w’-]*\s)*$", text[:where])
    title = text[before.start() if before else where : given.end() if given else where]
    return ShortName(
        re.compile(
            rf"(?:(?!(?:{_OPENING})\s)[A-Z][\w’-]*\s)*(?i:{key[0]}\s{key[1]}s?)\s"
            r"[A-Z]{0,4}\d[\dA-Z/]*(?:,\s\d+)*\b"
        ),
        giver,
        _where_held(text, key[1]) or title,
        title,
        "",
    )


def _where_held(text: str, noun: str) -> str | None:
    """Find the sentence that says where "these minutes" are to be found."""
    for start, end in split_sentences(text):
        sentence = text[start:end]
        if re.search(rf"\b(?:these|the|such)\b[^.]*\b{noun}s?\b", sentence, re.I) and _HELD.search(
            sentence
        ):
            return sentence
    return None
