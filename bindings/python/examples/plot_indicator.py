"""An indicator by unit as a bar chart.   python3 plot_indicator.py [chart.png]

Three communes of Cà Mau report; the authority computes the share of dossiers resolved on time for
the province and each commune below it, and draws it.
"""

from __future__ import annotations

import sys

import matplotlib
from office import Office

import girs

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

RECEIVED, ON_TIME = 100, {"31825": 99, "31834": 92, "31840": 85}

# %% Each commune reports: received online, resolved, so many of them on time.
office = Office(list(ON_TIME))
for unit, on_time in ON_TIME.items():
    report = office.centre.reports.create("KSTTHC", "2025-Q4", unit=unit)
    figures = (RECEIVED, RECEIVED, 0, 0, RECEIVED, 0, on_time, RECEIVED - on_time, 0, 0, 0)
    report.set_cells((row, 3 + i, figure) for row in ("LV01", "T") for i, figure in enumerate(figures))
    assert report.check().clear
    report.approve()
    report.submit(office.parties())

# %% The figures, exact, as a table: units without a report have no value and say why.
table = office.centre.indicators.table("KSTT.01", "96", "2025-Q4").to_pandas()
shown = table[table["value"].notna()]
print(shown[["unit", "name", "value", "counted", "expected"]])
assert len(shown) >= len(ON_TIME)

# %% Only the chart rounds.
pyplot.figure(figsize=(6, 3))
pyplot.barh(shown["name"], [float(value) for value in shown["value"]], color="#2a6f97")
pyplot.xlabel("% hồ sơ giải quyết đúng hạn, quý IV/2025")
pyplot.tight_layout()
pyplot.savefig(sys.argv[1] if len(sys.argv) > 1 else "indicator.png", dpi=120)
