"""The blocks of a text file: what blank lines set apart."""

import re
from dataclasses import dataclass, replace

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
# Ornaments of symbol fonts (private use) and invisible characters are no words.
_MARGIN = re.compile(r"[\s\ue000-\uf8ff\u200b\u200e\u2060\ufeff]+")
_LONGEST_WRAPPED = 120
_SHORTEST_WRAPPED = 45


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a blank line in it.

    Attributes
    ----------
    start, end : int
        Span in the file's text, without surrounding white space.
    line : int
        Its first line, from 1.
    gap : int
        Blank lines before it: 0 when it follows after a single line break, 2 or more at a page
        break.
    """

    start: int
    end: int
    line: int
    gap: int


def find_blocks(text: str) -> list[Block]:
    """Cut a text into blocks.

    Blank lines always part blocks. Single line breaks do so too, unless the file is hard-wrapped:
    then they are only where a line was full.

    Parameters
    ----------
    text : str
        The file's text.

    Returns
    -------
    list of Block
        In file order.
    """
    blocks: list[Block] = []
    gap = 0
    for block in _line_blocks(text):
        if block.start == block.end:
            gap += 2 if text[block.start : block.start + 1] == "\f" else 1
            continue
        blocks.append(replace(block, gap=gap))
        gap = 0
    return _joined(blocks) if _hard_wrapped(blocks) else blocks


def _line_blocks(text: str) -> list[Block]:
    lines = []
    for number, match in enumerate(_LINE.finditer(text), start=1):
        margin = _MARGIN.match(match[0])
        content = match[0][margin.end() if margin else 0 :]
        start = match.end() - len(content) if content else match.start()
        lines.append(Block(start, start + len(content.rstrip()), number, 0))
    return lines


def _hard_wrapped(lines: list[Block]) -> bool:
    if not lines or max(line.end - line.start for line in lines) > _LONGEST_WRAPPED:
        return False
    pairs = zip(lines, lines[1:], strict=False)
    before_break = [line.end - line.start for line, after in pairs if after.gap == 0]
    full = [length for length in before_break if length >= _SHORTEST_WRAPPED]
    return len(full) >= 3 and 2 * len(full) >= len(before_break)


def _joined(lines: list[Block]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        if blocks and line.gap == 0:
            last = blocks[-1]
            blocks[-1] = replace(last, end=line.end)
        else:
            blocks.append(line)
    return blocks
