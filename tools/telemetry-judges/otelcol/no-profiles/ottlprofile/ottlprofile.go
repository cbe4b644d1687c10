// Package ottlprofile refuses conditions on profiles. Its namesake is a module that tail sampling's filters import and
// never call for traces, and that Go's module mirror doesn't serve.
package ottlprofile

import (
	"errors"

	"github.com/open-telemetry/opentelemetry-collector-contrib/pkg/ottl"
	"go.opentelemetry.io/collector/component"
)

// ContextName is the name of the context in conditions.
const ContextName = "profile"

var errNoProfiles = errors.New("this build has no profiles")

// TransformContext stands for a profile; there is none.
type TransformContext struct{}

// NewParser always fails.
func NewParser(
	map[string]ottl.Factory[*TransformContext],
	component.TelemetrySettings,
	...ottl.Option[*TransformContext],
) (ottl.Parser[*TransformContext], error) {
	return ottl.Parser[*TransformContext]{}, errNoProfiles
}

// EnablePathContextNames changes nothing.
func EnablePathContextNames() ottl.Option[*TransformContext] {
	return func(*ottl.Parser[*TransformContext]) {}
}

// WithConditionSequenceErrorMode is upstream's, for a context that never is.
func WithConditionSequenceErrorMode(mode ottl.ErrorMode) ottl.ConditionSequenceOption[*TransformContext] {
	return ottl.WithConditionSequenceErrorMode[*TransformContext](mode)
}

// NewConditionSequence is never reached: there is no parser to give it conditions.
func NewConditionSequence(
	conditions []*ottl.Condition[*TransformContext],
	settings component.TelemetrySettings,
	options ...ottl.ConditionSequenceOption[*TransformContext],
) ottl.ConditionSequence[*TransformContext] {
	return ottl.NewConditionSequence(conditions, settings, options...)
}
