package io.djloperator.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.api.v1alpha1.Mlp;
import io.djloperator.api.v1alpha1.Table;
import io.djloperator.api.v1alpha1.Tabular;
import io.djloperator.api.v1alpha1.Task;
import io.djloperator.trainer.model.SchemaFit;
import io.djloperator.trainer.report.ExitCode;
import io.djloperator.trainer.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderTest {
    private static final long HEAP = 1L << 30;
    private static final String CSV = "id,age,colour,member,y\n1,30,red,true,no\n2,,blue,false,yes\n3,50,,True,no\n";

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Dataset read(Tabular tabular, Map<String, Path> files) {
        return new TableReader(tabular, HEAP).read(files, folder);
    }

    private Dataset read(
            String csv, String query, String target, Task task, List<String> exclude, List<String> sensitive)
            throws IOException {
        var table = new Table("t", "pvc://c/t.csv");
        return read(
                new Tabular(List.of(table), query, target, task, exclude, sensitive), Map.of("t", file("t.csv", csv)));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertDataError(
            String csv, String query, String target, Task task, List<String> exclude, List<String> sensitive) {
        return assertThatThrownBy(() -> read(csv, query, target, task, exclude, sensitive))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_ERROR));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertDataError(String csv, String query, String target) {
        return assertDataError(csv, query, target, Task.CLASSIFICATION, List.of(), List.of());
    }

    @Test
    void columnsKeepTheirValuesAndTheirGaps() throws IOException {
        var data = read(CSV, null, "y", Task.CLASSIFICATION, List.of("id"), List.of());
        assertThat(data.features()).extracting(Column::name).containsExactly("age", "colour", "member");
        assertThat(data.features().get(0))
                .extracting(c -> c.at(0), c -> c.at(1))
                .containsExactly(30.0, null);
        assertThat(data.features().get(1))
                .extracting(c -> c.at(0), c -> c.at(2))
                .containsExactly("red", null);
        assertThat(data.features().get(2))
                .extracting(c -> c.at(0), c -> c.at(2))
                .containsExactly("true", "true");
        assertThat(((Column.Texts) data.features().get(2)).isBoolean()).isTrue();
        assertThat(((Column.Texts) data.target()).different()).containsExactly("no", "yes");
    }

    @Test
    void sensitiveColumnsAreNoFeatures() throws IOException {
        var data = read(CSV, null, "y", Task.CLASSIFICATION, List.of("id"), List.of("colour"));
        assertThat(data.features()).extracting(Column::name).containsExactly("age", "member");
        assertThat(data.sensitive()).extracting(Column::name).containsExactly("colour");
    }

    @Test
    void classesKeepTheTextOfTheSource() throws IOException {
        var data = read("x,y\n1,0\n2,1\n", null, "y", Task.CLASSIFICATION, List.of(), List.of());
        assertThat(((Column.Texts) data.target()).different()).containsExactly("0", "1");
    }

    @Test
    void tablesOfSeveralFormatsAreJoinedByTheQuery() throws Exception {
        var parquet = folder.resolve("b.parquet");
        try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckdb.createStatement()) {
            statement.execute(
                    "COPY (SELECT 1 AS id, 7.5 AS b UNION ALL SELECT 2, 8.5) TO '" + parquet + "' (FORMAT parquet)");
        }
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("a", file("a.csv", "id,y\n1,no\n2,yes\n"));
        files.put("b", parquet);
        files.put("c", file("c.jsonl", "{\"id\":1,\"c\":\"u\"}\n{\"id\":2,\"c\":\"v\"}\n"));
        files.put("d", file("d.json", "[{\"id\":1,\"d\":1},{\"id\":2,\"d\":2}]"));
        var tables = List.of(
                new Table("a", "pvc://c/a.csv"),
                new Table("b", "pvc://c/b.parquet"),
                new Table("c", "pvc://c/c.jsonl"),
                new Table("d", "pvc://c/d.json"));
        var query = "SELECT * FROM a JOIN b USING (id) JOIN c USING (id) JOIN d USING (id); -- all";
        var data = read(new Tabular(tables, query, "y", Task.CLASSIFICATION, List.of("id"), List.of()), files);
        assertThat(data.rows()).isEqualTo(2);
        assertThat(data.features()).extracting(column -> column.at(1)).containsExactly(8.5, "v", 2.0);
    }

    @Test
    void aMissingTargetColumnIsNamedBesideTheColumnsThereAre() {
        assertDataError(CSV, null, "denied")
                .hasMessage(
                        "spec.data.tabular.target: column 'denied' is not in table 't' (columns: id, age, colour, member, y)");
        assertDataError(CSV, "SELECT age FROM t", "y")
                .hasMessageContaining("is not in the result of spec.data.tabular.query");
    }

    @Test
    void theListOfColumnsIsBounded() {
        var many = IntStream.range(0, 500).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertDataError(many + "\n" + "1,".repeat(499) + "1\n", null, "y")
                .message()
                .endsWith("c19, …)")
                .hasSizeLessThan(400);
    }

    @Test
    void missingExcludedAndSensitiveColumnsAreNamed() {
        assertDataError(CSV, null, "y", Task.CLASSIFICATION, List.of("ID"), List.of())
                .hasMessageContaining("spec.data.tabular.exclude: column 'ID'");
        assertDataError(CSV, null, "y", Task.CLASSIFICATION, List.of(), List.of("race"))
                .hasMessageContaining("spec.data.tabular.sensitive: column 'race'");
    }

    @Test
    void anEmptyTableIsNamed() {
        assertDataError("x,y\n", null, "y").hasMessageContaining("the table 't' has no rows");
        assertDataError(CSV, "SELECT * FROM t WHERE age > 99", "y")
                .hasMessageContaining("spec.data.tabular.query: the result has no rows");
        assertDataError("", null, "y").hasMessageContaining("spec.data.tabular.");
    }

    @Test
    void rowsWithNoTargetAreCountedAndTheQueryThatLeavesThemOutIsGiven() {
        assertDataError("x,y\n1,\n2,b\n3,\n4,a\n", null, "y")
                .hasMessage("spec.data.tabular.target: column 'y' is missing in 2 of 4 rows; leave them out by"
                        + " spec.data.tabular.query: SELECT * FROM t WHERE \"y\" IS NOT NULL");
    }

    @Test
    void aRegressionNeedsNumbers() {
        assertDataError(CSV, null, "y", Task.REGRESSION, List.of(), List.of())
                .hasMessageContaining(
                        "spec.data.tabular.target: column 'y' is VARCHAR, but a regression needs numbers");
    }

    @Test
    void oneClassIsNothingToLearn() throws IOException {
        var data = read("x,y\n1,a\n2,a\n3,a\n", null, "y", Task.CLASSIFICATION, List.of(), List.of());
        assertThatThrownBy(() -> SchemaFit.fit(data, new int[] {0, 1, 2}, new Mlp(null, null, null)))
                .hasMessageContaining("spec.data.tabular.target: column 'y' has one class only: 'a'");
    }

    @Test
    void tooManyClassesAndCategoriesAreNamedWithTheWayOut() {
        var rows =
                IntStream.rangeClosed(1, 1001).mapToObj(i -> "k" + i + "," + i).collect(Collectors.joining("\n"));
        assertDataError("y,x\n" + rows + "\n", null, "y")
                .hasMessageContaining("more than 1000 classes")
                .hasMessageContaining("regression");
        assertDataError("k,y\n" + rows + "\n", null, "y", Task.REGRESSION, List.of(), List.of())
                .hasMessageContaining("column 'k' has more than 1000 different texts")
                .hasMessageContaining("spec.data.tabular.exclude");
    }

    @Test
    void tooManyGroupsAreNamedWithTheWayOut() {
        var rows = IntStream.rangeClosed(1, 101).mapToObj(i -> i + ",a,1").collect(Collectors.joining("\n"));
        assertDataError("age,y,x\n" + rows + "\n", null, "y", Task.CLASSIFICATION, List.of(), List.of("age"))
                .hasMessageContaining(
                        "spec.data.tabular.sensitive: column 'age' has more than 100 groups; form fewer groups");
    }

    @Test
    void aNumberThatCannotBeCountedWithIsNamedWithItsRow() {
        for (var number : List.of("inf", "-1e308")) {
            assertDataError("x,y\n1.5,a\n" + number + ",b\n", null, "y")
                    .hasMessageContaining("column 'x' holds a number beyond ±1e30 in row 2");
        }
    }

    @Test
    void aTableIsReadThroughTheLinksOfAMountedConfigMap() throws IOException {
        var real = Files.createDirectories(folder.resolve("map/..2026_11_24"));
        Files.writeString(real.resolve("t.csv"), CSV);
        Files.createSymbolicLink(folder.resolve("map/..data"), Path.of("..2026_11_24"));
        Files.createSymbolicLink(folder.resolve("map/t.csv"), Path.of("..data/t.csv"));
        var tabular =
                new Tabular(List.of(new Table("t", "configMap://c/t.csv")), null, "y", Task.CLASSIFICATION, null, null);
        var files = SourceFiles.of(tabular, new Mounts(Map.of("configMap://c", folder.resolve("map"))));
        assertThat(read(tabular, files).rows()).isEqualTo(3);
    }

    @Test
    void aColumnOfDatesIsNamedWithTheWayOut() {
        assertDataError("d,y\n2020-01-01,a\n2020-01-02,b\n", null, "y")
                .hasMessageContaining("column 'd' is DATE, which cannot be used")
                .hasMessageContaining("spec.data.tabular.exclude");
    }

    @Test
    void noColumnIsLeft() {
        assertDataError("x,y\n1,a\n2,b\n", null, "y", Task.CLASSIFICATION, List.of("x"), List.of())
                .hasMessageContaining("no column is left to learn from");
    }

    @Test
    void aBadQueryIsAnsweredInOneBoundedLine() {
        for (var query : List.of(
                "SELEC 1", "SELECT nothing FROM t", "SELECT * FROM u", "SELECT " + "x".repeat(5000) + " FROM t")) {
            assertDataError(CSV, query, "y")
                    .message()
                    .startsWith("spec.data.tabular.query: ")
                    .doesNotContain("\n")
                    .hasSizeLessThan(500);
        }
    }

    @Test
    void theQueryMustBeOneSelect() {
        for (var query : List.of(
                "DROP VIEW t",
                "SELECT 1; SELECT 2",
                "COPY t TO '/tmp/x.csv'",
                "SET threads = 8",
                "ATTACH '/tmp/x.db'",
                "INSTALL httpfs",
                "",
                ";")) {
            assertDataError(CSV, query, "y").hasMessageStartingWith("spec.data.tabular.query: ");
        }
    }

    @Test
    void theQueryReachesNoOtherFile() throws IOException {
        var secret = file("secret.csv", "password\nhunter2\n");
        for (var source : List.of(
                "'" + secret + "'",
                "read_csv('" + secret + "')",
                "read_text('" + secret + "')",
                "glob('" + folder + "/*')",
                "read_csv('" + folder + "/*.csv')",
                "read_blob('/etc/passwd')",
                "sniff_csv('" + secret + "')")) {
            assertDataError(CSV, "SELECT *, 'a' AS y FROM " + source, "y")
                    .message()
                    .startsWith("spec.data.tabular.query: ")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aFileIsNotReachedFromInsideTheQueryEither() throws IOException {
        var sniffed = "sniff_csv('" + file("secret.csv", "password\nhunter2\n") + "')";
        for (var query : List.of(
                "SELECT *, (SELECT Delimiter FROM " + sniffed + ") AS y FROM t",
                "WITH s AS (SELECT * FROM " + sniffed + ") SELECT t.*, s.Delimiter FROM t, s",
                "SELECT * FROM query('SELECT Delimiter AS y FROM " + sniffed.replace("'", "''") + "')",
                "SELECT t.*, u.c FROM t, unnest((SELECT list(name) FROM duckdb_settings())) u(c)",
                "SELECT t.* FROM t WHERE EXISTS (SELECT 1 FROM " + sniffed + ")")) {
            assertDataError(CSV, query, "y").hasMessageContaining("(…) is not allowed");
        }
        assertThat(read(
                                CSV,
                                "SELECT t.*, r.range AS r FROM t, range(2) AS r",
                                "y",
                                Task.CLASSIFICATION,
                                List.of(),
                                List.of())
                        .rows())
                .isEqualTo(6);
    }

    @Test
    void rowsThatDoNotFitIntoTheMemoryAreRefusedWithTheWayOut() throws IOException {
        var path = file("t.csv", "x,y\n" + "1,a\n".repeat(1000));
        var tabular = new Tabular(List.of(new Table("t", "pvc://c/t.csv")), null, "y", Task.CLASSIFICATION, null, null);
        assertThatThrownBy(() -> new TableReader(tabular, 6 * 1200).read(Map.of("t", path), folder))
                .hasMessageContaining(
                        "more than 100 rows of 2 columns do not fit into the memory; raise spec.resources.memory");
    }

    @Test
    void aFileThatIsNotThereIsNamedBesideThoseThatAre() throws IOException {
        file("hmda.csv", CSV);
        var tabular =
                new Tabular(List.of(new Table("t", "pvc://c/hdma.csv")), null, "y", Task.CLASSIFICATION, null, null);
        assertThatThrownBy(() -> SourceFiles.of(tabular, new Mounts(Map.of("pvc://c", folder))))
                .hasMessage(
                        "spec.data.tabular.tables[0].uri: 'pvc://c/hdma.csv': there is no such file; there are hmda.csv");
    }

    @Test
    void aFileOfAnotherFormatIsNamed() throws IOException {
        var path = file("t.parquet", "this is no parquet");
        var tabular =
                new Tabular(List.of(new Table("t", "pvc://c/t.parquet")), null, "y", Task.CLASSIFICATION, null, null);
        assertThatThrownBy(() -> read(tabular, Map.of("t", path)))
                .hasMessageContaining("spec.data.tabular.tables[0].uri: 't.parquet' cannot be read");
    }
}
