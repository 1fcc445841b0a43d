package io.djloperator.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.PodSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodAllowListTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String POD = """
            automountServiceAccountToken: false
            enableServiceLinks: false
            restartPolicy: Never
            securityContext: {runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000, seccompProfile: {type: RuntimeDefault}}
            containers:
            - name: trainer
              image: example/trainer:1
              resources: {limits: {cpu: "1"}, requests: {cpu: "1"}}
              env: [{name: A, value: b}]
              securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
              volumeMounts: [{name: scratch, mountPath: /tmp}]
            volumes:
            - {name: scratch, emptyDir: {sizeLimit: 10Gi}}
            """;

    @Test
    void leastPodIsAllowed() {
        assertThat(PodAllowList.TRAINING.problem(pod())).isEmpty();
        assertThat(RestrictedRules.violations(pod())).isEmpty();
    }

    /** Each is laid over the pod that is allowed; the middle column is the path that the refusal names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{hostNetwork: true}                                                                   | spec.hostNetwork",
                "{hostNetwork: false}                                                                  | spec.hostNetwork",
                "{hostPID: true}                                                                       | spec.hostPID",
                "{hostIPC: true}                                                                       | spec.hostIPC",
                "{hostUsers: true}                                                                     | spec.hostUsers",
                "{hostAliases: [{ip: 10.0.0.1, hostnames: [a]}]}                                       | spec.hostAliases",
                "{shareProcessNamespace: true}                                                         | spec.shareProcessNamespace",
                "{nodeName: node-1}                                                                    | spec.nodeName",
                "{schedulerName: mine}                                                                 | spec.schedulerName",
                "{priority: 2000001000}                                                                | spec.priority",
                "{preemptionPolicy: Never}                                                             | spec.preemptionPolicy",
                "{runtimeClassName: kata}                                                              | spec.runtimeClassName",
                "{imagePullSecrets: [{name: theirs}]}                                                  | spec.imagePullSecrets",
                "{dnsPolicy: None}                                                                     | spec.dnsPolicy",
                "{dnsConfig: {nameservers: [10.0.0.1]}}                                                | spec.dnsConfig",
                "{hostname: api}                                                                       | spec.hostname",
                "{setHostnameAsFQDN: true}                                                             | spec.setHostnameAsFQDN",
                "{schedulingGates: [{name: never}]}                                                    | spec.schedulingGates",
                "{overhead: {cpu: 1}}                                                                  | spec.overhead",
                "{initContainers: [{name: a, image: b}]}                                               | spec.initContainers",
                "{ephemeralContainers: [{name: a, image: b}]}                                          | spec.ephemeralContainers",
                "{restartPolicy: Always}                                                               | spec.restartPolicy",
                "{automountServiceAccountToken: true}                                                  | spec.automountServiceAccountToken",
                "{automountServiceAccountToken: null}                                                  | spec.automountServiceAccountToken",
                "{enableServiceLinks: true}                                                            | spec.enableServiceLinks",
                "{securityContext: null}                                                               | spec.securityContext",
                "{securityContext: {runAsNonRoot: false}}                                              | spec.securityContext.runAsNonRoot",
                "{securityContext: {runAsUser: 0}}                                                     | spec.securityContext.runAsUser",
                "{securityContext: {runAsGroup: 0}}                                                    | spec.securityContext.runAsGroup",
                "{securityContext: {fsGroup: 0}}                                                       | spec.securityContext.fsGroup",
                "{securityContext: {supplementalGroups: [0]}}                                          | spec.securityContext.supplementalGroups",
                "{securityContext: {sysctls: [{name: kernel.msgmax, value: 1}]}}                       | spec.securityContext.sysctls",
                "{securityContext: {seccompProfile: {type: Unconfined}}}                               | spec.securityContext.seccompProfile.type",
                "{securityContext: {seccompProfile: null}}                                             | spec.securityContext.seccompProfile",
                "{securityContext: {seLinuxOptions: {type: spc_t}}}                                    | spec.securityContext.seLinuxOptions",
                "{securityContext: {appArmorProfile: {type: Unconfined}}}                              | spec.securityContext.appArmorProfile",
                "{securityContext: {windowsOptions: {hostProcess: true}}}                              | spec.securityContext.windowsOptions",
                "{affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, namespaces: [b]}]}}} |"
                        + " spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces",
                "{affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, namespaceSelector: {matchLabels: {b: c}}}]}}}"
                        + " | spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaceSelector",
                "{containers: []}                                                                      | spec.containers",
            })
    void anyOtherFieldOfAPodIsRefused(String other, String path) {
        assertThat(PodAllowList.TRAINING.problem(pod(other)).orElseThrow()).contains("`" + path + "`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{securityContext: {privileged: true}}                          | securityContext.privileged",
                "{securityContext: {privileged: false}}                         | securityContext.privileged",
                "{securityContext: null}                                        | securityContext",
                "{securityContext: {allowPrivilegeEscalation: true}}            | securityContext.allowPrivilegeEscalation",
                "{securityContext: {allowPrivilegeEscalation: null}}            | securityContext.allowPrivilegeEscalation",
                "{securityContext: {readOnlyRootFilesystem: false}}             | securityContext.readOnlyRootFilesystem",
                "{securityContext: {capabilities: {add: [NET_ADMIN]}}}          | securityContext.capabilities.add",
                "{securityContext: {capabilities: {drop: []}}}                  | securityContext.capabilities",
                "{securityContext: {capabilities: {drop: [NET_RAW]}}}           | securityContext.capabilities.drop[0]",
                "{securityContext: {runAsUser: 0}}                              | securityContext.runAsUser",
                "{securityContext: {runAsNonRoot: false}}                       | securityContext.runAsNonRoot",
                "{securityContext: {procMount: Unmasked}}                       | securityContext.procMount",
                "{securityContext: {seccompProfile: {type: Unconfined}}}        | securityContext.seccompProfile",
                "{ports: [{containerPort: 80, hostPort: 80}]}                   | ports",
                "{envFrom: [{secretRef: {name: theirs}}]}                       | envFrom",
                "{env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}]} | env[0].valueFrom.secretKeyRef",
                "{env: [{name: A, valueFrom: {configMapKeyRef: {name: a, key: b}}}]} | env[0].valueFrom.configMapKeyRef",
                "{env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]} | env[0].valueFrom.fieldRef.fieldPath",
                "{lifecycle: {preStop: {exec: {command: [a]}}}}                 | lifecycle",
                "{livenessProbe: {httpGet: {host: 10.0.0.1, port: 80}}}         | livenessProbe",
                "{volumeDevices: [{name: a, devicePath: /dev/sda}]}             | volumeDevices",
                "{volumeMounts: [{name: a, mountPath: /a, mountPropagation: Bidirectional}]} | volumeMounts[0].mountPropagation",
                "{volumeMounts: [{name: a, mountPath: /a, subPathExpr: $(A)}]}  | volumeMounts[0].subPathExpr",
                "{terminationMessagePath: /etc/passwd}                          | terminationMessagePath",
                "{imagePullPolicy: Never}                                       | imagePullPolicy",
                "{stdin: true}                                                  | stdin",
                "{tty: true}                                                    | tty",
                "{workingDir: /}                                                | workingDir",
                "{restartPolicy: Always}                                        | restartPolicy",
                "{resources: null}                                              | resources",
                "{resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]} | resizePolicy",
            })
    void anyOtherFieldOfAContainerIsRefused(String other, String path) {
        var pod = tree();
        merge((ObjectNode) pod.at("/containers/0"), yaml(other));
        assertThat(PodAllowList.TRAINING.problem(spec(pod)).orElseThrow())
                .contains("`spec.containers[0]." + path + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hostPath: {path: /}",
                "secret: {secretName: theirs}",
                "nfs: {server: a, path: /}",
                "csi: {driver: a}",
                "iscsi: {lun: 0, iqn: a, targetPortal: b}",
                "ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}",
                "image: {reference: a}",
                "gitRepo: {repository: a}",
                "awsElasticBlockStore: {volumeID: a}",
                "fc: {lun: 0}",
                "flexVolume: {driver: a}",
                "cephfs: {monitors: [a]}",
                "rbd: {monitors: [a], image: b}",
                "downwardAPI: {items: [{path: a, fieldRef: {fieldPath: metadata.name}}]}",
                "emptyDir: {}",
                "emptyDir: {medium: HugePages, sizeLimit: 1Gi}",
                "projected: {sources: [{secret: {name: theirs}}]}",
                "projected: {sources: [{configMap: {name: theirs}}]}",
                "projected: {sources: [{serviceAccountToken: {path: token}}]}",
                "projected: {sources: [{serviceAccountToken: {path: token, audience: 'https://kubernetes.default.svc'}}]}",
                "projected: {sources: [{downwardAPI: {items: [{path: a, fieldRef: {fieldPath: spec.nodeName}}]}}]}",
                "projected: {defaultMode: 511, sources: []}",
                "configMap: {name: a, defaultMode: 511}"
            })
    void anyOtherVolumeIsRefused(String source) {
        var pod = tree();
        ((com.fasterxml.jackson.databind.node.ArrayNode) pod.path("volumes"))
                .add(yaml("{name: other, " + source + "}"));
        assertThat(PodAllowList.TRAINING.problem(spec(pod)).orElseThrow()).contains("`spec.volumes[1].");
    }

    /** What Kubernetes may add one day reaches us as a field that the client's model does not know. */
    @Test
    void fieldThatNobodyKnowsYetIsRefused() {
        var pod = pod();
        pod.setAdditionalProperty("hostEverything", true);
        assertThat(PodAllowList.TRAINING.problem(pod).orElseThrow()).contains("`spec.hostEverything`");
    }

    @Test
    void checkedGivesThePodBackOrRefusesIt() {
        var pod = pod();
        assertThat(PodAllowList.TRAINING.checked(pod)).isSameAs(pod);
        pod.setHostNetwork(true);
        assertThatThrownBy(() -> PodAllowList.TRAINING.checked(pod))
                .isInstanceOf(ForbiddenPodException.class)
                .hasMessage("the pod would have `spec.hostNetwork`, which is not on the list of what it may have");
    }

    @Test
    void servingPodsMayHaveProbesButNoClaimsOfDevices() {
        var pod = tree();
        pod.remove("restartPolicy");
        merge(
                (ObjectNode) pod.at("/containers/0"),
                yaml("{readinessProbe: {httpGet: {path: /ready, port: 8082}, periodSeconds: 5}}"));
        assertThat(PodAllowList.SERVING.problem(spec(pod))).isEmpty();
        assertThat(PodAllowList.TRAINING.problem(spec(pod))).isPresent();
        pod.set("initContainers", yaml("[{name: fetch, image: example/trainer:1}]"));
        assertThat(PodAllowList.SERVING.problem(spec(pod)).orElseThrow()).contains("`spec.initContainers[0].");
    }

    private static PodSpec pod() {
        return spec(tree());
    }

    private static PodSpec pod(String other) {
        var pod = tree();
        merge(pod, yaml(other));
        return spec(pod);
    }

    private static ObjectNode tree() {
        return (ObjectNode) yaml(POD);
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static PodSpec spec(JsonNode pod) {
        return YAML.convertValue(pod, PodSpec.class);
    }

    private static void merge(ObjectNode below, JsonNode over) {
        over.properties().forEach(field -> {
            if (field.getValue().isObject() && below.path(field.getKey()).isObject()) {
                merge((ObjectNode) below.get(field.getKey()), field.getValue());
            } else {
                below.set(field.getKey(), field.getValue());
            }
        });
    }
}
