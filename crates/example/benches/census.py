"""Ten rules of the workforce return, as an analyst would check them with lxml and pandas.

Usage: census.py FILE YEAR

Parses the file, checks it, and prints the seconds that both took together, and
for each rule how often it finds something. It is the yardstick of the
benchmark, and a second opinion on the rules.
"""

import sys
import time

import pandas as pd
from lxml import etree

EMPLOYED = """PersonBirthDate Sex Ethnicity QualLevel StepUpGrad OrgRole RoleStartDate StartOrigin
FTE30 WorkingDaysLost FrontlineGrad BaseSalary""".split()
CODES = {
    "Sex": "F M".split(),
    "Ethnicity": """WBRI WIRI WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH
        REFU NOBT""".split(),
    "QualLevel": "1 2 3".split(),
    "StepUpGrad": "0 1".split(),
    "FrontlineGrad": "0 1".split(),
    "Absat30Sept": "0 1".split(),
    "OrgRole": "1 2 3 4 5 6".split(),
    "StartOrigin": "1 2 3 4 5 6 7 8 9 10".split(),
    "LeaverDestination": "1 2 3 4 5 6 7 8 9".split(),
    "ReasonLeave": "1 2 3 4 5 6 7 8 9 10".split(),
    "ReasonAbsence": "MAT OTH PUB SIC TRN UNA UNP".split(),
}
DATES = ["PersonBirthDate", "RoleStartDate", "RoleEndDate"]


def read(file):
    rows = []
    for _, worker in etree.iterparse(file, tag="CSWWWorker"):
        rows.append({item.tag: item.text for item in worker})
        worker.clear()
        while worker.getprevious() is not None:
            del worker.getparent()[0]
    return pd.DataFrame(rows)


def check(workers, year):
    begin, end = pd.Timestamp(year - 1, 10, 1), pd.Timestamp(year, 9, 30)
    for item in EMPLOYED + list(CODES) + DATES + ["Cases30"]:
        if item not in workers:
            workers[item] = None
    dates = {
        item: pd.to_datetime(workers[item], format="%Y-%m-%d", errors="coerce") for item in DATES
    }
    fte = pd.to_numeric(workers["FTE"], errors="coerce")
    before = pd.to_numeric(workers["FTE30"], errors="coerce")
    cases = pd.to_numeric(workers["Cases30"], errors="coerce")
    agency = workers["AgencyWorker"] == "1"
    leaver = ~agency & workers["RoleEndDate"].notna()
    started = dates["RoleStartDate"]
    starter = ~agency & ~leaver & (started >= begin) & (started <= end)
    employed = workers[~agency]
    codes = sum(
        int((workers[item].notna() & ~workers[item].isin(known)).sum())
        for item, known in CODES.items()
    )
    days = sum(int((workers[item].notna() & dates[item].isna()).sum()) for item in DATES)
    ended = dates["RoleEndDate"]
    return {
        "W010": (~workers["AgencyWorker"].isin(["0", "1"])).sum(),
        "W011": (~workers["SWENo"].fillna("").str.fullmatch(r"[A-Za-z]{2}[0-9]{1,10}")).sum(),
        "W012": (~fte.between(0, 1)).sum(),
        "W013": (leaver & (fte != 0)).sum(),
        "W020": employed[EMPLOYED].isna().sum().sum(),
        "W021": codes + days,
        "W022": (~agency & before.notna() & ~before.between(0, 1)).sum(),
        "W023": (starter & (before > 0)).sum(),
        "W031": (leaver & ended.notna() & ~ended.between(begin, end)).sum(),
        "W040": (~leaver & ~cases.between(0, 9999)).sum(),
    }


def main():
    started = time.perf_counter()
    workers = read(sys.argv[1])
    found = check(workers, int(sys.argv[2]))
    print(f"{time.perf_counter() - started:.6f}")
    for rule, count in found.items():
        print(rule, int(count))


main()
