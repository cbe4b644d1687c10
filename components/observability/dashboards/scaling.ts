import { type Dashboard, IN_NAMESPACE } from "./dashboard.ts";

/** The cluster's autoscaling, by kube-state-metrics and KEDA's operator; both keep the labels of what they tell of. */
export const scaling: Dashboard = {
  uid: "hougu-scaling",
  title: { en: "Kubernetes scaling", zh: "Kubernetes 伸缩" },
  question: {
    en: "How many pods are wanted, how many are there, what holds the rest back, and do nodes follow?",
    zh: "需要多少 Pod，现有多少，其余被什么阻挡，节点是否跟上？",
  },
  variables: ["mini_program"],
  rows: [
    {
      title: { en: "Pods", zh: "Pod" },
      panels: [
        {
          title: { en: "Wanted and there", zh: "期望与现有" },
          description: {
            en: "Replicas of each autoscaler. Wanted above there for long: pods can't start.",
            zh: "各自动伸缩器的副本数。期望长期高于现有，说明 Pod 无法启动。",
          },
          show: "line",
          unit: "count",
          width: 16,
          queries: [
            {
              expr: `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_desired_replicas{${IN_NAMESPACE}})`,
              legend: {
                en: "{{namespace}} {{horizontalpodautoscaler}} wanted",
                zh: "{{namespace}} {{horizontalpodautoscaler}} 期望",
              },
            },
            {
              expr: `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_current_replicas{${IN_NAMESPACE}})`,
              legend: {
                en: "{{namespace}} {{horizontalpodautoscaler}} there",
                zh: "{{namespace}} {{horizontalpodautoscaler}} 现有",
              },
            },
          ],
        },
        {
          title: { en: "Share of the ceiling", zh: "占上限的比例" },
          description: {
            en: "At 1 an autoscaler may not ask for more: raise its ceiling, or find out why it needs them.",
            zh: "达到 1 时无法继续扩容：应提高上限，或查明原因。",
          },
          show: "number",
          unit: "share",
          width: 8,
          queries: [
            {
              expr: `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_desired_replicas{${IN_NAMESPACE}} / kube_horizontalpodautoscaler_spec_max_replicas{${IN_NAMESPACE}})`,
              legend: "{{namespace}} {{horizontalpodautoscaler}}",
            },
          ],
          thresholds: [
            { from: 0.8, is: "watch" },
            { from: 1, is: "bad" },
          ],
        },
        {
          title: { en: "Floor and ceiling", zh: "下限与上限" },
          description: {
            en: "As configured; a known peak raises the floor for its hours.",
            zh: "以配置为准；已知高峰时段会提高下限。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_spec_min_replicas{${IN_NAMESPACE}})`,
              legend: {
                en: "{{namespace}} {{horizontalpodautoscaler}} floor",
                zh: "{{namespace}} {{horizontalpodautoscaler}} 下限",
              },
            },
            {
              expr: `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_spec_max_replicas{${IN_NAMESPACE}})`,
              legend: {
                en: "{{namespace}} {{horizontalpodautoscaler}} ceiling",
                zh: "{{namespace}} {{horizontalpodautoscaler}} 上限",
              },
            },
          ],
        },
        {
          title: { en: "Pods that wait or failed", zh: "等待或失败的 Pod" },
          description: {
            en: "Pending for long: no node has room. Failed: look at their events.",
            zh: "长期 Pending 说明没有节点有空间；Failed 应查看事件。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (namespace, phase) (kube_pod_status_phase{phase=~"Pending|Failed",${IN_NAMESPACE}})`,
              legend: "{{namespace}} {{phase}}",
            },
          ],
          thresholds: [{ from: 1, is: "watch" }],
        },
        {
          title: { en: "Replicas that aren't ready", zh: "未就绪的副本" },
          description: {
            en: "Of Deployments. During an update one is normal.",
            zh: "按 Deployment 统计。更新期间有一个属正常。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `max by (namespace, deployment) (kube_deployment_spec_replicas{${IN_NAMESPACE}} - kube_deployment_status_replicas_available{${IN_NAMESPACE}})`,
              legend: "{{namespace}} {{deployment}}",
            },
          ],
          thresholds: [{ from: 2, is: "watch" }],
        },
        {
          title: { en: "Restarts in an hour", zh: "一小时内的重启" },
          description: {
            en: "A container that restarts again and again is killed for memory, or fails its probe.",
            zh: "反复重启的容器通常因内存被终止，或探针失败。",
          },
          show: "bars",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `sum by (namespace, container) (increase(kube_pod_container_status_restarts_total{${IN_NAMESPACE}}[1h]))`,
              legend: "{{namespace}} {{container}}",
            },
          ],
        },
      ],
    },
    {
      title: { en: "What pods are asked for by", zh: "扩容依据" },
      panels: [
        {
          title: { en: "KEDA's numbers", zh: "KEDA 指标值" },
          description: {
            en: "What the autoscaler divides by the target: messages that wait, sockets, a peak's pods.",
            zh: "自动伸缩器用来除以目标值的数值：等待的消息、连接数、高峰的 Pod 数。",
          },
          show: "line",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `max by (namespace, scaledObject, metric) (keda_scaler_metrics_value{${IN_NAMESPACE}})`,
              legend: "{{namespace}} {{scaledObject}} {{metric}}",
            },
          ],
        },
        {
          title: { en: "Which signals are active", zh: "生效的信号" },
          description: {
            en: "An active one keeps at least one pod.",
            zh: "生效的信号至少保留一个 Pod。",
          },
          show: "states",
          unit: "count",
          width: 12,
          queries: [
            {
              expr: `max by (namespace, scaledObject, scaler) (keda_scaler_active{${IN_NAMESPACE}})`,
              legend: "{{namespace}} {{scaledObject}} {{scaler}}",
            },
          ],
          words: [
            { en: "idle", zh: "空闲" },
            { en: "active", zh: "生效" },
          ],
          otherwise: "watch",
          thresholds: [{ from: 1, is: "good" }],
        },
      ],
    },
    {
      title: { en: "Nodes", zh: "节点" },
      panels: [
        {
          title: { en: "Nodes", zh: "节点数" },
          description: {
            en: "Ready, and not: a node that isn't for minutes is replaced by its pool.",
            zh: "就绪与未就绪：持续数分钟未就绪的节点会由节点池替换。",
          },
          show: "line",
          unit: "count",
          width: 24,
          queries: [
            {
              expr: 'sum(kube_node_status_condition{condition="Ready",status="true"})',
              legend: { en: "ready", zh: "就绪" },
            },
            {
              expr: 'sum(kube_node_status_condition{condition="Ready",status!="true"})',
              legend: { en: "not ready", zh: "未就绪" },
            },
          ],
        },
      ],
    },
  ],
};
