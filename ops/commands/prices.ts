import { Failure } from "../cli/failure.ts";
import { readConfiguration } from "../stack/configuration.ts";
import { targetOf } from "../stack/target.ts";
import type { Command, CommandContext } from "./command.ts";

/** The Chinese site's: prices in yuan. */
const ENDPOINT = "business.aliyuncs.com";

export const pricesCommand: Command = {
  name: "prices",
  summary: {
    en: "Ask Alibaba Cloud for today's prices of the catalogue.",
    zh: "向阿里云查询价格目录的最新价格。",
  },
  description: {
    en: "`prices refresh` asks Alibaba Cloud's pricing API, with its official SDK, for every price of the stack's region that has a documented pricing module, and keeps the answers in HOUGU_HOME/prices.json, where `hougu cost` prefers them to the catalogue's own. Prices in another currency are refused, never converted; what can't be asked stays as it is, and is counted. Credentials: ALICLOUD_ACCESS_KEY, ALICLOUD_SECRET_KEY.",
    zh: "`prices refresh` 通过官方 SDK 调用阿里云询价接口，查询本环境所在地域中所有有公开计价模块的价格，结果保存在 HOUGU_HOME/prices.json，`hougu cost` 会优先采用。其他币种的价格一律拒绝，不做换算；无法查询的保持不变并给出数量。凭证：ALICLOUD_ACCESS_KEY、ALICLOUD_SECRET_KEY。",
  },
  operands: {
    placeholder: "refresh",
    choices: ["refresh"],
    summary: { en: "What to do.", zh: "要执行的操作。" },
  },
  options: [
    {
      name: "endpoint",
      type: "string",
      placeholder: "host[:port]",
      default: ENDPOINT,
      summary: {
        en: "Another endpoint, e.g. that of `hougu cloud`; one with a port is asked by plain HTTP.",
        zh: "其他接入点，例如 `hougu cloud`；带端口时使用 HTTP。",
      },
    },
  ],
  examples: [
    {
      line: "npx hougu prices refresh --stack prod",
      summary: { en: "Today's prices in prod's region.", zh: "查询 prod 所在地域的最新价格。" },
    },
  ],
  run: async (context) => {
    const { terminal, invocation } = context;
    const { lang, flags } = invocation;
    const access = credentialsIn(context);
    const target = targetOf(context);
    const { region } = readConfiguration(target);
    const endpoint = typeof flags.endpoint === "string" ? flags.endpoint : ENDPOINT;
    const { PRICES } = await import("../../cost/catalogue/catalogue.ts");
    const { bssAsk } = await import("../../cost/refresh/bss-client.ts");
    const { refresh } = await import("../../cost/refresh/refresh.ts");
    const { writeRefreshed } = await import("../cost/refreshed-prices.ts");
    const protocol = endpoint.includes(":") ? "HTTP" : "HTTPS";
    const today = new Date().toISOString().slice(0, 10);
    const found = await refresh(PRICES, region, bssAsk({ ...access, endpoint, protocol }), today);
    const file = found.prices.length > 0 ? writeRefreshed(target.home, found.prices) : undefined;
    const counts = {
      en: `${found.prices.length} prices refreshed, ${found.refused.length} refused, ${found.unasked.length} without a documented question`,
      zh: `更新 ${found.prices.length} 个价格，拒绝 ${found.refused.length} 个，${found.unasked.length} 个没有公开的询价方式`,
    };
    terminal.print(counts[lang]);
    const reasons = Map.groupBy(found.refused, ({ reason }) => reason);
    for (const [reason, members] of reasons)
      terminal.print(
        terminal.style.faint(
          `  ${members.length} × ${reason} (${members[0]?.price.sku}${members.length > 1 ? ", ..." : ""})`,
        ),
      );
    if (file) terminal.print(file);
    if (found.prices.length === 0) throw nothingNew(counts);
    return {
      document: {
        region,
        file: file ?? null,
        refreshed: found.prices,
        refused: found.refused.map(({ price, reason }) => ({ sku: price.sku, term: price.term, reason })),
        unasked: found.unasked.map(({ sku, term }) => ({ sku, term })),
      },
    };
  },
};

function credentialsIn({ env }: CommandContext) {
  const [accessKeyId, accessKeySecret] = [env.ALICLOUD_ACCESS_KEY, env.ALICLOUD_SECRET_KEY];
  if (accessKeyId && accessKeySecret) return { accessKeyId, accessKeySecret };
  throw new Failure(
    "usage",
    { en: "prices are asked for with an account's key", zh: "查询价格需要账号的访问密钥" },
    {
      hint: {
        en: "set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY of a user that may call bss:GetPayAsYouGoPrice and bss:GetSubscriptionPrice",
        zh: "设置 ALICLOUD_ACCESS_KEY 和 ALICLOUD_SECRET_KEY，该用户需有 bss:GetPayAsYouGoPrice 与 bss:GetSubscriptionPrice 权限",
      },
    },
  );
}

function nothingNew(counts: { readonly en: string; readonly zh: string }): Failure {
  return new Failure("operation", counts, {
    hint: {
      en: "the lines above say why; an account of the Chinese site is priced in yuan",
      zh: "原因见上；中国站账号以人民币计价",
    },
  });
}
