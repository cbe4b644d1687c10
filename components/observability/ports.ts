/** As Prometheus' list of ports has them. */
export const PROMETHEUS_PORT = 9090;
export const ALERTMANAGER_PORT = 9093;
/** Alertmanagers tell each other what was sent, over TCP and UDP. */
export const ALERTMANAGER_CLUSTER_PORT = 9094;
export const BLACKBOX_PORT = 9115;
/** On this machine alone: where Alertmanager leaves what robots are told. */
export const NOTIFIER_PORT = 9095;
/** Grafana's own. */
export const GRAFANA_PORT = 3000;
