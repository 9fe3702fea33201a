package vn.girs;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How packages travel when it is not by HTTP: LGSP, e-mail, a disk. */
@FunctionalInterface
public interface Transport {
    /** A request to carry to the authority. */
    final class Request {
        private final String method;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final byte[] body;

        private Request(Pointer c) {
            method = text(c, "method");
            path = text(c, "path");
            int count = c.getInt(Struct.offset("girs_request", "header_count"));
            Pointer names = c.getPointer(Struct.offset("girs_request", "header_names"));
            Pointer values = c.getPointer(Struct.offset("girs_request", "header_values"));
            for (long i = 0; i < count; i++) {
                headers.put(Call.textAt(names.getPointer(i * Long.BYTES)),
                        Call.textAt(values.getPointer(i * Long.BYTES)));
            }
            long size = c.getLong(Struct.offset("girs_request", "body_length"));
            body = size == 0 ? new byte[0]
                    : c.getPointer(Struct.offset("girs_request", "body")).getByteArray(0, Math.toIntExact(size));
        }

        private static String text(Pointer c, String field) {
            return Call.textAt(c.getPointer(Struct.offset("girs_request", field)));
        }

        /** "GET", "HEAD", "PUT". */
        public String method() {
            return method;
        }

        /** With its query. */
        public String path() {
            return path;
        }

        /** Names in lower case. */
        public Map<String, String> headers() {
            return headers;
        }

        /** The body; empty without one. */
        public byte[] body() {
            return body;
        }
    }

    /** What came back. */
    final class Answer {
        private final int status;
        private final byte[] body;
        private final Map<String, String> headers;

        /** A status of HTTP; 202 for a package whose receipt is still to come. */
        public Answer(int status, byte[] body, Map<String, String> headers) {
            this.status = status;
            this.body = body;
            this.headers = headers;
        }
    }

    /** Carries one request. What it throws ends the round; the work stays queued. */
    Answer carry(Request request) throws Exception;

    /** A girs_transport for the length of one call. */
    final class Bound extends Raised {
        interface ExchangeFunction extends Callback {
            int exchange(Pointer context, Pointer request, Pointer answer);
        }

        final Struct struct = new Struct("girs_transport");

        Bound(Transport transport) {
            ExchangeFunction function = (context, request, answer) -> {
                try {
                    give(transport.carry(new Request(request)), answer);
                    return 0;
                } catch (Throwable thrown) {
                    keep(thrown);
                    return 1;
                }
            };
            struct.set("exchange", function);  // and the struct keeps it alive
        }

        private static void give(Answer given, Pointer answer) {
            Library.invoke("girs_answer_set", Arrays.asList(answer, given.status, Library.memory(given.body),
                    (long) given.body.length));
            given.headers.forEach((name, value) -> Library.invoke("girs_answer_header", Arrays.asList(answer,
                    Library.memory(Call.utf8(name)), Library.memory(Call.utf8(value)))));
        }
    }
}
