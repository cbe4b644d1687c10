import { stringify } from "yaml";
import { DASHBOARDS_FOLDER } from "./places.ts";

/** Where Grafana finds its pages. A file that is gone takes its page with it; nobody changes one in the browser. */
export function dashboardProvider(): string {
  const file = {
    apiVersion: 1,
    providers: [
      {
        name: "hougu",
        orgId: 1,
        folder: "Hougu",
        folderUid: "hougu",
        type: "file",
        disableDeletion: false,
        allowUiUpdates: false,
        updateIntervalSeconds: 30,
        options: { path: DASHBOARDS_FOLDER, foldersFromFilesStructure: false },
      },
    ],
  };
  return `# Made by Hougu. Change the program, not this file.\n${stringify(file, { lineWidth: 0 })}`;
}
