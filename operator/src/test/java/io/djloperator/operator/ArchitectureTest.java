package io.djloperator.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.djloperator.operator.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.djloperator.operator");

    @Test
    void kindsDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "trainingjob..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "modeldeployment..", ROOT + "search..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "modeldeployment..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "trainingjob..", ROOT + "search..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "search..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "trainingjob..", ROOT + "modeldeployment..")
                .check(CLASSES);
    }

    @Test
    void sharedPackagesKnowNoKind() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "kube..", ROOT + "runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "trainingjob..", ROOT + "search..", ROOT + "modeldeployment..")
                .check(CLASSES);
    }

    @Test
    void decisionsAndRenderersReachNoClusterAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "trainingjob..", ROOT + "search..", ROOT + "modeldeployment..", ROOT + "kube..")
                .and()
                .haveNameNotMatching(
                        ".*(Reconciler|Observation|search\\.(Ledgers|PreparedSearches|Rehearsal)|kube\\.(Apply|Events|Pods|StatusUpdate|Workloads)).*")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(KubernetesClient.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.javaoperatorsdk..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }
}
