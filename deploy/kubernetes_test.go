package deploy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// clusterFaults holds a file against the rules for running in a cluster.
func clusterFaults(text string, names settingNames) []string {
	c, err := readCluster(text)
	if err != nil {
		return []string{err.Error()}
	}
	if len(c.deployment.Spec.Template.Spec.Containers) != 1 {
		return []string{"one container, please"}
	}
	return slices.Concat(c.podFaults(), c.containerFaults(names), c.replicaFaults(), c.networkFaults())
}

func (c cluster) podFaults() []string {
	var f faults
	p := c.deployment.Spec.Template.Spec
	f.want(p.AutomountServiceAccountToken != nil && !*p.AutomountServiceAccountToken, "the service account's token is mounted")
	f.want(p.EnableServiceLinks != nil && !*p.EnableServiceLinks, "the cluster's services are in the environment")
	f.want(p.TerminationGracePeriodSeconds >= 10, "less than 10 s to end")
	f.want(p.SecurityContext.RunAsNonRoot && p.SecurityContext.RunAsUser == nonroot, "it may run as root")
	f.want(p.SecurityContext.FSGroup == nonroot, "the volumes are not the group's")
	f.want(p.SecurityContext.SeccompProfile.Type == "RuntimeDefault", "seccomp is not RuntimeDefault")
	for _, v := range p.Volumes {
		f.want(v.Secret.Name == "" || v.Secret.DefaultMode == 0o400, "the tokens' files have another mode than 0400")
	}
	return f
}

func (c cluster) containerFaults(names settingNames) []string {
	var f faults
	one := c.deployment.Spec.Template.Spec.Containers[0]
	s := one.SecurityContext
	f.want(s.AllowPrivilegeEscalation != nil && !*s.AllowPrivilegeEscalation, "privileges may grow")
	f.want(s.ReadOnlyRootFilesystem, "the root is writable")
	f.want(slices.Equal(s.Capabilities.Drop, []string{"ALL"}), "not all capabilities are dropped")
	f.want(pinned(one.Image), "the image %q has no tag of its own", one.Image)
	f.want(one.Resources.Limits["memory"] != "", "no limit of memory")
	f.want(len(one.Ports) == 1 && one.Ports[0].Port == probePort, "port %d is not declared", probePort)
	f.want(one.LivenessProbe.HTTPGet.Path == "/healthz", "the liveness probe is not /healthz")
	f.want(one.ReadinessProbe.HTTPGet.Path == "/readyz", "the readiness probe is not /readyz")
	for _, p := range []probe{one.LivenessProbe, one.ReadinessProbe} {
		f.want(len(one.Ports) == 1 && p.HTTPGet.Port == one.Ports[0].Name, "a probe asks another port")
	}
	env := map[string]string{}
	for _, e := range one.Env {
		env[e.Name] = e.Value
	}
	f = append(f, names.faults(env)...)
	var writable []string
	for _, m := range one.VolumeMounts {
		if !m.ReadOnly {
			writable = append(writable, m.MountPath)
			continue
		}
		for _, key := range []string{"SLACK_APP_TOKEN_FILE", "SLACK_BOT_TOKEN_FILE"} {
			f.want(strings.HasPrefix(env[key], m.MountPath+"/"), "%s is not in the mounted secret", key)
		}
	}
	f.want(len(writable) == 0 || slices.Equal(writable, []string{"/data"}), "writable: %v", writable)
	return f
}

// replicaFaults: SQLite serves one process, so there is one pod and never two for a moment; PostgreSQL serves several.
func (c cluster) replicaFaults() []string {
	var f faults
	d := c.deployment.Spec
	address := ""
	fromSecret := false
	for _, e := range d.Template.Spec.Containers[0].Env {
		if e.Name == "VERSUS_DATABASE_URL" {
			address, fromSecret = e.Value, e.ValueFrom.SecretKeyRef.Key == "database_url"
		}
	}
	labels := d.Template.Metadata.Labels
	f.want(len(labels) > 0 && equal(labels, d.Selector.MatchLabels), "the deployment selects other pods")
	if strings.HasPrefix(address, "sqlite:///data/") {
		f.want(d.Replicas == 1 && d.Strategy.Type == "Recreate", "SQLite with %d replicas, strategy %s", d.Replicas, d.Strategy.Type)
		f.want(len(c.claims) == 1 && slices.Equal(c.claims[0].Spec.AccessModes, []string{"ReadWriteOnce"}), "SQLite without a volume of its own")
		return f
	}
	f.want(fromSecret, "the database's address %q is neither on the volume nor in the secret", address)
	f.want(d.Replicas >= 2 && d.Replicas <= 3 && d.Strategy.Type == "RollingUpdate", "PostgreSQL with %d replicas, strategy %s", d.Replicas, d.Strategy.Type)
	f.want(len(c.claims) == 0, "PostgreSQL with a volume")
	f.want(len(c.budgets) == 1 && c.budgets[0].Spec.MaxUnavailable == 1 && equal(c.budgets[0].Spec.Selector.MatchLabels, labels), "a drained node may take all replicas")
	return f
}

