"""Short titles: a work cited in fewer words than a note before gave it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.citations import Cited, plain, without_imprint
from corpus.sentences import split_sentences

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LOCATED = re.compile(
    r"(?:[,;:]?\s(?:etc\.,?|&c\.,?|passim,?))?[,;:]?\s\(?"
    r"(?:(?:pp?|vols?|tom|chap|ch|bk|lib|pts?|nos?)\.\s?|pages?\s|letter\s|tract\s|§+\s?)"
    r"[\divxlc]+",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.;:()\[\]“”\n]|[–—]")
_DATED = re.compile(r"[^;\n]{0,200}?\b(?:1[5-9]|20)\d\d\b\)?")
_PAGED = re.compile(r"\b(?:pp?|vols?|tom|chap)\.\s?[\divxlc]", re.IGNORECASE)
_NAME = re.compile(
    r"(?P<name>(?:(?:[A-Z]{1,2}[a-z]?\.\s?)|(?:[A-Z][\w’-]+\s)|(?:and|de|du|von)\s)*"
    r"[A-Z][\w-]{2,})(?:,\s|:\s|’s\s|\s\()[“‘]?(?:(?:The|An?|In|On|La|Les?|Der|Die|Das)\s)?$"
)
_SMALL = frozenset(
    """the a an of and in on to for by with from upon la le les de des du et der die das und sur en
    pour par dans""".split()
)
_ARTICLES = frozenset({"the", "a", "an", "la", "le", "les", "der", "die", "das"})
_JOINING = frozenset("of de du des la le les et der die das und and".split())
_AND = frozenset({"and", "und", "et"})
_EDITION = re.compile(r"\bed(?:ition|itor|\.|s\.)?\s(?:of\s)?(?:the\s)?$", re.IGNORECASE)
_ASIDE = frozenset("see cf cp in from also and compare by quoted cited the as".split())
_NO_TITLE = frozenset(
    """translation edition ed eds book books chap chapter vol part section letter act lecture
    note notes preface introduction appendix article no ibid op""".split()
)
_NUMERAL = re.compile(r"[ivxlcdm]+|\d+")
_LONGEST = 12
_CITED_WITHIN = 300
_FARTHEST_NAME = 60
_FEWEST_USES = 2


@dataclass(frozen=True, slots=True)
class ShortTitle:
    """A work cited by a short title.

    Attributes
    ----------
    note, start, end : int
        Index of the note, and the span in its text, the author's name included.
    words : str
        The words of that span.
    work : Cited
        The work as the earlier note gives it.
    """

    note: int
    start: int
    end: int
    words: str
    work: Cited


@dataclass(frozen=True, slots=True)
class _Title:
    """Words that begin as a title does, and where they stand; `within` which they may go on one."""

    note: int
    start: int
    words: tuple[str, ...]
    ends: tuple[int, ...]
    within: int

    @property
    def is_part(self) -> bool:
        """Whether they only go on a title that began before."""
        return self.within < self.start


def find_short_titles(texts: Sequence[str]) -> list[list[ShortTitle]]:
    """Find the works that notes cite by a short title, and the notes that give them in full.

    A short title is the beginning of a longer one, or the whole of one that an earlier note gives
    with its year; pages or a volume follow it. An author's name before it must be the author's
    there too, and may then stand before a later part of the title ("Harris, Money and Coins"), or
    alone, if the author has one work only. Without it, a single word must be the beginning of one
    title only, and used again.

    Parameters
    ----------
    texts : sequence of str
        The notes, in order.

    Returns
    -------
    list of list of ShortTitle
        For each note, by place.
    """
    finder = _Finder(texts)
    return [finder.in_note(note) for note in range(len(texts))]


class _Finder:
    """Goes through the notes once, remembering every title and what each short one stands for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._titles: dict[str, list[_Title]] = defaultdict(list)
        self._found: list[list[ShortTitle]] = []
        self._bound: dict[tuple[str, ...], Cited] = {}
        self._by_author: dict[str, dict[str, _Title]] = defaultdict(dict)
        self._uses = Counter(
            plain(words[-1][0])
            for text in texts
            for located in _LOCATED.finditer(text)
            if (words := list(_WORD.finditer(text, max(0, located.start() - 40), located.start())))
        )

    def in_note(self, note: int) -> list[ShortTitle]:
        """Find the short titles of a note, then remember its titles."""
        text, found, at = self._texts[note], [], 0
        for located in _LOCATED.finditer(text):
            breaks = [m.end() for m in _BREAK.finditer(text, at, located.start())]
            short = self._ending(note, max([at, *breaks]), located.start())
            if short:
                found.append(short)
            at = located.end()
        self._found.append(found)
        for title in _titles(text, note):
            self._titles[title.words[0]].append(title)
            self._remember_author(title)
        return found

    def _remember_author(self, title: _Title) -> None:
        """Keep whose a work is that is given in full, by the author's surname."""
        text = self._texts[title.note]
        author, start = _author_before(text, title.start)
        owned = "’s" in author or _author_before(text, start)[0]
        after = text[title.ends[0] : title.ends[0] + _CITED_WITHIN]
        in_full = text[title.start - 1] in "“‘" or _DATED.match(after)
        if author and not owned and in_full and not title.is_part and len(title.words[0]) > 1:
            work = self._given(title)
            self._by_author[plain(author).split()[-1]].setdefault(plain(work.title), title)

    def _alone(self, note: int, word: re.Match[str], end: int) -> ShortTitle | None:
        """Read "Bright, p. 143" after the one work of Bright's."""
        works = list(self._by_author.get(plain(word[0]), {}).values())
        if len(works) != 1:
            return None
        return ShortTitle(note, word.start(), end, word[0], self._given(works[0]))

    def _ending(self, note: int, start: int, end: int) -> ShortTitle | None:
        """Find the longest end of a stretch that is the beginning of a title given before."""
        text = self._texts[note]
        words = list(_WORD.finditer(text, start, end))[-_LONGEST:]
        for i, word in enumerate(words):
            at, after = word.span()
            if not _begins(words, i) or _EDITION.search(text, max(0, at - 20), at):
                continue
            if text[after] in ",:" and word is not words[-1]:
                continue  # An author, and the title is still to come.
            short = tuple(plain(w[0]) for w in words[i:])
            author, author_start = _author_before(text, at)
            work = self._work(short, author)
            if work:
                return ShortTitle(note, author_start, end, text[author_start:end], work)
        if words and _begins(words, len(words) - 1):
            last = words[-1]
            return None if _author_before(text, last.start())[0] else self._alone(note, last, end)
        return None

    def _work(self, short: tuple[str, ...], author: str) -> Cited | None:
        key = (plain(author).split()[-1] if author else "", *short)
        if key in self._bound:
            return self._bound[key]
        content = [word for word in short if word not in _SMALL]
        if not content or _NO_TITLE & set(short) or all(_NUMERAL.fullmatch(w) for w in content):
            return None
        known = self._titles.get(short[0], ())
        if not author or len(content) == 1:
            known = [title for title in known if not title.is_part]
        full = [t for t in known if self._is_fuller(t, short, author)]
        if not full:
            return None
        if not author and len(content) == 1 and not self._tells(short, full):
            return None
        self._bound[key] = self._given(full[0])
        return self._bound[key]

    def _given(self, title: _Title) -> Cited:
        """Give the work a title names: what it is short for, if it is short itself."""
        for short in self._found[title.note]:
            if short.start <= title.start < short.end:
                return short.work
        return _cited(self._texts[title.note], title)

    def _is_fuller(self, title: _Title, short: tuple[str, ...], author: str) -> bool:
        """Tell whether a title begins with a short one and says more: further words, or a year."""
        text = self._texts[title.note]
        if title.words[: len(short)] != short or author and not _is_by(text, title, author):
            return False
        end = title.ends[len(short) - 1]
        if _LOCATED.match(text, end):
            return False
        after = text[end : end + _CITED_WITHIN]
        dated, paged = _DATED.match(after), _PAGED.search(after)
        if dated and not (paged and paged.start() < dated.end()):
            return True
        return bool(dated or paged) and _goes_on(after, title.words[len(short) :])

    def _tells(self, short: tuple[str, ...], full: Sequence[_Title]) -> bool:
        """Tell whether one word alone names a work: it begins one title, and is used so again."""
        following = {t.words[len(short) : len(short) + 2] for t in full}
        owned = any(_author_before(self._texts[t.note], t.start)[0] for t in full)
        return len(following) == 1 and not owned and self._uses[short[-1]] >= _FEWEST_USES


