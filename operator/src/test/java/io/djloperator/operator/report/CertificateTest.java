package io.djloperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<String> NAMES = ReportNames.of("djl-operator-report.djl-operator.svc", "djl-operator");

    private final ReportCertificate first = create();

    private static ReportCertificate create() {
        try {
            return CertificateAuthority.create(NAMES, NOW);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void serverCertificateIsSignedByTheAuthorityAndNamesTheService() throws GeneralSecurityException {
        var server = Pem.certificate(first.certificate());
        var authority = Pem.certificate(first.authority());
        server.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly(
                        "djl-operator-report.djl-operator.svc",
                        "djl-operator-report",
                        "djl-operator-report.djl-operator",
                        "djl-operator-report.djl-operator.svc.cluster.local");
        assertThat(server.getNotAfter().toInstant()).isEqualTo(NOW.plus(365, ChronoUnit.DAYS));
        assertThat(authority.getNotAfter().toInstant()).isEqualTo(NOW.plus(3653, ChronoUnit.DAYS));
    }

    @Test
    void certificateStaysUntilAThirdOfItsLifeIsLeft() throws GeneralSecurityException {
        assertThat(CertificateCheck.current(first, NAMES, NOW.plus(243, ChronoUnit.DAYS)))
                .isEqualTo(first);
        var renewed = CertificateCheck.current(first, NAMES, NOW.plus(244, ChronoUnit.DAYS));
        assertThat(renewed.certificate()).isNotEqualTo(first.certificate());
        assertThat(renewed.authority()).as("pods that run trust it still").isEqualTo(first.authority());
    }

    @Test
    void oldAuthorityIsReplaced() throws GeneralSecurityException {
        var renewed = CertificateCheck.current(first, NAMES, NOW.plus(2440, ChronoUnit.DAYS));
        assertThat(renewed.authority()).isNotEqualTo(first.authority());
    }

    @Test
    void anotherNameNeedsAnotherCertificate() throws GeneralSecurityException {
        var renewed = CertificateCheck.current(first, List.of("reports.example.com", "10.0.0.7"), NOW);
        assertThat(renewed.authority()).isEqualTo(first.authority());
        assertThat(Pem.certificate(renewed.certificate()).getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("reports.example.com", "10.0.0.7");
    }

    @Test
    void partsThatDoNotFitTogetherAreRefused() {
        var other = create();
        var mixed = new ReportCertificate(first.authority(), first.authorityKey(), first.certificate(), other.key());
        assertThatThrownBy(() -> CertificateCheck.current(mixed, NAMES, NOW))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("a key does not belong to its certificate");
        var foreign = new ReportCertificate(other.authority(), other.authorityKey(), first.certificate(), first.key());
        assertThatThrownBy(() -> CertificateCheck.current(foreign, NAMES, NOW))
                .isInstanceOf(GeneralSecurityException.class);
        var junk = new ReportCertificate("x", "y", "z", "");
        assertThatThrownBy(() -> CertificateCheck.current(junk, NAMES, NOW))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void clockThatRunsALittleSlowIsNoReasonToRenew() throws GeneralSecurityException {
        assertThat(CertificateCheck.current(first, NAMES, NOW.minus(Duration.ofHours(2))))
                .isEqualTo(first);
    }

    @Test
    void keysAreNotPrinted() {
        assertThat(first.toString()).isEqualTo("ReportCertificate");
    }
}
