"""The official measures of packages, as an analyst would work them out with pandas.

Usage: official.py FOLDER[,FOLDER...] DATE[,DATE...]

Reads each package, then works out the measures for each date. Prints the
seconds that the second took, reading left out; for one folder also each value
found, and the seconds are those of the fastest of five turns. It is the
yardstick of the benchmark, and a second opinion on the definitions.
"""

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

FAR = pd.Timestamp("2200-01-01")
DAY = pd.Timedelta(days=1)
TABLES = "teams roles posts engagements assignments absences caseloads".split()

# Bank holidays in England and Wales, as GOV.UK lists them.
HOLIDAYS = np.array(
    """
    2018-01-01 2018-03-30 2018-04-02 2018-05-07 2018-05-28 2018-08-27 2018-12-25 2018-12-26
    2019-01-01 2019-04-19 2019-04-22 2019-05-06 2019-05-27 2019-08-26 2019-12-25 2019-12-26
    2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
    2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
    2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19
    2022-12-26 2022-12-27
    2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25
    2023-12-26
    2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
    2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
    """.split(),
    dtype="datetime64[D]",
)


def read(folder):
    tables = {}
    for name in TABLES:
        table = pd.read_csv(Path(folder) / f"{name}.csv", dtype={"id": str, "post": str})
        for column in ("from", "to", "date"):
            if column in table:
                table[column] = pd.to_datetime(table[column])
        if "to" in table:
            table["to"] = table["to"].fillna(FAR)
        tables[name] = table
    return tables


def counted_posts(tables):
    """The terms of children's posts of the workforce return's roles."""
    posts = tables["posts"].merge(
        tables["roles"][["id", "organisation_role"]].rename(columns={"id": "role"}), on="role"
    )
    posts = posts.merge(tables["teams"][["id", "service"]].rename(columns={"id": "team"}), on="team")
    counted = posts["organisation_role"].notna() & (posts["service"] == "children")
    return posts[counted & (posts["standing"] != "trainee")]


def pieces(tables):
    """Assignments under one row of their post's terms, without the days away."""
    engagements = tables["engagements"][["id", "person"]].rename(columns={"id": "engagement"})
    terms = counted_posts(tables)[["id", "from", "to"]].rename(
        columns={"id": "post", "from": "post_from", "to": "post_to"}
    )
    found = tables["assignments"].merge(engagements, on="engagement").merge(terms, on="post")
    found["from"] = found[["from", "post_from"]].max(axis=1)
    found["to"] = found[["to", "post_to"]].min(axis=1)
    found = found[found["from"] <= found["to"]].drop(columns=["post_from", "post_to"])
    return without(found, away(tables))


def away(tables):
    absences = tables["absences"]
    gone = absences[absences["kind"].isin(["secondment", "career_break"])]
    gone = gone[["engagement", "assignment", "from", "to"]]
    acting = absences[absences["kind"] == "act_up"][["engagement", "assignment", "from", "to"]]
    others = tables["assignments"]
    others = others[others["holding"] == "acting_up"][["engagement", "from", "to"]]
    both = acting.merge(others, on="engagement", suffixes=("", "_other"))
    both["from"] = both[["from", "from_other"]].max(axis=1)
    both["to"] = both[["to", "to_other"]].min(axis=1)
    both = both[both["from"] <= both["to"]]
    return pd.concat([gone, both[gone.columns]])


def without(found, gone):
    """Cuts the days away out of the pieces of holders."""
    cuts = {}
    for absence in gone.itertuples(index=False):
        engagement, assignment, begin, end = absence
        cuts.setdefault(engagement, []).append((assignment, begin, end))
    is_cut = found["engagement"].isin(list(cuts)) & (found["holding"] == "substantive")
    rows = []
    for piece in found[is_cut].to_dict("records"):
        left = [(piece["from"], piece["to"])]
        for assignment, begin, end in cuts[piece["engagement"]]:
            if pd.notna(assignment) and assignment != piece["id"]:
                continue
            left = [
                spell
                for first, last in left
                for spell in (
                    [(first, last)]
                    if end < first or begin > last
                    else [(first, begin - DAY), (end + DAY, last)]
                )
                if spell[0] <= spell[1]
            ]
        rows += [{**piece, "from": first, "to": last} for first, last in left]
    return pd.concat([found[~is_cut], pd.DataFrame(rows, columns=found.columns)])


def memberships(employed):
    """Joins the pieces of a person that follow each other without a gap."""
    employed = employed.sort_values(["person", "from"])
    reached = employed.groupby("person")["to"].cummax()
    reached = reached.groupby(employed["person"]).shift()
    begins = reached.isna() | (employed["from"] > reached + DAY)
    employed = employed.assign(member=begins.cumsum())
    members = employed.groupby("member").agg(
        person=("person", "first"), begin=("from", "min"), end=("to", "max")
    )
    return employed, members


def in_post(members, day):
    return members[(members["begin"] <= day) & (members["end"] > day)]


def on(table, day):
    return table[(table["from"] <= day) & (table["to"] >= day)]


def fte(employed, members, day):
    now = on(employed, day)
    return now.loc[now["member"].isin(members.index), "fte"].sum()


