package deploy

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// The types hold every field that the manifests use, and loading is strict: a field written wrongly, which a cluster
// might let pass in silence, is a fault here.
type (
	manifestHead struct {
		APIVersion string `yaml:"apiVersion"`
		Kind       string `yaml:"kind"`
		Metadata   struct {
			Name   string `yaml:"name"`
			Labels labels `yaml:"labels"`
		} `yaml:"metadata"`
	}
	labels   map[string]string
	selector struct {
		MatchLabels labels `yaml:"matchLabels"`
	}
	secretManifest struct {
		manifestHead `yaml:",inline"`
		Type         string            `yaml:"type"`
		StringData   map[string]string `yaml:"stringData"`
	}
	claim struct {
		manifestHead `yaml:",inline"`
		Spec         struct {
			AccessModes []string `yaml:"accessModes"`
			Resources   struct {
				Requests map[string]string `yaml:"requests"`
			} `yaml:"resources"`
		} `yaml:"spec"`
	}
	disruption struct {
		manifestHead `yaml:",inline"`
		Spec         struct {
			MaxUnavailable int      `yaml:"maxUnavailable"`
			Selector       selector `yaml:"selector"`
		} `yaml:"spec"`
	}
	networkPort struct {
		Protocol string `yaml:"protocol"`
		Port     int    `yaml:"port"`
	}
	network struct {
		manifestHead `yaml:",inline"`
		Spec         struct {
			PodSelector selector `yaml:"podSelector"`
			PolicyTypes []string `yaml:"policyTypes"`
			Ingress     []struct {
				From []struct {
					NamespaceSelector selector `yaml:"namespaceSelector"`
				} `yaml:"from"`
				Ports []networkPort `yaml:"ports"`
			} `yaml:"ingress"`
			Egress []struct {
				Ports []networkPort `yaml:"ports"`
			} `yaml:"egress"`
		} `yaml:"spec"`
	}
	deployment struct {
		manifestHead `yaml:",inline"`
		Spec         struct {
			Replicas int `yaml:"replicas"`
			Strategy struct {
				Type          string         `yaml:"type"`
				RollingUpdate map[string]int `yaml:"rollingUpdate"`
			} `yaml:"strategy"`
			Selector selector `yaml:"selector"`
			Template struct {
				Metadata struct {
					Labels labels `yaml:"labels"`
				} `yaml:"metadata"`
				Spec pod `yaml:"spec"`
			} `yaml:"template"`
		} `yaml:"spec"`
	}
	pod struct {
		AutomountServiceAccountToken  *bool `yaml:"automountServiceAccountToken"`
		EnableServiceLinks            *bool `yaml:"enableServiceLinks"`
		TerminationGracePeriodSeconds int   `yaml:"terminationGracePeriodSeconds"`
		SecurityContext               struct {
			RunAsNonRoot   bool `yaml:"runAsNonRoot"`
			RunAsUser      int  `yaml:"runAsUser"`
			RunAsGroup     int  `yaml:"runAsGroup"`
			FSGroup        int  `yaml:"fsGroup"`
			SeccompProfile struct {
				Type string `yaml:"type"`
			} `yaml:"seccompProfile"`
		} `yaml:"securityContext"`
		Spread []struct {
			MaxSkew           int      `yaml:"maxSkew"`
			TopologyKey       string   `yaml:"topologyKey"`
			WhenUnsatisfiable string   `yaml:"whenUnsatisfiable"`
			LabelSelector     selector `yaml:"labelSelector"`
		} `yaml:"topologySpreadConstraints"`
		Containers []container `yaml:"containers"`
		Volumes    []struct {
			Name  string `yaml:"name"`
			Claim struct {
				Name string `yaml:"claimName"`
			} `yaml:"persistentVolumeClaim"`
			Secret struct {
				Name        string `yaml:"secretName"`
				DefaultMode int    `yaml:"defaultMode"`
				Items       []struct {
					Key  string `yaml:"key"`
					Path string `yaml:"path"`
				} `yaml:"items"`
			} `yaml:"secret"`
		} `yaml:"volumes"`
	}
	container struct {
		Name  string `yaml:"name"`
		Image string `yaml:"image"`
		Env   []struct {
			Name      string `yaml:"name"`
			Value     string `yaml:"value"`
			ValueFrom struct {
				SecretKeyRef struct {
					Name string `yaml:"name"`
					Key  string `yaml:"key"`
				} `yaml:"secretKeyRef"`
			} `yaml:"valueFrom"`
		} `yaml:"env"`
		Ports []struct {
			Name string `yaml:"name"`
			Port int    `yaml:"containerPort"`
		} `yaml:"ports"`
		LivenessProbe  probe `yaml:"livenessProbe"`
		ReadinessProbe probe `yaml:"readinessProbe"`
		Resources      struct {
			Requests map[string]string `yaml:"requests"`
			Limits   map[string]string `yaml:"limits"`
		} `yaml:"resources"`
		SecurityContext struct {
			AllowPrivilegeEscalation *bool `yaml:"allowPrivilegeEscalation"`
			ReadOnlyRootFilesystem   bool  `yaml:"readOnlyRootFilesystem"`
			Capabilities             struct {
				Drop []string `yaml:"drop"`
			} `yaml:"capabilities"`
		} `yaml:"securityContext"`
		VolumeMounts []struct {
			Name      string `yaml:"name"`
			MountPath string `yaml:"mountPath"`
			ReadOnly  bool   `yaml:"readOnly"`
		} `yaml:"volumeMounts"`
	}
	probe struct {
		HTTPGet struct {
			Path string `yaml:"path"`
			Port string `yaml:"port"`
		} `yaml:"httpGet"`
		PeriodSeconds    int `yaml:"periodSeconds"`
		TimeoutSeconds   int `yaml:"timeoutSeconds"`
		FailureThreshold int `yaml:"failureThreshold"`
	}
)

// A cluster is what one file applies.
type cluster struct {
	deployment deployment
	network    network
	claims     []claim
	budgets    []disruption
	secrets    []secretManifest
}

// readCluster loads a file of several documents, each strictly.
func readCluster(text string) (cluster, error) {
	var c cluster
	for part := range strings.SplitSeq(text, "\n---\n") {
		var head struct {
			Kind string `yaml:"kind"`
		}
		if err := yaml.Load([]byte(part), &head); err != nil {
			return c, err
		}
		var err error
		switch head.Kind {
		case "Deployment":
			err = yaml.Load([]byte(part), &c.deployment, yaml.WithKnownFields())
		case "NetworkPolicy":
			err = yaml.Load([]byte(part), &c.network, yaml.WithKnownFields())
		case "PersistentVolumeClaim":
			c.claims = append(c.claims, claim{})
			err = yaml.Load([]byte(part), &c.claims[len(c.claims)-1], yaml.WithKnownFields())
		case "PodDisruptionBudget":
			c.budgets = append(c.budgets, disruption{})
			err = yaml.Load([]byte(part), &c.budgets[len(c.budgets)-1], yaml.WithKnownFields())
		case "Secret":
			c.secrets = append(c.secrets, secretManifest{})
			err = yaml.Load([]byte(part), &c.secrets[len(c.secrets)-1], yaml.WithKnownFields())
		default:
			err = fmt.Errorf("kind %q is not known here", head.Kind)
		}
		if err != nil {
			return c, fmt.Errorf("%s: %w", head.Kind, err)
		}
	}
	return c, nil
}
