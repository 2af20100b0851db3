"""A small chart as SVG, in colours that read on a light page and on a dark one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

GREY = "#7d8590"
COLOURS = ("#2f81f7", "#d9822b", "#3fa66b")
_FAINT = 'stroke-opacity="0.35"'

Point = tuple[float, float]


@dataclass(slots=True)
class Panel:
    """Axes in a rectangle of a picture, and what is drawn in them.

    Attributes
    ----------
    left, top, width, height : float
        The rectangle, in the picture's units.
    most : float
        Where the upright axis ends; it and the other begin at 0, and the other ends at 1.
    """

    left: float
    top: float
    width: float
    height: float
    most: float = 1.0
    drawn: list[str] = field(default_factory=list)

    def at(self, point: Point) -> Point:
        """Place a point of the axes in the picture."""
        x, y = point
        return self.left + self.width * x, self.top + self.height * (1 - y / self.most)

    def axes(self, title: str, across: str, up: str) -> None:
        """Draw the grid, its figures and the words beside it."""
        for share in (0, 0.2, 0.4, 0.6, 0.8, 1):
            x, y = self.at((share, 0))
            self.write(x, y + 18, f"{share:.0%}", "middle")
        step = next(size for size in (0.02, 0.05, 0.1, 0.2) if self.most <= 6 * size or size == 0.2)
        for number in range(round(self.most / step) + 1):
            self.line([(0, number * step), (1, number * step)], GREY, _FAINT)
            x, y = self.at((0, number * step))
            self.write(x - 8, y + 4, f"{number * step:.0%}", "end")
        self.write(self.left, self.top - 34, title, size=15, weight=600)
        self.write(self.left, self.top - 15, up)
        self.write(self.left + self.width, self.top + self.height + 38, across, "end")

    def line(self, points: Sequence[Point], colour: str, style: str = "", width: float = 1) -> None:
        """Draw a line through points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(self.at, points))
        self.drawn.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
            f'stroke-linejoin="round" stroke-linecap="round" {style}/>'
        )

    def dot(self, point: Point, colour: str, radius: float) -> None:
        """Draw a dot."""
        x, y = self.at(point)
        self.drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"/>')

    def write(
        self,
        x: float,
        y: float,
        words: str,
        anchor: str = "start",
        *,
        size: int = 12,
        weight: int = 400,
        colour: str = GREY,
    ) -> None:
        """Write words at a place of the picture."""
        self.drawn.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
            f'font-weight="{weight}" fill="{colour}">{escape(words)}</text>'
        )


def picture(width: int, height: int, description: str, panels: Sequence[Panel]) -> str:
    """Put panels together as a file of SVG, transparent behind them."""
    drawn = "\n".join(element for panel in panels for element in panel.drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" '
        'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif">\n'
        f"<title>{escape(description)}</title>\n{drawn}\n</svg>\n"
    )
