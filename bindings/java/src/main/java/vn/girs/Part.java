package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Calls on one store about one noun; keeps the store alive. */
abstract class Part {
    final Store store;

    Part(Store store) {
        this.store = store;
    }

    final JsonArray list(String name, Object... arguments) throws GirsException {
        return call(name, arguments).json().getAsJsonArray();
    }

    final JsonObject object(String name, Object... arguments) throws GirsException {
        return call(name, arguments).json().getAsJsonObject();
    }

    final Call call(String name, Object... arguments) throws GirsException {
        Object[] all = new Object[arguments.length + 1];
        all[0] = store;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Call.of(name, all);
    }
}
