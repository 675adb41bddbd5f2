"""The benchmark's plan in SimPy: a process for each person, each stream and the clerk.

Usage: simpy_plan.py PLAN FUTURES [SEED]

Prints JSON: the means and standard errors of what is reported, the seconds
that the futures took and how many there were.
"""

import json
import math
import random
import statistics
import sys
import time

import simpy
from plan import (
    EXPERIENCE,
    LEVY,
    NATIONAL_INSURANCE,
    PENSION,
    REPORTED,
    REPORTED_MONTHS,
    THRESHOLD,
    TYPICAL_MONTH,
    Plan,
    draw,
    group_of,
    hazard,
)

# A month has three moments: what is due and chance, promotions, arrivals.
CHANCE, PROMOTION, ARRIVAL = 0, 1, 2
MOMENTS = 3


def poisson(mean):
    """How many events there are, with so many expected."""
    count, left = 0, random.expovariate(1)
    while left < mean:
        count += 1
        left += random.expovariate(1)
    return count


class Person:
    """Somebody in post."""

    def __init__(self, role, qualified, fte, joined=0, intake=None):
        self.role, self.qualified, self.fte = role, qualified, fte
        self.joined, self.intake, self.away = joined, intake, False


class Future:
    """One future of the plan."""

    def __init__(self, plan):
        self.plan = plan
        self.env = simpy.Environment()
        self.draw_values()
        self.staff = {}
        roles = range(len(plan.roles))
        self.filled = [0.0 for _ in roles]
        self.posts = [position["established"] for position in plan.positions]
        self.on_the_way = [0.0 for _ in roles]
        self.agency = plan.text["start"]["agency"]
        self.last_vacancies = sum(max(position["established"] - position["in_post"], 0) for position in plan.positions)
        self.spent = self.recruitment = self.academy = self.left = 0.0
        self.told = {}
        self.env.process(self.establishment())
        for role, months, fte in plan.people():
            self.join(Person(role, -months, fte))
        for intake in range(len(plan.intakes)):
            self.env.process(self.intake(intake))
        for hire in plan.hires:
            self.env.process(self.hire(hire))
        for conversion in plan.conversions:
            self.env.process(self.conversion(conversion))
        self.env.process(self.clerk())

    def draw_values(self):
        """What is uncertain is drawn once for the whole future."""
        plan, text = self.plan, self.plan.text
        known = {}

        def once(value):
            if id(value) not in known:
                known[id(value)] = draw(value, random)
            return known[id(value)]

        roles = range(len(plan.roles))
        self.leaving = [[hazard(once(plan.leaving(role, group))) for group in range(5)] for role in roles]
        self.retention = [self.retention_hazard(intake) for intake in plan.intakes]
        self.moving = sum(hazard(draw(move["rate"], random)) for move in text["move"])
        self.falling_away = [hazard(draw(absence["rate"], random)) for absence in plan.absences]
        self.promoting = [hazard(draw(step["rate"], random)) for step in plan.progressions]
        self.trends = [draw(kind["trend"], random) for kind in text["workload"]["cases"]]
        self.award = 1 + draw(plan.money["award"], random)

    @staticmethod
    def retention_hazard(intake):
        if "retention" not in intake:
            return None
        return -math.log(draw(intake["retention"], random)) / intake["retention_months"]

    def month(self):
        return self.env.now // MOMENTS

    def until(self, month, moment):
        return self.env.timeout(month * MOMENTS + moment - self.env.now)

    def room(self, role):
        return self.posts[role] - self.filled[role]

    def join(self, person):
        self.staff[person] = None
        self.filled[person.role] += person.fte
        self.env.process(self.career(person))

    def leave(self, person, costs=True):
        del self.staff[person]
        self.filled[person.role] -= person.fte
        self.left += costs

    def hazards(self, person, month):
        """What can happen to somebody in a month: what, and its hazard."""
        plan = self.plan
        group = group_of(month - person.qualified)
        leaving = self.leaving[person.role][group]
        if person.intake is not None and self.retention[person.intake] is not None:
            intake = plan.intakes[person.intake]
            starting_role = plan.roles.index(intake["role"])
            if month - person.joined <= intake["retention_months"] and person.role == starting_role:
                leaving = self.retention[person.intake]
        yield "leave", leaving * plan.season(month)
        yield "move", self.moving
        for absence, rate in zip(plan.absences, self.falling_away):
            yield absence, rate
        for step, rate in zip(plan.progressions, self.promoting):
            from_group = EXPERIENCE.index(step["experience"])
            if plan.roles[person.role] == step["from"] and group >= from_group:
                yield plan.roles.index(step["to"]), rate

    def career(self, person):
        assessment = person.joined + 12 if person.intake is not None else None
        month = self.month() + 1
        while True:
            yield self.until(month, CHANCE)
            if month == assessment and not self.passes(person):
                return
            what = self.chance(person, month)
            if what in ("leave", "move"):
                self.leave(person, costs=what == "leave")
                return
            if isinstance(what, int):
                yield self.until(month, PROMOTION)
                self.promote(person, what)
            elif what is not None:
                lasts = random.triangular(what["months"]["low"], what["months"]["high"], what["months"]["likely"])
                back = month + max(round(lasts), 1)
                person.away = True
                if assessment is not None and month < assessment <= back:
                    yield self.until(assessment, CHANCE)
                    if not self.passes(person):
                        return
                    assessment = None
                yield self.until(back, CHANCE)
                person.away = False
                if random.random() >= what["returns"]:
                    self.leave(person)
                    return
                # Those who come back are at risk in the same month.
                month = back
                continue
            month += 1

    def chance(self, person, month):
        """What happens to somebody in a month, if anything."""
        hazards = list(self.hazards(person, month))
        strikes = random.expovariate(1)
        for what, rate in hazards:
            strikes -= rate
            if strikes < 0:
                return what
        return None

    def passes(self, person):
        if random.random() < self.plan.intakes[person.intake]["pass"]:
            return True
        self.leave(person)
        return False

    def promote(self, person, role):
        if self.room(role) >= person.fte / 2:
            self.filled[person.role] -= person.fte
            self.filled[role] += person.fte
            person.role = role

    def establishment(self):
        for month in range(1, self.plan.months + 1):
            yield self.until(month, CHANCE)
            for role, change in self.plan.changes(month):
                self.posts[role] = max(self.posts[role] + change, 0)

    def intake(self, nth):
        intake = self.plan.intakes[nth]
        role = self.plan.roles.index(intake["role"])
        first = self.plan.first_start(intake)
        for month in range(1, self.plan.months + 1):
            yield self.until(month, ARRIVAL)
            if month >= first:
                self.academy += intake.get("cost_a_year", 0) / 12
            if self.plan.starts(intake, month):
                for _ in range(intake["size"]):
                    if random.random() >= intake["drop_out"]:
                        self.academy += intake.get("cost_each", 0)
                        self.join(Person(role, month, 1.0, month, nth))

    def hire(self, hire):
        role = self.plan.roles.index(hire["role"])
        lag = hire["months_to_hire"] + hire.get("arrival_lag", 0)
        for month in range(1, self.plan.months + 1):
            yield self.until(month, ARRIVAL)
            for _ in range(poisson(hire["a_year"] / 12)):
                if self.room(role) - self.on_the_way[role] < 0.5:
                    break
                self.on_the_way[role] += 1
                self.env.process(self.arrival(hire, role, month + lag))

    def arrival(self, hire, role, month):
        yield self.until(month, ARRIVAL)
        self.on_the_way[role] -= 1
        self.recruitment += hire.get("cost_each", self.plan.money["recruitment"])
        self.join(Person(role, month - typical(hire), 1.0, month))

    def conversion(self, conversion):
        role = self.plan.roles.index(conversion["role"])
        rate = hazard(conversion["a_year"])
        for month in range(1, self.plan.months + 1):
            yield self.until(month, ARRIVAL)
            for _ in range(poisson(self.agency * rate)):
                if self.room(role) >= 0.5:
                    self.recruitment += conversion["cost_each"]
                    self.join(Person(role, month - typical(conversion), 1.0, month))

    def clerk(self):
        for month in range(1, self.plan.months + 1):
            # The others of this moment have come before: they were started before.
            yield self.until(month, ARRIVAL)
            self.account(month)
            self.recruitment = self.academy = self.left = 0.0

    def account(self, month):
        plan, money, agency = self.plan, self.plan.money, self.plan.text["agency"]
        in_post = away = pay = holders = 0.0
        for person in self.staff:
            group = group_of(month - person.qualified)
            in_post += person.fte
            pay += person.fte * plan.salary(person.role, group)
            if person.away:
                away += person.fte
            else:
                holders += person.fte * plan.holds_cases[person.role] * plan.caseload_share(group)
        wanted = agency["covers"] * self.last_vacancies + agency["covers_absence"] * away
        self.agency = min(wanted, agency["cap"])
        self.last_vacancies = sum(max(self.room(role), 0) for role in range(len(plan.roles)))
        weighted = sum(
            kind["cases"] * (1 + trend) ** (month / 12) * kind.get("weight", 1)
            for kind, trend in zip(plan.text["workload"]["cases"], self.trends)
        )
        award = self.award ** plan.awards(month)
        pay *= award
        insured = max(pay - THRESHOLD * len(self.staff), 0)
        on_costs = insured * NATIONAL_INSURANCE + pay * (PENSION + LEVY)
        covered = self.agency * money["agency_a_year"] * award
        self.spent += (pay + on_costs + covered) / 12
        self.spent += self.recruitment + self.academy + self.left * money["leaver"]
        caseload = weighted / (holders + self.agency)
        self.told[month] = [in_post, self.last_vacancies, self.agency, caseload, self.spent]


def typical(joining):
    """The months of experience that somebody who joins is taken to have."""
    return TYPICAL_MONTH[EXPERIENCE.index(joining.get("experience", "2_to_5"))]


def main():
    plan, futures = Plan(sys.argv[1]), int(sys.argv[2])
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    started = time.perf_counter()
    told = []
    for _ in range(futures):
        future = Future(plan)
        future.env.run(until=(plan.months + 1) * MOMENTS)
        told.append(future.told)
    seconds = time.perf_counter() - started
    values = []
    for place, series in enumerate(REPORTED):
        for month in REPORTED_MONTHS:
            each = [future[month][place] for future in told]
            error = statistics.stdev(each) / math.sqrt(futures)
            values.append({"series": series, "month": month, "mean": statistics.fmean(each), "error": error})
    print(json.dumps({"seconds": seconds, "futures": futures, "values": values}, indent=1))


main()
