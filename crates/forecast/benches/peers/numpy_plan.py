"""The benchmark's plan in NumPy, vectorised over futures and people.

Usage: numpy_plan.py PLAN FUTURES [SEED]

Everybody has a place in arrays of futures by people, and every month is a few
operations on all of them; what happens to few is worked out for those few.
Futures go in chunks, of the size that was fastest. Prints JSON: the means
and standard errors of what is reported, the seconds that all futures took with
the quantiles of every series, and how many there were.
"""

import json
import math
import random
import sys
import time

import numpy as np
from plan import (
    EXPERIENCE,
    FIRST_MONTH,
    LEVY,
    NATIONAL_INSURANCE,
    PENSION,
    REPORTED,
    REPORTED_MONTHS,
    THRESHOLD,
    TYPICAL_MONTH,
    Plan,
    draw,
    hazard,
)

CHUNK = 1000
QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95]
NEVER = 255
SERIES = """in_post established vacancies agency away at_work net_gap vacancy_rate agency_rate
turnover_rate newly_qualified_share experienced_to_new caseload weighted_caseload pay on_costs
agency_spend managed_teams recruitment academy leaver_cost spend spend_so_far""".split()


class Chunk:
    """Futures side by side."""

    def __init__(self, plan, futures, generator):
        self.plan, self.futures, self.random = plan, futures, generator
        self.draw_values()
        opening = list(plan.people())
        coming = sum(intake["size"] * len(intake["months"]) for intake in plan.intakes)
        hired = sum(hire["a_year"] for hire in plan.hires) + 12
        slots = len(opening) + int((coming + 1.5 * hired + 10) * (plan.months / 12 + 1))
        shape = (futures, slots)
        # Those who aren't at work, because they are away, gone or not yet there,
        # stand in a cell where nothing happens.
        self.cell = np.full(shape, self.idle, np.uint8)
        self.role = np.zeros(shape, np.uint8)
        self.group = np.zeros(shape, np.uint8)
        self.there = np.zeros(shape, bool)
        self.away = np.zeros(shape, bool)
        self.fte = np.zeros(shape, np.float32)
        self.qualified = np.zeros(shape, np.int16)
        self.stream = np.zeros(shape, np.uint8)
        self.kept_until = np.zeros(shape, np.uint8)
        self.next_stage = np.full(shape, NEVER, np.uint8)
        self.next_return = np.full(shape, NEVER, np.uint8)
        self.assessment = np.full(shape, NEVER, np.uint8)
        self.absence = np.zeros(shape, np.uint8)
        self.used = np.zeros(futures, np.int64)
        # FTE and people by role and experience, and FTE away by the same.
        roles = len(plan.roles)
        self.by_group = np.zeros((futures, roles * 5))
        self.away_by_group = np.zeros((futures, roles * 5))
        self.heads = np.zeros(futures)
        self.posts = np.tile([float(position["established"]) for position in plan.positions], (futures, 1))
        self.on_the_way = np.zeros((futures, roles))
        self.coming = np.zeros((len(plan.hires), plan.months + 1, futures), np.int64)
        self.agency = np.full(futures, float(plan.text["start"]["agency"]))
        self.spent = np.zeros(futures)
        self.left = np.zeros((plan.months + 1, futures))
        every = np.arange(futures)
        for role, months, fte in opening:
            self.join(every, 0, role, -months, fte)
        self.vacancies = self.vacant()
        self.told = np.zeros((len(SERIES) + 5 + roles, plan.months + 1, futures), np.float32)

    def draw_values(self):
        """What is uncertain, once for each future; hazards by future, cell and event.

        Cells are role by experience, then those of each intake with a retention."""
        plan, text, futures = self.plan, self.plan.text, self.futures
        roles, streams = len(plan.roles), len(plan.intakes)
        self.idle = (roles + streams) * 5
        known = {}

        def each(value):
            if id(value) not in known:
                known[id(value)] = np.array([draw(value, random) for _ in range(futures)])
            return known[id(value)]

        def hazards(value):
            return np.array([hazard(yearly) for yearly in each(value)])

        moves, absences, steps = text["move"], plan.absences, plan.progressions
        self.first_absence = 1 + len(moves)
        self.first_step = self.first_absence + len(absences)
        self.hazards = np.zeros((futures, self.idle + 1, self.first_step + len(steps)), np.float32)
        for cell in range(self.idle):
            owner, group = divmod(cell, 5)
            role, stream = owner, owner - roles
            if owner < roles:
                self.hazards[:, cell, 0] = hazards(plan.leaving(role, group))
            else:
                intake = plan.intakes[stream]
                role = plan.roles.index(intake["role"])
                if "retention" in intake:
                    stays = each(intake["retention"])
                    self.hazards[:, cell, 0] = -np.log(stays) / intake["retention_months"]
            for place, move in enumerate(moves):
                self.hazards[:, cell, 1 + place] = hazards(move["rate"])
            for place, absence in enumerate(absences):
                self.hazards[:, cell, self.first_absence + place] = hazards(absence["rate"])
            for place, step in enumerate(steps):
                if plan.roles[role] == step["from"] and group >= EXPERIENCE.index(step["experience"]):
                    self.hazards[:, cell, self.first_step + place] = hazards(step["rate"])
        self.trends = [each(kind["trend"]) for kind in text["workload"]["cases"]]
        self.award = 1 + each(plan.money["award"])
        self.shares = np.array([plan.caseload_share(group) for group in range(5)] * roles)
        self.holds = np.repeat(plan.holds_cases, 5)
        self.salaries = np.array([plan.salary(role, group) for role in range(roles) for group in range(5)])

    def room(self, role):
        return self.posts[:, role] - self.by_group[:, role * 5 : role * 5 + 5].sum(axis=1)

    def vacant(self):
        return sum(self.room(role).clip(min=0) for role in range(len(self.plan.roles)))

    def count(self, at, sign, into=None):
        """Adds the FTE of people to their groups, or takes it off."""
        into = self.by_group if into is None else into
        place = at[0] * into.shape[1] + self.role[at] * 5 + self.group[at]
        into += sign * np.bincount(place, self.fte[at], into.size).reshape(into.shape)

    def settle(self, at, month):
        """Puts people into the cell in which they belong, and says when they next change."""
        months = month - self.qualified[at]
        group = np.searchsorted(FIRST_MONTH, months, "right") - 1
        self.group[at] = group
        boundary = np.append(FIRST_MONTH[1:], 9999)[group] + self.qualified[at]
        kept = self.kept_until[at] > month
        boundary = np.where(kept, np.minimum(boundary, self.kept_until[at]), boundary)
        self.next_stage[at] = np.minimum(boundary, NEVER)
        owner = np.where(kept, len(self.plan.roles) + self.stream[at], self.role[at])
        self.cell[at] = np.where(self.away[at], self.idle, owner * 5 + group)

    def join(self, futures, month, role, qualified, fte, intake=None):
        """Somebody joins in each of some futures; one may be named more than once, in order."""
        if len(futures) == 0:
            return
        first = np.searchsorted(futures, futures)
        at = (futures, self.used[futures] + np.arange(len(futures)) - first)
        np.add.at(self.used, futures, 1)
        self.role[at], self.qualified[at], self.fte[at] = role, qualified, fte
        self.there[at] = True
        if intake is not None:
            self.assessment[at] = min(month + 12, NEVER)
            self.stream[at] = intake
            if "retention" in self.plan.intakes[intake]:
                # Nobody is at risk in the month of the start, so the last is one later.
                self.kept_until[at] = min(month + self.plan.intakes[intake]["retention_months"] + 1, NEVER)
        self.settle(at, month)
        self.count(at, 1)
        self.heads += np.bincount(futures, minlength=self.futures)

    def go(self, at, month, costs=True):
        """People leave for good."""
        self.count(at, -1)
        away = self.away[at]
        self.count((at[0][away], at[1][away]), -1, self.away_by_group)
        self.there[at], self.cell[at], self.away[at] = False, self.idle, False
        for due in (self.next_stage, self.next_return, self.assessment):
            due[at] = NEVER
        people = np.bincount(at[0], minlength=self.futures)
        self.heads -= people
        self.left[month] += np.bincount(at[0], self.fte[at], self.futures)
        if costs:
            self.leavers += people

    def due(self, what, month):
        used = self.used.max()
        return np.nonzero(what[:, :used] == month)

    def fall_due(self, month):
        at = self.due(self.next_stage, month)
        away = self.away[at]
        away_at = (at[0][away], at[1][away])
        self.count(at, -1)
        self.count(away_at, -1, self.away_by_group)
        self.settle(at, month)
        self.count(at, 1)
        self.count(away_at, 1, self.away_by_group)
        at = self.due(self.assessment, month)
        passes = np.array([intake["pass"] for intake in self.plan.intakes])[self.stream[at]]
        fails = self.random.random(len(at[0])) >= passes
        self.go((at[0][fails], at[1][fails]), month)
        at = self.due(self.next_return, month)
        self.count(at, -1, self.away_by_group)
        self.away[at] = False
        self.next_return[at] = NEVER
        returns = np.array([absence["returns"] for absence in self.plan.absences])[self.absence[at]]
        stays = self.random.random(len(at[0])) < returns
        self.settle((at[0][stays], at[1][stays]), month)
        self.go((at[0][~stays], at[1][~stays]), month)

    def chance(self, month):
        used = self.used.max()
        hazards = self.hazards.copy()
        hazards[:, :, 0] *= self.plan.season(month)
        ends = hazards.cumsum(axis=2)
        struck = -np.expm1(-ends[:, :, -1])
        # Who may be struck in any future first, then who is: the second asks few.
        drawn = self.random.random((self.futures, used), np.float32)
        at = np.nonzero(drawn < struck.max(axis=0)[self.cell[:, :used]])
        cell = self.cell[at]
        hit = drawn[at] < struck[at[0], cell]
        at, cell = (at[0][hit], at[1][hit]), cell[hit]
        # The uniform number as an exponential one: the first event that it falls short of.
        strikes = -np.log1p(-drawn[at].astype(float))
        what = (strikes[:, None] >= ends[at[0], cell][:, :-1]).sum(axis=1)
        of = lambda chosen: (at[0][chosen], at[1][chosen])
        self.go(of(what == 0), month)
        self.go(of((what > 0) & (what < self.first_absence)), month, costs=False)
        for place, absence in enumerate(self.plan.absences):
            self.begin_absence(of(what == self.first_absence + place), place, absence["months"], month)
        for place, step in enumerate(self.plan.progressions):
            self.promote(of(what == self.first_step + place), self.plan.roles.index(step["to"]), month)

    def begin_absence(self, at, place, months, month):
        lasts = self.random.triangular(months["low"], months["likely"], months["high"], len(at[0]))
        self.next_return[at] = np.minimum(month + np.maximum(np.rint(lasts), 1), NEVER)
        self.absence[at], self.away[at], self.cell[at] = place, True, self.idle
        self.count(at, 1, self.away_by_group)

    def promote(self, at, role, month):
        """As many as there is room for, in the order of the arrays."""
        futures, fte = at[0], self.fte[at]
        before = np.cumsum(fte, dtype=float) - fte
        before -= before[np.searchsorted(futures, futures)] if len(futures) else 0
        fits = self.room(role)[futures] - before >= fte / 2
        at = (at[0][fits], at[1][fits])
        self.count(at, -1)
        self.role[at], self.kept_until[at] = role, 0
        self.settle(at, month)
        self.count(at, 1)

    def arrive(self, month):
        plan, every = self.plan, np.arange(self.futures)
        for place, intake in enumerate(plan.intakes):
            if month >= plan.first_start(intake):
                self.academy += intake.get("cost_a_year", 0) / 12
            if plan.starts(intake, month):
                starters = self.random.binomial(intake["size"], 1 - intake["drop_out"], self.futures)
                self.academy += starters * intake.get("cost_each", 0)
                role = plan.roles.index(intake["role"])
                self.join(np.repeat(every, starters), month, role, month, 1.0, place)
        for place, hire in enumerate(plan.hires):
            role = plan.roles.index(hire["role"])
            offers = self.random.poisson(hire["a_year"] / 12, self.futures)
            offers = np.minimum(offers, places(self.room(role) - self.on_the_way[:, role]))
            self.on_the_way[:, role] += offers
            first_day = month + hire["months_to_hire"] + hire.get("arrival_lag", 0)
            if first_day <= plan.months:
                self.coming[place, first_day] = offers
            arrivals = self.coming[place, month]
            self.on_the_way[:, role] -= arrivals
            self.recruitment += arrivals * hire.get("cost_each", plan.money["recruitment"])
            self.join(np.repeat(every, arrivals), month, role, month - typical(hire), 1.0)
        for conversion in plan.conversions:
            role = plan.roles.index(conversion["role"])
            converted = self.random.poisson(self.agency * hazard(conversion["a_year"]))
            converted = np.minimum(converted, places(self.room(role)))
            self.recruitment += converted * conversion["cost_each"]
            self.join(np.repeat(every, converted), month, role, month - typical(conversion), 1.0)

    def run(self):
        self.clear()
        self.account(0)
        for month in range(1, self.plan.months + 1):
            self.clear()
            for role, change in self.plan.changes(month):
                self.posts[:, role] = (self.posts[:, role] + change).clip(min=0)
            self.fall_due(month)
            self.chance(month)
            self.arrive(month)
            self.cover()
            self.account(month)
        return self.told

    def clear(self):
        self.recruitment, self.academy, self.leavers = (np.zeros(self.futures) for _ in range(3))

    def cover(self):
        agency = self.plan.text["agency"]
        wanted = agency["covers"] * self.vacancies + agency["covers_absence"] * self.away_by_group.sum(axis=1)
        self.agency = np.minimum(wanted, agency["cap"])
        self.vacancies = self.vacant()

    def account(self, month):
        plan, money = self.plan, self.plan.money
        in_post, away = self.by_group.sum(axis=1), self.away_by_group.sum(axis=1)
        by_role = self.by_group.reshape(self.futures, -1, 5)
        by_experience = by_role.sum(axis=1)
        established, vacancies = self.posts.sum(axis=1), self.vacant()
        new = by_experience[:, :2].sum(axis=1)
        holders = (self.by_group - self.away_by_group) * self.holds
        cases = [kind["cases"] * (1 + trend) ** (month / 12) for kind, trend in zip(plan.text["workload"]["cases"], self.trends)]
        weights = [kind.get("weight", 1) for kind in plan.text["workload"]["cases"]]
        weighted = sum(weight * count for weight, count in zip(weights, cases))
        award = self.award ** plan.awards(month)
        spends = (month > 0) / 12
        pay = self.by_group @ self.salaries * award
        on_costs = (pay - THRESHOLD * self.heads).clip(min=0) * NATIONAL_INSURANCE + pay * (PENSION + LEVY)
        amounts = [
            pay * spends,
            on_costs * spends,
            self.agency * money["agency_a_year"] * award * spends,
            np.zeros(self.futures),
            self.recruitment,
            self.academy,
            self.leavers * money["leaver"],
        ]
        spend = sum(amounts)
        self.spent += spend
        year = self.left[max(month - 11, 0) : month + 1].sum(axis=0)
        series = [
            in_post,
            established,
            vacancies,
            self.agency,
            away,
            in_post - away + self.agency,
            established - in_post - self.agency,
            vacancies / (vacancies + in_post) * 100,
            self.agency / (self.agency + in_post) * 100,
            year / in_post * 100 if month >= 12 else np.full(self.futures, np.nan),
            by_experience[:, 0] / in_post * 100,
            (in_post - new) / new,
            sum(cases) / (holders.sum(axis=1) + self.agency),
            weighted / ((holders * self.shares).sum(axis=1) + self.agency),
            *amounts,
            spend,
            self.spent,
            *by_experience.T,
            *by_role.sum(axis=2).T,
        ]
        self.told[:, month] = series


def places(room):
    """How many more of one FTE fit, the last where half of it does."""
    return (np.floor(room - 0.5) + 1).clip(min=0).astype(np.int64)


def typical(joining):
    """The months of experience that somebody who joins is taken to have."""
    return TYPICAL_MONTH[EXPERIENCE.index(joining.get("experience", "2_to_5"))]


def main():
    plan, futures = Plan(sys.argv[1]), int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    random.seed(seed)
    generator = np.random.default_rng(seed)
    started = time.perf_counter()
    chunks = [min(CHUNK, futures - first) for first in range(0, futures, CHUNK)]
    told = np.concatenate([Chunk(plan, size, generator).run() for size in chunks], axis=2)
    np.quantile(told, QUANTILES, axis=2, method="inverted_cdf")
    means, spread = told.mean(axis=2, dtype=float), told.std(axis=2, dtype=float, ddof=1)
    seconds = time.perf_counter() - started
    values = []
    for series in REPORTED:
        for month in REPORTED_MONTHS:
            at = (SERIES.index(series), month)
            error = spread[at] / math.sqrt(futures)
            values.append({"series": series, "month": month, "mean": means[at], "error": error})
    print(json.dumps({"seconds": seconds, "futures": futures, "values": values}, indent=1))


main()
