"""Series in the reference of figures_test.py: one period of their frequency, in the boundaries of the
time or of a chosen day, and which units are added up.
"""
from dataclasses import replace
from functools import lru_cache

from figures_model import TOTAL
from figures_periods import last_day
from figures_values import ADD_UP, Figure, lacks, has, settled, total


class Series:
    def __init__(self, world, as_of=None, boundaries=None):
        self.world = world
        self.as_of = as_of
        self.boundaries = boundaries   # a day; None: those of each period's last day
        self.others = {}

    @lru_cache(maxsize=None)
    def unit(self, code, at):
        return self.world.find(code, self.boundaries or last_day(at))

    # A series in one period of its frequency.

    @lru_cache(maxsize=None)
    def delivered(self, indicator, member, unit, at):
        known = [one for one in self.world.values.get((indicator.code, member, unit, at), ())
                 if self.as_of is None or one.vintage <= self.as_of]
        if not known:
            return None
        newest = known[-1]
        told = {"revised"} if any(one.value != newest.value for one in known) else set()
        return Figure(newest.value, 0 if lacks(newest.value) else 1, 1, newest.status,
                      frozenset(told.union(newest.flags)))

    def carried(self, indicator, member, unit, at):
        """A series in the chosen boundaries: units that became one are added up, if all are known
        and add up; of what became of several nothing tells the parts."""
        forward, back_then = (last_day(at) < self.world.merged_on <= self.boundaries,
                              self.boundaries < self.world.merged_on <= last_day(at))
        parts = self.world.merged if forward and unit == self.world.into else \
            (self.world.into,) if back_then and unit in self.world.merged else (unit,)
        known = [one for one in (self.delivered(indicator, member, part, at) for part in parts) if one]
        lacking = len(parts) - sum(not lacks(one.value) for one in known)
        whole = Figure("missing", 0, max(1, lacking)).beside(*known)
        if back_then and unit in self.world.merged or \
                (len(parts) > 1 and indicator.measure not in ADD_UP):
            return replace(whole, status=None).flagged("not-comparable")
        if len(parts) == 1:
            # Worked out anew, so that what is not available is missing.
            return replace(known[0], value="missing") if lacking and known else \
                known[0] if known else None
        return replace(whole, status=None) if lacking else \
            settled(replace(whole, counted=1), total(known))

    @lru_cache(maxsize=None)
    def own(self, indicator, member, unit, at):
        """The figure that a unit has by itself."""
        if self.boundaries is None:
            return self.delivered(indicator, member, unit, at)
        found = self.carried(indicator, member, unit, at)
        is_had = found and not lacks(found.value)
        return found if is_had or self.reports(indicator, unit, at) else None

    def reports(self, indicator, unit, at):
        return self.unit(unit, at).kind in indicator.reporters

    @lru_cache(maxsize=None)
    def reporters_below(self, indicator, unit, at):
        """All that deliver, but those below another that does."""
        if self.reports(indicator, unit, at):
            return ()
        return tuple(one for below in self.world.below(unit, self.boundaries or last_day(at))
                     for one in ((below,) if self.reports(indicator, below, at)
                                 else self.reporters_below(indicator, below, at)))

    @lru_cache(maxsize=None)
    def single(self, indicator, member, unit, at, even=None):
        """`even`: as evenly() gives it, for a unit that does not report itself."""
        if not self.unit(unit, at):
            return Figure(flags=frozenset({"no-unit"}))
        own = self.own(indicator, member, unit, at)
        if own and self.boundaries and lacks(own.value):
            return self.of_members(indicator, member, unit, at, own)
        members = self.reporters_below(indicator, unit, at)
        parts = {one: self.single(indicator, member, one, at) for one in members}
        if even is not None and (even[0] != members or indicator.measure not in ADD_UP):
            even = None
        chosen = members if even is None else even[1]
        summed = self.sum_of(indicator, parts, chosen)
        is_sum = any(has(parts[one]) for one in chosen) and indicator.measure in ADD_UP
        if own and not (even is not None and is_sum):
            return own
        return summed if summed.counted else self.of_members(indicator, member, unit, at, summed)

    @staticmethod
    def sum_of(indicator, parts, chosen):
        """The sum of the chosen parts, beside how many there are of all but those of the chosen to
        which it is not applicable."""
        told = [parts[one] for one in chosen if parts[one].value != "not-applicable"]
        there = [one for one in told if has(one)]
        if not parts:
            return Figure()
        expected = len(parts) - len(chosen) + len(told)
        whole = Figure("missing", len(there), expected).beside(*there)
        whole = whole.flagged(*(flag for one in told for flag in one.flags))
        if indicator.measure not in ADD_UP:
            return replace(whole, status=None).flagged("not-additive")
        return settled(whole, total(there)) if there else whole

    def of_members(self, indicator, member, unit, at, otherwise):
        """A total that was not delivered is the sum of all members of the breakdown, or missing."""
        if not indicator.broken_down or member != TOTAL or indicator.measure not in ADD_UP:
            return otherwise
        parts = [self.own(indicator, one, unit, at) for one in ("M", "F")]
        if any(one is None or lacks(one.value) for one in parts):
            return otherwise
        return settled(Figure("missing", 2, 2).beside(*parts), total(parts))

    # The same units for all that is read together.

    @staticmethod
    def evenly(unit, reads):
        """The units below `unit`, and those of them that have all that is read of it together; None
        where what is read is comparable as it is."""
        common, sums, whole = None, [], False
        for reference, indicator, member, at in reads:
            if not reference.unit(unit, at) or reference.reports(indicator, unit, at) or \
                    indicator.measure not in ADD_UP:
                continue
            members = reference.reporters_below(indicator, unit, at)
            had = tuple(one for one in members
                        if not lacks(reference.single(indicator, member, one, at).value))
            own = reference.own(indicator, member, unit, at)
            if not members or (own and not had):
                continue    # nobody below has it: it stands as it was delivered
            if common is not None and common[0] != members:
                return None
            common = (members, had if common is None else
                      tuple(one for one in common[1] if one in had))
            whole = whole or own is not None
            if not own:
                sums.append(had)
        uneven = any(one != sums[0] for one in sums) or whole
        return common if uneven and any(one != common[0] for one in sums) else None
