package vn.girs;

/** Which report: regime, unit, period, own or aggregate; who acts, as what, and on whose behalf. */
public final class ReportKey {
    final String regime;
    final String period;
    final String unit;
    final boolean aggregate;
    private final String actor;
    private final String role;
    private final String onBehalf;

    private ReportKey(String regime, String period, String unit, boolean aggregate, String actor, String role,
            String onBehalf) {
        this.regime = regime;
        this.period = period;
        this.unit = unit;
        this.aggregate = aggregate;
        this.actor = actor;
        this.role = role;
        this.onBehalf = onBehalf;
    }

    /** The own report of the store's unit. */
    public static ReportKey of(String regime, String period) {
        return new ReportKey(regime, period, null, false, null, null, null);
    }

    /** Of another unit. */
    public ReportKey unit(String code) {
        return new ReportKey(regime, period, code, aggregate, actor, role, onBehalf);
    }

    /** Who does it, for the history. */
    public ReportKey actor(String name) {
        return new ReportKey(regime, period, unit, aggregate, name, role, onBehalf);
    }

    /**
     * Holds the actor to a role: "preparer", "approver", "agency-seal", several with commas, or
     * "registry" for what the registry grants. Without one the host has checked what the actor may do.
     */
    public ReportKey role(String name) {
        return new ReportKey(regime, period, unit, aggregate, actor, name, onBehalf);
    }

    /** The unit above that enters the data for this one, when the report is created. */
    public ReportKey onBehalf(String code) {
        return new ReportKey(regime, period, unit, aggregate, actor, role, code);
    }

    /** The unit's aggregate over its members. */
    public ReportKey aggregate() {
        return new ReportKey(regime, period, unit, true, actor, role, onBehalf);
    }

    Struct options() {
        return new Struct("girs_report_options").set("regime", regime).set("unit", unit)
                .set("period", period).set("actor", actor).set("role", role).set("on_behalf", onBehalf)
                .set("flags", aggregate ? Library.HEADER.number("GIRS_REPORT_AGGREGATE") : null);
    }
}
