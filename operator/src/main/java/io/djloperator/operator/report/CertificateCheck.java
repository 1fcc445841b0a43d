package io.djloperator.operator.report;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a certificate that is stored will do. */
final class CertificateCheck {
    private static final Duration A_DAY = Duration.ofDays(1);

    private CertificateCheck() {}

    /**
     * The certificate to use: the stored one while more than a third of its life is left and it has the right names, else one newly
     * signed by the stored authority; where the authority itself is in its last third, all is made anew.
     *
     * @throws GeneralSecurityException where what is stored does not fit together or cannot be read
     */
    static ReportCertificate current(ReportCertificate stored, List<String> names, Instant now)
            throws GeneralSecurityException {
        var authority = Pem.certificate(stored.authority());
        var authorityKey = Pem.key(stored.authorityKey());
        var server = Pem.certificate(stored.certificate());
        requirePair(authority.getPublicKey(), authorityKey);
        requirePair(server.getPublicKey(), Pem.key(stored.key()));
        server.verify(authority.getPublicKey());
        if (isOld(authority, now)) {
            return CertificateAuthority.create(names, now);
        }
        return isOld(server, now) || !names(server).containsAll(names)
                ? CertificateAuthority.server(authority, authorityKey, names, now)
                : stored;
    }

    /** Whether a third of its life or less is left, or it is not valid yet: then a clock has gone wrong. */
    private static boolean isOld(X509Certificate certificate, Instant now) {
        var begin = certificate.getNotBefore().toInstant();
        var end = certificate.getNotAfter().toInstant();
        var renewal = end.minus(Duration.between(begin, end).dividedBy(3));
        return !now.isBefore(renewal) || now.isBefore(begin.minus(A_DAY));
    }

    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
        var names = certificate.getSubjectAlternativeNames();
        return names == null
                ? Set.of()
                : names.stream().map(entry -> String.valueOf(entry.get(1))).collect(Collectors.toSet());
    }

    private static void requirePair(PublicKey open, PrivateKey secret) throws GeneralSecurityException {
        var text = new byte[] {1};
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(secret);
        signer.update(text);
        var signature = signer.sign();
        signer.initVerify(open);
        signer.update(text);
        if (!signer.verify(signature)) {
            throw new GeneralSecurityException("a key does not belong to its certificate");
        }
    }
}
