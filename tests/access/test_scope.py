"""Every look-up in a programme's tables names the programme or the organisation: no key is enough alone."""

import re

import pytest
from django.apps import apps
from django.db import connection

from tests.access.test_matrix import OURS, address, worksheet_values
from tests.access.world import furnish

TENANT_TABLES = {
    model._meta.db_table
    for model in apps.get_models()
    if {"programme", "organisation"} & {field.name for field in model._meta.fields}
    and model._meta.model_name not in {"programme", "entrycode", "organisationadmin"}
}
OWNER = re.compile(r'"(programme_id|organisation_id|slug|programmes_programme"\."id)"|"programme_id"')
# Who a person is, and where they have a place, is asked before there is a programme.
BEFORE_A_PROGRAMME = re.compile(r'"(person_id|token_hash|code_hash)" = ')


def unscoped(sql):
    """The first tenant table that a statement reads or changes without naming its owner, or None."""
    found = re.search(r'(?:FROM|UPDATE|DELETE FROM|JOIN) "(\w+)"', sql)
    if not found or found.group(1) not in TENANT_TABLES or " WHERE " not in sql:
        return found.group(1) if found and found.group(1) in TENANT_TABLES else None
    where = sql.split(" WHERE ", 1)[1]
    if OWNER.search(where) or BEFORE_A_PROGRAMME.search(where):
        return None
    return found.group(1)


@pytest.fixture
def world(programme, lena):
    return furnish(programme, by=lena.person)


@pytest.mark.parametrize("who", ["lena", "asha", "ben", "hal", "ada"])
def test_every_page_asks_only_within_its_programme(request, world, who):
    client = request.getfixturevalue(who)
    loose = set()
    current = ""

    def listen(execute, sql, params, many, context):
        if table := unscoped(sql):
            loose.add((current, table, sql[:60]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        for name, route, _view in OURS:
            if "<slug:programme>" in route:
                current = name
                client.get(address(route, worksheet_values(name, world)))
    assert not loose


def test_the_check_itself_sees_a_loose_query():
    assert unscoped('SELECT * FROM "programmes_team" WHERE "programmes_team"."ref" = %s') == "programmes_team"
    assert unscoped('SELECT * FROM "programmes_team" WHERE "programmes_team"."programme_id" = %s') is None
