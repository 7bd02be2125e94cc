"""The shapes an agenda comes in: our CSV, our Markdown, and the timetables of docs/import.md."""

import csv
import io
import re

from django.utils.translation import gettext as _

from programmes.agenda.files_cells import read_cell, read_markdown
from programmes.agenda.files_in import Collector, ReadDay, ReadFile, ReadSession
from programmes.agenda.files_out import FOR_FACILITATORS, MARK
from programmes.agenda.lines import Line
from programmes.imports.from_csv import read_csv
from programmes.imports.from_yaml import read_yaml

FACTS = {
    "starts": "start", "ends": "end", "minutes": "minutes", "fixed start": "fixed_start",
    "any time": "any_time", "at the same time": "at_the_same_time", "kind": "kind", "room": "room",
    "hosts": "hosts", "teams": "teams",
}  # fmt: skip
TEXTS = {"purpose:": "purpose", "materials:": "materials", "notes:": "notes"}
_HEADING = re.compile(r"(#{1,3})(?:[ \t]+(.*))?$")
_FACT = re.compile(r"[-*][ \t]+([A-Za-z ]{2,30}):(?:[ \t]+(.*))?$")


def read_agenda(text):
    """A ReadFile of whatever shape this text is."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"^days:[ \t]*$", text, re.M):
        read = _of_draft(read_yaml(text))
    elif re.search(r"^##[ \t]", text, re.M):
        read = _of_markdown(text)
    else:
        read = _of_csv(text)
    read.days = [day for day in read.days if day.sessions]
    if not read.days and not read.problems:
        read.cannot(1, _("There is no session in it"))
    read.problems.sort(key=lambda problem: problem.line)
    return read


def _of_csv(text):
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    names = [name.strip().strip('"').lower() for name in first.split(delimiter)]
    if "title_short" in names:
        return _of_draft(read_csv(text))
    read = ReadFile(days=[ReadDay()], says_what_is_fixed="fixed_start" in names)
    if "title" not in names:
        read.cannot(1, _("No “title” column, and no heading that begins with ##"))
        return read
    collector, number = Collector(read), 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = None
    try:
        for cells in reader:
            begins, number = number, reader.line_num + 1
            if header is None:
                header = [name.strip().lower() for name in cells] if any(cells) else None
            elif any(each.strip() for each in cells):
                _csv_line(collector, header, cells, begins)
    except csv.Error:
        read.cannot(number, _("Quotation mark not closed"))
    return read


def _csv_line(collector, header, cells, number):
    while len(cells) > len(header) and not cells[-1]:
        cells.pop()
    if len(cells) > len(header):
        collector.read.cannot(
            number,
            _("This line has %(given)s values, expected %(width)s")
            % {"given": len(cells), "width": len(header)},
        )
        return
    collector.add({name: read_cell(each) for name, each in zip(header, cells, strict=False)}, number)


def _of_markdown(text):
    read = ReadFile(days=[ReadDay()], says_what_is_fixed=MARK.format(FOR_FACILITATORS) in text[:500])
    collector = Collector(read)
    session = None
    for number, line in enumerate(text.split("\n"), 1):
        heading = _HEADING.match(line)
        if not heading:
            if session:
                session.take(line, number)
            continue
        if session:
            session.finish(collector)
            session = None
        level, words = len(heading[1]), read_markdown((heading[2] or "").strip())
        if level == 1:
            read.days.append(ReadDay(title=words))
        else:
            session = _MarkdownSession(words, number, is_part=level == 3)
    if session:
        session.finish(collector)
    return read


class _MarkdownSession:
    """A heading and what stands below it."""

    def __init__(self, title, number, *, is_part):
        self.values = {"title": title, "part": "yes" if is_part else ""}
        self.number, self.numbers = number, {}
        self.texts, self.into, self.unknown = {}, "purpose", []

    def take(self, line, number):
        fact = _FACT.match(line)
        if line.strip().lower() in TEXTS:
            self.into = TEXTS[line.strip().lower()]
        elif line.startswith(">"):
            self._add(read_markdown(line[2:] if line[1:2] == " " else line[1:]), number)
        elif fact and fact[1].strip().lower() in FACTS:
            name = FACTS[fact[1].strip().lower()]
            self.values[name], self.numbers[name] = read_markdown((fact[2] or "").strip()), number
        elif fact:
            self.unknown.append((number, fact[1].strip()))
        elif line.strip() and not line.startswith("<!--"):
            self._add(read_markdown(line), number)

    def _add(self, words, number):
        self.texts.setdefault(self.into, []).append(words)
        self.numbers.setdefault(self.into, number)

    def finish(self, collector):
        for number, name in self.unknown:
            collector.read.cannot(number, _("We do not know “%(name)s”") % {"name": name})
        texts = {name: "\n".join(lines) for name, lines in self.texts.items()}
        collector.add(self.values | texts, self.number, self.numbers)


def _of_draft(draft):
    """A timetable that the programme import reads: its sessions as lines, its problems as they are."""
    read = ReadFile(problems=list(draft.problems))
    for day in draft.days:
        read.days.append(ReadDay(title=str(day.title)))
        for session in day.sessions:
            line = Line(
                title=session.title,
                kind=session.kind,
                minutes=session.minutes or None,
                materials=session.materials,
                facilitator_notes=session.notes[:4000],
            )
            sessions = read.days[-1].sessions
            sessions.append(ReadSession(line, session.line, session.start, session.end))
            sessions += [
                ReadSession(Line(title=part[:200], kind=session.kind, part=True), session.line)
                for part in session.parts
            ]
    return read
