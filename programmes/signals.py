"""What slices tell each other, inside the transaction in which it happened."""

from django.dispatch import Signal

day_published = Signal()  # publication: the new DayPublication; by: who published it
day_changed = Signal()  # day: its date, times, place, words or number were saved
day_leaving = Signal()  # day: about to be taken out of the programme; by: who takes it out
