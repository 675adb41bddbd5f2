"""The plan of a benchmark as both peers read it: parameters out of the TOML file.

The peers are written against the rules of the plan, not against the engine:
month by month, first what the calendar holds (experience groups, returns from
absence, assessments), then chance (leaving, moving, absence, progression),
then who arrives (intakes, offers, hires, conversions), then agency and costs.
"""

import math
import tomllib
from datetime import date

EXPERIENCE = ["newly_qualified", "under_2", "2_to_5", "5_to_10", "10_and_over"]
FIRST_MONTH = [0, 12, 24, 60, 120]
TYPICAL_MONTH = [0, 18, 42, 90, 180]
REPORTED = ["in_post", "vacancies", "agency", "weighted_caseload", "spend_so_far"]
REPORTED_MONTHS = [12, 24, 36, 48, 60]
HIGHEST_HAZARD = 1.2


def group_of(months):
    """The experience group of somebody with so many months."""
    return sum(months >= first for first in FIRST_MONTH) - 1


def hazard(yearly):
    """The monthly hazard that a yearly probability stands for."""
    return HIGHEST_HAZARD if yearly >= 1 else min(-math.log1p(-yearly) / 12, HIGHEST_HAZARD)


def draw(value, random):
    """A number, or one out of a range, a triangle or a beta distribution."""
    if not isinstance(value, dict):
        return value
    if "likely" in value:
        return random.triangular(value["low"], value["high"], value["likely"])
    if "low" in value:
        return random.uniform(value["low"], value["high"])
    mean, spread = value["mean"], value["sd"]
    strength = mean * (1 - mean) / spread**2 - 1
    return random.betavariate(mean * strength, (1 - mean) * strength)


class Plan:
    """What doesn't depend on chance. Months count from 1 for the first after the start."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.text = text = tomllib.load(file)
        self.months = text["months"]
        self.start = date.fromisoformat(text["start"]["date"])
        self.roles = [role["id"] for role in text["role"]]
        self.holds_cases = [role.get("holds_cases", 1) for role in text["role"]]
        positions = {position["role"]: position for position in text["start"]["position"]}
        self.positions = [positions[role] for role in self.roles]
        seasons = text["attrition"]["seasonality"]
        self.seasons = [factor * 12 / sum(seasons) for factor in seasons]
        self.intakes = text["intake"]
        self.hires = text["hire"]
        self.conversions = text["conversion"]
        self.absences = text["absence"]
        self.progressions = text["progression"]
        self.money = text["money"]

    def calendar_month(self, month):
        """1 to 12."""
        return (self.start.month - 1 + month) % 12 + 1

    def season(self, month):
        return self.seasons[self.calendar_month(month) - 1]

    def awards(self, month):
        """How many Aprils have begun by a month."""
        return sum(self.calendar_month(each) == 4 for each in range(1, month + 1))

    def changes(self, month):
        """Changes of the establishment at a month's beginning: role and FTE."""
        for change in self.text["establishment"]:
            year, calendar = map(int, change["month"].split("-"))
            if (year - self.start.year) * 12 + calendar - self.start.month == month:
                yield self.roles.index(change["role"]), change["change"]

    def people(self):
        """Everybody in post: role, months of experience, FTE."""
        for role, position in enumerate(self.positions):
            people = position["people"]
            exact = [share * people for share in position["experience"]]
            counts = [int(each + 1e-9) for each in exact]
            order = sorted(range(5), key=lambda group: counts[group] - exact[group])
            for group in order[: people - sum(counts)]:
                counts[group] += 1
            for group, count in enumerate(counts):
                first = FIRST_MONTH[group]
                width = FIRST_MONTH[group + 1] - first if group < 4 else 120
                for nth in range(count):
                    within = width * (2 * nth + 1) // (2 * count)
                    yield role, first + min(within, width - 1), position["in_post"] / people

    def leaving(self, role, experience):
        """What stands for the yearly rate of leaving of a group."""
        for group in self.text["attrition"]["group"]:
            if group.get("role", self.roles[role]) == self.roles[role]:
                if group.get("experience", EXPERIENCE[experience]) == EXPERIENCE[experience]:
                    return group["rate"]
        return self.text["attrition"]["rate"]

    def salary(self, role, experience):
        for salary in self.money["salary"]:
            if salary.get("role", self.roles[role]) == self.roles[role]:
                if salary.get("experience", EXPERIENCE[experience]) == EXPERIENCE[experience]:
                    return salary["a_year"]
        return 0

    def caseload_share(self, experience):
        for reduced in self.text["workload"]["reduced"]:
            if reduced["experience"] == EXPERIENCE[experience]:
                return reduced["to"]
        return 1

    def starts(self, intake, month):
        return self.calendar_month(month) in intake["months"]

    def first_start(self, intake):
        months = range(1, self.months + 1)
        return next((month for month in months if self.starts(intake, month)), self.months + 1)


# Employers' contributions of 2025-26, which the plan leaves at their defaults.
NATIONAL_INSURANCE, THRESHOLD, PENSION, LEVY = 0.15, 5000, 0.2, 0.005
