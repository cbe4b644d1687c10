import type {
  ServerUnaryCall,
  ServiceDefinition,
  sendUnaryData,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type {
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerStackConfigureRequest,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb.js";
import { BadExemptions } from "../exemptions/parse.ts";
import type { Diagnostic, Pack, RuleConfiguration } from "../pack.ts";
import { informationOf, type PackInformation } from "./information.ts";
import { levelFrom, levelTo, severityTo } from "./levels.ts";
import { changedOnWire, plainProperties } from "./plain.ts";
import { plannedOf, stackOf } from "./planned.ts";
import { AnalyzerService, messages, Struct } from "./protocol.ts";
import { ResourceRequest } from "./request.ts";

/** The engine's Analyzer service, with resources unpacked as far as rules look at them. */
export const ANALYZER_SERVICE: ServiceDefinition = {
  ...AnalyzerService,
  analyze: { ...AnalyzerService.analyze, requestDeserialize: (bytes: Buffer) => new ResourceRequest(bytes) },
  remediate: {
    ...AnalyzerService.remediate,
    requestDeserialize: (bytes: Buffer) => new ResourceRequest(bytes),
  },
};

/**
 * Answers the engine's Analyzer service for a pack. `@pulumi/policy` has one too, which hands each resource to each policy,
 * unpacked anew for each: with N rules a preview takes N times as long as with one. Here a resource is unpacked once, and
 * only when a rule is for its type, so the number of rules costs nothing. Pulumi's own CLI and its engine see no difference.
 * @param setup makes the pack, with the stack's configuration where the engine has told it
 */
export function analyzerImplementation(
  setup: (config?: Readonly<Record<string, string>>) => PackSetup,
): UntypedServiceImplementation {
  const asked = new Map<string, ResourceRequest>();
  let config: Readonly<Record<string, string>> | undefined;
  let made: PackSetup | undefined;
  const current = (): PackSetup => {
    made ??= setup(config);
    return made;
  };
  const respond = (diagnostics: readonly Diagnostic[]) => responseOf(diagnostics, current().information);
  return {
    getAnalyzerInfo: unary(() => informationOf(current().pack, current().information)),
    remediate: unary((request: ResourceRequest) => {
      const { pack, information } = current();
      return pack.remediates(request.type)
        ? remediationsOf(pack, request.message, information)
        : new messages.analyzer.RemediateResponse();
    }),
    getPluginInfo: unary(() => {
      const info = new messages.plugin.PluginInfo();
      info.setVersion(current().information.version);
      return info;
    }),
    configure: unary((request: ConfigureAnalyzerRequest) => {
      const configured = new Map<string, RuleConfiguration>();
      for (const [id, entry] of request.getPolicyconfigMap().entries()) {
        configured.set(id, {
          level: levelFrom(entry.getEnforcementlevel()),
          settings: (entry.getProperties()?.toJavaScript() ?? {}) as Record<string, unknown>,
        });
      }
      current().pack.configure(configured);
      return new messages.Empty();
    }),
    // Tags of the stack: no rule looks at them. What its configuration makes wrong is told when the engine asks for rules.
    configureStack: unary((request: AnalyzerStackConfigureRequest) => {
      config = Object.fromEntries(request.getConfigMap().entries());
      made = undefined;
      return new messages.analyzer.AnalyzerStackConfigureResponse();
    }),
    analyze: unary((request: ResourceRequest) => {
      const { pack } = current();
      asked.set(request.urn, request);
      return respond(pack.looksAt(request.type) ? pack.judgeResource(plannedOf(request.message)) : []);
    }),
    analyzeStack: unary(async (request: AnalyzeStackRequest) => {
      const { pack } = current();
      await pack.prepare();
      return respond(pack.judgeStack(stackOf(request.getResourcesList(), asked)));
    }),
  };
}

/** A pack for one stack. */
export interface PackSetup {
  readonly pack: Pack;
  readonly information: PackInformation;
}

/** gRPC's code for a call that can't be answered before somebody mends something. */
const FAILED_PRECONDITION = 9;

/** A call with one answer; what is thrown goes to the engine: what a person can mend as it is, else with its place. */
function unary<Request, Response>(answer: (request: Request) => Response | Promise<Response>) {
  return async (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>): Promise<void> => {
    let response: Response;
    try {
      response = await answer(call.request);
    } catch (error) {
      if (error instanceof BadExemptions) done({ code: FAILED_PRECONDITION, details: error.message });
      else done(new Error(error instanceof Error ? error.stack : String(error)));
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
