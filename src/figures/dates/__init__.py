"""When a figure holds: the day it is of, how exact that is, and how it was found.

`read_calendar` reads every expression of time of a document once; `find_dating` says which of them a figure belongs to.
"""

from figures.dates.calendar import Calendar, Moment, read_calendar
from figures.dates.dating import Dating, find_dating, tells_a_day, told_event

__all__ = ["Calendar", "Dating", "Moment", "find_dating", "read_calendar", "tells_a_day", "told_event"]
