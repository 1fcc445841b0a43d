package io.djloperator.operator.report;

import java.util.LinkedHashSet;
import java.util.List;

/** Under which names the endpoint is reached. */
final class ReportNames {
    static final String SERVICE = "djl-operator-report";

    private ReportNames() {}

    /** The URL in a cluster, through the Service. */
    static String url(String namespace) {
        return "https://" + SERVICE + "." + namespace + ".svc" + ReportRequests.PATH;
    }

    /**
     * What the certificate must name: the host of the URL, and where that is the Service, its shorter and its full name.
     *
     * @param namespace the Service's; empty where there is none
     */
    static List<String> of(String host, String namespace) {
        var names = new LinkedHashSet<String>();
        names.add(host);
        if (!namespace.isEmpty()) {
            names.add(SERVICE);
            names.add(SERVICE + "." + namespace);
            names.add(SERVICE + "." + namespace + ".svc");
            names.add(SERVICE + "." + namespace + ".svc.cluster.local");
        }
        return List.copyOf(names);
    }

    /** Whether {@code name} is an address and no name. */
    static boolean isAddress(String name) {
        return name.matches("[0-9.]+") || name.contains(":");
    }
}
