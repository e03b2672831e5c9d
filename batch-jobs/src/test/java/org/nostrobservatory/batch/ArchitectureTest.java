package org.nostrobservatory.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of docs/architecture.md, section "Rules that tests enforce", for the jobs. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.nostrobservatory.batch");

    @TestFactory
    Stream<DynamicTest> rules() {
        return Stream.of(
                        slices().matching("org.nostrobservatory.batch.(*)..")
                                .should()
                                .beFreeOfCycles()
                                .as("jobs form no cycle"),
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "jakarta.jms..", "jakarta.websocket..", "jakarta.ws.rs..", "javax.sql..")
                                .as("jobs ask the components, not queues, sockets or the database"),
                        noClasses()
                                .should()
                                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto|Bean|Service)")
                                .as("names say what a class is, not what it is made of"),
                        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }
}
