"""Files as other tools make them, with invented people. Shapes: features brief, section (e)."""

TEAMS = """1. Summary
Meeting title\tDay 1
Attended participants\t3
Start time\t1/19/27, 9:25:10 AM
End time\t1/19/27, 3:31:00 PM
Meeting duration\t6h 5m 50s
Average attendance time\t4h 1m

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Ben Carter\t1/19/27, 9:28:01 AM\t1/19/27, 3:30:00 PM\t5h 50m 1s\tben@example.org\tben@example.org\tPresenter
Lind, Bea (Guest)\t1/19/27, 10:02:45 AM\t1/19/27, 12:00:00 PM\t1h 57m 15s\t\t\tAttendee
Nobody We Know\t1/19/27, 9:30:00 AM\t1/19/27, 9:31:00 AM\t1m\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tParticipant ID (UPN)\tRole
Ben Carter\t1/19/27, 9:28:01 AM\t1/19/27, 3:30:00 PM\t5h 50m 1s\tben@example.org\tben@example.org\tPresenter
"""
# The same from somebody whose computer speaks German: other headings, other dates, a 24-hour clock.
TEAMS_GERMAN = """1. Zusammenfassung
Titel der Besprechung\tTag 1

2. Teilnehmer
Name\tErster Beitritt\tLetztes Verlassen\tDauer in der Besprechung\tE-Mail\tTeilnehmer-ID (UPN)\tRolle
Ben Carter\t19.01.27, 09:28:01\t19.01.27, 15:30:00\t5h 50m 1s\tben@example.org\tben@example.org\tReferent

3. Aktivitäten während der Besprechung
Name\tBeitrittszeit\tAustrittszeit\tDauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle
"""
ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
123 4567 8901,Day 1,01/19/2027 09:20:00 AM,01/19/2027 03:32:00 PM,lena@example.org,372,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent
Ben (Ben Carter),,01/19/2027 09:28:00 AM,01/19/2027 11:00:00 AM,92,Yes,
Ben (Ben Carter),,01/19/2027 01:00:00 PM,01/19/2027 03:30:00 PM,150,Yes,
Bea Lind,,01/19/2027 09:40:00 AM,01/19/2027 03:30:00 PM,350,Yes,
"""
EVENTBRITE = """Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,Attendee Status
111,2027-01-02,Ben,Carter,ben@example.org,1,General,1,Checked In
112,2027-01-03,Bea,Lind,bea@elsewhere.example,1,General,2,Attending
113,2027-01-03,Gone,Away,gone@elsewhere.example,1,General,3,Not Attending
"""
FORMS = """ID,Start time,Completion time,Email,Name,Last modified time,What is your name?
1,1/4/27 10:00:00,1/4/27 10:02:00,ben@example.org,Ben Carter,,Ben
2,1/4/27 11:00:00,1/4/27 11:02:00,anonymous,anonymous,,Bea Lind
"""
