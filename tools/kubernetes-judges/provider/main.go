// Pulumi's own Kubernetes provider, built from its Go module where no plugin can be downloaded. Its repository makes
// the schema that the command embeds while it is built, and keeps it out of the module; nothing but `pulumi package`
// commands ask for it, so this one says only its name.
package main

import (
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version"
)

func main() {
	provider.Serve("kubernetes", version.Version, []byte(`{"name":"kubernetes"}`), []byte(`{}`))
}
