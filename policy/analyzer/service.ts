import type { ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import type {
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Diagnostic, Pack, RuleConfiguration } from "../pack.ts";
import { informationOf, type PackInformation } from "./information.ts";
import { levelFrom, levelTo, severityTo } from "./levels.ts";
import { changedOnWire, plainProperties } from "./plain.ts";
import { plannedOf, stackOf } from "./planned.ts";
import { AnalyzerService, messages, Struct } from "./protocol.ts";

/** A service that refuses each run: what the pack was told to honour, it can't. */
export function refusingService(error: Error): UntypedServiceImplementation {
  const refuse = (_: unknown, done: sendUnaryData<never>): void =>
    done({ code: FAILED_PRECONDITION, details: error.message });
  return Object.fromEntries(Object.keys(AnalyzerService).map((call) => [call, refuse]));
}

/** gRPC's code for a call that can't be made before somebody mends something. */
const FAILED_PRECONDITION = 9;

/**
 * The engine's Analyzer service for a pack. `@pulumi/policy` has one too, which hands each resource to each policy,
 * unpacked anew for each: with N rules a preview takes N times as long as with one. Here a resource is unpacked once, and
 * only when a rule is for its type, so the number of rules costs nothing. Pulumi's own CLI and its engine see no difference.
 */
export function analyzerService(pack: Pack, information: PackInformation): UntypedServiceImplementation {
  const asked = new Map<string, AnalyzeRequest>();
  const respond = (diagnostics: readonly Diagnostic[]) => responseOf(diagnostics, information);
  return {
    getAnalyzerInfo: unary(() => informationOf(pack, information)),
    remediate: unary((request: AnalyzeRequest) =>
      pack.remediates(request.getType())
        ? remediationsOf(pack, request, information)
        : new messages.analyzer.RemediateResponse(),
    ),
    getPluginInfo: unary(() => {
      const info = new messages.plugin.PluginInfo();
      info.setVersion(information.version);
      return info;
    }),
    configure: unary((request: ConfigureAnalyzerRequest) => {
      const configured = new Map<string, RuleConfiguration>();
      for (const [id, config] of request.getPolicyconfigMap().entries()) {
        configured.set(id, {
          level: levelFrom(config.getEnforcementlevel()),
          settings: (config.getProperties()?.toJavaScript() ?? {}) as Record<string, unknown>,
        });
      }
      pack.configure(configured);
      return new messages.Empty();
    }),
    // Tags of the stack: no rule looks at them.
    configureStack: unary(() => new messages.analyzer.AnalyzerStackConfigureResponse()),
    analyze: unary((request: AnalyzeRequest) => {
      asked.set(request.getUrn(), request);
      return respond(pack.looksAt(request.getType()) ? pack.judgeResource(plannedOf(request)) : []);
    }),
    analyzeStack: unary((request: AnalyzeStackRequest) =>
      respond(pack.judgeStack(stackOf(request.getResourcesList(), asked))),
    ),
  };
}

/** A call that answers at once; what is thrown goes to the engine with its place in the code. */
function unary<Request, Response>(answer: (request: Request) => Response) {
  return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>): void => {
    let response: Response;
    try {
      response = answer(call.request);
    } catch (error) {
      done(new Error(error instanceof Error ? error.stack : String(error)));
      return;
    }
    done(null, response);
  };
}

/** Each remediation bears the whole resource as those before it left it; the engine takes the last. */
function remediationsOf(
  pack: Pack,
  request: AnalyzeRequest,
  { name, version }: PackInformation,
): RemediateResponse {
  let wire: object = request.getProperties()?.toJavaScript() ?? {};
  const planned = plannedOf(request);
  const made: object[] = [];
  const remediations = pack.remediate(planned, (_, changes) => {
    wire = changedOnWire(wire, changes);
    made.push(wire);
    return { ...planned, props: plainProperties(wire as Readonly<Record<string, unknown>>) };
  });
  const response = new messages.analyzer.RemediateResponse();
  response.setRemediationsList(
    remediations.map(({ rule, description }, index) => {
      const remediation = new messages.analyzer.Remediation();
      remediation.setPolicyname(rule);
      remediation.setPolicypackname(name);
      remediation.setPolicypackversion(version);
      remediation.setDescription(description);
      remediation.setProperties(Struct.fromJavaScript(made[index] ?? wire));
      return remediation;
    }),
  );
  return response;
}

function responseOf(diagnostics: readonly Diagnostic[], { name, version }: PackInformation): AnalyzeResponse {
  const response = new messages.analyzer.AnalyzeResponse();
  response.setDiagnosticsList(
    diagnostics.map((diagnostic) => {
      const wire = new messages.analyzer.AnalyzeDiagnostic();
      wire.setPolicyname(diagnostic.rule);
      wire.setPolicypackname(name);
      wire.setPolicypackversion(version);
      wire.setDescription(diagnostic.description);
      wire.setMessage(diagnostic.message);
      wire.setEnforcementlevel(levelTo(diagnostic.level));
      wire.setSeverity(severityTo(diagnostic.severity));
      if (diagnostic.urn !== undefined) wire.setUrn(diagnostic.urn);
      return wire;
    }),
  );
  return response;
}
