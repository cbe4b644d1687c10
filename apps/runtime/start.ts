import { createLog, type Log } from "./log.ts";
import { SettingsError } from "./settings.ts";

/** Exit status of a process that was given wrong settings (sysexits.h: EX_CONFIG). */
const WRONG_SETTINGS = 78;

/** Runs an app's main function; what is wrong with its settings is told without a stack, once. */
export async function start(service: string, main: () => Promise<void>): Promise<void> {
  const log: Log = createLog({ service, level: "info" });
  // A defect. What state the process is in nobody knows, so another one takes its place.
  process.on("uncaughtException", (error) => {
    log.error("a defect ended the process", { error });
    process.exit(1);
  });
  try {
    await main();
  } catch (error) {
    if (error instanceof SettingsError) {
      log.error("wrong settings（环境变量有误）", { problems: error.problems });
      process.exit(WRONG_SETTINGS);
    }
    log.error("it could not start", { error });
    process.exit(1);
  }
}