def _titles(text: str, note: int) -> Iterator[_Title]:
    words = list(_WORD.finditer(text))
    within = -1
    for i in range(len(words)):
        if within >= 0 and _BREAK.search(text, words[i - 1].end(), words[i].start()):
            within = -1
        part = within >= 0 and _may_be_part(words, i)
        if not part and not _begins(words, i):
            continue
        if not part:
            within = words[i].start()
        last = i
        for one, other in pairwise(words[i : i + _LONGEST]):
            if _BREAK.search(text, one.end(), other.start()):
                break
            last += 1
        run = words[i : last + 1]
        yield _Title(
            note=note,
            start=run[0].start(),
            words=tuple(plain(w[0]) for w in run),
            ends=tuple(w.end() for w in run),
            within=within,
        )


def _begins(words: Sequence[re.Match[str]], i: int) -> bool:
    """Tell whether a title may begin at a word: a capital, and no title going on there."""
    word = words[i][0]
    if not word[0].isupper() or plain(word) in _ASIDE | _ARTICLES:
        return False
    before = i - 1
    while before >= 0 and plain(words[before][0]) in _SMALL and _touch(words, before):
        before -= 1
    joined = plain(words[i - 1][0]) in _JOINING if before < i - 1 else False
    if before < 0 or not _touch(words, before):
        return not joined or words[i - 1][0][0].isupper()
    earlier = words[before][0]
    if before == i - 1 and earlier.endswith("’s"):
        return _is_owner(words, before)
    return not earlier[0].isupper() or plain(earlier) in _ASIDE