func (c cluster) networkFaults() []string {
	var f faults
	n := c.network.Spec
	f.want(slices.Equal(n.PolicyTypes, []string{"Ingress", "Egress"}), "the network is not held both ways: %v", n.PolicyTypes)
	f.want(equal(n.PodSelector.MatchLabels, c.deployment.Spec.Template.Metadata.Labels), "the network policy is about other pods")
	allowed := []string{"UDP 53", "TCP 53", "TCP 443"}
	if c.deployment.Spec.Replicas > 1 {
		allowed = append(allowed, "TCP 5432")
	}
	var out []string
	for _, e := range n.Egress {
		f.want(len(e.Ports) > 0, "everything may leave")
		for _, p := range e.Ports {
			out = append(out, fmt.Sprint(p.Protocol, " ", p.Port))
		}
	}
	f.want(slices.Equal(out, allowed), "may leave: %v, want %v", out, allowed)
	for _, i := range n.Ingress {
		f.want(len(i.From) > 0 && len(i.Ports) == 1 && i.Ports[0].Port == probePort, "more than metrics may come in")
	}
	return f
}

// TestCluster holds both variants against the rules, and the example of the secret against what they take from it.
func TestCluster(t *testing.T) {
	names := readSettings(t)
	secrets, err := readCluster(readText(t, "kubernetes/secret.example.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for key, value := range secrets.secrets[0].StringData {
		if !strings.Contains(value, "REPLACE") {
			t.Errorf("the example of the secret holds a value for %s", key)
		}
	}
	for _, file := range []string{"kubernetes/sqlite.yaml", "kubernetes/postgres.yaml"} {
		text := readText(t, file)
		for _, fault := range clusterFaults(text, names) {
			t.Errorf("%s: %s", file, fault)
		}
		c, err := readCluster(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range c.secretKeys() {
			if secrets.secrets[0].StringData[key] == "" {
				t.Errorf("%s takes %s from the secret; the example has none", file, key)
			}
		}
	}
}

// secretKeys are what the pods take from the secret.
func (c cluster) secretKeys() []string {
	var keys []string
	for _, v := range c.deployment.Spec.Template.Spec.Volumes {
		for _, i := range v.Secret.Items {
			keys = append(keys, i.Key)
		}
	}
	for _, e := range c.deployment.Spec.Template.Spec.Containers[0].Env {
		if k := e.ValueFrom.SecretKeyRef.Key; k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}

// TestClusterNotices breaks one thing at a time and looks whether it is said.
func TestClusterNotices(t *testing.T) {
	for _, c := range []struct{ file, old, new, says string }{
		{"sqlite", "replicas: 1", "replicas: 2", "SQLite with 2 replicas"},
		{"sqlite", "{ type: Recreate }", "{ type: RollingUpdate }", "strategy RollingUpdate"},
		{"sqlite", "[ReadWriteOnce]", "[ReadWriteMany]", "without a volume of its own"},
		{"sqlite", "automountServiceAccountToken: false", "automountServiceAccountToken: true", "service account"},
		{"sqlite", "runAsNonRoot: true", "runAsNonRoot: false", "as root"},
		{"sqlite", "RuntimeDefault", "Unconfined", "seccomp"},
		{"sqlite", "drop: [ALL]", "drop: [NET_RAW]", "capabilities"},
		{"sqlite", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "writable"},
		{"sqlite", "readOnlyRootFilesystem", "readOnlyRootFileSystem", "readOnlyRootFileSystem"},
		{"sqlite", "mountPath: /data", "mountPath: /", "writable: [/]"},
		{"sqlite", "versus:0.1.0", "versus:latest", "no tag of its own"},
		{"sqlite", "/readyz", "/ready", "not /readyz"},
		{"sqlite", "VERSUS_HTTP_ADDR", "VERSUS_HTTP_ADDRESS", "VERSUS_HTTP_ADDRESS is no setting"},
		{"sqlite", "0.0.0.0:9090", "127.0.0.1:9090", "VERSUS_HTTP_ADDR"},
		{"sqlite", "        - { protocol: TCP, port: 443 }", "        - { protocol: TCP, port: 443 }\n        - { protocol: TCP, port: 5432 }", "may leave"},
		{"postgres", "replicas: 3", "replicas: 1", "PostgreSQL with 1 replicas"},
		{"postgres", "port: 5432", "port: 5433", "may leave"},
		{"postgres", "key: database_url", "key: slack_bot_token", "neither on the volume nor in the secret"},
		{"postgres", "maxUnavailable: 1\n  selector", "maxUnavailable: 3\n  selector", "drained"},
		{"postgres", "[Ingress, Egress]", "[Ingress]", "both ways"},
	} {
		text := readText(t, "kubernetes/"+c.file+".yaml")
		broken := strings.Replace(text, c.old, c.new, 1)
		if broken == text {
			t.Errorf("%s has no %q", c.file, c.old)
			continue
		}
		if got := strings.Join(clusterFaults(broken, readSettings(t)), "\n"); !strings.Contains(got, c.says) {
			t.Errorf("%s with %q: said %q, want %q", c.file, c.new, got, c.says)
		}
	}
}
