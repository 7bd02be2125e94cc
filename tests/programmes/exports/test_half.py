from tests.programmes.exports.conftest import lines_of
from tests.programmes.exports.test_export import ask, url  # noqa: F401


def test_the_half_of_a_day_is_a_column_to_choose(lena, url, past_day, came, ben):  # noqa: F811
    ben.membership.attendances.update(half="morning")
    lines = lines_of(ask(lena, url, [past_day], columns=["last_name", "half"]))
    assert [line["Half day"] for line in lines if line["Last name"] == "Carter"] == ["Morning"]
    assert {line["Half day"] for line in lines if line["Last name"] != "Carter"} == {""}
