import { writeReport } from "../report/write-report.ts";
import { exportStack } from "../stack/deployment.ts";
import { openStack } from "../stack/open-stack.ts";
import type { Command } from "./command.ts";

export const reportCommand: Command = {
  name: "report",
  summary: { en: "Write the HTML report again and print its path.", zh: "重新生成 HTML 报告并输出其路径。" },
  description: {
    en: "Writes one HTML file with a drawing of the environment as it is in the state, its network openings and its resources. It loads nothing from the network and holds no secret.",
    zh: "生成一个 HTML 文件，包含当前状态下的环境拓扑图、网络放行规则和资源清单。不加载任何网络资源，也不含任何机密。",
  },
  options: [],
  examples: [
    {
      line: "npx hougu report --stack dev --sandbox",
      summary: { en: "The report of dev.", zh: "生成 dev 的报告。" },
    },
  ],
  run: async (context) => {
    const open = await openStack(context);
    const report = await writeReport(open, await exportStack(open), context.invocation.lang);
    context.terminal.print(report);
    return { document: { stack: open.target.stack, report } };
  },
};
