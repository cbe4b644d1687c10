// Command vsphere-functions prints the facts of the vSphere provider's functions (data sources) and of
// its own configuration, in the form of the resources' facts. It takes the place of the main.go of the
// provider's checking build, so that it is built with the same module versions.
package main

import (
	"log"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/helper/schema"
	"github.com/hashicorp/terraform-provider-vsphere/vsphere"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shimv1 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v1"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"

	"hougu/conformance/facts"
)

// function turns vsphere_compute_cluster into getComputeCluster.
func function(tf string) string {
	name := "get"
	for _, part := range strings.Split(strings.TrimPrefix(tf, "vsphere_"), "_") {
		name += strings.ToUpper(part[:1]) + part[1:]
	}
	return name
}

func main() {
	upstream := vsphere.Provider().(*schema.Provider)
	configuration := "vsphere_provider_configuration"
	all := &schema.Provider{ResourcesMap: map[string]*schema.Resource{
		configuration: {Schema: upstream.Schema},
	}}
	info := tfbridge.ProviderInfo{Name: "vsphere", Version: os.Args[1], Resources: map[string]*tfbridge.ResourceInfo{
		configuration: {Tok: "pulumi:providers:vsphere"},
	}}
	for name, source := range upstream.DataSourcesMap {
		get := function(name)
		all.ResourcesMap[name] = source
		info.Resources[name] = &tfbridge.ResourceInfo{Tok: tokens.Type("vsphere:index/" + get + ":" + get)}
	}
	info.P = shimv1.NewProvider(all)
	if err := facts.Write(os.Stdout, info, all, os.Args[2]); err != nil {
		log.Fatal(err)
	}
}
