"""Next year's in post, vacancies and agency workers of every authority, each year from its past only.

Usage: next_year.py REFERENCE_DATA OUT

Written with numpy and pandas before the Rust, with which it shares nothing: the test
`backtest` of this crate holds the Rust to a sample of what it writes. Reads
`indicators.csv`, `authorities.csv` and `former_authorities.csv` from the folder
of the crate `reference`; writes to the folder OUT

- `forecasts.csv`: the median and standard deviation of every authority-year,
- `sample.csv`: every 25th of those, and the tiniest authorities,
- `summary.csv`: errors of the model and of the naive forecasts, shares held by
  the bands, over all years and by year,
- `luck.csv`: by how much years differ, from all transitions, for a council
  with 200 FTE in post, 40 vacant and 30 agency workers.

P, V, A, S, L are in post, vacancies, agency workers, starters and leavers, in FTE.
"""

import sys
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd

np.seterr(all="ignore")
Q50, Q90 = 0.6744897501960817, 1.6448536269514724
DECAY, SIZE, POWER = 0.5, 5.0, 0.75
COLUMNS = dict(P="in_post_fte", V="vacancies_fte", A="agency_fte", S="starters_fte", L="leavers_fte")
SERIES = dict(P="in_post_fte", V="vacancies_fte", A="agency_fte")


def read(folder):
    rows = pd.read_csv(folder / "indicators.csv", dtype=str)
    rows = rows[rows.area.str.match(r"\d")].copy()
    for name, column in COLUMNS.items():
        rows[name] = pd.to_numeric(rows[column].where(rows[column] != "low", "0"), errors="coerce")
    rows["year"] = rows.year.astype(int)
    # The joint return of the two Northamptonshires covers the old county exactly.
    rows["unit"] = rows.area.replace({"940+941": "928"})
    years = sorted(rows.year.unique())
    wide = {k: rows.pivot(index="unit", columns="year", values=k).reindex(columns=years).values for k in COLUMNS}
    places = pd.concat([pd.read_csv(folder / name, dtype=str) for name in ("authorities.csv", "former_authorities.csv")])
    places = places.set_index("number")
    region = places.london_part.fillna("").where(places.london_part.fillna("") != "", places.region)
    area = rows.groupby("unit").area.last()
    region_of = [region[unit.split("+")[0]] for unit in area.index]
    return wide, pd.factorize(pd.Series(region_of))[0], area.values, years


WIDE, REGION, AREA, YEARS = read(Path(sys.argv[1]))
P, V, A, S, L = (WIDE[k] for k in "PVASL")


def moments(number, over):
    """Nation's rate, and the strength of the prior from the spread beyond Poisson."""
    rate = number.sum() / over.sum()
    off = np.divide(number, over, out=np.full_like(number, rate), where=over > 0) - rate
    excess = (over * off**2).sum() - (np.count_nonzero(over) - 1) * rate
    between = excess / (over.sum() - (over**2).sum() / over.sum())
    return rate, (rate / between if between > 0 else 1e9)


def rates(number, over, t):
    """Gamma-Poisson rates from years up to t: own, drawn to the region's, drawn to the nation's."""
    weight = DECAY ** np.arange(t, -1, -1.0)
    known = ~np.isnan(number[:, : t + 1]) & ~np.isnan(over[:, : t + 1])
    n = (np.where(known, number[:, : t + 1], 0) * weight).sum(1)
    d = (np.where(known, over[:, : t + 1], 0) * weight).sum(1)
    nation, own = moments(n, d)
    region_n, region_d = np.bincount(REGION, n), np.bincount(REGION, d)
    regional = moments(region_n, region_d)[1]
    prior = (region_n + regional * nation) / (region_d + regional)
    counted = n + own * prior[REGION]
    return counted / (d + own), counted


def lad(X, y, w):
    """Weighted least absolute deviations by reweighting."""
    u = w.copy()
    for _ in range(100):
        b = np.linalg.solve((X * u[:, None]).T @ X + 1e-9 * np.eye(X.shape[1]), X.T @ (u * y))
        u = w / np.maximum(np.abs(y - X @ b), 1e-4)
    return b


