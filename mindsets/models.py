"""What the rest of the site may import of this app's models."""

from mindsets.library.models import Framework, FrameworkVersion, Mindset, Place, Prompt  # noqa: F401
from mindsets.moves.models import (  # noqa: F401
    Moment,
    MomentState,
    Move,
    MoveNote,
    Side,
    TeamMove,
    WayNames,
)
from mindsets.pictures.models import Picture  # noqa: F401
from mindsets.poster.models import TeamNote  # noqa: F401
from mindsets.reflections.models import Entry, Reflection, SharedEntry, Sharing, Worksheet  # noqa: F401
