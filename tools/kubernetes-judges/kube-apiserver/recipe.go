// The recipe of a kube-apiserver: the module's go.mod pins Kubernetes and, by replacements, the parts that its
// own repository keeps in staging. The command that is built is Kubernetes' own; this file only makes go.mod whole.
package recipe

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver/app"
)
