"""Answering a letter: whether one comes, without signing in. The link opens this page and nothing else."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from copro.pages import posted, render_page
from programmes.access import public
from programmes.front.entry import TooManyTries, check_tries, count_failure
from programmes.letters.replies import ANSWERS, find, record_answer
from programmes.letters.reply_forms import AnswerForm, SecretForm
from programmes.letters.reply_pages import answer_page
from programmes.people.sign_in import TOO_MANY


@public
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request):
    """First a look at the day, then the answer; both are posted, so that a mail scanner answers for nobody.

    The secret travels in the forms. Nothing of it stays in this browser.
    """
    form = SecretForm(posted(request))
    if not form.is_bound:
        return _ask(request, form)
    try:
        check_tries(request)
    except TooManyTries:
        form.add_error("token", TOO_MANY)
        return _ask(request, form, 429)
    link = find(form.cleaned_data["token"].strip()) if form.is_valid() else None
    if link is None:
        if form.is_valid():
            count_failure(request)
            form.add_error("token", _("This is not a code we know. It may be too old: the day may be over"))
        return _ask(request, form, 422)
    return _answer(request, link, form.cleaned_data["token"].strip())


def _ask(request, form, status=200):
    return render_page(request, "programmes/letters/reply.html", {"form": form}, status=status)


def _answer(request, link, secret):
    """The page of one person and one day; with an answer, recorded first."""
    form = AnswerForm(request.POST if "plan" in request.POST else None)
    status, is_recorded = 200, False
    if form.is_bound and ANSWERS.is_reached(str(link.pk)):
        form.add_error(None, TOO_MANY)
        status = 429
    elif form.is_valid():
        ANSWERS.fail(str(link.pk))
        record_answer(link, **form.cleaned_data)
        is_recorded = True
    elif form.is_bound:
        status = 422
    context = {"form": form, "secret": secret, "page": answer_page(link), "is_recorded": is_recorded}
    return render_page(request, "programmes/letters/answer.html", context, status=status)
