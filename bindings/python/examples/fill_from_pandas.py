"""Form II.06a filled from a pandas table, checked, mended, submitted.   python3 fill_from_pandas.py

The cells below are read like a notebook: each step shows what it got.
"""

from __future__ import annotations

import io

import pandas
from office import AUDIENCE, Office

import girs

# %% What a one-stop office exports: one line a field of administrative procedures.
EXPORT = """field,3,4,5,6,7,8,9,10,11,12,13
LV01,1250,830,400,20,1190,1000,180,10,60,50,10
LV02,310,250,60,0,300,280,15,5,10,10,0
"""
table = pandas.read_csv(io.StringIO(EXPORT), dtype=str, index_col="field")
print(table)

# %% The form's total row.  Figures stay exact: whole numbers, never floats.
table.loc["T"] = table.astype("int64").sum().astype(str)
mistaken = table.copy()
mistaken.loc["T", "3"] = "1561"  # somebody typed the total by hand

# %% A report of the commune's quarter, filled in one call.
office = Office(["31825"])
store = office.store("commune", "31825")
report = store.reports.create("KSTTHC", "2025-Q4")
report.fill(mistaken)
findings = report.check()
print(findings.to_pandas()[["row", "column", "left", "right", "difference", "message_en"]])
assert not findings.clear

# %% Mended, it can be approved, sealed and sent.
report.fill(table)
assert report.check().clear
report.approve()
pid = report.submit(office.parties())
with girs.Server(office.central) as server:
    print(store.sync.run(server.url))
vkey = office.log_key.show(AUDIENCE)["vkey"]
print("receipt:", girs.verify_receipt(store.packages.export(pid), vkey))
