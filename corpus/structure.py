"""What each block of the running text is: heading, paragraph, block quotation or list item."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.blocks import Block
from corpus.lines import LONGEST_HEADING, looks_like_heading
from corpus.markfree import MarkFree
from corpus.metadata import bare, find_title_page, said_at_top
from corpus.model import PassageKind, Provenance

_OPENERS = '“"‘«„'
_CLOSERS = '”"’»“'
_LIST_END = re.compile(r";(\s+(and|or))?$|,\s+(and|or)$")
_NUMBERED = re.compile(r"\(?(\d{1,3}|[a-z])[.)]\s+\S")
_BULLET = re.compile(r"[•·▪◦*–—-]\s+\S")
_COLUMNS = re.compile(r"\S(?:\t|\s{3,})\S")
_FIRST_QUOTE = re.compile(r"^“[^“”]*(?:“[^“”]*”[^“”]*)*”|^\"[^\"”]*[\"”]|^‘[^‘]*’(?!\w)|^«[^»]*»")


class Role(Enum):
    """What a block is."""

    FRONT = "front"
    HEADING = "heading"
    BREAK = "break"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Part:
    """A block and what it is.

    Attributes
    ----------
    block : Block
        Where it stands.
    free : MarkFree
        Its text without marks.
    role : Role
        Front matter, heading or passage.
    kind : PassageKind
        For a passage, which kind.
    opens_section : bool
        Whether an unlabelled section begins here.
    """

    block: Block
    free: MarkFree
    role: Role
    kind: PassageKind = PassageKind.PARAGRAPH
    opens_section: bool = False


def find_structure(
    blocks: Sequence[Block], texts: Sequence[MarkFree], provenance: Provenance
) -> list[Part]:
    """Tell what every block of the running text is.

    Parameters
    ----------
    blocks : sequence of Block
        The running text.
    texts : sequence of MarkFree
        The same blocks without their marks.
    provenance : Provenance
        The title and author, to be told from headings at the top.

    Returns
    -------
    list of Part
        One for each block.
    """
    words = [free.text for free in texts]
    front = _front_matter(blocks, words, provenance)
    inset = _led_in_inset(blocks, words)
    headings = [i >= front and i not in inset and _is_heading(words, i) for i in range(len(words))]
    kinds = _kinds(words, headings, front, inset)
    openings = _unlabelled_sections(blocks, words, headings)
    parts = []
    for i, (block, free) in enumerate(zip(blocks, texts, strict=True)):
        role = Role.FRONT if i < front else Role.HEADING if headings[i] else Role.PASSAGE
        parts.append(Part(block, free, role, kinds[i], i in openings))
    return parts


def _front_matter(blocks: Sequence[Block], words: Sequence[str], provenance: Provenance) -> int:
    """Count the blocks at the top that give the title, the author and the date."""
    known = said_at_top(provenance)
    count = 0
    while count < len(words) - 1 and bare(words[count]) in known:
        count += 1
    count = max(count, find_title_page(words, [block.gap for block in blocks]).blocks)
    if not count and len(words) > 1 and not provenance.title and looks_like_heading(words[0]):
        return 1
    return count


def _is_heading(words: Sequence[str], i: int) -> bool:
    """Tell a heading: short, not ended like a sentence, with running text after it."""
    if not looks_like_heading(words[i]) or i + 1 >= len(words):
        return False
    after = words[i + 1]
    return (
        looks_like_heading(after) or after[:1].isupper() or after[:1] in _OPENERS + "([0123456789"
    )


def _kinds(
    words: Sequence[str], headings: Sequence[bool], front: int, inset: set[int]
) -> list[PassageKind]:
    kinds = [PassageKind.PARAGRAPH] * len(words)
    numbered = _numbered_runs(words)
    running = False
    for i in range(front, len(words)):
        if headings[i]:
            running = False
            continue
        before = words[i - 1] if i > front and not headings[i - 1] else ""
        if i in numbered or _is_list_item(words, i, kinds[i - 1] if before else None):
            kinds[i] = PassageKind.LIST_ITEM
        elif running or i in inset or _is_block_quotation(words[i], before):
            kinds[i] = PassageKind.BLOCK_QUOTATION
        running = kinds[i] is PassageKind.BLOCK_QUOTATION and _runs_on(words, i)
    return kinds


def _led_in_inset(blocks: Sequence[Block], words: Sequence[str]) -> set[int]:
    """Find the indented blocks that a lead-in introduces, and those that go on from them."""
    found: set[int] = set()
    for i in range(1, len(words)):
        before = words[i - 1]
        led_in = _leads_in(before) and not blocks[i - 1].inset and not looks_like_heading(before)
        if blocks[i].inset and (led_in or i - 1 in found) and not _COLUMNS.search(words[i]):
            found.add(i)
    return found


def _is_list_item(words: Sequence[str], i: int, before: PassageKind | None) -> bool:
    text, previous = words[i], words[i - 1] if before else ""
    if _BULLET.match(text):
        return True
    if previous.endswith(":"):
        return text[:1].islower() or bool(_LIST_END.search(text))
    return before is PassageKind.LIST_ITEM and bool(_LIST_END.search(previous))


def _numbered_runs(words: Sequence[str]) -> set[int]:
    """Find blocks that count up: "1. …", "2. …", at least two in a row."""
    found: set[int] = set()
    last = (-2, 0)
    for i, text in enumerate(words):
        match = _NUMBERED.match(text)
        if match is None:
            continue
        value = int(match[1]) if match[1].isdigit() else ord(match[1]) - ord("a") + 1
        if last[0] == i - 1 and value == last[1] + 1:
            found |= {i - 1, i}
        last = (i, value)
    return found


def _is_block_quotation(text: str, before: str) -> bool:
    """Tell a quotation set apart: quoted from end to end, or after a lead-in that breaks off."""
    if text[:1] not in _OPENERS:
        return False
    first = _FIRST_QUOTE.match(text)
    if first is None or first.end() >= len(text.rstrip(" .…")):
        return bool(before) and (first is None or _leads_in(before) or len(text) > 200)
    return _leads_in(before) and text[-1] in _CLOSERS


def _leads_in(before: str) -> bool:
    return bool(before) and (before[-1] in ":,–—" or before[-1].isalnum())


def _runs_on(words: Sequence[str], i: int) -> bool:
    """Tell whether a quotation is not closed and the next block opens it again."""
    left_open = words[i].count("“") + words[i][:1].count('"') > words[i].count("”")
    return left_open and i + 1 < len(words) and words[i + 1][:1] in _OPENERS


def _unlabelled_sections(
    blocks: Sequence[Block], words: Sequence[str], headings: Sequence[bool]
) -> set[int]:
    """Find page breaks after which a numbered series is led in: a section without a heading."""
    numbered = sorted(_numbered_runs(words))
    openings = set()
    for i in numbered:
        if i - 1 in numbered or len(words[i]) < LONGEST_HEADING:
            continue
        for start in range(i, max(0, i - 3), -1):
            if headings[start]:
                break
            if blocks[start].gap >= 2:
                openings.add(start)
                break
    return openings