def fit(Z, regressors, t):
    """Coefficients of the change of Z for each FTE in post, weighted by FTE in post."""
    X, y, w = [], [], []
    for s in range(t):
        x = np.column_stack(regressors[s]) / P[:, [s]]
        change = (Z[:, s + 1] - Z[:, s]) / P[:, s]
        ok = np.isfinite(x).all(1) & np.isfinite(change)
        X.append(x[ok]), y.append(change[ok]), w.append(P[ok, s])
    return lad(np.vstack(X), np.concatenate(y), np.concatenate(w))


def half_within(errors, known, shared):
    """w such that half of the errors lie within 0.6745 sqrt(known + w^2 shared)."""
    ok = np.isfinite(errors) & (shared > 0)
    errors, known, shared = np.abs(errors[ok]), known[ok], shared[ok]
    low, high = 0.0, 3.0
    for _ in range(50):
        m = (low + high) / 2
        if np.mean(errors <= Q50 * np.sqrt(known + m * m * shared)) > 0.5:
            high = m
        else:
            low = m
    return low


def scale(errors, sd):
    ok = np.isfinite(errors) & np.isfinite(sd) & (sd > 0)
    return np.median(np.abs(errors[ok]) / sd[ok]) / Q50


def size(mean):
    return (np.maximum(mean, 0) + SIZE) ** POWER


def forecast(t):
    """Medians and standard deviations for year t + 1 from years up to t, and the luck of plans."""
    until = range(t + 1)
    leaving = [rates(L, P, s) for s in until]
    leavers = [rate * P[:, s] for s, (rate, _) in zip(until, leaving)]
    share = [rates(A, V, s)[0] for s in until]
    two = [(V[:, s], leavers[s]) for s in until]
    bP, bV = fit(P, two, t), fit(V, two, t)
    Ph = [np.maximum(P[:, s] + bP[0] * V[:, s] + bP[1] * leavers[s], 0) for s in until]
    Vh = [np.maximum(V[:, s] + bV[0] * V[:, s] + bV[1] * leavers[s], 0) for s in until]
    gap = [share[s] * Vh[s] - A[:, s] for s in until]
    alpha = fit(A, [(g,) for g in gap], t)[0]
    Ah = [np.maximum(A[:, s] + alpha * gap[s], 0) for s in until]
    starters = [np.maximum(Ph[s] - P[:, s] + leavers[s], 0) for s in until]

    def past(of):
        return np.concatenate([of(s) for s in range(t)])

    rP, rV, rA = (past(lambda s: Z[:, s + 1] - h[s]) for Z, h in ((P, Ph), (V, Vh), (A, Ah)))
    expected_leavers, expected_starters = past(lambda s: leavers[s]), past(lambda s: starters[s])
    wL = half_within(past(lambda s: L[:, s + 1]) - expected_leavers, expected_leavers, expected_leavers**2)
    wS = half_within(past(lambda s: S[:, s + 1]) - expected_starters, expected_starters, expected_starters**2)
    staff = np.maximum(past(lambda s: P[:, s]), 1)
    wO = scale(past(lambda s: P[:, s + 1] - P[:, s] - S[:, s + 1] + L[:, s + 1]), staff)

    def count(s):
        return leavers[s] + starters[s] + (wO * P[:, s]) ** 2

    def shock(s):
        return (wL * leavers[s]) ** 2 + (wS * starters[s]) ** 2

    f = half_within(rP, past(count), past(shock))
    vP = count(t) + f * f * shock(t)
    ok = np.isfinite(rP) & np.isfinite(rV)
    theta = lad((rP / staff)[ok][:, None], (rV / staff)[ok], staff[ok])[0]
    sV = scale(rV - theta * rP, past(lambda s: size(Vh[s])))
    vV = theta**2 * vP + (sV * size(Vh[t])) ** 2
    link = alpha * past(lambda s: share[s])
    sA = scale(rA - link * rV, past(lambda s: size(Ah[s])))
    vA = (alpha * share[t]) ** 2 * vV + (sA * size(Ah[t])) ** 2

    # A plan draws people month by month: what happens to staff fades at the rate
    # of leaving until the year ends, people have 0.945 FTE each, and rates and
    # starters of a year are in doubt by as much as counts are.
    rate = past(lambda s: leaving[s][0])
    doubt = past(lambda s: leavers[s] ** 2 / leaving[s][1] + starters[s] / 3)
    push = ((1 - np.exp(-rate)) / rate) ** 2
    single = (1 - np.exp(-2 * rate)) / (2 * rate)
    counted = 0.945 * single * past(lambda s: leavers[s] + starters[s])
    known = counted + push * ((wO * past(lambda s: P[:, s])) ** 2 + doubt)
    g = half_within(rP, known, push * past(shock))
    posts, vacant, agency = 240.0, 40.0, 30.0
    back = -np.log(1 - alpha)
    luck = dict(
        attrition=g * wL,
        hiring=g * wS,
        establishment=sV * size(vacant) / posts,
        agency=sA * size(agency) / (agency + SIZE) * back / (1 - np.exp(-back)),
        hours=wO,
        follow_staff=1 + theta,
        drift_fades=-bV[0],
        adjusts=alpha,
    )
    return (Ph[t], Vh[t], Ah[t]), tuple(np.sqrt(v) for v in (vP, vV, vA)), luck


