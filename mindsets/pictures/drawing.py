"""Where the dots of a picture go: one a person, five in a row, in whole numbers that a drawing can use."""

from dataclasses import dataclass

ACROSS = 5
STEP = 10
SIZE = 0.92  # of one dot with the room around it, in the size of the words beside it


@dataclass(frozen=True)
class Dots:
    """How many people, and the drawing of them."""

    number: int
    points: tuple
    columns: int
    rows: int

    @property
    def box(self):
        return f"0 0 {self.columns * STEP} {self.rows * STEP}"

    @property
    def width(self):
        return f"{self.columns * SIZE:.2f}em"

    @property
    def height(self):
        return f"{self.rows * SIZE:.2f}em"


def dots(number, *, from_the_end=False):
    """Dots of one place; `from_the_end` fills a short row from the side of the path."""
    columns = min(number, ACROSS)
    points = []
    for each in range(number):
        row, column = divmod(each, ACROSS)
        column = columns - 1 - column if from_the_end else column
        points.append((column * STEP + STEP // 2, row * STEP + STEP // 2))
    return Dots(number, tuple(points), columns, -(-number // ACROSS))
