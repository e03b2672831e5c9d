package org.nostrobservatory;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.Schedule;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.Entity;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nostrobservatory.ingest.EventProjector;

/** The rules of docs/architecture.md, section "Rules that tests enforce". */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("sample-relay"))
            .importPackages("org.nostrobservatory");

    private static final DescribedPredicate<JavaClass> IMPLEMENT_THE_PROJECTOR = DescribedPredicate.describe(
            "projectors",
            type -> type.isAssignableTo(EventProjector.class) && !type.isEquivalentTo(EventProjector.class));

    @TestFactory
    Stream<DynamicTest> rules() {
        return Stream.of(
                        slices().matching("org.nostrobservatory.(*)..")
                                .should()
                                .beFreeOfCycles()
                                .as("components form no cycle"),
                        only("org.nostrobservatory.ingest..", "jakarta.jms.."),
                        only("org.nostrobservatory.collector..", "jakarta.websocket..", "org.glassfish.tyrus.."),
                        only("org.nostrobservatory.coordination..", "com.hazelcast.."),
                        only("org.nostrobservatory.schema..", "org.flywaydb..", "javax.sql.."),
                        noClasses()
                                .that()
                                .resideInAPackage("org.nostrobservatory.protocol..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("jakarta..")
                                .as("the protocol knows no container"),
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("org.nostrobservatory.protocol..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("com.fasterxml.jackson..")
                                .as("only the protocol uses Jackson"),
                        noClasses()
                                .should()
                                .dependOnClassesThat(IMPLEMENT_THE_PROJECTOR)
                                .as("nobody names a projector: ingest finds them"),
                        classes()
                                .that(are(IMPLEMENT_THE_PROJECTOR))
                                .should()
                                .haveSimpleNameEndingWith("Projector")
                                .andShould()
                                .bePackagePrivate(),
                        classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate(),
                        noClasses()
                                .should()
                                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto|Bean|Service)")
                                .as("names say what a class is, not what it is made of"),
                        methods()
                                .that()
                                .areAnnotatedWith(Schedule.class)
                                .should()
                                .beDeclaredInClassesThat()
                                .areAnnotatedWith(Interceptors.class)
                                .as("timers survive a run that fails: SurvivingTimer"),
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

    /** Only classes of this package use these packages. */
    private static ArchRule only(String user, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .as("only " + user + " uses " + Set.of(packages));
    }
}