def vacancies(tables, posts, members, day):
    posts = on(posts, day)
    posts = posts[posts["standing"].isin(["established", "frozen"])]
    holders = on(tables["assignments"], day)
    holders = holders[holders["holding"] == "substantive"]
    engagements = tables["engagements"].set_index("id")["person"]
    stays = (holders["to"] > day) | holders["engagement"].map(engagements).isin(
        in_post(members, day)["person"]
    )
    held = holders[stays].groupby("post")["fte"].sum()
    return (posts["fte"] - posts["id"].map(held).fillna(0)).clip(lower=0).sum()


def cases(tables, employed, members, agency, day):
    held = tables["caseloads"]
    held = held[held["date"] == day]
    now = on(employed, day)
    now = now[now["member"].isin(in_post(members, day).index)]
    workers = pd.concat([now, on(agency, day)])[["person", "fte"]]
    counted = held[held["person"].isin(workers["person"])]
    holders = workers[workers["person"].isin(held.loc[held["cases"] > 0, "person"])]
    return counted["cases"].sum(), holders["fte"].sum()


def days_lost(tables, members, before, day):
    absences = tables["absences"]
    sick = absences[absences["kind"].isin(["sickness", "long_term_sickness"])]
    sick = sick[(sick["from"] <= day) & (sick["to"] > before)]
    own = tables["engagements"]
    own = own[own["contract"] != "agency"][["id", "person", "to"]]
    own = own.rename(columns={"id": "engagement", "to": "last"})
    sick = sick.merge(own, on="engagement").merge(members, on="person")
    begin = sick[["from", "begin"]].max(axis=1).clip(lower=before + DAY)
    whole_end = sick[["to", "last"]].min(axis=1).clip(upper=FAR)
    end = pd.concat([whole_end, sick["end"]], axis=1).min(axis=1).clip(upper=day)
    some = begin <= end
    sick, begin, end, whole_end = sick[some], begin[some], end[some], whole_end[some]
    counted = working_days(begin, end)
    in_all = working_days(sick["from"], whole_end.where(whole_end < FAR, day))
    recorded = sick["working_days"].to_numpy(dtype=float)
    share = np.round(recorded * counted / np.maximum(in_all, 1) + 1e-9, 2)
    lost = np.where(np.isnan(recorded), counted, np.where(counted == in_all, recorded, share))
    # Of an absence that goes on, later days may be recorded already.
    lost = np.where(whole_end == FAR, np.minimum(lost, counted), lost)
    return float(lost.sum())


def working_days(first, last):
    first = first.to_numpy().astype("datetime64[D]")
    last = last.to_numpy().astype("datetime64[D]") + 1
    return np.busday_count(first, last, holidays=HOLIDAYS)


def percent(part, whole):
    return 100 * part / whole if whole else float("nan")


def measure(tables, dates):
    found = pieces(tables)
    posts = counted_posts(tables)
    agency = found[found["holding"] == "agency"]
    employed, members = memberships(found[found["holding"] != "agency"])
    return {day: at(tables, posts, employed, members, agency, day) for day in dates}


def at(tables, posts, employed, members, agency, day):
    before = day - pd.DateOffset(months=12) + pd.offsets.MonthEnd(0)
    now = in_post(members, day)
    starters = now[now["begin"] > before]
    earlier = in_post(members, before)
    leavers = earlier[earlier["end"] <= day]
    agents = on(agency, day)
    value = {
        "in_post_fte": fte(employed, now, day),
        "in_post_headcount": len(now),
        "starters_fte": fte(employed, starters, day),
        "starters_headcount": len(starters),
        "leavers_fte": fte(employed, leavers, before),
        "leavers_headcount": len(leavers),
        "agency_fte": agents["fte"].sum(),
        "agency_headcount": len(agents),
        "agency_cover_fte": agents.loc[agents["cover"] == "vacancy", "fte"].sum(),
        "vacancies_fte": vacancies(tables, posts, members, day),
        "days_lost": days_lost(tables, members, before, day),
    }
    value["cases"], value["case_holders_fte"] = cases(tables, employed, members, agency, day)
    leap = any(
        before < pd.Timestamp(year, 2, 29) <= day
        for year in (before.year, day.year)
        if year % 4 == 0
    )
    stock, vacant = value["in_post_fte"], value["vacancies_fte"]
    value["turnover_rate_fte"] = percent(value["leavers_fte"], stock)
    value["turnover_rate_headcount"] = percent(len(leavers), len(now))
    value["agency_rate_fte"] = percent(value["agency_fte"], value["agency_fte"] + stock)
    value["agency_rate_headcount"] = percent(len(agents), len(agents) + len(now))
    value["agency_cover_rate"] = percent(value["agency_cover_fte"], value["agency_fte"])
    value["vacancy_rate"] = percent(vacant, vacant + stock)
    value["vacancy_cover_rate"] = percent(value["agency_cover_fte"], vacant)
    value["average_caseload"] = percent(value["cases"], value["case_holders_fte"]) / 100
    value["absence_rate"] = percent(value["days_lost"], stock * (254 if leap else 253))
    return value


def main():
    folders, dates = (argument.split(",") for argument in sys.argv[1:3])
    dates = [pd.Timestamp(date) for date in dates]
    spent, values = 0.0, {}
    for folder in folders:
        tables = read(folder)
        turns = []
        for _ in range(5 if len(folders) == 1 else 1):
            started = time.perf_counter()
            values = measure(tables, dates)
            turns.append(time.perf_counter() - started)
        spent += min(turns)
    print("seconds", spent)
    if len(folders) == 1:
        for day, found in values.items():
            for name, value in found.items():
                print(day.date(), name, value)


main()
