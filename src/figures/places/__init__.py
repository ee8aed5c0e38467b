"""Where a figure is about: the named place of its sentence, or of the story around it.

`read_atlas` finds every place name of a document once; `find_place` says which of them a figure is about.
"""

from figures.places.atlas import Atlas, Location, main_places, read_atlas
from figures.places.choosing import find_place

__all__ = ["Atlas", "Location", "find_place", "main_places", "read_atlas"]
