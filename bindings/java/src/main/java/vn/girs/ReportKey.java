package vn.girs;

/** Which report: regime, unit, period, own or aggregate; and on whose behalf. */
public final class ReportKey {
    final String regime;
    final String period;
    final String unit;
    final String actor;
    final boolean aggregate;

    private ReportKey(String regime, String period, String unit, String actor, boolean aggregate) {
        this.regime = regime;
        this.period = period;
        this.unit = unit;
        this.actor = actor;
        this.aggregate = aggregate;
    }

    /** The own report of the store's unit. */
    public static ReportKey of(String regime, String period) {
        return new ReportKey(regime, period, null, null, false);
    }

    /** Of another unit. */
    public ReportKey unit(String code) {
        return new ReportKey(regime, period, code, actor, aggregate);
    }

    /** Who does it, for the history. */
    public ReportKey actor(String name) {
        return new ReportKey(regime, period, unit, name, aggregate);
    }

    /** The unit's aggregate over its members. */
    public ReportKey aggregate() {
        return new ReportKey(regime, period, unit, actor, true);
    }

    Struct options() {
        return new Struct("girs_report_options").set("regime", regime).set("unit", unit)
                .set("period", period).set("actor", actor)
                .set("flags", aggregate ? Library.HEADER.number("GIRS_REPORT_AGGREGATE") : null);
    }
}
