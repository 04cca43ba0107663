"""The tracker that our stores give to Rasa."""

from __future__ import annotations

import copy

from rasa.shared.core.trackers import DialogueStateTracker


class StoredTracker(DialogueStateTracker):
    """A tracker that knows how many of its events, from the first, the store has."""

    kept = 0

    def copy(self) -> DialogueStateTracker:
        """A duplicate that shares the events, which nobody changes, and no slot.

        Rasa's plays all events once more, twice a turn.
        """
        made = self.init_copy()
        made.__dict__.update({name: value for name, value in self.__dict__.items() if name != "kept"})
        made.events = self._create_events(self.events)
        made.slots = {name: copy.copy(slot) for name, slot in self.slots.items()}
        made.active_loop = copy.copy(self.active_loop)
        return made
