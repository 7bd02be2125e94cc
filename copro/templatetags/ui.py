"""The parts of a page: icons, badges, notes, people. docs/components.md says when to use which."""

from functools import lru_cache
from urllib.parse import quote

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from copro.bundles import SITE, part_names
from copro.polls import pass_for

register = template.Library()

LOOKS = ("lived", "curiosity", "hospitality", "grey", "doing", "perspectives")


@lru_cache(maxsize=2)
def _sprite(name):
    return static(f"icons/{name}.svg")


def icon_svg(name, label=""):
    """One drawing of the sprite; with a label it speaks, without one it is silent."""
    if label:
        return format_html(
            '<svg class="i" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            label,
            _sprite("icons"),
            name,
        )
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', _sprite("icons"), name)


@register.simple_tag
@lru_cache(maxsize=1)
def styles():
    """The styles of every page: one file once files are collected, its parts while they are written."""
    names = [SITE] if getattr(staticfiles_storage, "bundles", False) else part_names()
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))


@register.simple_tag
def icon(name, label=""):
    """{% icon "check" %} or {% icon "check" _("Done") %}"""
    return icon_svg(name, label)


@register.simple_tag
def badge(look, size=""):
    """{% badge "lived" %}, {% badge mindset.look "l" %} (large) or "s" (small)."""
    return format_html(
        '<svg class="m m-{} {}" viewBox="0 0 48 48" aria-hidden="true"><use href="{}#m-{}"/></svg>',
        look,
        size,
        _sprite("icons"),
        look,
    )


@register.simple_tag
def place_mark(key, css="place"):
    """The drawing of a place: {% place_mark "gate" %}."""
    return format_html(
        '<svg class="{}" viewBox="0 0 40 40" aria-hidden="true"><use href="{}#p-{}"/></svg>',
        css,
        _sprite("icons"),
        key,
    )


@register.simple_tag
def mark():
    """The logo's thread."""
    return format_html('<svg aria-hidden="true"><use href="{}#mark"/></svg>', _sprite("brain"))


@register.simple_tag
def brain():
    """The drawing with its six threads. The list of the mindsets beside it says the same in words."""
    threads = format_html_join(
        "", '<use class="m-{}" href="{}#strand-{}"/>', ((look, _sprite("brain"), look) for look in LOOKS)
    )
    return format_html(
        '<svg class="brain" viewBox="0 0 600 620" role="img" aria-label="{}">{}</svg>',
        _("A line drawing of a brain. It is made of six threads. Each thread leads to one mindset."),
        threads,
    )


@register.simple_block_tag
def note(content, kind="", picture="info", title="", level="h2"):
    """{% note "look" "clock" _("Title") %}…{% endnote %}; kind is "", "look" or "error"."""
    return render_to_string(
        "ui/note.html",
        {"content": content, "kind": kind, "picture": picture, "title": title, "level": level},
    )


@register.simple_tag(takes_context=True)
def mistakes(context):
    """What is wrong in `form`, or in `several` forms, in reading order, each with the box to go to."""
    forms = context.get("several") or context.get("form") or []
    found = []
    for one in [forms] if hasattr(forms, "fields") else forms:
        found += [{"target": "", "words": words} for words in one.non_field_errors()]
        for field in one:
            found += [{"target": _first_box(field), "words": words} for words in field.errors]
    return found


def _first_box(field):
    """A link to a group of choices goes to its first choice: a fieldset cannot be focused."""
    if field.is_hidden:
        return ""
    choices = field.subwidgets if field.use_fieldset else []
    return (choices[0].id_for_label if choices else field.id_for_label) or field.auto_id


def initials(name):
    """'Mei-Ling Chan' → 'MC', 'Madonna' → 'M', '' → '?'."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    if not words:
        return name.strip()[:1] or "?"
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


@register.simple_tag
def disc(name, alt=False):
    """A disc with initials: never a photo, never a colour that means something."""
    return format_html(
        '<span class="disc{}" aria-hidden="true">{}</span>', " alt" if alt else "", initials(name)
    )


@register.simple_tag
def person(name, full_name="", alt=False):
    """An item of a `<ul class="people">`: {% person row.says row.name %}."""
    return format_html("<li>{}<bdi>{}</bdi></li>", disc(full_name or name, alt), name)


@register.simple_tag(takes_context=True)
def nav_link(context, route, picture, label, section):
    """A link of the main navigation; current when the page's `{{ section }}` is this one."""
    url = reverse(route, args=[context["seat"].programme.slug])
    words = format_html("{}{}", icon_svg(picture), label)
    if context.get("section") == section:
        return format_html('<li><a href="{}" aria-current="page">{}</a></li>', url, words)
    return format_html('<li><a href="{}">{}</a></li>', url, words)


@register.simple_tag(takes_context=True)
def reader_mark(context):
    """Tells a page whether the same person is signed in as when it was drawn, and nothing else."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return salted_hmac("copro.reader", str(user.pk)).hexdigest()[:16]


@register.simple_tag
def poll_pass(address, kind, *keys, seen):
    """The `?pass=…` of an address that is polled: see copro.polls."""
    return quote(pass_for(address, kind, *keys, seen=seen))
