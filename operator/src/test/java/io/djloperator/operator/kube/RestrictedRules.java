package io.djloperator.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Pod Security Standards' levels {@code baseline} and {@code restricted} as the documentation of Kubernetes 1.35 words them, written anew for the
 * tests: an oracle that knows nothing of our list.
 */
public final class RestrictedRules {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final Set<String> VOLUMES = Set.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");
    private static final Set<String> SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes");

    private final List<String> violations = new ArrayList<>();

    private RestrictedRules() {}

    /** Every rule that {@code pod} breaks. */
    public static List<String> violations(PodSpec pod) {
        var rules = new RestrictedRules();
        rules.pod(JSON.convertValue(pod, JsonNode.class));
        return rules.violations;
    }

    private void pod(JsonNode pod) {
        for (var name : List.of("hostNetwork", "hostPID", "hostIPC")) {
            forbid(pod.path(name).asBoolean(), name);
        }
        for (var volume : pod.path("volumes")) {
            volume.fieldNames()
                    .forEachRemaining(
                            type -> forbid(!type.equals("name") && !VOLUMES.contains(type), "volume " + type));
        }
        for (var sysctl : pod.at("/securityContext/sysctls")) {
            forbid(!SYSCTLS.contains(sysctl.path("name").asText()), "sysctl " + sysctl.path("name"));
        }
        context(pod.path("securityContext"), "pod");
        for (var list : List.of("containers", "initContainers", "ephemeralContainers")) {
            for (var container : pod.path(list)) {
                container(container, pod.path("securityContext"));
            }
        }
    }

    private void container(JsonNode container, JsonNode ofPod) {
        var context = container.path("securityContext");
        context(context, "container");
        forbid(context.path("privileged").asBoolean(), "privileged");
        forbid(
                !context.path("allowPrivilegeEscalation").isBoolean()
                        || context.path("allowPrivilegeEscalation").asBoolean(),
                "allowPrivilegeEscalation");
        forbid(
                !context.path("procMount").isMissingNode()
                        && !context.path("procMount").asText().equals("Default"),
                "procMount");
        forbid(!either(context, ofPod, "runAsNonRoot").asBoolean(), "runAsNonRoot");
        var seccomp = either(context, ofPod, "seccompProfile").path("type").asText();
        forbid(!seccomp.equals("RuntimeDefault") && !seccomp.equals("Localhost"), "seccompProfile");
        var drops = new ArrayList<String>();
        context.at("/capabilities/drop").forEach(drop -> drops.add(drop.asText()));
        forbid(!drops.contains("ALL"), "capabilities.drop");
        context.at("/capabilities/add")
                .forEach(add -> forbid(!add.asText().equals("NET_BIND_SERVICE"), "capabilities.add " + add));
        container.path("ports").forEach(port -> forbid(port.path("hostPort").asInt() != 0, "hostPort"));
        hosts(container);
    }

    /** Probes and handlers may reach the pod only. */
    private void hosts(JsonNode container) {
        for (var holder : List.of(
                "/startupProbe", "/readinessProbe", "/livenessProbe", "/lifecycle/postStart", "/lifecycle/preStop")) {
            for (var way : List.of("/httpGet/host", "/tcpSocket/host")) {
                forbid(!container.at(holder + way).asText().isEmpty(), holder + way);
            }
        }
    }

    private void context(JsonNode context, String where) {
        forbid(context.path("runAsUser").isInt() && context.path("runAsUser").asInt() == 0, where + " runAsUser 0");
        forbid(context.at("/windowsOptions/hostProcess").asBoolean(), where + " hostProcess");
        var selinux = context.at("/seLinuxOptions");
        forbid(
                !selinux.path("user").asText().isEmpty()
                        || !selinux.path("role").asText().isEmpty(),
                where + " seLinuxOptions");
        var type = selinux.path("type").asText();
        forbid(
                !Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t")
                        .contains(type),
                where + " seLinux type");
        var apparmor = context.at("/appArmorProfile/type").asText();
        forbid(!Set.of("", "RuntimeDefault", "Localhost").contains(apparmor), where + " appArmorProfile");
        var seccomp = context.at("/seccompProfile/type").asText();
        forbid(seccomp.equals("Unconfined"), where + " seccompProfile");
    }

    private static JsonNode either(JsonNode first, JsonNode second, String name) {
        var found = first.path(name);
        return found instanceof MissingNode ? second.path(name) : found;
    }

    private void forbid(boolean isBroken, String rule) {
        if (isBroken) {
            violations.add(rule);
        }
    }
}