def backtest():
    forecasts, scored = [], []
    for t in range(1, len(YEARS) - 1):
        medians, sds, _ = forecast(t)
        for i, area in enumerate(AREA):
            if np.isfinite(medians[0][i]):
                forecasts.append([YEARS[t + 1], area] + [round(float(v[i]), 6) for v in medians + sds])
            for k, X, m, sd in zip("PVA", (P, V, A), medians, sds):
                x, now, before = X[i, t + 1], X[i, t], X[i, t - 1]
                if np.isfinite(x) and np.isfinite(m[i]) and np.isfinite(now):
                    held = [max(m[i] - q * sd[i], 0) <= x + 1e-9 and x <= m[i] + q * sd[i] + 1e-9 for q in (Q50, Q90)]
                    scored.append([k, YEARS[t + 1], x, m[i], now, max(2 * now - before, 0), *held])
    head = "year area in_post vacancies agency sd_in_post sd_vacancies sd_agency".split()
    return pd.DataFrame(forecasts, columns=head), pd.DataFrame(scored, columns="k year x m now again h50 h90".split())


def line(d):
    again = d[d.again.notna()]

    def errors(rows, column):
        off = (rows[column] - rows.x).abs()
        return off.mean(), sqrt((off**2).mean()), (off[rows.x > 0] / rows.x[rows.x > 0]).median() * 100

    numbers = [*errors(d, "m"), *errors(d, "now"), len(again), errors(again, "m")[0], *errors(again, "again")]
    return [len(d), *numbers, d.h50.mean() * 100, d.h90.mean() * 100]


def main(out):
    forecasts, scored = backtest()
    forecasts.to_csv(out / "forecasts.csv", index=False)
    tiny = forecasts.area.isin(["201", "420"]) & forecasts.year.isin([2019, 2025])
    forecasts[(forecasts.index % 25 == 0) | tiny].to_csv(out / "sample.csv", index=False)
    head = "measure year n mae rmse percent no_change_mae no_change_rmse no_change_percent"
    head += " n_again mae_where_again again_mae again_rmse again_percent held_50 held_90"
    rows = []
    for k, name in SERIES.items():
        of = scored[scored.k == k]
        rows.append([name, "all", *line(of)])
        rows += [[name, year, *line(part)] for year, part in of.groupby("year")]
    pd.DataFrame(rows, columns=head.split()).round(4).to_csv(out / "summary.csv", index=False)
    pd.Series(forecast(len(YEARS) - 1)[2]).round(6).to_csv(out / "luck.csv", header=["amount"], index_label="of")


main(Path(sys.argv[2]))
