//go:build tools

// Names what is built from this module, so that `go mod tidy` keeps it.
package tools

import _ "github.com/opentofu/opentofu/cmd/tofu"
