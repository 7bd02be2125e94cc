"""The demo's four days: two behind us, one today, one to come."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Sitting:
    """One session: title, kind, minutes, hosts, and for some a purpose, materials or notes."""

    title: str
    kind: str
    minutes: int
    hosts: tuple = ()
    purpose: str = ""
    materials: str = ""
    notes: str = ""
    pinned: time | None = None
    worksheet: bool = False
    alongside: bool = False


@dataclass(frozen=True)
class Gathering:
    title: str
    days_from_today: int
    sittings: tuple
    venue: str = "Harbour Hall, Marlow Street"


TEA = "Fruit, toast and tea. Gluten-free bread on its own plate."

ONE = (
    Sitting("Doors, tea and settling in", "arrive", 30, ("Bernie Callaghan", "Pat Lowry"), materials=TEA),
    Sitting("Welcome, and how we treat each other", "welcome", 30, ("Dee Marsh", "Hannah Blythe")),
    Sitting(
        "Six mindsets, one table", "input", 40, ("Hannah Blythe",), "Meet the six mindsets and the poster."
    ),
    Sitting("Tea and a stretch", "break", 20, materials=TEA),
    Sitting("Where am I just now?", "reflection", 40, ("Hannah Blythe",), worksheet=True),
    Sitting("Lunch", "break", 50, ("Bernie Callaghan",), pinned=time(12, 10)),
    Sitting("Team time: what does this mean for our area?", "team_time", 60, ("Ravi Shah",)),
    Sitting("Teams tell each other", "sharing", 40, ("Dee Marsh",)),
    Sitting("Goodbyes and next steps", "other", 20, ("Dee Marsh",)),
)
TWO = (
    Sitting("Doors, tea and settling in", "arrive", 20, ("Bernie Callaghan", "Pat Lowry"), materials=TEA),
    Sitting("Hello again", "welcome", 25, ("Dee Marsh",)),
    Sitting("What patients and carers told us", "input", 45, ("Amara Osei", "Hannah Blythe")),
    Sitting("Tea and a stretch", "break", 20),
    Sitting("Team time: our aim in one sentence", "team_time", 60, ("Ravi Shah", "Priya Nair")),
    Sitting("Lunch", "break", 50, ("Bernie Callaghan",)),
    Sitting("Marketplace: trade an idea", "activity", 50, ("Jamal Wright",)),
    Sitting("Where am I just now?", "reflection", 30, ("Hannah Blythe",), worksheet=True),
    Sitting("Goodbyes and next steps", "other", 20, ("Dee Marsh",)),
)
THREE = (
    Sitting("Doors, tea and settling in", "arrive", 20, ("Bernie Callaghan", "Pat Lowry"), materials=TEA),
    Sitting("Hello again, and how we treat each other", "welcome", 20, ("Dee Marsh",)),
    Sitting("What we tried since last time", "sharing", 45, ("Ravi Shah", "Amara Osei")),
    Sitting("Tea, toast and a stretch", "break", 20, materials=TEA),
    Sitting(
        "Being in the grey: a walk round the table",
        "activity",
        50,
        ("Hannah Blythe", "Kwame Boateng"),
        "Stay with a question that has no answer yet, together.",
        "One long roll of paper, six pens that work, chairs pushed back.",
        "Go slowly. Somebody may need the quiet room; Bernie has the key.",
    ),
    Sitting("Team time: plan the next small change", "team_time", 45, ("Ravi Shah", "Dee Marsh")),
    Sitting("Lunch", "break", 50, ("Bernie Callaghan",), pinned=time(12, 45)),
    Sitting("A Holly or a Wally? Talking it over", "activity", 40, ("Amara Osei", "Hannah Blythe")),
    Sitting("Team time: try it out on another team", "team_time", 45, ("Ravi Shah", "Dee Marsh")),
    Sitting("Look back: where I am just now", "reflection", 20, ("Hannah Blythe",), worksheet=True),
    Sitting("Goodbyes and next steps", "other", 20, ("Dee Marsh", "Amara Osei")),
)
FOUR = (
    Sitting("Doors, tea and settling in", "arrive", 20, ("Pat Lowry",)),
    Sitting("What changed, and what did not", "sharing", 75, ("Dee Marsh",)),
    Sitting("Lunch", "break", 50),
    Sitting("Looking back over the four days", "reflection", 45, ("Hannah Blythe",)),
    Sitting("Who carries this on?", "team_time", 60, ("Ravi Shah",)),
    Sitting("Or: draw what changed", "activity", 45, ("Kwame Boateng",), alongside=True),
)
GATHERINGS = (
    Gathering("Day one", -69, ONE),
    Gathering("Day two", -27, TWO),
    Gathering("Day three", 0, THREE),
    Gathering("Day four", 56, FOUR, venue=""),
)
STARTS, ENDS = time(9, 30), time(15, 30)
DIRECTIONS = "Step-free from Marlow Street, by the number 7 bus stop. Parking for three cars behind the hall."
AGREEMENT = "One person talks at a time.\nAsk what a word means. Nobody minds.\nWhat is said here stays here."
