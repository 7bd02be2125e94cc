"""What the pages of the programme's picture show: frozen counts put into words, drawings and tables."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from mindsets.models import Picture, Worksheet
from mindsets.pictures import rules
from mindsets.pictures.drawing import dots
from mindsets.pictures.questions import question, shape_of
from mindsets.reflections.queries import words_of


@dataclass(frozen=True)
class Column:
    """One published picture: of which day, and how many put down a dot."""

    picture: Picture
    label: str
    counts: dict
    dots: int | None
    came: int | None

    @property
    def ref(self):
        return self.picture.worksheet.ref

    @property
    def is_all_of_them(self):
        """Some reflect although they did not come: then "27 of 25" would make no sense."""
        return self.dots is not None and self.came is not None and self.dots <= self.came

    def of(self, mindset, side=rules.WHOLE):
        return self.counts.get(mindset, {}).get(side)


@dataclass(frozen=True)
class PlaceRow:
    place: object
    left: object
    right: object
    begins_off_the_path: bool


@dataclass(frozen=True)
class Multiple:
    """One mindset's drawing: two columns of dots either side of the same places."""

    mindset: object
    left_label: str
    right_label: str
    rows: list
    has_left: bool
    has_right: bool
    question: str = ""


@dataclass(frozen=True)
class Line:
    """One day, or one side, of one mindset in the table and in words."""

    label: str
    cells: list


@dataclass(frozen=True)
class Group:
    """One mindset's lines."""

    mindset: object
    lines: list


@dataclass
class Board:
    """Everything published of one framework."""

    name: str
    places: list
    columns: list
    left: Column
    right: Column | None
    multiples: list = field(default_factory=list)
    folded: list = field(default_factory=list)
    groups: list = field(default_factory=list)
    sides: list = field(default_factory=list)
    side_groups: list = field(default_factory=list)
    sides_of: str = ""

    @property
    def others(self):
        """The pictures that can stand on the right."""
        return self.columns[1:] if len(self.columns) > 2 else []


@dataclass(frozen=True)
class Gallery:
    """All boards, and the days whose picture is not there, whatever the reason."""

    boards: list
    folded: list

    @property
    def multiples(self):
        return [multiple for board in self.boards for multiple in board.multiples]


def gallery(programme, beside="", exact=True):
    """The programme's pictures; `beside` is the worksheet on the right, `exact` False rounds to fives."""
    found = _worksheets(programme)
    titled = _days_with_several(found)
    columns, folded = {}, []
    for worksheet in found:
        label = worksheet.day.label
        if worksheet.day_id in titled:
            label = f"{label}: {worksheet.title}"
        picture = next(iter(worksheet.pictures.all()), None)
        if picture and picture.counts:
            column = _column(picture, worksheet, label, exact)
            columns.setdefault(worksheet.version.framework_id, []).append(column)
        else:
            folded.append(label)
    return Gallery([_board(these, beside) for these in columns.values()], folded)


def _worksheets(programme):
    published = Prefetch("pictures", Picture.objects.filter(programme=programme))
    return list(
        Worksheet.objects.filter(
            programme=programme,
            day__published_at__isnull=False,
            version__framework__uses_places=True,
        )
        .select_related("day", "version__framework")
        .prefetch_related(published)
        .order_by("day__number", "title", "id")
    )


def _days_with_several(worksheets):
    days = [worksheet.day_id for worksheet in worksheets]
    return {day for day in days if days.count(day) > 1}


def _column(picture, worksheet, label, exact):
    picture.worksheet = worksheet
    number = (lambda count: count) if exact else to_five
    counts = {
        mindset: {
            side: {place: number(count) for place, count in places.items()} for side, places in sides.items()
        }
        for mindset, sides in picture.counts.items()
    }
    return Column(picture, label, counts, number(picture.dots), number(picture.came))


def to_five(count):
    """The nearest five: nothing that leaves the programme is exact."""
    return (count + 2) // 5 * 5


def _board(columns, beside):
    left = columns[0]
    right = next((column for column in columns[1:] if column.ref == beside), None)
    right = right or (columns[-1] if len(columns) > 1 else None)
    version = columns[-1].picture.worksheet.version
    words = words_of(version)
    board = Board(version.framework.name, list(words.places), columns, left, right)
    for mindset in words.mindsets:
        _put(board, mindset)
    _put_sides(board, words.mindsets)
    return board


def _put(board, mindset):
    lines = [
        Line(column.label, _cells(board, counts))
        for column in board.columns
        if (counts := column.of(mindset.key)) is not None
    ]
    if lines:
        board.groups.append(Group(mindset, lines))
    first = board.left.of(mindset.key)
    second = board.right.of(mindset.key) if board.right else None
    if first is None and second is None:
        board.folded.append(mindset)
        return
    asked = question(shape_of(second or first, board.places, first if second else None), mindset.name)
    labels = (board.left.label, board.right.label if board.right else "")
    board.multiples.append(_multiple(board, mindset, labels, (first, second), asked))


def _put_sides(board, mindsets):
    """The newest of the two days that has sides: people with lived experience beside staff."""
    shown = [column for column in (board.right, board.left) if column]
    with_sides = [
        column for column in shown if any(column.of(mindset.key, rules.LIVED) for mindset in mindsets)
    ]
    if not with_sides:
        return
    column = with_sides[0]
    board.sides_of = column.label
    for mindset in mindsets:
        both = column.of(mindset.key, rules.LIVED), column.of(mindset.key, rules.STAFF)
        if None not in both:
            board.sides.append(_multiple(board, mindset, ("", ""), both, ""))
            lines = [
                Line(_("Lived experience"), _cells(board, both[0])),
                Line(_("Staff"), _cells(board, both[1])),
            ]
            board.side_groups.append(Group(mindset, lines))


def _cells(board, counts):
    return [(place, counts.get(place.key, 0)) for place in board.places]


def _multiple(board, mindset, labels, both, asked):
    first, second = both
    is_off = False
    rows = []
    for place in board.places:
        rows.append(
            PlaceRow(
                place,
                dots(first.get(place.key, 0), from_the_end=True) if first is not None else None,
                dots(second.get(place.key, 0)) if second is not None else None,
                place.off_the_path and not is_off,
            )
        )
        is_off = place.off_the_path
    return Multiple(mindset, *labels, rows, first is not None, second is not None, asked)
