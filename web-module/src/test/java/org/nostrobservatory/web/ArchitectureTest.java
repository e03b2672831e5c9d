package org.nostrobservatory.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Named;
import jakarta.ws.rs.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nostrobservatory.schema.SurvivingTimer;
import org.nostrobservatory.web.api.Administration;

/** The rules of docs/architecture.md, section "Rules that tests enforce", as far as they concern the web. */
class ArchitectureTest {

    private static final String HEALTH = "org.nostrobservatory.web.health..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.nostrobservatory.web");

    @TestFactory
    Stream<DynamicTest> rules() {
        return Stream.of(
                        slices().matching("org.nostrobservatory.web.(*)..")
                                .should()
                                .beFreeOfCycles()
                                .as("components form no cycle"),
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("jakarta.persistence..", "jakarta.transaction..")
                                .as("the web knows no entity and no transaction"),
                        noClasses()
                                .that()
                                .resideOutsideOfPackage(HEALTH)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("jakarta.jms..", "java.sql..", "javax.sql..")
                                .as("only the health checks know the database and the broker"),
                        noClasses()
                                .should()
                                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                                                "org.nostrobservatory.schema..",
                                                "org.nostrobservatory.collector..",
                                                "jakarta.batch..",
                                                "com.fasterxml.jackson..",
                                                "org.primefaces..")
                                        // That every timer needs.
                                        .and(DescribedPredicate.not(
                                                JavaClass.Predicates.equivalentTo(SurvivingTimer.class))))
                                .as("the web asks the boundaries of the components"),
                        classes()
                                .that()
                                .areAnnotatedWith(Path.class)
                                .should()
                                .haveSimpleNameEndingWith("Resource")
                                .as("what has an address is a resource"),
                        classes()
                                .that()
                                .areAnnotatedWith(Path.class)
                                .and()
                                .resideInAPackage("org.nostrobservatory.web.admin..")
                                .should()
                                .beAnnotatedWith(Administration.class)
                                .as("administration is guarded"),
                        classes()
                                .that()
                                .areAnnotatedWith(Named.class)
                                .and()
                                .haveSimpleNameNotEndingWith("Page")
                                .should()
                                .resideInAnyPackage("org.nostrobservatory.web.page..", "org.nostrobservatory.web.api..")
                                .as("what a page shows is a page bean, apart from what all pages share"),
                        noClasses()
                                .should()
                                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto|Bean|Service)")
                                .as("names say what a class is, not what it is made of"),
                        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS,
                        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.Date"),
                        noClasses()
                                .should()
                                .callConstructor(Thread.class, Runnable.class)
                                .orShould()
                                .dependOnClassesThat()
                                .haveFullyQualifiedName("java.util.concurrent.Executors")
                                .as("threads are the container's"))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }
}
