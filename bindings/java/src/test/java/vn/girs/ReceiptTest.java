package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's twenty lines are those of an example that runs as a program of its own. */
class ReceiptTest {
    private static final Path JAVA = Exchange.ROOT.resolve("bindings/java");

    private static String withoutBlanks(Path file) throws IOException {
        return Files.readString(file).replaceAll("\\s+", " ");
    }

    @Test
    void theProgramOfTheReadmeIsTheOneThatRuns() throws IOException {
        String page = Files.readString(JAVA.resolve("README.md"));
        int begin = page.indexOf("```java") + "```java".length();
        String shown = page.substring(begin, page.indexOf("```", begin)).strip().replaceAll("\\s+", " ");
        assertTrue(withoutBlanks(JAVA.resolve("src/example/java/vn/girs/example/Receipt.java")).contains(shown));
    }

    @Test
    void itPrintsAReceiptAndItsMachineLeavesInPeaceWithObjectsAlive() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path")));
        if (System.getProperty("girs.library") != null) {
            command.add("-Dgirs.library=" + System.getProperty("girs.library"));
        }
        command.addAll(List.of("vn.girs.example.Receipt", Exchange.CATALOGUE.toString()));
        Path errors = Files.createTempFile("receipt", ".txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> "it failed: " + errors);
        assertTrue(said.contains("c2sp.org/tlog-proof"), said);
        Files.delete(errors);
    }
}
