import pytest

from mindsets.library.models import PublishedIsFixed
from mindsets.library.shipped import ship_frameworks


def test_an_organisation_starts_with_six_mindsets_and_five_values(organisation):
    versions = ship_frameworks(organisation)
    assert [m.name for m in versions["mindsets"].mindsets.all()] == [
        "Elevating lived experience",
        "Practising curiosity",
        "Offering generous hospitality",
        "Being in the grey",
        "Learning through doing",
        "Valuing many perspectives",
    ]
    assert [m.name for m in versions["values"].mindsets.all()] == [
        "Assets",
        "Catalysts",
        "Mutuality",
        "Blur roles",
        "Networks",
    ]
    assert "McKercher" in versions["mindsets"].framework.credit


def test_places_have_their_literal_labels_and_two_lie_off_the_path(organisation):
    places = ship_frameworks(organisation)["mindsets"].places.all()
    on_the_path = [place.literal for place in places if not place.off_the_path]
    assert on_the_path == ["looking in", "trying", "stuck", "pausing", "flowing"]
    assert [p.name for p in places if p.off_the_path] == ["It depends", "Not sure yet"]


def test_shipping_twice_changes_nothing(organisation):
    first = ship_frameworks(organisation)
    assert ship_frameworks(organisation) == first
    assert organisation.frameworks.count() == 2


@pytest.mark.parametrize("part", ["mindsets", "prompts", "places"])
def test_a_published_version_never_changes(organisation, part):
    item = getattr(ship_frameworks(organisation)["mindsets"], part).first()
    with pytest.raises(PublishedIsFixed):
        item.save()
    with pytest.raises(PublishedIsFixed):
        item.delete()
