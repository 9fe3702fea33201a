/**
 * Reports of the National Reporting Information System: forms, checks, signed packages, sync.
 *
 * <pre>{@code
 * try (Store store = Store.open(Path.of("commune.girs"))) {
 *     store.catalog().load(Path.of("examples/catalog"));
 *     Report report = store.reports().create(ReportKey.of("KSTTHC", "2025-Q4").unit("31825"));
 *     report.setCells(List.of(Cell.of("LV01", 3, 1250), Cell.of("LV01", 4, 830)));
 *     report.check().stream().map(Finding::message).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Figures are {@link java.math.BigDecimal}, days {@link java.time.LocalDate}, moments
 * {@link java.time.Instant}; documents are Gson's {@link com.google.gson.JsonElement}, whose numbers
 * stay exact. Every failed call throws a {@link vn.girs.GirsException} with its details.
 */
package vn.girs;
