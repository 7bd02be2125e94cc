"""A letter of somebody's own programme, for the views."""

from django.shortcuts import get_object_or_404

from programmes.models import Letter


def letter_of(seat, ref):
    about = ("day", "publication", "programme", "agreed_by", "made_by")
    return get_object_or_404(Letter.objects.select_related(*about).filter(programme=seat.programme), ref=ref)
