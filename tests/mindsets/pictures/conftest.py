import pytest

_figures = pytest.StashKey()


@pytest.fixture
def figures(request):
    """Lines that are printed at the end of the run."""
    return request.config.stash.setdefault(_figures, [])


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash.get(_figures, []):
        terminalreporter.write_line(line)
