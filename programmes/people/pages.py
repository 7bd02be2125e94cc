"""Every page about people sits under the same heading of the navigation."""

from copro.pages import render_page


def people_page(request, template, context, *, form=None, status=None):
    """Render one of these pages; with a form that is wrong, as 422."""
    if form is not None:
        context = {"form": form, **context}
    status = status or (422 if form is not None and form.errors else 200)
    context = {"section": "people", **context}
    return render_page(request, f"programmes/people/{template}.html", context, status=status)
