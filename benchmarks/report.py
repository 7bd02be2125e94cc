"""Lines with a bar that is met or not."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    name: str
    told: str
    met: bool

    def line(self):
        return f"  {'ok  ' if self.met else 'MISS'}  {self.name:<22}  {self.told}"


def show(title, bars):
    """Print a group and return its bars."""
    print(f"\n{title}")  # noqa: T201
    for bar in bars:
        print(bar.line(), flush=True)  # noqa: T201
    return bars
