import { cloudCommand } from "./cloud.ts";
import type { Command } from "./command.ts";
import { completionCommand } from "./completion.ts";
import { costCommand } from "./cost.ts";
import { destroyCommand } from "./destroy.ts";
import { doctorCommand } from "./doctor.ts";
import { driftCommand } from "./drift.ts";
import { outputsCommand } from "./outputs.ts";
import { policyCommand } from "./policy.ts";
import { previewCommand } from "./preview.ts";
import { pricesCommand } from "./prices.ts";
import { recoverCommand } from "./recover.ts";
import { refreshCommand } from "./refresh.ts";
import { reportCommand } from "./report.ts";
import { reviewCommand } from "./review.ts";
import { snapshotCommand } from "./snapshot.ts";
import { statusCommand } from "./status.ts";
import { upCommand } from "./up.ts";

/** Every command, in the order of the help. Help, parsing and completion read this table and nothing else. */
export const COMMANDS: readonly Command[] = [
  upCommand,
  previewCommand,
  reviewCommand,
  snapshotCommand,
  policyCommand,
  driftCommand,
  refreshCommand,
  destroyCommand,
  statusCommand,
  outputsCommand,
  reportCommand,
  costCommand,
  pricesCommand,
  recoverCommand,
  cloudCommand,
  doctorCommand,
  completionCommand,
];
