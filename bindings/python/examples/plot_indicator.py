"""An indicator by province as a bar chart.   python3 plot_indicator.py [chart.png]

Communes of Cà Mau and of Lai Châu report; the authority computes the share of dossiers resolved on
time for the country and each province below it, and draws it.
"""

from __future__ import annotations

import sys

import matplotlib
from office import Office

import girs

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

RECEIVED = 100
ON_TIME = {"96": {"31825": 99, "31834": 92, "31840": 85}, "12": {"03388": 97, "03390": 90}}

# %% Each commune reports: received online, resolved, so many of them on time.
office = Office([commune for communes in ON_TIME.values() for commune in communes])


def send(report: girs.Report) -> None:
    assert report.check().clear
    report.approve()
    pid = report.submit(office.parties())
    office.central.admit(office.centre.packages.export(pid))  # as if it had come by sync


for communes in ON_TIME.values():
    for unit, on_time in communes.items():
        report = office.centre.reports.create("KSTTHC", "2025-Q4", unit=unit)
        figures = (RECEIVED, RECEIVED, 0, 0, RECEIVED, 0, on_time, RECEIVED - on_time, 0, 0, 0)
        report.set_cells((row, 3 + i, figure) for row in ("LV01", "T") for i, figure in enumerate(figures))
        send(report)

# %% Each province adds its communes up, but for those that sent nothing, with the reason.
for province, communes in ON_TIME.items():
    below = [one["code"] for one in office.centre.units.members(province, "2025-12-31")]
    silent = {unit: "no line" for unit in below if unit not in communes}
    total, _ = office.centre.reports.aggregate("KSTTHC", "2025-Q4", unit=province, excluded=silent)
    send(total)

# %% The figures, exact, as a table: provinces without a report have no value and say why.
table = office.centre.indicators.table("KSTT.01", "VN", "2025-Q4").to_pandas()
shown = table[table["value"].notna()]
print(shown[["unit", "name", "value", "counted", "expected"]])
assert {"12", "96"} <= set(shown["unit"])

# %% Only the chart rounds.
pyplot.figure(figsize=(6, 3))
pyplot.barh(shown["name"], [float(value) for value in shown["value"]], color="#2a6f97")
pyplot.xlabel("% hồ sơ giải quyết đúng hạn, quý IV/2025")
pyplot.tight_layout()
pyplot.savefig(sys.argv[1] if len(sys.argv) > 1 else "indicator.png", dpi=120)
