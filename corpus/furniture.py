"""Page numbers, running titles and rules: what a printer put on the page besides the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.labels import labels_at
from corpus.lines import Line
from corpus.numerals import from_roman

_RULE = re.compile(r"(?:[*_=~•·–—-]\s*){3,}")
_DRESSED_NUMBER = re.compile(
    r"[\[{(<]\s?(?:pg|page|p)\.?\s?(?P<n>\d{1,4}|[ivxlc]+)\s?[\]})>]|page\s(?P<m>\d{1,4})"
    r"|\{(?P<k>\d{1,4})\}|[-–—]\s?(?P<o>\d{1,4})\s?[-–—]",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,8}")
_TITLED = re.compile(
    r"(?P<left>\d{1,4})\s+(?P<after>\D{3,70})|(?P<before>\D{3,70}?)\s+(?P<right>\d{1,4})"
)
_SENTENCE_END = re.compile(r"[.!?:;…][”’\"')\]»]*(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|\[\d+\]|[*†‡§]+)?$")
_FEWEST = 3
_PARTS = frozenset("chapter part book section lecture letter act scene canto the volume".split())
_BOOK_START = re.compile(r"\*{3} ?START OF TH(?:E|IS) PROJECT GUTENBERG EBOOK")
_BOOK_END = re.compile(r"\*{3} ?END OF TH(?:E|IS) PROJECT GUTENBERG EBOOK")


def without_furniture(text: str, lines: Sequence[Line]) -> list[Line]:
    """Drop what belongs to the page and not to the text.

    Page numbers that count up, titles that recur beside them, rules, and the licence around a
    Project Gutenberg text. The line after a dropped page number or title begins a page.

    Parameters
    ----------
    text : str
        The file's text.
    lines : sequence of Line
        Its lines.

    Returns
    -------
    list of Line
        Those that hold the text.
    """
    lines = _within_licence(text, lines)
    words = [text[line.start : line.end] for line in lines]
    rules = {i for i, said in enumerate(words) if _RULE.fullmatch(said)}
    edges = _page_numbers(words, lines) | _titled_numbers(words)
    edges |= _running_titles(words, lines, edges)
    kept: list[Line] = []
    gap, page = 0, False
    for i, line in enumerate(lines):
        if i in rules or i in edges:
            gap = max(gap, 2 if i in rules else 1)
            page = page or i in edges or line.page
            continue
        page = page or line.page
        # A page break is a break between blocks, and no more than that.
        gap = max(gap, 1) if page else max(gap, line.gap)
        kept.append(replace(line, gap=gap, page=page) if gap or page else line)
        gap, page = 0, False
    return kept


def _within_licence(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    start, end = _BOOK_START.search(text), _BOOK_END.search(text)
    first = text.find("\n", start.end()) if start else -1
    last = end.start() if end else len(text)
    return [line for line in lines if first < line.start < last] if start or end else lines


def _page_numbers(words: Sequence[str], lines: Sequence[Line]) -> set[int]:
    """Find lines that are numbers counting up, where they cut sentences or stand by page breaks."""
    dressed, bare = [], []
    for i, said in enumerate(words):
        match = _DRESSED_NUMBER.fullmatch(said)
        if match:
            dressed.append((i, _value(next(filter(None, match.groups())))))
        elif _BARE_NUMBER.fullmatch(said):
            bare.append((i, _value(said)))
    found = {i for i, _ in dressed} if _counts_up(dressed) else set()
    counting = _counting(bare)
    if 2 * len(counting) > len(bare) and _counts_up(counting):
        cutting = sum(_cuts(words, i) or _at_page_break(lines, i) for i, _ in counting)
        if 3 * cutting >= len(counting):
            found |= {i for i, _ in counting}
    return found


def _value(number: str) -> int:
    return int(number) if number.isdigit() else from_roman(number) or 0


def _counting(numbers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the numbers that follow, or are followed by, the one next to them."""
    kept = []
    for at, (i, value) in enumerate(numbers):
        before = numbers[at - 1][1] if at else None
        after = numbers[at + 1][1] if at + 1 < len(numbers) else None
        if before is not None and 0 < value - before <= 2 or after and 0 < after - value <= 2:
            kept.append((i, value))
    return kept


def _counts_up(numbers: Sequence[tuple[int, int]]) -> bool:
    steps = [b[1] - a[1] for a, b in zip(numbers, numbers[1:], strict=False)]
    return len(numbers) >= _FEWEST and 10 * sum(0 < step <= 3 for step in steps) >= 8 * len(steps)


def _cuts(words: Sequence[str], i: int) -> bool:
    return 0 < i < len(words) - 1 and not _SENTENCE_END.search(words[i - 1])


def _at_page_break(lines: Sequence[Line], i: int) -> bool:
    return lines[i].page or i + 1 < len(lines) and lines[i + 1].page


def _titled_numbers(words: Sequence[str]) -> set[int]:
    """Find lines such as "12 A SHORT HISTORY": the same words with numbers that count up."""
    by_title: dict[str, list[tuple[int, int]]] = {}
    for i, said in enumerate(words):
        match = _TITLED.fullmatch(said) if len(said) < 80 else None
        if match and not (match["after"] or match["before"])[0].islower():
            title = (match["after"] or match["before"]).strip(" .|-–—").casefold()
            by_title.setdefault(title, []).append((i, int(match["left"] or match["right"])))
    found: set[int] = set()
    for title, numbers in by_title.items():
        steps = [b[1] - a[1] for a, b in zip(numbers, numbers[1:], strict=False)]
        if len(numbers) < _FEWEST or not all(0 < step <= 8 for step in steps):
            continue
        cutting = sum(_cuts(words, i) for i, _ in numbers)
        if 3 * cutting >= len(numbers) or " " in title and title.split()[0] not in _PARTS:
            found |= {i for i, _ in numbers}
    return found


def _running_titles(words: Sequence[str], lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Find lines that recur next to page numbers or at the top and foot of pages."""
    beside = set()
    for i, line in enumerate(lines):
        if i in numbers:
            beside |= {i - 1, i + 1}
        elif line.page:
            beside |= {i, i - 1}
    if beside:
        beside |= {0, len(lines) - 1}
    beside -= numbers
    inside = [i for i in sorted(beside) if 0 <= i < len(words) and _like_title(words[i])]
    repeats = Counter(_bare(words[i]) for i in inside)
    return {i for i in inside if repeats[_bare(words[i])] >= _FEWEST and _bare(words[i])}


def _like_title(words: str) -> bool:
    """Tell what may head a page from "1 Ibid." at its foot and from running text."""
    titled = len(words) < 80 and words[-1] not in ".!?;,:-" and not words[0].islower()
    return titled and not labels_at(words, 0, len(words))


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", words.casefold()))
