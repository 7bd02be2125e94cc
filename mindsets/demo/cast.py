"""The demo's people, teams and services: all of them invented."""

from dataclasses import dataclass

TEAMS = {
    "Waiting well": (
        "Families waiting for an autism assessment",
        "By summer, no family in Eastmere waits more than a month without a friendly call from someone who "
        "has been there.",
    ),
    "First words": ("Speech and language drop-ins", "Make the drop-in a place where parents want to stay."),
    "Moving on": ("Leaving children’s services at 18", "Nobody turns 18 without knowing who to ring next."),
    "Steady feet": ("Falls and balance classes", "Hold a class in every part of town by the spring."),
    "Breathing space": ("Living with a lung condition", ""),
    "Kitchen table": ("Young carers", "Give young carers one evening a month that is only theirs."),
}


@dataclass(frozen=True)
class Guest:
    """One invented person. `email` None means none; `came_by` walk_in is somebody who just turned up."""

    name: str
    team: str | None
    parts: tuple = ()
    role: str = "member"
    email: str | None = ""
    called: str = ""
    belongs_to: str = ""
    in_working_group: bool = False
    came_by: str = "added"
    online: bool = False
    helps: tuple = ()

    @property
    def address(self):
        """An address that no mail can reach (RFC 2606), or None."""
        if self.email is None:
            return None
        return self.email or f"{self.name.lower().replace(' ', '.').replace('-', '.')}@demo.invalid"


LIVED, CARER, COMMUNITY, STAFF = ("lived_experience",), ("carer",), ("community",), ("staff",)

GUESTS = [
    Guest("Dee Marsh", None, STAFF, "lead", "lead@demo.invalid", in_working_group=True),
    Guest(
        "Hannah Blythe",
        "Breathing space",
        LIVED,
        "facilitator",
        "facilitator@demo.invalid",
        in_working_group=True,
    ),
    Guest("Ravi Shah", "Steady feet", STAFF, "facilitator", in_working_group=True),
    Guest("Bernie Callaghan", "Steady feet", COMMUNITY, "facilitator", in_working_group=True),
    Guest("Pat Lowry", None, COMMUNITY, "helper", "helper@demo.invalid", in_working_group=True),
    Guest("Amara Osei", "Waiting well", CARER, email="member@demo.invalid", in_working_group=True),
    Guest("Joe Hartley", "Waiting well", CARER),
    Guest("Kwame Boateng", "Waiting well", STAFF),
    Guest("Priya Nair", "Waiting well", STAFF),
    Guest("Tomasz Zieliński", "Waiting well", COMMUNITY, belongs_to="Eastmere Parents"),
    Guest("Yusuf Demir", "Waiting well", LIVED, email=None),
    Guest("Mei-Ling Chan", "First words", STAFF, called="Mei"),
    Guest("Farah Haddad", "First words", CARER),
    Guest("Leila Amini", "First words", CARER, email=None, helps=("language",)),
    Guest("Nuala Byrne", "First words", COMMUNITY, belongs_to="Marlow Street Library"),
    Guest("Gethin Rees", "First words", STAFF),
    Guest("Abena Mensah", "First words", CARER),
    Guest("Zainab Ali", "First words", LIVED),
    Guest("Callum Reid", "Moving on", LIVED, online=True),
    Guest("Leon Baptiste", "Moving on", LIVED),
    Guest("Ingrid Solberg", "Moving on", STAFF),
    Guest("Deepa Kaur", "Moving on", CARER),
    Guest("Marek Novák", "Moving on", COMMUNITY, online=True),
    Guest("Shanice Clarke", "Moving on", LIVED),
    Guest("Dilys Morgan", "Steady feet", LIVED, email=None, helps=("loop",)),
    Guest("Rukhsana Begum", "Steady feet", CARER, helps=("step_free",)),
    Guest("Nkechi Eze", "Steady feet", STAFF),
    Guest("Harold Finch", "Steady feet", LIVED, email=None, helps=("large_print", "step_free")),
    Guest("Ana Sousa", "Steady feet", STAFF),
    Guest("Win Thiri", "Steady feet", LIVED),
    Guest("Grace Adeyemi", "Breathing space", CARER, email=None),
    Guest("Hamid Rahimi", "Breathing space", LIVED, online=True),
    Guest("Ted Whitlock", "Breathing space", LIVED, email=None, called="Ted", helps=("large_print", "quiet")),
    Guest("سلمى الحداد", "Breathing space", CARER, email="salma@demo.invalid", called="Salma"),
    Guest("Oluwaseun Bakare", "Breathing space", STAFF),
    Guest("Bronwen Pugh", "Breathing space", LIVED),
    Guest("Magda Kowalska", "Kitchen table", LIVED),
    Guest("Ines Ferreira", "Kitchen table", CARER, helps=("quiet",)),
    Guest("Siân Pritchard", "Kitchen table", STAFF, online=True),
    Guest("Jamal Wright", "Kitchen table", COMMUNITY, belongs_to="Harbour Youth Club"),
    Guest("Chidi Okafor", "Kitchen table", CARER),
    Guest("Ruby Tanner", "Kitchen table", LIVED, email=None),
    Guest("Madonna", "Kitchen table", LIVED, email="madonna@demo.invalid"),
    Guest("Stan Kellett", "Moving on", (), email="stan@demo.invalid", came_by="walk_in"),
    Guest("Auntie Bea", None, CARER, email="bea@demo.invalid", came_by="walk_in"),
]
AGREEMENT_BY = {"added", "joined"}
ADMIN = ("Olu Adeyinka", "admin@demo.invalid")
NO_EMAIL = "Ted Whitlock"  # the one that the home page offers as "a member without email"
APOLOGIES = {1: ("Farah Haddad", "Leon Baptiste"), 2: ("Grace Adeyemi",), 3: ("Farah Haddad",)}
NOT_RECORDED = {2: ("Ines Ferreira",)}
# Who has come through the door so far on the third day, which is today.
HERE_TODAY = (
    "Dee Marsh", "Hannah Blythe", "Bernie Callaghan", "Pat Lowry", "Amara Osei", "Kwame Boateng",
    "Mei-Ling Chan", "Dilys Morgan", "Nuala Byrne", "Hamid Rahimi", "Siân Pritchard", "Callum Reid",
    "Ravi Shah", "Ruby Tanner", "Joe Hartley", "Priya Nair",
)  # fmt: skip
