import type { RuleGroup } from "./rule.ts";

/** Masters of each virtual address (a zone has one of a mini-program's), by the states that the hosts themselves report (components/edge/keepalived.ts). */
export const MASTERS =
  'sum by (instance_name, mini_program, zone) (hougu_vrrp_state{state="MASTER"} and on (host) up{job="node"} == 1)';

/** The way in: Nginx and the virtual addresses. */
export const edgeRules: RuleGroup = {
  name: "edges",
  rules: [
    {
      alert: "VirtualAddressUnserved",
      expr: `(${MASTERS} or 0 * group by (instance_name, mini_program, zone) (hougu_vrrp_state)) == 0`,
      // Three advertisements and a scrape; a failover takes a second.
      for: "30s",
      severity: "page",
      summary: {
        en: "Nobody has the virtual address of {{ $labels.instance_name }}",
        zh: "{{ $labels.instance_name }} 的虚拟地址无人持有",
      },
      description: {
        en: "No edge of the pair is master: nobody gets in by this address.",
        zh: "该对接入主机均非 MASTER：无人能经由此地址访问。",
      },
    },
    {
      alert: "VirtualAddressContested",
      expr: `${MASTERS} > 1`,
      for: "30s",
      severity: "page",
      summary: {
        en: "Both edges have the virtual address of {{ $labels.instance_name }}",
        zh: "{{ $labels.instance_name }} 的虚拟地址同时被两台主机持有",
      },
      description: {
        en: "They don't hear each other's advertisements: some requests go to one, some to the other, and connections break.",
        zh: "两台主机收不到彼此的通告：请求被分到两边，连接会中断。",
      },
    },
    {
      alert: "EdgeFailover",
      expr: 'changes(hougu_vrrp_state_change_timestamp_seconds[10m]) > 0 and on (host, instance_name) hougu_vrrp_state{state="MASTER"} == 1',
      severity: "ticket",
      summary: {
        en: "{{ $labels.host }} has taken over {{ $labels.instance_name }}",
        zh: "{{ $labels.host }} 已接管 {{ $labels.instance_name }}",
      },
      description: {
        en: "The other edge was away for a moment or is so still. Connections of that moment were cut; new ones are served.",
        zh: "另一台接入主机曾短暂离线或仍处于离线。当时的连接会中断，新连接正常。",
      },
    },
    {
      alert: "NginxDown",
      expr: "nginx_up == 0",
      for: "1m",
      severity: "page",
      summary: { en: "Nginx of {{ $labels.host }} doesn't answer", zh: "{{ $labels.host }} 的 Nginx 无响应" },
      description: {
        en: "The other edge of its pair serves; nothing is in reserve until this one is back.",
        zh: "同对的另一台接入主机正在服务；在恢复之前没有备用。",
      },
    },
    {
      alert: "NginxConnectionsRefused",
      expr: "rate(nginx_connections_accepted[5m]) - rate(nginx_connections_handled[5m]) > 0",
      for: "5m",
      severity: "page",
      summary: {
        en: "Nginx of {{ $labels.host }} drops connections",
        zh: "{{ $labels.host }} 的 Nginx 正在丢弃连接",
      },
      description: {
        en: "{{ $value | humanize }} a second are accepted and then dropped: its worker connections are used up.",
        zh: "每秒有 {{ $value | humanize }} 个连接被接受后丢弃：worker 连接数已用尽。",
      },
    },
  ],
};
