"""What was done, as sentences. An event holds references and counts; the words are found when it is read."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.models import Role

# verb: (kind, sentence). `%(who)s` did it; `%(about)s` is the person, day or other thing it was done to.
SENTENCES = {
    "person_added": ("people", gettext_lazy("%(who)s gave %(about)s a place.")),
    "person_left": ("people", gettext_lazy("%(who)s noted that %(about)s has left.")),
    "person_came_back": ("people", gettext_lazy("%(who)s noted that %(about)s is back.")),
    "places_joined": ("people", gettext_lazy("%(who)s joined two places that are both %(about)s.")),
    "places_taken_apart": ("people", gettext_lazy("%(who)s took apart two places: %(about)s.")),
    "people_imported": ("people", gettext_lazy("%(who)s brought in a list: %(people)s people.")),
    "needs_deleted": (
        "people",
        gettext_lazy("Copro deleted what helps people take part, on the promised date: %(count)s."),
    ),
    "visitors_forgotten": (
        "people",
        gettext_lazy("Copro deleted what it knew of visitors, the day after: %(count)s."),
    ),
    "role_given": (
        "roles",
        gettext_lazy("%(who)s changed what %(about)s may do: from “%(was)s” to “%(now)s”."),
    ),
    "admin_added": ("roles", gettext_lazy("%(who)s made %(about)s an admin.")),
    "admin_taken_away": ("roles", gettext_lazy("%(who)s ended %(about)s’s time as an admin.")),
    "invited": ("ways_in", gettext_lazy("%(who)s invited %(about)s.")),
    "invitation_used": ("ways_in", gettext_lazy("%(about)s used their invitation.")),
    "invitation_taken_back": ("ways_in", gettext_lazy("%(who)s took back the invitation of %(about)s.")),
    "card_printed": ("ways_in", gettext_lazy("%(who)s printed personal cards: %(count)s.")),
    "card_stopped": ("ways_in", gettext_lazy("%(who)s stopped the card of %(about)s.")),
    "kiosk_started": ("ways_in", gettext_lazy("%(who)s started a shared tablet for %(about)s.")),
    "kiosk_stopped": ("ways_in", gettext_lazy("%(who)s stopped shared tablets of %(about)s: %(tablets)s.")),
    "join_code_changed": ("ways_in", gettext_lazy("%(who)s changed the join code.")),
    "staff_signed_in": ("ways_in", gettext_lazy("%(who)s signed in.")),
    "organisation_started": ("programme", gettext_lazy("The organisation was started.")),
    "programme_created": ("programme", gettext_lazy("%(who)s started the programme.")),
    "programme_imported": (
        "programme",
        gettext_lazy("%(who)s brought in a programme: %(days)s days, %(sessions)s sessions."),
    ),
    "programme_published": ("programme", gettext_lazy("%(who)s published the programme.")),
    "day_published": ("programme", gettext_lazy("%(who)s published %(about)s.")),
    "day_copied": ("programme", gettext_lazy("%(who)s made %(about)s as a copy: %(sessions)s sessions.")),
    "agenda_brought_in": (
        "programme",
        gettext_lazy("%(who)s brought in an agenda for %(about)s: %(sessions)s sessions."),
    ),
    "suggestion_answered": ("programme", gettext_lazy("%(who)s answered a suggestion for %(about)s.")),
    "day_closed": ("programme", gettext_lazy("%(who)s closed %(about)s.")),
    "day_opened_again": ("programme", gettext_lazy("%(who)s opened %(about)s again.")),
    "framework_published": (
        "programme",
        gettext_lazy("%(who)s published version %(version)s of the words of a mindset framework."),
    ),
    "picture_looked_at": (
        "programme",
        gettext_lazy("Copro drew the mindset picture of %(about)s, if enough people had said yes."),
    ),
    "worksheet_added": ("programme", gettext_lazy("%(who)s added a worksheet.")),
    "attendance_brought_in": (
        "programme",
        gettext_lazy("%(who)s recorded who came to %(about)s from a file: %(people)s people."),
    ),
    "letter_agreed": (
        "letters",
        gettext_lazy("%(who)s agreed to a letter: %(by_email)s by email, %(on_paper)s on paper."),
    ),
    "letter_thrown_away": ("letters", gettext_lazy("%(who)s threw a letter away. It was for %(people)s.")),
    "letter_stopped": (
        "letters",
        gettext_lazy("%(who)s stopped a letter. Copies that stay here: %(people)s."),
    ),
    "letter_again": ("letters", gettext_lazy("%(who)s tried copies of a letter again: %(people)s.")),
    "letter_printed": ("letters", gettext_lazy("%(who)s printed letters: %(people)s.")),
    "attendance_exported": ("copies", gettext_lazy("%(who)s took a copy of who came: %(what)s.")),
    "attendance_sent": ("copies", gettext_lazy("That copy went out whole: %(rows)s lines.")),
    "thanks_exported": (
        "copies",
        gettext_lazy("%(who)s took a copy of thank-yous for finance: %(rows)s lines."),
    ),
    "numbers_exported": ("copies", gettext_lazy("%(who)s took numbers without names.")),
}
KINDS = [
    ("copies", gettext_lazy("Copies taken")),
    ("people", gettext_lazy("People")),
    ("roles", gettext_lazy("Roles")),
    ("ways_in", gettext_lazy("Ways in")),
    ("programme", gettext_lazy("The programme")),
    ("letters", gettext_lazy("Letters")),
]


def verbs_of(kind):
    return [verb for verb, (its_kind, _sentence) in SENTENCES.items() if its_kind == kind]


def sentence_of(event, about):
    """One event in words; `about` is the name of what it was done to, or ''."""
    who = event.actor.name if event.actor else _("The server’s owner")
    facts = {"who": who, "about": about or _("somebody"), **_facts_in_words(event.facts)}
    if event.verb == "attendance_exported":
        facts["what"] = _what_was_copied(event.facts)
    _kind, sentence = SENTENCES.get(event.verb, ("", ""))
    try:
        return str(sentence) % facts
    except KeyError:  # written by an older version with other facts
        return ""


def plain_verb(event):
    """For an event this version knows no sentence of."""
    return _("%(who)s: %(verb)s") % {
        "who": event.actor.name if event.actor else _("The server’s owner"),
        "verb": event.verb.replace("_", " "),
    }


def _facts_in_words(facts):
    roles = dict(Role.choices)
    return {key: roles.get(value, value) if key in ("was", "now") else value for key, value in facts.items()}


def _what_was_copied(facts):
    days = len(facts.get("days", []))
    parts = [ngettext("%(count)s day", "%(count)s days", days) % {"count": days}]
    if facts.get("programmes", 1) > 1:
        parts.append(
            ngettext("%(count)s programme", "%(count)s programmes", facts["programmes"])
            % {"count": facts["programmes"]}
        )
    columns = len(facts.get("columns", []))
    parts.append(ngettext("%(count)s column", "%(count)s columns", columns) % {"count": columns})
    parts.append({"csv": "CSV", "xlsx": "Excel"}.get(facts.get("file"), ""))
    if "email" in facts.get("columns", []):
        parts.append(_("with email addresses"))
    return ", ".join(part for part in parts if part)
