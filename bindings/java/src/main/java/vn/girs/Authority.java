package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.jna.Memory;
import java.time.Instant;

/**
 * What an authority in service asks of its own store: the overview at one look, requests, rules of
 * sharing, evidence from below, and who read what. {@link Central} is the side that signs.
 */
public final class Authority extends Part {
    Authority(Store store) {
        super(store);
    }

    /**
     * The whole of a subtree at one look: completeness and timeliness, what is late and whose turn it
     * is, returns, what came last, alerts (girs/service.h lists the members).
     *
     * @param unit  it and all below; empty: all
     * @param time  as of when; null: now
     */
    public JsonObject board(String unit, Instant time) throws GirsException {
        return object("central_board", unit, orNow(time));
    }

    /** What has come of one request, or of all (pid empty): who has seen it, answered, is late. */
    public JsonArray requests(String pid, Instant time) throws GirsException {
        return list("central_request_status", pid, orNow(time));
    }

    /** Adds a rule by which another body may pull, or its later wording ("girs.sharing/1"). */
    public void share(JsonElement rule) throws GirsException {
        call("central_share", rule).run();
    }

    /** The newest wording of every rule of sharing, in force or not. */
    public JsonArray shares() throws GirsException {
        return list("central_shares");
    }

    /**
     * Pulls what another authority shares with this store's unit, verified; goes on where the last
     * pull ended. Gives {"reports","series","decisions","known","passed"}; what was passed by
     * is tried again in later pulls.
     *
     * @param authority  {"origin","roots","log_key"}
     * @param line       with a signer whose key is a "partner" there
     */
    public JsonObject pullShared(JsonElement authority, Sync.Options line) throws GirsException {
        return line.ask(call("central_pull_shared", authority));
    }

    /**
     * Who read which figures through the server: {"reads","next"}, 1,000 at most.
     *
     * @param since  number of the last read that is known already; "next" of the page before
     * @param unit   whose keys are meant; empty: all
     */
    public JsonObject reads(long since, String unit) throws GirsException {
        return object("central_reads", since, unit);
    }

    /** Deletes the record of reads before a moment; gives how many there were. */
    public long forgetReads(Instant before) throws GirsException {
        Call call = call("central_forget_reads", before);
        Memory count = call.out();
        call.run();
        return count.getLong(0);
    }

    /**
     * What would leave the store by rules of retention ("girs.retention/1").
     *
     * @param apply  remove it, and record that
     */
    public JsonObject retention(JsonElement rules, boolean apply) throws GirsException {
        return object("central_retention", rules, apply ? 1 : 0);
    }

    /** What was found against centres below, oldest first, with both signed documents. */
    public JsonArray memberFaults() throws GirsException {
        return list("central_member_faults");
    }

    /** Follows one cell of a package down to the signed cells that it was summed from. */
    public JsonObject trace(String pid, String form, String row, String column) throws GirsException {
        return object("central_trace", pid, form, row, column);
    }

    private static Instant orNow(Instant time) {
        return time == null ? Instant.EPOCH : time;
    }
}
