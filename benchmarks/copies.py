"""One large programme, and the ways to take its attendance out."""

from datetime import date, time, timedelta

from django.db import connection
from django.test import Client
from psycopg import sql

from benchmarks.data import session_for, settle
from programmes.agenda.times import set_instants
from programmes.exports.tables import COLUMNS
from programmes.models import Organisation, Programme, ProgrammeDay, User
from programmes.overview.actions import create_programme

PEOPLE = """
INSERT INTO programmes_user (id, name, is_active, is_operator, picture_lock, session_salt, date_joined)
SELECT gen_random_uuid(), %(name)s || n, true, false, '', gen_random_uuid(), now()
FROM generate_series(1, %(people)s) n"""
PLACES = """
INSERT INTO programmes_membership (id, ref, programme_id, person_id, role, in_working_group, name, sort_name,
 called, parts, part_in_own_words, belongs_to, reach_by, came_by, photos_ok, joined_on)
SELECT gen_random_uuid(), lpad(to_hex(row_number() OVER ()), 8, '0'), %(programme)s, id, 'member', false,
 name, lower(name), '', '{}', '', '', '', 'added', false, now()
FROM programmes_user WHERE name LIKE %(name)s || '%%'"""
RECORDS = """
INSERT INTO programmes_attendance (id, ref, programme_id, day_id, membership_id, plan, presence, arrived_at,
 left_at, half, how, recorded_by_id, recorded_at, version)
SELECT gen_random_uuid(), lpad(to_hex(row_number() OVER ()), 8, '0'), d.programme_id, d.id, m.id, 'coming',
 'in_person', d.starts_at, d.ends_at, '', 'desk', %(by)s, d.starts_at, 1
FROM programmes_programmeday d JOIN programmes_membership m ON m.programme_id = d.programme_id
WHERE d.programme_id = %(programme)s AND m.role = 'member' ORDER BY d.number, random()"""
TABLE = "COPY (SELECT * FROM programmes_attendance WHERE programme_id = {}) TO STDOUT (FORMAT csv)"
# The same facts of the same lines in the same order, as they stand in the tables: no labels, no local times,
# no safe cells.
SAME_LINES = """COPY (SELECT p.name, d.title, d.date, d.start_wall, d.end_wall, d.zone, m.ref, m.name,
 m.called, t.name, m.role, a.presence, a.plan, a.arrived_at, a.left_at, a.left_at - a.arrived_at, a.how,
 u.name, a.recorded_at
 FROM programmes_programmeday d JOIN programmes_programme p ON p.id = d.programme_id
 JOIN programmes_membership m ON m.programme_id = d.programme_id
 LEFT JOIN programmes_team t ON t.id = m.team_id
 LEFT JOIN programmes_attendance a ON a.programme_id = d.programme_id AND a.day_id = d.id
  AND a.membership_id = m.id
 LEFT JOIN programmes_user u ON u.id = a.recorded_by_id
 WHERE d.programme_id = {} ORDER BY d.number, m.sort_name, m.id) TO STDOUT (FORMAT csv)"""


class Copies:
    def __init__(self, people, days):
        lead = User.objects.create(name="Lead", email=f"lead-of-{people}-copies@bench.invalid")
        organisation = Organisation.objects.create(name="Copies")
        self.programme = create_programme(organisation, "Copies", by=lead, template="blank")
        self.lines = 0
        self._fill(people, days, lead)
        self.client = Client(HTTP_HOST="127.0.0.1")
        self.client.cookies["session"] = session_for(lead, "staff")

    def _fill(self, people, days, lead):
        ProgrammeDay.objects.bulk_create(self._day(number) for number in range(1, days + 1))
        # The lead has a line on every day too.
        facts = {
            "programme": self.programme.pk,
            "people": people - 1,
            "by": lead.pk,
            "name": f"Copy {people} ",
        }
        with connection.cursor() as cursor:
            for statement in (PEOPLE, PLACES, RECORDS):
                cursor.execute(statement, facts)
        settle()

    def _day(self, number):
        day = ProgrammeDay(
            programme=self.programme,
            number=number,
            title=f"Day {number}",
            date=date(2025, 1, 1) + timedelta(days=number),
            start_wall=time(9, 30),
            end_wall=time(15, 30),
            zone="Europe/London",
        )
        set_instants(day)
        return day

    def whole_table(self):
        self._copy(TABLE)

    def same_lines(self):
        self._copy(SAME_LINES)

    def _copy(self, statement):
        query = sql.SQL(statement).format(sql.Literal(self.programme.pk))
        with connection.cursor() as cursor, cursor.copy(query) as rows:
            for _row in rows:
                pass

    def csv(self):
        self._export("csv")

    def xlsx(self):
        self._export("xlsx")

    def _export(self, file):
        days = [day.ref for day in self.programme.days.all()]
        columns = [column.key for column in COLUMNS if column.on]
        data = {"days": days, "columns": columns, "shape": "lines", "file": file}
        response = self.client.post(f"/p/{self.programme.slug}/export/", data)
        ends = sum(chunk.count(b"\n") for chunk in response.streaming_content)
        if file == "csv":
            self.lines = ends - 1

    def forget(self):
        Programme.objects.filter(pk=self.programme.pk).delete()
