"""Addresses and steps that the tests of thank-yous share."""

from django.urls import reverse

from programmes.models import RecognitionChoice, ThankYou


def my_page(client):
    return reverse("programmes:my_thanks", args=[client.membership.programme.slug])


def page(name, day_or_programme, *more):
    programme = getattr(day_or_programme, "programme", day_or_programme)
    refs = [] if programme is day_or_programme else [day_or_programme.ref]
    return reverse(f"programmes:{name}", args=[programme.slug, *refs, *more])


def wants(membership, choice="payment"):
    return RecognitionChoice.objects.create(
        programme=membership.programme, membership=membership, choice=choice, changed_by=membership.person
    )


def offered(day, membership, **extra):
    return ThankYou.objects.create(programme=day.programme, day=day, membership=membership, **extra)


def answer(client, thank_you, said="yes", version=None):
    address = reverse("programmes:answer_thanks", args=[thank_you.programme.slug, thank_you.ref])
    return client.post(address, {"answer": said, "version": version or thank_you.version}, follow=True)