def _may_be_part(words: Sequence[re.Match[str]], i: int) -> bool:
    """Tell whether a title may be known by what begins at a word within: after a small word."""
    word, before = words[i][0], words[i - 1][0] if i else ""
    if not word[0].isupper() or plain(word) in _ARTICLES | _SMALL or not before:
        return False
    opens = before[0].isupper() and plain(before) in _ARTICLES  # "The British Customs"
    return not opens and plain(before) in _SMALL | {"or"} and _touch(words, i - 1)


def _is_owner(words: Sequence[re.Match[str]], i: int) -> bool:
    """Tell whether a possessive is the author's: "Saxby’s", not "Catalogue of Adam Smith’s"."""
    while i and words[i - 1][0][0].isupper() and _touch(words, i - 1):
        i -= 1
    return not i or plain(words[i - 1][0]) not in _JOINING - _AND or not _touch(words, i - 1)


def _touch(words: Sequence[re.Match[str]], i: int) -> bool:
    """Tell whether only a space parts a word from the next."""
    return words[i + 1].start() - words[i].end() == 1


def _goes_on(after: str, words: Sequence[str]) -> bool:
    following = re.match(r"\s(?:&\s)?(\w+)", after)
    if following is None or not [word for word in words if word not in _SMALL]:
        return False
    return following[1][0].isupper() or following[1] in _SMALL


def _is_by(text: str, title: _Title, author: str) -> bool:
    surnames = {plain(word) for word in _WORD.findall(author) if len(word) > 2}  # noqa: PLR2004 - initials
    _, start = _author_before(text, title.within)
    around = text[start : title.ends[-1] + _CITED_WITHIN]
    return bool(surnames & {plain(word).removesuffix("’s") for word in _WORD.findall(around)})


def _author_before(text: str, start: int) -> tuple[str, int]:
    """Read the name before a title: "Frezier, ", "E. D. Starbuck: ", "Saxby’s "."""
    match = _NAME.search(text, max(0, start - _FARTHEST_NAME), start)
    if match is None:
        return "", start
    begin, name = match.start("name"), match["name"]
    while " " in name and plain(name.split()[0].rstrip(".,")) in _ASIDE | _SMALL:
        begin += len(name.split()[0]) + 1
        name = text[begin : match.end("name")]
    return ("", start) if plain(name) in _ASIDE | _SMALL else (name, begin)


def _cited(text: str, title: _Title) -> Cited:
    """Give the work in the words of the note: its author, title, place and year."""
    title = replace(title, start=title.within)
    end = next(end for _, end in split_sentences(text) if end > title.start)
    paged = _LOCATED.search(text, title.ends[0], end)
    stop = paged.start() if paged else end
    if semicolon := text.find(";", title.ends[0], stop) + 1:
        stop = semicolon - 1
    author, start = _author_before(text, title.start)
    reference = text[start:stop].rstrip(" .,;")
    words = without_imprint(text[title.start : stop].split(",")[0]).rstrip(" .;")
    return Cited(title.note, start, start + len(reference), reference, author, words)
