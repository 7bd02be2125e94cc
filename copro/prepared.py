"""A query that many requests ask again: its SQL is worked out once, only the values change.

Building a queryset and writing its SQL takes Django longer than Postgres takes to answer; for the one query
that every page begins with, that was a seventh of the whole request. Everything else stays an ordinary
queryset.
"""

from functools import cached_property
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.query import ModelIterable, get_related_populators

A_KEY, ANOTHER_KEY = UUID(int=1), UUID(int=2)


class Prepared:
    """`Prepared(build, slug="-slug-", …)`; calling it with the same names gives a list.

    `build(**marks)` returns a queryset over the marks: values that stand for those to come, of the right
    type and found nowhere else in the query (A_KEY, ANOTHER_KEY, …). It gives model instances, with
    select_related and annotate but without prefetch_related, or after values_list tuples.
    """

    def __init__(self, build, **marks):
        self.build, self.marks = build, marks

    @cached_property
    def _plan(self):
        queryset = self.build(**self.marks)
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        slots = [(self._name_of(param), param) for param in params]
        missing = set(self.marks) - {name for name, _param in slots}
        if missing:
            raise ValueError(f"not a value of the query: {sorted(missing)}")
        is_of_models = queryset._iterable_class is ModelIterable
        return sql, slots, (_Instances if is_of_models else _Rows)(compiler)

    def _name_of(self, param):
        return next((name for name, mark in self.marks.items() if param == mark), None)

    def __call__(self, **values):
        sql, slots, reader = self._plan
        params = [values[name] if name else param for name, param in slots]
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        return reader.read(rows)


class _Rows:
    """Tuples of values_list, with Django's own conversions."""

    def __init__(self, compiler):
        self.compiler = compiler
        self.converters = compiler.get_converters([column[0] for column in compiler.select])

    def read(self, rows):
        return list(self.compiler.apply_converters(rows, self.converters)) if self.converters else rows


class _Instances(_Rows):
    """Model instances, made as Django's own iteration over a queryset makes them."""

    def __init__(self, compiler):
        super().__init__(compiler)
        self.model = compiler.klass_info["model"]
        places = compiler.klass_info["select_fields"]
        self.own = slice(places[0], places[-1] + 1)
        self.names = [column[0].target.attname for column in compiler.select[self.own]]
        self.related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)

    def read(self, rows):
        return [self._instance(row) for row in super().read(rows)]

    def _instance(self, row):
        instance = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.own])
        for populator in self.related:
            populator.populate(row, instance)
        for name, place in self.compiler.annotation_col_map.items():
            setattr(instance, name, row[place])
        return instance
