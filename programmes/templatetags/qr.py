"""A square to scan, drawn without a picture file."""

from django import template
from django.utils.html import format_html

from programmes.people.qr import qr_of

register = template.Library()


@register.simple_tag
def qr(text, label):
    """{% qr "https://…" _("What it does, in words") %}"""
    drawn = qr_of(text)
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}"><path d="{}"/></svg>',
        label,
        drawn.size,
        drawn.size,
        drawn.path,
    )
