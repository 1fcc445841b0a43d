package io.djloperator.operator.report;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates. Java can check them but has no public API that makes one, so Bouncy Castle does; the keys are the JDK's. */
final class CertificateAuthority {
    static final Duration AUTHORITY_LIFE = Duration.ofDays(3653);
    static final Duration SERVER_LIFE = Duration.ofDays(365);

    /** Clocks differ: a certificate is valid a little before it is made. */
    private static final Duration BEFORE = Duration.ofMinutes(10);

    private static final X500Principal AUTHORITY_NAME = new X500Principal("CN=djl-operator reports");

    private CertificateAuthority() {}

    /** A new authority with its first server certificate. */
    static ReportCertificate create(List<String> names, Instant now) throws GeneralSecurityException {
        try {
            var keys = keys();
            var builder = new JcaX509v3CertificateBuilder(
                    AUTHORITY_NAME,
                    serial(),
                    Date.from(now.minus(BEFORE)),
                    Date.from(now.plus(AUTHORITY_LIFE)),
                    AUTHORITY_NAME,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            var certificate = sign(builder, keys.getPrivate());
            return server(certificate, keys.getPrivate(), names, now);
        } catch (CertIOException e) {
            throw new CertificateException(e);
        }
    }

    /** A server certificate of an authority that exists. */
    static ReportCertificate server(X509Certificate authority, PrivateKey authorityKey, List<String> names, Instant now)
            throws GeneralSecurityException {
        try {
            var keys = keys();
            var builder = new JcaX509v3CertificateBuilder(
                    authority,
                    serial(),
                    Date.from(now.minus(BEFORE)),
                    Date.from(now.plus(SERVER_LIFE)),
                    new X500Principal("CN=djl-operator-report"),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority));
            return new ReportCertificate(
                    Pem.write(authority),
                    Pem.write(authorityKey),
                    Pem.write(sign(builder, authorityKey)),
                    Pem.write(keys.getPrivate()));
        } catch (IOException e) {
            throw new CertificateException(e);
        }
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(
                        ReportNames.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static BigInteger serial() {
        return new BigInteger(127, new SecureRandom()).add(BigInteger.ONE);
    }
}
