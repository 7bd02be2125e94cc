"""A member's own pages: home, my details, leaving."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from copro.pages import posted, render_page
from programmes.access import STAFF_ROLES, for_members, for_participants
from programmes.attendance.actions import record_plan
from programmes.care.need_forms import held_in
from programmes.care.needs import deleted_on, need_of
from programmes.front import mailed_codes
from programmes.front.actions import settle_address
from programmes.front.entry import TooManyTries
from programmes.front.forms import EmailForm, MailedCodeForm
from programmes.home import actions, queries
from programmes.home.forms import MyDetailsForm, PlanForm
from programmes.live.pages import on_home
from programmes.models import How, Membership, Plan
from programmes.panels import panels_for
from programmes.people.actions import LastLead, mark_left
from programmes.people.sign_in import TOO_MANY, WRONG_CODE

ADDRESS = "my address"
reads = require_http_methods(["GET", "HEAD"])
reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


@for_members
@reads
def home(request, seat):
    """Where a member lands. An admin without a place goes on to the overview, which is theirs."""
    if seat.membership is None:
        return redirect("programmes:overview", seat.programme.slug)
    if seat.programme.is_draft and not seat.is_facilitator:
        return render_page(request, "programmes/home/planning.html")
    page = queries.home_of(seat)
    context = {
        "section": "home",
        "page": page,
        "today": _today(seat, page),
        "form": PlanForm(initial=_said(page.next_day)) if page.next_day else None,
        "panels": panels_for("member_home", seat),
    }
    return render_page(request, "programmes/home/home.html", context)


def _today(seat, page):
    """What is on, where one of our days is today; on any other day nothing is asked."""
    day = next((row.day for row in page.days if row.is_today), None)
    return on_home(seat, day) if day else ""


def _said(row):
    return {"plan": row.plan} if row and row.plan != Plan.EXPECTED else {}


@for_participants
@reads_and_posts
def my_plan(request, seat, day):
    """Will I be there? A day that is over is not asked about."""
    day = get_object_or_404(seat.programme.days, ref=day)
    row = next(row for row in queries.day_rows(seat) if row.day.pk == day.pk)
    if not row.is_to_come or seat.programme.is_draft and not seat.is_facilitator:
        raise Http404
    form = PlanForm(posted(request), initial=_said(row))
    if form.is_valid():
        record_plan(day, seat.membership, form.cleaned_data["plan"], by=seat.person, how=How.SELF)
        messages.success(request, _("Thank you. We have noted it."))
        return redirect("programmes:home", seat.programme.slug)
    context = {"form": form, "row": row}
    return render_page(request, "programmes/home/plan.html", context, status=422 if form.is_bound else 200)


@for_participants
@reads_and_posts
def my_details(request, seat):
    """What I say about myself; somebody who was invited says yes to their place here."""
    mine = seat.membership
    need = need_of(mine)
    form = MyDetailsForm(
        posted(request),
        initial={name: getattr(mine, name) for name in actions.OWN} | held_in(need),
        agreed=bool(mine.agreed_at),
        until=deleted_on(need, seat.programme),
    )
    if form.is_valid():
        is_new = mine.agreed_at is None
        actions.save_details(mine, form.cleaned_data)
        messages.success(request, _("Welcome. It is good to have you here.") if is_new else _("Saved."))
        return redirect("programmes:home" if is_new else "programmes:my_details", seat.programme.slug)
    context = {"form": form, "may_set_email": may_set_email(request), "need": need}
    return render_page(request, "programmes/home/details.html", context, status=422 if form.is_bound else 200)


def may_set_email(request):
    """A card can be copied by whoever printed it, so it must not give its holder a second way in."""
    if not request.session.get("by_card"):
        return True
    is_staff = Membership.objects.current().filter(person=request.user, role__in=STAFF_ROLES)
    looks_after = request.user.is_operator or request.user.administers.exists()
    return not (request.user.email or looks_after or is_staff.exists())


@for_participants
@reads_and_posts
def my_email(request, seat):
    """Give or change my address: it counts once the code sent there comes back."""
    if not may_set_email(request):
        return redirect("programmes:my_details", seat.programme.slug)  # which says how
    form, status = EmailForm(posted(request)), 200
    if form.is_bound:
        status = 422
    if form.is_valid():
        try:
            mailed_codes.ask(request, ADDRESS, form.cleaned_data["email"])
            return redirect("programmes:my_email_code", seat.programme.slug)
        except TooManyTries:
            form.add_error("email", TOO_MANY)
            status = 429
        except OSError:
            form.add_error("email", _("We could not send the email just now. Try again in a minute"))
            status = 503
    return render_page(request, "programmes/home/email.html", {"form": form}, status=status)


@for_participants
@reads_and_posts
def my_email_code(request, seat):
    about = mailed_codes.waiting(request, ADDRESS) if may_set_email(request) else None
    if about is None:
        return redirect("programmes:my_email", seat.programme.slug)
    form, status = MailedCodeForm(posted(request)), 200
    if form.is_bound:
        status = 422
    if form.is_valid():
        try:
            if mailed_codes.is_right(request, ADDRESS, form.cleaned_data["code"]):
                return _settle(request, seat, about["email"])
            form.add_error("code", WRONG_CODE)
        except TooManyTries:
            form.add_error("code", TOO_MANY)
            status = 429
    context = {"form": form, "email": about["email"]}
    return render_page(request, "programmes/home/email_code.html", context, status=status)


def _settle(request, seat, email):
    mailed_codes.forget(request, ADDRESS)
    if settle_address(seat.person, email):
        messages.success(request, _("You can now sign in with %(email)s.") % {"email": email})
    else:
        messages.error(
            request,
            _("You already have a place with this address. Ask anyone running the day to join the two up."),
        )
    return redirect("programmes:my_details", seat.programme.slug)


@for_participants
@reads_and_posts
def leave(request, seat):
    """Leave the programme: it asks first, and says what stays."""
    status, is_only_lead = 200, False
    if request.method == "POST":
        try:
            mark_left(seat.membership, by=seat.person)
            messages.success(
                request, _("You have left %(programme)s. Thank you.") % {"programme": seat.programme.name}
            )
            return redirect("front:arrive")
        except LastLead:
            status, is_only_lead = 422, True
    context = {"is_only_lead": is_only_lead}
    return render_page(request, "programmes/home/leave.html", context, status=status)
